"""What the ties of a discourse network say: pairs, bridges between coalitions and groups, affiliation."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.coalitions import ei_index
from helpers.analysis.discourse import Network
from helpers.analysis.network_words import NOTHING
from helpers.analysis.words import count, does, listed, share
from helpers.case import Case

EVEN = 0.1  # an E-I index nearer to zero than this favours neither side


def tie_caption(told: pd.DataFrame, ties: pd.DataFrame) -> str:
    """The caption of the table of ties, which says how many it does not show."""
    if len(told) == len(ties):
        return "Ties between speakers, the strongest first"
    return f"The {len(told)} strongest of {len(ties):,} ties between speakers"


def pair_title(net: Network) -> str:
    """The title of the matrix of pairs: how many agree and how many differ."""
    agree, differ = (int((sign * net.ties["weight"] > 0).sum()) for sign in (1, -1))
    if not agree + differ:
        return NOTHING.rstrip(".")
    return (
        f"{does(agree, 'pair', 'agree').capitalize()} more often than not, "
        f"{does(differ, 'pair', 'disagree')}"
    )


def pair_alt(net: Network, case: Case) -> str:
    """The matrix of pairs told in words: numbers, the strongest agreement and conflict."""
    if net.ties.empty:
        return NOTHING
    name = case.actors.set_index("id")["name"]
    difference = net.ties["agreements"] - net.ties["conflicts"]
    parts = [pair_title(net) + "."]
    for kind, at in (("agreement", difference.idxmax()), ("conflict", difference.idxmin())):
        pair = f"{name[net.ties['a'][at]]} and {name[net.ties['b'][at]]}"
        if (difference[at] > 0) == (kind == "agreement"):
            parts.append(
                f"The strongest {kind} is between {pair} ({abs(difference[at])} more than the reverse)."
            )
    return " ".join(parts)


def bridge_sentence(crossing: pd.DataFrame, case: Case) -> str:
    """Who bridges coalitions, the strongest first, in one sentence."""
    if crossing.empty:
        return "No speaker has an agreement with a member of another coalition."
    name = case.actors.set_index("id")["name"]
    number = crossing["actor"].nunique()
    total = crossing.groupby("actor")["weight"].sum().sort_values(ascending=False, kind="stable")
    return (
        f"{count(number, 'speaker').capitalize()} {'has' if number == 1 else 'have'} agreements outside their own "
        f"coalition; those of {listed(name[total.index[:3]])} weigh most."
    )


def ei_sentence(ties: pd.DataFrame, case: Case) -> str:
    """How far agreements cross the stakeholder groups: the E-I index with what it means."""
    value = ei_index(ties, case.actors.set_index("id")["group"])
    if pd.isna(value):
        return "There is no agreement whose direction could be measured."
    side = f"mostly {'between' if value > 0 else 'inside'} stakeholder groups"
    if abs(value) < EVEN:
        side = "about as much inside stakeholder groups as between them"
    number = f"{value:+.2f}".replace("-", "−")
    return (
        f"Agreements run {side}: the E-I index is {number} "
        "(−1 when all agreements are inside groups, +1 when all are between groups)."
    )


def affiliation_sentence(table: pd.DataFrame) -> str:
    """What the file of affiliations holds, and how much of the matrix is empty, in two sentences."""
    cells = table["speaker"].nunique() * table["concept"].nunique()
    return (
        f"{share(len(table), cells)} cells of the matrix of speakers and concepts hold a statement that takes a "
        "side; the others are silent. The file has each of them: the number of statements (ignore), support minus "
        "opposition (subtract), the side (combine), and the share of all that the speaker says (activity) and of "
        "all that is said on the concept (prominence)."
    )
