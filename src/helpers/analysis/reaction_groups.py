"""Which stakeholder groups reacted to an audit: numbers, title and text alternative."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.analysis.responses import EARLIER
from helpers.analysis.selection import Selection
from helpers.analysis.words import listed, part, sentence
from helpers.case import Case


def group_reactions(answers: pd.DataFrame) -> pd.DataFrame:
    """Number of reactions by target, group, its label and direction.

    `answers` are the responses at the time, without what came of it later. Columns of the keys,
    number, ids (of the statements, joined by ";") and place: where they stand on the page, the
    statement, or for several the row of `reaction_table`.
    """
    keys = ["target", "group", "label", "direction"]
    groups = answers.assign(label=answers["group_label"]).groupby(keys)["id"]
    table = groups.agg(number="size", ids=";".join).reset_index()
    rows = pd.Series([f"reactions.{n}" for n in range(1, len(table) + 1)], index=table.index)
    return table.assign(row=rows, place=table["ids"].where(table["number"] == 1, rows))


def reaction_table(targets: pd.DataFrame, numbers: pd.DataFrame) -> pd.DataFrame:
    """The reactions of groups, in the order of the targets; place is the id of each on the page."""
    rank = {name: place for place, name in enumerate(targets["id"])}
    table = numbers.iloc[numbers["target"].map(rank).argsort(kind="stable")]
    known = targets.set_index("id")
    return pd.DataFrame(
        {
            "responds_to": table["target"].map(known["paraphrase"]),
            "group": table["label"],
            "direction": table["direction"],
            "responses": table["number"],
            "statement_ids": table["ids"],
            "target_ids": table["target"].map(known["rows"]),
            "concept_id": table["target"].map(known["concept"]),
            "group_id": table["group"],
            "place": table["row"],
        }
    )


def others(
    case: Case, targets: pd.DataFrame, numbers: pd.DataFrame, select: Selection
) -> dict[str, str]:
    """The groups (value: label) that could react, of those that the selection follows.

    The groups of those who found and recommended are left out, unless another member reacted.
    """
    labels, actors = case.labels["group"], case.actors
    if select.groups:
        actors = actors[actors["group"].isin(select.groups)]
    if select.actors:
        actors = actors[actors["id"].isin(select.actors)]
    could = set(actors["group"]) if select.groups or select.actors else set(labels)
    could -= set(targets["group"]) - set(numbers["group"])
    return {group: label for group, label in labels.items() if group in could}


def grid_title(targets: pd.DataFrame, numbers: pd.DataFrame) -> str:
    """The title of the figure: which group reacted to most, and to how many of all.

    What was certainly said before a finding is no reaction to it and does not count here.
    """
    numbers = numbers[numbers["direction"] != EARLIER]
    if numbers.empty:
        return "No reaction of a group is among the statements used"
    reach = numbers.groupby("label", sort=False)["target"].nunique()
    first = reach[reach == reach.max()].index
    many = " findings and recommendations" if len(targets) > 1 else ""
    each = " each" if len(first) > 1 else ""
    return f"{listed(first)} reacted to most: {part(int(reach.max()), len(targets))}{many}{each}"


def silent_groups(
    statements: pd.DataFrame, numbers: pd.DataFrame, groups: Mapping[str, str]
) -> str:
    """Which of the groups are on record in the case but with no reaction."""
    spoke = set(statements["group"]) & set(groups)
    never = [label for group, label in groups.items() if group in spoke - set(numbers["group"])]
    if not spoke:
        return ""
    if not never:
        return "Every group with a statement used here reacted to something."
    return sentence(
        f"on record elsewhere, but with no reaction to a finding or recommendation: {listed(never)}"
    )
