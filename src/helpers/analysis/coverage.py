"""What a case rests on: its sources, what each carries, what is missing, how far quotations hold."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.counting import first_codings
from helpers.analysis.filters import require
from helpers.analysis.words import count
from helpers.case import MISSING, Case, date_in_words, stated

#: The words for a cell without a value, with the heading each has in a table.
MISSING_WORDS = {
    "not stated": "not stated",
    "not found": "looked for, not found",
    "withheld": "withheld",
    "": "does not apply",
}


def sources(case: Case, tiers: list[str] | tuple[str, ...] = ()) -> pd.DataFrame:
    """The sources of these tiers (all when empty) with what they carry.

    Columns of `articles` plus statements and accounts (numbers) and ids (of the statements, joined
    by ", "); what two coders coded counts once. Raises SelectionError for an unknown tier.
    """
    for tier in tiers:
        require("tiers", tier, set(case.articles["tier"]))
    carried = first_codings(case.statements).groupby("article")["id"]
    told = case.accounts["article"].value_counts()
    table = case.articles.assign(
        statements=case.articles["id"].map(carried.size()).fillna(0).astype(int),
        accounts=case.articles["id"].map(told).fillna(0).astype(int),
        ids=case.articles["id"].map(carried.agg(", ".join)).fillna(""),
    )
    return table[table["tier"].isin(tiers)] if tiers else table


def by_publisher(table: pd.DataFrame) -> pd.DataFrame:
    """Publishers with the number of sources, core sources, statements and accounts, most first.

    `ids` are those of the statements, joined by ", ".
    """
    grouped = table.groupby("publisher", sort=False).agg(
        sources=("id", "size"),
        core=("tier", lambda tier: int((tier == "core").sum())),
        statements=("statements", "sum"),
        accounts=("accounts", "sum"),
        ids=("ids", lambda ids: ", ".join(filter(None, ids))),
    )
    grouped["sources_words"] = [count(n, "source") for n in grouped["sources"]]
    return grouped.sort_values(
        ["statements", "sources"], ascending=False, kind="stable"
    ).reset_index()


def by_month(table: pd.DataFrame) -> pd.DataFrame:
    """Sources by month of publication: columns month (text), sources, ids; undecidable ones last.

    A source counts in a month when its whole possible interval lies in it.
    """
    first, last = (table[f"published_{end}"].dt.to_period("M") for end in ("earliest", "latest"))
    months = first.where(first == last)
    grouped = table["id"].groupby(months).agg(["size", ", ".join])
    rows = [(period.strftime("%b %Y"), number, ids) for period, number, ids in grouped.itertuples()]
    if months.isna().any():
        unknown = table.loc[months.isna(), "id"]
        rows.append(("month not known", len(unknown), ", ".join(unknown)))
    return pd.DataFrame(rows, columns=["month", "sources", "ids"])


def missing_cells(case: Case) -> pd.DataFrame:
    """For each table and column with cells that hold no value: how many, by the kind of missing.

    "Does not apply" is not a gap and is left out. Columns table, column, cells, then one column
    for each kind of missing that occurs.
    """
    rows = []
    for name in ("articles", "actors", "statements", "events", "accounts"):
        table = getattr(case, name)
        for column in table.select_dtypes(include=["object", "str"]):
            found = table[column].value_counts()
            gaps = {MISSING_WORDS[word]: int(found.get(word, 0)) for word in MISSING[1:]}
            if any(gaps.values()):
                rows.append(
                    {"table": name, "column": column.replace("_", " "), "cells": len(table), **gaps}
                )
    result = pd.DataFrame(
        rows, columns=["table", "column", "cells", *(MISSING_WORDS[w] for w in MISSING[1:])]
    )
    return result.loc[
        :, [c for c in result if c in ("table", "column", "cells") or result[c].sum()]
    ]


def quotation_states(case: Case) -> pd.DataFrame:
    """Quotations by the state of their verification: columns state, quotations."""
    states = case.statements.loc[case.statements["fragment"] != "", "quotation"].value_counts()
    return states.rename_axis("state").rename("quotations").reset_index()


def dating(table: pd.DataFrame) -> pd.DataFrame:
    """Sources by the way their date of publication is known: columns how, sources."""
    words = {
        "shown": "shown on the copy that was read",
        "address": "part of the web address",
        "inferred": "inferred from the content",
        "unknown": "not known",
    }
    found = table["published_basis"].map(words).value_counts()
    return (
        found.reindex(list(words.values()), fill_value=0)
        .rename_axis("how")
        .rename("sources")
        .reset_index()
    )


def source_list(table: pd.DataFrame) -> pd.DataFrame:
    """Every source in the order of its table, in words and numbers a reader can use."""
    titles = table["title"].where(stated(table["title"]), "(headline not shown)")
    return pd.DataFrame(
        {
            "source": table["id"],
            "publisher": table["publisher"],
            "title": titles,
            "url": table["url"],
            "published": table["published"].map(date_in_words),
            "kind": table["kind"],
            "tier": table["tier"],
            "read at": table["read_at"],
            "statements": table["statements"],
            "accounts": table["accounts"],
        }
    )
