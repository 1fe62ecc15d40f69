"""Statements as evidence: who, when, stance, words, source, state of verification."""

from __future__ import annotations

from html import escape

import pandas as pd

from helpers.case import MISSING, date_in_words
from helpers.figures.part import Part, link


def statements(frame: pd.DataFrame, *, caption: str) -> Part:
    """Statements as evidence, folded, one block each with an id of its own that links can point to.

    `frame` is `Selected.statements`: speaker, role, date said, stance on concept, paraphrase,
    fragment with the state of its verification, and source.
    """
    blocks = "".join(statement_block(row) for row in frame.to_dict("records"))
    summary = f"<summary>{escape(caption)} ({len(frame):,})</summary>"
    html = f'<details class="evidence">{summary}{blocks}</details>'
    return Part(html, f"{caption}: {', '.join(frame['id'])}")


def statement_block(row: dict[str, str], after: str = "") -> str:
    """One statement as evidence; `after` is HTML that ends the block."""
    role = f", {escape(row['role'])}" if row["role"] not in MISSING else ""
    quote = ""
    if row["fragment"]:
        quote = f' <q>{escape(row["fragment"])}</q> <span class="state">({escape(row["quotation"])})</span>'
    said = f"date {row['said']}" if row["said"] in MISSING else date_in_words(row["said"])
    stance = f'<span class="stance {escape(row["stance"])}">{escape(row["stance"])}</span>'
    source = f"{link(row['publisher'], row['url'])} · {link(row['id'], '#' + row['id'])}"
    return (
        f'<article class="statement" id="{escape(row["id"])}"><p class="who"><b>{escape(row["name"])}</b>{role} · '
        f"{escape(said)} · {stance}: {escape(row['label'])}</p>"
        f"<p>{escape(row['paraphrase'])}{quote}</p>"
        f'<p class="source">{source}</p>{after}</article>'
    )
