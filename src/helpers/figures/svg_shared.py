"""What elements of a drawing share is said once: the style of those that look alike, a link."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256

STYLED = re.compile(r' style="([^"&<>{}]+)"(?=[^<>]*>)')
#: A link and, right after it, another to the same place.
AGAIN = re.compile(r'(<a href="([^"]*)">(?:(?!</a>).)*)</a><a href="\2">', re.S)


def shared(drawing: str) -> str:
    """The SVG element with equal styles as classes and neighbouring equal links as one."""
    return with_classes(joined_links(drawing))


def with_classes(drawing: str) -> str:
    """The SVG element with every style that occurs more than once as a class.

    A class is named by its style, so that equal classes of several drawings on a page agree. A
    drawing without a style element of its own is returned as it is.
    """
    counts = Counter(STYLED.findall(drawing))
    classes = {
        style: f"s{sha256(style.encode()).hexdigest()[:6]}"
        for style, number in counts.items()
        if number > 1
    }
    if "</style>" not in drawing or not classes:
        return drawing
    rules = "".join(f".{name}{{{style}}}" for style, name in classes.items())
    drawing = STYLED.sub(
        lambda m: f' class="{classes[m[1]]}"' if m[1] in classes else m[0], drawing
    )
    return drawing.replace("</style>", f"{rules}</style>", 1)


def joined_links(drawing: str) -> str:
    """The SVG element with the lines of one link in one element, which stays within the page.

    The plain attribute is the one that every reader's tool takes for a link.
    """
    drawing = re.sub(r'<a xlink:href="(#[^"]*)"[^>]*>', r'<a href="\1">', drawing)
    while (joined := AGAIN.sub(r"\1 ", drawing)) != drawing:
        drawing = joined
    return drawing
