"""Which stakeholder groups reacted to an audit: numbers, title and text alternative."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.analysis.words import listed, part, quoted, sentence


def group_reactions(answers: pd.DataFrame) -> pd.DataFrame:
    """Number of reactions (`number`) by target, group, its label and direction.

    `answers` are the responses at the time, without what came of it later.
    """
    keys = ["target", "group", "label", "direction"]
    return (
        answers.assign(label=answers["group_label"]).groupby(keys).size().reset_index(name="number")
    )


def others(groups: Mapping[str, str], targets: pd.DataFrame) -> dict[str, str]:
    """The groups (value: label) without those of the ones who found and recommended."""
    return {group: label for group, label in groups.items() if group not in set(targets["group"])}


def grid_title(targets: pd.DataFrame, numbers: pd.DataFrame) -> str:
    """The title of the figure: which group reacted to most, and to how many of all."""
    if numbers.empty:
        return "No group reacted in the sources read"
    reach = numbers.groupby("label", sort=False)["target"].nunique()
    first = reach[reach == reach.max()].index
    many = " findings and recommendations" if len(targets) > 1 else ""
    return f"{listed(first)} reacted to most: {part(int(reach.max()), len(targets))}{many}"


def grid_alt(targets: pd.DataFrame, numbers: pd.DataFrame) -> str:
    """The figure told in words, one sentence for each finding with a reaction."""
    texts = []
    for target in targets.to_dict("records"):
        mine = numbers[numbers["target"] == target["id"]].to_dict("records")
        told = [f"{row['label']} {row['direction']} ({row['number']})" for row in mine]
        if told:
            texts.append(f"{quoted(target['paraphrase'])}: {listed(told)}.")
    return " ".join(texts) or "No group reacted."


def silent_groups(
    statements: pd.DataFrame, numbers: pd.DataFrame, groups: Mapping[str, str]
) -> str:
    """Which of the groups are on record in the case but with no reaction."""
    spoke = set(statements["group"]) - set(numbers["group"])
    never = [label for group, label in groups.items() if group in spoke]
    if not never:
        return "Every group that is on record reacted to something."
    return sentence(f"on record elsewhere, but with no reaction to the audit: {listed(never)}")
