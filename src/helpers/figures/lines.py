"""Lines between names, in kinds and widths that mean something, and the key that says what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from helpers.figures.linked import Area
from helpers.figures.sheet import ROW, SMALL, text_width, write
from helpers.figures.style import GREY, INK, OPPOSE, SUPPORT

STROKE = 26.0  # points: a line in the key
#: How each kind of line is painted; what it means is written in the key.
KINDS: dict[str, dict[str, Any]] = {
    "agreement": {"edgecolor": SUPPORT, "linestyle": "-"},
    "conflict": {"edgecolor": OPPOSE, "linestyle": (0, (4, 2))},
    "same question": {"edgecolor": GREY, "linestyle": "-"},
    "keeps a fellow": {"edgecolor": INK, "linestyle": "-"},
    "keeps none": {"edgecolor": INK, "linestyle": (0, (4, 2))},
    "no fellow to compare": {"edgecolor": GREY, "linestyle": (0, (1, 2))},
}
WIDTHS = (1.0, 1.9, 3.0)  # points: a line is as strong as its third of the scale


@dataclass(frozen=True)
class Line:
    """A line between two keys: a kind of `KINDS`, and its strength from 0 to 1.

    It leads to `target` (`#id` on the page, "" for nowhere), under the name `name`.
    """

    start: str
    end: str
    kind: str
    strength: float = 0.5
    target: str = ""
    name: str = ""


class Way(Area):
    """A line that leads somewhere: it can be pointed at wherever it runs."""

    layer = 'class="ways"'

    def __init__(self, path: Path, *, target: str, name: str) -> None:
        box = path.get_extents()
        super().__init__((box.x0, box.y0), box.width, box.height, target=target, name=name)
        self.way = path

    def outline(self) -> str:
        """The line as an SVG path; its axes are a sheet, so their units are those of the drawing."""
        corners = [f"{x:g} {y:g}" for x, y in np.asarray(self.way.vertices)]
        return f'<path d="M{corners[0]}C{" ".join(corners[1:])}"/>'


def draw_lines(
    ax: Axes, lines: list[Line], at: dict[str, tuple[float, float]], channel: tuple[float, float]
) -> None:
    """All lines; those of one kind and width are one path, the strongest on top.

    A line with a target can be pointed at.
    """
    for line in lines:
        if line.target:
            way = curve(at[line.start], at[line.end], channel)
            ax.add_patch(Way(way, target=line.target, name=line.name))
    for width in range(len(WIDTHS)):
        for kind, style in KINDS.items():
            paths = [
                curve(at[line.start], at[line.end], channel)
                for line in lines
                if line.kind == kind and min(int(line.strength * 3), 2) == width
            ]
            if paths:
                ax.add_patch(
                    PathPatch(
                        Path.make_compound_path(*paths),
                        facecolor="none",
                        linewidth=WIDTHS[width],
                        alpha=0.6 + 0.2 * width,
                        **style,
                    )
                )


def curve(
    start: tuple[float, float], end: tuple[float, float], channel: tuple[float, float]
) -> Path:
    """A curve through the space between the columns: across it, or out and back at one side."""
    (x0, y0), (x1, y1) = start, end
    if x0 != x1:
        middle = (x0 + x1) / 2
        points = [(x0, y0), (middle, y0), (middle, y1), (x1, y1)]
    else:
        low, high = channel
        reach = min(14 + 0.45 * abs(y1 - y0), 1.25 * (high - low)) * (1 if x0 == low else -1)
        points = [(x0, y0), (x0 + reach, y0), (x1 + reach, y1), (x1, y1)]
    return Path(np.round(points), [Path.MOVETO] + [Path.CURVE4] * 3)


def key_rows(kinds: Sequence[str], width: float) -> list[list[str]]:
    """The kinds of lines in as many rows as the width of the key needs."""
    rows: list[list[str]] = [[]]
    for kind in kinds:
        if rows[-1] and sum(map(key_width, [*rows[-1], kind])) > width:
            rows.append([])
        rows[-1].append(kind)
    return rows


def key_width(kind: str) -> float:
    """The room that one kind needs in the key."""
    return STROKE + 6 + text_width(kind, SMALL) + 14


def draw_key(ax: Axes, rows: Sequence[Sequence[str]], top: float) -> None:
    """A short line for each kind that occurs, with what it means."""
    for number, kinds in enumerate(rows):
        x, y = 0.0, top + ROW * (number + 1)
        for kind in kinds:
            stroke = Path([(x, y), (x + STROKE, y)])
            ax.add_patch(PathPatch(stroke, facecolor="none", linewidth=1.8, **KINDS[kind]))
            write(ax, x + STROKE + 6, y, kind, size=SMALL)
            x += key_width(kind)
