"""What the ties of a discourse network say: pairs, bridges between coalitions and groups, affiliation."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.coalitions import ei_index
from helpers.analysis.discourse import Network
from helpers.analysis.filters import one_of
from helpers.analysis.network_captions import TIES
from helpers.analysis.network_words import without_coalition
from helpers.analysis.tie_views import kinds
from helpers.analysis.words import count, does, few, in_words, share
from helpers.case import Case

#: How columns of tables are headed on a page.
BRIDGE_HEADS = {
    "actor": "speaker",
    "coalition_name": "own coalition",
    "other_name": "other coalition",
    "own_weight": "agreements inside",
    "weight": "with the other",
    "share": "times",
}
PAIR_HEADS = {"actor": "speaker"}
CONCEPT_HEADS = {"same_side": "speakers on the same side", "opposite_sides": "on opposite sides"}
EVEN = 0.1  # an E-I index nearer to zero than this favours neither side


def tie_caption(shown: int, pairs: pd.DataFrame) -> str:
    """The caption of the table of pairs, which says how many it and its file do not show."""
    words = "under all four measures, the strongest first"
    if len(pairs) <= shown:
        return f"Pairs of speakers {words}"
    every = pairs.attrs["all"]
    file = f" (the file has the {len(pairs):,} strongest)" if len(pairs) < every else ""
    return f"The {in_words(shown)} strongest of {every:,} pairs of speakers{file} {words}"


def concept_caption(shown: int, pairs: pd.DataFrame) -> str:
    """The caption of the table of concepts, which says how many pairs it does not show."""
    words = "that go together or stand against each other"
    if len(pairs) <= shown:
        return f"Concepts {words}"
    return f"The {in_words(shown)} strongest of {len(pairs):,} pairs of concepts {words}"


def pair_title(tied: Network) -> str:
    """The title of the matrix of pairs: how many there are of each kind."""
    every = kinds(tied)
    if tied.measure == "subtract":
        agree, differ = (int((every == kind).sum()) for kind in ("agreement", "conflict"))
        if not agree + differ:
            return without_coalition(tied).rstrip(".")
        return (
            f"{does(agree, 'pair', 'agree').capitalize()} more often than not, "
            f"{does(differ, 'pair', 'disagree')}"
        )
    words = {
        "congruence": ("agree", "at least once"),
        "conflict": ("disagree", "at least once"),
        "ignore": ("speak", "to the same question"),
    }
    verb, rest = words[tied.measure]
    return f"{does(len(every), 'pair', verb).capitalize()} {rest}"


def strongest_pairs(ties: pd.DataFrame, drawn: pd.DataFrame) -> str:
    """The strongest tie of each kind with its pair, one sentence each; "" without a tie.

    `ties` are those between two of `drawn`, with kind and number.
    """
    name = drawn.set_index("actor")["name"]
    parts = []
    for kind, part in ties.groupby("kind", sort=True):
        top = part[part["number"] == part["number"].max()]
        pairs = [f"between {name[row.a]} and {name[row.b]}" for row in top.itertuples()]
        said = {"agreement": "agreement", "conflict": "conflict"}.get(str(kind), "tie")
        parts.append(f"The strongest {said} is {top['number'].iloc[0]}, {few(pairs, 3)}.")
    return " ".join(parts)


def pair_note(tied: Network, ties: pd.DataFrame, drawn: pd.DataFrame) -> str:
    """What is strongest in the matrix, what its numbers are, and what it leaves out.

    `ties` are those it shows, between the speakers of `drawn`.
    """
    hidden = len(tied.ties) - len(ties)
    left = (
        f" Not in the table: {count(hidden, 'tie')} of speakers who are not drawn."
        if hidden
        else ""
    )
    return (
        f"{strongest_pairs(ties, drawn)} A number is {TIES[tied.measure]}, not normalised, and leads to "
        f"what it rests on.{left} {tied.used.note()}"
    ).lstrip()


def bridge_sentence(crossing: pd.DataFrame, members: pd.DataFrame, case: Case, least: float) -> str:
    """Who bridges coalitions, the strongest first, in one sentence, with the least share that counts."""
    bound = f"at least {least:g} times as much as those inside"
    if members["coalition"].nunique() < 2:
        return "There are no two coalitions that a speaker could bridge."
    if crossing.empty:
        return f"No speaker has agreements outside its own coalition that weigh {bound}."
    name = case.actors.set_index("id")["name"]
    who = list(dict.fromkeys(crossing["actor"]))
    return (
        f"{count(len(who), 'speaker').capitalize()} of {in_words(len(members))} "
        f"{'has agreements outside its' if len(who) == 1 else 'have agreements outside their'} own "
        f"coalition that weigh {bound}: "
        f"{few(name[who])}."
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
        "(external minus internal: −1 when all agreements are inside groups, +1 when all are between groups)."
    )


def affiliation_sentence(table: pd.DataFrame) -> str:
    """What the file of affiliations holds, and how much of the matrix is empty, in two sentences."""
    if table.empty:
        return "No speaker takes a side on a concept, so there is nothing to relate."
    cells = table["actor_id"].nunique() * table["concept_id"].nunique()
    return (
        f"{share(len(table), cells)} cells of the matrix of speakers and concepts hold a statement that takes a "
        "side; the others hold none."
    )


def affiliation_caption(measure: str, share: str) -> str:
    """The caption of the table of affiliations: which measure, how divided."""
    return f"Strongest affiliations of speakers with concepts: {AFFILIATION[measure]}{SHARE[share]}"


def strongest_affiliations(
    table: pd.DataFrame, measure: str, share: str, *, most: int = 10
) -> pd.DataFrame:
    """The `most` strongest rows of affiliations by the measure and share; columns as a page has them.

    Places of speakers and statements (`cell_places`), where the table has them, are kept. SelectionError
    for an unknown measure or share.
    """
    one_of("affiliation", measure, AFFILIATION)
    one_of("share", share, SHARE)
    column = measure if share == "none" else f"{measure}_{share}"
    order = table[column].abs().sort_values(ascending=False, kind="stable").index[:most]
    chosen = table.loc[order]
    return pd.DataFrame(
        {
            "speaker": chosen["actor"],
            "concept": chosen["concept"],
            "side": chosen["combine_words"],
            "statements that take a side": chosen["ignore"],
            "affiliation": chosen[column],
            **{place: chosen[place] for place in ("place", "said_place") if place in chosen},
        }
    )


#: How each measure of affiliation, and what it is divided by, is told to a reader.
AFFILIATION = {
    "ignore": "number of statements (ignore)",
    "subtract": "support minus opposition (subtract)",
    "combine": "side as a number, 1 support, 2 opposition, 3 both (combine)",
}
SHARE = {
    "none": "",
    "activity": ", divided by all of the speaker (activity)",
    "prominence": ", divided by all on the concept (prominence)",
}
