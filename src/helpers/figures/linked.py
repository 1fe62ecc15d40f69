"""Places in a figure that lead to what stands behind them, in a form that reaches every reader.

A link is an area over the drawing with a name of its own, so that a mouse, a finger, a keyboard and
a screen reader all find it. The drawing below it needs no links and stays small.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import Any
from zlib import crc32

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

POINTS = 72.0  # in an inch
#: A linked text of a drawing, and the line it stands on.
LINKED_TEXT = re.compile(r'(<a href="[^"]*">)(?=<text [^>]*?\by="([\d.]+)")')
#: A link, and elements side by side that lead nowhere: shapes, words and groups of these.
SHAPES = r"(?:<(?:path|use)[^<>]*/>|<text[^<>]*>[^<>]*</text>)"
LINK_OR_NOT = re.compile(rf"<a .*?</a>|(?:{SHAPES}|<g[^<>]*>{SHAPES}+</g>)+", re.S)
MANY = 12  # links that a keyboard may be asked to walk through


class Area(Rectangle):
    """A rectangle of a figure that leads to `target` (`#id` on the page) and is named `name`.

    It is not drawn itself. One without a name is for a mouse or finger alone, in a figure that stands
    beside a list of the same links.
    """

    #: The group of links that the area belongs to, as its attributes in the drawing.
    layer = 'fill-opacity="0"'

    def __init__(
        self, corner: tuple[float, float], width: float, height: float, *, target: str, name: str
    ) -> None:
        super().__init__(corner, width, height, visible=False)
        self.target, self.name = target, name

    def outline(self) -> str:
        """The SVG element that can be pointed at."""
        left, top, width, height = (f"{round(number, 1):g}" for number in in_points(self))
        return f'<path d="M{left} {top}h{width}v{height}h-{width}z"/>'

    def needs(self) -> str:
        """What the outline refers to, as an SVG element that the drawing holds once; "" for nothing."""
        return ""


def add_area(
    ax: Axes, middle: tuple[float, float], width: float, height: float, *, target: str, name: str
) -> None:
    """Lay an area around `middle`, in the units of the axes; none where there is no target."""
    if target:
        corner = (middle[0] - width / 2, middle[1] - height / 2)
        # Not add_patch, which would look how far the figure reaches: its limits stand.
        ax.add_artist(Area(corner, width, height, target=target, name=name))


def areas(ax: Axes) -> list[Area]:
    """The areas of a figure from top to bottom, and from left to right in a line."""
    found = [(in_points(patch), patch) for patch in ax.patches if isinstance(patch, Area)]
    found.sort(key=lambda at: (round(at[0][1]), at[0][0]))
    return [area for _, area in found]


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


def link(alike: Sequence[Area]) -> str:
    """Areas of one target and name as one SVG link; the name is read out, and shown under a mouse.

    Pointing at one of them shows them all.
    """
    target, name = escape(alike[0].target), escape(alike[0].name, quote=False)
    outline = "".join(area.outline() for area in alike).replace('"/><path d="', "")
    if not name:
        return f'<a href="{target}" tabindex="-1">{outline}</a>'
    return f'<a href="{target}"><title>{name}</title>{outline}</a>'


def layers(ax: Axes) -> str:
    """The areas of the axes as SVG links, each kind in a group of its own; "" without any."""
    found, grouped = areas(ax), dict[str, dict[tuple[str, str], list[Area]]]()
    for area in found:
        kind = area.layer + ("" if area.name else ' aria-hidden="true"')
        grouped.setdefault(kind, {}).setdefault((area.target, area.name), []).append(area)
    held = "".join(sorted({area.needs() for area in found}))
    return (f"<defs>{held}</defs>" if held else "") + "".join(
        f"<g {kind}>{''.join(map(link, links.values()))}</g>" for kind, links in grouped.items()
    )


def labelled(drawing: str, ax: Axes, alt: str, key: str, *, again: bool = False) -> str:
    """The SVG of these axes with its name and description, and with its areas as links over it.

    Its name is the element `f.<key>` of the page, the title of the figure. Its description is `alt`,
    which it holds as `d.<key>`; one that shows a figure `again` refers to that of the first.

    A drawing without links is one image. One with links is a group, because what stands inside an
    image reaches no screen reader.
    """
    links, inner = layers(ax), "<a " in drawing
    if inner:
        drawing = with_lanes(without_lone_words(drawing))
    told = f'role="{"group" if links or inner else "img"}" aria-labelledby="f.{key}"'
    told += f' aria-describedby="d.{key}"' if alt else ""
    start = drawing.index(">") + 1
    head, body = drawing[:start], drawing[start:].removesuffix("</svg>")
    if links and not inner:  # words and numbers read out without their places would say nothing
        body = f'<g aria-hidden="true">{body}</g>'
    if alt and not again:
        body = f'<desc id="d.{key}">{escape(alt, quote=False)}</desc>{body}'
    return f"{head.replace('<svg ', f'<svg {told} ', 1)}{body}{links}</svg>"


def without_lone_words(drawing: str) -> str:
    """The drawing with the words that are no link hidden from screen readers.

    Without their places, which only the eye sees, "?" or a name of a month says nothing.
    """

    def hidden(run: re.Match[str]) -> str:
        lone = "<text" in run[0] and not run[0].startswith("<a ")
        return f'<g aria-hidden="true">{run[0]}</g>' if lone else run[0]

    return LINK_OR_NOT.sub(hidden, drawing)


def with_lanes(drawing: str) -> str:
    """The drawing in which a whole line leads where the one linked text on it does.

    The marks let a pointer through to the line below them (see style.css); a line with several
    links is left to them.
    """
    lines = Counter(y for _, y in LINKED_TEXT.findall(drawing))
    width = re.findall(r'viewBox="0 0 ([\d.]+)', drawing)[0]
    lane = f"l{crc32(drawing.encode()) % 16**3:x}"  # two drawings of a page are not the same

    def widened(link: re.Match[str]) -> str:
        alone = lines[link[2]] == 1
        return f'{link[1]}<use href="#{lane}" y="{link[2]}"/>' if alone else link[1]

    drawing = LINKED_TEXT.sub(widened, drawing).replace("<svg ", '<svg pointer-events="none" ', 1)
    area = f'<path id="{lane}" d="M0-10h{width}v14H0z" fill-opacity="0"/>'
    start = drawing.index(">") + 1
    head, body = drawing[:start], drawing[start:]
    if body.startswith("<defs>"):
        return f"{head}<defs>{area}{body.removeprefix('<defs>')}"
    return f"{head}<defs>{area}</defs>{body}"


def with_way_past(drawing: str, name: str) -> str:
    """The drawing of the figure called `name` after a link that leads past it, if it has many."""
    # A reader meets one form of the figure, the wide one or the phone's.
    wide = drawing.partition('<div class="phone"')[0]
    number = wide.count("<a ") - wide.count(' tabindex="-1"')
    if number <= MANY or not name:
        return drawing
    way = (
        f'<a class="past" href="#{escape(name)}-end">Go past the {number} links of this figure</a>'
    )
    return f'{way}{drawing}<span id="{escape(name)}-end"></span>'
