"""Sentences of the timeline report, each computed from its tables."""

from __future__ import annotations

import re

import pandas as pd

from helpers.analysis.clock import Day
from helpers.analysis.timeline import (
    UNITS,
    bin_unit,
    bounds,
    busiest,
    cuts_in_words,
    dating,
    day_end,
)
from helpers.analysis.times import window_in_words
from helpers.analysis.words import be, count, in_words, listed, part, quoted, sentence
from helpers.case import date_in_words, stated

NOTHING = "No event is left by these filters."
#: A day as EDTF writes it, without a mark.
DAY_GIVEN = re.compile(r"\d{4}-\d{2}-\d{2}")
CLOSE = ("to the minute", "to a part of a day", "to the day")


def span_words(events: pd.DataFrame) -> str:
    """From the first to the last day of the dated events: "11 July 2003 to 3 June 2026".

    A first or last date that is known less closely is said as it is known: "2003 to about May 2024".
    """
    dated = bounds(events)
    if dated.empty:
        return "no known date"
    first = edge(events.loc[dated["first"].idxmin(), "date"], 0)
    last = edge(events.loc[dated["last"].idxmax(), "date"], -1)
    if DAY_GIVEN.fullmatch(first) and DAY_GIVEN.fullmatch(last):
        return window_in_words(dated["first"].min().normalize(), day_end(dated["last"].max()))
    words = [date_in_words(text) for text in (first, last)]
    return words[0] if words[0] == words[1] else " to ".join(words)


def edge(date: str, side: int) -> str:
    """One end (0 or -1) of an EDTF date without its time of day and its "?"; the other if open."""
    ends = [end for end in date.split("/") if end not in ("", "..")]
    day, about = ends[side].partition("T")[0], "~" if ends[side].endswith(("~", "%")) else ""
    return day.rstrip("?~%") + ("" if "T" in ends[side] else about)


def span_title(events: pd.DataFrame) -> str:
    """The finding of the span figure as its title."""
    if bounds(events).empty:
        return "No event with a date is left by these filters"
    day, number = busiest(events)
    most = f", {in_words(number)} of them on {day}" if 1 < number < len(events) else ""
    first, _, last = span_words(events).rpartition(" to ")
    when = f"from {first} to {last}" if first else f"{preposition(last)}{last}"
    return sentence(f"{count(len(events), 'event')} {when}{most}").rstrip(".")


def preposition(date: str) -> str:
    """What stands before one date in words: "on " a day, "in " a month or year, nothing else."""
    return "on " if date[:1].isdigit() and " " in date else "in " if date[0] != "a" else ""


def span_findings(events: pd.DataFrame) -> list[str]:
    """What happened when, and how well that is known."""
    if events.empty:
        return [NOTHING]
    known = dating(events)
    within = int(known.loc[known["known"].isin(CLOSE), "events"].sum())
    marked = int((events["date_approximate"] | events["date_uncertain"]).sum())
    own = int(known["own"].sum())
    undated = int((~stated(events["date"])).sum())
    closely = (
        f"The date is known to the day or closer for {part(within, len(events), 'event')}; "
        f"{count(marked, 'date')} {be(marked)} marked approximate or uncertain, and "
        f"{count(own, 'date')} {be(own)} derived or inferred by the coders rather than reported."
    )
    lost = " " + sentence(f"{count(undated, 'event')} {be(undated)} without any date")
    title = span_title(events)
    whole = f"The report covers {title[0].lower()}{title[1:]}." if undated < len(events) else ""
    return [text for text in (whole, closely + (lost if undated else "")) if text]


def span_note(events: pd.DataFrame, pieces: pd.DataFrame, limit: int) -> str:
    """What stands under the span figure: what is not drawn, or how many are counted and how."""
    drawn = len(bounds(events))
    notes = [cuts_in_words(pieces)]
    if drawn > limit:
        period = UNITS[bin_unit(pieces)][0]
        notes.append(f"Bars count the events of each {period} by the first moment possible.")
    if lost := len(events) - drawn:
        notes.append(sentence(f"{count(lost, 'event')} without a date {be(lost)} not drawn"))
    return " ".join(note for note in notes if note)


def span_alt(events: pd.DataFrame) -> str:
    """The span figure in words: each phase with its events and their stretch of time."""
    phases = events.groupby("phase_label", sort=False)
    parts = [f"{phase}: {count(len(each), 'event')}, {span_words(each)}" for phase, each in phases]
    return f"Timeline by phase. {'; '.join(parts)}." if parts else NOTHING


def clock_title(day: Day) -> str:
    """The finding of the clock figure as its title."""
    if day.lanes.empty:
        return "No event has a clock time" + (f" on {day.words}" if day.words else "")
    timed, torn = day.lanes["event"].nunique(), day.conflicts["event"].nunique()
    if not torn:
        return f"{day.words}: no two sources contradict each other on the time of an event"
    which = part(torn, timed, "event")
    return f"{day.words}: sources contradict each other on the time of {which}"


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
        return [f"{known}, and no two sources contradict each other on a time."]
    return [f"{known}; sources contradict each other on the time of {listed(torn)}."]


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
    titles = listed(quoted(title) for title in without)
    return f"On the same day, at a time that no source gives: {titles}."


def clock_note(day: Day) -> str:
    """What stands under the clock figure: what it uses, what it cannot show, the days it touches."""
    if day.lanes.empty:
        return ""
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
    parts = (sentence(used), rest, untimed_words(day), arrows)
    return " ".join(text for text in parts if text)


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
