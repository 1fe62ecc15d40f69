"""What coalitions agree on: their names, and how they stand to each other."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis.coalitions import undecided
from helpers.analysis.discourse import Network
from helpers.analysis.positions import positions
from helpers.analysis.words import listed
from helpers.case import Case

VERBS = {"supports": "support", "opposes": "oppose"}
SHORT = {"supports": "for", "opposes": "against"}
UNNAMED = "no side of its own, coalition"
COLUMNS = [
    "coalition",
    "name",
    "size",
    "agrees",
    "supports",
    "opposes",
    "members",
    "undecided",
    "statements",
]


def camps(net: Network, case: Case, *, most: int = 3) -> pd.DataFrame:
    """The coalitions, each named by the side that most of its members hold.

    Columns coalition, name (for example "for “A toll”"; no two are the same), size, agrees (the
    `most` most held sides in words: "support “A toll” (4 of 5)"), supports and opposes (all concepts
    that at least two members hold so), members, undecided (those of them), statements (of what
    members say on the sides they share). Lists are ids joined by ";".
    """
    label = case.concepts.set_index("id")["label"]
    doubtful = undecided(net.members)
    rows, taken = [], set[str]()
    for number, sides in shared_sides(net.members, positions(net.used.statements)).items():
        part = net.members[net.members["coalition"] == number]
        titles = [f"{SHORT[side]} “{label[concept]}”" for side, concept, _ in sides]
        own = next((title for title in titles if title not in taken), f"{UNNAMED} {number}")
        taken.add(own)
        agrees = [
            f"{VERBS[side]} “{label[concept]}” ({held} of {len(part)})"
            for side, concept, held in sides[:most]
        ]
        held = [";".join(c for side, c, _ in sides if side == one) for one in VERBS]
        unsure = doubtful.loc[doubtful["coalition"] == number, "actor"]
        people = [";".join(actors) for actors in (part["actor"], unsure)]
        ids = ";".join(ids_of(net.sided, part["actor"], sides))
        rows.append((number, own, len(part), listed(agrees), *held, *people, ids))
    return pd.DataFrame(rows, columns=COLUMNS)


def ids_of(sided: pd.DataFrame, actors: pd.Series, sides: list[tuple[str, str, int]]) -> list[str]:
    """The ids of the actors' statements that take one of the sides (position, concept, holders)."""
    wanted = {(VERBS[position], concept) for position, concept, _ in sides}
    said = sided[sided["actor"].isin(actors)]
    pairs = zip(said["stance"], said["concept"], said["id"], strict=True)
    return [one for stance, concept, one in pairs if (stance, concept) in wanted]


def shared_sides(
    members: pd.DataFrame, positions: pd.DataFrame
) -> dict[int, list[tuple[str, str, int]]]:
    """For each coalition the sides that at least two members hold: position, concept, holders.

    The most held first; among equals the one that fewer speakers outside the coalition hold.
    """
    sided = positions[positions["position"].isin(VERBS)].merge(members, on="actor")
    held = sided.groupby(["coalition", "position", "concept"]).size().rename("held").reset_index()
    everyone = held.groupby(["position", "concept"])["held"].transform("sum")
    order = held.assign(outside=everyone - held["held"]).sort_values(
        ["held", "outside", "concept"], ascending=[False, True, True], kind="stable"
    )
    order = order[order["held"] >= 2]
    columns = ["position", "concept", "held"]
    return {
        number: list(
            order.loc[order["coalition"] == number, columns].itertuples(index=False, name=None)
        )
        for number in sorted(members["coalition"].unique())
    }


def between_camps(ties: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Agreements minus conflicts summed for each two coalitions, and within each on the diagonal.

    `ties` has columns a, b, agreements, conflicts. Square; index and columns are the coalitions.
    """
    side = members.set_index("actor")["coalition"]
    numbers = sorted(side.unique())
    square = np.zeros((len(numbers), len(numbers)), dtype=np.int64)
    known = ties[ties["a"].isin(side.index) & ties["b"].isin(side.index)]
    a, b = (known[end].map(side).to_numpy(dtype=np.int64) - 1 for end in ("a", "b"))
    net = (known["agreements"] - known["conflicts"]).to_numpy()
    np.add.at(square, (a, b), net)
    np.add.at(square, (b, a), np.where(a == b, 0, net))
    return pd.DataFrame(square, index=numbers, columns=numbers)


def columns_of(square: pd.DataFrame, sizes: list[int]) -> list[int]:
    """The column, 0 or 1, in which each coalition is drawn: opponents across, heights alike.

    From the largest on, each goes where it has less conflict with those already there, unless that
    column would grow taller than the other by more than a third of the speakers.
    """
    places: list[int] = []
    for at, size in enumerate(sizes):
        height, friction = [0, 0], [0, 0]
        for other, place in enumerate(places):
            height[place] += sizes[other]
            friction[place] -= square.iat[at, other]
        allowed = [c for c in (0, 1) if height[c] + size - height[1 - c] <= sum(sizes) / 3]
        choice = allowed or [int(height[1] < height[0])]
        places.append(min(choice, key=lambda c: (friction[c], height[c])))
    return places
