"""How many stand on each side: speakers by concept, and statements by group, ready to be drawn."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.position_places import concept_place, group_places
from helpers.analysis.position_words import NOTHING
from helpers.analysis.positions import concept_summary, stance_counts
from helpers.analysis.words import plural, share
from helpers.case import Case


def camp_bars(case: Case, actors: pd.DataFrame) -> pd.DataFrame:
    """`concept_summary` without concepts nobody spoke on, each with where it leads and its words.

    Adds target (`#id` of the concept's camps) and name.
    """
    table = concept_summary(case, actors)
    table = table[table["speakers"] > 0].reset_index(drop=True)
    names = [
        f"“{row.label}”: {row.supports} support, {row.opposes} oppose" for row in table.itertuples()
    ]
    return table.assign(
        target=["#" + concept_place(concept) for concept in table["id"]],
        name=pd.Series(names, dtype="str"),
    )


def count_bars(case: Case, groups: pd.DataFrame) -> pd.DataFrame:
    """`stance_counts` without groups that said nothing, each with where it leads and its words.

    Adds target (`#id` of the group's sheet) and name.
    """
    table = stance_counts(case, groups)
    table = table[table["statements"] > 0].reset_index(drop=True)
    places = group_places(case)
    names = [
        f"{row.label}: {row.support} supporting and {row.oppose} opposing "
        f"{plural('statement', row.oppose)}"
        for row in table.itertuples()
    ]
    return table.assign(
        target=["#" + places[group] for group in table["group"]],
        name=pd.Series(names, dtype="str"),
    )


def counts_table(bars: pd.DataFrame) -> pd.DataFrame:
    """The bars of statements as a table, by group and stance, with the ids of the statements."""
    columns = ["label", "support", "oppose", "mixed", "neutral", "statements", "concepts", "ids"]
    words = {
        "label": "group",
        "statements": "all",
        "concepts": "concepts spoken on",
        "ids": "statements",
    }
    return bars[columns].rename(columns=words)


def camps_table(bars: pd.DataFrame) -> pd.DataFrame:
    """The bars of speakers as a table, by concept and position, with the ids of the statements."""
    columns = ["label", "proposition", "supports", "opposes", "split", "neutral", "speakers", "ids"]
    words = {"label": "concept", "split": "on both sides", "ids": "statements"}
    return bars[columns].rename(columns=words)


def camps_title(summary: pd.DataFrame) -> str:
    """The title of the figure of camps."""
    spoken = summary[summary["speakers"] > 0]
    if spoken.empty:
        return NOTHING.rstrip(".")
    both = int(((spoken["supports"] > 0) & (spoken["opposes"] > 0)).sum())
    return f"{share(both, len(spoken))} concepts that were spoken on have speakers on both sides"


def camps_alt(summary: pd.DataFrame) -> str:
    """The figure of camps told in words: supporters and opponents of each concept."""
    spoken = summary[summary["speakers"] > 0]
    told = [f"{row.label} {row.supports} to {row.opposes}" for row in spoken.itertuples()]
    return (
        f"{camps_title(summary)}. Supporters to opponents: {'; '.join(told)}." if told else NOTHING
    )


def counts_title(counts: pd.DataFrame) -> str:
    """The title of the bars of statements: which group says most, and on which side."""
    if counts["statements"].sum() == 0:
        return NOTHING.rstrip(".")
    top = counts.loc[counts["statements"].idxmax()]
    side = "support" if top["support"] >= top["oppose"] else "oppose"
    words = {"support": "in support", "oppose": "in opposition"}
    return (
        f"The group with most statements is {top['label']}: "
        f"{share(top['statements'], counts['statements'].sum())}, {top[side]} of them {words[side]}"
    )


def counts_alt(counts: pd.DataFrame) -> str:
    """The bars of statements told in words: each group's statements by stance."""
    spoken = counts[counts["statements"] > 0]
    told = [f"{row.label} {row.support} to {row.oppose}" for row in spoken.itertuples()]
    return f"{counts_title(counts)}. Support to opposition: {'; '.join(told)}." if told else NOTHING
