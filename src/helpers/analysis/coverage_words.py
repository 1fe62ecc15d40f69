"""What a case rests on, said in sentences."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.counting import coded_again, first_codings
from helpers.analysis.coverage import by_publisher, quotation_states
from helpers.analysis.words import count, listed, share
from helpers.case import Case, stated


def coverage_findings(case: Case, table: pd.DataFrame) -> list[str]:
    """What the case rests on, in three sentences; one sentence when nothing was selected."""
    if table.empty:
        return ["No source is left by these filters."]
    publishers = by_publisher(table)
    total = int(table["statements"].sum())
    found = [
        f"The case rests on {count(len(table), 'source')} by {count(len(publishers), 'publisher')}, which carry "
        f"{count(total, 'statement')} and {count(int(table['accounts'].sum()), 'account')} of what happened."
    ]
    if total:
        top = publishers.head(3)
        found.append(
            f"{listed(top['publisher'])} carry {share(int(top['statements'].sum()), total)} of the statements."
        )
    dated = int(table["published_basis"].isin(["shown", "address"]).sum())
    found.append(
        f"{share(dated, len(table))} sources show when they were published; "
        f"{share(int((table['extent'] == 'excerpt').sum()), len(table))} were read as excerpts."
    )
    return found


def basis(case: Case, table: pd.DataFrame) -> str:
    """What the report uses and leaves out, in one line."""
    left_out = len(case.articles) - len(table)
    why = (
        f"{count(left_out, 'source').capitalize()} of other tiers left out."
        if left_out
        else "Nothing was left out."
    )
    tiers = listed(f"{n} {tier}" for tier, n in table["tier"].value_counts().items())
    kinds = listed(f"{n} {kind}" for kind, n in table["kind"].value_counts().items())
    return f"{count(len(table), 'source').capitalize()}, by tier: {tiers}; by kind: {kinds}. {why}"


def note(case: Case, table: pd.DataFrame) -> str:
    """What a figure says under itself: how many sources and statements, and what was left out."""
    used = f"{count(len(table), 'source')} with {count(int(table['statements'].sum()), 'statement')} used"
    left_out = len(case.articles) - len(table)
    again = int(coded_again(case.statements).sum())
    reasons = [f"{count(left_out, 'source')} of other tiers"] if left_out else []
    reasons += (
        [f"{count(again, 'statement')} coded a second time, by another coder"] if again else []
    )
    return f"{used.capitalize()}. {f'Left out: {listed(reasons)}.' if reasons else 'Nothing was left out.'}"


def publisher_title(publishers: pd.DataFrame) -> str:
    """The title of the figure on publishers."""
    if publishers.empty:
        return "No publisher is left by these filters"
    first = publishers.iloc[0]
    return f"{first['publisher']} carries the most statements: {first['statements']} in {first['sources_words']}"


def publisher_alt(publishers: pd.DataFrame) -> str:
    """The figure on publishers told in words."""
    parts = [f"{row.publisher} {row.statements}" for row in publishers.itertuples()]
    return f"Statements carried by publisher: {'; '.join(parts)}." if parts else "No publisher."


def month_title(months: pd.DataFrame) -> str:
    """The title of the figure on months of publication."""
    known = months[months["month"] != "month not known"]
    if known.empty:
        return "No source can be placed in a month"
    top = known.loc[known["sources"].idxmax()]
    return f"No month has more sources than {top['month']}: {top['sources']}"


def month_alt(months: pd.DataFrame) -> str:
    """The figure on months told in words."""
    parts = [f"{row.month} {row.sources}" for row in months.itertuples()]
    return f"Sources by month of publication: {'; '.join(parts)}." if parts else "No source."


def extent_sentence(table: pd.DataFrame) -> str:
    """How much of the sources was read, and through what."""
    mirrored = int((table["read_at"] == "mirror").sum())
    silent = int((table["statements"] + table["accounts"] == 0).sum())
    return (
        f"{share(mirrored, len(table))} sources were read through a mirror. "
        f"{count(silent, 'source').capitalize()} {'carries' if silent < 2 else 'carry'} "
        "neither a statement nor an account."
    )


def dated_sentence(case: Case) -> str:
    """How many statements have a date of their own, in one sentence."""
    said = first_codings(case.statements[stated(case.statements["article"])])
    return f"Of the statements, {share(int(stated(said['said']).sum()), len(said))} can be dated."


def quotation_sentence(case: Case) -> str:
    """How far the quotations were verified against the texts, in one sentence."""
    states = quotation_states(case)
    if states.empty:
        return "No statement carries a quotation."
    parts = listed(f"{row.quotations:,} {row.state}" for row in states.itertuples())
    return f"{count(int(states['quotations'].sum()), 'quotation').capitalize()}: {parts}."
