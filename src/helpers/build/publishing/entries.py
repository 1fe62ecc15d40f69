"""Reports as the front page and the pages of cases list them: from pages, failures, or both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from helpers.build.publishing.publish import KEPT
from helpers.build.publishing.record import FAILED, Failure, Record
from helpers.build.words import counted

#: What each of the files that are kept of a failure is.
WORDS = dict(zip(KEPT, ("notebook as far as it ran", "traceback", "log"), strict=True))


@dataclass(frozen=True)
class Entry:
    """One report, from its page, its failure, or both."""

    page: Record | None
    failure: Failure | None

    @property
    def about(self) -> Record | Failure:
        """Whichever is at hand, for what both say."""
        either = self.page or self.failure
        assert either is not None, "an entry stands for a page or a failure"
        return either

    @property
    def case(self) -> str:
        """The name of its case."""
        return self.about.case

    @property
    def stem(self) -> str:
        """What the names of its files begin with."""
        return self.about.stem

    def shown(
        self, findings: int, place: str, top: str, others: Sequence[Entry] = ()
    ) -> dict[str, Any]:
        """What a list of reports shows of it.

        `findings` is how many; `place` leads to the folder of the case and `top` to that of all
        pages, both as an address with a slash at its end or "". `others` are the same notebook with
        other parameters.
        """
        values: dict[str, Any] = {
            "question": self.about.question,
            "notebook": self.about.notebook,
            "variant": self.about.variant_title or self.about.variant,
            "others": [other.shown(0, place, top) for other in others],
        }
        if self.page:
            built = datetime.fromisoformat(self.page.built)
            href = f"{place}{quote(self.stem)}.html"
            values |= {"href": href, "built": built, "findings": self.page.findings[:findings]}
            if self.page.files:
                values["files"] = f"{counted(len(self.page.files), 'file')} to download"
        if self.failure:
            failed = datetime.fromisoformat(self.failure.failed)
            values |= {"failure": self.failure.error, "failed": failed, "kept": self._kept(top)}
        return values

    def _kept(self, top: str) -> list[tuple[str, str]]:
        """What was kept of a failure: the address and the name in words of each file."""
        assert self.failure is not None, "only a failure leaves something"
        folder = f"{top}{FAILED}/{quote(self.case)}/"
        names = self.failure.kept or [f"{self.stem}{KEPT[0]}"]
        return [
            (f"{folder}{quote(self.stem + ending)}", words)
            for ending, words in WORDS.items()
            if f"{self.stem}{ending}" in names
        ]


def entries(pages: Sequence[Record], failures: Sequence[Failure]) -> list[Entry]:
    """Pages and failures of the same report together, by case, notebook and set of parameters."""
    page = {(record.case, record.notebook, record.variant): record for record in pages}
    failure = {(record.case, record.notebook, record.variant): record for record in failures}
    return [Entry(page.get(key), failure.get(key)) for key in sorted(page | failure)]


def nested(group: Sequence[Entry]) -> Iterator[tuple[Entry, list[Entry]]]:
    """The first report of each notebook, and those of the same with other parameters."""
    by_notebook: dict[str, list[Entry]] = {}
    for entry in group:
        by_notebook.setdefault(entry.about.notebook, []).append(entry)
    for first, *others in by_notebook.values():
        yield first, others


def summary(pages: Sequence[Record], failures: Sequence[Failure], cases: int | None = None) -> str:
    """How many reports there are, on how many cases if that is given, and how many failed."""
    text = counted(len(pages), "report")
    text += "." if cases is None else f" on {counted(cases, 'case')}."
    failed = f" The last build of {counted(len(failures), 'report')} failed."
    return text + failed if failures else text
