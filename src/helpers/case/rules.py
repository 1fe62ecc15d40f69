"""What the cells of one row must be to each other."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from helpers.case.cells import numbers
from helpers.case.problems import Problem
from helpers.case.schema import MISSING
from helpers.case.tables import Mask, Table

MOST_WORDS = 15  # of a fragment: what a quotation may take from an article
ANCHOR = ("prefix", "suffix", "start", "end")

Test = Callable[[str], bool]


def article_rules(articles: Table) -> Iterator[Problem]:
    """A date of publication is missing exactly when nothing says what it is known from."""
    yield from _together(
        articles,
        ("published_basis", _is("unknown")),
        ("published", is_missing),
        "does not go with published; unknown is for a date that is not stated, and only for that",
    )


def statement_rules(statements: Table) -> Iterator[Problem]:
    """The rules that tie the columns of a statement together, its quotation aside."""
    nowhere = ("article", _is("not found"))
    yield from _together(
        statements,
        ("stance", _is("not found")),
        nowhere,
        "does not go with article; stance is 'not found' exactly when article is",
    )
    yield from _together(
        statements,
        ("form", _is("")),
        nowhere,
        "does not go with article; form is empty exactly when article is 'not found'",
    )
    yield from _together(
        statements,
        ("said_basis", _is("")),
        ("said", is_missing),
        "does not go with said; said_basis is empty exactly when said is missing",
    )
    yield from _only_with(statements, "meets", "responds_to")
    yield from _only_with(statements, "meets_reason", "meets")
    yield from _wanted(
        statements,
        ("meets", _is_given),
        "meets_reason",
        "is empty beside meets; say why that judgement",
    )


def event_rules(events: Table) -> Iterator[Problem]:
    """What an interval means is said of every date that is an interval, and only of those."""
    yield from _together(
        events,
        ("interval", _is("")),
        ("date", _is_no_interval),
        "does not go with date; interval is span or bounds exactly when date is an interval",
    )


def inference_rules(table: Table, note: str) -> Iterator[Problem]:
    """What we inferred says from what, in the column `note`."""
    message = "is empty though basis is 'inferred'; say from what"
    yield from _wanted(table, ("basis", _is("inferred")), note, message)


def fragment_rules(statements: Table) -> Iterator[Problem]:
    """A fragment is short and its offsets span it; without a fragment there is no anchor."""
    if not statements.has("fragment", *ANCHOR):
        return
    fragment = statements.columns["fragment"]
    quoted = ~fragment.mask(is_missing)
    words = fragment.by_row(map(len, map(str.split, fragment.values)))
    yield from statements.problems("fragment", np.flatnonzero(words > MOST_WORDS), _wordy)
    for name in ANCHOR:
        spare = np.flatnonzero(~quoted & ~statements.columns[name].mask(_is("")))
        yield from statements.problems(name, spare, "is given without a fragment; leave it empty")
    for name in ("start", "end"):
        absent = np.flatnonzero(quoted & statements.columns[name].mask(_is("")))
        yield from statements.problems(name, absent, "is empty beside a fragment; use 'not stated'")
    wrong = np.flatnonzero(quoted & _wrong_span(statements))
    yield from statements.problems(
        "end", wrong, "does not fit; end less start is the fragment's length"
    )


is_missing: Test = frozenset(MISSING).__contains__  # whether a cell holds a kind of missing


def offsets(statements: Table, name: str) -> tuple[NDArray[np.int64], Mask]:
    """The offsets in column `name`, int64, and which rows have one."""
    column = statements.columns[name]
    parsed = numbers(column)
    values = np.array([-1 if number is None else number for number in parsed], dtype=np.int64)
    known = np.array([number is not None for number in parsed], dtype=np.bool_)
    return values[column.codes], known[column.codes]


def _wrong_span(statements: Table) -> Mask:
    start, has_start = offsets(statements, "start")
    end, has_end = offsets(statements, "end")
    fragment = statements.columns["fragment"]
    length = fragment.by_row(map(len, fragment.values))
    wrong: Mask = (has_start != has_end) | (has_start & (end - start != length))
    return wrong


def _wordy(fragment: str) -> str:
    return f"has {len(fragment.split())} words; at most {MOST_WORDS} may be quoted"


def _is_given(text: str) -> bool:
    return not is_missing(text)


def _is_no_interval(date: str) -> bool:
    return "/" not in date


def _is(word: str) -> Test:
    return word.__eq__


def _together(
    table: Table, one: tuple[str, Test], other: tuple[str, Test], message: str
) -> list[Problem]:
    """The rows where one column passes its test and the other does not, or the other way round."""
    (name, test), (other_name, other_test) = one, other
    if not table.has(name, other_name):
        return []
    apart = table.columns[name].mask(test) != table.columns[other_name].mask(other_test)
    return table.problems(name, np.flatnonzero(apart), message)


def _wanted(table: Table, one: tuple[str, Test], name: str, message: str) -> list[Problem]:
    """The rows where a column passes its test and the one that should say more is empty."""
    of, test = one
    if not table.has(of, name):
        return []
    silent = table.columns[of].mask(test) & table.columns[name].mask(is_missing)
    return table.problems(name, np.flatnonzero(silent), message)


def _only_with(table: Table, name: str, needed: str) -> list[Problem]:
    """The rows where a column is filled in though the one it depends on is empty."""
    if not table.has(name, needed):
        return []
    alone = ~table.columns[name].mask(is_missing) & table.columns[needed].mask(is_missing)
    return table.problems(name, np.flatnonzero(alone), f"is given but {needed} is empty")
