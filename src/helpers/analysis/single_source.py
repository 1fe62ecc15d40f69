"""What rests on one source only: events, questions about them, findings, positions."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.accounts import KEY, joined_once
from helpers.analysis.prepared import canonical

#: Kinds of statement that are coded once and, in each further source, as a repeat.
RECORDED = ("finding", "recommendation")


def event_sources(events: pd.DataFrame, accounts: pd.DataFrame) -> pd.DataFrame:
    """Every event with how many accounts, sources (articles) and publishers there are of it.

    Columns of `events` plus accounts, adds and differs (accounts of that relation), sources,
    publishers, ids and articles (of the accounts, joined by ";") and, where there is one publisher
    only, only (its name). Most disputed first.
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
        ids=("id", ";".join),
        articles=("article", joined_once),
    )
    found = counted.reindex(events["id"])
    names = ["only", "ids", "articles"]
    numbers = found.drop(columns=names).fillna(0).astype(int)
    only = found["only"].astype("str").where(found["publishers"] == 1, "")
    told = found[names[1:]].fillna("").astype(str)
    joined = numbers.join(told).assign(only=only).set_axis(events.index)
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
    counts as one more source of it; the row shown is the repeated one, or the first that repeats it
    where filters left that out. Columns of `statements` plus sources, publishers.
    """
    root = statements["id"].map(canonical(statements))
    carried = statements.groupby(root)
    numbers = pd.DataFrame(
        {"sources": carried["article"].nunique(), "publishers": carried["publisher"].nunique()}
    )
    recorded = statements.assign(root=root)[statements["kind"].isin(RECORDED)]
    own_first = recorded.assign(own=recorded["id"] == recorded["root"])
    own_first = own_first.sort_values("own", ascending=False, kind="stable")
    heads = own_first.drop_duplicates("root").sort_index()
    return heads.drop(columns="own").join(numbers, on="root").drop(columns="root")


def position_sources(statements: pd.DataFrame) -> pd.DataFrame:
    """Each stance of a speaker on a concept with how many sources carry it.

    Columns actor, name, concept, label, stance, sources, publishers, and of its first statement
    publisher, article and id; of all of them ids (joined by ";") and words (their paraphrases).
    """
    grouped = statements.groupby(["actor", "concept", "stance"], sort=False)
    return grouped.agg(
        name=("name", "first"),
        label=("label", "first"),
        sources=("article", "nunique"),
        publishers=("publisher", "nunique"),
        publisher=("publisher", "first"),
        article=("article", "first"),
        id=("id", "first"),
        ids=("id", ";".join),
        words=("paraphrase", " ".join),
    ).reset_index()
