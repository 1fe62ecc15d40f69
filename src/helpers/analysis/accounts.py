"""What sources say of the same point: who differs, and how far apart their times are.

An *account* is what one source says of one event under one question. Accounts are compared under
the same question only. Two times *conflict* when their intervals have no moment in common; a set of
times is *compatible* when all intersect, which on one axis holds when every two do.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.times import apart, length_in_words, window_in_words

KEY = ["event", "question"]
#: Bounds of a time whose end is open or unknown: it excludes nothing on that side.
PAST, FUTURE = pd.Timestamp("0001-01-01"), pd.Timestamp("9999-12-31T23:59:59")


def questions(accounts: pd.DataFrame) -> pd.DataFrame:
    """One row a question about an event, in the order of the file.

    Columns event, question, title, phase_label, accounts, sources (articles), publishers, ids and
    articles (of the accounts, joined by ";"), reports, differs, adds (numbers of accounts),
    contested (an account differs).
    """
    flags = {name: accounts["relation"] == name for name in ("reports", "differs", "adds")}
    grouped = (
        accounts.assign(**flags)
        .groupby(KEY, sort=False)
        .agg(
            title=("title", "first"),
            phase_label=("phase_label", "first"),
            accounts=("id", "size"),
            sources=("article", "nunique"),
            publishers=("publisher", "nunique"),
            ids=("id", ";".join),
            articles=("article", joined_once),
            **{name: (name, "sum") for name in flags},
        )
    )
    return grouped.assign(contested=grouped["differs"] > 0).reset_index()


def numbered(asked: pd.DataFrame, events: pd.Series) -> pd.DataFrame:
    """These questions in the order of their `events`, the contested ones of an event first.

    Adds anchor, the id of each on a page: "q.1" for the first.
    """
    rank = asked["event"].map({event: at for at, event in enumerate(events)})
    table = asked.assign(rank=rank, calm=~asked["contested"])
    table = table.sort_values(["rank", "calm"], kind="stable", ignore_index=True)
    return table.drop(columns=["rank", "calm"]).assign(anchor=places("q.", len(table)))


def places(start: str, number: int) -> pd.Series:
    """The ids on a page of so many rows: "q.1", "q.2" and so on."""
    return pd.Series([f"{start}{at}" for at in range(1, number + 1)], dtype=str)


def joined_once(names: pd.Series) -> str:
    """The names joined by ";", each once, in their order."""
    return ";".join(dict.fromkeys(names))


def with_bounds(accounts: pd.DataFrame) -> pd.DataFrame:
    """The accounts that give a time, with the first and last moment it allows (begin, end).

    Also about (the time is approximate or uncertain) and differs (the relation), as booleans.
    """
    earliest, latest = accounts["time_earliest"], accounts["time_latest"]
    known = earliest.notna() | latest.notna()
    return accounts.assign(
        begin=earliest.fillna(PAST),
        end=latest.fillna(FUTURE),
        about=accounts["time_approximate"] | accounts["time_uncertain"],
        differs=accounts["relation"] == "differs",
    )[known]


def time_questions(accounts: pd.DataFrame) -> pd.DataFrame:
    """One row a question on which at least two accounts give a time.

    Columns event, question, title, accounts, ids, publishers, differs, latest_earliest, earliest_latest
    (the spread), early and late (ids of the accounts that set it), about (the time of one of these
    two is approximate or uncertain), resting (how these two are known where not reported),
    conflicting, words (the spread in words).
    """
    timed = with_bounds(accounts)
    table = timed.groupby(KEY, sort=False).agg(
        title=("title", "first"),
        accounts=("id", "size"),
        ids=("id", ";".join),
        publishers=("publisher", "nunique"),
        differs=("differs", "sum"),
        latest_earliest=("begin", "max"),
        earliest_latest=("end", "min"),
    )
    # Sorting puts the account that sets each bound first; ties go to the order of the file.
    for name, column, ascending in (("early", "end", True), ("late", "begin", False)):
        ranked = timed.sort_values(column, ascending=ascending, kind="stable")
        table[name] = ranked.groupby(KEY, sort=False)["id"].first()
    early, late = (timed.set_index("id").reindex(table[name]) for name in ("early", "late"))
    table["about"] = early["about"].to_numpy() | late["about"].to_numpy()
    known = zip(early["basis"], late["basis"], strict=True)
    table["resting"] = [tuple(basis for basis in two if basis != "reported") for two in known]
    table["conflicting"] = table["latest_earliest"] > table["earliest_latest"]
    table = table[table["accounts"] > 1].reset_index()
    words = [spread_in_words(row) for row in table.to_dict("records")]
    return table.assign(words=pd.Series(words, table.index, dtype=str))


def spread_in_words(row: dict[str, Any]) -> str:
    """How far the times of a question are apart, or what they leave room for, in words."""
    latest_earliest, earliest_latest = row["latest_earliest"], row["earliest_latest"]
    about = "about " if row["about"] else ""
    if row["conflicting"]:
        gap = length_in_words(apart(earliest_latest, latest_earliest))
        gap = about + gap.removeprefix("about ") if about else gap
        which = "both times" if len(row["resting"]) == 2 else "one time"
        known = " and ".join(sorted(set(row["resting"])))
        return f"{gap} apart, {which} {known}" if known else f"{gap} apart"
    if latest_earliest == PAST:
        return f"all allow for {about}{last_in_words(earliest_latest)} or earlier"
    if earliest_latest == FUTURE:
        return f"all allow for {about}{first_in_words(latest_earliest)} or later"
    return f"all allow for {about}{window_in_words(latest_earliest, earliest_latest)}"


def first_in_words(moment: pd.Timestamp) -> str:
    """The first moment of a stretch in words: a day, or a time of day."""
    end = moment + (
        pd.Timedelta(days=1) if moment == moment.normalize() else pd.Timedelta(minutes=1)
    )
    return window_in_words(moment, end - pd.Timedelta(seconds=1))


def last_in_words(moment: pd.Timestamp) -> str:
    """The last moment of a stretch in words: a day, or a time of day."""
    after = moment + pd.Timedelta(seconds=1)
    start = after - (
        pd.Timedelta(days=1) if after == after.normalize() else pd.Timedelta(minutes=1)
    )
    return window_in_words(start, moment)
