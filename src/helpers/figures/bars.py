"""Horizontal bars with their numbers written at their ends, each leading to what it counts."""

from __future__ import annotations

from math import ceil

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.figures.linked import add_area
from helpers.figures.sheet import (
    NARROW,
    SMALL,
    fitted,
    say_nothing_left,
    sheet,
    text_width,
    width_of,
    write,
)
from helpers.figures.style import GREY

ROW, BAR = 20, 12  # points: from one bar to the next, and the height of a bar
LABELS = 0.4  # of the sheet's width at most, for the labels
NOTHING = "Nothing is left by these filters."


def bars(
    table: pd.DataFrame,
    *,
    label: str,
    value: str,
    note: str = "",
    place: str = "",
    ax: Axes | None = None,
) -> Axes:
    """One bar a row, first row on top: column `label` before it, `value` at its end.

    Column `note`, when named, is written in grey after the number. Column `place`, when named, has
    the place on the page (`#id`) to which the row leads. On a narrow sheet labels stand above.
    """
    if table.empty:
        return say_nothing_left(NOTHING, ax)
    width = round(width_of(ax))
    left = 0 if width <= NARROW else room_for(table[label], LABELS * width)
    notes = table[note].astype("str") if note else [""] * len(table)
    ends = [(f"{number:,}", text) for number, text in zip(table[value], notes, strict=True)]
    beside = left + max(text_width(" ".join(words)) for words in ends) + 16
    scale = max(width - beside, 40) / max(table[value].max(), 1)
    step = ROW if left else 2 * ROW
    ax = sheet(step * len(table), ax)
    for at, row in enumerate(table.to_dict("records")):
        draw_label(ax, left, y := (at + 1) * step - ROW // 2, str(row[label]), width)
        draw_bar(ax, left, y, round(row[value] * scale), ends[at])
        middle, target = (width / 2, (at + 0.5) * step), row[place] if place else ""
        add_area(ax, middle, width, step, target=target, name=f"{row[label]}: {ends[at][0]}")
    return ax


def room_for(labels: pd.Series, most: float) -> int:
    """The points that labels before the bars need, `most` and a gap at most."""
    return ceil(min(max(text_width(str(text)) for text in labels), most)) + 8


def draw_label(ax: Axes, left: int, y: int, text: str, width: int) -> None:
    """The label before its bar, or above it where bars begin at the sheet's edge."""
    if left:
        write(ax, left - 8, y, fitted(text, left - 8), align="right")
    else:
        write(ax, 0, y - ROW + 3, fitted(text, width))


def draw_bar(ax: Axes, left: int, y: int, long: int, words: tuple[str, str]) -> None:
    """One bar with its number, and what stands in grey after it."""
    number, note = words
    ax.add_patch(Rectangle((left, y - BAR // 2), long, BAR, facecolor=GREY))
    write(ax, left + long + 5, y, number)
    write(ax, left + long + 11 + text_width(number), y, note, size=SMALL, colour=GREY)
