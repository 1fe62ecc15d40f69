"""What a case rests on: its sources, what each carries, what is missing, how far quotations hold."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from helpers.analysis.counting import first_codings
from helpers.analysis.selection import Selection
from helpers.analysis.sources import published_in_words
from helpers.analysis.words import count
from helpers.case import MISSING, Case, stated

#: The words for a cell without a value, with the heading each has in a table.
MISSING_WORDS = {
    "not stated": "not stated",
    "not found": "looked for, not found",
    "withheld": "withheld",
    "": "does not apply",
}
PLACE = "source."  # how the id of a source's row on a page begins
UNKNOWN = "month not known"
#: The columns of `source_list` that a page shows, and how two of them are headed.
SHOWN = [
    *("publisher", "title", "published_words", "kind", "tier", "read_at"),
    *("statements", "accounts", "source_id"),
]
HEADS = {"published_words": "published", "source_id": "id"}


def sources(case: Case, chosen: Selection) -> pd.DataFrame:
    """The sources that are chosen with what they carry.

    Columns of `articles` plus statements and accounts (numbers), statement_ids and account_ids
    (joined by ";"); what two coders coded counts once. Raises SelectionError.
    """
    kept, _ = chosen.sources(case)
    carried = first_codings(case.statements).groupby("article")["id"]
    told = case.accounts.groupby("article")["id"]
    source = kept["id"]
    return kept.assign(
        statements=source.map(carried.size()).fillna(0).astype(int),
        accounts=source.map(told.size()).fillna(0).astype(int),
        statement_ids=source.map(carried.agg(";".join)).fillna(""),
        account_ids=source.map(told.agg(";".join)).fillna(""),
    )


def within(case: Case, table: pd.DataFrame) -> Case:
    """The case with these sources only, and what they carry; itself when they are all.

    Kept are the statements and accounts in them, who makes the statements or has them made, and the
    events that the accounts are of. What no source carries (looked for, not found) goes.
    """
    if len(table) == len(case.articles):
        return case
    said = case.statements[case.statements["article"].isin(table["id"])]
    told = case.accounts[case.accounts["article"].isin(table["id"])]
    heard = case.actors["id"].isin({*said["actor"], *said["behalf_of"]})
    return replace(
        case,
        articles=case.articles[case.articles["id"].isin(table["id"])],
        statements=said,
        accounts=told,
        actors=case.actors[heard],
        events=case.events[case.events["id"].isin(told["event"])],
    )


def by_publisher(table: pd.DataFrame) -> pd.DataFrame:
    """Publishers with the number of sources, core sources, statements and accounts, most first.

    source_ids, statement_ids and account_ids are joined by ";"; place is that of the publisher's
    first source in `source_list`, sources_words the number of sources in words.
    """
    grouped = table.groupby("publisher", sort=False).agg(
        sources=("id", "size"),
        core=("tier", lambda tier: int((tier == "core").sum())),
        statements=("statements", "sum"),
        accounts=("accounts", "sum"),
        source_ids=("id", ";".join),
        statement_ids=("statement_ids", joined),
        account_ids=("account_ids", joined),
    )
    first = in_order(table).drop_duplicates("publisher").set_index("publisher")["id"]
    grouped["place"] = ("#" + PLACE + first).reindex(grouped.index)
    grouped["sources_words"] = [count(n, "source") for n in grouped["sources"]]
    order = ["statements", "sources"]
    return grouped.sort_values(order, ascending=False, kind="stable").reset_index()


def joined(cells: pd.Series) -> str:
    """The lists of ids as one, joined by ";"."""
    return ";".join(filter(None, cells))


def in_order(table: pd.DataFrame) -> pd.DataFrame:
    """The sources by publisher, in the order of their first, and within one by date."""
    rank = pd.factorize(table["publisher"])[0]
    ordered = table.assign(rank=rank).sort_values(["rank", "published_earliest"], kind="stable")
    return ordered.drop(columns="rank")


def by_month(table: pd.DataFrame) -> pd.DataFrame:
    """Sources by month of publication: month (text), sources, source_ids, anchor; unknown last.

    A source counts in a month when its whole possible interval lies in it. The anchor is the id
    that a row of the months has on a page.
    """
    first, last = (table[f"published_{end}"].dt.to_period("M") for end in ("earliest", "latest"))
    months = first.where(first == last)
    grouped = table["id"].groupby(months).agg(["size", ";".join])
    rows = [
        (period.strftime("%B %Y"), number, ids, f"month.{period}")
        for period, number, ids in grouped.itertuples()
    ]
    if months.isna().any():
        unknown = table.loc[months.isna(), "id"]
        rows.append((UNKNOWN, len(unknown), ";".join(unknown), "month.unknown"))
    return pd.DataFrame(rows, columns=["month", "sources", "source_ids", "anchor"])


def missing_cells(case: Case) -> pd.DataFrame:
    """For each table and column with cells that hold no value, and each kind of missing: the rows.

    "Does not apply" is not a gap and is left out. Columns table, column, kind, cells (rows of the
    table), missing (how many of them), ids (of the rows, joined by ";").
    """
    rows = []
    for name in ("articles", "actors", "statements", "events", "accounts"):
        table = getattr(case, name)
        for column in table.select_dtypes(include=["object", "str"]):
            for word in MISSING[1:]:
                found = table.loc[table[column] == word, "id"]
                if len(found):
                    kind = (name, column, MISSING_WORDS[word], len(table), len(found))
                    rows.append((*kind, ";".join(found)))
    return pd.DataFrame(rows, columns=["table", "column", "kind", "cells", "missing", "ids"])


def gap_table(missing: pd.DataFrame) -> pd.DataFrame:
    """The missing cells as a page shows them: a row for each column, a number for each kind."""
    if missing.empty:
        return missing[["table", "column", "cells"]]
    table = missing.pivot_table(
        index=["table", "column", "cells"], columns="kind", values="missing", sort=False
    )
    table = table.fillna(0).astype(int).rename_axis(columns=None).reset_index()
    return table.assign(column=table["column"].str.replace("_", " "))


def quotation_states(case: Case) -> pd.DataFrame:
    """Quotations by the state of their verification: state, quotations, statements (ids)."""
    quoted = case.statements[case.statements["fragment"] != ""]
    grouped = quoted.groupby("quotation")["id"].agg(["size", ";".join])
    grouped = grouped.sort_values("size", ascending=False, kind="stable").reset_index()
    return grouped.set_axis(["state", "quotations", "statements"], axis=1)


def dating(table: pd.DataFrame) -> pd.DataFrame:
    """Sources by the way their date of publication is known: how, sources, source_ids."""
    words = {
        "shown": "shown on the copy that was read",
        "address": "part of the web address",
        "inferred": "inferred from the content",
        "unknown": "not known",
    }
    ids = [";".join(table.loc[table["published_basis"] == basis, "id"]) for basis in words]
    numbers = [int((table["published_basis"] == basis).sum()) for basis in words]
    return pd.DataFrame({"how": list(words.values()), "sources": numbers, "source_ids": ids})


def source_list(table: pd.DataFrame) -> pd.DataFrame:
    """Every source by publisher, in words and numbers a reader can use; `anchor` is its place."""
    table = in_order(table)
    titles = table["title"].where(stated(table["title"]), "(headline not shown)")
    return pd.DataFrame(
        {
            "source_id": table["id"],
            "publisher": table["publisher"],
            "title": titles,
            "url": table["url"],
            "published": table["published"],
            "published_words": table["published"].map(published_in_words),
            "published_basis": table["published_basis"],
            "published_note": table["published_note"],
            "kind": table["kind"],
            "tier": table["tier"],
            "read_at": table["read_at"],
            "statements": table["statements"],
            "accounts": table["accounts"],
            "statement_ids": table["statement_ids"],
            "account_ids": table["account_ids"],
            "anchor": PLACE + table["id"],
        }
    )
