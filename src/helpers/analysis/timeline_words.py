"""Sentences of the timeline report, each computed from its tables."""

from __future__ import annotations

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
from helpers.case import stated

NOTHING = "No event is left by these filters."
CLOSE = ("to the minute", "to a part of a day", "to the day")


def span_words(events: pd.DataFrame) -> str:
    """From the first to the last day of the dated events: "11 July 2003 to 3 June 2026"."""
    dated = bounds(events)
    if dated.empty:
        return "no known date"
    return window_in_words(dated["first"].min().normalize(), day_end(dated["last"].max()))


def span_title(events: pd.DataFrame) -> str:
    """The finding of the span figure as its title."""
    if bounds(events).empty:
        return "No event with a date is left by these filters"
    day, number = busiest(events)
    most = f", {in_words(number)} of them on {day}" if 1 < number < len(events) else ""
    first, _, last = span_words(events).rpartition(" to ")
    when = f"from {first} to {last}" if first else f"on {last}"
    return sentence(f"{count(len(events), 'event')} {when}{most}").rstrip(".")


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
    """What stands under the clock figure: the events it cannot show, and the days it touches."""
    beyond = day.lanes["reaches_back"] | day.lanes["reaches_on"]
    arrows = "An arrow leads to a time before or after the hours shown." if beyond.any() else ""
    return f"{untimed_words(day)} {arrows}".strip()


def clock_table(day: Day) -> pd.DataFrame:
    """The lanes of the day as a table: event, time, who gives it, relation, accounts."""
    titles = day.lanes.loc[day.lanes["kind"] == "event"].set_index("event")["label"]
    own = day.lanes["kind"] == "event"
    return pd.DataFrame(
        {
            "event": day.lanes["event"].map(titles),
            "time": day.lanes["clock"],
            "given by": day.lanes["label"].mask(own, "this case"),
            "relation": day.lanes["relation"],
            "known": day.lanes["hollow"].map({True: "derived or inferred", False: "reported"}),
            "accounts": day.lanes["ids"].str.replace("; ", ", "),
        }
    )
