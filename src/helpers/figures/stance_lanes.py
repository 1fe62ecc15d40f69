"""Stances over time, a lane for each concept: support above its line, opposition below."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.linked import add_area
from helpers.figures.marks import (
    ARROW,
    FADE,
    RADIUS,
    SHORT,
    draw_key,
    draw_time,
    forms_in,
    key_height,
)
from helpers.figures.sheet import (
    NARROW,
    ROW,
    SIZE,
    SMALL,
    fitted,
    say_nothing_left,
    sheet,
    text_width,
    width_of,
    write,
)
from helpers.figures.style import FAINT, GREY, INK, OPPOSE, SUPPORT
from helpers.figures.timescale import TimeScale, draw_scale

NOTHING = "No statement with a date is left by these filters."
LABELS = 168.0  # points for the names of concepts, left of the axis
STEP = 11.0  # from one row of marks to the next
PAD = 4.0  # above and below a lane
HEAD = 26.0
EDGE = 22.0  # kept free at both ends of the axis
COLOURS = {"support": SUPPORT, "oppose": OPPOSE, "mixed": INK, "neutral": GREY}


@dataclass
class Lane:
    """One concept's marks in rows that do not run into each other."""

    label: str
    rows: dict[str, list[list[tuple[float, float, int]]]] = field(
        default_factory=lambda: {"above": [], "on": [], "below": []}
    )
    """For each level its rows, nearest the line first; a row holds left, right, number of mark."""

    def put(self, level: str, left: float, right: float, mark: int) -> None:
        """The mark on the first row of its level that has room for it."""
        for row in self.rows[level]:
            if all(right <= start or end <= left for start, end, _ in row):
                row.append((left, right, mark))
                return
        self.rows[level].append([(left, right, mark)])

    def depth(self, level: str) -> float:
        """How far the rows of a level reach from the line."""
        return STEP * len(self.rows[level])

    def heights(self) -> tuple[float, float]:
        """Room above the line and below it."""
        middle = STEP * max(len(self.rows["on"]) - 0.5, 0)
        return (
            max(self.depth("above") + bool(middle) * STEP / 2, STEP * 0.6),
            max(self.depth("below") + middle, STEP * 0.6),
        )


def stance_lanes(
    marks: pd.DataFrame,
    *,
    pieces: pd.DataFrame,
    turns: pd.DataFrame | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Marks (rows of `dated_stances`) at their time, a lane for each label in the order given.

    `pieces` are the stretches of the axis. `turns` (start, end: rows of `marks`; order) joins the
    two sides of a speaker who changed: a full line where the change is certain, else a dashed one.
    """
    if marks.empty:
        return say_nothing_left(NOTHING, ax)
    width = width_of(ax)
    narrow = width <= NARROW
    scale = TimeScale(pieces, EDGE if narrow else LABELS + EDGE, width - EDGE)
    spans = [extent(scale, mark) for mark in marks.to_dict("records")]
    lanes = packed(marks, spans)
    name = ROW if narrow else 0.0
    tall = sum(sum(lane.heights()) + 2 * PAD + name for lane in lanes)
    forms = forms_in(marks)
    ax = sheet(HEAD + tall + key_height(forms, width), ax, width / 72)
    draw_scale(ax, scale, top=HEAD, bottom=HEAD + tall)
    if not narrow:
        write(ax, 0, HEAD - 17, "above a line: support", size=SMALL, colour=GREY)
        write(ax, 0, HEAD - 6, "below it: opposition", size=SMALL, colour=GREY)
    spots: dict[int, tuple[float, float]] = {}
    top = HEAD
    for lane in lanes:
        top = draw_lane(ax, lane, marks, scale, top=top, spots=spots)
    for turn in [] if turns is None else turns.to_dict("records"):
        join(ax, spots[turn["start"]], spots[turn["end"]], sure=turn["order"] == "before")
    draw_key(ax, HEAD + tall, forms)
    return ax


def packed(marks: pd.DataFrame, spans: list[tuple[float, float]]) -> list[Lane]:
    """The lanes with their marks, in the order in which the labels first come."""
    lanes: dict[str, Lane] = {}
    for at, (label, level) in enumerate(zip(marks["label"], marks["level"], strict=True)):
        lanes.setdefault(label, Lane(label)).put(level, *spans[at], at)
    return list(lanes.values())


def extent(scale: TimeScale, mark: dict[str, Any]) -> tuple[float, float]:
    """From where to where a mark reaches with its ends and its number."""
    left, right = scale.place(mark["first"]), scale.place(mark["last"])
    if mark["long"] and right - left < SHORT:
        left, right = (left + right - SHORT) / 2, (left + right + SHORT) / 2
    left -= RADIUS + ARROW * mark["reaches_back"] + FADE * mark["soft_start"]
    right += RADIUS + ARROW * mark["reaches_on"] + FADE * mark["soft_end"]
    right += 8 * mark["unsure"] + (text_width(str(mark["number"]), SMALL) + 3) * (
        mark["number"] > 1
    )
    return left, right + 2


def draw_lane(
    ax: Axes,
    lane: Lane,
    marks: pd.DataFrame,
    scale: TimeScale,
    *,
    top: float,
    spots: dict[int, tuple[float, float]],
) -> float:
    """One lane from `top` down: its name, its line, its marks; where it ends."""
    narrow = width_of(ax) <= NARROW
    above, below = lane.heights()
    if narrow:
        write(ax, 0, top + PAD + ROW / 2, fitted(lane.label, width_of(ax), SIZE), weight="bold")
        top += ROW
    line = top + PAD + above
    end = line + below + PAD
    if not narrow:
        write(ax, LABELS, line, fitted(lane.label, LABELS, SIZE), align="right")
    ax.plot([scale.left - EDGE + 4, scale.right + EDGE], [line, line], color=GREY, linewidth=0.7)
    ax.plot([0, width_of(ax)], [end, end], color=FAINT, linewidth=0.7)
    middle = STEP * max(len(lane.rows["on"]) - 0.5, 0)
    starts = {"above": -STEP / 2 - bool(middle) * STEP / 2, "on": 0.0, "below": middle + STEP / 2}
    for level, rows in lane.rows.items():
        way = -STEP if level == "above" else STEP
        for number, row in enumerate(rows):
            y = line + starts[level] + way * number
            for left, right, at in row:
                spots[at] = draw_stance(ax, scale, marks.iloc[at].to_dict(), (left, right), y)
    return end


def draw_stance(
    ax: Axes, scale: TimeScale, mark: dict[str, Any], span: tuple[float, float], y: float
) -> tuple[float, float]:
    """One mark with its number and its link; its middle."""
    x0, x1 = scale.place(mark["first"]), scale.place(mark["last"])
    _, right = draw_time(ax, x0, x1, y, mark, COLOURS[mark["stance"]])
    if mark["number"] > 1:
        write(ax, right + 2, y, str(mark["number"]), size=SMALL, colour=INK)
    if width_of(ax) > NARROW:  # on a phone marks are too small to be hit
        middle, width = (span[0] + span[1]) / 2, max(span[1] - span[0], STEP)
        add_area(ax, (middle, y), width, STEP, target=mark["target"], name=mark["name"])
    return (x0 + x1) / 2, y


def join(ax: Axes, start: tuple[float, float], end: tuple[float, float], *, sure: bool) -> None:
    """A line between the two sides of one speaker."""
    style: dict[str, Any] = {} if sure else {"linestyle": (0, (3, 2))}
    pairs = [start[0], end[0]], [start[1], end[1]]
    ax.plot(*pairs, color=INK, linewidth=1.2, zorder=2, **style)
