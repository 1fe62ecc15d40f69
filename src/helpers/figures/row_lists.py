"""What a number of a table counts: a line for each, with links to the rows it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from helpers.figures.part import Part, link, prose

MOST = 200  # rows that a line names at most


def row_list(lines: pd.DataFrame, *, caption: str) -> Part:
    """One line each (anchor, words, ids, places), folded; the anchor is where a table leads to it.

    `ids` are joined by ";", and so are their `places` ("#id", "" where the page does not show it).
    """
    if lines.empty:
        return prose(f"{caption}: none.", kind="note")
    rows = lines.to_dict("records")
    items = "".join(map(line, rows))
    html = (
        f'<details class="evidence"><summary>{escape(caption)}</summary><ul>{items}</ul></details>'
    )
    return Part(html, "\n".join(f"{row['words']}: {row['ids']}" for row in rows))


def line(row: Mapping[str, Any]) -> str:
    """One line; of very many rows the first."""
    ids, places = row["ids"].split(";"), row["places"].split(";")
    links = [link(*one) for one in zip(ids[:MOST], places[:MOST], strict=True)]
    more = f" and {len(ids) - MOST:,} more, see the download" if len(ids) > MOST else ""
    words = f"<b>{escape(row['words'])}</b> ({len(ids):,})"
    return f'<li id="{escape(row["anchor"])}">{words}: {", ".join(links)}{more}</li>'
