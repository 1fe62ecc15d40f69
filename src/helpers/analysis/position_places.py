"""Where on the page the statements behind a position stand: the ids that its links lead to.

A position leads to the first of its statements in reading order, beside which the others stand: the
id of a statement is the same from build to build. Lists of camps, sheets and sources are numbered;
an id with two hyphens in a row is never that of a statement or of a heading.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.analysis.positions import ordered_actors
from helpers.analysis.sources import source_places
from helpers.case import Case


def numbered(names: Iterable[str], letter: str) -> dict[str, str]:
    """A place for each name: the letter, two hyphens, its number from 1."""
    return {name: f"{letter}--{number}" for number, name in enumerate(names, start=1)}


def concept_places(case: Case) -> dict[str, str]:
    """The id of each concept's list of camps, by concept."""
    return numbered(case.concepts["id"], "c")


def group_places(case: Case) -> dict[str, str]:
    """The id of each group's sheet, by group."""
    return numbered(case.labels["group"], "g")


def in_reading_order(case: Case, statements: pd.DataFrame) -> pd.DataFrame:
    """The statements as the sheets show them, with where their source stands (column source).

    Groups come in the case's order, in a group the most vocal speaker first, and each speaker's
    statements in order of time.
    """
    said = statements.groupby("actor").size().rename("statements").reset_index()
    rank = {actor: at for at, actor in enumerate(ordered_actors(case, said))}
    source = statements["article"].map(source_places(case))
    placed = statements.assign(rank=statements["actor"].map(rank), source=source)
    return placed.sort_values(["rank", "said_earliest"], kind="stable").drop(columns="rank")


def first_of(ids: pd.Series) -> pd.Series:
    """The first of each cell's ids (joined by ";"): where a position leads to."""
    return pd.Series([each.partition(";")[0] for each in ids], index=ids.index, dtype="str")
