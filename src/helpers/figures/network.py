"""The discourse network: coalitions and their ties, and who was with whom in two periods."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.boxes import Box, boxes_and_lines
from helpers.figures.lines import Line

WORDS = {"stays": "keeps a fellow", "parts": "keeps none", "": "no fellow to compare"}


def camp_network(members: pd.DataFrame, ties: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Coalitions as boxes of names; ties as lines, each leading to its place on the page.

    `members`: actor, label, title (of the coalition), coalition (0 for none), column (0 or 1),
    place (`#id` on the page), in the order to be drawn; `ties`: a, b, weight (in three widths from
    the weakest to the strongest given, whatever its sign), kind (agreement, conflict, or same
    question), place and name (of the link).
    """
    sizes = ties["weight"].abs()
    low, high = (sizes.min(), sizes.max()) if len(ties) else (0.0, 1.0)
    strength = (sizes - low) / (high - low) if high > low else sizes * 0 + 0.5
    lines = [
        Line(tie.a, tie.b, tie.kind, strong, tie.place, tie.name)
        for tie, strong in zip(ties.to_records(index=False), strength, strict=True)
    ]
    boxes = [
        Box(
            str(title),
            list(zip(part["actor"], part["label"], strict=True)),
            int(part["column"].iloc[0]),
            enclosed=bool(part["coalition"].iloc[0]),
            targets=dict(zip(part["actor"], part["place"], strict=True)),
        )
        for title, part in members.groupby("title", sort=False)
    ]
    return boxes_and_lines(boxes, lines, ax=ax)


def two_networks(
    members: pd.DataFrame,
    changes: pd.DataFrame,
    *,
    heads: tuple[str, str],
    places: Mapping[str, str],
    ax: Axes | None = None,
) -> Axes:
    """The coalitions of two periods side by side, each speaker of both joined to itself.

    `members`: actor, label, title, coalition (0 for none), column (0 before, 1 after), in the order
    to be drawn; `changes`: actor, change (stays, parts, or "" where there is no fellow to compare;
    others speak in one period only and get no line). `heads` name the periods; names and lines lead
    to `places` (actor -> `#id` on the page).
    """
    boxes = [
        Box(
            str(title),
            [
                (f"{column}{actor}", label)
                for actor, label in zip(part["actor"], part["label"], strict=True)
            ],
            int(column),
            enclosed=bool(part["coalition"].iloc[0]),
            targets={f"{column}{actor}": places.get(actor, "") for actor in part["actor"]},
        )
        for (column, title), part in members.groupby(["column", "title"], sort=False)
    ]
    return boxes_and_lines(boxes, stays(members, changes, places), heads=heads, ax=ax)


def stays(members: pd.DataFrame, changes: pd.DataFrame, places: Mapping[str, str]) -> list[Line]:
    """A line from each speaker of both periods to itself, see `two_networks`."""
    name = dict(zip(members["actor"], members["label"], strict=True))
    return [
        Line(
            f"0{row.actor}",
            f"1{row.actor}",
            WORDS[row.change],
            target=places.get(row.actor, ""),
            name=f"{name.get(row.actor, '')}: {WORDS[row.change]}",
        )
        for row in changes.itertuples()
        if row.change in WORDS
    ]
