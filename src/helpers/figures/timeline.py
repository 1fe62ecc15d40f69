"""The span of a case by phase: every event at its time, or its density where there are too many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.linked import add_area
from helpers.figures.marks import draw_key, draw_time, forms_in, key_height
from helpers.figures.sheet import (
    NARROW,
    ROW,
    SMALL,
    fitted,
    say_nothing_left,
    sheet,
    text_width,
    width_of,
    wrapped,
    write,
)
from helpers.figures.strips import Bands, draw_bars
from helpers.figures.style import GREY
from helpers.figures.timescale import TimeScale, draw_scale

#: More events than this are drawn as density: labels would fill more than two screens.
LABELLED = 80
PHASES = 150.0  # points for the names of phases, at the left
GUTTER = 92.0  # kept free at both ends of the axis for dates
HEAD, PAD, MARGIN = 26.0, 7.0, 14.0
BAND = 48.0  # height of a phase drawn as density


def span_view(
    events: pd.DataFrame,
    *,
    pieces: pd.DataFrame,
    density: pd.DataFrame,
    spoken: pd.DataFrame,
    phases: Sequence[str],
    ax: Axes | None = None,
) -> Axes:
    """Events (rows of `drawn`, with url) on one axis of time, in bands by phase, in their order.

    Each event has a line of its own with its title on one side of the mark and its date on the
    other. Of more than `LABELLED` events, and on a phone, the counts of `density` are drawn
    instead. Below them `spoken` (see `Spoken.counts`) has a strip for each phase and one for all.
    """
    present = [phase for phase in phases if (events["phase_label"] == phase).any()]
    if not present:
        return say_nothing_left("No event with a date is left by these filters.", ax)
    width = width_of(ax)
    dense = len(events) > LABELLED or width <= NARROW
    bands = Bands(spoken, width)
    tall = sum(map(bands.height, present)) + bands.height_of_all()
    tall += band_height(width) * len(present) if dense else 0
    tall += 0 if dense else ROW * len(events) + 2 * PAD * len(present)
    forms = [] if dense else forms_in(events)
    ax = sheet(HEAD + tall + key_height(forms, width), ax)
    scale = axis(pieces, width, gutters=not dense)
    draw_scale(ax, scale, top=HEAD, bottom=HEAD + tall)
    top, table = HEAD, density if dense else events
    most = int(density["events"].max())
    draw: Callable[..., float] = partial(draw_counts, most=most) if dense else draw_band
    for phase in present:
        top = draw(ax, scale, table[table["phase_label"] == phase], phase, top=top)
        top = bands.draw(ax, scale, phase, top)
    bands.draw_all(ax, scale, top)
    draw_key(ax, HEAD + tall, forms)
    return ax


def axis(pieces: pd.DataFrame, width: float, *, gutters: bool) -> TimeScale:
    """The axis of a timeline, with `gutters` for dates at both ends where events have labels."""
    if width <= NARROW:
        return TimeScale(pieces, MARGIN, width - MARGIN)
    return TimeScale(pieces, PHASES + GUTTER * gutters, width - (GUTTER if gutters else MARGIN))


def band_height(width: float) -> float:
    """The height of a phase drawn as counts; on a phone its name stands above them."""
    return BAND + (ROW * 2 if width <= NARROW else 0)


def draw_band(ax: Axes, scale: TimeScale, events: pd.DataFrame, phase: str, *, top: float) -> float:
    """One phase with a line for each of its events; where the band ends."""
    y = top + PAD + ROW / 2
    lines = wrapped(phase, PHASES - 8, weight="bold")
    if len(lines) > len(events):
        lines = [fitted(phase, PHASES - 8, weight="bold")]
    for at, line in enumerate(lines):
        write(ax, 0, y + at * ROW, line, weight="bold")
    for event in events.to_dict("records"):
        x0, x1 = scale.place(event["first"]), scale.place(event["last"])
        left, right = draw_time(ax, x0, x1, y, event)
        label_mark(ax, left - 5, right + 5, y, event["title"], event["words"])
        link_event(ax, event, (PHASES + width_of(ax)) / 2, y, width_of(ax) - PHASES)
        y += ROW
    return y - ROW / 2 + PAD


def link_event(ax: Axes, event: dict[str, Any], x: float, y: float, width: float) -> None:
    """Lay over the line of an event, around `x`, a link to its accounts."""
    name = f"{event['title']}, {event['words']}: what the sources say"
    add_area(ax, (x, y), width, ROW - 1, target=event["url"], name=name)


def label_mark(ax: Axes, left: float, right: float, y: float, title: str, date: str) -> None:
    """The title on the side of the mark that has room for it, its date on the other side."""
    rooms = {"left": left - PHASES, "right": width_of(ax) - right}
    side = "right" if rooms["right"] >= min(text_width(title), rooms["left"]) else "left"
    other = "left" if side == "right" else "right"
    spots: dict[str, Any] = {"right": (right, "left"), "left": (left, "right")}
    x, align = spots[side]
    title = fitted(title, rooms[side])
    write(ax, x, y, title, align=align)
    wide = text_width(date, SMALL)
    if wide <= rooms[other]:
        x, align = spots[other]
        write(ax, x, y, date, align=align, size=SMALL, colour=GREY)
    elif text_width(title) + wide + 8 <= rooms[side]:
        beyond = text_width(title) + 8
        x += beyond if side == "right" else -beyond
        write(ax, x, y, date, align=align, size=SMALL, colour=GREY)


def draw_counts(
    ax: Axes, scale: TimeScale, counts: pd.DataFrame, phase: str, *, top: float, most: int
) -> float:
    """One phase as bars that count its events by period, on a scale common to all phases."""
    bottom, width = top + band_height(width_of(ax)), width_of(ax)
    number = int(counts["events"].sum())
    words = f"{number:,} event{'' if number == 1 else 's'}"
    room = width if width <= NARROW else PHASES - 8
    write(ax, 0, top + 16, fitted(phase, room, weight="bold"), weight="bold")
    write(ax, 0, top + 31, words, size=SMALL, colour=GREY)
    draw_bars(
        ax,
        scale,
        counts.rename(columns={"events": "number"}),
        bottom=bottom,
        most=most,
        colour=GREY,
        tall=BAND - 18,
    )
    peak = counts.loc[counts["events"].idxmax()]
    highest = f"{int(peak['events']):,}"
    half = text_width(highest, SMALL) / 2
    middle = (scale.place(peak["start"]) + scale.place(peak["end"])) / 2
    y = bottom - (BAND - 18) * peak["events"] / most - 7
    x = min(max(middle, half), width - half)
    write(ax, x, y, highest, align="center", size=SMALL, colour=GREY)
    return bottom
