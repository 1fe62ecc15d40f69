"""Stances over time, a lane for each concept: support above its line, opposition below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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

    def places(self, line: float) -> Iterator[tuple[int, float]]:
        """Each mark with its height, when the lane's line is at `line`."""
        middle = STEP * max(len(self.rows["on"]) - 0.5, 0)
        above = -STEP / 2 - bool(middle) * STEP / 2
        starts = {"above": above, "on": 0.0, "below": middle + STEP / 2}
        for level, rows in self.rows.items():
            way = -STEP if level == "above" else STEP
            for number, row in enumerate(rows):
                for *_, at in row:
                    yield at, line + starts[level] + way * number

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
    scale = TimeScale(pieces, LABELS + EDGE, width - EDGE)
    spans = [extent(scale, mark) for mark in marks.to_dict("records")]
    lanes = packed(marks, spans)
    tall = sum(sum(lane.heights()) + 2 * PAD for lane in lanes)
    forms = forms_in(marks)
    ax = sheet(HEAD + tall + key_height(forms, width), ax, width / 72)
    draw_scale(ax, scale, top=HEAD, bottom=HEAD + tall)
    for up, words in ((17, "above a line: support"), (6, "below it: opposition")):
        write(ax, 0, HEAD - up, words, size=SMALL, colour=GREY)
    draw_lines(ax, scale, lanes)
    heights = {at: y for lane, line, _ in placed(lanes) for at, y in lane.places(line)}
    spots = draw_stances(ax, scale, marks, spans, heights)
    join_all(ax, spots, turns)
    draw_key(ax, HEAD + tall, forms)
    return ax


def join_all(
    ax: Axes, spots: Mapping[int, tuple[float, float]], turns: pd.DataFrame | None
) -> None:
    """A line for each of the turns, see `stance_lanes`, between the spots of its two marks."""
    for turn in [] if turns is None else turns.to_dict("records"):
        join(ax, spots[turn["start"]], spots[turn["end"]], sure=turn["order"] == "before")


def placed(lanes: list[Lane]) -> Iterator[tuple[Lane, float, float]]:
    """Each lane with the height of its line and where it ends, from the top down."""
    top = HEAD
    for lane in lanes:
        above, below = lane.heights()
        line = top + PAD + above
        top = line + below + PAD
        yield lane, line, top


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


def draw_lines(ax: Axes, scale: TimeScale, lanes: list[Lane]) -> None:
    """The line of every lane with its name, and one where it ends, each kind as one path."""
    gap = float("nan")
    found = list(placed(lanes))
    for left, right, heights, colour in (
        (scale.left - EDGE + 4, scale.right + EDGE, [line for _, line, _ in found], GREY),
        (0.0, width_of(ax), [end for *_, end in found], FAINT),
    ):
        across = [left, right, gap] * len(heights)
        down = [y for height in heights for y in (height, height, gap)]
        ax.plot(across, down, color=colour, linewidth=0.7, zorder=1)
    for lane, line, _ in found:
        write(ax, LABELS, line, fitted(lane.label, LABELS, SIZE), align="right")


def draw_stances(
    ax: Axes,
    scale: TimeScale,
    marks: pd.DataFrame,
    spans: list[tuple[float, float]],
    heights: dict[int, float],
) -> dict[int, tuple[float, float]]:
    """The marks with their links and numbers; the middle of each.

    Those that look alike come one after the other, which makes them one path of the page.
    """
    spots, numbers = {}, []
    looks = marks[["stance", "hollow", "long"]].reset_index(drop=True)
    for at in looks.sort_values(list(looks), kind="stable").index:
        mark, (left, right), y = marks.iloc[at].to_dict(), spans[at], heights[at]
        x0, x1 = scale.place(mark["first"]), scale.place(mark["last"])
        _, end = draw_time(ax, x0, x1, y, mark, COLOURS[mark["stance"]])
        if mark["number"] > 1:
            numbers.append((end + 2, y, str(mark["number"])))
        width = max(right - left, STEP)
        add_area(ax, ((left + right) / 2, y), width, STEP, target=mark["target"], name="")
        spots[at] = (x0 + x1) / 2, y
    for x, y, number in numbers:
        write(ax, x, y, number, size=SMALL, colour=INK)
    return spots


def join(ax: Axes, start: tuple[float, float], end: tuple[float, float], *, sure: bool) -> None:
    """A line between the two sides of one speaker."""
    style: dict[str, Any] = {} if sure else {"linestyle": (0, (3, 2))}
    pairs = [start[0], end[0]], [start[1], end[1]]
    ax.plot(*pairs, color=INK, linewidth=1.2, zorder=2, **style)
