"""The page of one case: what it is about, its reports, what changed, what failed, and a search."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from helpers.build.publishing.entries import entries, nested, summary
from helpers.build.publishing.fits import FITS
from helpers.build.publishing.front import show
from helpers.build.publishing.picture import picture_of
from helpers.build.publishing.record import UNFIT, Failure, Record
from helpers.build.publishing.search import as_script, groups
from helpers.build.publishing.site import INDEX, SEARCH
from helpers.build.records.changed import FILE
from helpers.build.words import in_words

#: So many findings of each report stand here; the others are on its page.
FINDINGS = 2
#: The largest file that is read for what changed, in bytes, and the most that is shown of it.
LARGEST, SENTENCES, LETTERS = 5_000_000, 20, 600


def make_case_files(
    out: Path,
    case: str,
    pages: Sequence[Record],
    failures: Sequence[Failure],
    data: Path | None = None,
    *,
    changes: bool = True,
) -> dict[str, str]:
    """The page of a case as HTML, and the script by which the front page searches it, by their names.

    `pages` and `failures` are those of the case below `out`, at least one; `data` is the folder of
    its tables, where it is at hand: without it the search has no actors, events and statements.
    With `changes` it says what changed since the last good build.
    """
    listed = entries(pages, failures)
    about = listed[-1].about
    found = groups(out / case, pages, data)
    page = show(
        "case.html.j2",
        "plain.js",
        "search.js",
        title=about.case_title,
        about=about.about,
        summary=summary(pages, failures),
        changes=changes_in(out / case / FILE) if changes else None,
        entries=[
            entry.shown(FINDINGS, "", "../", others)
            | {"picture": picture_of(out / case / f"{entry.stem}.html")}
            for entry, others in nested(listed)
        ],
        groups=found,
        number=sum(len(group.hits) for group in found),
        latest=max((datetime.fromisoformat(page.built) for page in pages), default=None),
    )
    return {SEARCH: as_script(case, found), INDEX: page}


def changes_in(path: Path) -> dict[str, Any] | None:
    """What the file of changes says: its `sentences`, and since when; None for an odd or absent one."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            return None
        said = json.loads(path.read_text(encoding="utf-8"))
        sentences = said["sentences"]
        if not sentences or not FITS["list[str]"](sentences):
            return None
        "".join(sentences).encode()  # half a surrogate pair cannot be written
        since = datetime.fromisoformat(said["since"]) if said.get("since") else None
    except (OSError, KeyError, AttributeError, *UNFIT):
        return None
    return {
        "sentences": [shortened(each) for each in sentences[:SENTENCES]],
        "more": max(0, len(sentences) - SENTENCES),
        "since": in_words(since) if since else "",
    }


def shortened(sentence: str) -> str:
    """A sentence that is no longer than a reader puts up with."""
    return sentence if len(sentence) <= LETTERS else f"{sentence[: LETTERS - 1]}…"
