"""The tables of the report that compares accounts, with the ids of what they rest on."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.case import MISSING, date_in_words


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
        "id": "event_id",
        "ids": "account_ids",
        "articles": "article_ids",
    }
    return events[list(columns)].rename(columns=columns)


def placed(events: pd.DataFrame, questions: pd.DataFrame) -> pd.DataFrame:
    """The events with url, which leads to the first of their questions; to themselves without any."""
    first = questions.drop_duplicates("event").set_index("event")["anchor"]
    return events.assign(url="#" + events["id"].map(first).fillna(events["id"]).astype(str))


def entries(events: pd.DataFrame, questions: pd.DataFrame) -> pd.DataFrame:
    """What heads the accounts of each event on the page; a contested event is open at first."""
    torn = set(questions.loc[questions["contested"], "event"])
    return events[["id", "title", "words"]].assign(lead="", open=events["id"].isin(torn))


def anchors(questions: pd.DataFrame) -> dict[tuple[str, str], str]:
    """For (event, question) its place on the page, in the order of the page."""
    keys = zip(questions["event"], questions["question"], strict=True)
    return dict(zip(keys, questions["anchor"], strict=True))


def contested_table(questions: pd.DataFrame) -> pd.DataFrame:
    """Contested questions with how their accounts stand to each other; place leads to these."""
    torn = questions[questions["contested"]]
    columns = {
        "question": "question",
        "title": "event",
        "reports": "report",
        "differs": "differ",
        "adds": "add",
        "sources": "sources",
        "event": "event_id",
        "ids": "account_ids",
        "articles": "article_ids",
    }
    return torn[list(columns)].rename(columns=columns).assign(place="#" + torn["anchor"])


def times_table(times: pd.DataFrame) -> pd.DataFrame:
    """Questions on which two accounts or more give a time, conflicting ones first."""
    rows = times.sort_values("conflicting", ascending=False, kind="stable")
    verdict = rows["conflicting"].map({True: "conflicting", False: "compatible"})
    return pd.DataFrame(
        {
            "question": rows["question"],
            "event": rows["title"],
            "accounts_with_a_time": rows["accounts"],
            "times": verdict.astype(str),
            "spread": rows["words"],
            "event_id": rows["event"],
            "set_by_account_ids": rows["early"] + ";" + rows["late"],
            "account_ids": rows["ids"],
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
    """Events that one source alone reports; place leads to its accounts."""
    rows = events[events["sources"] == 1]
    return pd.DataFrame(
        {
            "event": rows["title"],
            "date": rows["words"],
            "source": rows["only"],
            "event_id": rows["id"],
            "article_ids": rows["articles"],
            "account_ids": rows["ids"],
            "place": rows["url"],
        }
    )


def alone_questions(questions: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Questions that one source alone answers, about events that others report too.

    `questions` are rows of `question_sources` with anchor; place leads to the account.
    """
    others = events.loc[events["sources"] > 1, "id"]
    rows = questions[questions["event"].isin(others)]
    return pd.DataFrame(
        {
            "question": rows["question"],
            "event": rows["title"],
            "source": rows["publisher"],
            "says": rows["says"],
            "event_id": rows["event"],
            "article_id": rows["article"],
            "account_id": rows["id"],
            "place": "#" + rows["anchor"],
        }
    )


def recorded_table(statements: pd.DataFrame, places: Mapping[str, str]) -> pd.DataFrame:
    """Findings and recommendations, those with fewest sources first; place leads to the source.

    `places` gives for the id of an article its place on the page.
    """
    rows = statements.sort_values(["sources", "kind"], kind="stable")
    return pd.DataFrame(
        {
            "statement": rows["paraphrase"],
            "kind": rows["kind"],
            "speaker": rows["name"],
            "said": [date if date in MISSING else date_in_words(date) for date in rows["said"]],
            "sources": rows["sources"],
            "first_source": rows["publisher"],
            "statement_id": rows["id"],
            "actor_id": rows["actor"],
            "concept_id": rows["concept"],
            "article_id": rows["article"],
            "place": "#" + rows["article"].map(places).astype(str),
        }
    )


def alone_positions(positions: pd.DataFrame, places: Mapping[str, str]) -> pd.DataFrame:
    """Stances of speakers that one source alone carries, with the words they rest on.

    place leads to the source.
    """
    rows = positions[positions["sources"] == 1].sort_values(["name", "label"], kind="stable")
    return pd.DataFrame(
        {
            "speaker": rows["name"],
            "concept": rows["label"],
            "stance": rows["stance"],
            "source": rows["publisher"],
            "says": rows["words"],
            "actor_id": rows["actor"],
            "concept_id": rows["concept"],
            "article_id": rows["article"],
            "statement_ids": rows["ids"],
            "place": "#" + rows["article"].map(places).astype(str),
        }
    )


def account_table(accounts: pd.DataFrame) -> pd.DataFrame:
    """Every account used, with its ids, for download."""
    columns = {
        "id": "account_id",
        "event": "event_id",
        "title": "event",
        "question": "question",
        "relation": "relation",
        "says": "says",
        "time": "time",
        "basis": "basis",
        "note": "note",
        "article": "article_id",
        "publisher": "publisher",
        "url": "url",
    }
    table = accounts[list(columns)].rename(columns=columns)
    return table.assign(url=table["url"].mask(table["url"].isin(MISSING), ""))
