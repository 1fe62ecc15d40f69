"""Where a page on the network has what speakers said, for the tables that lead there."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.analysis.counting import SIDES
from helpers.analysis.discourse import Network
from helpers.case import Case

Places = dict[str, tuple[str, str]]


def people(listed: pd.DataFrame, case: Case) -> Places:
    """For the id of each actor its name and its place on the page, "" for who is not listed there.

    `listed` is what `drawn_members` gives of those whose statements the page has.
    """
    place = dict(zip(listed["actor"], listed["place"], strict=True))
    names = zip(case.actors["id"], case.actors["name"], strict=True)
    return {actor: (name, place.get(actor, "")) for actor, name in names}


def tie_places(table: pd.DataFrame, who: Places, ties: pd.DataFrame | None = None) -> pd.DataFrame:
    """A table of pairs (actor_id, other_id) with the places of either and of what they share.

    Columns place, other_place and, where `ties` has the pair (a, b, place), tie_place; else "".
    """
    place = {actor: target for actor, (_, target) in who.items()}
    rows = [] if ties is None else ties[["a", "b", "place"]].itertuples(index=False, name=None)
    shared = {(a, b): target for a, b, target in rows}
    pairs = list(zip(table["actor_id"], table["other_id"], strict=True))
    places = [(place[a], place[b], shared.get((a, b), "")) for a, b in pairs]
    columns = ["place", "other_place", "tie_place"]
    return table.join(pd.DataFrame(places, table.index, columns, dtype="str"))


def cell_places(related: pd.DataFrame, net: Network, who: Places) -> pd.DataFrame:
    """Affiliations (actor_id, concept_id) with places: of the speaker, and of the first statement.

    Columns place and said_place, "" for who is not listed on the page.
    """
    first = (
        in_order(net).drop_duplicates(["actor", "concept"]).set_index(["actor", "concept"])["id"]
    )
    cells = zip(related["actor_id"], related["concept_id"], strict=True)
    rows = [(who[a][1], f"#{first[a, c]}" if who[a][1] else "") for a, c in cells]
    places = pd.DataFrame(rows, related.index, ["place", "said_place"], dtype="str")
    return related.join(places)


def side_places(net: Network, who: Places) -> tuple[pd.DataFrame, Places]:
    """Who takes which side on each concept, with the place of the first statement of each.

    A frame by concept with columns support and oppose (ids of first statements, joined by ";"; who
    says it most often first), and for each of these ids the speaker's name, with the number of
    statements if there are several, and its place.
    """
    keys = ["concept", "stance", "actor"]
    said = in_order(net).groupby(keys, observed=True, sort=False)["id"].agg(["first", "size"])
    said = said.reset_index().sort_values("size", ascending=False, kind="stable")
    names = {}
    for actor, first, number in said[["actor", "first", "size"]].itertuples(index=False, name=None):
        name, place = who[actor]
        again = f" ({number:,})" if number > 1 else ""
        names[first] = (f"{name}{again}", f"#{first}" if place else "")
    ids = said.groupby(["concept", "stance"], observed=True)["first"].agg(";".join)
    return ids.unstack(fill_value="").reindex(columns=list(SIDES), fill_value=""), names


def shared_speakers(pairs: pd.DataFrame, net: Network) -> pd.Series:
    """The actors who take a side on both concepts of each pair (concept_id, other_id), ids with ";"."""
    on = net.sided.groupby("concept", observed=True)["actor"].agg(set)
    both = zip(pairs["concept_id"], pairs["other_id"], strict=True)
    return pd.Series([";".join(sorted(on[a] & on[b])) for a, b in both], pairs.index, dtype="str")


def unlisted_note(who: Places, ids: Iterable[str]) -> str:
    """That speakers without a link are in the files only, in a sentence; "" where all are listed.

    `ids` are actors, several in one text joined by ";".
    """
    if all(who[one][1] for cell in ids for one in cell.split(";") if one):
        return ""
    return "What a speaker without a link said is in the files alone."


def in_order(net: Network) -> pd.DataFrame:
    """The statements that take a side, the earliest first, as a page lists them."""
    return net.sided.sort_values("said_earliest", kind="stable")
