"""Two sides of a line: opposition to the left, support to the right, as a table with bars.

Every row is text with its numbers, and its name a link; the page's style draws a bar for each
number. One form serves desk, phone, paper and screen reader.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

import pandas as pd

from helpers.figures.part import Part, link, prose, scroll

NOTHING = "No statement is left by these filters."
#: The longest bars of both sides together, in em.
WIDTH = 20.0


def sides(
    table: pd.DataFrame,
    *,
    heads: tuple[str, str],
    support: str,
    oppose: str,
    rest: Sequence[tuple[str, str]] = (),
    groups: Sequence[str] = (),
) -> Part:
    """One row of bars a row of `table`: opposition left of a line and support right of it.

    `heads` say what a row is and name the region ("concept", "Speakers by side"). `support` and
    `oppose` name the columns of numbers; `rest` gives columns with a word for what takes no side.
    Column label names a row, target (`#id`) is where it leads. `groups` keeps rows together.
    """
    if table.empty:
        return prose(NOTHING)
    unit = WIDTH / max(int(table[oppose].max()) + int(table[support].max()), 1)
    names = (heads[0], "oppose", "support", "take no side")
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    rows = zip(list(groups) or [""] * len(table), table.to_dict("records"), strict=True)
    body = "".join(
        f"<tbody>{''.join(bars(row, oppose, support, rest) for _, row in run)}</tbody>"
        for _, run in groupby(rows, key=lambda pair: pair[0])
    )
    html = f'<table class="sides" style="--u:{unit:.2f}em"><thead><tr>{head}</tr></thead>{body}</table>'
    shown = table[["label", oppose, support, *(column for column, _ in rest)]]
    return Part(scroll(html, heads[1]), shown.to_string(index=False))


def bars(row: Mapping[str, Any], oppose: str, support: str, rest: Sequence[tuple[str, str]]) -> str:
    """One row: its name, a bar to either side with its number, and what takes no side."""
    against, favour = int(row[oppose]), int(row[support])
    left = f"−{against}{bar(against)}" if against else ""
    right = f"{bar(favour)}+{favour}" if favour else ""
    others = ", ".join(f"{row[column]} {word}" for column, word in rest if row[column])
    name = link(row["label"], row["target"])
    return f'<tr><th scope="row">{name}</th><td>{left}<td>{right}<td>{escape(others)}</tr>'


def bar(number: int) -> str:
    """A bar of that many units."""
    return f'<i style="--n:{number}"></i>'
