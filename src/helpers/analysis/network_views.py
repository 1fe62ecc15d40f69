"""Tables of the discourse network as a report shows them: names, concepts, ids of statements."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.affiliation import affiliation_table
from helpers.analysis.camps import between_camps, columns_of
from helpers.analysis.coalitions import UNDECIDED
from helpers.analysis.discourse import Network
from helpers.analysis.filters import at_least
from helpers.analysis.network import subtract, ties, with_counts
from helpers.analysis.tie_views import tie_evidence
from helpers.analysis.words import listed
from helpers.case import Case

ALONE = "in no coalition"


def drawn_members(net: Network, groups: pd.DataFrame, case: Case, most: int) -> pd.DataFrame:
    """The speakers to draw: those with the most statements, coalitions in order, then by number.

    `groups` is what `camps` gives. Columns actor, coalition (0 for none), said (statements that
    take a side), label (the name, with what is undecided about it), title (of the coalition) and
    column (0 or 1: where it is drawn, opponents across). Raises SelectionError for `most` below 1.
    """
    at_least("most", most, 1)
    said = net.sided["actor"].value_counts()
    table = pd.DataFrame({"actor": net.speakers}, dtype="str")
    table = table.merge(net.members, on="actor", how="left").assign(
        said=table["actor"].map(said), coalition=lambda t: t["coalition"].fillna(0).astype(int)
    )
    table = table.sort_values("said", ascending=False, kind="stable").head(most)
    places = columns_of(between_camps(net.ties, net.members), groups["size"].tolist())
    column = dict(zip(groups["coalition"], places, strict=True))
    title = dict(zip(groups["coalition"], groups["name"], strict=True))
    name = table["actor"].map(case.actors.set_index("id")["name"])
    doubt = table["stability"].lt(UNDECIDED).map({True: " (undecided)", False: ""})
    table = table.assign(
        label=name + doubt,
        title=[f"{n} · {title[n]}" if n else ALONE for n in table["coalition"]],
        column=table["coalition"].map(column).fillna(1).astype(int),
        last=table["coalition"] == 0,
    )
    return table.sort_values(
        ["last", "coalition", "said"],
        ascending=[True, True, False],
        kind="stable",
        ignore_index=True,
    ).drop(columns=["last", "stability"])


def camp_table(groups: pd.DataFrame) -> pd.DataFrame:
    """The coalitions as a reader sees them."""
    words = {"name": "coalition", "agrees": "what most members hold"}
    return groups.drop(columns="coalition").rename(columns=words)


def member_table(net: Network, groups: pd.DataFrame, case: Case) -> pd.DataFrame:
    """Every speaker who takes a side: group, coalition, stability, number and ids of statements."""
    actors = case.actors.set_index("id")
    title = groups.set_index("coalition")["name"]
    members = net.members.set_index("actor")
    grouped = net.sided.groupby("actor", observed=True)["id"]
    actor = pd.Series(net.speakers, dtype="str")
    coalition = actor.map(members["coalition"])
    return (
        pd.DataFrame(
            {
                "speaker": actor.map(actors["name"]),
                "group": actor.map(actors["group"]).map(case.labels["group"]),
                "coalition": coalition.map(title).fillna(ALONE),
                "stability": actor.map(members["stability"]),
                "said": actor.map(grouped.size()),
                "statements": actor.map(grouped.agg(", ".join)),
                "order": coalition.fillna(len(title) + 1),
            }
        )
        .sort_values(["order", "speaker"], kind="stable", ignore_index=True)
        .drop(columns="order")
    )


def pair_matrix(net: Network, drawn: pd.DataFrame, case: Case) -> pd.DataFrame:
    """Agreements minus conflicts for each pair of the drawn speakers, in their order, by name."""
    spot = {actor: i for i, actor in enumerate(net.x.actors)}
    rows = [spot[actor] for actor in drawn["actor"]]
    labels = list(drawn["actor"].map(case.actors.set_index("id")["name"]))
    square = subtract(net.x)[rows][:, rows].toarray()
    return pd.DataFrame(square, index=labels, columns=labels)


def camp_relations(net: Network, groups: pd.DataFrame) -> pd.DataFrame:
    """Each coalition with its agreements less conflicts inside, and with which others it has most.

    Columns coalition, inside, closest, "most opposed" (names with the number; empty for none).
    """
    square = between_camps(net.ties, net.members)
    title = groups.set_index("coalition")["name"]
    rows = []
    for number in square.index:
        others = square.loc[number].drop(number)
        friend = others.idxmax() if (others > 0).any() else 0
        rival = others.idxmin() if (others < 0).any() else 0
        near = f"{title[friend]} ({others[friend]:+d})" if friend else ""
        far = f"{title[rival]} (−{-others[rival]})" if rival else ""
        rows.append((title[number], square.at[number, number], near, far))
    return pd.DataFrame(rows, columns=["coalition", "inside", "closest", "most opposed"])


def concept_pairs(net: Network, case: Case, *, most: int) -> pd.DataFrame:
    """Concepts that speakers take up alike or unlike: the subtract measure between concepts.

    Columns one, other, same side and opposite sides (products of statements summed over speakers),
    balance, statements (ids); the `most` strongest.
    """
    turned = net.x.by_concept
    found = with_counts(ties(subtract(turned), turned.actors), turned).head(most)
    label = case.concepts.set_index("id")["label"]
    swapped = net.sided.rename(columns={"actor": "concept", "concept": "actor"})
    return pd.DataFrame(
        {
            "one": found["a"].map(label),
            "other": found["b"].map(label),
            "same side": found["agreements"],
            "opposite sides": found["conflicts"],
            "balance": found["weight"],
            "statements": tie_evidence(found, swapped)["statements"],
        }
    )


def affiliations(net: Network, case: Case) -> pd.DataFrame:
    """Which speaker speaks to which concept (`affiliation_table`), with names and labels."""
    table = affiliation_table(net.x, net.sided)
    names = {
        "actor": table["actor"].map(case.actors.set_index("id")["name"]),
        "concept": table["concept"].map(case.concepts.set_index("id")["label"]),
    }
    return table.assign(**names).rename(columns={"actor": "speaker"})


def bridge_table(
    crossing: pd.DataFrame, net: Network, groups: pd.DataFrame, case: Case
) -> pd.DataFrame:
    """Bridges: speaker, own coalition, other coalition, weight, with whom, statements (ids)."""
    name = case.actors.set_index("id")["name"]
    title = groups.set_index("coalition")["name"]
    partners = crossing["partners"].str.split(", ")
    pairs = crossing.assign(b=partners)[["actor", "b"]].explode("b").rename(columns={"actor": "a"})
    rests_on = tie_evidence(pairs, net.sided)["statements"].groupby(level=0).agg(", ".join)
    return pd.DataFrame(
        {
            "speaker": crossing["actor"].map(name),
            "own coalition": crossing["own"].map(title),
            "other coalition": crossing["into"].map(title),
            "weight": crossing["weight"].astype(float),
            "with whom": [listed(name[each]) for each in partners],
            "statements": [", ".join(dict.fromkeys(ids.split(", "))) for ids in rests_on],
        }
    )


def contest_table(contested: pd.DataFrame, case: Case) -> pd.DataFrame:
    """Contest with labels; "too few" where the statements do not allow a number."""
    words = contested["contest"].map(lambda c: "too few" if pd.isna(c) else f"{c:.2f}")
    label = contested["concept"].map(case.concepts.set_index("id")["label"])
    columns = ["support", "oppose", "contest", "statements"]
    return contested.assign(concept=label, contest=words.astype("str"))[["concept", *columns]]
