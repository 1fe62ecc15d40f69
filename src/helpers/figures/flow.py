"""Three columns of text joined by thin lines: what was said, who answered, what came of it.

On a narrow sheet the three stand below one another along an upright line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from helpers.figures.reply_marks import draw_mark
from helpers.figures.sheet import NARROW, SMALL, say_nothing_left, sheet, width_of, wrapped, write
from helpers.figures.style import FAINT, GREY, INK

GAP = 46.0  # points between columns, where the lines run
SHARES = (0.28, 0.40, 0.32)  # of the width that the gaps leave
LINE = 13.2  # points from one line of text to the next
INDENT = 13.0  # of the text beside a mark
NUMBER = 19.0  # width of the place before the mark
BETWEEN = 9.0  # points between items
PAD = 9.0  # above and below a row
TOP = 24.0  # height of the headings
STEM = 16.0  # points from the edge to the items on a narrow sheet


@dataclass(frozen=True)
class Item:
    """One piece of text: a bold head, a grey line under it, a body; a mark and a number before.

    Its head leads to the statement whose id is `link`.
    """

    head: str = ""
    grey: str = ""
    body: str = ""
    mark: str = ""
    number: str = ""
    link: str = ""

    @property
    def indent(self) -> float:
        """Where its text begins."""
        return (INDENT if self.mark else 0) + (NUMBER if self.number else 0)

    def lines(self, room: float) -> list[tuple[str, str, str, str]]:
        """Its lines in `room` points: text, weight, colour and where it leads ("" for nowhere)."""
        room -= self.indent
        target = f"#{self.link}" if self.link else ""
        return [
            *((line, "bold", INK, target) for line in wrapped(self.head, room, weight="bold")),
            *((line, "normal", GREY, "") for line in wrapped(self.grey, room)),
            *((line, "normal", INK, "") for line in wrapped(self.body, room)),
        ]

    def height(self, room: float) -> float:
        """Its height in `room` points, with the space below it."""
        return len(self.lines(room)) * LINE + BETWEEN

    def draw(self, ax: Axes, x: float, y: float, room: float) -> None:
        """Itself, the first line at `y`."""
        if self.number:
            write(ax, x, y, self.number, colour=GREY)
        if self.mark:
            draw_mark(ax, self.mark, x + self.indent - INDENT + 4.5, y)
        for i, (text, weight, colour, target) in enumerate(self.lines(room)):
            write(ax, x + self.indent, y + i * LINE, text, weight=weight, colour=colour)
            ax.texts[-1].set_url(target or None)


@dataclass(frozen=True)
class Row:
    """What was said, the responses at the time in order, what came of it."""

    first: Item
    answers: Sequence[Item]
    outcomes: Sequence[Item]

    @property
    def columns(self) -> list[Sequence[Item]]:
        """The items of each column."""
        return [[self.first], self.answers, self.outcomes]


def flow(
    rows: Sequence[Row], *, heads: tuple[str, str, str], empty: str, ax: Axes | None = None
) -> Axes:
    """The rows below one another under the three headings; the sentence `empty` without a row.

    The height follows from the text, so no text ever lies on another.
    """
    if not rows:
        return say_nothing_left(empty, ax)
    width = width_of(ax)
    narrow = width <= NARROW
    heights = [
        stacked_height(row, heads, width) if narrow else row_height(row, width) for row in rows
    ]
    y = 0 if narrow else TOP
    ax = sheet(y + sum(heights), ax)
    for (x, _), head in zip(edges(width), heads, strict=True):
        if not narrow:
            write(ax, x, LINE / 2, head, colour=GREY, weight="bold")
    for row, height in zip(rows, heights, strict=True):
        ax.plot([0, width], [y, y], color=FAINT, linewidth=0.8)
        draw_stacked(ax, row, heads, y + PAD) if narrow else draw_row(ax, row, y + PAD)
        y += height
    return ax


def edges(width: float) -> list[tuple[float, float]]:
    """Left edge and width of each column, in points."""
    widths = [share * (width - 2 * GAP) for share in SHARES]
    return [(sum(widths[:i]) + i * GAP, widths[i]) for i in range(len(widths))]


def row_height(row: Row, width: float) -> float:
    """The height of a row: that of its longest column."""
    columns = zip(row.columns, edges(width), strict=True)
    return max(sum(item.height(room) for item in items) for items, (_, room) in columns) + PAD * 2


def draw_row(ax: Axes, row: Row, top: float) -> None:
    """One row in three columns with the lines that join its items."""
    spots = edges(width_of(ax))
    levels: list[list[float]] = []
    for items, (x, room) in zip(row.columns, spots, strict=True):
        y, starts = top, []
        for item in items:
            item.draw(ax, x, y + LINE / 2, room)
            starts.append(y + LINE / 2)
            y += item.height(room)
        levels.append(starts)
    for i in (0, 1):
        x, room = spots[i]
        join(ax, (x + room + 6, levels[i]), (spots[i + 1][0] - 6, levels[i + 1]))


def join(
    ax: Axes, left: tuple[float, Sequence[float]], right: tuple[float, Sequence[float]]
) -> None:
    """Thin lines from every item on the left to every item on the right, over one upright."""
    (x0, starts), (x1, ends) = left, right
    if not starts or not ends:
        return
    middle = (x0 + x1) / 2
    for level in starts:
        ax.plot([x0, middle], [level, level], color=GREY, linewidth=0.8)
    for level in ends:
        ax.plot([middle, x1], [level, level], color=GREY, linewidth=0.8)
    levels = [*starts, *ends]
    ax.plot([middle, middle], [min(levels), max(levels)], color=GREY, linewidth=0.8)


def stacked_height(row: Row, heads: tuple[str, str, str], width: float) -> float:
    """The height of a row whose parts stand below one another."""
    tall = row.first.height(width)
    for items, head in ((row.answers, heads[1]), (row.outcomes, heads[2])):
        if items:
            tall += LINE if head else 0
            tall += sum(item.height(width - STEM) for item in items)
    return tall + 2 * PAD


def draw_stacked(ax: Axes, row: Row, heads: tuple[str, str, str], top: float) -> None:
    """One row whose parts stand below one another, joined by an upright line at the left."""
    room = width_of(ax)
    row.first.draw(ax, 0, top + LINE / 2, room)
    y = first = top + row.first.height(room)
    last = 0.0
    for items, head in ((row.answers, heads[1]), (row.outcomes, heads[2])):
        if items and head:
            write(ax, STEM, y + LINE / 2, head, colour=GREY, size=SMALL)
            y += LINE
        for item in items:
            last = y + LINE / 2
            ax.plot([3, STEM - 4], [last, last], color=GREY, linewidth=0.8)
            item.draw(ax, STEM, last, room - STEM)
            y += item.height(room - STEM)
    if last:
        ax.plot([3, 3], [first - BETWEEN / 2, last], color=GREY, linewidth=0.8)
