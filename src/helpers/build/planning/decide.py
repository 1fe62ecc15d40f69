"""Which reports are due, and why. What a page was made from stands in the page itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.build.planning.imports import ROOT
from helpers.build.planning.inputs import Inputs, inputs_of
from helpers.build.planning.plan import Report
from helpers.build.publishing.downloads import FOLDER
from helpers.build.publishing.record import Record, failed_notebook, read_failure, read_record

WORDS = {
    "notebook": "notebook changed",
    "parameters": "parameters changed",
    "data": "data changed",
    "helpers": "helper changed",
    "template": "template changed",
    "environment": "environment changed",
}
NAMED = 3  # parts that a reason names; of more it names one and counts the rest


@dataclass(frozen=True)
class Due:
    """A report, what it is made from, and why it is to be built: `reason` is "" when it is current."""

    report: Report
    inputs: Inputs
    reason: str


def decide(reports: Sequence[Report], out: Path, force: bool = False) -> list[Due]:
    """Each report with the reason why it is due, judged by the page that `out` holds of it.

    With `force` a report that is current is due, too.
    """
    seen: dict[object, object] = {}
    decided = []
    for report in reports:
        inputs = inputs_of(report, seen)
        reason = "; ".join(_reasons(report, inputs, out))
        decided.append(Due(report, inputs, reason or ("asked for" if force else "")))
    return decided


def _reasons(report: Report, inputs: Inputs, out: Path) -> Iterator[str]:
    """Why a report is due: what failed, or is not there, before what has changed."""
    page = out / f"{report.name}.html"
    kept = failed_notebook(out, report.case.name, report.stem)
    failure, record = read_failure(kept.with_suffix(".json")), read_record(page)
    if failure:
        yield "failed before"
        yield from _changes(inputs, failure.inputs)
    elif record is None:
        yield "its page is not one of ours" if page.exists() else "new"
    elif not record.inputs:
        yield "its page does not say what it was made from"
    else:
        if missing := list(_missing(record, page)):
            yield f"files missing: {_named(missing)}"
        yield from _changes(inputs, record.inputs)


def _changes(inputs: Inputs, before: Mapping[str, str]) -> Iterator[str]:
    """What differs from the inputs of before; nothing when those are not known."""
    for group, names in inputs.changes(before).items() if before else ():
        yield f"{WORDS[group]}: {_named(names)}" if names else WORDS[group]


def _missing(record: Record, page: Path) -> Iterator[str]:
    """The files that a page links to and that are no longer there."""
    names = [f"{FOLDER}/{name}" for name in record.files]
    names += [record.executed] if record.executed else []
    yield from (name for name in names if not (page.parent / name).is_file())


def _named(names: Sequence[str]) -> str:
    """The parts by name; of many the first, and how many more."""
    short = [name.removeprefix(f"{ROOT}/") for name in names]
    return ", ".join(short) if len(short) <= NAMED else f"{short[0]} and {len(short) - 1} more"
