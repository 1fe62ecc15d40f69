"""What a case rests on, said in sentences."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.counting import first_codings
from helpers.analysis.coverage import UNKNOWN, by_publisher, quotation_states
from helpers.analysis.coverage_notes import left_out
from helpers.analysis.selection import Selection
from helpers.analysis.words import be, count, few, in_words, listed, share
from helpers.case import Case, stated


def coverage_findings(case: Case, table: pd.DataFrame) -> list[str]:
    """What the case rests on, in three sentences; one sentence when nothing was selected."""
    if table.empty:
        return ["No source is left by these filters."]
    publishers = by_publisher(table)
    total = int(table["statements"].sum())
    carry = "carries" if len(table) == 1 else "carry"
    found = [
        f"The case rests on {count(len(table), 'source')} by {count(len(publishers), 'publisher')}, which {carry} "
        f"{count(total, 'statement')} and {count(int(table['accounts'].sum()), 'account')} of what happened."
    ]
    if total:
        found.append(most_carried(publishers, total))
    dated = int(table["published_basis"].isin(["shown", "address"]).sum())
    found.append(
        f"{share(dated, len(table))} sources show when they were published; "
        f"{share(int((table['extent'] == 'excerpt').sum()), len(table))} were read as excerpts."
    )
    return found


def most_carried(publishers: pd.DataFrame, total: int) -> str:
    """Which publishers carry most of the statements: the first three, and all that carry as many."""
    carrying = publishers[publishers["statements"] > 0]
    top = carrying[carrying["statements"] >= carrying["statements"].head(3).min()]
    verb = "carries" if len(top) == 1 else "carry"
    if total == 1:
        return f"{top['publisher'].iloc[0]} {verb} the only statement."
    number = share(int(top["statements"].sum()), total)
    return f"{few(top['publisher'], 5)} {verb} {number} statements."


def basis(case: Case, table: pd.DataFrame, chosen: Selection) -> str:
    """What the report uses and leaves out, in one line."""
    why = left_out(case, chosen)
    if table.empty:
        return f"No source is left. {why}"
    tiers = listed(f"{n} {tier}" for tier, n in table["tier"].value_counts().items())
    kinds = listed(f"{n} {kind}" for kind, n in table["kind"].value_counts().items())
    return f"{count(len(table), 'source').capitalize()}, by tier: {tiers}; by kind: {kinds}. {why}"


def publisher_title(publishers: pd.DataFrame) -> str:
    """The title of the figure on publishers."""
    if publishers.empty:
        return "No publisher is left by these filters"
    most = publishers["statements"].max()
    first = publishers[publishers["statements"] == most]
    if not most:
        return "No source carries a statement"
    if len(first) > 1:
        return f"{few(first['publisher'], 4)} carry the most statements: {most:,} each"
    number = "all" if most == publishers["statements"].sum() else "the most"
    return (
        f"{first['publisher'].iloc[0]} carries {number} statements: "
        f"{most:,} in {first['sources_words'].iloc[0]}"
    )


def publisher_alt(publishers: pd.DataFrame) -> str:
    """The figure on publishers told in words."""
    parts = [f"{row.publisher} {row.statements}" for row in publishers.itertuples()]
    return f"Statements carried by publisher: {few(parts, 30)}." if parts else "No publisher."


def month_title(months: pd.DataFrame) -> str:
    """The title of the figure on months of publication."""
    known = months[months["month"] != UNKNOWN]
    if known.empty:
        return "No source can be placed in a month"
    most = known["sources"].max()
    top = known.loc[known["sources"] == most, "month"]
    if len(known) == 1:
        return f"All sources of a known month appeared in {top.iloc[0]}: {most:,}"
    if len(top) > 1:
        return f"Most sources appeared in {few(top, 4)}: {most:,} each"
    return f"More sources appeared in {top.iloc[0]} than in any other month: {most:,}"


def month_alt(months: pd.DataFrame) -> str:
    """The figure on months told in words."""
    parts = [f"{row.month} {row.sources}" for row in months.itertuples()]
    return f"Sources by month of publication: {few(parts, 36)}." if parts else "No source."


def extent_sentence(table: pd.DataFrame) -> str:
    """How much of the sources was read, and through what; "" without a source."""
    if table.empty:
        return ""
    mirrored = int((table["read_at"] == "mirror").sum())
    silent = int((table["statements"] + table["accounts"] == 0).sum())
    told = "Every source carries a statement or an account."
    if silent:
        carry = "carries" if silent == 1 else "carry"
        told = f"{count(silent, 'source').capitalize()} {carry} neither a statement nor an account."
    return f"{share(mirrored, len(table))} sources were read through a mirror. {told}"


def dated_sentence(case: Case) -> str:
    """How many statements have a date of their own, in one sentence."""
    said = first_codings(case.statements[stated(case.statements["article"])])
    if said.empty:
        return "There is no statement."
    return f"Of the statements, {share(int(stated(said['said']).sum()), len(said))} can be dated."


def quotation_sentence(case: Case) -> str:
    """How far the quotations were verified against the texts, in one sentence."""
    states = quotation_states(case)
    if states.empty:
        return "No statement carries a quotation."
    number = int(states["quotations"].sum())
    if len(states) == 1:
        one = "the only quotation" if number == 1 else f"each of the {number:,} quotations"
        return f"The state of {one} is “{states['state'].iloc[0]}”."
    parts = (
        f"{in_words(row.quotations)} {be(row.quotations)} “{row.state}”"
        for row in states.itertuples()
    )
    return f"Of {count(number, 'quotation')}, {listed(parts)}."


def sought_sentence(case: Case) -> str:
    """Why the tables of statements and accounts may have more rows than are used; "" if they do not."""
    sought = int((~stated(case.statements["article"])).sum())
    if not sought:
        return ""
    stands, it = ("stands", "it is") if sought == 1 else ("stand", "they are")
    return (
        f"Of the {len(case.statements):,} rows of statements, {in_words(sought)} {stands} for what was looked "
        f"for in all sources and not found; {it} counted nowhere else."
    )
