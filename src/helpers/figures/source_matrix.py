"""Sources against sources: on how many questions each pair agrees and disagrees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.figures.linked import add_area
from helpers.figures.sheet import (
    NARROW,
    ROW,
    SMALL,
    fitted,
    say_nothing_left,
    sheet,
    text_width,
    width_of,
    write,
)
from helpers.figures.style import FAINT, GREY, OPPOSE

LABELS = 190.0  # points for the names of sources
WIDE, TALL = 29.0, 25.0  # of a cell
LISTED = 14  # pairs on a phone


def agreement_matrix(
    sources: Sequence[str], cells: pd.DataFrame, *, ax: Axes | None = None
) -> Axes:
    """The lower half of a matrix of `sources`; `cells` has row, column, agree, disagree, anchor.

    A cell holds the number of questions on which the two agree, behind "=", and under it that on
    which they disagree, behind "≠". On a phone the pairs that disagree most are listed instead.
    """
    if cells.empty:
        return say_nothing_left("No two sources have enough questions in common.", ax)
    if width_of(ax) <= NARROW:
        return pair_list(cells, ax)
    ax = sheet(TALL * len(sources) + 2 * ROW, ax)
    for at, source in enumerate(sources):
        y = TALL * (at + 0.5)
        write(ax, 0, y, fitted(f"{at + 1}  {source}", LABELS - 6))
        write(ax, LABELS + WIDE * (at + 0.5), TALL * len(sources) + 9, f"{at + 1}", align="center")
    for cell in cells.to_dict("records"):
        draw_cell(ax, cell, LABELS + WIDE * cell["column"], TALL * cell["row"])
    words = "= agree   ≠ disagree   number of questions; columns as rows"
    write(ax, LABELS + 2, TALL * len(sources) + ROW + 9, words, size=SMALL, colour=GREY)
    return ax


def draw_cell(ax: Axes, cell: dict[str, Any], x: float, y: float) -> None:
    """One pair with its upper left corner at `x` and `y`."""
    style: dict[str, Any] = {"facecolor": "none", "edgecolor": FAINT, "linewidth": 0.8}
    ax.add_patch(Rectangle((x + 1, y + 1), WIDE - 2, TALL - 2, **style))
    lines = (
        ("=", cell["agree"], GREY, 0.3, "normal"),
        ("≠", cell["disagree"], OPPOSE, 0.7, "bold"),
    )
    for sign, number, colour, at, weight in lines:
        if number:
            text, place = f"{sign}{number:,}", (x + WIDE / 2, y + TALL * at)
            write(ax, *place, text, align="center", size=SMALL, colour=colour, weight=weight)
    middle = (x + WIDE / 2, y + TALL / 2)
    add_area(ax, middle, WIDE, TALL, target=f"#{cell['anchor']}", name=pair_words(cell))


def pair_words(cell: dict[str, Any]) -> str:
    """The pair and its numbers, as the name of a link."""
    return f"{cell['one']} and {cell['other']}: {numbers(cell)}"


def numbers(cell: dict[str, Any]) -> str:
    """On how many questions a pair disagrees and agrees."""
    return f"disagree on {cell['disagree']:,}, agree on {cell['agree']:,}"


def pair_list(cells: pd.DataFrame, ax: Axes | None) -> Axes:
    """The pairs of two sources that disagree most often, one below the other."""
    rows = cells[(cells["one"] != cells["other"]) & (cells["disagree"] > 0)].head(LISTED)
    if rows.empty:
        return say_nothing_left("No pair disagrees.", ax)
    ax = sheet(len(rows) * 2.4 * ROW, ax)
    width = width_of(ax)
    for at, cell in enumerate(rows.to_dict("records")):
        y = 2.4 * ROW * at + ROW / 2
        half = (width - text_width(" and ")) / 2
        write(ax, 0, y, f"{fitted(cell['one'], half)} and {fitted(cell['other'], half)}")
        write(ax, 0, y + ROW, numbers(cell), size=SMALL, colour=OPPOSE)
        name = pair_words(cell)
        add_area(
            ax, (width / 2, y + ROW / 2), width, 2 * ROW, target=f"#{cell['anchor']}", name=name
        )
    return ax
