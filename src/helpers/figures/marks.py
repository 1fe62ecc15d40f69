"""Marks for times, drawn as what is known of them.

A known moment is a dot, what lasted is a bar, and the bounds of a moment within are a line between
two caps. An approximate end breaks up, an open end is an arrow, a time that was derived or inferred is
hollow or broken, an uncertain one has a question mark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle

from helpers.figures.sheet import ROW, SMALL, layer, text_width, width_of, write
from helpers.figures.style import GREY, INK, PAPER

RADIUS = 3.8  # points, of a dot
THICK = 6.0  # of a bar
SHORT = 11.0  # the shortest bar
FADE = 10.0  # length of a fading end
ARROW = 15.0  # length of an arrow
BAR_IN_KEY, KEY_MARK = 24.0, 32.0  # length of a bar, and room for any other mark, in a key
#: Points of the dashes, and of the gaps between, of an end that fades; they fill `FADE`.
BREAKING = (3.0, 1.4, 1.8, 1.8, 0.8, 1.2)
CAP = 8.0  # height of a cap at the end of bounds
BROKEN = (0, (3, 2))  # dashes of bounds that were derived or inferred
#: The forms a key can explain: the flags that draw each, and its words.
KEY = {
    "dot": ({}, "known time"),
    "bar": ({"long": True}, "lasted so long"),
    "bounds": ({"long": True, "within": True}, "at some time within"),
    "soft": ({"soft_start": True, "soft_end": True}, "approximate"),
    "hollow": ({"hollow": True}, "derived or inferred"),
    "broken": ({"long": True, "within": True, "hollow": True}, "within bounds derived or inferred"),
    "arrow": ({"reaches_on": True}, "open, unknown or beyond the figure"),
    "unsure": ({"unsure": True}, "uncertain"),
}


def draw_time(
    ax: Axes, x0: float, x1: float, y: float, how: Mapping[str, Any], colour: str = INK
) -> tuple[float, float]:
    """One time from `x0` to `x1` at `y`, drawn by the flags of `drawn`; how far it reaches.

    `how` holds soft_start, soft_end, reaches_back, reaches_on, hollow, unsure, long (not a dot) and
    within (bounds, not a bar); what is absent is False. What is long but too short to be seen is
    drawn `SHORT` points long.
    """
    flags = {name: bool(how.get(name, False)) for name in FLAGS}
    if flags["long"] and x1 - x0 < SHORT:
        middle = (x0 + x1) / 2
        x0, x1 = middle - SHORT / 2, middle + SHORT / 2
    long = flags["long"]
    if not long:
        x0 = x1 = (x0 + x1) / 2
    half = 0.0 if long else RADIUS
    left = _end(ax, x0 - half, y, -1, flags["reaches_back"], flags["soft_start"], flags, colour)
    right = _end(ax, x1 + half, y, 1, flags["reaches_on"], flags["soft_end"], flags, colour)
    _body(ax, x0, x1, y, flags, colour)
    if flags["unsure"]:
        write(ax, right + 2, y, "?", colour=colour, weight="bold")
        right += 2 + text_width("?", weight="bold")
    return left, right


def _body(ax: Axes, x0: float, x1: float, y: float, flags: Mapping[str, bool], colour: str) -> None:
    """What stands between the ends of a mark: a line within bounds, a bar, or a dot."""
    if flags["within"]:
        line: Any = BROKEN if flags["hollow"] else "-"
        style: dict[str, Any] = {"color": colour, "linewidth": 1.4, "linestyle": line}
        ax.plot([x0, x1], [y, y], zorder=layer(3, style), **style)
    elif flags["long"]:
        face = PAPER if flags["hollow"] else colour
        style = {"facecolor": face, "edgecolor": colour, "linewidth": 1.2}
        corner = (x0, y - THICK / 2)
        ax.add_patch(Rectangle(corner, x1 - x0, THICK, zorder=layer(3, style), **style))
    else:
        draw_dot(ax, x0, y, colour, hollow=flags["hollow"])


FLAGS = (
    "soft_start",
    "soft_end",
    "reaches_back",
    "reaches_on",
    "hollow",
    "unsure",
    "long",
    "within",
)


def _end(
    ax: Axes,
    x: float,
    y: float,
    way: int,
    arrow: bool,
    soft: bool,
    flags: Mapping[str, bool],
    colour: str,
) -> float:
    """One end of a mark, left (`way` -1) or right (1): arrow, fade, cap or nothing; its tip."""
    if arrow:
        tip = x + way * ARROW
        ax.plot([x, tip - way * 4], [y, y], color=colour, linewidth=1.4, zorder=layer(2, colour))
        head = [(tip, y), (tip - way * 6, y - 3.4), (tip - way * 6, y + 3.4)]
        above = layer(2.2, colour)
        ax.add_patch(Polygon(head, facecolor=colour, edgecolor="none", zorder=above))
        return tip
    if soft:
        fade(ax, x, y, way, flags, colour)
    elif flags["within"]:
        caps: dict[str, Any] = {"color": colour, "linewidth": 1.4, "linestyle": "-"}
        ax.plot([x, x], [y - CAP / 2, y + CAP / 2], zorder=layer(3, caps), **caps)
    return x + way * FADE * soft


def draw_dot(ax: Axes, x: float, y: float, colour: str, *, hollow: bool) -> None:
    """A dot, as a round-ended line of hardly any length: in SVG that is a tenth of a circle."""
    ends = [x - 0.05, x + 0.05]
    style: dict[str, Any] = {"solid_capstyle": "round"}
    wide, over = 2 * RADIUS + 1.2, layer(3, colour)
    ax.plot(ends, [y, y], color=colour, linewidth=wide, gid="dot", zorder=over, **style)
    if hollow:
        wide = 2 * RADIUS - 1.2
        ax.plot(ends, [y, y], color=PAPER, linewidth=wide, gid="hole", zorder=3.2, **style)


def fade(ax: Axes, x: float, y: float, way: int, flags: Mapping[str, bool], colour: str) -> None:
    """A mark that breaks up from `x` on, into dashes that get shorter: thick, or a thin line."""
    thick = 1.4 if flags["within"] or flags["hollow"] else THICK * (1 if flags["long"] else 0.6)
    dashes = (0, tuple(length / thick for length in BREAKING))
    ends = [x, x + way * FADE]
    style: dict[str, Any] = {"color": colour, "linewidth": thick, "linestyle": dashes}
    ax.plot(ends, [y, y], gid="soft", zorder=layer(2, style), **style)


def key_places(forms: Sequence[str], width: float) -> list[tuple[str, float, int]]:
    """Each form with the place (x, line) of its entry in a key that is wrapped to `width`."""
    places, x, line = [], 0.0, 0
    for form in forms:
        flags, words = KEY[form]
        wide = KEY_MARK + BAR_IN_KEY * bool(flags.get("long")) + text_width(words, SMALL) + 14
        if x and x + wide > width:
            x, line = 0.0, line + 1
        places.append((form, x, line))
        x += wide
    return places


def key_height(forms: Sequence[str], width: float) -> float:
    """The height in points that a key needs on a sheet of that width."""
    return ROW * (1 + max((line for _, _, line in key_places(forms, width)), default=0)) + 16


def draw_key(ax: Axes, top: float, forms: Sequence[str]) -> None:
    """The marks that occur, each with its meaning, from `top` down."""
    for form, x, line in key_places(forms, width_of(ax)):
        flags, words = KEY[form]
        y = top + 12 + ROW * line
        start = x + (FADE if flags.get("soft_start") else 0) + RADIUS + 1.5
        long = BAR_IN_KEY if flags.get("long") else 0.0
        _, right = draw_time(ax, start, start + long, y, flags, GREY)
        write(ax, right + 5, y, words, size=SMALL, colour=GREY)


def forms_in(marks: Any) -> list[str]:
    """Which forms of the key occur among the rows that `drawn` returns, with their column long."""
    closed = marks["long"] & ~marks["reaches_back"] & ~marks["reaches_on"]
    present = {
        "dot": (~marks["long"]).any(),
        "bar": (closed & ~marks["within"]).any(),
        "bounds": (closed & marks["within"] & ~marks["hollow"]).any(),
        "soft": (marks["soft_start"] | marks["soft_end"]).any(),
        "hollow": (marks["hollow"] & ~marks["within"]).any(),
        "broken": (marks["hollow"] & marks["within"]).any(),
        "arrow": (marks["reaches_back"] | marks["reaches_on"]).any(),
        "unsure": marks["unsure"].any(),
    }
    return [form for form in KEY if present[form]]
