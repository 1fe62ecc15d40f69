"""One day by the clock: each event's time, each source's own time for it, and where they conflict."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from helpers.analysis.accounts import time_questions
from helpers.analysis.event_selection import SelectedEvents
from helpers.analysis.time_lanes import (
    LANE,
    LAST_SECOND,
    MINUTE,
    Window,
    account_lanes,
    clock_hours,
    overlapping,
    without_day,
)
from helpers.analysis.times import drawn, window_in_words
from helpers.analysis.words import listed
from helpers.case.choices import one_day

MOST = 60  # events by the clock in a figure; more would fill many screens


@dataclass(frozen=True)
class Day:
    """One day of a case by the clock."""

    words: str
    """The day as a reader says it; empty when no event has a clock time."""
    lanes: pd.DataFrame
    """One row a lane of the figure, see `lanes_of`."""
    hours: pd.DataFrame
    """The hours shown, as the one piece (start, end) of an axis."""
    conflicts: pd.DataFrame
    """Questions of the day on whose time accounts conflict: rows of `time_questions`."""
    events: pd.DataFrame
    """All events that surely lie in the day, those without a clock time included."""
    told: int = 0
    """Accounts that give a clock time on the day."""
    silent: int = 0
    """Accounts of the events drawn that give none on it."""
    hidden: int = 0
    """Events with a clock time that have no lane in the figure, since there are too many."""

    def drawn(self, most: int = MOST) -> Day:
        """The day with the lanes of `most` events: those with a conflict first, then the earliest."""
        every = list(dict.fromkeys(self.lanes["event"]))
        torn = [event for event in every if event in set(self.conflicts["event"])]
        kept = set(list(dict.fromkeys([*torn, *every]))[:most])
        return replace(
            self,
            lanes=self.lanes[self.lanes["event"].isin(kept)].reset_index(drop=True),
            conflicts=self.conflicts[self.conflicts["event"].isin(kept)],
            hidden=len(every) - len(kept),
        )


def day_by_clock(selected: SelectedEvents, day: str = "") -> Day:
    """The `day` (EDTF) by the clock; when empty, the day with most events that have a clock time.

    Raises SelectionError when `day` is not one day.
    """
    events, accounts = selected.events, selected.accounts
    start = pd.Timestamp(one_day(day)) if day else busiest_clock(events, accounts)
    if start is None:
        return no_day(events.iloc[:0], accounts.iloc[:0])
    end = start + LAST_SECOND
    told = accounts[accounts["timed"] & overlapping(accounts, "time", start, end)]
    timed = events["timed"] | events["id"].isin(told["event"])
    own = events[timed & overlapping(events, "date", start, end)]
    earliest = pd.concat([own["date_earliest"], told["time_earliest"]])
    latest = pd.concat([own["date_latest"], told["time_latest"]])
    window = clock_hours(earliest, latest, start)
    inside = (events["date_earliest"] >= start) & (events["date_latest"] <= end)
    asked = time_questions(told)
    words = window_in_words(start, end)
    return Day(
        words=words,
        lanes=lanes_of(own, told, window, words),
        hours=pd.DataFrame({"start": [window[0]], "end": [window[1]]}),
        conflicts=asked[asked["conflicting"]],
        events=events[inside],
        told=len(told),
        silent=int(accounts["event"].isin({*own["id"], *told["event"]}).sum()) - len(told),
    )


def no_day(events: pd.DataFrame, accounts: pd.DataFrame) -> Day:
    """A day of no events; the tables, empty as they are, lend it their columns."""
    hours = pd.DataFrame({"start": [], "end": []})
    return Day("", lanes_of(events, accounts, None), hours, time_questions(accounts), events)


def busiest_clock(events: pd.DataFrame, accounts: pd.DataFrame) -> pd.Timestamp | None:
    """The day on which most events have a clock time, their own or a source's; None without any."""
    own = events[["id", "date_earliest", "date_latest"]][events["timed"]]
    told = accounts[["event", "time_earliest", "time_latest"]][accounts["timed"]]
    names = ["event", "first", "last"]
    times = pd.concat([own.set_axis(names, axis=1), told.set_axis(names, axis=1)])
    days = pd.concat([times[["event"]].assign(day=times[end].dt.normalize()) for end in names[1:]])
    dates = events.set_index("id")[["date_earliest", "date_latest"]]
    days = days.dropna().drop_duplicates().join(dates, on="event")
    # A source's time on a day that the event cannot lie in has no event to stand under.
    days = days[overlapping(days, "date", days["day"], days["day"] + LAST_SECOND)]
    found = days.groupby("day").size()
    return None if found.empty else found.idxmax()


def lanes_of(
    events: pd.DataFrame,
    accounts: pd.DataFrame,
    window: Window | None,
    day: str = "",
) -> pd.DataFrame:
    """The lanes of a clock figure, an event's own first, its sources' below in order of time.

    Columns of `account_lanes` and, for an event's own lane, by: the publishers, where every source
    gives the event's own time; they then have no lanes of their own.
    """
    own = drawn(events, "date", dot=MINUTE, window=window).reset_index(drop=True)
    told = account_lanes(accounts, dot=MINUTE, window=window, day=day)
    same = told["time"] == told["event"].map(own.set_index("id")["date"])
    settled = same.groupby(told["event"]).transform("all").astype(bool)
    by = told[settled].groupby("event")["publisher"].agg(listed).to_dict()
    clock = pd.Series([without_day(words, day) for words in own["words"]], own.index, dtype=str)
    own = own.assign(event=own["id"], kind="event", label=own["title"], clock=clock, relation="")
    beside = pd.Series([by.get(event, "") for event in own["event"]], own.index, dtype=str)
    own = own.assign(by=beside, ids="", articles=0, article_ids="")
    lanes = pd.concat([own[LANE], told.loc[~settled, LANE]])
    rank = lanes["event"].map({event: at for at, event in enumerate(own["event"])})
    lanes = lanes.assign(rank=rank).dropna(subset="rank")
    return lanes.sort_values("rank", kind="stable").reset_index(drop=True)
