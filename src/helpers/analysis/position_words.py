"""What the positions say, in sentences, titles and text alternatives."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from helpers.analysis.contest import contest, contest_sentences
from helpers.analysis.position_views import View, unique_names
from helpers.analysis.positions import concept_summary
from helpers.analysis.selection import Selected
from helpers.analysis.words import be, count, few, in_words, listed, share
from helpers.case import Case

NOTHING = "No statement is left by these filters, so no position can be shown."


def position_findings(
    case: Case, statements: pd.DataFrame, actors: pd.DataFrame, groups: pd.DataFrame
) -> list[str]:
    """Where the case divides and agrees, which groups differ most, who is on both sides."""
    if actors.empty:
        return [NOTHING]
    return [
        *contest_sentences(case, contest(statements)),
        *agreed(concept_summary(case, actors)),
        *most_opposed(case, groups),
        both_sides(case, actors),
    ]


def agreed(summary: pd.DataFrame) -> list[str]:
    """The widest agreement as a sentence; none when no two speakers hold one side unopposed."""
    one_sided = summary[["supports", "opposes"]].min(axis=1) + summary["split"] == 0
    number = summary[["supports", "opposes"]].max(axis=1)
    whole = summary[one_sided & (number >= 2)]
    if whole.empty:
        return []
    most = number[whole.index].max()
    best = whole[number[whole.index] == most]
    widest = few(f"“{label}”" for label in best["label"])
    side = "in support" if (best["supports"] > 0).all() else "in opposition"
    side = "on one side" if best["supports"].gt(0).nunique() > 1 else side
    each = " each" if len(best) > 1 else ""
    return [
        f"On {share(len(whole), len(summary))} concepts at least two speakers take a side, and all the "
        f"same one; the widest agreement is on {widest}, with {count(most, 'speaker')} {side}{each}."
    ]


def most_opposed(case: Case, groups: pd.DataFrame) -> list[str]:
    """The two groups that take opposite sides of most concepts, as a sentence; none without any."""
    sides = groups[groups["position"].isin(["supports", "opposes"])]
    held = sides.pivot(index="group", columns="concept", values="position")
    held = held.reindex([group for group in case.labels["group"] if group in held.index])
    pairs = {
        (a, b): held.columns[(held.loc[a] != held.loc[b]) & held.loc[[a, b]].notna().all()]
        for a, b in combinations(held.index, 2)
    }
    most = max(map(len, pairs.values()), default=0)
    if not most:
        return []
    label, concepts = case.labels["group"], case.concepts.set_index("id")["label"]
    tops = [pair for pair, found in pairs.items() if len(found) == most]
    told = [f"{label[a]} against {label[b]}" for a, b in tops]
    if len(tops) > 1:
        return [
            f"{count(len(tops), 'pair').capitalize()} of groups take opposite sides on "
            f"{count(most, 'concept')} each, more than any other pair: {apart(told)}."
        ]
    on = few(f"“{concepts[concept]}”" for concept in pairs[tops[0]])
    return [f"The pair of groups most often on opposite sides is {told[0]}: on {on}."]


def apart(pairs: list[str], most: int = 6) -> str:
    """The pairs as one phrase that keeps them apart, those beyond `most` as a number."""
    rest = [f"and {in_words(len(pairs) - most)} more"] if len(pairs) > most else []
    return "; ".join([*pairs[:most], *rest])


def both_sides(case: Case, actors: pd.DataFrame) -> str:
    """Who is on both sides of which concept, as a sentence."""
    split = actors[actors["position"] == "split"]
    names, labels = unique_names(case), case.concepts.set_index("id")["label"]
    if split.empty:
        return "No speaker is on both sides of a concept."
    pairs = [
        f"{few(names[actor] for actor in rows['actor'])} on “{labels[concept]}”"
        for concept, rows in split.groupby("concept", sort=False)
    ]
    number = split["actor"].nunique()
    speakers = count(number, "speaker").capitalize()
    return f"{speakers} {be(number)} on both sides of a concept: {few(pairs)}."


def basis(used: Selected) -> str:
    """What the report rests on, in one line."""
    table = used.statements
    if table.empty:
        return f"No statement is left by these filters. {used.left_out()}"
    return (
        f"{count(len(table), 'statement').capitalize()} by {count(table['actor'].nunique(), 'speaker')} "
        f"in {count(table['article'].nunique(), 'source')}. {used.left_out()}"
    )


def group_title(case: Case, groups: pd.DataFrame) -> str:
    """The title of the matrix of groups: how many concepts divide groups."""
    if groups.empty:
        return NOTHING.rstrip(".")
    sides = groups[groups["position"].isin(["supports", "opposes"])]
    divide = int((sides.groupby("concept")["position"].nunique() == 2).sum())
    return f"On {share(divide, len(case.concepts))} concepts, at least one group supports what another opposes"


def actor_title(case: Case, actors: pd.DataFrame) -> str:
    """The title of the matrix of speakers: on how few concepts most are on record."""
    if actors.empty:
        return NOTHING.rstrip(".")
    number = actors.groupby("actor").size()
    quiet = int((number <= 2).sum())
    return (
        f"{share(quiet, len(number))} speakers are on record on at most two of "
        f"{count(len(case.concepts), 'concept')}"
    )


def matrix_note(used: Selected, view: View) -> str:
    """What stands under a matrix: its measure, what was used, what is not shown."""
    if view.positions.empty:
        return used.note()
    kinds = listed(dict.fromkeys(view.column_groups))
    return (
        f"Concepts stand by kind ({kinds}), within a kind by the balance of support. Numbers count "
        f"statements. {used.note()}{view.left_out}"
    )
