"""Empty corners: who has no statement, which concepts rest on one voice, which groups are silent."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.position_views import unique_names
from helpers.analysis.positions import ordered_concepts
from helpers.analysis.words import few, share
from helpers.case import Case, stated

NEVER, FILTERED = "no statement in the case", "has statements, but none that is used here"
SPOKEN_FOR = "others speak for it"


def unheard(case: Case, statements: pd.DataFrame) -> pd.DataFrame:
    """Actors of the case without a statement of their own here, by group in the case's order.

    Columns group (label), actor (name), why: `NEVER` spoke, or `FILTERED`; and whether a speaker
    speaks for it (`SPOKEN_FOR` or "").
    """
    absent = case.actors[~case.actors["id"].isin(statements["actor"])]
    rank = {group: at for at, group in enumerate(case.labels["group"])}
    absent = absent.assign(rank=absent["group"].map(rank)).sort_values("rank", kind="stable")
    carried = case.statements.loc[stated(case.statements["article"]), "actor"]
    why = absent["id"].isin(carried).map({True: FILTERED, False: NEVER})
    spoken_for = absent["id"].isin(statements["behalf_of"]).map({True: SPOKEN_FOR, False: ""})
    return pd.DataFrame(
        {
            "group": absent["group"].map(case.labels["group"]),
            "actor": absent["id"].map(unique_names(case)),
            "why": why.astype("str"),
            "spoken for": spoken_for.astype("str"),
        }
    )


def unheard_table(absent: pd.DataFrame) -> pd.DataFrame:
    """The actors of `unheard`, one row for each group and reason: group, why, number, actors."""
    marked = absent["actor"].where(absent["spoken for"] == "", absent["actor"] + "*")
    grouped = absent.assign(name=marked).groupby(["group", "why"], sort=False)["name"]
    table = grouped.agg(["size", ", ".join]).reset_index()
    return table.set_axis(["group", "why", "number", "actors"], axis=1)


def silence_table(case: Case, groups: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Each concept with how many speakers and groups are on record, and the groups that are silent.

    `groups` and `actors` are positions. Columns concept, speakers, groups (numbers), only voice
    (the name, where there is one speaker), silent groups (names); fewest speakers first.
    """
    labels, names = case.labels["group"], unique_names(case)
    heard = groups.groupby("concept")["group"].agg(set).to_dict()
    who = actors.groupby("concept")["actor"].agg(list).to_dict()
    concepts = case.concepts.set_index("id")["label"]
    rows = []
    for concept in ordered_concepts(case, actors):
        voices, present = who.get(concept, []), heard.get(concept, set())
        silent = [label for group, label in labels.items() if group not in present]
        only = names[voices[0]] if len(voices) == 1 else ""
        rows.append((concepts[concept], len(voices), len(present), only, ", ".join(silent)))
    columns = ["concept", "speakers", "groups", "only voice", "silent groups"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values("speakers", kind="stable", ignore_index=True)


def gap_sentences(case: Case, actors: pd.DataFrame, absent: pd.DataFrame) -> list[str]:
    """The empty corners in sentences: concepts with no or one voice, mute groups, silent actors."""
    voices = actors.groupby("concept")["actor"].agg(list).to_dict()
    names, labels = unique_names(case), case.concepts.set_index("id")["label"]
    none = [f"“{labels[c]}”" for c in labels.index if c not in voices]
    one = [f"“{labels[c]}” ({names[who[0]]})" for c, who in voices.items() if len(who) == 1]
    spoke = set(case.actors.loc[case.actors["id"].isin(actors["actor"]), "group"])
    mute = [label for group, label in case.labels["group"].items() if group not in spoke]
    never = int((absent["why"] == NEVER).sum())
    cells = actors["actor"].nunique() * len(case.concepts)
    return [
        f"On {few(none)} nobody is on record." if none else "",
        f"On {few(one)} only one speaker is on record." if one else "",
        "" if none or one else "Every concept has at least two speakers on record.",
        f"No statement is recorded for {few(mute)}." if mute else "Every group is on record.",
        f"{share(never, len(case.actors))} actors that the case names have no statement of their own, "
        "so nothing here shows where they stand."
        if never
        else "",
        f"Of all pairs of a speaker and a concept, {share(len(actors), cells)} carry a statement."
        if cells
        else "",
    ]
