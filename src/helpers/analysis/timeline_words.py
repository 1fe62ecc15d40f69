"""Sentences of the timeline report, each computed from its tables."""

from __future__ import annotations

import re

import pandas as pd

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
from helpers.analysis.words import be, count, in_words, part, sentence
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
