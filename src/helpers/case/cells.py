"""What one cell may hold: the kinds of missing, lengths, patterns, categories, numbers, dates."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from helpers.case.characters import character_problem
from helpers.case.edtf import EdtfError, parse_edtf
from helpers.case.problems import Problem, either, nearest
from helpers.case.schema import MISSING, Field
from helpers.case.tables import Column, Message, Table

VERBATIM = ("fragment", "prefix", "suffix")  # cut from a text, spaces at the ends included
LONGEST_MISSING = max(map(len, MISSING)) + 2  # a mistyped "Not stated " is as short as this
LONG = 1_000  # a column that takes as many characters as this takes line breaks too
FIRST_YEAR = np.datetime64(
    "1000", "s"
)  # earlier years are slips, and not every tool can write them
INTEGER = re.compile(r"-?[0-9]{1,18}")
FORMS = {
    "id": "is not an id; use lower-case words joined by hyphens (a to z, 0 to 9)",
    "url": "must start with http:// or https:// and have no space",
    "text_sha256": "must be 64 characters 0 to 9 or a to f",
}


@dataclass(frozen=True)
class Rule:
    """Something a value may not be: finds the indices of those that are it, says what is wrong."""

    finds: Callable[[list[str]], list[int]]
    says: Message


def cell_problems(table: Table, field: Field) -> list[Problem]:
    """Everything wrong with the cells of one column, looked at by themselves."""
    column = table.columns[field.name]
    judged: set[int] = set()
    found = []
    for rule in _rules(field):
        suspects = rule.finds(column.values)
        bad = [i for i in suspects if i not in judged and column.values[i] not in field.missing]
        if bad:
            judged.update(bad)
            found += table.problems(field.name, column.rows_of(bad), rule.says)
    return found


def numbers(column: Column) -> list[int | None]:
    """The whole number that each value of the column writes, None where it writes none."""
    return [int(value) if INTEGER.fullmatch(value) else None for value in column.values]


def _every(test: Callable[[str], object]) -> Callable[[list[str]], list[int]]:
    """Finds the values that pass the test. For texts, of which there are many, see below."""
    return lambda values: [index for index, value in enumerate(values) if test(value)]


def _rules(field: Field) -> Iterator[Rule]:
    """The rules of one column. A value is reported under the first that it breaks."""
    yield _missing(field)
    if field.max_length:
        yield _length(field.max_length)
    if not field.is_integer:
        yield _characters(field)
    if field.is_integer:
        yield from _integer(field)
    if field.enum:
        yield _category(field)
    if field.pattern:
        yield _pattern(field)
    if field.separator:
        yield _listed_twice(field.separator)
    if field.edtf:
        yield Rule(_every(_edtf_error), _edtf_error)


def _missing(field: Field) -> Rule:
    use = _instead(field) or "; it may not be missing"

    def finds(values: list[str]) -> list[int]:
        refused = set(MISSING) - set(field.missing)
        if field.name in VERBATIM:
            return [i for i, value in enumerate(values) if value in refused]
        short = [i for i, size in enumerate(map(len, values)) if size <= LONGEST_MISSING]
        return [i for i in short if values[i].strip().lower() in MISSING]

    def says(value: str) -> str:
        return ("must have a value" if not value.strip() else "is not a value") + use

    return Rule(finds, says)


def _instead(field: Field) -> str:
    """How a message goes on about the kinds of missing that the column allows; "" if none."""
    allowed = [f"'{word}'" if word else "an empty cell" for word in field.missing]
    return f"; where there is none use {either(allowed)}" if allowed else ""


def _length(limit: int) -> Rule:
    def finds(values: list[str]) -> list[int]:
        if max(map(len, values), default=0) <= limit:
            return []
        return [i for i, size in enumerate(map(len, values)) if size > limit]

    return Rule(finds, lambda value: f"has {len(value):,} characters; at most {limit:,} fit here")


def _characters(field: Field) -> Rule:
    # What stands around a fragment is cut from a text as it is, line breaks included.
    one_line = (field.max_length or 0) < LONG and field.name not in ("prefix", "suffix")
    return Rule(
        lambda values: [
            index
            for index, plain in enumerate(map(str.isprintable, values))
            if not plain and character_problem(values[index], one_line=one_line)
        ],
        lambda value: character_problem(value, one_line=one_line),
    )


def _integer(field: Field) -> Iterator[Rule]:
    def is_number(value: str) -> bool:
        return INTEGER.fullmatch(value) is not None

    def is_small(value: str) -> bool:
        return field.minimum is not None and is_number(value) and int(value) < field.minimum

    no_number = _every(lambda value: not is_number(value))
    yield Rule(no_number, "is not a whole number such as 1740")
    yield Rule(_every(is_small), f"is too small; the least allowed is {field.minimum}")


def _category(field: Field) -> Rule:
    def says(value: str) -> str:
        close = nearest(value, field.enum)
        return f"is not allowed; use {either(field.enum)}{close}{_instead(field)}"

    return Rule(_every(lambda value: value not in field.enum), says)


def _pattern(field: Field) -> Rule:
    matches = re.compile(field.pattern).fullmatch
    unlike = _every(lambda value: matches(value) is None)
    return Rule(unlike, FORMS.get(field.name, f"does not have the form {field.pattern}"))


def _listed_twice(separator: str) -> Rule:
    def is_repeated(value: str) -> bool:
        parts = value.split(separator)
        return len(set(parts)) < len(parts)

    return Rule(_every(is_repeated), "lists something twice; list it once")


def _edtf_error(value: str) -> str:
    try:
        date = parse_edtf(value)
    except EdtfError as error:
        return str(error)
    if date.earliest < FIRST_YEAR or date.latest < FIRST_YEAR:
        return "is before the year 1000; news is not so old, so correct the year"
    return ""
