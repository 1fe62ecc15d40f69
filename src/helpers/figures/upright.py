"""The span of a case for a phone: events one below the other in order of time."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.marks import draw_key, draw_time, forms_in, key_height
from helpers.figures.sheet import (
    ROW,
    SMALL,
    fitted,
    phone,
    say_nothing_left,
    sheet,
    text_width,
    width_of,
    wrapped,
    write,
)
from helpers.figures.style import FAINT, GREY
from helpers.figures.timeline import LABELLED

MARKS = 22.0  # points from the left edge to the line that carries the marks
TEXT = MARKS + 28.0
PAD, LATER = 8.0, 22.0  # between events, and for a note on the time between them


def upright_view(events: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Events (rows of `drawn`) in their order, with their date and phase below the title.

    Column later, where not empty, says how long after the event above one follows: distances on
    the line do not. More than `LABELLED` events are not drawn.
    """
    ax = ax or phone()
    if events.empty:
        return say_nothing_left("No event with a date is left.", ax)
    if len(events) > LABELLED:
        return say_nothing_left(f"{len(events):,} events: see the table below.", ax)
    room = width_of(ax) - TEXT
    titles = [wrapped(title, room) for title in events["title"]]
    lines = sum(len(title) + 1 for title in titles)
    tall = ROW * lines + PAD * len(events) + LATER * int((events["later"] != "").sum())
    forms = forms_in(events)
    ax = sheet(tall + key_height(forms, width_of(ax)), ax)
    ax.plot([MARKS, MARKS], [0, tall], color=FAINT, linewidth=1.2, zorder=0)
    y = 0.0
    for event, title in zip(events.to_dict("records"), titles, strict=True):
        y = draw_event(ax, event, title, y)
    draw_key(ax, tall, forms)
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
    return y + ROW / 2 + PAD / 2
