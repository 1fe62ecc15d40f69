"""Statements as evidence: who, when, stance, words, source, state of verification."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd

from helpers.case import MISSING, date_in_words
from helpers.figures.part import Part, link, prose, way_back

#: The element of a side, which the page's style gives its colour; short, since it comes so often.
SIDES = {"support": "i", "oppose": "u"}


def statements(frame: pd.DataFrame, *, caption: str, back: str = "") -> Part:
    """Statements as evidence, folded, one block each with an id of its own that links can point to.

    `frame` is `Selected.statements`: speaker, role, date said, stance on concept, paraphrase,
    fragment with the state of its verification, and source. `back` is the id of what led here.
    """
    if frame.empty:
        return prose(f"{caption}: none.", kind="note")
    blocks = "".join(statement_block(row) for row in frame.to_dict("records"))
    summary = f"<summary>{escape(caption)} ({len(frame):,})</summary>"
    html = f'<details class="evidence">{summary}{blocks}{way_back(back)}</details>'
    return Part(html, f"{caption}: {', '.join(frame['id'])}")


def statement_block(row: Mapping[str, str], after: str = "", *, under: bool = False) -> str:
    """One statement as evidence, an article whose id is the statement's; `after` is HTML at its end.

    Its id stands last, for whoever cites it. On a page that says elsewhere once what many
    statements share (`under`: a heading the concept, a sheet's head the role, a list the source's
    address), it names neither concept nor role, and leads to the source's place, `source`. Where the
    row has what stands before and behind the fragment (`passages.in_context`), its sentence is shown.
    """
    role = "" if under or row["role"] in MISSING else f", {escape(row['role'])}"
    said = f"date {row['said']}" if row["said"] in MISSING else date_in_words(row["said"])
    source = f"#{row['source']}" if under else row["url"]
    concept = "" if under else f": {escape(row['label'])}"
    return (
        f'<article id="{escape(row["id"])}"><b>{escape(row["name"])}</b>{role} · '
        f"{escape(said)} · {stance(row['stance'])}{concept}"
        f"<p>{escape(row['paraphrase'])}{quotation(row)}</p>"
        f"{link(row['publisher'], source)} · {escape(row['id'])}"
        f"{counted_with(row, ' · counts')}{after}</article>"
    )


def counted_with(row: Mapping[str, str], joint: str) -> str:
    """After `joint` the ids of the statements that this one stands for, each a place; "" without any.

    Links to them lead here, since which of them counts may change as rows are added to the case.
    """
    ids = str(row.get("also", "")).split()
    places = ", ".join(f'<b id="{escape(one)}">{escape(one)}</b>' for one in ids)
    return f"{joint} once with {places}" if places else ""


def stance(name: str) -> str:
    """The stance as an element of its own, a side in its colour."""
    tag = SIDES.get(name, "b")
    return f"<{tag}>{escape(name)}</{tag}>"


def quotation(row: Mapping[str, str]) -> str:
    """The fragment in quotation marks, marked in its sentence where that is given, and its state."""
    words = quoted(row)
    return f"{words} ({escape(row['quotation'])})" if words else ""


def quoted(row: Mapping[str, str]) -> str:
    """The fragment in quotation marks, marked in its sentence where that is given; "" without any."""
    if not row["fragment"]:
        return ""
    words = escape(row["fragment"])
    if row.get("before") or row.get("behind"):
        words = f"{escape(row['before'])}<mark>{words}</mark>{escape(row['behind'])}"
    return f" <q>{words}</q>"
