"""Positions laid out for reading: matrices in a telling order, and the tables behind them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from helpers.analysis.position_places import with_places
from helpers.analysis.positions import (
    POSITIONS,
    STANCES,
    ordered_actors,
    ordered_concepts,
    position_matrix,
)
from helpers.analysis.words import count, plural
from helpers.case import Case

#: More rows or columns than these make a matrix that nobody reads.
MOST_ROWS, MOST_COLUMNS = 60, 40
SAYS = {
    "supports": "supports",
    "opposes": "opposes",
    "split": "is on both sides of",
    "neutral": "is neutral on",
}


@dataclass(frozen=True)
class View:
    """A matrix ready to be drawn: frames of rows x columns with display names, and the groups."""

    positions: pd.DataFrame
    counts: pd.DataFrame
    targets: pd.DataFrame
    """Where the statements of a cell stand, as `#id`; "" for a silent cell."""
    names: pd.DataFrame
    """What a cell says in words; "" for a silent cell."""
    row_groups: list[str]
    column_groups: list[str]
    left_out: str
    """What the view does not show, as a sentence with a space before it; "" when it shows all."""


def group_view(case: Case, table: pd.DataFrame) -> View:
    """Groups in the case's order; groups that never spoke stay in, as rows of silence."""
    labels = pd.Series(case.labels["group"], dtype="str")
    return view(case, table, "group", list(labels.index) if len(table) else [], labels)


def actor_view(case: Case, table: pd.DataFrame, most: int = MOST_ROWS) -> View:
    """Speakers by group, the most vocal first; with more than `most`, those with most statements."""
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
    cells = with_places(case, table).assign(target="", name="")
    cells["target"] = "#" + cells["place"]
    cells["name"] = in_words(cells, cells[by].map(names), cells["concept"].map(concepts["label"]))
    frames = {
        name: cells.pivot(index=by, columns="concept", values=name).reindex(rows, columns=columns)
        for name in ("statements", "target", "name")
    }
    frames["position"] = position_matrix(table, by, rows, columns)
    for frame in frames.values():
        frame.index = pd.Index([names[row] for row in rows])
        frame.columns = pd.Index([concepts.at[column, "label"] for column in columns])
    return View(
        positions=frames["position"],
        counts=frames["statements"].fillna(0).astype(int),
        targets=frames["target"].astype(object).fillna(""),
        names=frames["name"].astype(object).fillna(""),
        row_groups=[""] * len(rows),
        column_groups=[concepts.at[column, "kind"] for column in columns],
        left_out=left_out,
    )


def in_words(table: pd.DataFrame, who: pd.Series, concept: pd.Series) -> pd.Series:
    """Each position as a sentence: "Ada supports “Masks”: 2 statements"."""
    number = [f"{n} {plural('statement', n)}" for n in table["statements"]]
    return (
        who
        + " "
        + table["position"].map(SAYS)
        + " “"
        + concept
        + "”: "
        + pd.Series(number, index=table.index, dtype="str")
    )


def unique_names(case: Case) -> pd.Series:
    """The display name of each actor id; two actors of one name are told apart by their id."""
    names = case.actors.set_index("id")["name"]
    twice = names.duplicated(keep=False)
    return names.where(~twice, names + " (" + names.index + ")")


def position_table(case: Case, table: pd.DataFrame) -> pd.DataFrame:
    """Positions one a row, in the order of the matrix, names for ids.

    Columns speaker and group, or group alone; concept, position, counts by stance, articles, first
    and last (dates), place (`#id` of the statements on the page) and statements (ids joined by ", ").
    """
    by = "actor" if "actor" in table else "group"
    order = ordered_actors(case, table) if by == "actor" else list(case.labels["group"])
    rank = {who: at for at, who in enumerate(order)}
    column = {concept: at for at, concept in enumerate(ordered_concepts(case, table))}
    places = table[[by, "concept"]].assign(who=table[by].map(rank), at=table["concept"].map(column))
    table = with_places(case, table).loc[places.sort_values(["who", "at"]).index]
    labels = case.labels["group"]
    if by == "actor":
        group = table["actor"].map(case.actors.set_index("id")["group"])
        who = {"speaker": table["actor"].map(unique_names(case)), "group": group.map(labels)}
    else:
        who = {"group": table["group"].map(labels)}
    return pd.DataFrame(
        who
        | {
            "concept": table["concept"].map(case.concepts.set_index("id")["label"]),
            **{name: table[name] for name in ["position", *STANCES, "articles"]},
            "first": table["first"].dt.strftime("%Y-%m-%d").fillna("not known"),
            "last": table["last"].dt.strftime("%Y-%m-%d").fillna("not known"),
            "place": "#" + table["place"],
            "statements": table["ids"].str.replace(";", ", "),
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
    held = with_places(case, table).assign(
        name=table[by].map(names),
        at=table["concept"].map(at),
        side=table["position"].map(POSITIONS.index),
    )
    held = held.sort_values(
        ["at", "side", "statements"], ascending=[True, True, False], kind="stable"
    )
    return held[["concept", "position", "name", "place", "statements"]].reset_index(drop=True)
