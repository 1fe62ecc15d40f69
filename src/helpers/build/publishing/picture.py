"""A small picture of a report: the shape of its first figure, without words and links.

It is drawn anew from what the page's own figure shows and nothing else of it is taken over. A
figure that has no shape to show, or too much of it, gives no picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from markupsafe import Markup

from helpers.build.publishing.shapes import NUMBER, Shape, shapes_in

#: The largest picture, in bytes.
MOST = 12_000
#: The most that a picture of the width 240 has in height; what a figure has below that is left out.
HEIGHT = 150
FIGURE = re.compile(r'<figure class="?chart\b[^>]*>(.*?)</figure>', re.DOTALL)
#: A value without the quotes that HTML lets out.
UNQUOTED = re.compile(r"""(?<=\s)([a-z-]+)=([^\s"'<>]+)(?=[\s>])""")


def picture_of(page: Path) -> Markup:
    """The picture of the report whose page that is, as SVG; "" when there is none."""
    try:
        return picture(page.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return Markup("")


def picture(html: str) -> Markup:
    """The picture of a page's first figure, as SVG that is hidden from screen readers; or ""."""
    found = FIGURE.search(html)
    shapes = list(shapes_in(UNQUOTED.sub(r'\1="\2"', found[1]))) if found else []
    if not shapes:
        return Markup("")
    x, y, width, height = box_of(shapes)
    scale = width / 240
    drawn = "".join(written(shape, scale) for shape in merged(shapes))
    size = min(height, HEIGHT * scale)
    svg = (
        f'<svg class="picture" aria-hidden="true" viewBox="{x:.0f} {y:.0f} {width:.0f} {size:.0f}"'
        f' preserveAspectRatio="xMidYMin slice">{drawn}</svg>'
    )
    return Markup(svg if len(svg.encode()) <= MOST else "")


def box_of(shapes: Sequence[Shape]) -> tuple[float, float, float, float]:
    """The left, the top, the width and the height that hold the shapes, with a little room."""
    xs, ys = zip(*(place for shape in shapes for place in places(shape.outline)), strict=True)
    x, y = min(xs) - 4, min(ys) - 4
    return x, y, max(xs) + 4 - x, max(ys) + 4 - y


def places(outline: str) -> Iterator[tuple[float, float]]:
    """The places that an outline touches, or bends towards, from its first on."""
    x = y = left = top = 0.0
    for command, text in re.findall(r"([A-Za-z])([^A-Za-z]*)", outline):
        numbers = [float(number) for number in NUMBER.findall(text)]
        if command in "zZ":
            x, y = left, top
        sizes = {"h": 1, "v": 1, "q": 4, "c": 6}
        size = sizes.get(command.lower(), 2)
        for at in range(0, len(numbers) - size + 1, size):
            dx, dy = (x, y) if command.islower() else (0.0, 0.0)
            part = numbers[at : at + size]
            if size == 1:
                x, y = (part[0] + dx, y) if command in "hH" else (x, part[0] + dy)
            else:
                yield from zip(
                    (n + dx for n in part[::2]), (n + dy for n in part[1::2]), strict=True
                )
                x, y = part[-2] + dx, part[-1] + dy
            if command in "mM" and not at:
                left, top = x, y
            yield x, y


def merged(shapes: Sequence[Shape]) -> Iterator[Shape]:
    """The shapes with runs of one look made one, which begin where they must: at a place of the page."""
    for look, run in groupby(shapes, key=lambda shape: shape.look):
        yield Shape("".join(shape.outline for shape in run), look)


def written(shape: Shape, scale: float) -> str:
    """The shape as SVG; lines are never so thin that they are lost in the small picture."""
    look, attributes = shape.look, ""
    if look.fill != "ink":
        attributes += f' fill="{f"var(--{look.fill})" if look.fill else "none"}"'
    if look.stroke:
        width = max(look.width, 0.8 * scale)
        attributes += f' stroke="var(--{look.stroke})" stroke-width="{width:.3g}"'
        attributes += ' stroke-linecap="round"' if look.round else ""
        attributes += f' stroke-dasharray="{3 * scale:.0f}"' if look.dashes else ""
    return f'<path{attributes} d="{shape.outline}"/>'
