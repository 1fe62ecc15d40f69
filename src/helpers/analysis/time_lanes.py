"""The times that accounts give, as lanes of a figure with an axis that fits them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.analysis.accounts import KEY, joined_once, time_questions, with_bounds
from helpers.analysis.times import drawn, window_in_words
from helpers.analysis.words import count

Window = tuple[pd.Timestamp, pd.Timestamp]
MINUTE, DAY = pd.Timedelta(minutes=1), pd.Timedelta(days=1)
LAST_SECOND = DAY - pd.Timedelta(seconds=1)
#: What accounts on one lane share: one publisher that gives one time for one event.
SHARED = ["event", "publisher", "time", "relation"]
#: What a lane is drawn from.
LANE = [
    *("event", "kind", "label", "by", "clock", "articles", "relation", "ids", "article_ids"),
    *("first", "last", "long", "within", "soft_start", "soft_end", "reaches_back", "reaches_on"),
    *("hollow", "unsure"),
]


@dataclass(frozen=True)
class Compared:
    """The times that accounts give under one question."""

    event: str
    """Its id."""
    title: str
    """Its title, with the day when all accounts are of one."""
    question: str
    words: str
    """The spread in words."""
    conflict: tuple[str, str] | None
    """Ids of the two accounts furthest apart, where times conflict."""
    lanes: pd.DataFrame
    pieces: pd.DataFrame
    """The stretch of time shown, as the one piece (start, end) of an axis."""


def disputed_times(accounts: pd.DataFrame) -> list[Compared]:
    """The questions on whose time sources differ or conflict, in the order of the file."""
    asked = time_questions(accounts)
    asked = asked[asked["conflicting"] | (asked["differs"] > 0)]
    told = dict(iter(accounts.groupby(KEY, sort=False)))
    return [compared(row, told[row["event"], row["question"]]) for row in asked.to_dict("records")]


def compared(row: dict[str, Any], accounts: pd.DataFrame) -> Compared:
    """One row of `time_questions` with the lanes of its accounts."""
    timed = with_bounds(accounts)
    days = pd.concat([timed["time_earliest"], timed["time_latest"]]).dropna().dt.normalize()
    one_day = days.nunique() == 1
    if one_day:
        start = days.iloc[0]
        window = clock_hours(timed["time_earliest"], timed["time_latest"], start)
        day = window_in_words(start, start + LAST_SECOND)
    else:
        window, day = (days.min(), days.max() + LAST_SECOND), ""
    lanes = account_lanes(timed, dot=MINUTE if one_day else DAY, window=window, day=day)
    return Compared(
        event=row["event"],
        title=row["title"] + (f", {day}" if day else ""),
        question=row["question"],
        words=row["words"],
        conflict=(row["early"], row["late"]) if row["conflicting"] else None,
        lanes=lanes,
        pieces=pd.DataFrame({"start": [window[0]], "end": [window[1]]}),
    )


def account_lanes(
    accounts: pd.DataFrame, *, dot: pd.Timedelta, window: Window | None, day: str = ""
) -> pd.DataFrame:
    """One row for all accounts of one publisher that give the same time for an event.

    Columns of `accounts`, those of `drawn`, and: kind (account), label (publisher, and how many
    articles when more than one), by (empty), clock (the time in words without the `day`), ids and
    article_ids (joined by ";").
    In order of time.
    """
    sources = accounts.groupby(SHARED, sort=False)
    told = accounts.assign(
        articles=sources["article"].transform("nunique"),
        ids=sources["id"].transform(";".join),
        article_ids=sources["article"].transform(joined_once),
    ).drop_duplicates(SHARED)
    told = drawn(told, "time", dot=dot, window=window).sort_values(["first", "last"])
    many = [f", {count(n, 'article')}" if n > 1 else "" for n in told["articles"]]
    clock = [without_day(words, day) for words in told["words"]]
    return told.assign(
        kind="account",
        label=told["publisher"] + pd.Series(many, told.index, dtype=str),
        by="",
        clock=pd.Series(clock, told.index, dtype=str),
    )


def clock_hours(earliest: pd.Series, latest: pd.Series, start: pd.Timestamp) -> Window:
    """The full hours from the first to the last clock time on the day that begins at `start`.

    The edges of the day itself say no more than its date, so they do not count as clock times; the
    whole day where there is no other.
    """
    end = start + LAST_SECOND
    told = pd.concat([each[(each > start) & (each < end)] for each in (earliest, latest)])
    if told.empty:
        return start, end
    return told.min().floor("h"), min(told.max().ceil("h"), end)


def overlapping(
    table: pd.DataFrame,
    column: str,
    start: pd.Timestamp | pd.Series,
    end: pd.Timestamp | pd.Series,
) -> pd.Series:
    """Whether the date of each row has a moment in common with the stretch; False without a date."""
    earliest, latest = table[f"{column}_earliest"], table[f"{column}_latest"]
    begins = (earliest <= end) | (earliest.isna() & latest.notna())
    return begins & ((latest >= start) | (latest.isna() & earliest.notna()))


def without_day(words: str, day: str) -> str:
    """The words of a time without the day: "about 10:30", "up to 13:40", "the whole day"."""
    if not day:
        return words
    return (
        "the whole day"
        if words == day
        else words.replace(f" on {day}", "").removeprefix(f"{day}, ")
    )
