"""Who is in which camp, one concept after the other: what a matrix says, for any width of screen."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from helpers.figures.part import Part, link

#: Each side with its sign, the word before its names, and the class that gives its colour.
SIDES = {
    "supports": ("+", "support", "support"),
    "opposes": ("−", "oppose", "oppose"),
    "split": ("±", "on both sides", ""),
    "neutral": ("○", "neutral", ""),
}
NOBODY = "Nobody is on record."


def camp_list(concepts: pd.DataFrame, camps: pd.DataFrame, *, places: bool = True) -> Part:
    """For each concept the names in each camp, each leading to its statements.

    `concepts` has id, label, proposition; `camps` has concept, position, name, place (id on the
    page). With `places` a concept has a heading, its proposition and the id `concept--<id>`;
    without, it is a line, for a second list on the same page.
    """
    held = dict(iter(camps.groupby("concept", sort=False)))
    parts = []
    for concept in concepts.to_dict("records"):
        mine = held.get(concept["id"])
        body = lines(mine) if mine is not None else f"<p>{NOBODY}</p>"
        parts.append(
            headed(concept, body) if places else f"<p><b>{escape(concept['label'])}</b></p>{body}"
        )
    return Part(f'<div class="camps">{"".join(parts)}</div>', "\n".join(concepts["label"]))


def headed(concept: dict[str, Any], body: str) -> str:
    """A concept's camps under its name and proposition."""
    place = f"concept--{concept['id']}"
    return (
        f'<section id="{escape(place)}"><h3>{escape(concept["label"])}</h3>'
        f"<p>{escape(concept['proposition'])}</p>{body}</section>"
    )


def lines(camps: pd.DataFrame) -> str:
    """One line a side: its sign, how many, who."""
    told = []
    for side, (sign, words, style) in SIDES.items():
        mine = camps[camps["position"] == side]
        if len(mine):
            pairs = zip(mine["name"], mine["place"], strict=True)
            names = ", ".join(link(name, f"#{place}") for name, place in pairs)
            head = f'<span class="stance {style}">{sign} {len(mine)} {words}</span>'
            told.append(f"<li>{head}: {names}</li>")
    return f"<ul>{''.join(told)}</ul>"
