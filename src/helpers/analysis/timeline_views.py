"""The tables of the timeline report, in words a reader knows."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.accounts import joined_once
from helpers.analysis.timeline import dating
from helpers.analysis.words import count, listed, sentence
from helpers.case import MISSING

NAMED = 5  # publishers named in a table at most


def event_table(events: pd.DataFrame, accounts: pd.DataFrame) -> pd.DataFrame:
    """All events in order, in words, with their ids and those of their accounts, for download.

    `rests_on` says whether the date was reported, derived or inferred, and why; `sources` names the
    publishers that report the event, most accounts first; lists of ids are joined by ";".
    """
    told = accounts.groupby("event", sort=False)
    names = told["publisher"].agg(named).to_dict()
    ids = {name: told[name].agg(joined_once).to_dict() for name in ("id", "article")}
    return pd.DataFrame(
        {
            "date": events["words"] + meant(events),
            "event": events["title"],
            "phase": events["phase_label"],
            "edtf": events["date"],
            "rests_on": resting(events),
            "sources": [names.get(event, "none of those selected") for event in events["id"]],
            "event_id": events["id"],
            "actor_ids": events["actors"],
            "article_ids": [ids["article"].get(event, "") for event in events["id"]],
            "account_ids": [ids["id"].get(event, "") for event in events["id"]],
        }
    )


def entries(events: pd.DataFrame) -> pd.DataFrame:
    """What heads the accounts of each event on the page: phase, and what its date rests on."""
    lead = events["phase_label"] + ". " + resting(events)
    table = pd.DataFrame(
        {"id": events["id"], "title": events["title"], "lead": lead, "open": False}
    )
    return table.assign(words=events["words"] + meant(events))


def resting(events: pd.DataFrame) -> pd.Series:
    """For each event what its date rests on, as a sentence."""
    both = zip(events["basis"], events["date_note"], strict=True)
    rests = [sentence(rests_on(basis, note)) for basis, note in both]
    return pd.Series(rests, events.index, dtype=str)


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
    """How closely dates are known, in the words of a table, with the ids of the events."""
    words = {
        "known": "the_date_is_known",
        "about": "marked_approximate",
        "uncertain": "marked_uncertain",
        "own": "derived_or_inferred",
        "ids": "event_ids",
    }
    return dating(events).rename(columns=words)
