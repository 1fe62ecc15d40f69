"""The index of a folder of pages: cases, their reports, findings, failures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader

from helpers.build.record import FAILED, Failure, Record

TEMPLATES = Path(__file__).parent / "template"
#: So many findings of each report stand in the index; the others are on its page.
FINDINGS = 2


@dataclass(frozen=True)
class Entry:
    """One report in the index, from its page, its failure, or both."""

    page: Record | None
    failure: Failure | None

    @property
    def about(self) -> Record | Failure:
        """Whichever is at hand, for what both say."""
        either = self.page or self.failure
        assert either is not None, "an entry stands for a page or a failure"
        return either

    def for_template(self) -> dict[str, Any]:
        """What the template shows; links are relative to the index."""
        place = quote(f"{self.about.case}/{self.about.notebook}")
        shown: dict[str, Any] = {"question": self.about.question, "notebook": self.about.notebook}
        if self.page:
            built = datetime.fromisoformat(self.page.built)
            findings = self.page.findings[:FINDINGS]
            shown |= {"href": f"{place}.html", "findings": findings, "built": built}
            if self.page.files:
                shown["files"] = f"{counted(len(self.page.files), 'file')} to download"
        if self.failure:
            failed = datetime.fromisoformat(self.failure.failed)
            kept = f"{FAILED}/{place}.ipynb"
            shown |= {"failure": self.failure.error, "failed": failed, "kept": kept}
        return shown


def make_index(pages: Sequence[Record], failures: Sequence[Failure]) -> str:
    """The index as HTML; everything in it is escaped."""
    entries = _entries(pages, failures)
    cases = []
    for name, group in groupby(entries, key=lambda entry: entry.about.case):
        members = list(group)
        shown = [member.for_template() for member in members]
        case = members[-1].about
        cases.append(
            {
                "title": case.case_title,
                "about": case.about,
                "anchor": f"case-{quote(name)}",
                "entries": shown,
            }
        )
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    environment.filters["moment"] = in_words
    template = environment.get_template("reports.html.j2")
    return template.render(cases=cases, summary=_summary(len(cases), len(pages), len(failures)))


def _entries(pages: Sequence[Record], failures: Sequence[Failure]) -> list[Entry]:
    """Pages and failures of the same report together, by case and notebook."""
    page = {(record.case, record.notebook): record for record in pages}
    failure = {(record.case, record.notebook): record for record in failures}
    return [Entry(page.get(key), failure.get(key)) for key in sorted(page | failure)]


def _summary(cases: int, pages: int, failures: int) -> str:
    """How many there are, in a sentence or two."""
    text = f"{counted(pages, 'report')} on {counted(cases, 'case')}."
    return f"{text} The last build of {failures} failed." if failures else text


def counted(number: int, noun: str) -> str:
    """A number and its noun: `1 report`, `7 reports`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def in_words(moment: datetime) -> str:
    """A moment as people write it: `3 June 2025, 14:05 UTC`."""
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"
