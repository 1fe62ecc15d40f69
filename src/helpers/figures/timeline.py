"""The span of a case by phase: every event at its time, or its density where there are too many."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

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
    tall += len(present) * (band_height(width) if dense else 2 * PAD)
    tall += 0 if dense else ROW * len(events)
    forms = [] if dense else forms_in(events)
    ax = sheet(HEAD + tall + key_height(forms, width), ax)
    scale = axis(pieces, width, gutters=not dense)
    draw_scale(ax, scale, top=HEAD, bottom=HEAD + tall)
    draw_phases(ax, scale, bands, present, density if dense else events)
    draw_key(ax, HEAD + tall, forms)
    return ax


def draw_phases(
    ax: Axes, scale: TimeScale, bands: Bands, phases: Sequence[str], table: pd.DataFrame
) -> None:
    """Each phase with its events, or the counts of events when `table` has these, and its strip."""
    draw: Callable[..., float] = draw_band
    if "events" in table:
        draw = partial(draw_counts, most=int(table["events"].max()))
    top = HEAD
    for phase in phases:
        top = draw(ax, scale, table[table["phase_label"] == phase], phase, top=top)
        top = bands.draw(ax, scale, phase, top)
    bands.draw_all(ax, scale, top)


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
        label_mark(ax, left - 5, right + 5, y, event, time_in(phase, event["words"]))
        y += ROW
    return y - ROW / 2 + PAD


def time_in(phase: str, date: str) -> str:
    """A date within a phase: "10:00 on 3 June" is "10:00" where the phase is "Raid, 3 June"."""
    time, _, day = date.rpartition(" on ")
    return time if time and day in phase else date


def label_mark(
    ax: Axes, left: float, right: float, y: float, event: Mapping[str, Any], date: str
) -> None:
    """The title on the side of the mark that has room for it, its date on the other side.

    The title leads to the place of the event on the page.
    """
    title = event["title"]
    rooms = {"left": left - PHASES, "right": width_of(ax) - right}
    side = "right" if rooms["right"] >= min(text_width(title), rooms["left"]) else "left"
    other = "left" if side == "right" else "right"
    spots: dict[str, Any] = {"right": (right, "left"), "left": (left, "right")}
    x, align = spots[side]
    title = fitted(title, rooms[side])
    write(ax, x, y, title, align=align, target=event["url"])
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
    bars = counts.rename(columns={"events": "number"})
    draw_bars(ax, scale, bars, bottom=bottom, most=most, colour=GREY, tall=BAND - 18)
    label_peak(ax, scale, bars.loc[bars["number"].idxmax()], bottom=bottom, most=most)
    return bottom


def label_peak(ax: Axes, scale: TimeScale, peak: pd.Series, *, bottom: float, most: int) -> None:
    """The number of the highest bar, above it and within the sheet."""
    highest = f"{int(peak['number']):,}"
    half = text_width(highest, SMALL) / 2
    middle = (scale.place(peak["start"]) + scale.place(peak["end"])) / 2
    x = min(max(middle, half), width_of(ax) - half)
    y = bottom - (BAND - 18) * peak["number"] / most - 7
    write(ax, x, y, highest, align="center", size=SMALL, colour=GREY)
