"""The front page of a folder of pages: its cases, and what each report asks and finds first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from helpers.build.publishing.case_page import changes_in
from helpers.build.publishing.entries import Entry, entries, nested, summary
from helpers.build.publishing.front import show
from helpers.build.publishing.picture import picture_of
from helpers.build.publishing.record import Failure, Record
from helpers.build.records.changed import FILE
from helpers.build.words import counted

#: So many findings of each report stand on the front page; the others are on its page.
FINDINGS = 1
#: The report that a case is pictured by among several; the first that has a picture, without it.
PICTURED = "02-stakeholder-positions"
#: What the pictures of several cases may weigh together, in bytes; the cases after that have none.
ROOM = 30_000
#: The longest sentence on what changed, in letters; the page of the case has more of it.
LETTERS = 240


def make_index(
    pages: Sequence[Record],
    failures: Sequence[Failure],
    out: Path | None = None,
    *,
    changes: bool = True,
) -> str:
    """The front page as HTML; everything in it is escaped.

    With pages below `out` it has pictures: of one case a picture of each report, of several one of
    each case. With `changes` it says of each case in a sentence what changed.
    """
    groups = [
        (name, list(group))
        for name, group in groupby(entries(pages, failures), key=lambda entry: entry.case)
    ]
    alone = len(groups) == 1
    cases = [_case(name, group, out if alone else None) for name, group in groups]
    if out and not alone:
        _add_pictures(cases, groups, out)
    for case, (name, _) in zip(cases, groups, strict=True):
        case["news"] = _news(out / name / FILE) if out and changes else None
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
    """What the front page says of one case; `out` is given when each report has a picture."""
    about, failed = group[-1].about, sum(1 for entry in group if entry.failure)
    return {
        "title": about.case_title,
        "about": about.about,
        "anchor": f"case-{quote(name)}",
        "href": f"{place(name)}index.html",
        "failed": counted(failed, "report") if failed else "",
        "entries": [
            entry.shown(FINDINGS, place(name), "", others)
            | {"picture": picture_of(out / name / f"{entry.stem}.html") if out else Markup("")}
            for entry, others in nested(group)
        ],
    }


def _add_pictures(
    cases: Sequence[dict[str, Any]], groups: Sequence[tuple[str, Sequence[Entry]]], out: Path
) -> None:
    """Give each case its picture, as long as there is room."""
    room = ROOM
    for case, (name, group) in zip(cases, groups, strict=True):
        # False comes before True: the report that says most of a case, then the others in order.
        stems = [e.stem for e in sorted(group, key=lambda e: e.about.notebook != PICTURED)]
        drawn = (picture_of(out / name / f"{stem}.html") for stem in stems)
        picture = next(filter(None, drawn), Markup(""))
        if picture and len(picture) <= room:
            room -= len(picture)
            case["picture"] = picture


def _news(path: Path) -> dict[str, Any] | None:
    """The first sentence of what changed, how many more there are, and since when."""
    said = changes_in(path)
    if said is None:
        return None
    first, *others = said["sentences"]
    since = "" if said["since"] in first else said["since"]
    return {
        "sentence": first if len(first) <= LETTERS else f"{first[: LETTERS - 1]}…",
        "more": counted(len(others) + said["more"], "more change"),
        "any": bool(others),
        "since": since,
    }


def place(case: str) -> str:
    """Where a case lies, as an address with a slash at its end."""
    return f"{quote(case)}/"
