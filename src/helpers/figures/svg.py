"""A figure as an SVG element that belongs to the page: its colours, its ids, no more bytes than needed."""

from __future__ import annotations

import io
import re
from hashlib import sha256

from matplotlib.axes import Axes

from helpers.figures.style import VARIABLES

#: A reference from one element to another of the same drawing.
REFERENCE = r'(?:url\(#|href="#)([\w-]+)'


def svg(ax: Axes) -> str:
    """The axes' figure as an SVG element: the same axes give the same bytes.

    Its colours follow the page, light or dark, and its ids are its own, so that several figures
    can stand on one page. Only tags are rewritten, never the text between them.
    """
    buffer = io.StringIO()
    ax.get_figure(root=True).savefig(  # type: ignore[union-attr]
        buffer, format="svg", metadata={"Date": None, "Creator": None}
    )
    text = buffer.getvalue()
    text = re.sub(r"<metadata>.*?</metadata>", "", text[text.index("<svg") :].strip(), flags=re.S)
    used = set(re.findall(REFERENCE, "".join(re.findall(r"<[^>]+>", text))))
    mark = sha256(text.encode()).hexdigest()[:8]
    return re.sub(r"<[^>]+>", lambda tag: rewritten(tag.group(), used, mark), text)


def rewritten(tag: str, used: set[str], mark: str) -> str:
    """One tag in the page's colours, with coordinates to a hundredth of a point, and its own ids.

    An id that nothing refers to goes; the others begin with `mark`.
    """
    for colour, name in VARIABLES.items():
        tag = re.sub(rf"(?<=[ :]){colour}(?=[;\"])", f"var(--{name}, {colour})", tag)
    tag = re.sub(r' (?:d|transform)="[^"]*"', shorter_numbers, tag)
    tag = re.sub(r' id="([\w.-]+)"', lambda m: f' id="{mark}-{m[1]}"' if m[1] in used else "", tag)
    return re.sub(REFERENCE, lambda m: m[0].replace(m[1], f"{mark}-{m[1]}"), tag)


def shorter_numbers(attribute: re.Match[str]) -> str:
    """The attribute with at most two decimals, which no eye can tell apart, on one line."""
    return re.sub(r"(\.\d\d)\d+", r"\g<1>", attribute.group().replace("\n", ""))
