"""Coalitions as boxes of names, joined by lines: the discourse network, and two periods compared.

Names stand upright in boxes at both sides and the lines run between them, so that each name can be
read and no line crosses one. On a narrow sheet all boxes stand in one column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from helpers.figures.lines import KINDS, Line, draw_key, draw_lines, key_rows
from helpers.figures.sheet import (
    NARROW,
    SIZE,
    SMALL,
    fitted,
    say_nothing_left,
    sheet,
    width_of,
    wrapped,
    write,
)
from helpers.figures.style import FAINT, GREY, INK

SHARE = 0.37  # of the sheet's width for a column of boxes; all lines run in what is left
ALONE = 0.68  # the same on a narrow sheet
#: Points: from one line to the next, inside a box, between boxes; whole, which keeps paths short.
ROW, PAD, GAP = 16.0, 8.0, 10.0


@dataclass(frozen=True)
class Box:
    """One coalition: its title, its members as key and label, the column 0 or 1 it stands in.

    It is not `enclosed` when its speakers have nothing in common but to be in no coalition. A name
    leads to its place in `targets` (key -> `#id` on the page).
    """

    title: str
    names: Sequence[tuple[str, str]]
    column: int = 0
    enclosed: bool = True
    targets: Mapping[str, str] = field(default_factory=dict)


def boxes_and_lines(
    boxes: Sequence[Box],
    lines: Iterable[Line],
    *,
    heads: tuple[str, str] = ("", ""),
    ax: Axes | None = None,
) -> Axes:
    """The boxes in two columns, one on a narrow sheet, with the lines between their names.

    `heads` stand above the columns. A line to a name that is not drawn is not drawn.
    """
    if not boxes:
        return say_nothing_left("Nothing is left by these filters.", ax)
    width = width_of(ax)
    narrow = width <= NARROW
    room = float(round(width * (ALONE if narrow else SHARE)))
    placed = place(boxes, heads, room, narrow)
    bottom = max(top + height(box, room) for box, top in placed) + GAP
    drawn = between(boxes, lines)
    kinds = key_rows([kind for kind in KINDS if kind in {line.kind for line in drawn}], width)
    ax = sheet(bottom + ROW * (len(kinds) + 1), ax)
    at: dict[str, tuple[float, float]] = {}
    for box, top in placed:
        right = box.column == 1 and not narrow
        at |= draw_box(ax, box, top, room, int(width) - room if right else 0.0, right)
    draw_heads(ax, heads, placed, 0.0 if narrow else int(width) - room)
    draw_lines(ax, drawn, at, (room, width if narrow else int(width) - room))
    draw_key(ax, kinds, bottom)
    return ax


def between(boxes: Sequence[Box], lines: Iterable[Line]) -> list[Line]:
    """The lines of which both ends are names in the boxes."""
    keys = {key for box in boxes for key, _ in box.names}
    return [line for line in lines if line.start in keys and line.end in keys]


def draw_heads(
    ax: Axes, heads: tuple[str, str], placed: Sequence[tuple[Box, float]], second: float
) -> None:
    """What stands above each column that has a box; the second column begins at `second`."""
    for column, head in enumerate(heads):
        tops = [top for box, top in placed if box.column == column]
        if head and tops:
            write(ax, second if column else 0.0, min(tops) - ROW, head, colour=GREY)


def place(
    boxes: Sequence[Box], heads: tuple[str, str], room: float, narrow: bool
) -> list[tuple[Box, float]]:
    """Each box with its upper edge: one below the other in its column, or all in one column."""
    placed = []
    below = [1.0, 1.0]
    for column in (0, 1):
        spot = 0 if narrow else column
        below[spot] += 2 * ROW if heads[column] else 0
        for box in (box for box in boxes if box.column == column):
            placed.append((box, below[spot]))
            below[spot] += height(box, room) + GAP
    return placed


def heading(box: Box, room: float) -> list[str]:
    """The title of a box in lines."""
    return wrapped(box.title, room - 2 * PAD, SIZE, "bold" if box.enclosed else "normal")


def height(box: Box, room: float) -> float:
    """The height of a box in points."""
    return ROW * (len(heading(box, room)) + len(box.names)) + 2 * PAD


def draw_box(
    ax: Axes, box: Box, top: float, room: float, left: float, right: bool
) -> dict[str, tuple[float, float]]:
    """Title and names inside their frame; where the lines of each name begin."""
    if box.enclosed:
        frame = Rectangle((left + 1, top), room - 2, height(box, room))
        frame.set(facecolor="none", edgecolor=FAINT, linewidth=1.6)
        ax.add_patch(frame)
    y = top + PAD + ROW / 2
    for line in heading(box, room):
        write(ax, left + PAD, y, line, weight="bold" if box.enclosed else "normal")
        y += ROW
    edge = left if right else left + room
    found = {}
    for key, label in box.names:
        x = left + PAD if right else left + room - PAD
        text = fitted(label, room - 2 * PAD, SMALL + 0.5)
        write(ax, x, y, text, size=SMALL + 0.5, align="left" if right else "right")
        ax.texts[-1].set_url(box.targets.get(key) or None)
        found[key] = (edge, y)
        y += ROW
    draw_dots(ax, list(found.values()))
    return found


def draw_dots(ax: Axes, spots: Sequence[tuple[float, float]]) -> None:
    """A dot at each spot, where a line can begin: one path of strokes too short to be seen as such."""
    dots = [Path([(x, y), (x + 0.1, y)]) for x, y in spots]
    path = Path.make_compound_path(*dots)
    style = {"facecolor": "none", "edgecolor": INK, "linewidth": 3.6, "capstyle": "round"}
    ax.add_patch(PathPatch(path, zorder=4, **style))
