"""Positions laid out for reading: matrices in a telling order, and the tables behind them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from helpers.analysis.filters import at_least
from helpers.analysis.position_places import first_of
from helpers.analysis.positions import (
    POSITIONS,
    STANCES,
    ordered_actors,
    ordered_concepts,
    position_matrix,
)
from helpers.analysis.words import count
from helpers.case import Case

#: More columns than these make a matrix that nobody reads.
MOST_COLUMNS = 40


@dataclass(frozen=True)
class View:
    """A matrix ready to be drawn: frames of rows x columns with display names, and the groups."""

    positions: pd.DataFrame
    counts: pd.DataFrame
    targets: pd.DataFrame
    """Where the statements of a cell stand, as `#id`; "" for a silent cell."""
    row_groups: list[str]
    column_groups: list[str]
    left_out: str
    """What the view does not show, as a sentence with a space before it; "" when it shows all."""


def group_view(case: Case, table: pd.DataFrame) -> View:
    """Groups in the case's order; groups that never spoke stay in, as rows of silence."""
    labels = pd.Series(case.labels["group"], dtype="str")
    return view(case, table, "group", list(labels.index) if len(table) else [], labels)


def actor_view(case: Case, table: pd.DataFrame, most: int) -> View:
    """Speakers by group, the most vocal first; with more than `most`, those with most statements.

    Raises SelectionError when none may be shown.
    """
    at_least("most", most, 1)
    rows = ordered_actors(case, table)
    left_out = ""
    if len(rows) > most:
        said = table.groupby("actor")["statements"].sum().nlargest(most)
        left_out = f" Not shown: {count(len(rows) - most, 'speaker')} with the fewest statements."
        rows = [row for row in rows if row in said.index]
    found = view(case, table, "actor", rows, unique_names(case))
    group = case.actors.set_index("id")["group"].map(case.labels["group"])
    return replace(
        found, row_groups=[group[row] for row in rows], left_out=left_out + found.left_out
    )


def view(case: Case, table: pd.DataFrame, by: str, rows: list[str], names: pd.Series) -> View:
    """The positions of `rows` (ids of column `by`, with their names) on the concepts, in order.

    Of more than `MOST_COLUMNS` concepts those with most statements are shown.
    """
    columns = ordered_concepts(case, table) if rows else []
    left_out = ""
    if len(columns) > MOST_COLUMNS:
        said = table.groupby("concept")["statements"].sum().nlargest(MOST_COLUMNS)
        left_out = f" Not shown: {count(len(columns) - MOST_COLUMNS, 'concept')} with the fewest statements."
        columns = [column for column in columns if column in said.index]
    concepts = case.concepts.set_index("id")
    cells = table.assign(target="#" + first_of(table["ids"]))
    frames = {
        name: cells.pivot(index=by, columns="concept", values=name).reindex(rows, columns=columns)
        for name in ("statements", "target")
    }
    frames["position"] = position_matrix(table, by, rows, columns)
    for frame in frames.values():
        frame.index = pd.Index([names[row] for row in rows])
        frame.columns = pd.Index([concepts.at[column, "label"] for column in columns])
    return View(
        positions=frames["position"],
        counts=frames["statements"].fillna(0).astype(int),
        targets=frames["target"].astype(object).fillna(""),
        row_groups=[""] * len(rows),
        column_groups=[concepts.at[column, "kind"] for column in columns],
        left_out=left_out,
    )


def unique_names(case: Case) -> pd.Series:
    """The display name of each actor id; two actors of one name are told apart by their id."""
    names = case.actors.set_index("id")["name"]
    twice = names.duplicated(keep=False)
    return names.where(~twice, names + " (" + names.index + ")")


def position_table(case: Case, table: pd.DataFrame) -> pd.DataFrame:
    """Positions one a row, in the order of the matrix.

    Columns actor_id and actor, where positions are those of actors; group_id, group, concept_id,
    concept, position, counts by stance, articles (number), first and last (dates) and statements
    (ids joined by ";").
    """
    by = "actor" if "actor" in table else "group"
    order = ordered_actors(case, table) if by == "actor" else list(case.labels["group"])
    rank = {who: at for at, who in enumerate(order)}
    column = {concept: at for at, concept in enumerate(ordered_concepts(case, table))}
    places = table[[by, "concept"]].assign(who=table[by].map(rank), at=table["concept"].map(column))
    table = table.loc[places.sort_values(["who", "at"]).index]
    group, who = table.get("group"), {}
    if by == "actor":
        group = table["actor"].map(case.actors.set_index("id")["group"])
        who = {"actor_id": table["actor"], "actor": table["actor"].map(unique_names(case))}
    return pd.DataFrame(
        who
        | {
            "group_id": group,
            "group": group.map(case.labels["group"]),
            "concept_id": table["concept"],
            "concept": table["concept"].map(case.concepts.set_index("id")["label"]),
            **{name: table[name] for name in ["position", *STANCES, "articles"]},
            "first": table["first"].dt.strftime("%Y-%m-%d").fillna("not known"),
            "last": table["last"].dt.strftime("%Y-%m-%d").fillna("not known"),
            "statements": table["ids"],
        }
    )


def camps(case: Case, table: pd.DataFrame) -> pd.DataFrame:
    """Who stands on which side of each concept, in the order of the matrix.

    `table` holds positions by actor or by group. One row for each name: concept, position, name,
    place; ordered by concept, side, and number of statements.
    """
    by = "actor" if "actor" in table else "group"
    names = unique_names(case) if by == "actor" else pd.Series(case.labels["group"], dtype="str")
    at = {concept: number for number, concept in enumerate(ordered_concepts(case, table))}
    held = table.assign(
        place=first_of(table["ids"]),
        name=table[by].map(names),
        at=table["concept"].map(at),
        side=table["position"].map(POSITIONS.index),
    )
    held = held.sort_values(
        ["at", "side", "statements"], ascending=[True, True, False], kind="stable"
    )
    return held[["concept", "position", "name", "place", "statements"]].reset_index(drop=True)
