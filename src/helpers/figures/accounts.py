"""Accounts compared: where their times part, a lane for each source."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.lanes import Lanes
from helpers.figures.marks import draw_key, forms_in, key_height
from helpers.figures.sheet import (
    ROW,
    SIZE,
    SMALL,
    say_nothing_left,
    sheet,
    width_of,
    wrapped,
    write,
)
from helpers.figures.style import GREY, INK, OPPOSE
from helpers.figures.timescale import draw_scale

AXIS, APART = 22.0, 26.0  # height of the axis of one question; space after its lanes


class Compared(Protocol):
    """What is drawn of one question: see `helpers.analysis.time_lanes.Compared`."""

    event: str
    title: str
    question: str
    words: str
    conflict: tuple[str, str] | None
    lanes: pd.DataFrame
    pieces: pd.DataFrame


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
    lines = len(dispute_heading(dispute, width)) + len(dispute.lanes)
    return ROW * lines + AXIS + APART


def draw_dispute(ax: Axes, dispute: Compared, top: float, told: Collection[str]) -> None:
    """One question with the lanes of its accounts."""
    colour = OPPOSE if dispute.conflict else GREY
    for line, weight in dispute_heading(dispute, width_of(ax)):
        size, hue = (SIZE, INK) if weight == "bold" else (SMALL, colour)
        write(ax, 0, top + ROW * 0.6, line, weight=weight, size=size, colour=hue)
        top += ROW
    crossed = {dispute.event} if dispute.conflict else set()
    lanes = Lanes(ax, top + AXIS, labels=248.0, words=165.0, told=told, crossed=crossed)
    scale = lanes.scale(dispute.pieces)
    bottom = lanes.top + ROW * len(dispute.lanes)
    draw_scale(ax, scale, top=lanes.top, bottom=bottom)
    lanes.draw(dispute.lanes, scale, {})
    if dispute.conflict:
        lanes.join([dispute.conflict])
