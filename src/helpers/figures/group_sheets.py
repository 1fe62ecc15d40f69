"""A sheet for each stakeholder group: who speaks, what it holds, and every statement behind that."""

from __future__ import annotations

from html import escape

import pandas as pd

from helpers.figures.dossiers import framed
from helpers.figures.evidence import statement_block
from helpers.figures.part import Part, link

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
    evidence = dict(iter(statements.groupby(["group", "concept"], sort=False)))
    parts = {sheet: rows.to_dict("records") for sheet, rows in cells.groupby("sheet", sort=False)}
    html, titles = [], []
    for place, mine in facts.groupby("place", sort=False):
        title = mine["title"].iloc[0]
        body = head(mine, str(place))
        for cell in parts.get(place, []):
            body += part(cell, evidence[cell["group"], cell["concept"]])
        body += f"<p>{link('Back to the matrix of groups', '#' + BACK)}</p>"
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


def part(cell: dict[str, str], statements: pd.DataFrame) -> str:
    """One concept on the sheet: position, statements, and the way to what others say of it."""
    title = f"{link(cell['label'], '#' + cell['others'])}: {escape(cell['position'])}"
    blocks = "".join(statement_block(row, under=True) for row in statements.to_dict("records"))
    return f"<h3>{title}</h3>{blocks}"
