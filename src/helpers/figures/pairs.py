"""Every pair of speakers as a cell of a sorted table, each number leading to what the tie rests on."""

from __future__ import annotations

from html import escape

import pandas as pd

from helpers.figures.matrix import bodies
from helpers.figures.part import Part, link, prose, scroll

NOTHING = "No two speakers are tied under these filters."
#: The class of each kind of tie, as in the matrix of positions, and the sign before its number; the
#: most frequent kind has no class, which keeps large tables short.
KINDS = {
    "agreement": ("", "+"),
    "conflict": (' class="o"', "−"),
    "same question": (' class="n"', ""),
}


def tie_matrix(members: pd.DataFrame, ties: pd.DataFrame, *, label: str) -> Part:
    """Every pair of speakers as a cell: its number, with a plus where they agree, else a minus.

    `members`: actor, name, title (of the coalition; those of one stand together), place (`#id` on
    the page); `ties`: a, b, number, kind, place. Each pair stands once, in the row of the one who
    comes later, and a dot is a pair without a tie. `label` names the region in which the table scrolls.
    """
    if members.empty or ties.empty:
        return prose(NOTHING)
    marks = cells(members, ties)
    last = len(members) - 1
    rows = []
    for at, (name, place) in enumerate(zip(members["name"], members["place"], strict=True)):
        row = "".join(marks.get((column, at), "<td>") for column in range(at))
        rest = f'<td colspan="{last - at}">&nbsp;' if at < last else ""
        rows.append(f'<tr><th scope="row">{link(name, place)}{row}{rest}</tr>')
    names = "".join(f'<th scope="col"><span>{escape(n)}</span>' for n in members["name"][:last])
    html = (
        f'<table class="positions pairs"><thead><tr><td>{names}</tr></thead>'
        f"{bodies(rows, list(members['title']), last + 1)}</table>"
    )
    return Part(scroll(html, label), told(members, ties))


def cells(members: pd.DataFrame, ties: pd.DataFrame) -> dict[tuple[int, int], str]:
    """The cell of each tie between two of the members, by their places in the order: lower, higher."""
    rank = {actor: at for at, actor in enumerate(members["actor"])}
    found = {}
    for tie in ties.itertuples(index=False):
        if tie.a in rank and tie.b in rank:
            style, sign = KINDS[tie.kind]
            one, other = sorted((rank[tie.a], rank[tie.b]))
            mark = f'<a{style} href="{escape(tie.place)}">{sign}{int(tie.number):,}</a>'
            found[one, other] = f"<td>{mark}"
    return found


def told(members: pd.DataFrame, ties: pd.DataFrame) -> str:
    """The ties as plain text, one a line."""
    name = dict(zip(members["actor"], members["name"], strict=True))
    return "\n".join(
        f"{name[tie.a]}, {name[tie.b]}: {KINDS[tie.kind][1]}{int(tie.number):,}"
        for tie in ties.itertuples(index=False)
        if tie.a in name and tie.b in name
    )
