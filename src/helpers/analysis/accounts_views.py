"""The tables of the report that compares accounts, in words a reader knows."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd


def overview_table(events: pd.DataFrame) -> pd.DataFrame:
    """Events (rows of `event_sources`) with their numbers of accounts and sources."""
    columns = {
        "title": "event",
        "words": "date",
        "accounts": "accounts",
        "differs": "differ",
        "adds": "add",
        "sources": "sources",
        "publishers": "publishers",
        "ids": "ids of accounts",
    }
    return events[list(columns)].rename(columns=columns)


def contested_table(questions: pd.DataFrame) -> pd.DataFrame:
    """Contested questions with how their accounts stand to each other; anchor leads to these."""
    torn = questions[questions["contested"]]
    columns = {
        "question": "question",
        "title": "event",
        "reports": "report",
        "differs": "differ",
        "adds": "add",
        "sources": "sources",
        "ids": "accounts",
    }
    shown = torn[list(columns)].rename(columns=columns)
    return shown.assign(anchor="#" + torn["anchor"])


def times_table(times: pd.DataFrame) -> pd.DataFrame:
    """Questions on which two accounts or more give a time, conflicting ones first."""
    rows = times.sort_values("conflicting", ascending=False, kind="stable")
    verdict = rows["conflicting"].map({True: "conflicting", False: "compatible"})
    return pd.DataFrame(
        {
            "question": rows["question"],
            "event": rows["title"],
            "accounts with a time": rows["accounts"],
            "times": verdict.astype(str),
            "spread": rows["words"],
            "set by": rows["early"] + ", " + rows["late"],
        }
    )


def verdicts(times: pd.DataFrame) -> dict[tuple[str, str], str]:
    """For (event, question) how the times compare, as a sentence."""
    words = [
        f"Two times conflict, {row['words']}." if row["conflicting"] else f"Times: {row['words']}."
        for row in times.to_dict("records")
    ]
    keys = zip(times["event"], times["question"], strict=True)
    return dict(zip(keys, words, strict=True))


def alone_events(events: pd.DataFrame) -> pd.DataFrame:
    """Events that one source alone reports."""
    rows = events[events["sources"] == 1]
    return pd.DataFrame(
        {
            "event": rows["title"],
            "date": rows["words"],
            "source": rows["only"],
            "accounts": rows["ids"],
        }
    )


def alone_questions(
    questions: pd.DataFrame, events: pd.DataFrame, listed: Collection[str] = ()
) -> pd.DataFrame:
    """Questions that one source alone answers, about events that others report too.

    Column anchor is the id of the row on the page, empty for accounts `listed` elsewhere on it.
    """
    others = events.loc[events["sources"] > 1, "id"]
    rows = questions[questions["event"].isin(others)]
    return pd.DataFrame(
        {
            "question": rows["question"],
            "event": rows["title"],
            "source": rows["publisher"],
            "says": rows["says"],
            "account": rows["id"],
            "url": rows["url"],
            "anchor": ("account-" + rows["id"]).where(~rows["id"].isin(listed), ""),
        }
    )


def recorded_table(statements: pd.DataFrame) -> pd.DataFrame:
    """Findings and recommendations, those with fewest sources first."""
    rows = statements.sort_values(["sources", "kind"], kind="stable")
    return pd.DataFrame(
        {
            "statement": rows["paraphrase"],
            "kind": rows["kind"],
            "speaker": rows["name"],
            "sources": rows["sources"],
            "first source": rows["publisher"],
            "id": rows["id"],
            "url": rows["url"],
        }
    )


def alone_positions(positions: pd.DataFrame) -> pd.DataFrame:
    """Positions of speakers that one source alone carries."""
    rows = positions[positions["sources"] == 1].sort_values(["name", "label"], kind="stable")
    return pd.DataFrame(
        {
            "speaker": rows["name"],
            "concept": rows["label"],
            "stance": rows["stance"],
            "source": rows["publisher"],
            "statement": rows["id"],
            "url": rows["url"],
        }
    )


def pairs_table(pairs: pd.DataFrame, common: int) -> pd.DataFrame:
    """All pairs that can be compared on `common` questions or more."""
    rows = pairs[pairs["compared"] >= common]
    columns = {"compared": "questions compared", "disagree": "disagree", "agree": "agree"}
    return rows.rename(columns=columns)[
        ["one", "other", *columns.values(), "accounts", "anchor"]
    ].rename(columns={"accounts": "accounts that disagree"})
