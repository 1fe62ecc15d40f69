"""What stands under the tables on coverage: what each counts, and what was left out of it."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.counting import coded_again, first_codings
from helpers.analysis.coverage import quotation_states
from helpers.analysis.selection import Selection
from helpers.analysis.words import count, listed, plural
from helpers.case import Case, stated

#: What the rows of each table are.
NOUNS = {
    "articles": "source",
    "actors": "actor",
    "statements": "statement row",
    "events": "event",
    "accounts": "account",
}


def left_out(case: Case, chosen: Selection, *more: str) -> str:
    """How many sources each filter left out, and what `more` was, as a sentence."""
    _, dropped = chosen.sources(case)
    reasons = [f"{count(number, 'source')} ({reason})" for reason, number in dropped.items()]
    reasons += filter(None, more)
    return f"Left out: {listed(reasons)}." if reasons else "Nothing was left out."


def again(case: Case) -> str:
    """How many statements are second codings, as a phrase; "" for none."""
    number = int(coded_again(case.statements).sum())
    return f"{count(number, 'statement')} coded a second time by another coder" if number else ""


def statements_note(case: Case, table: pd.DataFrame, chosen: Selection) -> str:
    """Under what counts the statements of sources: how many of both, and what was left out."""
    used = f"{count(len(table), 'source')} with {count(int(table['statements'].sum()), 'statement')} used"
    return f"{used.capitalize()}. {left_out(case, chosen, again(case))}"


def carried_note(case: Case, table: pd.DataFrame, chosen: Selection) -> str:
    """Under what counts both statements and accounts of sources."""
    carried = [count(int(table[name].sum()), name[:-1]) for name in ("statements", "accounts")]
    used = f"{count(len(table), 'source')} with {listed(carried)} used"
    return f"{used.capitalize()}. {left_out(case, chosen, again(case))}"


def sources_note(case: Case, table: pd.DataFrame, chosen: Selection) -> str:
    """Under what counts sources alone."""
    return f"{count(len(table), 'source').capitalize()} used. {left_out(case, chosen)}"


def gaps_note(whole: Case, case: Case, missing: pd.DataFrame, chosen: Selection) -> str:
    """Under the table of gaps: how many cells were looked at, in how many rows, what was left out."""
    if missing.empty:
        return f"No cell without a value. {left_out(whole, chosen)}"
    columns = missing.drop_duplicates(["table", "column"])
    cells, gaps = int(columns["cells"].sum()), int(missing["missing"].sum())
    rows = [
        f"{len(getattr(case, name)):,} {plural(noun, len(getattr(case, name)))}"
        for name, noun in NOUNS.items()
        if name in set(columns["table"])
    ]
    fewer = [
        f"{count(number, NOUNS[name])} that no source left carries"
        for name in ("statements", "accounts")
        if (number := len(getattr(whole, name)) - len(getattr(case, name)))
    ]
    return (
        f"{cells:,} cells of {count(len(columns), 'column')} in {listed(rows)} used; {gaps:,} of them "
        f"{'has' if gaps == 1 else 'have'} no value. Columns without a gap are not shown. "
        f"{left_out(whole, chosen, *fewer)}"
    )


def quotations_note(whole: Case, case: Case, chosen: Selection) -> str:
    """Under the table of quotations: how many there are, in how many sources, what was left out."""
    quoted = case.statements[case.statements["fragment"] != ""]
    number, every = len(quoted), int(quotation_states(whole)["quotations"].sum())
    lost = f"{count(every - number, 'quotation')} in them" if every > number else ""
    twice = number - int((first_codings(case.statements)["fragment"] != "").sum())
    told = (
        f" {count(twice, 'quotation').capitalize()} {'is' if twice == 1 else 'are'} counted again, "
        "with a statement coded a second time."
        if twice
        else ""
    )
    used = f"{count(number, 'quotation')} in {count(quoted['article'].nunique(), 'source')} used"
    return f"{used.capitalize()}.{told} {left_out(whole, chosen, lost)}"


def coders_note(whole: Case, case: Case, agreed: pd.DataFrame, chosen: Selection) -> str:
    """Under the table of agreement: how many codings are compared, and what was left out."""
    twice = int(agreed["twice"].iloc[-1]) if len(agreed) else 0
    carried = case.statements[stated(case.statements["article"])]
    alone = len(first_codings(carried)) - twice
    used = f"{count(twice, 'statement')} {'was' if twice <= 1 else 'were'} coded more than once"
    once = f"{count(alone, 'statement')} coded once" if alone else ""
    return f"{used.capitalize()}. {left_out(whole, chosen, once)}"
