"""Parts of a page under one name: findings, prose, figures, tables, statements as evidence.

Everything that comes from data is escaped here, at the source; a part is HTML in JupyterLab and on
the page, and plain text anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from zlib import crc32

from matplotlib.axes import Axes

from helpers.figures.evidence import statement_block, statements
from helpers.figures.linked import labelled, with_way_past
from helpers.figures.part import FILES, Part, link, prose, scroll
from helpers.figures.style import INK, PAPER
from helpers.figures.svg import svg
from helpers.figures.tables import download, table

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


def findings(sentences: Iterable[str]) -> Part:
    """The findings of a report, one paragraph each."""
    sentences = list(sentences)
    body = "".join(f"<p>{escape(s)}</p>" for s in sentences)
    return Part(f'<div class="findings">{body}</div>', "\n".join(sentences))


def drawn(what: Axes | Part, alt: str, key: str, *, again: bool = False) -> str:
    """One form of a figure as HTML: axes as a drawing with its words, see `labelled`."""
    return what.html if isinstance(what, Part) else labelled(svg(what), what, alt, key, again=again)


def figure(
    ax: Axes | Part,
    *,
    alt: str = "",
    title: str,
    note: str = "",
    phone: Axes | Part | None = None,
    name: str = "",
) -> Part:
    """The axes' figure as inline SVG under its title, with its description and a note.

    `title` states the finding, `alt` tells it to those who do not see the figure, `note` says
    measure, counting rule, number and what was left out. `phone` is what a narrow screen shows
    instead of scrolling: the same figure, or a part that says the same. `name` is the figure's id.
    A figure that is itself a part, such as a list, needs neither: it is text for every screen.
    """
    alt = alt.removeprefix(f"{title}. ")  # the title is its name, and need not be told twice
    key = f"{crc32(f'{title} {alt}'.encode()) % 16**5:x}"
    drawing = drawn(ax, alt, key)
    if told := not isinstance(ax, Part):
        drawing = scroll(drawing, title)
    if phone is not None:
        narrow = drawn(phone, alt, key, again=told)
        drawing = f'<div class="desk">{drawing}</div><div class="phone" hidden>{narrow}</div>'
    named = f' id="f.{key}"' if f'"f.{key}"' in drawing else ""
    html = f'<figcaption class="title"{named}>{escape(title)}</figcaption>'
    html += with_way_past(drawing, name)
    if note:
        html += f'<p class="note">{escape(note)}</p>'
    style = f"background:var(--paper, {PAPER});color:var(--ink, {INK})"
    place = f' id="{escape(name)}"' if name else ""
    return Part(
        f'<figure class="chart"{place} style="{style}">{html}</figure>',
        f"{title}\n{ax.text if isinstance(ax, Part) else alt}",
    )
