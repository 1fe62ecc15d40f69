"""Quotations held against the text of the article they were cut from, where that is at hand."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from helpers.case.anchors import Anchor, locate
from helpers.case.places import require_regular
from helpers.case.problems import SHOWN, Problem, nearest, shown
from helpers.case.rules import ANCHOR, is_missing, offsets
from helpers.case.schema import MISSING
from helpers.case.tables import Mask, Rows, Table, further

NOT_HELD = "text not held"


@dataclass
class Quotations:
    """The state of each statement's quotation ("" without one), and the problems found."""

    states: NDArray[np.object_]
    problems: list[Problem] = field(default_factory=list)


def check_quotations(statements: Table, articles: Table, texts: Path) -> Quotations:
    """Looks up each fragment in `<texts>/<article>.txt`, for articles that say which text it is."""
    found = Quotations(np.full(len(statements), "", dtype=object))
    if not (statements.has("fragment", "article", *ANCHOR) and articles.has("id", "text_sha256")):
        return found
    anchors = _Anchors(statements)
    found.states[anchors.quoted] = NOT_HELD
    coded = {articles.columns["id"].cell(row): row for row in _with_text(articles)}
    in_coded = statements.columns["article"].mask(coded.__contains__)
    if articles.complete:
        found.problems += _misplaced(statements, anchors, in_coded)
    elsewhere: dict[int, int | None] = {}
    for article, rows in _by_article(statements, np.flatnonzero(anchors.placed & in_coded)):
        text, problems = _text(texts, articles, coded[article])
        found.problems += problems
        for row in rows.tolist() if text is not None else []:
            found.states[row], elsewhere[row] = locate(text or "", anchors.at(row))
    found.problems += _unverified(statements, anchors, found.states, elsewhere)
    return found


def unknown_texts(articles: Table, texts: Path) -> list[Problem]:
    """A problem for each file in `texts` that is the text of no article; hidden ones are left."""
    if not (articles.complete and articles.has("id")):
        return []
    try:
        held = sorted(path.name for path in texts.iterdir() if not path.name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as error:
        return [Problem(texts.name, None, None, "", f"cannot be read: {error.strerror}")]
    known = {f"{each}.txt" for each in articles.columns["id"].values}
    lost = [name for name in held if name not in known]
    form = "is the text of no article; a text is called <article id>.txt"
    found = [
        Problem(f"{texts.name}/{shown(name)}", None, None, "", f"{form}{nearest(name, known)}")
        for name in lost[:SHOWN]
    ]
    return found + further(texts.name, None, len(lost) - SHOWN)


class _Anchors:
    """The anchors of all statements; `quoted` and `placed` say which have one, and with offsets."""

    def __init__(self, statements: Table) -> None:
        self.columns = statements.columns
        self.start, has_start = offsets(statements, "start")
        self.end, has_end = offsets(statements, "end")
        self.quoted: Mask = ~self.columns["fragment"].mask(is_missing)
        self.placed: Mask = self.quoted & has_start & has_end

    def at(self, row: int) -> Anchor:
        """The anchor of the statement in `row`; surroundings that are not stated count as empty."""
        prefix, suffix = (self.columns[name].cell(row) for name in ("prefix", "suffix"))
        return Anchor(
            exact=self.columns["fragment"].cell(row),
            prefix="" if prefix in MISSING else prefix,
            suffix="" if suffix in MISSING else suffix,
            start=int(self.start[row]),
            end=int(self.end[row]),
        )


def _with_text(articles: Table) -> list[int]:
    """Rows of the articles that say which text they were coded from, and can name a file."""
    safe = articles.columns["id"].mask(lambda each: each.replace("-", "").isalnum())
    stated = ~articles.columns["text_sha256"].mask(is_missing)
    return np.flatnonzero(safe & stated).tolist()


def _misplaced(statements: Table, anchors: _Anchors, in_coded: Mask) -> list[Problem]:
    """Offsets into no text, and quotations from a coded text that lack them."""
    known = ~statements.columns["article"].mask(is_missing)
    spare = np.flatnonzero(anchors.placed & known & ~in_coded)
    lacking = np.flatnonzero(anchors.quoted & ~anchors.placed & in_coded)
    return [
        *statements.problems(
            "start", spare, "counts in a text, but its article has no text_sha256"
        ),
        *statements.problems("start", lacking, "is no offset, but its article has a text_sha256"),
    ]


def _by_article(statements: Table, rows: Rows) -> Iterator[tuple[str, Rows]]:
    """These rows, article by article."""
    column = statements.columns["article"]
    ordered = rows[np.argsort(column.codes[rows], kind="stable")]
    changes = np.flatnonzero(np.diff(column.codes[ordered])) + 1
    for part in np.split(ordered, changes):
        if len(part):
            yield column.cell(int(part[0])), part


def _text(texts: Path, articles: Table, row: int) -> tuple[str | None, list[Problem]]:
    """The text of the article in `row`, None when not held, and whether it is the coded one."""
    path = texts / f"{articles.columns['id'].cell(row)}.txt"
    file = f"{texts.name}/{path.name}"
    try:
        require_regular(path)
        content = path.read_bytes()
        text = content.decode("utf-8")
    except FileNotFoundError:
        return None, []
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 at byte {error.start:,}; save it as UTF-8"
        return None, [Problem(file, None, None, "", message)]
    except OSError as error:
        return None, [Problem(file, None, None, "", f"cannot be read: {error.strerror}")]
    digest = hashlib.sha256(content).hexdigest()
    if articles.columns["text_sha256"].cell(row) == digest:
        return text, []
    message = f"is not the SHA-256 of {file}, which is {digest}; hold the text that was coded"
    return text, [articles.problem("text_sha256", row, message)]


def _unverified(
    statements: Table, anchors: _Anchors, states: NDArray[np.object_], at: dict[int, int | None]
) -> list[Problem]:
    """A problem for each quotation that its article's text does not bear out as anchored."""
    problems = []
    for state in ("moved", "ambiguous", "orphaned"):
        rows = np.flatnonzero(states == state).tolist()
        for row in rows[:SHOWN]:
            message = _in_words(state, at[row], int(anchors.start[row]))
            problems.append(statements.problem("fragment", row, message))
        problems += further("statements.csv", "fragment", len(rows) - SHOWN)
    return problems


def _in_words(state: str, at: int | None, start: int) -> str:
    if state == "orphaned":
        return "is orphaned: not in the article's text; correct the fragment or the article"
    if state == "ambiguous":
        return "is ambiguous: more than once in the article's text, and not where its anchor says"
    if at == start:
        return "is moved: at start, but between other words; correct prefix and suffix"
    return f"is moved: at {at}, not at {start}; correct start, end, prefix and suffix"
