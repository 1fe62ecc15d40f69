"""What is known of a report after a build, kept where the pages are.

A page carries its own record in its head and a failure lies beside the notebook that failed, so
that the index can be made again from the folder alone, whatever was built when.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

META = "standpoint-report"
FAILED = ".failed"
LISTS = ("findings", "files")
# What reading an odd record can raise: json, the reader of HTML, or the record itself.
UNFIT = (ValueError, TypeError, AssertionError, RecursionError)


@dataclass(frozen=True)
class Record:
    """A page that was built: `built` is an ISO time in UTC, `findings` are plain sentences.

    `about` says what the case is about; `files` are the names of the files to download with it.
    """

    case: str
    case_title: str
    notebook: str
    question: str
    findings: list[str]
    built: str
    about: str = ""
    files: list[str] = field(default_factory=list)

    def as_json(self) -> str:
        """The record as one line of JSON, the content of the page's meta element."""
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass(frozen=True)
class Failure:
    """A report whose last build failed: `failed` is an ISO time in UTC, `error` one line."""

    case: str
    case_title: str
    notebook: str
    question: str
    failed: str
    error: str
    about: str = ""


class _Head(HTMLParser):
    """Finds the record in the head of a page."""

    content = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta" and values.get("name") == META:
            self.content = values.get("content") or ""


@dataclass(frozen=True)
class Found:
    """What a folder of pages holds, by case and notebook; `skipped` says what could not be read."""

    pages: list[Record]
    failures: list[Failure]
    skipped: list[str]


def read_folder(out: Path) -> Found:
    """The pages and failures below `out`.

    Files that are none of ours are passed over; one that should be but is odd is noted in `skipped`.
    """
    found = Found([], [], [])
    for path in sorted(out.glob("*/*.html")):
        _note_odd(found.skipped, out, path, lambda path: found.pages.extend(_records_in(path)))
    for path in sorted((out / FAILED).glob("*/*.json")):
        _note_odd(found.skipped, out, path, lambda path: found.failures.append(_failure_in(path)))
    return found


def read_record(path: Path) -> Record | None:
    """The record of the page at `path`; None when there is no such page or it has no record."""
    with suppress(OSError, *UNFIT):
        return next(iter(_records_in(path)), None)
    return None


def _note_odd(skipped: list[str], out: Path, path: Path, read: Callable[[Path], None]) -> None:
    """Read a file; when that cannot be done, `skipped` gets a sentence that says why."""
    name = f"{path.relative_to(out)} is left out of the index"
    try:
        if path.is_file():
            read(path)
        else:  # a pipe would keep its reader waiting
            skipped.append(f"{name}: it is not a file")
    except OSError as error:
        skipped.append(f"{name}: it cannot be read ({error.strerror or type(error).__name__})")
    except UNFIT:
        skipped.append(f"{name}: what it says of itself is not what a report of that name says")


def _records_in(path: Path) -> list[Record]:
    """The record in the head of a page, or none; raises one of UNFIT for one that is odd."""
    head = _Head()
    head.feed(path.read_text(encoding="utf-8", errors="replace").partition("</head>")[0])
    if not head.content:
        return []
    record = Record(**json.loads(head.content))
    _check(record, path, moment=record.built)
    return [record]


def _failure_in(path: Path) -> Failure:
    """The record of a failure; raises one of UNFIT when it is odd."""
    failure = Failure(**json.loads(path.read_text(encoding="utf-8")))
    _check(failure, path, moment=failure.failed)
    return failure


def _check(record: Record | Failure, path: Path, *, moment: str) -> None:
    """Raise ValueError or TypeError unless the record has fit values and lies in its place."""
    for name, value in asdict(record).items():
        texts = value if name in LISTS else [value]
        if not isinstance(texts, list) or not all(isinstance(one, str) for one in texts):
            raise TypeError(f"{name} is of another type")
        "".join(texts).encode()  # half a surrogate pair could not be written to the index
    datetime.fromisoformat(moment)
    if (path.parent.name, path.stem) != (record.case, record.notebook):
        raise ValueError("the record is that of another report")


def failed_notebook(out: Path, case: str, notebook: str) -> Path:
    """Where the executed notebook of a failure is kept; its record has the suffix .json."""
    return out / FAILED / case / f"{notebook}.ipynb"
