"""Tables of the discourse network: ids beside names, as files and pages have them."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.camps import between_camps, columns_of
from helpers.analysis.coalitions import UNDECIDED
from helpers.analysis.discourse import Network
from helpers.analysis.filters import at_least
from helpers.analysis.tie_views import tie_evidence
from helpers.analysis.words import few
from helpers.case import Case

ALONE = "in no coalition"
LISTED = 60  # speakers whose statements a page has, if no more are drawn
MANY = 1000  # statements from which on a page has those of the drawn speakers only


def drawn_members(net: Network, groups: pd.DataFrame, case: Case, most: int) -> pd.DataFrame:
    """The speakers with the most statements, to draw or to list: coalitions in order, then by number.

    `groups` is what `camps` gives. Columns actor, coalition (0 for none), stability, said
    (statements that take a side), name, label (the name, with what is undecided about it), title
    (of the coalition), column (0 or 1: where it is drawn, opponents across), place (where the page
    has what the speaker said) and camp (where it has what the coalition's members said). Raises
    SelectionError for `most` below 1.
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
    title = box_titles(groups, table["coalition"])
    name = table["actor"].map(case.actors.set_index("id")["name"])
    doubt = table["stability"].lt(UNDECIDED).map({True: " (undecided)", False: ""})
    table = table.assign(
        name=name,
        label=name + doubt,
        title=table["coalition"].map(title),
        column=table["coalition"].map(column).fillna(1).astype(int),
        place="#by." + table["actor"],
        camp=table["coalition"].map(camp_place),
        last=table["coalition"] == 0,
    )
    order = ["last", "coalition", "said"]
    table = table.sort_values(order, ascending=[True, True, False], kind="stable")
    return table.drop(columns="last").reset_index(drop=True)


def listed_members(net: Network, groups: pd.DataFrame, case: Case, most: int) -> pd.DataFrame:
    """The speakers whose statements a page has, as `drawn_members` gives them.

    Those who are drawn, and as long as there are few statements others up to `LISTED` in all.
    """
    number = most if len(net.sided) > MANY else max(most, LISTED)
    return drawn_members(net, groups, case, number)


def box_titles(groups: pd.DataFrame, drawn: pd.Series) -> dict[int, str]:
    """The title of each coalition's box, with how many of its members are drawn if not all are.

    `drawn` has the coalition of each drawn speaker, 0 for none.
    """
    number = drawn.value_counts()
    titles = {0: ALONE}
    for group in groups.rename(columns={"size": "size_"}).itertuples():
        shown = int(number.get(group.coalition, 0))
        part = f" ({shown} of {group.size_} drawn)" if shown < group.size_ else ""
        titles[int(group.coalition)] = f"{group.coalition} · {group.name}{part}"
    return titles


def camp_place(coalition: int) -> str:
    """Where a page has what the members of the coalition (0: who is in none) said."""
    return f"#camp.{coalition}"


def camp_table(groups: pd.DataFrame) -> pd.DataFrame:
    """The coalitions as a reader sees them, with members as ids and their place on the page."""
    return pd.DataFrame(
        {
            "coalition": groups["name"],
            "size": groups["size"],
            "sides_held_most": groups["agrees"],
            "members": groups["members"],
            "undecided": groups["undecided"],
            "place": groups["coalition"].map(camp_place),
        }
    )


def member_table(net: Network, groups: pd.DataFrame, case: Case) -> pd.DataFrame:
    """Every speaker who takes a side, one a row, by coalition.

    Columns actor_id, actor, group_id, group, coalition (number, 0 for none), coalition_name,
    stability, undecided (yes or no), said (number of statements), statements (ids joined by ";").
    """
    actors = case.actors.set_index("id")
    title = {0: ALONE} | dict(zip(groups["coalition"], groups["name"], strict=True))
    members = net.members.set_index("actor")
    grouped = net.sided.groupby("actor", observed=True)["id"]
    actor = pd.Series(net.speakers, dtype="str")
    coalition = actor.map(members["coalition"]).fillna(0).astype(int)
    stability = actor.map(members["stability"])
    table = pd.DataFrame(
        {
            "actor_id": actor,
            "actor": actor.map(actors["name"]),
            "group_id": actor.map(actors["group"]),
            "group": actor.map(actors["group"]).map(case.labels["group"]),
            "coalition": coalition,
            "coalition_name": coalition.map(title).astype("str"),
            "stability": stability,
            "undecided": stability.lt(UNDECIDED).map({True: "yes", False: "no"}),
            "said": actor.map(grouped.size()),
            "statements": actor.map(grouped.agg(";".join)),
        }
    )
    order = table["coalition"].where(table["coalition"] > 0, len(title))
    table = table.assign(order=order).sort_values(["order", "actor"], kind="stable")
    return table.drop(columns="order").reset_index(drop=True)


def camp_relations(net: Network, groups: pd.DataFrame) -> pd.DataFrame:
    """Each coalition with its agreements less conflicts inside, and with which others it has most.

    Columns coalition, inside, closest, most_opposed (names with the number; empty for none), place
    (on the page, of what its members said).
    """
    square = between_camps(net.ties, net.members)
    title = groups.set_index("coalition")["name"]
    rows = []
    for number in square.index:
        others = square.loc[number].drop(number)
        near, far = others.max(), others.min()
        friends = few((title[n] for n in others.index[others == near]), 4) if near > 0 else ""
        rivals = few((title[n] for n in others.index[others == far]), 4) if far < 0 else ""
        rows.append(
            (
                title[number],
                square.at[number, number],
                f"{friends} ({near:+d})" if friends else "",
                f"{rivals} (−{-far})" if rivals else "",
                camp_place(number),
            )
        )
    return pd.DataFrame(rows, columns=["coalition", "inside", "closest", "most_opposed", "place"])


def bridge_table(
    crossing: pd.DataFrame, net: Network, groups: pd.DataFrame, case: Case
) -> pd.DataFrame:
    """Bridges (`coalitions.bridges`) with names, partners and statements as ids joined by ";"."""
    name = case.actors.set_index("id")["name"]
    title = groups.set_index("coalition")["name"]
    partners = crossing["partners"].str.split(";")
    pairs = crossing.assign(b=partners)[["actor", "b"]].explode("b").rename(columns={"actor": "a"})
    rests_on = tie_evidence(pairs, net.sided)["statements"].groupby(level=0).agg(";".join)
    return pd.DataFrame(
        {
            "actor_id": crossing["actor"],
            "actor": crossing["actor"].map(name),
            "coalition": crossing["own"],
            "coalition_name": crossing["own"].map(title),
            "other_coalition": crossing["into"],
            "other_name": crossing["into"].map(title),
            "weight": crossing["weight"].astype(float),
            "own_weight": crossing["own_weight"].astype(float),
            "share": crossing["share"].astype(float),
            "partners": crossing["partners"],
            "statements": [";".join(dict.fromkeys(ids.split(";"))) for ids in rests_on],
        }
    )
