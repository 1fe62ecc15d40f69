"""Statements made ready for following responses: what they stand for, who speaks, when, to what.

A statement that several sources report counts once: its *canonical* row stands for all rows that
repeat it. Bounds of a date come from the date said; a statement that has none was said at the
latest when its article appeared.
"""

from __future__ import annotations

import pandas as pd

from helpers.analysis.sources import published_in_words
from helpers.case import Case, date_in_words, stated


def canonical(statements: pd.DataFrame) -> pd.Series:
    """For the id of each statement the id of the one it stands for.

    That is its own, or the one it repeats, followed to the end of the chain.
    """
    repeated = statements.set_index("id")["repeats"]
    first = repeated.where(stated(repeated), repeated.index.to_series())
    for _ in range(30):  # each step doubles the length followed, so only a circle ends here
        further = first.map(first).fillna(first)
        if further.equals(first):
            break
        first = further
    return first


def prepared(case: Case, statements: pd.DataFrame) -> pd.DataFrame:
    """`statements` (as `Selected.statements`) with what following responses needs.

    Adds canonical (id of the statement the row stands for), targets (canonical ids of what it
    responds to, a list), begin and end (bounds of when it was said, NaT where unknown), dated
    (whether the date said is stated), when (that in words), behalf (name of whom the actor speaks
    for, or "") and speaker (name, role, for whom).
    """
    articles, actors = case.articles.set_index("id"), case.actors.set_index("id")
    first = canonical(case.statements).to_dict()
    dated = stated(statements["said"])
    printed_by = statements["article"].map(articles["published_latest"])
    behalf = statements["behalf_of"].map(actors["name"]).fillna("")
    return statements.assign(
        canonical=statements["id"].map(first),
        targets=linked(statements["responds_to"], first),
        begin=statements["said_earliest"],
        end=statements["said_latest"].where(dated, printed_by),
        dated=dated,
        when=date_words(statements["said"], statements["article"].map(articles["published"])),
        behalf=behalf,
        speaker=speakers(statements) + (", for " + behalf).where(behalf != "", ""),
    )


def speakers(statements: pd.DataFrame) -> pd.Series:
    """Each speaker's name with the role, left out where there is none or the name says it."""
    roles = [
        "" if missing or role.casefold() in name.casefold() else f", {role}"
        for name, role, missing in zip(
            statements["name"], statements["role"], ~stated(statements["role"]), strict=True
        )
    ]
    return statements["name"] + pd.Series(roles, index=statements.index, dtype="str")


def linked(cells: pd.Series, first: dict[str, str]) -> pd.Series:
    """For each cell of responds_to its ids, each statement by its canonical id, none twice."""
    names = ([name.strip() for name in cell.split(";") if name.strip()] for cell in cells)
    lists = [list(dict.fromkeys(first.get(name, name) for name in each)) for each in names]
    return pd.Series(lists, index=cells.index, dtype=object)


def date_words(said: pd.Series, printed: pd.Series) -> pd.Series:
    """When each statement was said, in words, or else when the article that carries it appeared."""
    known, in_print = stated(said), stated(printed)
    words = {text: date_in_words(text) for text in set(said[known])}
    out = {text: published_in_words(text) for text in set(printed[in_print])}
    told = [
        words.get(a) or (f"not dated, published {out[b]}" if b in out else "not dated")
        for a, b in zip(said, printed, strict=True)
    ]
    return pd.Series(told, index=said.index, dtype="str")
