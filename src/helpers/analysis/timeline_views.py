"""The tables of the timeline report, in words a reader knows."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.timeline import dating
from helpers.analysis.words import count, listed
from helpers.case import MISSING

NAMED = 5  # publishers named in a table at most


PAGE = 1000  # accounts on a page at most


def on_page(accounts: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """The accounts that the page shows, in the order of their events."""
    return in_order(accounts, events).head(PAGE)


def event_table(events: pd.DataFrame, accounts: pd.DataFrame) -> pd.DataFrame:
    """All events in order, in words: columns date, event, phase, rests on, sources, url, id.

    `rests on` says whether the date was reported, derived or inferred, and why; `sources` names the
    publishers that report the event, most accounts first; `url` is the place of their accounts on
    the page (`#` and the event's id), empty where there is none.
    """
    told = accounts.groupby("event", sort=False)["publisher"].agg(named).to_dict()
    shown = set(on_page(accounts, events)["event"])
    rests = [
        rests_on(basis, note)
        for basis, note in zip(events["basis"], events["date_note"], strict=True)
    ]
    return pd.DataFrame(
        {
            "date": events["words"] + meant(events),
            "event": events["title"],
            "phase": events["phase_label"],
            "rests on": pd.Series(rests, events.index, dtype=str),
            "sources": [told.get(event, "none of those selected") for event in events["id"]],
            "url": [f"#{event}" if event in shown else "" for event in events["id"]],
            "id": events["id"],
        }
    )


def meant(events: pd.DataFrame) -> pd.Series:
    """What the interval of each date means: ", at some time within" or ", lasting so long"."""
    meanings = {"bounds": ", at some time within", "span": ", lasting so long"}
    return events["interval"].map(meanings).fillna("").astype(str)


def rests_on(basis: str, note: str) -> str:
    """What a date rests on: reported, derived or inferred, and the coders' note on it."""
    if note in MISSING:
        return basis.capitalize()
    return note if note.lower().startswith(basis) else f"{basis.capitalize()}. {note}"


def named(publishers: pd.Series) -> str:
    """The publishers in words, those with most accounts first, the rest as a number."""
    names = list(publishers.value_counts().index)
    if len(names) <= NAMED:
        return listed(names)
    return f"{', '.join(names[: NAMED - 1])} and {count(len(names) - NAMED + 1, 'other')}"


def dating_table(events: pd.DataFrame) -> pd.DataFrame:
    """How closely dates are known, in the words of a table."""
    words = {
        "known": "the date is known",
        "events": "events",
        "about": "marked approximate",
        "uncertain": "marked uncertain",
        "own": "derived or inferred",
    }
    return dating(events).rename(columns=words)


def in_order(accounts: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """The accounts in the order of their events."""
    rank = accounts["event"].map({event: at for at, event in enumerate(events["id"])})
    return accounts.assign(rank=rank).sort_values("rank", kind="stable").drop(columns="rank")
