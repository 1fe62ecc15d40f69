"""The tables of the timeline report, in words a reader knows."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from helpers.analysis.accounts import joined_once
from helpers.analysis.order import Order
from helpers.analysis.time_lanes import without_day
from helpers.analysis.timeline import dating, day_end
from helpers.analysis.times import window_in_words
from helpers.analysis.words import count, listed, sentence, share
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
    """What heads the accounts of each event on the page: phase, and what its date rests on.

    Of a date that a source reports, and on which there is no note, nothing is said.
    """
    rests = resting(events)
    lead = events["phase_label"] + ". " + rests.mask(rests == "Reported.", "")
    title = numbered(events) + ". " + events["title"]
    table = pd.DataFrame({"id": events["id"], "title": title, "lead": lead, "open": False})
    return table.assign(words=events["words"] + meant(events))


def told(events: pd.DataFrame, accounts: pd.DataFrame) -> pd.DataFrame:
    """The accounts as the list under the events says them: on time more than on all else.

    A time names the day only where the event is not known to lie on that one day. `note`, the
    coders' remark, is kept where an account gives a time, see `remarks_left`; where the
    event or an account before it under the same question has the same, it is "As above.".
    """
    first, last = events["date_earliest"].dt.normalize(), events["date_latest"].dt.normalize()
    dates = pd.Series([""] * len(events), events["id"], dtype=str)
    on_one = (first == last).to_numpy()
    dates[on_one] = [window_in_words(day, day_end(day)) for day in first[on_one]]
    days = accounts["event"].map(dates).fillna("")
    both = zip(accounts["words"], days, strict=True)
    hours = [without_day(time, day) if ":" in time else time for time, day in both]
    rests = accounts["event"].map(dict(zip(events["id"], resting(events), strict=True)))
    note = accounts["note"].where(gives_time(accounts), "")
    again = accounts.assign(note=note).duplicated(["event", "question", "relation", "note"])
    again |= pd.Series([n in rest for n, rest in zip(note, rests, strict=True)], note.index, bool)
    return accounts.assign(
        words=pd.Series(hours, accounts.index, dtype=str),
        note=note.mask(again & note.ne(""), "As above."),
    )


def gives_time(accounts: pd.DataFrame) -> pd.Series:
    """Whether an account gives a time of its own."""
    return accounts["time_earliest"].notna() | accounts["time_latest"].notna()


def remarks_left(accounts: pd.DataFrame) -> str:
    """What `told` leaves out, as a sentence; empty for nothing."""
    number = int((~accounts["note"].isin(MISSING) & ~gives_time(accounts)).sum())
    if not number:
        return ""
    return (
        f"For {share(number, len(accounts))} accounts, which give no time, the coders’ remarks are "
        "in the download only."
    )


def numbered(events: pd.DataFrame) -> pd.Series:
    """The number of each event in the list of all, from 1, as text."""
    return (pd.Series(events.index, events.index) + 1).astype(str)


def places(events: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """For the id of each event its number in the list and its place on the page."""
    return {
        event: (number, f"#{event}")
        for event, number in zip(events["id"], numbered(events), strict=True)
    }


def order_table(order: Order, listed: Collection[str], day: str) -> pd.DataFrame:
    """`Order.table` of one day, with hours and place.

    Hours are the time without the `day`; place is where an event stands on the page, if it is
    `listed` there.
    """
    table = order.table()
    hours = [without_day(time, day) if ":" in time else time for time in table["time"]]
    return table.assign(
        hours=pd.Series(hours, table.index, dtype=str),
        place=("#" + table["event_id"]).where(table["event_id"].isin(listed), "").astype(str),
    )


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
