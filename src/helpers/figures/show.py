"""Parts of a page: findings, basis line, figure, table, statements as evidence.

Everything that comes from data is escaped here, at the source; a part is HTML in JupyterLab and on
the page, and plain text anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape

import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.download import to_csv
from helpers.figures.evidence import statement_block, statements
from helpers.figures.linked import labelled, with_way_past
from helpers.figures.part import FILES, Part, link
from helpers.figures.style import INK, PAPER
from helpers.figures.svg import svg

__all__ = [
    "FILES",
    "Part",
    "download",
    "figure",
    "findings",
    "link",
    "prose",
    "statement_block",
    "statements",
    "svg",
    "table",
]

ROWS = 1000  # of a table on a page at most; a page with more could no longer be read


def findings(sentences: Iterable[str]) -> Part:
    """The findings of a report, one paragraph each."""
    sentences = list(sentences)
    body = "".join(f"<p>{escape(s)}</p>" for s in sentences)
    return Part(f'<div class="findings">{body}</div>', "\n".join(sentences))


def prose(*sentences: str, kind: str = "computed") -> Part:
    """Computed sentences as one paragraph of the text; `kind` is its class: computed, basis, note."""
    text = " ".join(s for s in sentences if s)
    return Part(f'<p class="{escape(kind)}">{escape(text)}</p>', text)


def figure(
    ax: Axes,
    *,
    alt: str,
    title: str,
    note: str = "",
    phone: Axes | Part | None = None,
    name: str = "",
) -> Part:
    """The axes' figure as inline SVG under its title, with its text alternative and a note.

    `title` states the finding, `alt` tells it to those who do not see the figure, `note` says
    measure, counting rule, number and what was left out. `phone` is what a narrow screen shows
    instead of scrolling: the same figure, or a part that says the same. `name` is the figure's id.
    """
    drawing = scroll(labelled(svg(ax), ax, alt), title)
    if phone is not None:
        narrow = phone.html if isinstance(phone, Part) else labelled(svg(phone), phone, alt)
        drawing = f'<div class="desk">{drawing}</div><div class="phone" hidden>{narrow}</div>'
    html = f'<figcaption class="title">{escape(title)}</figcaption>'
    html += with_way_past(drawing, name)
    if note:
        html += f'<p class="note">{escape(note)}</p>'
    style = f"background:var(--paper, {PAPER});color:var(--ink, {INK})"
    place = f' id="{escape(name)}"' if name else ""
    return Part(f'<figure class="chart"{place} style="{style}">{html}</figure>', f"{title}\n{alt}")


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
) -> Part:
    """The frame as a captioned table: cells escaped, numbers to the right, first column as headings.

    `folded` puts it under "Table and data", closed at first. `links` names for a column the column
    that holds its targets (not shown itself); `ids` names a column of ids, joined by ", ", of
    statements that stand on the same page, or gives for such columns how the ids of their places
    begin ("account-"); `anchors` names a column (not shown) of ids that the rows get, so that links
    can lead to them. `name` offers the frame, with all its columns, for download as name.csv; the
    page shows those in `columns`, all without it. Of more than `ROWS` rows the first are shown. A
    missing value is an empty cell; a frame without a row is a sentence.
    """
    files = {f"{name}.csv": to_csv(frame)} if name else {}
    if frame.empty:
        return replace(prose(f"{caption}: nothing to show.", kind="note"), files=files)
    links = links or {}
    places = {ids: ""} if isinstance(ids, str) else ids
    shown = list(columns) or [c for c in frame if c not in links.values() and c != anchors]
    if len(frame) > ROWS:
        note = f"The first {ROWS:,} of {len(frame):,} rows. {note}".strip()
    numeric = {c: pd.api.types.is_numeric_dtype(frame[c]) for c in shown}
    head = "".join(f'<th scope="col"{num(numeric[c])}>{escape(str(c))}</th>' for c in shown)
    rows = "".join(
        (f'<tr id="{escape(row[anchors])}">' if anchors and row[anchors] else "<tr>")
        + "".join(
            cell(
                row[c],
                numeric[c],
                row.get(links.get(c, ""), ""),
                heading=c == shown[0],
                place=places.get(c),
            )
            for c in shown
        )
        + "</tr>"
        for row in frame.head(ROWS).to_dict("records")
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


def download(frame: pd.DataFrame, *, caption: str, name: str) -> Part:
    """The frame as a file only, name.csv, for a table whose content the page shows otherwise."""
    told = prose(f"Table: {caption}, {len(frame):,} rows.", kind="note")
    return replace(told, files={f"{name}.csv": to_csv(frame)})


def scroll(html: str, label: str) -> str:
    """The HTML in a labelled region that scrolls sideways by itself, also by keyboard."""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(label)}">{html}</div>'
    )


def num(numeric: bool) -> str:
    """The class of a cell that holds a number."""
    return ' class="num"' if numeric else ""


def cell(
    value: object,
    numeric: bool,
    target: str = "",
    *,
    heading: bool = False,
    place: str | None = None,
) -> str:
    """One table cell, escaped; a heading names its row; ids lead to `place` and themselves."""
    if pd.isna(value) or value == "":
        inner = ""
    elif place is not None:
        inner = ", ".join(link(one, f"#{place}{one}") for one in str(value).split(", "))
    elif numeric:
        inner = f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"
    else:
        inner = link(str(value), target) if target else escape(str(value))
    tag, scope = ("th", ' scope="row"') if heading else ("td", "")
    return f"<{tag}{scope}{num(numeric)}>{inner}</{tag}>"
