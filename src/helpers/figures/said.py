"""Statements as short evidence: one line each, under the time they were made."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pandas as pd

from helpers.case import MISSING, date_in_words
from helpers.figures.account_tables import way_back
from helpers.figures.download import to_csv
from helpers.figures.show import ROWS, Part, prose


def said_list(
    statements: pd.DataFrame, groups: pd.DataFrame, counts: pd.DataFrame, *, name: str, back: str
) -> Part:
    """The statements under headings of time, each heading and statement with an id of its own.

    `groups` has a row for each statement, in order: id, made (the heading), anchor (its id). Of
    more than `ROWS` statements none is listed. `counts` is the table behind them, which is offered
    for download as `name`.csv; `back` is the id of what led here.
    """
    files = {f"{name}.csv": to_csv(counts)}
    number = len(statements)
    if not number or number > ROWS:
        told = "No statement is left by these filters." if not number else TOO_MANY.format(number)
        part = prose(told, kind="note")
        return Part(part.html, part.text, files)
    rows = groups.merge(statements, on="id").groupby(["made", "anchor"], sort=False)
    lists = "".join(
        f'<p id="{escape(str(anchor))}"><b>{escape(str(made))}</b></p>'
        f"<ul>{lines(each.to_dict('records'))}</ul>"
        for (made, anchor), each in rows
    )
    summary = f"<summary>Statements in order of their date ({number:,})</summary>"
    html = f'<details class="evidence">{summary}{lists}{way_back(back)}</details>'
    return Part(html, f"Statements: {', '.join(groups['id'])}", files)


TOO_MANY = "{:,} statements are too many to list here; the download has their ids."


def lines(rows: Iterable[dict[str, str]]) -> str:
    """One item for each statement: who, stance on what, our words, source, and the date if vague."""
    return "".join(map(line, rows))


def line(row: dict[str, str]) -> str:
    """One statement as an item of a list."""
    when = "" if row["said"] in MISSING or row["dated"] else f" ({date_in_words(row['said'])})"
    return (
        f'<li id="{escape(row["id"])}"><b>{escape(row["name"])}</b>{escape(when)}, '
        f"{escape(row['stance'])}: {escape(row['label'])}. {escape(row['paraphrase'])} "
        f"{escape(row['publisher'])}</li>"
    )
