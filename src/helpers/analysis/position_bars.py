"""How many stand on each side: speakers by concept, and statements by group, ready to be drawn."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.position_places import group_places
from helpers.analysis.position_words import NOTHING
from helpers.analysis.positions import stance_counts
from helpers.analysis.words import few, in_words, share
from helpers.case import Case
from helpers.case.stances import POSITIONS, STANCES


def count_bars(case: Case, groups: pd.DataFrame) -> pd.DataFrame:
    """`stance_counts` without groups that said nothing, each with where it leads.

    Adds target (`#id` of the group's sheet).
    """
    table = stance_counts(case, groups)
    table = table[table["statements"] > 0].reset_index(drop=True)
    return table.assign(target="#" + table["group"].map(group_places(case)).astype("str"))


def counts_table(bars: pd.DataFrame) -> pd.DataFrame:
    """The bars of statements as a table, by group and stance, with the ids of the statements."""
    columns = ["group", "label", *STANCES, "concepts", "statements", "ids"]
    words = {
        "group": "group_id",
        "label": "group",
        "concepts": "concepts_spoken_on",
        "statements": "number",
        "ids": "statements",
    }
    return bars[columns].rename(columns=words)


def camps_table(summary: pd.DataFrame) -> pd.DataFrame:
    """`concept_summary` as a table: concepts by position of speakers, with the statements' ids."""
    columns = ["id", "label", "proposition", *POSITIONS[:-1], "speakers", "ids"]
    words = {"id": "concept_id", "label": "concept", "ids": "statements"}
    return summary[columns].rename(columns=words)


def camps_title(summary: pd.DataFrame) -> str:
    """The title of the figure of camps."""
    spoken = summary[summary["speakers"] > 0]
    if spoken.empty:
        return NOTHING.rstrip(".")
    both = int(((spoken["supports"] > 0) & (spoken["opposes"] > 0)).sum())
    return f"{share(both, len(spoken))} concepts that were spoken on have speakers on both sides"


def counts_title(counts: pd.DataFrame) -> str:
    """The title of the bars of statements: which group says most, and on which side."""
    if counts["statements"].sum() == 0:
        return NOTHING.rstrip(".")
    tops = counts[counts["statements"] == counts["statements"].max()]
    number = share(tops["statements"].iloc[0], counts["statements"].sum())
    if len(tops) > 1:
        return f"The groups with most statements are {few(tops['label'])}: {number} each"
    top = tops.iloc[0]
    side = "support" if top["support"] >= top["oppose"] else "oppose"
    words = {"support": "in support", "oppose": "in opposition"}
    number_sided, every = int(top[side]), int(top["statements"])
    some = f"{in_words(number_sided) if number_sided else 'none'} of them "
    if number_sided == every:
        some = {1: "", 2: "both "}.get(every, "all ")
    sided = f", {some}{words[side]}"
    return f"The group with most statements is {top['label']}: {number}{sided}"
