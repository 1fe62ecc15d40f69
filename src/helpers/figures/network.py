"""The discourse network: speakers on a circle by coalition, and the same as a sorted matrix."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Arc, PathPatch
from matplotlib.path import Path

from helpers.figures.bars import empty
from helpers.figures.matrix import CELL, draw_marks, spread
from helpers.figures.style import GREY, INK, OPPOSE, PAPER, SUPPORT, clear_frame, new_axes, shorten


def circle(
    members: pd.DataFrame, ties: pd.DataFrame, *, names: pd.Series, ax: Axes | None = None
) -> Axes:
    """Speakers on a circle, coalitions together; agreement as solid, conflict as dashed lines.

    `members`: actor, coalition (0 for none); `ties`: a, b, weight (positive agreement, negative
    conflict), drawn wider the stronger; `names` maps an actor to its label.
    """
    if members.empty:
        return empty(ax or new_axes(8.6, 2))
    ax = ax or new_axes(8.6, 8.6)
    spots = np.array(spread(list(members["coalition"].astype(str)), 0.8))
    step = 2 * np.pi / (spots[-1] + 1.8)
    angles = np.pi / 2 - spots * step
    where = dict(zip(members["actor"], angles, strict=True))
    strongest = ties["weight"].abs().max() if len(ties) else 1
    for a, b, weight in ties.sort_values("weight", ascending=False).itertuples(index=False):
        if a in where and b in where:
            chord(ax, where[a], where[b], weight, abs(weight) / strongest)
    for actor, angle in where.items():
        spoke_label(ax, angle, str(names[actor]))
    for number, part in members.assign(angle=angles).groupby("coalition"):
        camp_arc(ax, part["angle"].to_numpy(), step, number)
    ax.set_xlim(-1.85, 1.85)
    ax.set_ylim(-1.85, 1.85)
    ax.set_aspect("equal")
    ax.set_xticks([])
    ax.set_yticks([])
    clear_frame(ax)
    return ax


def chord(ax: Axes, start: float, end: float, weight: float, strength: float) -> None:
    """One tie as a curve through the inside of the circle."""
    (x0, y0), (x1, y1) = ((np.cos(t), np.sin(t)) for t in (start, end))
    path = Path(
        [(x0, y0), (0.25 * (x0 + x1), 0.25 * (y0 + y1)), (x1, y1)],
        [Path.MOVETO, Path.CURVE3, Path.CURVE3],
    )
    style = (
        {"edgecolor": SUPPORT, "linestyle": "-"}
        if weight > 0
        else {"edgecolor": OPPOSE, "linestyle": (0, (4, 2))}
    )
    ax.add_patch(
        PathPatch(
            path,
            facecolor="none",
            linewidth=0.5 + 2.5 * strength,
            alpha=0.35 + 0.5 * strength,
            **style,
        )
    )


def spoke_label(ax: Axes, angle: float, name: str) -> None:
    """The speaker's mark and name, written outward from the circle and never upside down."""
    x, y = np.cos(angle), np.sin(angle)
    ax.plot([x], [y], marker="o", color=INK, markersize=4)
    left = x < 0
    ax.text(
        1.1 * x,
        1.1 * y,
        shorten(name, 28),
        rotation=np.degrees(angle) + (180 if left else 0),
        rotation_mode="anchor",
        ha="right" if left else "left",
        va="center",
        fontsize=9,
    )


def camp_arc(ax: Axes, angles: np.ndarray, step: float, number: int) -> None:
    """The arc that encloses a coalition, with its number; none for speakers outside coalitions."""
    if number == 0:
        return
    low, high = np.degrees(angles.min() - step * 0.4), np.degrees(angles.max() + step * 0.4)
    ax.add_patch(Arc((0, 0), 2.1, 2.1, theta1=low, theta2=high, color=GREY, linewidth=3))
    middle = np.radians((low + high) / 2)
    ax.text(
        0.88 * np.cos(middle),
        0.88 * np.sin(middle),
        str(number),
        ha="center",
        va="center",
        weight="bold",
        fontsize=12,
        color=GREY,
        zorder=5,
        bbox={"boxstyle": "circle,pad=0.2", "facecolor": PAPER, "edgecolor": "none"},
    )


def tie_matrix(weights: pd.DataFrame, *, groups: Sequence[str], ax: Axes | None = None) -> Axes:
    """Every pair of speakers as a cell: + where they agree more often, a minus where they differ.

    `weights`: square, rows and columns the same names in the same order; size grows with the
    number; an empty cell is a pair without a tie. `groups` keeps coalitions together.
    """
    if weights.empty:
        return empty(ax or new_axes(8.6, 2))
    spots = spread(list(groups), 0.6)
    side = CELL * 0.85 * (spots[-1] + 2)
    ax = ax or new_axes(side + 2.8, side + 2.3)
    numbers = weights.to_numpy()
    cells = [
        (
            spots[j],
            spots[i],
            "supports" if numbers[i, j] > 0 else "opposes",
            int(abs(numbers[i, j])),
        )
        for i, j in zip(*numbers.nonzero(), strict=True)
    ]
    draw_marks(ax, [*cells, *((spot, spot, "silent", 1) for spot in spots)])
    labels = [shorten(name) for name in weights.index]
    ax.set_yticks(spots, labels)
    ax.set_xticks(spots, labels, rotation=60, ha="left", rotation_mode="anchor")
    ax.xaxis.tick_top()
    ax.set_xlim(-0.8, spots[-1] + 0.8)
    ax.set_ylim(spots[-1] + 0.8, -0.8)
    ax.set_aspect("equal")
    clear_frame(ax)
    return ax
