"""What the discourse network says: findings, titles, text alternatives and notes."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.coalitions import UNDECIDED, undecided
from helpers.analysis.discourse import Network
from helpers.analysis.filters import at_least
from helpers.analysis.words import be, count, does, listed, part, sentence
from helpers.case import Case

NOTHING = (
    "No two speakers take a side on the same concept under these filters, so there is no network."
)


def coalition_findings(
    net: Network, camps: pd.DataFrame, contested: pd.DataFrame, case: Case
) -> list[str]:
    """How many coalitions, what the largest share, how firm they are, what divides: up to four sentences."""
    if camps.empty:
        return [NOTHING]
    found = [
        f"{part(len(net.members), len(net.speakers), 'speaker')} who take a side fall into "
        f"{count(len(camps), 'coalition')}. The largest has {count(camps['size'].iloc[0], 'member')}, "
        f"who {camps['agrees'].iloc[0]}."
    ]
    if len(camps) > 1:
        found[0] += (
            f" The next has {count(camps['size'].iloc[1], 'member')}, who {camps['agrees'].iloc[1]}."
        )
    found = [sentence(found[0]), firmness(net, case)]
    hot = contested.dropna(subset="contest").query("contest > 0")
    if len(hot):
        top, label = hot.iloc[0], case.concepts.set_index("id")["label"]
        found.append(
            f"The most contested concept is “{label[top['concept']]}”: "
            f"{does(top['support'], 'statement', 'support')} it and {does(top['oppose'], 'statement', 'oppose')} it."
        )
    return found


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
        f"fellows in fewer than {percent(UNDECIDED)}: {listed(name[doubtful['actor']])}."
    )


def percent(number: float) -> str:
    """The share as a whole percentage; "an unknown share" when there is none."""
    return "an unknown share" if pd.isna(number) else f"{number:.0%}".replace("%", " %")


def basis(net: Network) -> str:
    """What the report rests on, in one line."""
    sideless = len(net.used.statements) - len(net.sided)
    none = f" {does(sideless, 'statement', 'take').capitalize()} no side." if sideless else ""
    return (
        f"{count(len(net.sided), 'statement').capitalize()} that take{'s' if len(net.sided) < 2 else ''} a side, by "
        f"{count(len(net.speakers), 'speaker')} in {count(net.sided['article'].nunique(), 'source')}; "
        f"{count(len(net.ties), 'pair')} tied.{none} {net.used.left_out()}"
    )


def strong_ties(ties: pd.DataFrame, threshold: float) -> pd.DataFrame:
    """The ties of at least the threshold either way. Raises SelectionError for one below zero."""
    at_least("threshold", threshold, 0)
    return ties[ties["weight"].abs() >= threshold]


def visible(strong: pd.DataFrame, drawn: pd.DataFrame) -> pd.DataFrame:
    """The ties of which both speakers are drawn."""
    return strong[strong["a"].isin(drawn["actor"]) & strong["b"].isin(drawn["actor"])]


def network_title(camps: pd.DataFrame) -> str:
    """The title of the network figure: how many coalitions, and what the two largest are for."""
    if camps.empty:
        return NOTHING.rstrip(".")
    if len(camps) == 1:
        return f"One coalition, {camps['name'].iloc[0]}"
    return (
        f"{count(len(camps), 'coalition').capitalize()}; the largest are {camps['name'].iloc[0]} "
        f"({camps['size'].iloc[0]}) and {camps['name'].iloc[1]} ({camps['size'].iloc[1]})"
    )


def network_alt(drawn: pd.DataFrame, strong: pd.DataFrame) -> str:
    """The network told in words: the coalitions' members, then how many ties join and divide."""
    if drawn.empty:
        return NOTHING
    parts = [
        f"{title}: {listed(part['label'])}." for title, part in drawn.groupby("title", sort=False)
    ]
    agree = int((strong["weight"] > 0).sum())
    parts.append(
        f"{count(agree, 'agreement').capitalize()} as solid lines, "
        f"{count(len(strong) - agree, 'conflict')} as dashed lines."
    )
    return " ".join(parts)


def network_note(net: Network, strong: pd.DataFrame, drawn: pd.DataFrame, threshold: float) -> str:
    """What the network figure shows, how it is measured, and what it leaves out."""
    hidden = len(net.speakers) - len(drawn)
    more = f" Not drawn: {count(hidden, 'speaker')} with the fewest statements." if hidden else ""
    agreed = int((strong["weight"] > 0).sum())
    quality = net.members.attrs["modularity"]
    dense = "" if pd.isna(quality) else f" Modularity: {quality:.2f}."
    return (
        f"Boxes are coalitions; lines run between speakers, the wider the stronger. A tie is agreements minus "
        f"conflicts, {MEASURES[net.normalisation]}. Drawn are the ties of at least {threshold:g} either way: "
        f"{agreed} of {int((net.ties['weight'] > 0).sum())} agreements and {len(strong) - agreed} of "
        f"{int((net.ties['weight'] < 0).sum())} conflicts.{more}{dense}"
        f" The network is made of the {len(net.sided):,} statements that take a side. {net.used.note()}"
    )


#: How each normalisation is told to a reader.
MEASURES = {
    "none": "as a number, not normalised",
    "average": "divided by the mean number of statements of the two",
    "jaccard": "divided by what either says alone plus what both say (Jaccard)",
    "cosine": "divided by the lengths of their two profiles (cosine)",
    "dna-cosine": "divided by the product of their numbers of statements",
}
