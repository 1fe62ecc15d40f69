"""What sources say of the same point: who differs, and how far apart their times are.

An *account* is what one source says of one event under one question. Accounts are compared under
the same question only. Two times *conflict* when their intervals have no moment in common; a set of
times is *compatible* when all intersect, which on one axis holds when every two do.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.filters import require
from helpers.analysis.times import apart, length_in_words, window_in_words

KEY = ["event", "question"]
#: Bounds of a time whose end is open or unknown: it excludes nothing on that side.
PAST, FUTURE = pd.Timestamp("0001-01-01"), pd.Timestamp("9999-12-31T23:59:59")


def questions(accounts: pd.DataFrame) -> pd.DataFrame:
    """One row a question about an event, in the order of the file.

    Columns event, question, title, phase_label, accounts, sources (articles), publishers, ids (of
    the accounts, joined by ", "), reports, differs, adds (numbers of accounts), contested (an
    account differs), anchor (its id on a page).
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
            ids=("id", ", ".join),
            **{name: (name, "sum") for name in flags},
        )
    )
    table = grouped.assign(contested=grouped["differs"] > 0).reset_index()
    place = table.groupby("event", sort=False).cumcount() + 1
    return table.assign(anchor=table["event"] + "-q" + place.astype(str))


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

    Columns event, question, title, accounts, publishers, differs, latest_earliest, earliest_latest
    (the spread), early and late (ids of the accounts that set it), about (the time of one of these
    two is approximate or uncertain), resting (how these two are known where not reported),
    conflicting, words (the spread in words).
    """
    timed = with_bounds(accounts)
    table = timed.groupby(KEY, sort=False).agg(
        title=("title", "first"),
        accounts=("id", "size"),
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


def account_pairs(accounts: pd.DataFrame) -> pd.DataFrame:
    """Every two accounts of one question, with whether they agree.

    Columns event, question, left, right (ids), left_publisher, right_publisher, verdict: where both
    give a time `disagree` when the times conflict and `agree` when not; else `disagree` when one
    reports and the other differs, `agree` when both report, and `not comparable` in every other
    case (an account that adds; two that differ, perhaps in different ways).
    """
    columns = [*KEY, "id", "publisher", "article", "relation", "begin", "end"]
    timed = with_bounds(accounts)[["id", "begin", "end"]]
    table = accounts.merge(timed, on="id", how="left")[columns].assign(place=range(len(accounts)))
    both = table.merge(table, on=KEY, suffixes=("_left", "_right"))
    both = both[both["place_left"] < both["place_right"]]
    relations = both["relation_left"] + " " + both["relation_right"]
    verdict = pd.Series("not comparable", index=both.index)
    verdict = verdict.mask(relations == "reports reports", "agree")
    verdict = verdict.mask(relations.isin(["reports differs", "differs reports"]), "disagree")
    timed_both = both["begin_left"].notna() & both["begin_right"].notna()
    apart_ = (both["end_left"] < both["begin_right"]) | (both["end_right"] < both["begin_left"])
    verdict = verdict.mask(timed_both, "agree").mask(timed_both & apart_, "disagree")
    sides = [(name, side) for name in ("id", "publisher", "article") for side in ("left", "right")]
    names = {f"{name}_{side}": f"{side}_{name}" for name, side in sides}
    both = both.rename(columns=names).assign(verdict=verdict)
    return both[[*KEY, *names.values(), "verdict"]].reset_index(drop=True)


def source_pairs(accounts: pd.DataFrame, by: str = "publisher") -> pd.DataFrame:
    """Pairs of sources by how often they disagree, most often first.

    `by` is publisher or article. A pair disagrees on a question when any two of its accounts there
    do; accounts of one source that disagree make a pair of it with itself. Columns one, other,
    compared, disagree, agree (numbers of questions), accounts (ids of those that disagree, joined
    by ", "), anchor (the id of the pair on a page). Pairs never comparable are left out.
    """
    require("by", by, {"publisher", "article"})
    pairs = account_pairs(accounts)
    pairs = pairs[pairs["verdict"] != "not comparable"]
    left, right = pairs[f"left_{by}"], pairs[f"right_{by}"]
    swapped = left > right
    pairs = pairs.assign(
        one=left.where(~swapped, right),
        other=right.where(~swapped, left),
        disagree=pairs["verdict"] == "disagree",
    )
    by_question = pairs.groupby(["one", "other", *KEY], sort=False)["disagree"].any()
    counted = by_question.groupby(["one", "other"]).agg(compared="size", disagree="sum")
    table = counted.assign(
        agree=counted["compared"] - counted["disagree"],
        accounts=torn_accounts(pairs[pairs["disagree"]]).reindex(counted.index).fillna(""),
    )
    order = table.reset_index().sort_values(
        ["disagree", "compared"], ascending=False, kind="stable", ignore_index=True
    )
    return order.assign(anchor=[f"pair-{at + 1}" for at in range(len(order))])


def torn_accounts(pairs: pd.DataFrame) -> pd.Series:
    """For each pair of sources (one, other) the ids of its accounts in these pairs, each once."""
    ids = pairs.melt(["one", "other"], ["left_id", "right_id"], value_name="id").drop_duplicates(
        ["one", "other", "id"]
    )
    return ids.sort_values("id", kind="stable").groupby(["one", "other"])["id"].agg(", ".join)


def contested(accounts: pd.DataFrame, asked: pd.DataFrame) -> pd.DataFrame:
    """The accounts under the contested of these questions (rows of `questions`), with anchor."""
    return accounts.merge(asked.loc[asked["contested"], [*KEY, "anchor"]], on=KEY)
