"""Quotation anchors: where in an article's text a fragment stands, checked and never guessed.

An anchor follows the Web Annotation Data Model: a text quote selector (exact, prefix, suffix) and a
text position selector (start, end), counted in Unicode code points from 0, end not included.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

State = Literal["verified", "moved", "ambiguous", "orphaned"]
CONTEXT = 16  # code points kept on either side: few, since they too are the publisher's text


@dataclass(frozen=True)
class Anchor:
    """A fragment, the text just before and after it, and its offsets in code points."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


def make_anchor(text: str, start: int, end: int) -> Anchor:
    """The anchor of text[start:end]. Raises ValueError when that is empty or outside the text."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no fragment from {start} to {end} in a text of {len(text)} characters")
    return Anchor(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
    )


def locate(text: str, anchor: Anchor) -> tuple[State, int | None]:
    """How the anchor stands in `text`, and where its fragment starts when that is settled.

    `verified`: exactly where it says, in the surroundings it says. `moved`: found once, but
    elsewhere or, failing that, in other surroundings. `ambiguous`: found more than once.
    `orphaned`: not found. The fragment is only ever matched character by character.
    """
    whole = anchor.prefix + anchor.exact + anchor.suffix
    first = anchor.start - len(anchor.prefix)
    if first >= 0 and text.startswith(whole, first):
        return "verified", anchor.start
    found = [at + len(anchor.prefix) for at in islice(_occurrences(text, whole), 2)]
    if not found:
        found = list(islice(_occurrences(text, anchor.exact), 2))
    if not found:
        return "orphaned", None
    return ("moved", found[0]) if len(found) == 1 else ("ambiguous", None)


def _occurrences(text: str, part: str) -> Iterator[int]:
    """Offsets at which `part` starts, overlapping ones included."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)
