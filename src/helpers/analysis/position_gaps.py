"""Empty corners: who has no statement, which concepts rest on one voice, which groups are silent."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.position_views import unique_names
from helpers.analysis.positions import ordered_concepts
from helpers.analysis.words import few, in_words, share
from helpers.case import Case, stated

NEVER, FILTERED = "no statement in the case", "has statements, but none that is used here"
SILENCE = [
    "concept_id",
    "concept",
    "speakers",
    "groups",
    "only_voice_id",
    "only_voice",
    "silent_groups",
    "silent_group_ids",
]


def unheard(case: Case, statements: pd.DataFrame) -> pd.DataFrame:
    """Actors of the case without a statement of their own here, by group in the case's order.

    Columns actor_id, actor (name), group_id, group, why (`NEVER` spoke, or `FILTERED`), spoken_for
    (yes or no: whether a statement here was made on its behalf) and statements (the ids of those,
    joined by ";").
    """
    absent = case.actors[~case.actors["id"].isin(statements["actor"])]
    rank = {group: at for at, group in enumerate(case.labels["group"])}
    absent = absent.assign(rank=absent["group"].map(rank)).sort_values("rank", kind="stable")
    carried = case.statements.loc[stated(case.statements["article"]), "actor"]
    why = absent["id"].isin(carried).map({True: FILTERED, False: NEVER})
    made_for = statements.groupby("behalf_of")["id"].agg(";".join)
    ids = absent["id"].map(made_for.astype(object)).astype(object).fillna("").astype("str")
    return pd.DataFrame(
        {
            "actor_id": absent["id"],
            "actor": absent["id"].map(unique_names(case)),
            "group_id": absent["group"],
            "group": absent["group"].map(case.labels["group"]),
            "why": why.astype("str"),
            "spoken_for": (ids != "").map({True: "yes", False: "no"}).astype("str"),
            "statements": ids,
        }
    ).reset_index(drop=True)


def silence_table(case: Case, groups: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Each concept with how many speakers and groups are on record, and the groups that are silent.

    `groups` and `actors` are positions. Columns concept_id, concept, speakers, groups (numbers),
    only_voice_id and only_voice (where there is one speaker), silent_groups (number) and
    silent_group_ids (joined by ";"); fewest speakers first.
    """
    labels, names = case.labels["group"], unique_names(case)
    heard = groups.groupby("concept")["group"].agg(set).to_dict()
    who = actors.groupby("concept")["actor"].agg(list).to_dict()
    concepts = case.concepts.set_index("id")["label"]
    rows = []
    for concept in ordered_concepts(case, actors):
        voices, present = who.get(concept, []), heard.get(concept, set())
        silent = [group for group in labels if group not in present]
        only = voices[0] if len(voices) == 1 else ""
        numbers = (len(voices), len(present), only, names.get(only, ""), len(silent))
        rows.append((concept, concepts[concept], *numbers, ";".join(silent)))
    table = pd.DataFrame(rows, columns=SILENCE)
    return table.sort_values("speakers", kind="stable", ignore_index=True)


def gap_sentences(case: Case, actors: pd.DataFrame, absent: pd.DataFrame) -> list[str]:
    """The empty corners in sentences: concepts with no or one voice, mute groups, silent actors."""
    if actors.empty:
        return ["No statement is left by these filters, so every corner is empty."]
    return [
        *few_voices(case, actors),
        mute_groups(case, actors),
        silent_actors(case, absent),
        f"Of all pairs of a speaker and a concept, "
        f"{share(len(actors), actors['actor'].nunique() * len(case.concepts))} carry a statement.",
    ]


def few_voices(case: Case, actors: pd.DataFrame) -> list[str]:
    """The concepts on which nobody, and on which one speaker is on record."""
    voices = actors.groupby("concept")["actor"].agg(list).to_dict()
    names, labels = unique_names(case), case.concepts.set_index("id")["label"]
    none = [f"“{labels[c]}”" for c in labels.index if c not in voices]
    one = [f"“{labels[c]}” ({names[who[0]]})" for c, who in voices.items() if len(who) == 1]
    told = [f"On {few(none)} nobody is on record."] if none else []
    told += [f"On {few(one)} only one speaker is on record."] if one else []
    return told or ["Every concept has at least two speakers on record."]


def mute_groups(case: Case, actors: pd.DataFrame) -> str:
    """The groups of which no statement is used."""
    spoke = set(case.actors.loc[case.actors["id"].isin(actors["actor"]), "group"])
    mute = [label for group, label in case.labels["group"].items() if group not in spoke]
    return (
        f"No statement used here is from {few(mute, last='or')}."
        if mute
        else "Every group is on record."
    )


def silent_actors(case: Case, absent: pd.DataFrame) -> str:
    """How many actors never speak, and for how many of them others do; "" when all speak."""
    never = absent[absent["why"] == NEVER]
    if never.empty:
        return ""
    spoken_for = int((never["spoken_for"] == "yes").sum())
    text = f"{share(len(never), len(case.actors))} actors that the case names have no statement of their own"
    if spoken_for:
        return f"{text}; for {in_words(spoken_for)} of them somebody else speaks."
    return f"{text}, so nothing here shows where they stand."
