"""Who is in which camp, one concept after the other: what a matrix says, for any width of screen."""

from __future__ import annotations

from html import escape

import pandas as pd

from helpers.figures.part import Part, link, prose

#: Each side with its sign, the word before its names, and the element that has its colour.
SIDES = {
    "supports": ("+", "support", "i"),
    "opposes": ("−", "oppose", "u"),
    "split": ("±", "on both sides", "b"),
    "neutral": ("○", "neutral", "b"),
}
NOTHING = "No statement is left by these filters, so no camp can be shown."
NOBODY = "Nobody is on record."
WIDEST = 24  # units of the longest bar, which a phone has room for


def camp_list(concepts: pd.DataFrame, camps: pd.DataFrame) -> Part:
    """For each concept its proposition and the names in each camp, each leading to its statements.

    `concepts` has id, label, proposition, place (its own id on the page); `camps` has concept,
    position, name, place.
    """
    if camps.empty:
        return prose(NOTHING)
    held = dict(iter(camps.groupby("concept", sort=False)))
    each = max(camps.groupby(["concept", "position"]).size().max() / WIDEST, 1)
    html = ""
    for concept in concepts.to_dict("records"):
        mine = held.get(concept["id"])
        html += (
            f'<h3 id="{escape(concept["place"])}">{escape(concept["label"])}</h3>'
            f"<p>{escape(concept['proposition'])}</p>"
            f"{lines(mine, each) if mine is not None else f'<p>{NOBODY}</p>'}"
        )
    return Part(f'<div class="camps">{html}</div>', "\n".join(concepts["label"]))


def lines(camps: pd.DataFrame, each: float) -> str:
    """One line a side: its sign, a bar as long as how many, a unit for `each` so many, who."""
    told = []
    for side, (sign, words, tag) in SIDES.items():
        mine = camps[camps["position"] == side]
        if len(mine):
            pairs = zip(mine["name"], mine["place"], strict=True)
            names = "; ".join(link(name, f"#{place}") for name, place in pairs)
            head = f'<{tag} style="--n:{len(mine) / each:.3g}">{sign} {len(mine)} {words}:</{tag}>'
            told.append(f"<li>{head} {names}</li>")
    return f"<ul>{''.join(told)}</ul>"
