"""The span of a case for a phone: events one below the other in order of time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.marks import draw_key, draw_time, forms_in, key_height
from helpers.figures.sheet import (
    ROW,
    SMALL,
    fitted,
    phone,
    sheet,
    text_width,
    width_of,
    wrapped,
    write,
)
from helpers.figures.strips import Bands
from helpers.figures.style import FAINT, GREY
from helpers.figures.timeline import HEAD, LABELLED, axis, link_event, span_view
from helpers.figures.timescale import draw_scale

MARKS = 22.0  # points from the left edge to the line that carries the marks
TEXT = MARKS + 28.0
PAD, LATER = 8.0, 22.0  # between events, and for a note on the time between them


def upright_view(
    events: pd.DataFrame,
    *,
    pieces: pd.DataFrame,
    density: pd.DataFrame,
    spoken: pd.DataFrame,
    phases: Sequence[str],
    ax: Axes | None = None,
) -> Axes:
    """What `span_view` draws, for a phone: events in their order, date and phase below the title.

    Column later, where not empty, says how long after the event above one follows: distances on
    the line do not. Strips of `spoken` come last. More than `LABELLED` events are drawn as counts.
    """
    ax = ax or phone()
    if not 0 < len(events) <= LABELLED:
        return span_view(
            events, pieces=pieces, density=density, spoken=spoken, phases=phases, ax=ax
        )
    width = width_of(ax)
    titles = [wrapped(title, width - TEXT) for title in events["title"]]
    lines = sum(len(title) + 1 for title in titles)
    tall = ROW * lines + PAD * len(events) + LATER * int((events["later"] != "").sum())
    forms, bands = forms_in(events), Bands(spoken, width)
    end = tall + key_height(forms, width)
    ax = sheet(end + bands.height_of_each(phases), ax)
    ax.plot([MARKS, MARKS], [0, tall], color=FAINT, linewidth=1.2, zorder=0)
    y = 0.0
    for event, title in zip(events.to_dict("records"), titles, strict=True):
        y = draw_event(ax, event, title, y)
    draw_key(ax, tall, forms)
    if len(spoken):
        scale, top = axis(pieces, width, gutters=False), end + HEAD
        draw_scale(ax, scale, top=top, bottom=end + bands.height_of_each(phases))
        bands.draw_each(ax, scale, phases, top)
    return ax


def draw_event(ax: Axes, event: dict[str, Any], title: list[str], y: float) -> float:
    """One event from `y` down: the time since the one above, its mark, title and date; its end."""
    if event["later"]:
        write(ax, TEXT, y + LATER / 2, event["later"], size=SMALL, colour=GREY)
        ax.plot([MARKS] * 2, [y + 3, y + LATER - 3], color=GREY, linewidth=1.2, linestyle=":")
        y += LATER
    y += PAD / 2 + ROW / 2
    draw_time(ax, MARKS, MARKS, y, event)
    for line in title:
        write(ax, TEXT, y, line)
        y += ROW
    room = width_of(ax) - TEXT
    both = f"{event['words']} · {event['phase_label']}"
    said = both if text_width(both, SMALL) <= room else fitted(event["words"], room, SMALL)
    write(ax, TEXT, y, said, size=SMALL, colour=GREY)
    link_event(ax, event, width_of(ax) / 2, y - ROW * len(title) / 2, width_of(ax))
    return y + ROW / 2 + PAD / 2
