"""The shapes of a page's figure: places, sizes and colours, without its words and links.

They are taken from drawings, and computed for figures that are tables and lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

NAMES = "ink|paper|support|oppose|grey|faint|accent"
LINK = re.compile(r"<a\b.*?</a>", re.DOTALL)
RULE = re.compile(r"\.([\w-]+)\{([^{}<>]*)\}")
TAG = re.compile(r"<(/?)(g|path)\b([^<>]*)>")
ATTRIBUTE = re.compile(r'\b(class|style|d)="([^"]*)"')
COLOUR = re.compile(rf"var\(--({NAMES})\b")
NUMBER = re.compile(r"-?\d*\.?\d+")
OUTLINE = re.compile(r"M[MLHVCQZmlhvcqz\d\s.,-]*")

#: The squares of positions: supports (p), opposes (o), is on both sides (b), is neutral (n).
SQUARES = {
    "support": {"p": "h11v11h-11z", "b": "h11l-11 11z"},
    "oppose": {"o": "h11v11h-11z", "b": "m11 0v11h-11z"},
    "grey": {"n": "m3 3h5v5h-5z"},
}
#: The signs on them, in the colour of the paper: where each begins, and its line.
SIGNS = {
    "p": ((2, 5.5), "h7m-3.5-3.5v7"),
    "o": ((2, 5.5), "h7"),
    "b": ((11, 0), "l-11 11"),
}


class Look(NamedTuple):
    """How a shape is drawn: names of colours, "" for none; the width of its line, its ends, its gaps."""

    fill: str
    stroke: str = ""
    width: float = 0
    round: bool = False
    dashes: bool = False


@dataclass(frozen=True)
class Shape:
    """An outline as SVG writes it, and its look."""

    outline: str
    look: Look


def shapes_in(figure: str) -> Iterator[Shape]:
    """The shapes of a figure, by the kind that it is of."""
    kinds: dict[str, Callable[[str], Iterator[Shape]]] = {
        "<svg": drawing,
        'class="positions"': grid,
        'class="flow"': flow,
        'class="dots"': dots,
    }
    first = min((mark for mark in kinds if mark in figure), key=figure.index, default="")
    return kinds[first](figure) if first else iter(())


def drawing(figure: str) -> Iterator[Shape]:
    """The outlines of a drawing; areas of links are no part of what it shows."""
    svg = LINK.sub("", figure.partition("</svg>")[0])
    styles = dict(RULE.findall(svg))
    within: list[str] = []
    for end, tag, text in TAG.findall(svg.partition("</defs>")[2] or svg):
        if end:
            del within[-1:]
            continue
        said = dict(ATTRIBUTE.findall(text))
        style = f"{styles.get(said.get('class', ''), '')};{said.get('style', '')}"
        if tag == "g":
            within.append(style)
        elif OUTLINE.fullmatch(said.get("d", "")) and (look := look_of(";".join([*within, style]))):
            yield Shape(NUMBER.sub(lambda n: f"{float(n[0]):.0f}", said["d"]), look)


def look_of(style: str) -> Look | None:
    """The look that a style says; None when nothing is to be seen."""
    said = dict(part.partition(":")[::2] for part in style.split(";"))
    fill, stroke = (COLOUR.match(said.get(name, "")) for name in ("fill", "stroke"))
    if not fill and not stroke:
        return None
    width = NUMBER.match(said.get("stroke-width", "1"))
    return Look(
        fill[1] if fill else "",
        stroke[1] if stroke else "",
        float(width[0]) if width else 1,
        said.get("stroke-linecap") == "round",
        "stroke-dasharray" in said,
    )


def grid(figure: str) -> Iterator[Shape]:
    """Positions as squares with their sign, a row for each row of the table.

    One that is split has both colours, parted along the diagonal; one that is neutral is small.
    """
    places = list(sides_in(figure))
    # All of one colour together, the signs last: so they are one outline each, and signs lie on top.
    for colour, outlines in SQUARES.items():
        for side, x, y in places:
            if side in outlines:
                yield Shape(f"M{x} {y}{outlines[side]}", Look(colour))
    for side, x, y in places:
        if side in SIGNS:
            (dx, dy), line = SIGNS[side]
            yield Shape(f"M{x + dx:g} {y + dy:g}{line}", Look("", "paper", 2))


def sides_in(figure: str) -> Iterator[tuple[str, int, int]]:
    """The letter of each position in a table of positions, and the left and top of its square."""
    rows = figure.partition("<tfoot")[0].split("<tr>")
    for y, row in enumerate(row for row in rows if 'scope="row"' in row):
        for x, cell in enumerate(row.split("<td>")[1:]):
            if side := re.search(r'class="([pobn])"', cell):
                yield side[1], 12 * x, 12 * y


def flow(figure: str) -> Iterator[Shape]:
    """What was said, the answers to it and what came of them, in three columns joined by lines."""
    heads, *rows = re.split(r"<div><div>", figure)
    labels = re.findall(r"<span>(.*?)</span>", heads)
    y = 0
    for row in rows:
        columns = re.findall(r'<ul aria-label="([^"]*)">(.*?)(?=<ul|$)', row, re.DOTALL)
        yield Shape(f"M0 {y}h70v7h-70z", Look("grey"))
        for label, items in columns:
            yield from column(items, 90 * (labels.index(label) if label in labels else 1), y)
        y += 11 * max([1, *(items.count("<li") for _, items in columns)]) + 9


def column(items: str, x: int, y: int) -> Iterator[Shape]:
    """The items of one column of a flow from that place down, each with the colour of its mark."""
    colours = {"up": "support", "yes": "support", "no": "oppose", "not": "oppose"}
    yield Shape(f"M{x} {y}v{11 * items.count('<li') - 4}", Look("", "faint", 1.5))
    for n, item in enumerate(items.split("<li")[1:]):
        mark = re.search(r'class="mk ?(\w*)"', item)
        yield Shape(
            f"M{x + 5} {y + 11 * n}h7v7h-7z", Look(colours.get(mark[1] if mark else "", "grey"))
        )
        yield Shape(f"M{x + 16} {y + 11 * n + 2}h44v3h-44z", Look("faint"))


def dots(figure: str) -> Iterator[Shape]:
    """Rows of marks: filled, hollow, and those that differ."""
    for y, row in enumerate(figure.split("<li")[1:]):
        x = 0
        for mark, colour in (("●", "ink"), ("○", "faint"), ("◆", "oppose")):
            if number := row.count(mark):
                yield Shape(f"M{x} {y * 9}h{number * 6}v7h-{number * 6}z", Look(colour))
                x += number * 6
