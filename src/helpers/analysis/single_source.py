"""What rests on one source only: events, questions about them, findings, positions."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.accounts import KEY, questions
from helpers.analysis.prepared import canonical

#: Kinds of statement that are coded once and, in each further source, as a repeat.
RECORDED = ("finding", "recommendation")


def event_sources(events: pd.DataFrame, accounts: pd.DataFrame) -> pd.DataFrame:
    """Every event with how many accounts, sources (articles) and publishers there are of it.

    Columns of `events` plus accounts, adds and differs (accounts of that relation), sources,
    publishers, ids (of the accounts, joined by ", "), url (`#` and the place of its first contested
    question, or "") and, where there is one publisher only, only (its name). Most disputed first.
    """
    flags = {name: accounts["relation"] == name for name in ("adds", "differs")}
    told = accounts.assign(**flags).groupby("event")
    counted = told.agg(
        accounts=("id", "size"),
        adds=("adds", "sum"),
        differs=("differs", "sum"),
        sources=("article", "nunique"),
        publishers=("publisher", "nunique"),
        only=("publisher", "first"),
        ids=("id", ", ".join),
    )
    found = counted.reindex(events["id"])
    numbers = found.drop(columns=["only", "ids"]).fillna(0).astype(int)
    only = found["only"].astype("str").where(found["publishers"] == 1, "")
    asked = questions(accounts)
    first = asked[asked["contested"]].drop_duplicates("event").set_index("event")["anchor"]
    url = ("#" + first.reindex(found.index)).fillna("").astype(str)
    joined = numbers.assign(only=only, ids=found["ids"].fillna(""), url=url).set_axis(events.index)
    order = events.join(joined).sort_values(["differs", "accounts"], ascending=False, kind="stable")
    return order.reset_index(drop=True)


def question_sources(accounts: pd.DataFrame) -> pd.DataFrame:
    """Questions that one source alone speaks to.

    Columns event, question, title, article, publisher, url, says, id (of the account).
    """
    alone = accounts.groupby(KEY)["article"].transform("nunique") == 1
    columns = [*KEY, "title", "article", "publisher", "url", "says", "id"]
    return accounts.loc[alone, columns].reset_index(drop=True)


def statement_sources(statements: pd.DataFrame) -> pd.DataFrame:
    """Findings and recommendations, each once, with how many sources and publishers carry it.

    `statements` is a `Selected.statements` under the rule `statement`. A row that repeats another
    counts as one more source of it. Columns of `statements` plus sources, publishers.
    """
    root = statements["id"].map(canonical(statements))
    carried = statements.groupby(root)
    numbers = pd.DataFrame(
        {"sources": carried["article"].nunique(), "publishers": carried["publisher"].nunique()}
    )
    first = statements[~root.duplicated() & statements["kind"].isin(RECORDED)]
    return first.assign(
        sources=root.map(numbers["sources"]), publishers=root.map(numbers["publishers"])
    )


def position_sources(statements: pd.DataFrame) -> pd.DataFrame:
    """Each stance of a speaker on a concept with how many sources carry it.

    Columns actor, name, concept, label, stance, sources, publishers, publisher (of the first), url
    and id of its first statement.
    """
    grouped = statements.groupby(["actor", "concept", "stance"], sort=False)
    return grouped.agg(
        name=("name", "first"),
        label=("label", "first"),
        sources=("article", "nunique"),
        publishers=("publisher", "nunique"),
        publisher=("publisher", "first"),
        url=("url", "first"),
        id=("id", "first"),
    ).reset_index()
