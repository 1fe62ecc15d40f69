"""What is known of a report after a build, kept where the pages are.

A page carries its own record in its head and a failure lies beside the notebook that failed, so
that the index can be made again from the folder alone, whatever was built when.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TypeVar

from helpers.build.publishing.fits import FITS
from helpers.build.words import reason

META = "standpoint-report"
FAILED = ".failed"
# What reading an odd record can raise: json, the reader of HTML, or the record itself.
UNFIT = (ValueError, TypeError, AssertionError, RecursionError)
Known = TypeVar("Known", "Record", "Failure")


@dataclass(frozen=True)
class Record:
    """A page that was built: `built` is an ISO time in UTC, `findings` are plain sentences.

    `about` says what the case is about; `files` are the names of the files to download with it;
    `executed` is the executed notebook, relative to the page. `variant` is the short name of the
    set of `parameters`, "" for the plain one, and `variant_title` its name in words. `inputs` maps
    what the page was made from to SHA-256 in hex; {} in a page of a version that kept none.
    """

    case: str
    case_title: str
    notebook: str
    question: str
    findings: list[str]
    built: str
    about: str = ""
    files: list[str] = field(default_factory=list)
    variant: str = ""
    variant_title: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    executed: str = ""

    @property
    def stem(self) -> str:
        """What the names of the report's files begin with: `03-timeline--core-only`."""
        return stem(self.notebook, self.variant)

    @property
    def headline(self) -> str:
        """The first finding, or an empty string."""
        return next(iter(self.findings), "")

    def as_json(self) -> str:
        """The record as one line of JSON, the content of the page's meta element."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Failure:
    """A report whose last build failed: `failed` is an ISO time in UTC, `error` one line.

    `inputs` are those of the failed build; `kept` are the names of the files that tell more.
    """

    case: str
    case_title: str
    notebook: str
    question: str
    failed: str
    error: str
    about: str = ""
    variant: str = ""
    variant_title: str = ""
    inputs: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)

    @property
    def stem(self) -> str:
        """What the names of the report's files begin with: `03-timeline--core-only`."""
        return stem(self.notebook, self.variant)

    def as_json(self) -> str:
        """The record as the text of its file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True)
class Found:
    """What a folder of pages holds, by case and notebook; `skipped` says what could not be read."""

    pages: list[Record]
    failures: list[Failure]
    skipped: list[str]


def stem(notebook: str, variant: str) -> str:
    """What the names of a report's files begin with; no notebook's own name has two hyphens."""
    return f"{notebook}--{variant}" if variant else notebook


def failed_notebook(out: Path, case: str, stem: str) -> Path:
    """Where the executed notebook of a failure is kept; its record has the suffix .json."""
    return out / FAILED / case / f"{stem}.ipynb"


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
        return next(iter(_records_in(path)), None) if path.is_file() else None
    return None


def read_failure(path: Path) -> Failure | None:
    """The record of a failure, the file with the suffix .json; None when there is none."""
    with suppress(OSError, *UNFIT):
        return _failure_in(path) if path.is_file() else None
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
        skipped.append(f"{name}: it cannot be read ({reason(error)})")
    except UNFIT:
        skipped.append(f"{name}: what it says of itself is not what a report of that name says")


class _Head(HTMLParser):
    """Finds the record in the head of a page."""

    content = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta" and values.get("name") == META:
            self.content = values.get("content") or ""


def _records_in(path: Path) -> list[Record]:
    """The record in the head of a page, or none; raises one of UNFIT for one that is odd."""
    head = _Head()
    head.feed(path.read_text(encoding="utf-8", errors="replace").partition("</head>")[0])
    return [_known(Record, json.loads(head.content), path)] if head.content else []


def _failure_in(path: Path) -> Failure:
    """The record of a failure; raises one of UNFIT when it is odd."""
    return _known(Failure, json.loads(path.read_text(encoding="utf-8")), path)


def _known(kind: type[Known], values: Any, path: Path) -> Known:
    """The record with these values; what a later version may have added to them is passed over.

    Raises ValueError or TypeError unless the values are fit and the record lies in its place.
    """
    if not isinstance(values, dict):
        raise TypeError("a record has names and values")
    names = {known.name: known.type for known in fields(kind)}
    given = {name: value for name, value in values.items() if name in names}
    for name, value in given.items():
        if not FITS[str(names[name])](value):
            raise TypeError(f"{name} is of another type")
        json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair cannot be written
    record = kind(**given)
    datetime.fromisoformat(record.built if isinstance(record, Record) else record.failed)
    if (path.parent.name, path.stem) != (record.case, record.stem):
        raise ValueError("the record is that of another report")
    return record
