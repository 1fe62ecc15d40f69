"""The front page of a folder of pages: its cases, and what each report asks and finds first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from helpers.build.publishing.entries import Entry, entries, nested, summary
from helpers.build.publishing.front import show
from helpers.build.publishing.picture import picture_of
from helpers.build.publishing.record import Failure, Record

#: So many findings of each report stand on the front page; the others are on its page.
FINDINGS = 1


def make_index(
    pages: Sequence[Record], failures: Sequence[Failure], out: Path | None = None
) -> str:
    """The front page as HTML; everything in it is escaped.

    With one case it is about that case, with pictures of its reports from the pages below `out`.
    """
    groups = [
        (name, list(group))
        for name, group in groupby(entries(pages, failures), key=lambda entry: entry.case)
    ]
    alone = len(groups) == 1
    cases = [_case(name, group, out if alone else None) for name, group in groups]
    return show(
        "reports.html.j2",
        "plain.js",
        "everywhere.js",
        given={
            "cases": [[name, group[-1].about.case_title, place(name)] for name, group in groups]
        },
        cases=cases,
        alone=alone,
        summary=summary(pages, failures, len(groups)),
    )


def _case(name: str, group: Sequence[Entry], out: Path | None) -> dict[str, Any]:
    """What the front page says of one case; `out` is given when it shows pictures."""
    about = group[-1].about
    return {
        "title": about.case_title,
        "about": about.about,
        "anchor": f"case-{quote(name)}",
        "href": f"{place(name)}index.html",
        "entries": [
            entry.shown(FINDINGS, place(name), "", others)
            | {"picture": picture_of(out / name / f"{entry.stem}.html") if out else Markup("")}
            for entry, others in nested(group)
        ],
    }


def place(case: str) -> str:
    """Where a case lies, as an address with a slash at its end."""
    return f"{quote(case)}/"
