"""Which ties of a discourse network are drawn, and what the figure says: title, alternative, note."""

from __future__ import annotations

from math import ceil

import pandas as pd

from helpers.analysis.contest import LEAST
from helpers.analysis.discourse import Network, Periods
from helpers.analysis.filters import at_least
from helpers.analysis.network_words import NOTHING, without_coalition
from helpers.analysis.tie_views import kinds
from helpers.analysis.words import count, few, in_words, listed, sentence

HEARD = 4  # names of a box in a text alternative: more than that no listener keeps; links have all
QUARTER = 0.25  # of the ties, the strongest, are drawn unless a threshold is given
#: The kinds of ties, what each is called, and how it is drawn.
LINES = (
    ("agreement", "agreement", "solid"),
    ("conflict", "conflict", "dashed"),
    ("same question", "tie", "grey"),
)
#: How each measure of a tie, and each normalisation, is told to a reader.
TIES = {
    "subtract": "agreements minus conflicts",
    "congruence": "the number of agreements (congruence)",
    "conflict": "the number of conflicts",
    "ignore": "the number of times both speak to the same concept, whatever the stance",
}
NORMALISED = {
    "none": "as a number, not normalised",
    "average": "divided by the mean number of statements of the two",
    "jaccard": "divided by what either says alone plus what both say (Jaccard)",
    "cosine": "divided by the lengths of their two profiles (cosine)",
    "dna-cosine": "divided by the product of their numbers of statements",
}


ON_A_PHONE = (
    "The drawing needs a wider screen. The coalitions stand in the table above, and each speaker’s "
    "ties in the list below."
)


def strong_ties(ties: pd.DataFrame, tied: Network, threshold: float) -> pd.DataFrame:
    """Those of `ties` (some of the network's) that reach the threshold, whatever their sign.

    For 0 it is the strength that the strongest quarter of all ties of the network reach, which suits
    every normalisation, though their scales differ. The bound that was applied is the attribute
    `threshold`. Raises SelectionError for a threshold below zero.
    """
    at_least("threshold", threshold, 0)
    sizes = tied.ties["weight"].abs()
    if not threshold and len(sizes):
        threshold = float(sizes.nlargest(ceil(len(sizes) * QUARTER)).iloc[-1])
    strong = ties[ties["weight"].abs() >= threshold]
    strong.attrs = {"threshold": threshold}
    return strong


def network_title(net: Network, camps: pd.DataFrame) -> str:
    """The title of the network figure: how many coalitions, and what the two largest are for."""
    if camps.empty:
        return without_coalition(net).rstrip(".")
    if len(camps) == 1:
        return f"One coalition, {camps['name'].iloc[0]}"
    named = [f"{name} ({size})" for name, size in zip(camps["name"], camps["size"], strict=True)]
    if len(camps) == 2:
        return f"Two coalitions: {listed(named)}"
    more = camps["size"].eq(camps["size"].iloc[1]).sum() + (
        camps["size"].iloc[0] > camps["size"].iloc[1]
    )
    return f"{count(len(camps), 'coalition').capitalize()}; the largest are {few(named[: max(more, 2)], 4)}"


def network_alt(drawn: pd.DataFrame, strong: pd.DataFrame, title: str) -> str:
    """The network told in words: its finding, the coalitions' members, how many ties join and divide."""
    if drawn.empty:
        return NOTHING
    parts = [
        f"{camp}: {few(part['label'], HEARD)}." for camp, part in drawn.groupby("title", sort=False)
    ]
    told = [
        f"{count(int((strong['kind'] == kind).sum()), noun)} as {way} lines"
        for kind, noun, way in LINES
        if (strong["kind"] == kind).any()
    ]
    return " ".join(
        [f"{title}.", *parts, sentence(listed(told) if told else "no line between them")]
    )


def network_note(
    tied: Network, strong: pd.DataFrame, drawn: pd.DataFrame, on_page: pd.DataFrame
) -> str:
    """What the network figure shows, how it is measured, and what it leaves out.

    `strong` are the ties that are drawn, with kind and the attribute `threshold`; `on_page` are the
    speakers whose statements the page has.
    """
    quality = tied.members.attrs["modularity"]
    dense = "" if pd.isna(quality) else f" Modularity of the coalitions: {quality:.2f}."
    return (
        "Boxes are coalitions; lines run between speakers, the wider the stronger, and lead to what they rest on. "
        f"A tie is {TIES[tied.measure]}, {NORMALISED[tied.normalisation]}. "
        f"{drawn_part(tied, strong)}{not_drawn(tied, drawn, on_page)}{dense}{thinned(tied)} "
        f"The network is made of {sided(tied)}. {tied.used.note()}"
    )


def not_drawn(tied: Network, drawn: pd.DataFrame, on_page: pd.DataFrame) -> str:
    """How many speakers are not drawn, and where a reader finds them; "" where all are."""
    hidden, rest = len(tied.speakers) - len(drawn), len(on_page) - len(drawn)
    if not hidden:
        return ""
    part = "what they said" if rest == hidden else f"what {in_words(rest)} of them said"
    where = f"the list of speakers has {part}, the files have all" if rest else "the files have all"
    return f" Not drawn: {count(hidden, 'speaker')} with the fewest statements; {where}."


def sided(net: Network) -> str:
    """How many statements take a side, as a phrase: "155 statements that take a side"."""
    number = len(net.sided)
    return f"{count(number, 'statement')} that {'takes' if number <= 1 else 'take'} a side"


def table_note(net: Network) -> str:
    """What a table of the network rests on: the statements that take a side, out of those used."""
    return f"Made of {sided(net)}. {net.used.note()}"


def contest_note(net: Network) -> str:
    """What stands under the table of contest: from how many statements on it is a number."""
    shown = f"Contest is shown from {in_words(LEAST)} statements that take a side on."
    return f"{table_note(net)} {shown}"


def periods_note(both: Periods) -> str:
    """What the weights of the ties in two periods are; "" when no date divides them."""
    if not both.split:
        return ""
    divided = NORMALISED[both.before.normalisation]
    return (
        f"A tie is {TIES['subtract']}, {divided}, of the statements of its period; 0.00: none. "
        f"Before: {both.before.used.note()} After: {both.after.used.note()}"
    )


def thinned(net: Network) -> str:
    """On which agreements coalitions were looked for, in a sentence; "" where it was on all."""
    number = net.members.attrs["strongest"]
    if not number:
        return ""
    each = "the strongest agreement" if number == 1 else f"the {number} strongest agreements"
    return (
        f" There are so many agreements that coalitions were looked for on {each} of each speaker."
    )


def drawn_part(tied: Network, strong: pd.DataFrame) -> str:
    """From which strength on ties are drawn, and how many of each kind, in one sentence."""
    if tied.ties.empty:
        return "There is none."
    every = kinds(tied)
    parts = [
        f"{int((strong['kind'] == kind).sum())} of {count(int((every == kind).sum()), noun)}"
        for kind, noun, _ in LINES
        if (every == kind).any()
    ]
    return f"Drawn are the ties of at least {strong.attrs['threshold']:.3g}: {listed(parts)}."
