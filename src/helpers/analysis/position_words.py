"""What the positions say, in sentences, titles and text alternatives."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.position_views import View, unique_names
from helpers.analysis.positions import concept_summary
from helpers.analysis.selection import Selected
from helpers.analysis.words import count, does, listed, share
from helpers.case import Case

KEY = (
    "Square with plus: supports. Square with minus: opposes. Square divided along its diagonal: "
    "on both sides. Hollow circle: neutral. Small dot: silent."
)
NOTHING = "No statement is left by these filters, so no position can be shown."
SAYS = {
    "supports": "supports",
    "opposes": "opposes",
    "split": "is on both sides of",
    "neutral": "is neutral on",
}


def position_findings(case: Case, actors: pd.DataFrame) -> list[str]:
    """Where the case divides, where it agrees, who is on both sides: two to four sentences."""
    if actors.empty:
        return [NOTHING]
    summary = concept_summary(case, actors)
    return [*divided(summary), *agreed(summary), both_sides(case, actors)]


def divided(summary: pd.DataFrame) -> list[str]:
    """The concept with the largest smaller camp, as a sentence; none when no concept divides."""
    smaller = summary[["supports", "opposes"]].min(axis=1)
    if smaller.max() == 0:
        return ["No concept has speakers on both sides."]
    top = (
        summary.assign(smaller=smaller)
        .sort_values(["smaller", "speakers"], ascending=False, kind="stable")
        .iloc[0]
    )
    return [
        f"Speakers divide most on one sentence: “{top['proposition']}” "
        f"{does(top['supports'], 'speaker', 'support').capitalize()} it, "
        f"{does(top['opposes'], 'speaker', 'oppose')} it."
    ]


def agreed(summary: pd.DataFrame) -> list[str]:
    """The widest agreement as a sentence; none when no concept has two supporters and no opponent."""
    whole = summary[(summary["opposes"] + summary["split"] == 0) & (summary["supports"] >= 2)]
    if whole.empty:
        return []
    best = whole.sort_values("supports", ascending=False, kind="stable").iloc[0]
    return [
        f"On {share(len(whole), len(summary))} concepts nobody opposes what others support; the widest of these "
        f"agreements is on “{best['label']}”, with {count(best['supports'], 'speaker')} in support."
    ]


def both_sides(case: Case, actors: pd.DataFrame) -> str:
    """Who is on both sides of which concept, as a sentence."""
    split = actors[actors["position"] == "split"]
    names, labels = unique_names(case), case.concepts.set_index("id")["label"]
    pairs = [
        f"{names[a]} on “{labels[c]}”"
        for a, c in zip(split["actor"], split["concept"], strict=True)
    ]
    if not pairs:
        return "No speaker takes both sides of one concept."
    return f"{count(len(pairs), 'time').capitalize()} a speaker takes both sides of one concept: {listed(pairs)}."


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


def actor_title(actors: pd.DataFrame) -> str:
    """The title of the matrix of speakers: how few cells are filled."""
    if actors.empty:
        return NOTHING.rstrip(".")
    cells = actors["actor"].nunique() * actors["concept"].nunique()
    speakers = count(actors["actor"].nunique(), "speaker").capitalize()
    return f"{speakers}: {share(len(actors), cells)} cells hold a statement"


def actor_alt(case: Case, actors: pd.DataFrame) -> str:
    """The matrix of speakers told in words: the finding, and the speakers with most statements."""
    if actors.empty:
        return NOTHING
    names, said = unique_names(case), actors.groupby("actor")["statements"].sum().nlargest(3)
    most = listed(f"{names[actor]} ({number})" for actor, number in said.items())
    return f"{actor_title(actors)}. Most statements: {most}. The table below holds every position."


def matrix_alt(view: View) -> str:
    """The matrix told in words, a sentence a row; silence is left out."""
    parts = []
    for name, row in view.positions.iterrows():
        held = [
            f"{SAYS[position]} {listed(f'“{c}”' for c in row.index[row == position])}"
            for position in SAYS
            if (row == position).any()
        ]
        parts.append(f"{name} {listed(held)}." if held else f"{name} is silent throughout.")
    return " ".join(parts) or NOTHING


def camps_title(summary: pd.DataFrame) -> str:
    """The title of the figure of camps."""
    spoken = summary[summary["speakers"] > 0]
    if spoken.empty:
        return NOTHING.rstrip(".")
    both = int(((spoken["supports"] > 0) & (spoken["opposes"] > 0)).sum())
    return f"{share(both, len(spoken))} concepts have speakers on both sides"


def camps_alt(summary: pd.DataFrame) -> str:
    """The figure of camps told in words."""
    return " ".join(
        f"{row.label}: {row.supports} support, {row.opposes} oppose, {row.split} both, {row.neutral} neutral."
        for row in summary.itertuples()
    )


def shift_sentence(found: pd.DataFrame) -> str:
    """How many changes of side there are, and how many of them are certain."""
    if found.empty:
        return "No speaker has a supporting and an opposing statement on the same concept, so nobody shifted."
    certain = int((found["order"] == "before").sum())
    return (
        f"{count(len(found), 'pair').capitalize()} of a speaker and a concept {'has' if len(found) == 1 else 'have'} "
        f"statements on both sides; in {certain} the dates show a shift, "
        f"in {len(found) - certain} the order cannot be decided."
    )


def silence_sentences(case: Case, actors: pd.DataFrame) -> list[str]:
    """Empty corners: concepts with no voice, with one voice, groups that never spoke."""
    summary = concept_summary(case, actors)
    out = []
    for number, words in ((0, "nobody is on record"), (1, "only one speaker is on record")):
        quiet = summary[summary["speakers"] == number]["label"]
        if len(quiet):
            out.append(f"On {listed(f'“{q}”' for q in quiet)} {words}.")
    spoke = set(case.actors[case.actors["id"].isin(actors["actor"])]["group"])
    mute = [label for value, label in case.labels["group"].items() if value not in spoke]
    if mute:
        out.append(f"No statement is recorded for {listed(mute)}.")
    cells = actors["actor"].nunique() * len(case.concepts)
    out.append(
        f"Of all pairs of a speaker and a concept, {share(len(actors), cells)} carry a statement. "
        "For the rest, mostly nobody asked or no source carried the answer."
    )
    return out
