"""Which group reacted to what: findings by groups, one sign for each direction.

On a narrow screen each finding is followed by the list of the groups that reacted.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd

from helpers.figures.part import Part, prose, scroll
from helpers.figures.reply_signs import DIRECTION_SIGNS, key, sign

NOTHING = "No finding or recommendation is left by these filters."
NOBODY = "No group that could respond is left by these filters."
CAPTION = "Findings and recommendations by the groups that responded to them"


def group_grid(
    targets: pd.DataFrame, numbers: pd.DataFrame, *, groups: Mapping[str, str], most: int = 30
) -> Part:
    """Rows are targets, columns groups, signs the directions of the group's reactions.

    `numbers` has target, group, its label, direction, number, which stands beside its sign when it
    is more than one, and place, the id on the page that the sign leads to. `groups` gives the
    groups' labels in order. At most `most` targets are shown. Cells are not closed, as HTML
    allows.
    """
    targets = targets.head(most)
    if targets.empty or not groups:
        return prose(NOTHING if targets.empty else NOBODY, kind="note")
    heads = "".join(f'<th scope="col"><span>{escape(label)}</span>' for label in groups.values())
    cells = {place: cell(mine) for place, mine in numbers.groupby(["target", "group"])}
    rows = "".join(
        f'<tr><th scope="row">{escape(target["paraphrase"])}'
        + "".join(cells.get((target["id"], group), "<td>·") for group in groups)
        for target in targets.to_dict("records")
    )
    table = f"<table><thead><tr><td>{heads}<tbody>{rows}</table>"
    present = [name for name in DIRECTION_SIGNS if name in set(numbers["direction"])]
    signs = f'<p class="note">{key(present)} · no reaction on record</p>'
    html = f'<div class="grid">{scroll(table, CAPTION)}{signs}</div>'
    return Part(html, "\n".join(targets["paraphrase"]))


def cell(numbers: pd.DataFrame) -> str:
    """The reactions of one group to one target, each direction a link to what it stands for."""
    rank = numbers["direction"].map(list(DIRECTION_SIGNS).index)
    links = [
        f'<a href="#{escape(row["place"])}" aria-label="{escape(times(row))}">'
        f"{sign(row['direction'])}{row['number'] if row['number'] > 1 else ''}</a>"
        for row in numbers.iloc[rank.argsort(kind="stable")].to_dict("records")
    ]
    label = numbers["label"].iloc[0]
    return f'<td data-group="{escape(label)}">{" ".join(links)}'


def times(row: Mapping[str, object]) -> str:
    """Who reacts in which direction, and how often when more than once."""
    often = f", {row['number']} times" if row["number"] != 1 else ""
    return f"{row['label']} {row['direction']}{often}"
