"""The position matrix: who stands where on each concept, each mark leading to its statements.

It is a table of the page, so one form serves desk, phone, paper and screen reader. A mark is a sign
with the number of statements: told apart without colour, which the page's style adds.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

import pandas as pd

from helpers.figures.part import Part, prose, scroll

NOTHING = "No statement is left by these filters."
KINDS = {"demand": "demands", "conduct": "conduct", "dispute": "disputes", "policy": "policy"}
#: Each position with its sign, its class, and as a reader calls it; silence is a dot.
MARKS = {
    "supports": ("+", "p", "supports"),
    "opposes": ("−", "o", "opposes"),
    "split": ("±", "b", "on both sides"),
    "neutral": ("○", "n", "neutral"),
}


def matrix(
    positions: pd.DataFrame,
    counts: pd.DataFrame,
    *,
    row_groups: Sequence[str],
    column_groups: Sequence[str],
    targets: pd.DataFrame,
    label: str,
) -> Part:
    """The matrix of positions (index: row names, columns: concept labels), numbers from `counts`.

    Rows and columns stand together by their groups, under the groups' names. Numbers of statements
    at both edges. A mark leads to its place in `targets` (`#id`, "" for silence). `label` names the
    region in which the table scrolls.
    """
    if not len(positions.index) or not len(positions.columns):
        return prose(NOTHING)
    cells = zip(positions.to_numpy(), counts.to_numpy(), targets.to_numpy(), strict=True)
    rows = [
        f'<tr><th scope="row">{escape(name)}{"".join(map(mark, *line))}'
        f"<td>{int(line[1].sum())}</tr>"
        for name, line in zip(positions.index, cells, strict=True)
    ]
    body = bodies(rows, row_groups, len(positions.columns) + 2)
    sums = "".join(f"<td>{int(number)}" for number in counts.sum())
    html = (
        f'<table class="positions"><colgroup>{head(positions.columns, column_groups)}{body}'
        f'<tfoot><tr><th scope="row">statements{sums}'
        f"<td>{int(counts.to_numpy().sum())}</tr></tfoot></table>"
    )
    return Part(scroll(html, label), positions.to_string())


def mark(position: str, number: int, target: str) -> str:
    """One cell: the sign of the position and how many statements, as a link to them."""
    if position not in MARKS:
        return "<td>"
    sign, style, _ = MARKS[position]
    return f'<td><a class="{style}" href="{escape(target)}">{sign}{int(number)}</a>'


def head(labels: Sequence[str], kinds: Sequence[str]) -> str:
    """The headings of the columns under the names of their kinds."""
    runs = [(KINDS.get(kind, kind), len(list(run))) for kind, run in groupby(kinds)]
    spans = "".join(f'<colgroup span="{number}">' for _, number in runs)
    above = "".join(
        f'<th scope="colgroup" colspan="{number}">{escape(kind)}</th>' for kind, number in runs
    )
    names = "".join(f'<th scope="col"><span>{escape(label)}</span>' for label in labels)
    return (
        f"{spans}<colgroup><thead><tr><td>{above}<td></tr>"
        f'<tr><td>{names}<th scope="col"><span>statements</span></tr></thead>'
    )


def bodies(rows: Sequence[str], groups: Sequence[str], width: int) -> str:
    """The rows under the names of their groups; a group without a name has no line of its own."""
    html = ""
    for group, run in groupby(zip(groups, rows, strict=True), key=lambda pair: pair[0]):
        name = f'<tr><th scope="rowgroup" colspan="{width}">{escape(group)}</th></tr>'
        html += f"<tbody>{name if group else ''}{''.join(row for _, row in run)}</tbody>"
    return html


def key() -> Part:
    """The marks with their meaning, in a line."""
    told = [
        f'<b class="{style}">{sign}2</b> {words}, in two statements'
        for sign, style, words in MARKS.values()
    ]
    text = "; ".join(f"{sign} {words}" for sign, _, words in MARKS.values())
    return Part(
        f'<p class="positions note">{"; ".join(told)}; a dot: silent.</p>',
        f"{text}; a dot: silent.",
    )
