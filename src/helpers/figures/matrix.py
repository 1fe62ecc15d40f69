"""The position matrix: who stands where on each concept, each mark leading to its statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import cos, radians, sin

import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.linked import add_area
from helpers.figures.sheet import (
    POINTS,
    SMALL,
    say_nothing_left,
    sheet,
    text_width,
    width_of,
    write,
)
from helpers.figures.stance_marks import CALLED, CAP, draw_marks
from helpers.figures.style import FAINT, GREY, INK, shorten

CELL = 0.29  # inches
SIDE = 21.0  # points: the same, as whole points
SIZE = 9.0  # of names
SLANT = 55  # degrees of the headings
NOTHING = "No statement is left by these filters."
KINDS = {"demand": "demands", "conduct": "conduct", "dispute": "disputes", "policy": "policy"}


def spread(groups: Sequence[str], gap: float) -> list[float]:
    """Positions 0, 1, 2 … with `gap` added wherever the group changes."""
    spots, at = [], 0.0
    for i, group in enumerate(groups):
        at += (1 if i else 0) + (gap if i and group != groups[i - 1] else 0)
        spots.append(at)
    return spots


def matrix(
    positions: pd.DataFrame,
    counts: pd.DataFrame,
    *,
    row_groups: Sequence[str],
    column_groups: Sequence[str],
    targets: pd.DataFrame | None = None,
    names: pd.DataFrame | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The matrix of positions (index: row names, columns: concept labels), marks sized by `counts`.

    supports: square with +; opposes: square with a minus; split: square divided along its
    diagonal; neutral: hollow circle; silent: small grey dot. Rows and columns stand together by
    their groups, whose names are written beside them. Number of statements at both edges. A mark
    leads to its place in `targets` (`#id`, "" for none) and has its name in `names`.
    """
    gap = 1.5 if len(set(row_groups)) > 1 else 0.0
    labels = [shorten(name) for name in positions.index]
    if not len(positions.index) or not len(positions.columns):
        return say_nothing_left(NOTHING, ax)
    widths = [text_width(label, SIZE) for label in labels]
    widths += [text_width(shorten(name), SIZE, "bold") for name in row_groups]
    left = round(max(widths) + 0.9 * SIDE)
    tall, wide = heading_room(positions.columns)
    columns = [left + int(SIDE * at + 0.5) for at in spread(column_groups, 0.6)]
    head = round(tall + SIDE * (0.8 + (1 if gap else 0)))
    rows = [head + int(SIDE * at + 0.5) for at in spread(row_groups, gap)]
    width = columns[-1] + max(1.5 * SIDE, wide)
    ax = sheet(rows[-1] + 2.6 * SIDE, ax, width / POINTS)
    for y, label in zip(rows, labels, strict=True):
        write(ax, left - 0.9 * SIDE, y, label, align="right", size=SIZE)
    headings(ax, columns, positions.columns, tall)
    cells = list(all_cells(positions, counts, columns, rows))
    draw_marks(ax, cells, cell=SIDE)
    if gap:
        group_names(ax, left - 0.9 * SIDE, rows, row_groups)
    totals(ax, rows, columns, counts)
    kind_names(ax, columns, column_groups, rows[-1] + 2.1 * SIDE)
    if targets is not None and names is not None:
        link_cells(ax, cells, targets, names)
    return ax


def all_cells(
    positions: pd.DataFrame, counts: pd.DataFrame, columns: list[int], rows: list[int]
) -> Iterator[tuple[float, float, str, int]]:
    """Every cell as x, y, position, number, row by row."""
    held, numbers = positions.to_numpy(), counts.to_numpy()
    for i, y in enumerate(rows):
        for j, x in enumerate(columns):
            yield x, y, held[i, j], int(numbers[i, j])


def link_cells(
    ax: Axes,
    cells: list[tuple[float, float, str, int]],
    targets: pd.DataFrame,
    names: pd.DataFrame,
) -> None:
    """A link over each cell that has a target."""
    pairs = zip(targets.to_numpy().ravel(), names.to_numpy().ravel(), strict=True)
    for (x, y, *_), (target, name) in zip(cells, pairs, strict=True):
        add_area(ax, (x, y), SIDE, SIDE, target=target, name=name)


def heading_room(labels: Sequence[str]) -> tuple[float, float]:
    """The height that the slanted headings need, and the width beyond the last column."""
    longest = max(text_width(label, SIZE) for label in labels)
    last = text_width(labels[-1], SIZE)
    return longest * sin(radians(SLANT)) + 12, last * cos(radians(SLANT)) + 8


def headings(ax: Axes, columns: list[int], labels: Sequence[str], bottom: float) -> None:
    """The names of the columns, slanted, each starting above its marks."""
    for x, label in zip(columns, labels, strict=True):
        ax.text(
            x - 3,
            bottom,
            label,
            rotation=SLANT,
            rotation_mode="anchor",
            ha="left",
            va="bottom",
            fontsize=SIZE,
            color=INK,
        )


def group_names(ax: Axes, right: float, rows: Sequence[float], groups: Sequence[str]) -> None:
    """The name of each group of rows above its first row, where the names of the rows end."""
    first = [0] + [i for i, (a, b) in enumerate(pairwise(groups), start=1) if a != b]
    for i in first:
        name = shorten(groups[i])
        write(ax, right, rows[i] - SIDE, name, align="right", size=SIZE, weight="bold")


def kind_names(ax: Axes, columns: Sequence[float], kinds: Sequence[str], y: float) -> None:
    """The name of each group of columns below it, where there is room."""
    for kind, part in groupby(zip(columns, kinds, strict=True), key=lambda pair: pair[1]):
        spots = [x for x, _ in part]
        word = KINDS.get(kind, kind)
        ax.plot([spots[0] - 8, spots[-1] + 8], [y - 9, y - 9], color=FAINT, linewidth=0.9)
        if text_width(word, SMALL) <= spots[-1] - spots[0] + SIDE * 1.5:
            middle = (spots[0] + spots[-1]) / 2
            write(ax, middle, y, word, align="center", size=SMALL, colour=GREY)


def totals(ax: Axes, rows: Sequence[float], columns: Sequence[float], counts: pd.DataFrame) -> None:
    """Numbers of statements at the right and lower edge."""
    edge = columns[-1] + 1.2 * SIDE
    for y, number in zip(rows, counts.sum(axis=1), strict=True):
        write(ax, edge, y, f"{int(number)}", align="center", size=SMALL, colour=GREY)
    for x, number in zip(columns, counts.sum(axis=0), strict=True):
        write(ax, x, rows[-1] + SIDE, f"{int(number)}", align="center", size=SMALL, colour=GREY)


def key(ax: Axes | None = None) -> Axes:
    """The marks with their meaning, in a line, or in two on a phone."""
    entries, x, y, room = [], SIDE / 2, 11.0, width_of(ax)
    for mark, words in CALLED.items():
        wide = SIDE + 4 + text_width(words)
        if x + wide > room:
            x, y = SIDE / 2, y + SIDE
        entries.append((x, y, mark, words))
        x += wide
    ax = sheet(y + 11, ax)
    draw_marks(ax, [(x, y, mark, CAP) for x, y, mark, _ in entries], cell=0.8 * SIDE)
    for x, y, _, words in entries:
        write(ax, x + SIDE * 0.55, y, words)
    return ax
