"""Where on the page the statements behind a position stand: the ids that its links lead to.

The parts of an id are joined by two hyphens. Ids of a case never hold two in a row, so these are
never the same as the id of a statement or of another place.
"""

from __future__ import annotations

import re

import pandas as pd

from helpers.case import Case


def concept_place(concept: str) -> str:
    """The id of a concept's list of camps."""
    return f"concept--{concept}"


def group_places(case: Case) -> dict[str, str]:
    """The id of each group's sheet, by group; a name unfit for an id is replaced by its number."""
    return {
        group: f"group--{group if re.fullmatch('[a-z0-9]+(-[a-z0-9]+)*', group) else f'no-{number}'}"
        for number, group in enumerate(case.labels["group"], start=1)
    }


def with_places(case: Case, positions: pd.DataFrame) -> pd.DataFrame:
    """Rows of `positions`, by actor or by group, with the id (place) of their statements."""
    by_actor = "actor" in positions
    owner = (
        "actor--" + positions["actor"] if by_actor else positions["group"].map(group_places(case))
    )
    return positions.assign(place=owner + "--" + positions["concept"])
