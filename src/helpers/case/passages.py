"""Quotations within the sentence they were cut from, for whoever holds the text of the article.

The text is the publisher's: nothing here is shown unless a reader of the case asks for it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.case.characters import marked
from helpers.case.model import Case
from helpers.case.places import require_regular

if TYPE_CHECKING:
    import pandas as pd

#: Where one sentence ends and the next begins: a line break, or an end mark before a capital.
BREAK = re.compile(r"\n+|(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
#: What has a full stop at its end without ending a sentence.
SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gov|Sen|Rep|Lt|Sgt|Capt|Gen|Prof|No|Jr|Sr|vs|Inc|Co)|\b[A-Z])\.$"
)
MOST = 240  # characters shown on either side of a fragment


def in_context(case: Case, statements: pd.DataFrame, texts: str | Path = "") -> pd.DataFrame:
    """The statements with the rest of the sentence before and after each verified fragment.

    Where a fragment stands in its text is looked up in the case by the statement's id: `statements`
    may use the columns start and end for something else. Adds columns before and behind, "" where
    there is no fragment, it is not verified, or the text is not held in `texts` (`<article>.txt`;
    empty: the case's own texts/).
    """
    folder = Path(texts) if texts else case.folder / "texts"
    verified = case.statements[case.statements["quotation"] == "verified"]
    places = verified.set_index("id")[["start", "end"]].astype(int)
    anchors = dict(zip(places.index, zip(places["start"], places["end"], strict=True), strict=True))
    held: dict[str, str] = {}
    sides = []
    for row in statements.to_dict("records"):
        if row["quotation"] != "verified":
            sides.append(("", ""))
            continue
        text = held.setdefault(row["article"], text_of(folder / f"{row['article']}.txt"))
        start, end = anchors[row["id"]]
        known = text[start:end] == row["fragment"]
        sides.append(around(text, start, end) if known else ("", ""))
    return statements.assign(before=[a for a, _ in sides], behind=[b for _, b in sides])


def text_of(path: Path) -> str:
    """The text of an article, "" when it is not held or cannot be read."""
    try:
        require_regular(path)
        return path.read_bytes().decode("utf-8")  # as it is, since anchors count line ends too
    except (OSError, UnicodeDecodeError):
        return ""


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after text[start:end] in its sentence, shortened with an ellipsis.

    A fragment that reaches over several sentences stands within the first and the last of them.
    """
    first = max((at for at in breaks(text) if at <= start), default=0)
    last = min((at for at in ends(text) if at >= end), default=len(text))
    before, behind = text[first:start].lstrip(), text[end:last].rstrip()
    if len(before) > MOST:
        before = "… " + before[-MOST:].partition(" ")[2]
    if len(behind) > MOST:
        behind = behind[:MOST].rpartition(" ")[0] + " …"
    return marked(before), marked(behind)  # no check has read the text


def breaks(text: str) -> list[int]:
    """Where sentences start, but for the first."""
    return [found.end() for found in sentence_breaks(text)]


def ends(text: str) -> list[int]:
    """Where sentences end, but for the last."""
    return [found.start() + len(found.group().rstrip()) for found in sentence_breaks(text)]


def sentence_breaks(text: str) -> list[re.Match[str]]:
    """The breaks between sentences; an abbreviation or initial ends none."""
    return [
        found for found in BREAK.finditer(text) if not SHORT.search(text, 0, found.start())
        or "\n" in found.group()
    ]  # fmt: skip
