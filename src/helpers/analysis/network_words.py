"""What the discourse network says: tables to read, sentences, titles and text alternatives."""

from __future__ import annotations

import pandas as pd
from scipy import sparse

from helpers.analysis.coalitions import ei_index
from helpers.analysis.network import StanceMatrices
from helpers.analysis.selection import Selected
from helpers.analysis.words import count, does, listed
from helpers.case import Case

NOTHING = (
    "No two speakers take a side on the same concept under these filters, so there is no network."
)


def coalition_findings(
    camps: pd.DataFrame, members: pd.DataFrame, contested: pd.DataFrame, case: Case
) -> list[str]:
    """How many coalitions, what the largest share, how stable, what divides: two to four sentences."""
    if camps.empty:
        return [NOTHING]
    top = camps.iloc[0]
    found = [
        f"The speakers fall into {count(len(camps), 'coalition')}. The largest has "
        f"{count(top['size'], 'member')}, who {top['agrees']}."
    ]
    if len(camps) > 1:
        found[0] += (
            f" The next has {count(camps['size'].iloc[1], 'member')}, who {camps['agrees'].iloc[1]}."
        )
    found.append(
        "Found again from other random starts, a speaker is with the same fellows in "
        f"{percent(members['stability'].mean())} of the runs on average."
    )
    hot = contested.dropna(subset="contest").query("contest > 0")
    if len(hot):
        top, label = hot.iloc[0], case.concepts.set_index("id")["label"]
        found.append(
            f"The most contested concept is “{label[top['concept']]}”: "
            f"{does(top['support'], 'statement', 'support')} it and {does(top['oppose'], 'statement', 'oppose')} it."
        )
    return found


def percent(number: float) -> str:
    """The share as a whole percentage; "an unknown share" when there is none."""
    return "an unknown share" if pd.isna(number) else f"{number:.0%}".replace("%", " %")


def basis(used: Selected, x: StanceMatrices, ties: pd.DataFrame) -> str:
    """What the report rests on, in one line."""
    sided = int(used.statements["stance"].isin(["support", "oppose"]).sum())
    return (
        f"{count(sided, 'statement').capitalize()} that take a side, by {count(len(x.actors), 'speaker')} in "
        f"{count(used.statements['article'].nunique(), 'source')}; {count(len(ties), 'pair')} tied. {used.left_out()}"
    )


def drawn_members(members: pd.DataFrame, statements: pd.DataFrame, most: int) -> pd.DataFrame:
    """The members to draw: those with the most statements, coalitions in order, then by number."""
    said = statements["actor"].value_counts()
    table = members.assign(said=members["actor"].map(said)).sort_values(
        "said", ascending=False, kind="stable"
    )
    return table.head(most).sort_values(
        ["coalition", "said"], ascending=[True, False], kind="stable"
    )


def circle_title(camps: pd.DataFrame) -> str:
    """The title of the network figure."""
    if camps.empty:
        return NOTHING.rstrip(".")
    return f"{count(len(camps), 'coalition').capitalize()}, of {listed(str(n) for n in camps['size'])} speakers"


def circle_alt(drawn: pd.DataFrame, strong: pd.DataFrame, names: pd.Series) -> str:
    """The network told in words: the coalitions' members, then how many ties join and divide."""
    if drawn.empty:
        return NOTHING
    parts = [
        f"Coalition {n}: {listed(names[part['actor']])}." for n, part in drawn.groupby("coalition")
    ]
    agree = int((strong["weight"] > 0).sum())
    parts.append(
        f"{agree} agreements as solid lines, {len(strong) - agree} conflicts as dashed lines."
    )
    return " ".join(parts)


def circle_note(
    strong: pd.DataFrame,
    threshold: float,
    how: str,
    members: pd.DataFrame,
    drawn: pd.DataFrame,
    used: Selected,
) -> str:
    """What the network figure shows and leaves out."""
    hidden = len(members) - len(drawn)
    more = f" Not drawn: {count(hidden, 'speaker')} with the fewest statements." if hidden else ""
    return (
        f"Solid: agreement; dashed: conflict; the wider the stronger. {count(len(strong), 'tie').capitalize()} of at "
        f"least {threshold:g} ({how} normalisation) are drawn; numbers name the coalitions.{more} {used.note()}"
    )


