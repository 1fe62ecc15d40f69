"""A case as far as the filters reach, so that what was filtered out is not taken for silence."""

from __future__ import annotations

from dataclasses import replace

from helpers.analysis.selection import Selection
from helpers.case import Case


def in_scope(case: Case, select: Selection) -> Case:
    """The case with only those groups, actors and concepts that the filters let through.

    Its statements are all still there; `select` has been checked by calling it with the case.
    """
    actors, concepts = case.actors, case.concepts
    if select.groups:
        actors = actors[actors["group"].isin(select.groups)]
    if select.actors:
        actors = actors[actors["id"].isin(select.actors)]
    if select.concepts:
        concepts = concepts[concepts["id"].isin(select.concepts)]
    chosen = set(actors["group"]) if select.actors else set(select.groups or case.labels["group"])
    groups = {group: label for group, label in case.labels["group"].items() if group in chosen}
    return replace(
        case,
        actors=actors.reset_index(drop=True),
        concepts=concepts.reset_index(drop=True),
        labels=case.labels | {"group": groups},
    )
