"""Horizontal bars with their numbers written at their ends."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.style import FAINT, GREY, INK, clear_frame, new_axes


def bars(
    table: pd.DataFrame, *, label: str, value: str, note: str = "", ax: Axes | None = None
) -> Axes:
    """One bar a row, first row on top: column `label` at its left, `value` at its end.

    Column `note`, when named, is written in grey after the number.
    """
    ax = ax or new_axes(8.6, 0.6 + 0.3 * max(len(table), 1))
    if table.empty:
        return empty(ax)
    spots = range(len(table))
    ax.barh(spots, table[value], color=GREY, height=0.62)
    ax.set_yticks(spots, table[label])
    ax.invert_yaxis()
    reach = max(table[value].max(), 1)
    for spot, number in zip(spots, table[value], strict=True):
        ax.text(number + 0.01 * reach, spot, f"{number:,}", va="center", color=INK)
    if note:
        for spot, number, words in zip(spots, table[value], table[note], strict=True):
            ax.text(number + 0.07 * reach, spot, str(words), va="center", color=GREY, fontsize=9)
    ax.set_xlim(0, reach * (1.45 if note else 1.1))
    ax.set_xticks([])
    clear_frame(ax)
    return ax


def empty(ax: Axes, words: str = "Nothing is left by these filters.") -> Axes:
    """Axes that say in words why there is nothing to draw."""
    ax.text(0.5, 0.5, words, ha="center", va="center", color=GREY, transform=ax.transAxes)
    ax.set_xticks([])
    ax.set_yticks([])
    for spine in ax.spines.values():
        spine.set_color(FAINT)
    return ax
