"""Every pair of speakers as a cell of a sorted matrix."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.bars import empty
from helpers.figures.matrix import CELL, draw_marks, spread
from helpers.figures.sheet import WIDTH
from helpers.figures.style import GREY, clear_frame, new_axes, shorten

LABELS = 3.2  # inches for the names


def tie_matrix(weights: pd.DataFrame, *, groups: Sequence[str], ax: Axes | None = None) -> Axes:
    """Every pair of speakers as a cell: + where they agree more often, a minus where they differ.

    `weights`: square, rows and columns the same names in the same order. A pair stands once, in
    the row of the later of the two; the column of a speaker starts at its number on the diagonal.
    Size grows with the number; an empty cell is a pair without a tie. `groups` stand together.
    """
    if weights.empty:
        return empty(ax or new_axes(8.6, 2))
    spots = spread(list(groups), 0.6)
    side = min(CELL * 0.85 * (spots[-1] + 2), WIDTH - LABELS)
    ax = ax or new_axes(side + LABELS, side + 0.3)
    numbers = weights.to_numpy()
    draw_marks(
        ax,
        [
            (spots[j], spots[i], "supports" if numbers[i, j] > 0 else "opposes", abs(numbers[i, j]))
            for i, j in zip(*numbers.nonzero(), strict=True)
            if j < i
        ],
    )
    for i, spot in enumerate(spots, start=1):
        ax.text(spot, spot, str(i), ha="center", va="center", color=GREY, fontsize=8)
        ax.text(spot, spots[-1] + 1.1, str(i), ha="center", va="center", color=GREY, fontsize=8)
    names = [f"{shorten(name, 27)}  {i}" for i, name in enumerate(weights.index, start=1)]
    ax.set_yticks(spots, names)
    ax.set_xticks([])
    ax.set_xlim(-0.8, spots[-1] + 0.8)
    ax.set_ylim(spots[-1] + 1.6, -0.8)
    ax.set_aspect("equal")
    clear_frame(ax)
    return ax
