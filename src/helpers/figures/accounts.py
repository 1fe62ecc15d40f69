"""Accounts compared: how many there are of each event, where their times part, what each says."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Protocol

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from helpers.figures.lanes import LABELS, Lanes
from helpers.figures.linked import add_area
from helpers.figures.marks import draw_key, forms_in, key_height
from helpers.figures.sheet import (
    NARROW,
    ROW,
    SIZE,
    SMALL,
    fitted,
    say_nothing_left,
    sheet,
    text_width,
    width_of,
    wrapped,
    write,
)
from helpers.figures.style import GREY, INK, OPPOSE, PAPER
from helpers.figures.timescale import draw_scale

#: Events drawn in the overview at most; the table beside it has them all.
SHOWN = 40
PITCH = 9.0  # points from one account's mark to the next
COUNTS = 108.0  # kept free for the numbers at the end of a row
AXIS, APART = 22.0, 26.0  # height of the axis of one question; space after its lanes


RELATIONS = ("reports", "adds", "differs")


class Compared(Protocol):
    """What is drawn of one question: see `helpers.analysis.time_lanes.Compared`."""

    title: str
    question: str
    words: str
    conflict: tuple[str, str] | None
    lanes: pd.DataFrame
    pieces: pd.DataFrame


def account_overview(events: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """One row an event (columns title, accounts, adds, differs), one mark an account.

    A dot reports, a ring adds, a diamond differs. The first `SHOWN` rows are drawn.
    """
    if events.empty:
        return say_nothing_left("No account is left by these filters.", ax)
    events = events.head(SHOWN)
    narrow = width_of(ax) <= NARROW
    row = ROW * (2.2 if narrow else 1)
    ax = sheet(row * len(events) + 2 * ROW, ax)
    left = 6.0 if narrow else LABELS + 6
    room = width_of(ax) - left - (0 if narrow else COUNTS)
    pitch = min(PITCH, room / max(int(events["accounts"].max()), 1))
    places = [row * (at + (0.75 if narrow else 0.5)) for at in range(len(events))]
    for y, event in zip(places, events.to_dict("records"), strict=True):
        label_event(ax, event, y, left + pitch * event["accounts"] + 4)
        name = f"{event['title']}: the contested questions"
        add_area(ax, (width_of(ax) / 2, y), width_of(ax), row - 1, target=event["url"], name=name)
    draw_accounts(ax, events, places, left, pitch)
    relation_key(ax, row * len(events) + ROW * 1.3)
    return ax


def label_event(ax: Axes, event: dict[str, Any], y: float, end: float) -> None:
    """The title of an event left of its marks and its numbers at their `end`; on a phone above."""
    many = event["differs"]
    differ = f", {many:,} differ{'s' if many == 1 else ''}" if many else ""
    numbers, width = f"{event['accounts']:,}{differ}", width_of(ax)
    if width > NARROW:
        write(ax, 0, y, fitted(event["title"], LABELS - 8))
        write(ax, end, y, numbers, size=SMALL, colour=GREY)
        return
    above = y - ROW * 0.95
    write(ax, 0, above, fitted(event["title"], width - text_width(numbers, SMALL) - 6))
    write(ax, width, above, numbers, align="right", size=SMALL, colour=GREY)


def draw_accounts(
    ax: Axes, events: pd.DataFrame, places: Sequence[float], left: float, pitch: float
) -> None:
    """One mark an account in the row of its event: those that report first, then add, then differ."""
    spots: dict[str, list[tuple[float, float]]] = {relation: [] for relation in RELATIONS}
    for y, event in zip(places, events.to_dict("records"), strict=True):
        reports = event["accounts"] - event["adds"] - event["differs"]
        numbers = {"reports": reports, "adds": event["adds"], "differs": event["differs"]}
        kinds = [relation for relation in RELATIONS for _ in range(numbers[relation])]
        for at, relation in enumerate(kinds):
            spots[relation].append((left + pitch * at, y))
    for relation, found in spots.items():
        draw_relation(ax, relation, found, min(pitch * 0.78, 6.8))


def draw_relation(
    ax: Axes, relation: str, spots: Sequence[tuple[float, float]], size: float
) -> None:
    """The mark of a relation, `size` points wide, at all these spots, as one path or two.

    A dot reports, a ring adds, a diamond differs. Dots are round-ended lines of hardly any length.
    """
    if not spots:
        return
    if relation == "differs":
        corners = ((0, -1), (1, 0), (0, 1), (-1, 0), (0, -1))
        line = [(x + size / 2 * i, y + size / 2 * j) for x, y in spots for i, j in corners]
        codes = [Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY] * len(spots)
        ax.add_patch(PathPatch(Path(line, codes), facecolor=OPPOSE, linewidth=0, gid=relation))
        return
    line = [(x + shift, y) for x, y in spots for shift in (-0.05, 0.05)]
    path = Path(line, [Path.MOVETO, Path.LINETO] * len(spots))
    widths = ((GREY, size), (PAPER, size - 2.4)) if relation == "adds" else ((GREY, size),)
    for colour, width in widths:
        style: dict[str, Any] = {"edgecolor": colour, "linewidth": width, "capstyle": "round"}
        gid = relation if colour == GREY else "hole"
        ax.add_patch(PathPatch(path, facecolor="none", gid=gid, **style))


def relation_key(ax: Axes, y: float) -> None:
    """What the marks of accounts mean."""
    x = 6.0
    for relation in RELATIONS:
        draw_relation(ax, relation, [(x, y)], 6.8)
        write(ax, x + 8, y, relation, size=SMALL, colour=GREY)
        x += 8 + text_width(relation, SMALL) + 16


def time_disagreements(
    disputes: Sequence[Compared], *, told: Collection[str] = (), ax: Axes | None = None
) -> Axes:
    """For each question its own axis, a lane for each source's time, conflicts joined.

    `told` holds the ids of the accounts that the page has in words; their lanes lead there.
    """
    if not disputes:
        return say_nothing_left("No two sources give different times for one event.", ax)
    forms = forms_in(pd.concat([dispute.lanes for dispute in disputes]))
    tall = sum(dispute_height(each, width_of(ax)) for each in disputes)
    ax = sheet(tall + key_height(forms, width_of(ax)), ax)
    top = 0.0
    for dispute in disputes:
        draw_dispute(ax, dispute, top, told)
        top += dispute_height(dispute, width_of(ax))
    draw_key(ax, tall, forms)
    return ax


def dispute_heading(dispute: Compared, width: float) -> list[tuple[str, str]]:
    """The lines above the lanes of a question, each with its weight."""
    asked = wrapped(dispute.question, width, weight="bold")
    verdict = wrapped(f"{dispute.title}: {dispute.words}", width, SMALL)
    return [(line, "bold") for line in asked] + [(line, "normal") for line in verdict]


def dispute_height(dispute: Compared, width: float) -> float:
    """The height of a question with its lanes on a sheet of that width."""
    lanes = len(dispute.lanes) * (2 if width <= NARROW else 1)
    return ROW * (len(dispute_heading(dispute, width)) + lanes) + AXIS + APART


def draw_dispute(ax: Axes, dispute: Compared, top: float, told: Collection[str]) -> None:
    """One question with the lanes of its accounts."""
    colour = OPPOSE if dispute.conflict else GREY
    for line, weight in dispute_heading(dispute, width_of(ax)):
        size, hue = (SIZE, INK) if weight == "bold" else (SMALL, colour)
        write(ax, 0, top + ROW * 0.6, line, weight=weight, size=size, colour=hue)
        top += ROW
    lanes = Lanes(ax, top + AXIS, labels=228.0, words=165.0, told=told)
    scale = lanes.scale(dispute.pieces)
    bottom = lanes.top + ROW * (2 if lanes.narrow else 1) * len(dispute.lanes)
    draw_scale(ax, scale, top=lanes.top, bottom=bottom)
    lanes.draw(dispute.lanes, scale, {})
    if dispute.conflict:
        lanes.join([dispute.conflict])
