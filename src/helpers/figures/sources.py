"""The sources of a page, numbered as in the case, each with its address once."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from helpers.figures.part import Part, link, prose


def source_list(sources: pd.DataFrame) -> Part:
    """One item a source (place, number, publisher, published, url): its name leads to its address.

    Items are not closed, as HTML allows.
    """
    if sources.empty:
        return prose("No source is left by these filters.", kind="note")
    rows = sources.to_dict("records")
    previous = [0, *sources["number"]]
    html = "".join(map(entry, rows, previous))
    texts = (f"{row['number']}. {row['publisher']}, {row['published']}" for row in rows)
    return Part(f'<ol class="sources">{html}</ol>', "\n".join(texts))


def entry(row: Mapping[str, Any], before: int) -> str:
    """One source as an item of a numbered list, after the one with the number `before`."""
    number = row["number"]
    value = "" if number == before + 1 else f' value="{number}"'
    name = link(row["publisher"], row["url"])
    return f'<li id="{escape(row["place"])}"{value}>{name}, {escape(row["published"])}'
