"""Three columns of text joined by thin lines: what was said, who answered, what came of it.

The columns are lists of the page, so that one form serves a desk, where they stand side by side,
and a phone, where they stand below one another along an upright line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from helpers.figures.part import Part, link, prose
from helpers.figures.reply_signs import sign


@dataclass(frozen=True)
class Item:
    """One piece of text: a bold head, a grey line under it, a body; a mark and a number before.

    Its head leads to the statement whose id is `link`.
    """

    head: str = ""
    grey: str = ""
    body: str = ""
    mark: str = ""
    number: str = ""
    link: str = ""

    def html(self) -> str:
        """The text as HTML, escaped."""
        head = link(self.head, f"#{self.link}") if self.link else escape(self.head)
        parts = (
            f"<i>{escape(self.number)}</i> " if self.number else "",
            sign(self.mark) + " " if self.mark else "",
            f"<b>{head}</b> " if head else "",
            f"<small>{escape(self.grey)}</small> " if self.grey else "",
            escape(self.body),
        )
        return "".join(parts).strip()

    def text(self) -> str:
        """The same as plain text on one line."""
        return " ".join(part for part in (self.number, self.head, self.grey, self.body) if part)


@dataclass(frozen=True)
class Row:
    """What was said, the responses at the time in order, what came of it."""

    first: Item
    answers: Sequence[Item]
    outcomes: Sequence[Item]


def flow(rows: Sequence[Row], *, heads: tuple[str, str, str], empty: str) -> Part:
    """The rows below one another under the three headings; the sentence `empty` without a row.

    A list is named by its heading, which a screen reader says and a phone writes above it.
    """
    if not rows:
        return prose(empty, kind="note")
    named = "".join(f"<span>{escape(head)}</span>" for head in heads)
    html = f'<div class="flow"><p aria-hidden="true">{named}</p>'
    for row in rows:
        html += f"<div><div>{row.first.html()}</div>"
        html += column(row.answers, heads[1]) + column(row.outcomes, heads[2]) + "</div>"
    items = (item for row in rows for item in (row.first, *row.answers, *row.outcomes))
    return Part(f"{html}</div>", "\n".join(item.text() for item in items))


def column(items: Sequence[Item], head: str) -> str:
    """The items of one column as a list called `head`; nothing where there are none."""
    inner = "".join(f"<li>{item.html()}</li>" for item in items)
    return f'<ul aria-label="{escape(head)}">{inner}</ul>' if inner else ""
