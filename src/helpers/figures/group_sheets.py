"""A sheet for each stakeholder group: who speaks, what it holds, and every statement behind that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from helpers.figures.dossiers import framed
from helpers.figures.evidence import statement_block
from helpers.figures.part import Part, link
from helpers.figures.rows import rows_by

NOTHING = "<p>No statement is left by these filters.</p>"
#: Where the matrix of groups stands on the page, and the way back to it.
BACK = "groups"


def group_sheets(facts: pd.DataFrame, cells: pd.DataFrame, statements: pd.DataFrame) -> Part:
    """One folded sheet for each place in `facts`, in their order.

    `facts` has place, title, term, text; `cells` has sheet, group, concept, label, position, others;
    `statements` are rows of evidence in reading order. Every statement has its block once, with an
    id of its own.
    """
    if statements.empty:
        return Part(NOTHING, "No statement is left by these filters.")
    evidence, parts = rows_by(statements, "group", "concept"), rows_by(cells, "sheet")
    html, titles = [], []
    for place, mine in facts.groupby("place", sort=False):
        title = mine["title"].iloc[0]
        body = head(mine, str(place))
        for cell in parts.get(place, []):
            body += part(cell, evidence[cell["group"], cell["concept"]])
        body += link("Back to the matrix of groups", f"#{BACK}")
        titles.append(title)
        html.append(framed(title, body, True))
    return Part("".join(html), "\n".join(titles))


def head(facts: pd.DataFrame, place: str) -> str:
    """What is known of the group, each term with its items; the place that links to the sheet name.

    It lies inside the folded sheet, since a browser opens what holds a link's target, not the target.
    """
    told = ""
    for term, items in facts.groupby("term", sort=False):
        told += f"<dt>{escape(str(term))}</dt><dd>{escape('; '.join(items['text']))}</dd>"
    return f'<dl class="facts" id="{escape(place)}">{told}</dl>'


def part(cell: Mapping[str, str], statements: Sequence[Mapping[str, str]]) -> str:
    """One concept on the sheet: position, statements, and the way to what others say of it."""
    title = f"{link(cell['label'], '#' + cell['others'])}: {escape(cell['position'])}"
    blocks = "".join(statement_block(row, under=True) for row in statements)
    return f"<h3>{title}</h3>{blocks}"
