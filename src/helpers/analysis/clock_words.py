"""Sentences on one day by the clock, each computed from its tables."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.clock import Day
from helpers.analysis.words import be, count, few, listed, part, quoted, sentence

NAMED = 12  # events by title in a sentence at most
ORDERED = 100  # events that a table of order compares; its cells grow with their square


def clock_title(day: Day) -> str:
    """The finding of the clock figure as its title."""
    if day.lanes.empty:
        return "No event has a clock time" + (f" on {day.words}" if day.words else "")
    timed, torn = day.lanes["event"].nunique(), day.conflicts["event"].nunique()
    if not torn:
        return f"{day.words}: no two of the sources used give conflicting times for one event"
    which = part(torn, timed, "event")
    return f"{day.words}: sources give conflicting times for {which}"


def clock_findings(day: Day) -> list[str]:
    """How far the day is known by the clock, and where its sources conflict."""
    if day.lanes.empty:
        return [f"{clock_title(day)}."]
    timed = day.lanes["event"].nunique()
    whole = len(set(day.lanes["event"]) | set(day.events["id"]))
    known = f"On {day.words}, {part(timed, whole, 'event')} {'has' if timed == 1 else 'have'} a clock time"
    rows = day.conflicts.to_dict("records")
    torn = [f"{quoted(row['title'])} ({row['words']})" for row in rows]
    if not torn:
        return [f"{known}, and no two of the sources used give conflicting times for one."]
    return [f"{known}; sources give conflicting times for {few(torn, NAMED)}."]


def clock_alt(day: Day) -> str:
    """The clock figure in words: each event with its time and what its sources say."""
    if day.lanes.empty:
        return clock_findings(day)[0]
    parts = []
    for _, lanes in day.lanes.groupby("event", sort=False):
        own, told = lanes[lanes["kind"] == "event"], lanes[lanes["kind"] == "account"]
        text = "; ".join(f"{row['label']}: {row['clock']}" for row in own.to_dict("records"))
        sources = listed(f"{row['label']} {row['clock']}" for row in told.to_dict("records"))
        parts.append(text + (f" (sources: {sources})" if len(told) else ""))
    return f"{day.words} by the clock. {'. '.join(parts)}."


def untimed_words(day: Day) -> str:
    """Which events of the day have no clock time, as a sentence; empty when all have one."""
    without = day.events.loc[~day.events["id"].isin(day.lanes["event"]), "title"]
    if without.empty:
        return ""
    titles = few((quoted(title) for title in without), NAMED)
    return f"On the same day, at a time that no source gives: {titles}."


def clock_note(day: Day, left_out: str = "") -> str:
    """What stands under the clock figure: what it uses, what it cannot show, the days it touches.

    `left_out` says what the filters left out of the whole report.
    """
    if day.lanes.empty:
        return ""
    left_out = left_out.replace("Left out:", "Left out of the whole report:", 1)
    beyond = day.lanes["reaches_back"] | day.lanes["reaches_on"]
    arrows = "An arrow leads to a time before or after the hours shown." if beyond.any() else ""
    used = (
        f"used: {count(day.lanes['event'].nunique(), 'event')} with a clock time and "
        f"{count(day.told, 'account')} that {'gives' if day.told <= 1 else 'give'} one"
    )
    left = (
        f"not drawn: {count(day.silent, 'account')} of these events without a clock time on the day"
    )
    rest = sentence(left) if day.silent else ""
    more = (
        f"{count(day.hidden, 'more event')} with a clock time {be(day.hidden)} in the download only"
    )
    hidden = sentence(more) if day.hidden else ""
    parts = (sentence(used), hidden, rest, left_out, untimed_words(day), arrows)
    return " ".join(text for text in parts if text)


def order_note(day: Day, events: pd.DataFrame, left_out: str) -> str:
    """What stands under the table of order: how many events it compares, and how to read it.

    `left_out` says what the filters left out.
    """
    if not day.words:
        return left_out
    number = len(day.events)
    used = f"{part(number, len(events), 'event')} {be(number)} surely on {day.words}"
    first = f" The first {ORDERED} are shown." if number > ORDERED else ""
    return (
        f"{sentence(used)}{first} {left_out} Numbers are those of the list of all events. "
        "In brackets: if the approximate or uncertain times hold."
    )


def clock_ids(day: Day) -> set[str]:
    """The ids of the accounts that lanes of the day lead to: the first of each lane."""
    return {ids.split(";")[0] for ids in day.lanes["ids"] if ids}


def clock_table(day: Day) -> pd.DataFrame:
    """The lanes of the day as a table: event, time, who gives it, relation, and their ids."""
    titles = day.lanes.loc[day.lanes["kind"] == "event"].set_index("event")["label"]
    own = day.lanes["kind"] == "event"
    return pd.DataFrame(
        {
            "event": day.lanes["event"].map(titles),
            "time": day.lanes["clock"],
            "given_by": day.lanes["label"].mask(own, "this case"),
            "relation": day.lanes["relation"],
            "known": day.lanes["hollow"].map({True: "derived or inferred", False: "reported"}),
            "event_id": day.lanes["event"],
            "account_ids": day.lanes["ids"],
            "article_ids": day.lanes["article_ids"],
        }
    )
