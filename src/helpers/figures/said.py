"""Statements as short evidence: one item each, under the time they were made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

import pandas as pd

from helpers.case import MISSING, date_in_words
from helpers.figures.account_lists import way_back
from helpers.figures.download import to_csv
from helpers.figures.evidence import quotation
from helpers.figures.part import Part, link, prose
from helpers.figures.tables import ROWS

TOO_MANY = "{:,} statements are too many to list here; the download has their ids."


def said_list(
    statements: pd.DataFrame,
    groups: pd.DataFrame,
    counts: pd.DataFrame,
    *,
    sources: Mapping[str, str],
    name: str,
    back: str,
) -> Part:
    """The statements under headings of time, each heading and statement with an id of its own.

    `groups` has a row for each statement, in order: id, made (the heading), anchor (its id) and
    told (how many of each stance stand under it).
    `sources` gives for the id of an article its place on the page. Of more than `ROWS` statements
    none is listed. `counts` is the table behind them, which is offered for download as `name`.csv;
    `back` is the id of what led here.
    """
    files = {f"{name}.csv": to_csv(counts)}
    number = len(statements)
    if not number or number > ROWS:
        told = "No statement is left by these filters." if not number else TOO_MANY.format(number)
        part = prose(told, kind="note")
        return Part(part.html, part.text, files)
    rows = groups.merge(statements, on="id")
    lists = "".join(
        f'<p id="{escape(str(anchor))}"><b>{escape(str(made))}</b>: {escape(each["told"].iloc[0])}'
        f"<ul>{items(each.to_dict('records'), sources)}</ul>"
        for (made, anchor), each in rows.groupby(["made", "anchor"], sort=False)
    )
    summary = f"<summary>Statements in order of their date ({number:,})</summary>"
    html = f'<details class="evidence">{summary}{lists}{way_back(back)}</details>'
    return Part(html, f"Statements: {', '.join(groups['id'])}", files)


def items(rows: Iterable[Mapping[str, str]], sources: Mapping[str, str]) -> str:
    """One item a statement; who said it is named with the role where first met, then by name."""
    html, met = "", set()
    for row in rows:
        role = "" if row["name"] in met or row["role"] in MISSING else f", {row['role']}"
        met.add(row["name"])
        html += item(row, role, sources[row["article"]])
    return html


def item(row: Mapping[str, str], role: str, source: str) -> str:
    """One statement: who, stance on what, our words, the quotation and its state, the source.

    The date is said where it is vaguer than the heading. The item is not closed, as HTML allows.
    """
    when = "" if row["said"] in MISSING or row["dated"] else f" ({date_in_words(row['said'])})"
    who = f"<b>{escape(row['name'], quote=False)}</b>{escape(role + when, quote=False)}"
    what = f"{row['stance']}: {row['label']}. {row['paraphrase']}"
    return (
        f'<li id="{escape(row["id"])}">{who}, {escape(what, quote=False)}'
        f"{quotation(row)} {link(row['publisher'], f'#{source}')}"
    )
