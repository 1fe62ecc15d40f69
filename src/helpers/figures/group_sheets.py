"""A sheet for each stakeholder group: who speaks, what it holds, and every statement behind that."""

from __future__ import annotations

from collections.abc import Iterator
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

    `facts` has place, title, term, text, target; `cells` has sheet, place, label, position, line, others;
    `statements` are rows of evidence with part (place of a cell) and cell (place of the speaker's).
    Every statement has its block once, with an id of its own.
    """
    if statements.empty:
        return Part(NOTHING, "No statement is left by these filters.")
    evidence = dict(iter(statements.groupby("part", sort=False)))
    parts = {sheet: rows.to_dict("records") for sheet, rows in cells.groupby("sheet", sort=False)}
    html, titles = [], []
    for place, mine in facts.groupby("place", sort=False):
        title = mine["title"].iloc[0]
        body = head(mine)
        for cell in parts.get(place, []):
            body += part(cell, evidence[cell["place"]])
        body += f"<p>{link('Back to the matrix of groups', '#' + BACK)}</p>"
        titles.append(title)
        html.append(framed(title, body, True, str(place)))
    return Part("".join(html), "\n".join(titles))


def head(facts: pd.DataFrame) -> str:
    """What is known of the group, each term with its items."""
    told = ""
    for term, items in facts.groupby("term", sort=False):
        pairs = zip(items["text"], items["target"], strict=True)
        joined = "; ".join(link(text, target) if target else escape(text) for text, target in pairs)
        told += f"<dt>{escape(str(term))}</dt><dd>{joined}</dd>"
    return f'<dl class="facts">{told}</dl>'


def part(cell: dict[str, str], statements: pd.DataFrame) -> str:
    """One concept on the sheet: position, statements, and the way to what others say of it."""
    title = f"{link(cell['label'], '#' + cell['others'])}: {escape(cell['position'])}"
    return (
        f'<section id="{escape(cell["place"])}"><h3>{title}</h3>'
        f'<p class="note">{escape(cell["line"])}</p>{"".join(speakers(statements))}</section>'
    )


def speakers(statements: pd.DataFrame) -> Iterator[str]:
    """The statements of each speaker in a place of their own."""
    for place, mine in statements.groupby("cell", sort=False):
        blocks = "".join(statement_block(row) for row in mine.to_dict("records"))
        yield f'<div id="{escape(str(place))}">{blocks}</div>'