def member_table(members: pd.DataFrame, case: Case) -> pd.DataFrame:
    """Members with their group and the stability of their membership."""
    actors = case.actors.set_index("id")
    return pd.DataFrame(
        {
            "speaker": members["actor"].map(actors["name"]),
            "group": members["actor"].map(actors["group"]).map(case.labels["group"]),
            "coalition": members["coalition"],
            "stability": members["stability"].astype(float),
        }
    )


def pair_matrix(
    agreement: sparse.csr_array, x: StanceMatrices, drawn: pd.DataFrame, names: pd.Series
) -> pd.DataFrame:
    """Agreements minus conflicts for each pair of the drawn speakers, in their order, by name."""
    rows = [x.actors.index(actor) for actor in drawn["actor"]]
    labels = list(names[drawn["actor"]])
    return pd.DataFrame(agreement[rows][:, rows].toarray(), index=labels, columns=labels)


def pair_title(agreement: sparse.csr_array) -> str:
    """The title of the matrix of pairs: how many agree and how many differ."""
    agree, differ = int((agreement.data > 0).sum() / 2), int((agreement.data < 0).sum() / 2)
    if not agree + differ:
        return NOTHING.rstrip(".")
    return f"{count(agree, 'pair').capitalize()} agree more often than not, {count(differ, 'pair')} disagree"


def pair_alt(agreement: sparse.csr_array, x: StanceMatrices, names: pd.Series) -> str:
    """The matrix of pairs told in words: numbers, the strongest agreement and conflict."""
    ties = agreement.tocoo()
    if not ties.nnz:
        return NOTHING
    high, low = int(ties.data.argmax()), int(ties.data.argmin())
    pairs = [
        f"{names[x.actors[ties.row[i]]]} and {names[x.actors[ties.col[i]]]}" for i in (high, low)
    ]
    parts = [pair_title(agreement) + "."]
    if ties.data[high] > 0:
        parts.append(f"The strongest agreement is between {pairs[0]} ({int(ties.data[high])}).")
    if ties.data[low] < 0:
        parts.append(f"The strongest conflict is between {pairs[1]} ({int(-ties.data[low])}).")
    return " ".join(parts)


def tie_table(ties: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """The ties with names: columns one, other, tie (agreement or conflict), weight."""
    kind = ties["weight"].gt(0).map({True: "agreement", False: "conflict"})
    return pd.DataFrame(
        {
            "one": ties["a"].map(names),
            "other": ties["b"].map(names),
            "tie": kind,
            "weight": ties["weight"].astype(float),
        }
    )


def bridge_sentence(crossing: pd.DataFrame, names: pd.Series) -> str:
    """Who bridges coalitions, the strongest first, in one sentence."""
    if crossing.empty:
        return "No speaker has an agreement with a member of another coalition."
    first = crossing.drop_duplicates("actor").head(3)
    return (
        f"{count(crossing['actor'].nunique(), 'speaker').capitalize()} have agreements outside their own coalition; "
        f"the strongest are those of {listed(names[first['actor']])}."
    )


def bridge_table(crossing: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Bridges with names: speaker, own coalition, the other, and the sum of the ties' weights."""
    return pd.DataFrame(
        {
            "speaker": crossing["actor"].map(names),
            "own coalition": crossing["own"],
            "other coalition": crossing["into"],
            "weight": crossing["weight"].astype(float),
        }
    )


def contest_table(contested: pd.DataFrame, case: Case) -> pd.DataFrame:
    """Contest with labels; "too few" where the statements do not allow a number."""
    words = contested["contest"].map(lambda c: "too few" if pd.isna(c) else f"{c:.2f}")
    label = case.concepts.set_index("id")["label"]
    return pd.DataFrame(
        {
            "concept": contested["concept"].map(label),
            "support": contested["support"],
            "oppose": contested["oppose"],
            "contest": words,
        }
    )


def ei_sentence(ties: pd.DataFrame, case: Case) -> str:
    """How far agreements cross the stakeholder groups: the E-I index with what it means."""
    value = ei_index(ties, case.actors.set_index("id")["group"])
    if pd.isna(value):
        return "There is no agreement whose direction could be measured."
    side = (
        "mostly between groups"
        if value > 0
        else "mostly inside groups"
        if value < 0
        else "as much inside as between"
    )
    return (
        f"Agreements run {side}: the E-I index over stakeholder groups is {value:+.2f} "
        "(-1 when all agreements are inside groups, +1 when all are between groups)."
    )
