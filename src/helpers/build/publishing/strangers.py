"""Pages in the folder that Standpoint did not make: no build takes their place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from helpers.build.planning.notebook import Refused
from helpers.build.planning.plan import Report
from helpers.build.publishing import making, record

INDEX = "index.html"
ADVICE = "move it, or name another folder with --out"
#: What the front pages of versions that wrote no mark into them have.
UNMARKED = '<a class="skip" href="#reports">Skip to the reports</a>'


def refuse_strangers(out: Path, reports: Sequence[Report], due: Sequence[Report]) -> None:
    """See that nothing is lost which a build of `reports`, of which some are `due`, would replace.

    Raises Refused with each index, and each page of those due, that is somebody else's. Nothing is
    written.
    """
    wanted = {out / INDEX: "the index of the pages"}
    for case in sorted({report.case.name for report in reports}):
        wanted[out / case / INDEX] = "the page of the case"
    wanted |= {out / f"{report.name}.html": "the page of the report" for report in due}
    problems = [
        f"{path} was not made by Standpoint, and {words} has that name; {ADVICE}"
        for path, words in wanted.items()
        if is_strangers(path)
    ]
    if problems:
        raise Refused(problems)


def is_strangers(path: Path) -> bool:
    """Whether there is a page at `path` that no version of Standpoint made; an empty one is nobody's.

    What cannot be read may be anybody's.
    """
    marks = [f'<meta name="{meta}"' for meta in (making.META, record.META)]
    try:
        if not path.is_file():
            return path.exists() and not path.is_dir()  # a folder is told where it is met
        with path.open(encoding="utf-8", errors="replace") as page:
            start = page.read(making.FIRST)
            if not start or any(mark in start for mark in marks):
                return False
            text = start + page.read()
    except OSError:
        return True
    return not any(mark in text for mark in (*marks, UNMARKED))
