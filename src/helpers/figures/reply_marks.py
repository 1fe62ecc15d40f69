"""Marks for how a response stands to what it responds to, told apart by shape as well as hue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from helpers.figures.sheet import text_width, write
from helpers.figures.stance_marks import OPEN, STYLE, joined, outlines
from helpers.figures.style import FAINT, GREY, INK, OPPOSE, SUPPORT

HALF = 5.0  # points, half of a mark's side
#: Marks of directions: how a reaction stands to a finding.
DIRECTION_MARKS = [
    "takes it up",
    "disputes it",
    "takes another stance on it",
    "speaks to another question",
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
#: A small dot where nothing is on record.
NO_MARK = "silent"
#: How the shapes of these marks are painted, in the order of painting, beside those of positions.
PAINTS: dict[str, dict[str, Any]] = STYLE | {
    "dark": {"facecolor": INK, "edgecolor": "none"},
    "grey": {"facecolor": GREY, "edgecolor": "none"},
    "outline": {"facecolor": "none", "edgecolor": INK, "linewidth": 1.2},
    "ring of support": {"facecolor": "none", "edgecolor": SUPPORT, "linewidth": 1.3},
    "ring of opposition": {"facecolor": "none", "edgecolor": OPPOSE, "linewidth": 1.3},
}
DIAMOND = np.array([(0, -1), (1, 0), (0, 1), (-1, 0)])
BOX = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)])
SLASH = np.array([(-1, -1), (1, 1)])
#: The positions whose marks serve for directions, too.
POSITIONS = {"takes it up": "supports", "disputes it": "opposes", NO_MARK: "silent"}
Shapes = list[tuple[str, Path]]


def draw_mark(ax: Axes, name: str, x: float, y: float, half: float = HALF) -> None:
    """The mark called `name` (a direction or a judgement) around x, y; KeyError for another."""
    draw_marks(ax, [(name, x, y)], half)


def draw_marks(ax: Axes, marks: Iterable[tuple[str, float, float]], half: float = HALF) -> None:
    """Marks given as name, x, y; all shapes of one paint are one path, which keeps a page small."""
    found: dict[str, list[Path]] = {}
    for name, x, y in marks:
        if name == "stance cannot be read":
            write(ax, x, y, "?", align="center", size=11, colour=GREY, weight="bold")
            continue
        for paint, path in shapes(name, half):
            moved = Path(path.vertices + np.array([x, y]), path.codes)
            found.setdefault(paint, []).append(moved)
    for paint, style in PAINTS.items():
        if paint in found:
            ax.add_patch(PathPatch(Path.make_compound_path(*found[paint]), **style))


def shapes(name: str, half: float) -> Shapes:
    """The shapes of a mark around 0, 0, each with its paint; KeyError for an unknown name."""
    if name in POSITIONS:
        parts = outlines(POSITIONS[name], half)
        return [(paint, joined([line], closed=paint not in OPEN)) for paint, line in parts]
    hollow = {
        "takes another stance on it": 0.9 * BOX,
        "speaks to another question": DIAMOND,
        "said earlier": np.array([(0.8, -1), (0.8, 1), (-1, 0)]),
    }
    if name in hollow:
        return [("outline", joined([half * hollow[name]], closed=True))]
    if name in JUDGEMENT_MARKS:
        return judgement(name, half)
    known = DIRECTION_MARKS + JUDGEMENT_MARKS
    raise KeyError(f"no mark is called '{name}'; use one of {known}")


def judgement(name: str, half: float) -> Shapes:
    """The shapes of a judgement: a ring with what tells it from the others."""
    if name == "none on record":
        return [("grey", Path.circle(radius=0.3 * half))]
    rings = dict.fromkeys(("met", "partly met"), "ring of support")
    rings["not met"] = "ring of opposition"
    ring = rings.get(name, "outline")
    short = 0.45 * half
    wedge = Path.wedge(90, 270)
    arrow = np.array([(-1, -1), (-1, 1), (1.2, 0)])
    bars = [np.array([(-short, y * half), (short, y * half)]) for y in (-0.22, 0.22)]
    inside: dict[str, Shapes] = {
        "met": [("support", Path.circle(radius=half))],
        "partly met": [("support", Path(half * np.asarray(wedge.vertices), wedge.codes))],
        "not met": [(ring, joined([short * SLASH, short * SLASH * (1, -1)], closed=False))],
        "passed on": [("dark", joined([short * arrow], closed=True))],
        "existing rule": [("outline", joined(bars, closed=False))],
        "declared": [("dark", Path.circle(radius=0.3 * half))],
    }  # fmt: skip
    return [*inside.get(name, []), (ring, Path.circle(radius=half))]


def draw_key(ax: Axes, y: float, names: Sequence[str], colour: str = FAINT) -> None:
    """The marks with their meaning in one line, over a thin rule."""
    x = HALF
    ax.plot(ax.get_xlim(), [y - 14, y - 14], color=colour, linewidth=0.8)
    for name in names:
        draw_mark(ax, name, x, y)
        write(ax, x + HALF + 5, y, name, size=8.5, colour=GREY)
        x += 2 * HALF + 5 + text_width(name, 8.5) + 14
