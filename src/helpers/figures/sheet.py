"""Axes measured in points from the upper left, for figures that are mostly labels and marks.

Text is as wide on the sheet as it is in print, so labels can be placed where they do not collide.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from zlib import crc32

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.textpath import text_to_path

from helpers.figures.style import GREY, INK, PAPER, new_axes

POINTS = 72.0  # in an inch
WIDTH = 10.8  # inches: the widest a figure is on the page
ROW = 15.5  # points from one line of labels to the next
SIZE = 9.5  # of labels
SMALL = 8.5  # of what stands beside a label
#: Sheets up to this many points are for a phone: labels stand above their marks.
NARROW = 400.0
PHONE = 3.7  # inches: the column of a page on a phone
#: The reader's font may be this much wider than the one measured here.
SLACK = 1.15


def sheet(height: float, ax: Axes | None = None, width: float = WIDTH) -> Axes:
    """Axes that cover their whole figure, `height` points high, without frame, y downwards.

    Axes that are passed in keep the width of their figure, which gets the height.
    """
    ax = ax or new_axes(width, height / POINTS)
    figure = ax.figure.get_figure(root=True)
    assert figure is not None
    figure.set_layout_engine("none")
    figure.set_figheight(height / POINTS)
    ax.set_position((0, 0, 1, 1))
    ax.set_axis_off()
    ax.set_xlim(0, width_of(ax))
    ax.set_ylim(height, 0)
    return ax


def width_of(ax: Axes | None) -> float:
    """The width in points of the sheet that the axes are or will be."""
    if ax is None:
        return WIDTH * POINTS
    figure = ax.figure.get_figure(root=True)
    assert figure is not None
    return float(figure.get_figwidth()) * POINTS


@lru_cache(maxsize=20_000)
def text_width(text: str, size: float = SIZE, weight: str = "normal") -> float:
    """The width of the text in points, with the slack for another font."""
    font = FontProperties(family="DejaVu Sans", size=size, weight=weight)
    return float(text_to_path.get_text_width_height_descent(text, font, False)[0]) * SLACK


def fitted(text: str, room: float, size: float = SIZE, weight: str = "normal") -> str:
    """The text, shortened with an ellipsis when it would need more than `room` points."""
    if text_width(text, size, weight) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[:middle].rstrip() + "…", size, weight) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


def wrapped(text: str, room: float, size: float = SIZE, weight: str = "normal") -> list[str]:
    """The text in lines of at most `room` points; a word that is wider by itself is broken."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size, weight) <= room:
            lines[-1] = longer
            continue
        lines.append(word)
        while len(lines[-1]) > 1 and text_width(lines[-1], size, weight) > room:
            head = fitted(lines[-1], room, size, weight).removesuffix("…") or lines[-1][0]
            lines[-1:] = [head, lines[-1][len(head) :]]
    return [line for line in lines if line]


def write(
    ax: Axes,
    x: float,
    y: float,
    text: str,
    *,
    align: str = "left",
    size: float = SIZE,
    colour: str = INK,
    weight: str = "normal",
    covers: bool = False,
    target: str = "",
) -> None:
    """The text on the line at `y`, from `x` on, up to `x` (right) or around it (center).

    A text that `covers` hides the lines that pass behind it; one with a `target` leads there.
    """
    if not text:
        return
    style: dict[str, Any] = {
        "ha": align,
        "va": "center",
        "fontsize": size,
        "color": colour,
        "weight": weight,
    }
    if covers:
        wide, tall = text_width(text, size, weight), 1.3 * size
        left = x - wide * {"left": 0, "center": 0.5, "right": 1}[align]
        ax.add_patch(Rectangle((left, y - tall / 2), wide, tall, facecolor=PAPER, zorder=4.9))
    # Links stay in their order, which is that of a keyboard.
    over = layer(5 if covers else 3, "link" if target else style)
    ax.text(x, y, text, zorder=over, url=target or None, **style)


def layer(order: float, *look: object) -> float:
    """The zorder of what looks so: a little above `order`, the same for all that look alike.

    Those are drawn one after the other, so that the page can say once how they look.
    """
    return order + crc32(repr(look).encode()) % 1000 / 10_000


def spread(groups: Sequence[str], gap: float) -> list[float]:
    """Positions 0, 1, 2 … with `gap` added wherever the group changes."""
    spots, at = [], 0.0
    for i, group in enumerate(groups):
        at += (1 if i else 0) + (gap if i and group != groups[i - 1] else 0)
        spots.append(at)
    return spots


def phone() -> Axes:
    """Axes for the phone's form of a figure."""
    return new_axes(PHONE, 1)


def say_nothing_left(sentence: str, ax: Axes | None = None) -> Axes:
    """A sheet that says in words why there is nothing to draw."""
    ax = sheet(3 * ROW, ax)
    write(ax, 0, 1.5 * ROW, sentence, colour=GREY)
    return ax
