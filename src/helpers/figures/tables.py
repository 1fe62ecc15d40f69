"""Tables of a page: captioned, with scoped headings, ids that lead to their places, and a CSV file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from html import escape
from typing import Any

import pandas as pd

from helpers.figures.download import to_csv
from helpers.figures.part import Part, link, prose, scroll

FOLDED = '<details class="data"><summary>Table and data: {}</summary>'
ROWS = 1000  # of a table on a page at most; a page with more could no longer be read
NAMES = 20  # in a cell at most
LONG = 100  # characters of a cell that fills a phone by itself
STACKED = "bcdefgh"  # what the stylesheet calls the heads of the second column and the next
#: For ids what a reader calls each, and where it leads (`#id`, "" where the page has no place for it).
Places = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Columns:
    """How the columns of a table are shown: which, under which words, and where their cells lead."""

    shown: Sequence[str]
    numeric: frozenset[str]
    heads: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, Places] = field(default_factory=dict)

    def head(self) -> str:
        """The headings of the columns."""
        return "".join(
            f'<th scope="col"{num(c in self.numeric)}>{escape(self.words(c))}</th>'
            for c in self.shown
        )

    def words(self, column: str) -> str:
        """What a reader calls a column."""
        return self.heads.get(column) or str(column).replace("_", " ")

    def stack(self) -> str:
        """Attributes by which the stylesheet can put the head of its column before each cell."""
        heads = (self.words(c).replace("\\", "\\\\").replace("'", "\\'") for c in self.shown[1:])
        told = ";".join(f"--{key}:'{head}'" for key, head in zip(STACKED, heads, strict=False))
        safe = escape(told, quote=False).replace('"', "&quot;")
        return f' class="stack" style="{safe}"'

    def row(self, row: Mapping[str, Any]) -> str:
        """The cells of a row; the first is its heading."""
        return "".join(self.cell(row, c, heading=c == self.shown[0]) for c in self.shown)

    def cell(self, row: Mapping[str, Any], column: str, *, heading: bool) -> str:
        """One cell, escaped, its ids as links to their places."""
        value, numeric = row[column], column in self.numeric
        if pd.isna(value) or value == "":
            inner = ""
        elif column in self.places:
            inner = linked_ids(str(value), self.places[column])
        elif column in self.named:
            inner = linked_names(str(value), self.named[column])
        else:
            words = number(value) if numeric else str(value)
            inner = link(words, str(row.get(self.links.get(column, ""), "")))
        tag, scope = ("th", ' scope="row"') if heading else ("td", "")
        return f"<{tag}{scope}{num(numeric)}>{inner}</{tag}>"


def table(
    frame: pd.DataFrame,
    *,
    caption: str,
    note: str = "",
    folded: bool = False,
    links: Mapping[str, str] | None = None,
    ids: str | Mapping[str, str] = "",
    name: str = "",
    anchors: str = "",
    columns: Sequence[str] = (),
    heads: Mapping[str, str] | None = None,
    named: Mapping[str, Places] | None = None,
) -> Part:
    """The frame as a captioned table: cells escaped, numbers to the right, first column as headings.

    `folded` puts it under "Table and data", closed at first, with the caption there. `links` names
    for a column the column that holds its targets (not shown itself); `ids` names a column of ids,
    joined by ";", of statements that stand on the same page, or gives for such columns how the ids
    of their places begin ("account."); `named` gives for such columns what stands for each id, and
    where that leads; `anchors` names a column (not shown) of ids that the rows get, so that links can
    lead to them. `name` offers the frame, with all its columns, for download as name.csv; the page
    shows those in `columns`, all without it. A column is headed by its name with spaces, or by what
    `heads` says. Of more than `ROWS` rows the first are shown. A missing value is an empty cell; a
    frame without a row is a sentence, with the note.
    """
    files = {f"{name}.csv": to_csv(frame)} if name else {}
    if frame.empty:
        return replace(
            prose(f"{caption}: nothing to show. {note}".rstrip(), kind="note"), files=files
        )
    if len(frame) > ROWS:
        note = f"The first {ROWS:,} of {len(frame):,} rows. {note}".strip()
    shown = list(columns) or [c for c in frame if c not in (links or {}).values() and c != anchors]
    numeric = frozenset(c for c in shown if pd.api.types.is_numeric_dtype(frame[c]))
    places = {ids: ""} if isinstance(ids, str) else ids
    layout = Columns(shown, numeric, heads or {}, links or {}, places, named or {})
    above = "" if folded else f"<caption>{escape(caption)}</caption>"
    told = frame[shown].assign(
        **{c: frame[c].map(partial(names_of, places=p)) for c, p in layout.named.items()}
    )
    body = scroll(drawn(frame, layout, above, anchors, stack=wordy(told)), caption)
    body += f'<p class="note">{escape(note)}</p>' if note else ""
    body = f"{FOLDED.format(escape(caption))}{body}</details>" if folded else body
    return Part(body, f"{caption}\n{told.to_string(index=False)}", files)


def wordy(told: pd.DataFrame) -> bool:
    """Whether a tenth of the rows have a cell of many words: on a phone its cells stand in a stack.

    A stack gives each cell a line with the head of its column, so at most `STACKED` columns.
    """
    long = told.map(lambda cell: len(str(cell)) > LONG).any(axis=1)
    return bool(long.mean() >= 0.1) and len(told.columns) <= len(STACKED) + 1


def drawn(
    frame: pd.DataFrame, columns: Columns, caption: str, anchors: str, *, stack: bool = False
) -> str:
    """The first rows of the frame as a table under `caption`, an element or ""."""
    rows = "".join(
        (f'<tr id="{escape(row[anchors])}">' if anchors and row[anchors] else "<tr>")
        + f"{columns.row(row)}</tr>"
        for row in frame.head(ROWS).to_dict("records")
    )
    head = f"<thead><tr>{columns.head()}</tr></thead>"
    return f"<table{columns.stack() if stack else ''}>{caption}{head}<tbody>{rows}</tbody></table>"


def download(frame: pd.DataFrame, *, caption: str, name: str) -> Part:
    """The frame as a file only, name.csv, for a table whose content the page shows otherwise."""
    rows = f"{len(frame):,} row{'' if len(frame) == 1 else 's'}"
    told = prose(f"Table: {caption}, {rows}.", kind="note")
    return replace(told, files={f"{name}.csv": to_csv(frame)})


def linked_ids(ids: str, place: str = "") -> str:
    """Ids joined by ";" as links, each to `place` and itself."""
    return ", ".join(link(one, f"#{place}{one}") for one in re.split("; ?|, ", ids))


def linked_names(ids: str, places: Places) -> str:
    """Ids joined by ";" as the names of what they stand for, as links; of very many the first."""
    every = ids.split(";")
    shown = [link(*places.get(one, (one, ""))) for one in every[:NAMES]]
    more = [f"and {len(every) - NAMES:,} more"] if len(every) > NAMES else []
    return "; ".join([*shown, *more])


def names_of(ids: str, places: Places) -> str:
    """Ids joined by ";" as the names of what they stand for."""
    return "; ".join(places.get(one, (one, ""))[0] for one in ids.split(";"))


def number(value: float) -> str:
    """A number as a reader expects it: "1,234", "−0.50"."""
    return (f"{value:,.2f}" if isinstance(value, float) else f"{value:,}").replace("-", "−")


def num(numeric: bool) -> str:
    """The class of a cell that holds a number."""
    return ' class="num"' if numeric else ""
