"""A figure as an SVG element that belongs to the page: its colours, its ids, no more bytes than needed."""

from __future__ import annotations

import io
import re
from hashlib import sha256

from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG

from helpers.figures.style import VARIABLES
from helpers.figures.svg_shared import shared

#: A reference from one element to another of the same drawing.
REFERENCE = r'(?:url\(#|href="#)([\w-]+)'
#: What changes nothing: turns by no angle, and styles that are those of the whole drawing.
NEEDLESS = (
    r' transform="rotate\(-?0 [^"]*"',
    r"font-family: 'DejaVu Sans', sans-serif; ",
    r"text-anchor: start; ",
    r"stroke-dashoffset: 0; ",
    r"; stroke-linejoin: miter",  # a corner of a bar is rounded by less than a point
    r' (?:version|xmlns|xmlns:xlink|type)="[^"]*"',  # a drawing within a page needs none
)
#: Attributes that hold numbers of points.
NUMBERS = r' (?:d|transform|x|y|width|height|viewBox)="[^"]*"'
COLOURS = re.compile(rf"(?<=[ :])(?:{'|'.join(VARIABLES)})(?=[;\"])")
#: Paths that paint nothing: the grounds of figure and axes.
UNSEEN = re.compile(r'<path d="[^"]*" style="fill:none"/>')


def svg(ax: Axes) -> str:
    """The axes' figure as an SVG element: the same axes give the same bytes.

    Its colours follow the page, light or dark, and its ids are its own, so that several figures
    can stand on one page. Only tags are rewritten, never the text between them.
    """
    if ax.get_position().bounds == (0, 0, 1, 1):
        for artist in ax.get_children():
            artist.set_clip_on(False)  # nothing lies outside axes that fill their figure
    buffer = io.StringIO()
    # Unlike savefig, which draws a figure a first time to lay it out, as drawing does anyway.
    canvas = FigureCanvasSVG(ax.get_figure(root=True))
    canvas.print_svg(buffer, metadata={"Date": None, "Creator": None})
    text = buffer.getvalue()
    text = re.sub(r"<metadata>.*?</metadata>", "", text[text.index("<svg") :].strip(), flags=re.S)
    tags = "".join(re.findall(r"<[^>]+>", text))
    # A reference to anything else is a link to a place on the page, and stays as it is.
    used = set(re.findall(REFERENCE, tags)) & set(re.findall(r' id="([\w.-]+)"', tags))
    mark = "f" + sha256(text.encode()).hexdigest()[:7]  # a name in XML begins with a letter
    text = re.sub(r"<[^>]+>", lambda tag: rewritten(tag.group(), used, mark), text)
    text = text.replace("*{stroke-linejoin: round; stroke-linecap: butt}", "", 1)
    text = text.replace("<svg ", '<svg font-family="sans-serif" stroke-linejoin="round" ', 1)
    text = shared(without_idle_groups(UNSEEN.sub("", re.sub(r">\s+<", "><", text))))
    return text.replace("<defs><style></style></defs>", "", 1)


def rewritten(tag: str, used: set[str], mark: str) -> str:
    """One tag in the page's colours, with coordinates to a tenth of a point, and its own ids.

    An id that nothing refers to goes; the others begin with `mark`.
    """
    if " " not in tag:
        return tag
    tag = COLOURS.sub(lambda colour: f"var(--{VARIABLES[colour[0]]},{colour[0]})", tag)
    if tag.startswith("<text "):  # half a point is less than a reader's font moves a word
        tag = re.sub(r'(?<= [xy]=")-?[\d.]+(?=")', lambda m: f"{float(m[0]):.0f}", tag)
    tag = re.sub(NUMBERS, shorter_numbers, tag).replace(" xlink:href=", " href=")
    tag = re.sub(r'(?<= d=")[MLz\d. -]*(?=")', lambda path: shorter_path(path.group()), tag)
    tag = re.sub(r'(?<= d=")[^"]*', lambda path: re.sub(r" ?([A-Za-z]) ?| $", r"\1", path[0]), tag)
    for needless in NEEDLESS:
        tag = re.sub(needless, "", tag)
    tag = re.sub(r' style="[^"]*"', lambda style: re.sub("(?<=[:;]) ", "", style.group()), tag)
    tag = re.sub(r' id="([\w.-]+)"', lambda m: f' id="{mark}-{m[1]}"' if m[1] in used else "", tag)
    return re.sub(
        REFERENCE, lambda m: m[0].replace(m[1], f"{mark}-{m[1]}") if m[1] in used else m[0], tag
    )


def without_idle_groups(text: str) -> str:
    """The drawing without groups that have no attribute, what they hold kept."""
    kept: list[bool] = []

    def group(tag: re.Match[str]) -> str:
        if tag.group() != "</g>":
            kept.append(tag.group() != "<g>")
            return tag.group() if kept[-1] else ""
        return "</g>" if kept.pop() else ""

    return re.sub(r"</g>|<g(?: [^>]*[^/>])?>", group, text)


def shorter_numbers(attribute: re.Match[str]) -> str:
    """The attribute on one line, to one decimal, which no eye can tell from more."""
    text = attribute.group().replace("\n", "")
    return re.sub(r"-?\d*\.\d+", lambda number: f"{round(float(number[0]), 1) + 0:g}", text)


def shorter_path(path: str) -> str:
    """The path of straight lines without spaces, level and upright lines by their length alone."""
    out, at = "", ["", ""]
    for command, numbers in re.findall(r"([MLz])([^MLz]*)", path):
        to = numbers.split()
        if command == "L" and to[1] == at[1]:
            out += f"h{length(at[0], to[0])}"
        elif command == "L" and to[0] == at[0]:
            out += f"v{length(at[1], to[1])}"
        else:
            out += command + " ".join(to)
        at = to or ["", ""]
    return out


def length(start: str, end: str) -> str:
    """How far it is from one coordinate to another: ".1", "-12.5"."""
    return re.sub(r"^(-?)0\.", r"\1.", f"{round(float(end) - float(start), 1):g}")
