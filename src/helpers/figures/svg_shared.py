"""What elements of a drawing share is said once: the style of those that look alike, a link."""

from __future__ import annotations

import re
from base64 import b32encode
from collections import Counter
from hashlib import sha256
from itertools import groupby

STYLED = re.compile(r' style="([^"&<>{}]+)"(?=[^<>]*>)')
#: An element that holds no other, or one text that is a link; and several side by side.
SINGLE = r"<(?:path|use)[^<>]*/>|<text[^<>]*>[^<>]*</text>|<a [^<>]*><text[^<>]*>[^<>]*</text></a>"
ONE, SIDE_BY_SIDE = re.compile(SINGLE), re.compile(f"(?:{SINGLE}){{2,}}")
#: A path that is nothing but its outline and its class; several in one style make one path.
LINE = re.compile(r'<path d="(M[^"]*)" class="\w+"/>')
#: The class of an element, as its style without transparency, which would not add up in a group.
CLASS = re.compile(r' class="(s[a-z2-7]{4})"(?=[^<>]*>)')
#: A link and, right after it, another to the same place.
AGAIN = re.compile(r'(<a href="([^"]*)">(?:(?!</a>).)*)</a><a href="\2">', re.S)


def shared(drawing: str) -> str:
    """The SVG element with equal styles as classes, and neighbours of one class or link as one."""
    return in_groups(with_classes(joined_links(drawing)))


def with_classes(drawing: str) -> str:
    """The SVG element with every style that occurs more than once as a class.

    A class is named by its style, so that equal classes of several drawings on a page agree. A
    drawing without a style element of its own is returned as it is.
    """
    counts = Counter(STYLED.findall(drawing))
    classes = {
        style: f"s{b32encode(sha256(style.encode()).digest())[:4].decode().lower()}"
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


def in_groups(drawing: str) -> str:
    """The SVG element with neighbours of one class in a group of that class, lines as one path."""
    clear = set(re.findall(r"\.(s[a-z2-7]{4}){[^}]*opacity", drawing))
    lines = set(re.findall(r"\.(s[a-z2-7]{4}){fill:none;", drawing)) - clear

    def grouped(run: re.Match[str]) -> str:
        out = ""
        for name, members in groupby(ONE.findall(run.group()), key=class_of):
            alike = list(members)
            if name in lines and all(map(LINE.fullmatch, alike)):
                path = "".join(LINE.sub(r"\1", element) for element in alike)
                alike = [f'<path d="{path}" class="{name}"/>']
            elif name and len(alike) > 1 and name not in clear:
                plain = "".join(CLASS.sub("", element, count=1) for element in alike)
                alike = [f'<g class="{name}">{plain}</g>']
            out += "".join(alike)
        return out

    return SIDE_BY_SIDE.sub(grouped, drawing)


def class_of(element: str) -> str:
    """The class of an element, "" without one."""
    found = CLASS.search(element)
    return found[1] if found else ""


def joined_links(drawing: str) -> str:
    """The SVG element with the lines of one link in one element, which stays within the page.

    The plain attribute is the one that every reader's tool takes for a link.
    """
    drawing = re.sub(r'<a (?:xlink:)?href="(#[^"]*)"[^>]*>', r'<a href="\1">', drawing)
    while (joined := AGAIN.sub(r"\1 ", drawing)) != drawing:
        drawing = joined
    return drawing
