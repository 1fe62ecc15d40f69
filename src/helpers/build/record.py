"""What is known of a report after a build, kept where the pages are.

A page carries its own record in its head and a failure lies beside the notebook that failed, so
that the index can be made again from the folder alone, whatever was built when.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from html.parser import HTMLParser
from pathlib import Path

META = "standpoint-report"
FAILED = ".failed"


@dataclass(frozen=True)
class Record:
    """A page that was built: `built` is an ISO time in UTC, `findings` are plain sentences."""

    case: str
    case_title: str
    notebook: str
    question: str
    findings: list[str]
    built: str

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


class _Head(HTMLParser):
    """Finds the record in the head of a page."""

    content = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta" and values.get("name") == META:
            self.content = values.get("content") or ""


def read_records(out: Path) -> list[Record]:
    """Records of the pages below `out`, by case and notebook; other files are passed over."""
    found = []
    for path in sorted(out.glob("*/*.html")):
        head = _Head()
        head.feed(path.read_text(encoding="utf-8", errors="replace").partition("</head>")[0])
        # A page made by another version of this module may say other things of itself.
        with suppress(ValueError, TypeError):
            found.append(Record(**json.loads(head.content)))
    return found


def read_failures(out: Path) -> list[Failure]:
    """Failures kept below `out`, by case and notebook."""
    found = []
    for path in sorted((out / FAILED).glob("*/*.json")):
        with suppress(ValueError, TypeError):
            found.append(Failure(**json.loads(path.read_text(encoding="utf-8"))))
    return found


def failed_notebook(out: Path, case: str, notebook: str) -> Path:
    """Where the executed notebook of a failure is kept; its record has the suffix .json."""
    return out / FAILED / case / f"{notebook}.ipynb"
