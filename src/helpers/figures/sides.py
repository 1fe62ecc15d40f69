"""Two sides of a line: opposition to the left, support to the right, with numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.figures.linked import add_area
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
from helpers.figures.style import GREY, INK, OPPOSE, SUPPORT

NOTHING = "No statement is left by these filters."
WIDE = 8.6  # inches
BAR = 11.0  # points, height of a bar
GAP = 10.0  # between groups of rows
LABELS = 190.0  # points for the names of rows, where there is room beside the bars
REST = 130.0  # for what takes no side
NUMBER = 40.0  # for the number at the end of a bar


@dataclass(frozen=True)
class Layout:
    """Where things stand on a sheet of bars: the line, and points for one unit."""

    line: float
    unit: float
    rest: float
    narrow: bool

    @property
    def step(self) -> float:
        """From one row to the next; on a phone a row's name stands above its bar."""
        return 2 * ROW + 4 if self.narrow else 1.3 * ROW


def layout(width: float, left: int, right: int) -> Layout:
    """The layout for bars of at most `left` and `right` units, on a sheet that wide."""
    narrow = width <= NARROW
    start = NUMBER if narrow else LABELS + NUMBER
    end = width - NUMBER - (0 if narrow else REST)
    unit = (end - start) / max(left + right, 1)
    return Layout(start + left * unit, unit, end + NUMBER, narrow)


def sides(
    table: pd.DataFrame,
    *,
    support: str,
    oppose: str,
    rest: Sequence[tuple[str, str]] = (),
    groups: Sequence[str] = (),
    ax: Axes | None = None,
) -> Axes:
    """One bar a row of `table`, first row on top: opposition left of a line and support right of it.

    `support` and `oppose` name the columns of numbers; `rest` gives columns with a word for what
    takes no side, written in grey. Column label names a row, target (`#id`) is where it leads, name
    says it in words. `groups` keeps rows together.
    """
    if table.empty:
        return say_nothing_left(NOTHING, ax)
    width = width_of(ax) if ax else WIDE * 72
    plan = layout(width, int(table[oppose].max()), int(table[support].max()))
    groups = list(groups) or [""] * len(table)
    breaks = [0, *(GAP if a != b else 0 for a, b in pairwise(groups))]
    ax = sheet(2 * ROW + len(table) * plan.step + sum(breaks), ax, width / 72)
    write(ax, plan.line - 5, ROW / 2, "oppose ←", align="right", size=SMALL, colour=GREY)
    write(ax, plan.line + 5, ROW / 2, "→ support", size=SMALL, colour=GREY)
    y = ROW + 6.0
    for row, extra in zip(table.to_dict("records"), breaks, strict=True):
        y += extra
        numbers = (int(row[oppose]), int(row[support]))
        draw_row(ax, plan, row["label"], numbers, in_grey(row, rest), y)
        if not plan.narrow:  # on a phone the names in the list below are easier to hit
            middle = (width / 2, y + plan.step / 2)
            add_area(ax, middle, width, plan.step, target=row["target"], name=row["name"])
        y += plan.step
    return ax


def in_grey(row: dict[str, Any], rest: Sequence[tuple[str, str]]) -> str:
    """What takes no side: "2 neutral, 1 on both sides"."""
    return ", ".join(f"{row[column]} {word}" for column, word in rest if row[column])


def draw_row(
    ax: Axes, plan: Layout, label: str, numbers: tuple[int, int], rest: str, top: float
) -> None:
    """One bar with its name and numbers, from `top` down; no number where there is none."""
    middle = top + (1.45 * ROW + 2 if plan.narrow else plan.step / 2)
    width = width_of(ax)
    if plan.narrow:
        room = width - text_width(rest, SMALL) - 8
        write(ax, 0, top + ROW / 2, fitted(label, room, SIZE), size=SIZE)
        write(ax, width, top + ROW / 2, rest, align="right", size=SMALL, colour=GREY)
    else:
        write(ax, LABELS, middle, fitted(label, LABELS, SIZE), align="right", size=SIZE)
        write(ax, plan.rest, middle, fitted(rest, REST, SMALL), size=SMALL, colour=GREY)
    against, favour = (number * plan.unit for number in numbers)
    for start, long, colour in (
        (plan.line - against, against, OPPOSE),
        (plan.line, favour, SUPPORT),
    ):
        if long:
            corner = (start, middle - BAR / 2)
            ax.add_patch(Rectangle(corner, long, BAR, facecolor=colour, edgecolor="none"))
    ax.plot([plan.line] * 2, [middle - 0.65 * ROW, middle + 0.65 * ROW], color=INK, linewidth=0.8)
    if numbers[0]:
        write(ax, plan.line - against - 4, middle, f"− {numbers[0]}", align="right", size=SIZE)
    if numbers[1]:
        write(ax, plan.line + favour + 4, middle, f"+ {numbers[1]}", size=SIZE)
