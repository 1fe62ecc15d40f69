"""The figures of times for a narrow screen, as lists: what reads better there than a small drawing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.accounts import Compared
from helpers.figures.part import Part, link, prose
from helpers.figures.sheet import phone
from helpers.figures.strips import LEVELS
from helpers.figures.timeline import LABELLED, span_view

NOTHING = "No event with a date is left by these filters."


def span_list(events: pd.DataFrame, *, below: str, **span: Any) -> Part | Axes:
    """What the figure of `span_view` counts, phase by phase, and the way to the list of its events.

    That list, whose place is `below`, has every event in its order with its date in words, which a
    narrow drawing could only shorten. More than `LABELLED` events are drawn as counts, on axes for
    a phone; `span` is what `span_view` needs.
    """
    if events.empty:
        return prose(NOTHING, kind="note")
    if len(events) > LABELLED:
        return span_view(events, **span, ax=phone())
    words = "On a wide screen this is a drawing. Here are its numbers"
    way = link("the events in their order, with their dates", f"#{below}")
    bands = dict.fromkeys([*span["phases"], *span["spoken"]["band"]])
    lines = [phase_line(band, events, span["spoken"]) for band in bands]
    items = "".join(f"<li>{line}" for line in lines if line)
    html = f'<p class="note">{words}; below are {way}.</p><ul class="lane">{items}</ul>'
    return Part(html, f"{words}: {len(events):,} events.")


def phase_line(band: str, events: pd.DataFrame, spoken: pd.DataFrame) -> str:
    """One phase as HTML: how many events, how many statements of each stance; "" without either.

    The number of its events leads to the first of them.
    """
    mine, said = events[events["phase_label"] == band], spoken[spoken["band"] == band]
    told = []
    if len(mine):
        number = f"{len(mine):,} event{'' if len(mine) == 1 else 's'}"
        told.append(link(number, mine["url"].iloc[0]))
    totals = said.groupby("level")["number"].sum()
    told += [
        f"{sign} {totals[level]:,} {words}"
        for level, (sign, words, _) in LEVELS.items()
        if level in totals
    ]
    return f"<b>{escape(band)}</b>: {', '.join(told)}" if told else ""


def clock_list(
    lanes: pd.DataFrame, *, conflicts: pd.DataFrame, told: Collection[str] = (), **_: object
) -> Part:
    """The lanes of `clock_view`: each event with its time, below it each source with its own."""
    if lanes.empty:
        return prose("No event has a clock time on this day.", kind="note")
    notes = {row["event"]: row["words"] for row in conflicts.to_dict("records")}
    html = ""
    for event, mine in lanes.groupby("event", sort=False):
        own = mine[mine["kind"] == "event"].iloc[0]
        by = f", {own['by']}" if own["by"] else ""
        place = f"#{event}" if event in told else ""
        torn = f'<p class="torn">{escape(notes[event])}</p>' if event in notes else ""
        sources = lane_items(mine[mine["kind"] == "account"], told)
        html += f"<li><b>{link(own['label'], place)}</b> {escape(own['clock'] + by)}{sources}{torn}"
    return Part(f'<ul class="lane">{html}</ul>', "\n".join(lanes["label"] + ": " + lanes["clock"]))


def times_list(disputes: Sequence[Compared], anchors: Mapping[tuple[str, str], str]) -> Part:
    """The questions of `time_disagreements` with the spread, each leading to its accounts.

    `anchors` gives for (event, question) the place of its accounts on the page.
    """
    if not disputes:
        return prose("No two sources give different times for one event.", kind="note")
    html = ""
    for each in disputes:
        place = f"#{anchors.get((each.event, each.question), '')}"
        words = f"{escape(each.title)}: {escape(each.words)}"
        words = f'<span class="torn">{words}</span>' if each.conflict else words
        html += f"<li>{link(each.question, place)} {words}"
    return Part(f'<ul class="lane">{html}</ul>', "\n".join(each.question for each in disputes))


def lane_items(lanes: pd.DataFrame, told: Collection[str]) -> str:
    """The sources of some lanes with the time of each, as a list; nothing without any."""
    items = "".join(
        f"<li>{link(lane['label'], place_of(lane['ids'], told))} {escape(lane['clock'])}"
        f"{' (differs)' if lane['relation'] == 'differs' else ''}"
        for lane in lanes.to_dict("records")
    )
    return f"<ul>{items}</ul>" if items else ""


def place_of(ids: str, told: Collection[str]) -> str:
    """Where the first of these accounts stands on the page; "" when the page does not have it."""
    first = ids.split(";")[0]
    return f"#account.{first}" if first in told else ""
