"""Sources against sources: on how many questions each pair agrees and disagrees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from helpers.figures.part import Part, link, prose, scroll

LISTED = 14  # pairs on a phone
PAIRS = 300  # pairs listed with their questions at most
CAPTION = "Sources against sources"
NOTHING = "No two sources have enough questions in common."


def agreement_matrix(sources: Sequence[str], cells: pd.DataFrame) -> Part:
    """The lower half of a matrix of `sources`; `cells` has row, column, agree, disagree, anchor.

    A cell holds the number of questions on which the two agree, behind "=", and that on which they
    disagree, behind "≠"; it leads to the pair. Cells are not closed, as HTML allows.
    """
    if cells.empty:
        return prose(NOTHING, kind="note")
    heads = "".join(f'<th scope="col"><span>{escape(name)}</span>' for name in sources)
    places = {(cell["row"], cell["column"]): cell for cell in cells.to_dict("records")}
    rows = ""
    for at, source in enumerate(sources):
        inner = "".join(drawn(places.get((at, column))) for column in range(at + 1))
        rows += f'<tr><th scope="row">{escape(source)}{inner}'
    table = f"<table><thead><tr><td>{heads}<tbody>{rows}</table>"
    words = '<p class="note">= agree, ≠ disagree: number of questions</p>'
    return Part(f'<div class="grid">{scroll(table, CAPTION)}</div>{words}', "\n".join(sources))


def drawn(cell: Mapping[str, Any] | None) -> str:
    """One pair as a cell that leads to it; an empty one for a pair that is not compared."""
    if cell is None:
        return "<td>"
    agree = f"={cell['agree']:,}" if cell["agree"] else ""
    torn = f"≠{cell['disagree']:,}" if cell["disagree"] else ""
    torn = f"<u>{torn}</u>" if torn else ""
    return f'<td><a href="#{escape(cell["anchor"])}">{f"{agree} {torn}".strip()}</a>'


def most_torn(cells: pd.DataFrame) -> Part:
    """The pairs of two sources that disagree most often, one below the other, for a phone."""
    rows = cells[(cells["one"] != cells["other"]) & (cells["disagree"] > 0)].head(LISTED)
    if rows.empty:
        return prose(NOTHING if cells.empty else "No pair disagrees.", kind="note")
    items = "".join(
        f"<li>{link(names(pair), '#' + pair['anchor'])}: {numbers(pair)}"
        for pair in rows.to_dict("records")
    )
    return Part(f'<ul class="lane">{items}</ul>', "\n".join(rows["one"] + ", " + rows["other"]))


def pair_list(pairs: pd.DataFrame) -> Part:
    """Every pair with the questions on which it disagrees and agrees, as links; folded.

    `disagree_on` and `agree_on` hold the places of these questions, joined by ";".
    """
    if pairs.empty:
        return prose(NOTHING, kind="note")
    items = "".join(map(pair_item, pairs.head(PAIRS).to_dict("records")))
    left = len(pairs) - PAIRS
    more = f'<p class="note">{left:,} pairs more are in the download.</p>' if left > 0 else ""
    summary = f"<summary>Pairs of sources, with the questions they are compared on ({len(pairs):,})</summary>"
    html = f'<details class="evidence">{summary}<ul>{items}</ul>{more}</details>'
    return Part(html, "\n".join(pairs["one"] + ", " + pairs["other"]))


def pair_item(pair: Mapping[str, Any]) -> str:
    """One pair, which links can lead to, with the numbers of its questions."""
    parts = [
        f"{words} {', '.join(link(place.removeprefix('q.'), f'#{place}') for place in pair[column].split(';'))}"
        for column, words in (("disagree_on", "disagree on"), ("agree_on", "agree on"))
        if pair[column]
    ]
    return f'<li id="{escape(pair["anchor"])}"><b>{escape(names(pair))}</b>: {"; ".join(parts)}'


def names(pair: Mapping[str, Any]) -> str:
    """The two sources as one phrase."""
    own = pair["one"] == pair["other"]
    return f"{pair['one']}, its own accounts" if own else f"{pair['one']} and {pair['other']}"


def numbers(pair: Mapping[str, Any]) -> str:
    """On how many questions a pair disagrees and agrees."""
    return f"disagree on {pair['disagree']:,}, agree on {pair['agree']:,}"
