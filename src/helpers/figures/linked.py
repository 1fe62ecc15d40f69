"""Places in a figure that lead to what stands behind them, in a form that reaches every reader.

A link is an area over the drawing with a name of its own, so that a mouse, a finger, a keyboard and
a screen reader all find it. The drawing below it needs no links and stays small.
"""

from __future__ import annotations

from html import escape
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

POINTS = 72.0  # in an inch
MANY = 12  # links that a keyboard may be asked to walk through


class Area(Rectangle):
    """A rectangle of a figure that leads to `target` (`#id` on the page) and is named `name`.

    It is not drawn itself.
    """

    def __init__(
        self, corner: tuple[float, float], width: float, height: float, *, target: str, name: str
    ) -> None:
        super().__init__(corner, width, height, visible=False)
        self.target, self.name = target, name


def add_area(
    ax: Axes, middle: tuple[float, float], width: float, height: float, *, target: str, name: str
) -> None:
    """Lay an area around `middle`, in the units of the axes; none where there is no target."""
    if target:
        corner = (middle[0] - width / 2, middle[1] - height / 2)
        ax.add_patch(Area(corner, width, height, target=target, name=name))


def areas(ax: Axes) -> list[Area]:
    """The areas of a figure from top to bottom, and from left to right in a line."""
    found = [patch for patch in ax.patches if isinstance(patch, Area)]
    return sorted(found, key=lambda area: (round(in_points(area)[1]), in_points(area)[0]))


def in_points(area: Area) -> tuple[float, float, float, float]:
    """Left, top, width and height of an area in points from the upper left of its figure.

    They hold once the figure has been drawn, since drawing may move its axes.
    """
    figure: Any = area.get_figure(root=True)
    box = area.get_transform().transform_bbox(area.get_path().get_extents())
    scale = POINTS / figure.dpi
    left, right = sorted((box.x0, box.x1))
    low, high = sorted((box.y0, box.y1))
    top = figure.get_figheight() * figure.dpi - high
    return left * scale, top * scale, (right - left) * scale, (high - low) * scale


def link(area: Area) -> str:
    """The area as an SVG link; its name is read out, and shown under a resting mouse."""
    left, top, width, height = (f"{round(number, 1):g}" for number in in_points(area))
    return (
        f'<a href="{escape(area.target)}"><title>{escape(area.name)}</title>'
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}"/></a>'
    )


def labelled(drawing: str, ax: Axes, alt: str) -> str:
    """The SVG of these axes with its text alternative, and with its areas as links over it.

    A drawing without links is one image. One with links is a group that has the alternative as its
    name, because what stands inside an image reaches no screen reader.
    """
    links = "".join(link(area) for area in areas(ax))
    inner = "<a " in drawing
    role = "group" if links or inner else "img"
    drawing = drawing.replace("<svg ", f'<svg role="{role}" aria-label="{escape(alt)}" ', 1)
    if not links:
        return drawing
    start = drawing.index(">") + 1
    head, body = drawing[:start], drawing[start:].removesuffix("</svg>")
    if not inner:  # words and numbers read out without their places would say nothing
        body = f'<g aria-hidden="true">{body}</g>'
    return f'{head}{body}<g fill-opacity="0">{links}</g></svg>'


def with_way_past(drawing: str, name: str) -> str:
    """The drawing of the figure called `name` after a link that leads past it, if it has many."""
    # A reader meets one form of the figure, the wide one or the phone's.
    number = drawing.partition('<div class="phone"')[0].count("<a ")
    if number <= MANY or not name:
        return drawing
    way = (
        f'<a class="past" href="#{escape(name)}-end">Go past the {number} links of this figure</a>'
    )
    return f'{way}{drawing}<span id="{escape(name)}-end"></span>'
