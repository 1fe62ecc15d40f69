"""The span of a case by phase: every event at its time, or its density where there are too many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.figures.marks import draw_key, draw_time, forms_in, key_height
from helpers.figures.sheet import (
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
from helpers.figures.style import FAINT, GREY
from helpers.figures.timescale import TimeScale, draw_scale

#: More events than this are drawn as density: labels would fill more than two screens.
LABELLED = 80
PHASES = 128.0  # points for the names of phases, at the left
GUTTER = 92.0  # kept free at both ends of the axis for dates
HEAD, PAD = 26.0, 7.0
BAND = 48.0  # height of a phase drawn as density


def span_view(
    events: pd.DataFrame,
    *,
    pieces: pd.DataFrame,
    density: pd.DataFrame,
    phases: Sequence[str],
    ax: Axes | None = None,
) -> Axes:
    """Events (rows of `drawn`) on one axis of time, in bands by phase, in the order of `phases`.

    Each event has a line of its own with its title on one side of the mark and its date on the
    other. Of more than `LABELLED` events the counts of `density` are drawn instead.
    """
    present = [phase for phase in phases if (events["phase_label"] == phase).any()]
    if not present:
        return say_nothing_left("No event with a date is left by these filters.", ax)
    dense = len(events) > LABELLED
    tall = BAND * len(present) if dense else ROW * len(events) + 2 * PAD * len(present)
    forms = [] if dense else forms_in(events)
    ax = sheet(HEAD + tall + key_height(forms, width_of(ax)), ax)
    scale = TimeScale(pieces, PHASES + (0 if dense else GUTTER), width_of(ax) - GUTTER)
    draw_scale(ax, scale, top=HEAD, bottom=HEAD + tall)
    top, most = HEAD, int(density["events"].max())
    draw: Callable[..., float] = partial(draw_counts, most=most) if dense else draw_band
    table = density if dense else events
    for phase in present:
        top = draw(ax, scale, table[table["phase_label"] == phase], phase, top=top)
        ax.plot([0, width_of(ax)], [top, top], color=FAINT, linewidth=1.0)
    draw_key(ax, HEAD + tall, forms)
    return ax


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
        y += ROW
    return y - ROW / 2 + PAD


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
    bottom = top + BAND
    total = int(counts["events"].sum())
    write(ax, 0, top + 16, fitted(phase, PHASES - 8, weight="bold"), weight="bold")
    write(ax, 0, top + 31, f"{total:,} events", size=SMALL, colour=GREY)
    for row in counts.to_dict("records"):
        left, right = scale.place(row["start"]), scale.place(row["end"])
        high = (BAND - 18) * row["events"] / most
        wide = max(right - left - 0.6, 1.2)
        ax.add_patch(Rectangle((left, bottom - high), wide, high, color=GREY, linewidth=0))
    peak = counts.loc[counts["events"].idxmax()]
    x = (scale.place(peak["start"]) + scale.place(peak["end"])) / 2
    y = bottom - (BAND - 18) * peak["events"] / most - 7
    write(ax, x, y, f"{int(peak['events']):,}", align="center", size=SMALL, colour=GREY)
    return bottom
