"""The findings of the pages of a case, and which of them read otherwise than before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from helpers.build.publishing.record import read_record

ALIKE = 0.5  # sentences of which this share is the same are one finding that changed

Findings = Mapping[str, Sequence[str]]  # the sentences of each report, by the stem of its page


@dataclass(frozen=True)
class FindingChange:
    """A finding that reads otherwise; before or now is empty for one that is new or gone."""

    report: str
    before: str
    now: str


def findings_in(out: Path, case: str) -> dict[str, list[str]]:
    """The findings of each page of the case that is up, by the stem of the page."""
    records = {path.stem: read_record(path) for path in sorted((out / case).glob("*.html"))}
    return {stem: record.findings for stem, record in records.items() if record}


def finding_changes(before: Findings, now: Findings) -> Iterator[FindingChange]:
    """Sentences that differ, the most alike taken for the same finding."""
    for report in [stem for stem in now if stem in before]:
        gone = [each for each in before[report] if each not in now[report]]
        new = [each for each in now[report] if each not in before[report]]
        for sentence in new:
            earlier = _closest(sentence, gone)
            if earlier:
                gone.remove(earlier)
            yield FindingChange(report, earlier, sentence)
        yield from (FindingChange(report, sentence, "") for sentence in gone)


def _closest(sentence: str, others: Sequence[str]) -> str:
    """The one of `others` that shares most words with `sentence`, "" when none is alike."""
    likeness = {
        other: SequenceMatcher(None, other.split(), sentence.split(), autojunk=False).ratio()
        for other in others
    }
    best = max(likeness, key=likeness.__getitem__, default="")
    return best if likeness.get(best, 0) >= ALIKE else ""
