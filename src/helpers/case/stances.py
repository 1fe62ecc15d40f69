"""The rule that sums stances up into a position: one rule for the reports and for what changed."""

import numpy as np
from numpy.typing import NDArray

from helpers.case.schema import MISSING
from helpers.case.tables import Table

STANCES = ("support", "oppose", "mixed", "neutral")
POSITIONS = ("supports", "opposes", "split", "neutral", "silent")

CODED = ("article", "actor", "concept", "stance", "coder")  # the columns that a position rests on

Positions = dict[tuple[str, str], str]  # (actor, concept) -> position
Has = NDArray[np.bool_]  # for each actor and concept: whether there is a statement of that stance


def positions_from(support: Has, oppose: Has, mixed: Has, neutral: Has) -> NDArray[np.str_]:
    """The position for each place, from whether a statement of each stance is there.

    Support and opposition together, or a mixed statement, are `split`; neutral statements do not
    change a side that was taken; no statement at all is `silent`, never a balance of zero.
    """
    cases = {
        "split": (support & oppose) | mixed,
        "opposes": oppose,
        "supports": support,
        "neutral": neutral,
    }
    return np.select(list(cases.values()), list(cases), "silent")


def positions_in(statements: Table) -> Positions:
    """The position of each actor on each concept with a statement that counts.

    Every statement counts that a source carries, but for second codings and stances that the copy
    does not show: the positions of the reports without filters. The columns `CODED` must be there.
    """
    cells = {name: statements.columns[name].cells() for name in CODED}
    counts = ~_coded_again(cells)
    for name in ("article", "stance"):  # looked for and not found; not shown by the copy
        counts &= statements.columns[name].mask(lambda value: value not in MISSING)
    taken: dict[tuple[str, str], set[str]] = {}
    columns = (cells[name][counts] for name in ("actor", "concept", "stance"))
    for actor, concept, stance in zip(*columns, strict=True):
        taken.setdefault((actor, concept), set()).add(stance)
    has = np.array([[stance in each for stance in STANCES] for each in taken.values()], dtype=bool)
    found = positions_from(*has.reshape(-1, len(STANCES)).T)
    return dict(zip(taken, found.tolist(), strict=True))


def _coded_again(cells: dict[str, NDArray[np.object_]]) -> NDArray[np.bool_]:
    """Which rows are a second coding: the coder of a unit's first row is the one who counts."""
    if len(set(cells["coder"])) < 2:
        return np.zeros(len(cells["coder"]), dtype=bool)
    first: dict[tuple[str, str, str], str] = {}
    units = zip(cells["article"], cells["actor"], cells["concept"], strict=True)
    rows = zip(units, cells["coder"], strict=True)
    return np.array([first.setdefault(unit, coder) != coder for unit, coder in rows], dtype=bool)
