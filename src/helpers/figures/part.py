"""One part of a page, as HTML, as plain text and with its files; links, prose, scroll regions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

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
    """An anchor element to an http(s) address or to `#id` on this page; else the escaped text.

    That no address learns who links to it is a rule of the whole page, see `head.html.j2`.
    """
    if re.fullmatch(r"#[a-z0-9.-]+", target):
        return f'<a href="{target}">{escape(text)}</a>'
    if re.match(r"https?://[^\s]+$", target):
        return f'<a href="{escape(target)}" rel="external">{escape(text)}</a>'
    return escape(text)


def prose(*sentences: str, kind: str = "computed") -> Part:
    """Computed sentences as one paragraph of the text; `kind` is its class: computed, basis, note."""
    text = " ".join(s for s in sentences if s)
    return Part(f'<p class="{escape(kind)}">{escape(text)}</p>', text)


def scroll(html: str, label: str) -> str:
    """The HTML in a labelled region that scrolls sideways by itself, also by keyboard."""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(label)}">{html}</div>'
    )


def way_back(place: str) -> str:
    """A link to the place that led here."""
    return f'<p class="source">{link("Back", f"#{place}")}</p>' if place else ""
