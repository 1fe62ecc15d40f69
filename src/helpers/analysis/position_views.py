"""Positions laid out for reading: matrices in a telling order, and the tables behind them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.analysis.positions import (
    concept_summary,
    ordered_actors,
    ordered_concepts,
    position_matrix,
    shifts,
)
from helpers.analysis.words import count
from helpers.case import Case, date_in_words

#: More speakers than this make a matrix that nobody reads.
MOST_ROWS = 60
SIDES = {"supports": "support", "opposes": "oppose", "split": "on both sides", "neutral": "neutral"}


@dataclass(frozen=True)
class View:
    """A matrix ready to be drawn: positions and counts with display names, and the groups."""

    positions: pd.DataFrame
    counts: pd.DataFrame
    row_groups: list[str]
    column_groups: list[str]
    left_out: str
    """What the view does not show, as a sentence with a space before it; "" when it shows all."""


def view(case: Case, table: pd.DataFrame, by: str, rows: list[str], names: pd.Series) -> View:
    """The positions and numbers of statements of `rows` (ids) on every concept, in reading order."""
    columns = ordered_concepts(case, table) if len(table) else []
    concepts = case.concepts.set_index("id")
    numbers = table.pivot(index=by, columns="concept", values="statements")
    numbers = numbers.reindex(index=rows, columns=columns).fillna(0).astype(int)
    marks = position_matrix(table, by, rows, columns)
    for frame in (marks, numbers):
        frame.index = pd.Index([names[row] for row in rows])
        frame.columns = pd.Index([concepts.at[column, "label"] for column in columns])
    return View(marks, numbers, [], [concepts.at[column, "kind"] for column in columns], "")


def group_view(case: Case, table: pd.DataFrame) -> View:
    """Groups in the case's order; groups that never spoke stay in, as rows of silence."""
    labels = pd.Series(case.labels["group"])
    found = view(case, table, "group", list(labels.index) if len(table) else [], labels)
    return View(found.positions, found.counts, [""] * len(found.positions), found.column_groups, "")


def actor_view(case: Case, table: pd.DataFrame, most: int = MOST_ROWS) -> View:
    """Speakers by group, the most vocal first; with more than `most`, those with most statements."""
    names = unique_names(case)
    rows = ordered_actors(case, table)
    left_out = ""
    if len(rows) > most:
        said = table.groupby("actor")["statements"].sum().nlargest(most)
        left_out = f" Not shown: {count(len(rows) - most, 'speaker')} with the fewest statements."
        rows = [row for row in rows if row in said.index]
    found = view(case, table, "actor", rows, names)
    group = case.actors.set_index("id")["group"].map(case.labels["group"])
    return View(
        found.positions, found.counts, [group[row] for row in rows], found.column_groups, left_out
    )


def unique_names(case: Case) -> pd.Series:
    """The display name of each actor id; two actors of one name are told apart by their id."""
    names = case.actors.set_index("id")["name"]
    twice = names.duplicated(keep=False)
    return names.where(~twice, names + " (" + names.index + ")")


def long_table(case: Case, table: pd.DataFrame, by: str) -> pd.DataFrame:
    """Positions one a row with counts, dates and the ids of their statements, names for ids."""
    names = unique_names(case) if by == "actor" else pd.Series(case.labels["group"])
    concepts = case.concepts.set_index("id")["label"]
    columns = ["position", "support", "oppose", "mixed", "neutral", "articles"]
    return pd.DataFrame(
        {
            {"actor": "speaker", "group": "group"}[by]: table[by].map(names),
            "concept": table["concept"].map(concepts),
            **{column: table[column] for column in columns},
            "first": table["first"].dt.strftime("%Y-%m-%d").fillna("not known"),
            "last": table["last"].dt.strftime("%Y-%m-%d").fillna("not known"),
            "statements": table["ids"].str.replace(";", ", "),
        }
    )


def camps_table(case: Case, table: pd.DataFrame) -> pd.DataFrame:
    """Each concept with the names in each camp; columns concept, proposition and the camps."""
    names = table["actor"].map(unique_names(case))
    held = table.assign(name=names).groupby(["concept", "position"])["name"].agg(", ".join)
    rows = [
        {"concept": row.label, "proposition": row.proposition}
        | {word: held.get((row.id, side), "") for side, word in SIDES.items()}
        for row in concept_summary(case, table).itertuples()
    ]
    return pd.DataFrame(rows, columns=["concept", "proposition", *SIDES.values()])


def shift_table(case: Case, statements: pd.DataFrame) -> pd.DataFrame:
    """Speakers with statements on both sides of a concept: the two nearest ones, and their order."""
    found = shifts(statements)
    said = statements.set_index("id")
    words = {"before": "shifted", "undecided": "order cannot be decided"}

    def quoted(ids: pd.Series) -> list[str]:
        return [f"{said.at[i, 'stance']}, {date_in_words(said.at[i, 'said'])} ({i})" for i in ids]

    return pd.DataFrame(
        {
            "speaker": found["actor"].map(unique_names(case)),
            "concept": found["concept"].map(case.concepts.set_index("id")["label"]),
            "one side": quoted(found["from_id"]),
            "other side": quoted(found["to_id"]),
            "result": found["order"].map(words),
        }
    )
