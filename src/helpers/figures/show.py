"""Parts of a page: findings, basis line, figure, table, statements as evidence.

Everything that comes from data is escaped here, at the source; a part is HTML in JupyterLab and on
the page, and plain text anywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from html import escape

import pandas as pd
from matplotlib.axes import Axes

from helpers.case import MISSING, date_in_words
from helpers.figures.download import to_csv
from helpers.figures.style import INK, PAPER
from helpers.figures.svg import svg

#: The type under which a part hands its files to whoever builds the page.
FILES = "application/vnd.standpoint.files+json"


@dataclass(frozen=True)
class Part:
    """One part of a page, with its HTML and the same as plain text."""

    html: str
    text: str
    files: Mapping[str, str] = field(default_factory=dict)
    """Files to download with the page: name -> content."""

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        shown: dict[str, object] = {"text/html": self.html, "text/plain": self.text}
        return shown | ({FILES: dict(self.files)} if self.files else {})

    def __repr__(self) -> str:
        return self.text


def link(text: str, target: str) -> str:
    """An anchor element to an http(s) address or to `#id` on this page; else the escaped text."""
    if re.fullmatch(r"#[a-z0-9-]+", target):
        return f'<a href="{target}">{escape(text)}</a>'
    if re.match(r"https?://[^\s]+$", target):
        return f'<a href="{escape(target)}" rel="noopener noreferrer">{escape(text)}</a>'
    return escape(text)


def findings(sentences: Iterable[str]) -> Part:
    """The findings of a report, one paragraph each."""
    sentences = list(sentences)
    body = "".join(f"<p>{escape(s)}</p>" for s in sentences)
    return Part(f'<div class="findings">{body}</div>', "\n".join(sentences))


def prose(*sentences: str, kind: str = "computed") -> Part:
    """Computed sentences as one paragraph of the text; `kind` is its class: computed, basis, note."""
    text = " ".join(s for s in sentences if s)
    return Part(f'<p class="{escape(kind)}">{escape(text)}</p>', text)


def figure(ax: Axes, *, alt: str, title: str, note: str = "", phone: Axes | None = None) -> Part:
    """The axes' figure as inline SVG under its title, with its text alternative and a note.

    `title` states the finding, `alt` tells it to those who do not see the figure, `note` says
    measure, counting rule, number and what was left out. `phone` is the same figure for a narrow
    screen, which shows it instead of scrolling the wide one.
    """
    label = f'<svg role="img" aria-label="{escape(alt)}" '
    drawing = scroll(svg(ax).replace("<svg ", label, 1), title)
    if phone is not None:
        narrow = svg(phone).replace("<svg ", label, 1)
        drawing = f'<div class="desk">{drawing}</div><div class="phone" hidden>{narrow}</div>'
    html = f'<figcaption class="title">{escape(title)}</figcaption>{drawing}'
    if note:
        html += f'<p class="note">{escape(note)}</p>'
    style = f"background:var(--paper, {PAPER});color:var(--ink, {INK})"
    return Part(f'<figure class="chart" style="{style}">{html}</figure>', f"{title}\n{alt}")


def table(
    frame: pd.DataFrame,
    *,
    caption: str,
    note: str = "",
    folded: bool = False,
    links: Mapping[str, str] | None = None,
    ids: str = "",
    name: str = "",
) -> Part:
    """The frame as a captioned table: cells escaped, numbers to the right, first column as headings.

    `folded` puts it under "Table and data", closed at first. `links` names for a column the column
    that holds its targets (not shown itself); `ids` names a column of ids, joined by ", ", of
    statements that stand on the same page. `name` offers the frame, with all its columns, for
    download as name.csv. A missing value is an empty cell; a frame without a row is a sentence.
    """
    files = {f"{name}.csv": to_csv(frame)} if name else {}
    if frame.empty:
        return replace(prose(f"{caption}: nothing to show.", kind="note"), files=files)
    links = links or {}
    shown = [c for c in frame if c not in links.values()]
    numeric = {c: pd.api.types.is_numeric_dtype(frame[c]) for c in shown}
    head = "".join(f'<th scope="col"{num(numeric[c])}>{escape(str(c))}</th>' for c in shown)
    rows = "".join(
        "<tr>"
        + "".join(
            cell(
                row[c],
                numeric[c],
                row.get(links.get(c, ""), ""),
                heading=c == shown[0],
                ids=c == ids,
            )
            for c in shown
        )
        + "</tr>"
        for row in frame.to_dict("records")
    )
    body = scroll(
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>",
        caption,
    )
    if note:
        body += f'<p class="note">{escape(note)}</p>'
    if folded:
        body = f'<details class="data"><summary>Table and data: {escape(caption)}</summary>{body}</details>'
    return Part(body, f"{caption}\n{frame[shown].to_string(index=False)}", files)


def scroll(html: str, label: str) -> str:
    """The HTML in a labelled region that scrolls sideways by itself, also by keyboard."""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(label)}">{html}</div>'
    )


def num(numeric: bool) -> str:
    """The class of a cell that holds a number."""
    return ' class="num"' if numeric else ""


def cell(
    value: object, numeric: bool, target: str = "", *, heading: bool = False, ids: bool = False
) -> str:
    """One table cell, escaped; a heading names its row, `ids` are ids of statements on the page."""
    if pd.isna(value):
        inner = ""
    elif ids:
        inner = ", ".join(link(one, f"#{one}") for one in str(value).split(", "))
    elif numeric:
        inner = f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"
    else:
        inner = link(str(value), target) if target else escape(str(value))
    tag, scope = ("th", ' scope="row"') if heading else ("td", "")
    return f"<{tag}{scope}{num(numeric)}>{inner}</{tag}>"


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
