"""The pages around the reports: the front page and one page for each case, made when they are due.

They are made from the folder of pages alone, and from the tables of the cases where these are at
hand. Nothing heavy is imported until a page has to be made.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.build.publishing.disk import write_whole
from helpers.build.publishing.making import is_made_with_it
from helpers.build.publishing.record import FAILED, Failure, Found, Record, read_folder
from helpers.build.publishing.strangers import INDEX, is_strangers
from helpers.build.words import reason

if TYPE_CHECKING:
    from helpers.build.planning.plan import Report

#: What the front page loads to search a case; it lies beside the page of the case.
SEARCH = "search.js"
#: How the front page leads to the page of a case.
LINK = re.compile(r'href="([a-z0-9-]+)/index\.html["#]')


class Unwritten(str):
    """A sentence about a page that the disk refused, so that readers do not find all reports."""


def publish_index(
    out: Path, data: Mapping[str, Path] | None = None, only: Collection[str] | None = None
) -> tuple[Path, list[str]]:
    """Make the front page of the folder `out` and the pages of its cases; the front page's path.

    `data` has the folders of cases whose tables are at hand. `only` names the cases that something
    was built of; those whose page is missing or no longer current are made, too, and None means
    all. With the path comes a sentence for each file that had to be left out or not written.
    """
    from helpers.build.publishing.case_page import (
        make_case_files,  # only a build that did something needs it
    )
    from helpers.build.publishing.index import make_index

    found = read_folder(out)
    cases = {each.case for each in found.pages} | {each.case for each in found.failures}
    data = data or {}
    for case in sorted(cases):
        # A page of a case whose tables are not at hand would lose half of its search.
        old = is_stale(out, case) or (case in data and not is_current(out, case))
        if is_strangers(out / case / INDEX):
            found.skipped.append(f"{out / case / INDEX} was not made by Standpoint; it stays")
        elif only is None or case in only or old:
            files = make_case_files(out, case, *_of_case(found, case), data.get(case))
            for name, text in files.items():
                found.skipped.extend(_write(out / case / name, text))
    found.skipped.extend(_write(out / INDEX, make_index(found.pages, found.failures, out)))
    return out / INDEX, found.skipped


def refresh_index(
    out: Path, reports: Sequence[Report], built: Sequence[Report]
) -> tuple[Path, list[str]]:
    """The same where it is needed: of the planned `reports` those `built` were just now.

    With none built, only pages that are missing or no longer current are made, or lead to none.
    """
    data = {each.case.name: each.data / each.case.name for each in reports}
    whole = is_made_with_it(out / INDEX) and all(is_current(out, case) for case in data)
    whole = whole and not _leads_nowhere(out)
    if built or not whole or any(is_stale(out, case) for case in data):
        return publish_index(out, data, {each.case.name for each in built})
    return out / INDEX, []


def is_current(out: Path, case: str) -> bool:
    """Whether the page of a case was made with what there is now, and its script is there."""
    return is_made_with_it(out / case / INDEX) and (out / case / SEARCH).is_file()


def is_stale(out: Path, case: str) -> bool:
    """Whether a case has reports, or failures, that are newer than its page, or has no page.

    So a page that a build could not make, because it was ended, is made by the next one.
    """
    moments = [*_moments((out / case).glob("*.html")), *_moments((out / FAILED / case).glob("*"))]
    made = next(_moments([out / case / INDEX]), None)
    return bool(moments) and (made is None or max(moments) > made)


def _leads_nowhere(out: Path) -> bool:
    """Whether the front page leads to the page of a case that is gone."""
    with suppress(OSError):
        cases = set(LINK.findall((out / INDEX).read_text("utf-8", errors="replace")))
        return not all((out / case / INDEX).is_file() for case in cases)
    return True


def _moments(paths: Iterable[Path]) -> Iterator[int]:
    """When the files were last written, in nanoseconds; those that are gone are passed over."""
    for path in paths:
        with suppress(OSError):
            yield path.stat().st_mtime_ns


def _of_case(found: Found, case: str) -> tuple[list[Record], list[Failure]]:
    """The pages and the failures of one case."""
    pages = [page for page in found.pages if page.case == case]
    return pages, [failure for failure in found.failures if failure.case == case]


def _write(path: Path, html: str) -> Iterator[str]:
    """Write a page whole; a sentence when the disk refuses."""
    try:
        write_whole(path, html)
    except OSError as error:
        yield Unwritten(f"{path}: cannot be written ({reason(error)}); it stays as it was")
