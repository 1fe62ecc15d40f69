"""Marks for how a response stands to what it responds to, told apart by shape as well as hue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Polygon, Rectangle, Wedge

from helpers.figures.sheet import text_width, write
from helpers.figures.style import FAINT, GREY, INK, OPPOSE, PAPER, SUPPORT

HALF = 5.0  # points, half of a mark's side
#: Marks of directions: how a reaction stands to a finding.
DIRECTION_MARKS = [
    "takes it up",
    "disputes it",
    "takes another stance on it",
    "draws another conclusion",
    "said earlier",
    "stance cannot be read",
]
#: Marks of judgements: how far an answer meets a demand.
JUDGEMENT_MARKS = [
    "met",
    "partly met",
    "not met",
    "passed on",
    "existing rule",
    "declared",
    "not judged",
    "none on record",
]


def draw_mark(ax: Axes, name: str, x: float, y: float, half: float = HALF) -> None:
    """The mark called `name` (a direction or a judgement) around x, y; KeyError for another."""
    if name in DIRECTION_MARKS:
        _direction(ax, name, x, y, half)
    elif name in JUDGEMENT_MARKS:
        _judgement(ax, name, x, y, half)
    else:
        raise KeyError(
            f"no mark is called '{name}'; use one of {DIRECTION_MARKS + JUDGEMENT_MARKS}"
        )


def _direction(ax: Axes, name: str, x: float, y: float, half: float) -> None:
    hollow: dict[str, Any] = {"facecolor": "none", "edgecolor": INK, "linewidth": 1.2}
    if name in ("takes it up", "disputes it"):
        colour = SUPPORT if name == "takes it up" else OPPOSE
        corner = (x - half, y - half)
        ax.add_patch(Rectangle(corner, 2 * half, 2 * half, facecolor=colour, linewidth=0))
        _stroke(ax, (x - half * 0.6, x + half * 0.6), (y, y), PAPER)
        if name == "takes it up":
            _stroke(ax, (x, x), (y - half * 0.6, y + half * 0.6), PAPER)
    elif name == "takes another stance on it":
        side = half * 0.9
        ax.add_patch(Rectangle((x - side, y - side), 2 * side, 2 * side, **hollow))
    elif name == "draws another conclusion":
        corners = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
        ax.add_patch(Polygon(corners, **hollow))
    elif name == "said earlier":
        corners = [(x + half * 0.8, y - half), (x + half * 0.8, y + half), (x - half, y)]
        ax.add_patch(Polygon(corners, **hollow))
    else:
        write(ax, x, y, "?", align="center", size=11, colour=GREY, weight="bold")


def _judgement(ax: Axes, name: str, x: float, y: float, half: float) -> None:
    if name == "none on record":
        ax.add_patch(Circle((x, y), half * 0.3, facecolor=GREY, linewidth=0))
        return
    edge = {"met": SUPPORT, "partly met": SUPPORT, "not met": OPPOSE}.get(name, INK)
    face = SUPPORT if name == "met" else "none"
    ax.add_patch(Circle((x, y), half, facecolor=face, edgecolor=edge, linewidth=1.3))
    short = half * 0.45
    if name == "partly met":
        ax.add_patch(Wedge((x, y), half, 90, 270, facecolor=SUPPORT, linewidth=0))
    elif name == "not met":
        _stroke(ax, (x - short, x + short), (y - short, y + short), OPPOSE)
        _stroke(ax, (x - short, x + short), (y + short, y - short), OPPOSE)
    elif name == "passed on":
        corners = [(x - short, y - short), (x - short, y + short), (x + short * 1.2, y)]
        ax.add_patch(Polygon(corners, facecolor=INK, linewidth=0))
    elif name == "existing rule":
        for level in (-0.22, 0.22):
            _stroke(ax, (x - short, x + short), (y + level * half, y + level * half), INK)
    elif name == "declared":
        ax.add_patch(Circle((x, y), half * 0.3, facecolor=INK, linewidth=0))


def _stroke(ax: Axes, xs: tuple[float, float], ys: tuple[float, float], colour: str) -> None:
    ax.plot(xs, ys, color=colour, linewidth=1.5, solid_capstyle="butt")


def draw_key(ax: Axes, y: float, names: Sequence[str], colour: str = FAINT) -> None:
    """The marks with their meaning in one line, over a thin rule."""
    x = HALF
    ax.plot(ax.get_xlim(), [y - 14, y - 14], color=colour, linewidth=0.8)
    for name in names:
        draw_mark(ax, name, x, y)
        write(ax, x + HALF + 5, y, name, size=8.5, colour=GREY)
        x += 2 * HALF + 5 + text_width(name, 8.5) + 14
