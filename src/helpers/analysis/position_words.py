"""What the positions say, in sentences, titles and text alternatives."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from helpers.analysis.position_views import View, unique_names
from helpers.analysis.positions import concept_summary
from helpers.analysis.selection import Selected
from helpers.analysis.words import be, count, does, few, in_words, listed, share
from helpers.case import Case

KEY = (
    "Square with plus: supports. Square with minus: opposes. Square divided along its diagonal: "
    "on both sides. Hollow circle: neutral. Small dot: silent."
)
NOTHING = "No statement is left by these filters, so no position can be shown."
ON_A_PHONE = (
    "The matrix of speakers needs a wider screen. The list below, one concept after the other, names "
    "the same speakers with their positions."
)
NUMBERS = {
    "supports": "supports {}",
    "opposes": "opposes {}",
    "split": "is on both sides of {}",
    "neutral": "is neutral on {}",
}


def position_findings(case: Case, actors: pd.DataFrame, groups: pd.DataFrame) -> list[str]:
    """Where the case divides and agrees, which groups differ most, who is on both sides."""
    if actors.empty:
        return [NOTHING]
    summary = concept_summary(case, actors)
    return [
        *divided(summary),
        *agreed(summary),
        *most_opposed(case, groups),
        both_sides(case, actors),
    ]


def divided(summary: pd.DataFrame) -> list[str]:
    """The concept with the largest smaller camp, as a sentence."""
    smaller = summary[["supports", "opposes"]].min(axis=1)
    if smaller.max() == 0:
        return ["On no concept does one speaker support what another opposes."]
    order = summary.assign(smaller=smaller).sort_values(
        ["smaller", "speakers"], ascending=False, kind="stable"
    )
    top = order.iloc[0]
    return [
        f"Speakers divide most on one sentence: “{top['proposition']}” "
        f"{does(top['supports'], 'speaker', 'support').capitalize()} it, "
        f"{in_words(top['opposes'])} oppose{'s' if top['opposes'] == 1 else ''} it."
    ]


def agreed(summary: pd.DataFrame) -> list[str]:
    """The widest agreement as a sentence; none when no concept has two supporters and no opponent."""
    whole = summary[(summary["opposes"] + summary["split"] == 0) & (summary["supports"] >= 2)]
    if whole.empty:
        return []
    best = whole.sort_values("supports", ascending=False, kind="stable").iloc[0]
    return [
        f"On {share(len(whole), len(summary))} concepts at least two speakers agree and nobody opposes "
        f"them; the widest agreement is on “{best['label']}”, with "
        f"{count(best['supports'], 'speaker')} in support."
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
            f"{count(len(tops), 'pair').capitalize()} of groups take opposite sides of "
            f"{count(most, 'concept')}, more than any other: {apart(told)}."
        ]
    on = few(f"“{concepts[concept]}”" for concept in pairs[tops[0]])
    return [
        f"Groups differ most where {told[0].replace(' against ', ' stands against ')}: on {on}."
    ]


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
    kinds = listed(dict.fromkeys(view.column_groups))
    return (
        f"Concepts stand by kind ({kinds}), within a kind by the balance of support. A mark grows with "
        "the number of statements, up to four. Numbers at the edges count statements. "
        f"{used.note()}{view.left_out}"
    )


def matrix_alt(title: str, view: View) -> str:
    """A matrix told in words: its finding, and the rows with most statements by position."""
    if view.positions.empty:
        return NOTHING
    most = view.counts.sum(axis=1).to_numpy().argsort(kind="stable")[::-1][:8]
    rows = []
    for at in sorted(most):
        held = view.positions.iloc[at].value_counts()
        parts = [words.format(held[name]) for name, words in NUMBERS.items() if name in held]
        rows.append(f"{view.positions.index[at]} {listed(parts)}" if parts else "")
    told = "; ".join(row for row in rows if row)
    return f"{title}. Numbers of concepts for those who say most: {told}. Each mark leads to its statements."
