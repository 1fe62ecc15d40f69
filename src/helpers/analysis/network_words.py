"""What the discourse network says: findings, titles, text alternatives and notes."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.coalitions import UNDECIDED, undecided
from helpers.analysis.contest import contest_sentences
from helpers.analysis.discourse import Network
from helpers.analysis.network import ignore
from helpers.analysis.words import be, count, does, few, in_words, part, sentence
from helpers.case import Case

NOTHING = (
    "No two speakers take a side on the same concept under these filters, so there is no network."
)


def without_coalition(net: Network) -> str:
    """Why there is no coalition: no ties at all, balanced ones only, or conflicts only."""
    shared = ignore(net.x).nnz // 2
    if not shared:
        return NOTHING
    pairs = does(shared, "pair", "speak").capitalize()
    differ = len(net.ties)
    rest = (
        f"{does(differ, 'pair', 'disagree')} more often than {'it agrees' if differ == 1 else 'they agree'}"
        if differ
        else "each agrees as often as it disagrees"
    )
    return f"{pairs} on the same concept, but none agrees more often than not, so there is no coalition; {rest}."


def coalition_findings(
    net: Network, camps: pd.DataFrame, contested: pd.DataFrame, case: Case
) -> list[str]:
    """How many coalitions, what the largest share, how firm they are, what divides: up to four sentences."""
    found = [without_coalition(net)]
    if len(camps):
        told = (
            f"{part(len(net.members), len(net.speakers), 'speaker')} who take a side fall into "
            f"{count(len(camps), 'coalition')}. {largest(camps)}"
        )
        found = [sentence(told), firmness(net, case)]
    return found + (contest_sentences(case, contested) if len(net.sided) else [])


def largest(camps: pd.DataFrame) -> str:
    """What the largest coalition holds, and the next, in sentences; all that are as large are named."""
    size = camps["size"].iloc[0]
    first = camps[camps["size"] == size]
    if len(first) > 1:
        ways = few((f"one whose members {held(first, at)}" for at in range(len(first))), 3)
        return f"The {in_words(len(first))} largest have {count(size, 'member')} each: {ways}."
    told = f"The largest has {count(size, 'member')}, who {held(camps, 0)}."
    rest = camps[camps["size"] < size]
    if rest.empty:
        return told
    second = rest[rest["size"] == rest["size"].iloc[0]]
    size = second["size"].iloc[0]
    if len(second) == 1:
        return f"{told} The next has {count(size, 'member')}, who {held(second, 0)}."
    return f"{told} {in_words(len(second)).capitalize()} have {count(size, 'member')} each."


def held(camps: pd.DataFrame, at: int) -> str:
    """What the members of one coalition hold, as the rest of a sentence on them."""
    return (
        f"most often {camps['agrees'].iloc[at]}"
        if camps["statements"].iloc[at]
        else "hold no side in common"
    )


def firmness(net: Network, case: Case) -> str:
    """How firmly members belong to their coalitions, and who does not, in one sentence."""
    name = case.actors.set_index("id")["name"]
    doubtful = undecided(net.members)
    search = (
        f"The search for coalitions was made {net.members.attrs['runs']} times from random starts"
    )
    stable = net.members["stability"]
    if stable.min() == 1:
        return f"{search}; each time every speaker ended up with the same fellows."
    found = f"{search}; on average a speaker ended up with the same fellows in {percent(stable.mean())} of them"
    if doubtful.empty:
        return f"{found}, and no speaker in fewer than {percent(UNDECIDED)}."
    return (
        f"{found}. {count(len(doubtful), 'speaker').capitalize()} {be(len(doubtful))} undecided, with their "
        f"fellows in fewer than {percent(UNDECIDED)}: {few(name[doubtful['actor']])}."
    )


def percent(number: float) -> str:
    """The share as a whole percentage; "an unknown share" when there is none."""
    return "an unknown share" if pd.isna(number) else f"{number:.0%}".replace("%", " %")


def basis(net: Network) -> str:
    """What the report rests on, in one line."""
    if net.sided.empty:
        return f"No statement that takes a side is left. {net.used.left_out()}"
    sideless = len(net.used.statements) - len(net.sided)
    none = f" {does(sideless, 'statement', 'take').capitalize()} no side." if sideless else ""
    return (
        f"{count(len(net.sided), 'statement').capitalize()} that take{'s' if len(net.sided) < 2 else ''} a side, by "
        f"{count(len(net.speakers), 'speaker')} in {count(net.sided['article'].nunique(), 'source')}; "
        f"{count(len(net.ties), 'pair')} tied.{none} {net.used.left_out()}"
    )
