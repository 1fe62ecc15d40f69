"""The position matrix: who stands where on each concept, told apart without relying on colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from helpers.figures.bars import empty
from helpers.figures.style import (
    FAINT,
    GREY,
    INK,
    OPPOSE,
    PAPER,
    SUPPORT,
    clear_frame,
    new_axes,
    shorten,
)

#: Statements at which a mark stops growing.
CAP = 4
CELL = 0.29  # inches
#: How each shape that a mark is made of is painted, in the order of painting.
STYLE: dict[str, dict[str, Any]] = {
    "silent": {"facecolor": FAINT, "edgecolor": "none"},
    "neutral": {"facecolor": "none", "edgecolor": GREY, "linewidth": 1.4},
    "support": {"facecolor": SUPPORT, "edgecolor": "none"},
    "oppose": {"facecolor": OPPOSE, "edgecolor": "none"},
    "sign": {"facecolor": "none", "edgecolor": PAPER, "linewidth": 1.5},
}
OPEN = {"sign"}


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
    ax: Axes | None = None,
) -> Axes:
    """The matrix of positions (index: row names, columns: concept labels), marks sized by `counts`.

    supports: square with +; opposes: square with a minus; split: square divided along its
    diagonal; neutral: hollow circle; silent: small grey dot. Rows and columns stand together by
    their groups, whose names are written beside them. Number of statements at both edges.
    """
    gap = 1.5 if len(set(row_groups)) > 1 else 0.0
    rows = spread(row_groups, gap)
    columns = spread(column_groups, 0.6)
    if not rows or not columns:
        return empty(ax or new_axes(8.6, 2))
    if ax is None:
        ax = new_axes(CELL * (columns[-1] + 2) + 4.4, CELL * (rows[-1] + 3) + 2.3)
    cells = (
        (x, y, positions.iat[i, j], int(counts.iat[i, j]))
        for i, y in enumerate(rows)
        for j, x in enumerate(columns)
    )
    draw_marks(ax, cells)
    ax.set_yticks(rows, [shorten(name) for name in positions.index])
    ax.set_xticks(columns, positions.columns, rotation=55, ha="left", rotation_mode="anchor")
    ax.xaxis.tick_top()
    ax.set_xlim(-0.8, columns[-1] + 1.9)
    ax.set_ylim(rows[-1] + 1.6, -0.8 - (gap and 0.9))
    ax.set_aspect("equal")
    if gap:
        group_headings(ax, rows, row_groups)
    totals(ax, rows, columns, counts)
    clear_frame(ax)
    return ax


def draw_marks(ax: Axes, marks: Iterable[tuple[float, float, str, int]]) -> None:
    """Marks given as x, y, position, number; the side grows with the number up to the cap.

    All marks of one kind are one path, which keeps a page with a thousand cells small.
    """
    shapes: dict[str, list[np.ndarray]] = {name: [] for name in STYLE}
    for x, y, position, number in marks:
        half = 0.26 + 0.18 * (min(max(number, 1), CAP) - 1) / (CAP - 1)
        for shape, outline in outlines(position, half):
            shapes[shape].append(outline + np.array([x, y]))
    for shape, style in STYLE.items():
        if shapes[shape]:
            ax.add_patch(PathPatch(joined(shapes[shape], closed=shape not in OPEN), **style))


def outlines(position: str, half: float) -> list[tuple[str, np.ndarray]]:
    """The shapes that make up one mark around 0, 0: name of the shape and its corners."""
    box = half * np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)])
    across, down = (
        0.55 * half * np.array([(-1, 0), (1, 0)]),
        0.55 * half * np.array([(0, -1), (0, 1)]),
    )
    turns = np.linspace(0, 2 * np.pi, 13)[:-1]
    ring = np.column_stack([np.cos(turns), np.sin(turns)])
    return {
        "supports": [("support", box), ("sign", across), ("sign", down)],
        "opposes": [("oppose", box), ("sign", across)],
        "split": [("support", box[[0, 1, 3]]), ("oppose", box[[1, 2, 3]])],
        "neutral": [("neutral", 0.85 * half * ring)],
        "silent": [("silent", 0.1 * ring[::3])],
    }[position]


def joined(outlines: list[np.ndarray], *, closed: bool) -> Path:
    """Several outlines as one path, each closed or left open."""
    vertices, codes = [], []
    for outline in outlines:
        vertices += [outline, outline[:1]] if closed else [outline]
        codes += [Path.MOVETO] + [Path.LINETO] * (len(outline) - 1) + [Path.CLOSEPOLY] * closed
    return Path(np.concatenate(vertices), codes)


def group_headings(ax: Axes, rows: Sequence[float], groups: Sequence[str]) -> None:
    """The name of each group of rows above its first row, at the left edge of the marks."""
    first = [0] + [i for i, (a, b) in enumerate(pairwise(groups), start=1) if a != b]
    for i in first:
        ax.text(-0.6, rows[i] - 1.05, groups[i], color=INK, weight="bold", fontsize=10, va="center")


def totals(ax: Axes, rows: Sequence[float], columns: Sequence[float], counts: pd.DataFrame) -> None:
    """Numbers of statements at the right and lower edge."""
    for y, number in zip(rows, counts.sum(axis=1), strict=True):
        ax.text(
            columns[-1] + 1.3, y, f"{int(number)}", ha="center", va="center", color=GREY, fontsize=9
        )
    for x, number in zip(columns, counts.sum(axis=0), strict=True):
        ax.text(
            x, rows[-1] + 1.1, f"{int(number)}", ha="center", va="center", color=GREY, fontsize=9
        )


def key(ax: Axes | None = None) -> Axes:
    """The marks with their meaning, as one line."""
    ax = ax or new_axes(8.6, 0.45)
    words = {"supports": 0, "opposes": 5, "split": 10, "neutral": 16.5, "silent": 21}
    draw_marks(ax, [(x, 0, mark, CAP) for mark, x in words.items()])
    for mark, x in words.items():
        ax.text(x + 0.8, 0, "on both sides" if mark == "split" else mark, va="center", color=INK)
    ax.set_xlim(-1, 31)
    ax.set_ylim(-0.8, 0.8)
    ax.set_aspect("equal")
    ax.set_xticks([])
    ax.set_yticks([])
    clear_frame(ax)
    return ax


def camps(summary: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """For each concept opponents to the left of a line and supporters to the right, with numbers.

    `summary` has columns label, kind, supports, opposes, split, neutral (numbers of speakers).
    """
    table = summary[summary["speakers"] > 0]
    if table.empty:
        return empty(ax or new_axes(8.6, 2))
    spots = spread(list(table["kind"]), 0.7)
    ax = ax or new_axes(8.6, 0.5 + 0.3 * (spots[-1] + 1))
    ax.barh(spots, table["supports"], color=SUPPORT, height=0.62)
    ax.barh(spots, -table["opposes"], color=OPPOSE, height=0.62)
    reach = max(table["supports"].max(), table["opposes"].max(), 1)
    for y, row in zip(spots, table.itertuples(), strict=True):
        ax.text(row.supports + 0.02 * reach, y, f"+ {row.supports}", va="center", color=INK)
        ax.text(
            -row.opposes - 0.02 * reach, y, f"− {row.opposes}", va="center", ha="right", color=INK
        )
        rest = [
            f"{n} {word}"
            for n, word in ((row.split, "on both sides"), (row.neutral, "neutral"))
            if n
        ]
        ax.text(reach * 1.22, y, ", ".join(rest), va="center", color=GREY, fontsize=9)
    ax.axvline(0, color=INK, linewidth=0.8)
    ax.set_yticks(spots, table["label"])
    ax.invert_yaxis()
    ax.set_xlim(-1.2 * reach, 1.9 * reach)
    ax.set_xticks([])
    ax.set_title("oppose  ←   → support", loc="center", fontsize=9.5, weight="normal", color=GREY)
    clear_frame(ax)
    return ax
