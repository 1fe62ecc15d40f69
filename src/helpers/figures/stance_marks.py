"""The marks of positions: told apart by shape as well as by colour, grown with their number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from helpers.figures.style import GREY, OPPOSE, PAPER, SUPPORT

#: Statements at which a mark stops growing.
CAP = 4
#: How each shape that a mark is made of is painted, in the order of painting.
STYLE: dict[str, dict[str, Any]] = {
    "silent": {
        "facecolor": "none",
        "edgecolor": GREY,
        "linewidth": 2.4,
        "capstyle": "round",
        "alpha": 0.55,
    },
    "neutral": {"facecolor": "none", "edgecolor": GREY, "linewidth": 1.4},
    "support": {"facecolor": SUPPORT, "edgecolor": "none"},
    "oppose": {"facecolor": OPPOSE, "edgecolor": "none"},
    "sign": {"facecolor": "none", "edgecolor": PAPER, "linewidth": 1.5},
}
#: Shapes that are lines, and a dot, which is a line too short to be seen, with round ends.
OPEN = {"sign", "silent"}
#: Each position as a reader calls it.
CALLED = {
    "supports": "supports",
    "opposes": "opposes",
    "split": "on both sides",
    "neutral": "neutral",
    "silent": "silent",
}


def draw_marks(
    ax: Axes, marks: Iterable[tuple[float, float, str, int]], *, cell: float = 1.0
) -> None:
    """Marks given as x, y, position, number, for cells of that side in the units of the axes.

    The side grows with the number up to the cap. All marks of one kind are one path, which keeps a
    page with a thousand cells small.
    """
    shapes: dict[str, list[np.ndarray]] = {name: [] for name in STYLE}
    for x, y, position, number in marks:
        half = 0.26 + 0.18 * (min(max(number, 1), CAP) - 1) / (CAP - 1)
        for shape, outline in outlines(position, half * cell):
            outline = outline if cell == 1 else np.round(outline, 1)
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
        "silent": [("silent", np.array([(0, 0), (0.01 * half, 0)]))],
    }[position]


def joined(outlines: list[np.ndarray], *, closed: bool) -> Path:
    """Several outlines as one path, each closed or left open."""
    vertices, codes = [], []
    for outline in outlines:
        vertices += [outline, outline[:1]] if closed else [outline]
        codes += [Path.MOVETO] + [Path.LINETO] * (len(outline) - 1) + [Path.CLOSEPOLY] * closed
    return Path(np.concatenate(vertices), codes)
