"""What a page says under the network: each speaker's statements, and what each tie rests on."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.analysis.discourse import Network
from helpers.analysis.network_words import percent
from helpers.analysis.sources import source_places
from helpers.analysis.tie_views import held, kinds
from helpers.analysis.words import sentence
from helpers.case import MISSING, Case

COLUMNS = ["place", "actor", "other", "name", "number", "agree", "differ"]


def drawn_ties(tied: Network, drawn: pd.DataFrame) -> pd.DataFrame:
    """The ties between speakers who are drawn, strongest first.

    `drawn` is what `drawn_members` gives. Columns of `Network.ties` and kind (see `kinds`), number
    (of the measure before normalising), place (`#t.1` …, where the page has what the tie rests on)
    and name ("Ann, Bea: +3", of the link there).
    """
    both = tied.ties.assign(kind=kinds(tied), place=[f"#t.{n + 1}" for n in range(len(tied.ties))])
    both = both[both["a"].isin(drawn["actor"]) & both["b"].isin(drawn["actor"])]
    numbers = {
        "subtract": both["agreements"] - both["conflicts"],
        "congruence": both["agreements"],
        "conflict": both["conflicts"],
        "ignore": both["agreements"] + both["conflicts"],
    }
    name = drawn.set_index("actor")["name"]
    both = both.assign(number=numbers[tied.measure].abs())
    told = [
        f"{name[tie.a]}, {name[tie.b]}: {signed(tie.number, tie.kind)}"
        for tie in both.itertuples(index=False)
    ]
    return both.assign(name=pd.Series(told, index=both.index, dtype="str")).reset_index(drop=True)


def signed(number: int, kind: str) -> str:
    """The number with the sign of its kind: "+3", "−2", and "3" where stance was ignored."""
    return {"agreement": "+", "conflict": "−"}.get(kind, "") + f"{number:,}"


def voices(listed: pd.DataFrame, case: Case) -> pd.DataFrame:
    """The listed speakers with what a page says of each, under their coalition.

    `listed` is what `drawn_members` gives. Columns actor, name, place, about (a sentence), title and
    camp (of the coalition: its words, and its place on the page).
    """
    actors = case.actors.set_index("id")
    about = []
    for row in listed.itertuples():
        role, group = actors.at[row.actor, "role"], actors.at[row.actor, "group"]
        parts = [role] if role not in MISSING else []
        parts += [case.labels["group"][group]]
        if row.stability < 1:
            parts.append(f"with its coalition in {percent(row.stability)} of the searches")
        about.append(sentence("; ".join(parts)))
    told = listed[["actor", "name", "place", "title", "camp"]]
    return told.assign(about=pd.Series(about, dtype="str", index=listed.index))


def spoken(drawn: pd.DataFrame, net: Network, case: Case) -> pd.DataFrame:
    """The statements of the drawn speakers that take a side, by speaker, concept and date.

    Columns of `Selected.statements` and source (the source's place on the page); in this order all
    that one says on one concept stands together.
    """
    rank = {actor: at for at, actor in enumerate(drawn["actor"])}
    concept = {one: at for at, one in enumerate(case.concepts["id"])}
    said = net.sided[net.sided["actor"].isin(rank)]
    said = said.assign(
        rank=said["actor"].map(rank),
        place=said["concept"].map(concept),
        source=said["article"].map(source_places(case)),
    )
    said = said.sort_values(["rank", "place", "said_earliest"], kind="stable")
    return said.drop(columns=["rank", "place"])


def shared_words(ties: pd.DataFrame, drawn: pd.DataFrame, net: Network, case: Case) -> pd.DataFrame:
    """What each of the drawn ties rests on, under the speaker who is drawn first.

    Columns place, actor (drawn first), other, name (of the other), number ("+3"), agree and differ:
    for each concept its label and the id of the other's first statement on that side.
    """
    views = held(spoken(drawn, net, case))
    label: Mapping[str, str] = dict(zip(case.concepts["id"], case.concepts["label"], strict=True))
    rank = {actor: at for at, actor in enumerate(drawn["actor"])}
    name = drawn.set_index("actor")["name"]
    rows = []
    for tie in ties.itertuples(index=False):
        a, b = sorted((tie.a, tie.b), key=rank.__getitem__)
        agree, differ = [], []
        for concept in (one for one in views[a] if one in views[b]):
            mine, theirs = views[a][concept], views[b][concept]
            same = next((ids for stance, ids in theirs.items() if stance in mine), None)
            other = next((ids for stance, ids in theirs.items() if mine.keys() - {stance}), None)
            agree += [(label[concept], same[0])] if same else []
            differ += [(label[concept], other[0])] if other else []
        rows.append((tie.place, a, b, name[b], signed(tie.number, tie.kind), agree, differ))
    table = pd.DataFrame(rows, columns=COLUMNS)
    order = table["actor"].map(rank) * len(rank) + table["other"].map(rank)
    return table.loc[order.sort_values(kind="stable").index].reset_index(drop=True)
