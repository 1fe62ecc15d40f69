"""What one cell may hold: the kinds of missing, lengths, patterns, categories, numbers, dates."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from unicodedata import category

from helpers.case.edtf import EdtfError, parse_edtf
from helpers.case.problems import Problem, either, nearest
from helpers.case.schema import MISSING, Field
from helpers.case.tables import Column, Message, Table

VERBATIM = ("fragment", "prefix", "suffix")  # cut from a text, spaces at the ends included
LONGEST_MISSING = max(map(len, MISSING)) + 2  # a mistyped "Not stated " is as short as this
INTEGER = re.compile(r"-?[0-9]{1,18}")


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
    yield Rule(_with_controls, _controls_message)
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
    allowed = [f"'{word}'" if word else "an empty cell" for word in field.missing]
    use = f"; where there is none use {either(allowed)}" if allowed else "; it may not be missing"

    def finds(values: list[str]) -> list[int]:
        refused = set(MISSING) - set(field.missing)
        if field.name in VERBATIM:
            return [i for i, value in enumerate(values) if value in refused]
        short = [i for i, size in enumerate(map(len, values)) if size <= LONGEST_MISSING]
        return [i for i in short if values[i].strip().lower() in MISSING]

    def says(value: str) -> str:
        return ("must have a value" if not value.strip() else "is not a value") + use

    return Rule(finds, says)


def _length(limit: int) -> Rule:
    def finds(values: list[str]) -> list[int]:
        if max(map(len, values), default=0) <= limit:
            return []
        return [i for i, size in enumerate(map(len, values)) if size > limit]

    return Rule(finds, lambda value: f"has {len(value):,} characters; at most {limit:,} fit here")


def _with_controls(values: list[str]) -> list[int]:
    # isprintable is quick, and False for every control character among others.
    odd = [i for i, plain in enumerate(map(str.isprintable, values)) if not plain]
    return [i for i in odd if any(map(_is_control, values[i]))]


def _is_control(character: str) -> bool:
    return category(character) == "Cc" and character not in "\t\n"


def _controls_message(value: str) -> str:
    code = next(ord(character) for character in value if _is_control(character))
    return f"holds the control character U+{code:04X}; only tabs and line breaks are allowed"


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
        return f"is not allowed; use {either(field.enum)}{nearest(value, field.enum)}"

    return Rule(_every(lambda value: value not in field.enum), says)


def _pattern(field: Field) -> Rule:
    matches = re.compile(field.pattern).fullmatch
    form = "letters a to z, digits and single hyphens" if field.name == "id" else field.pattern
    unlike = _every(lambda value: matches(value) is None)
    return Rule(unlike, f"does not have the form asked for; use {form}")


def _listed_twice(separator: str) -> Rule:
    def is_repeated(value: str) -> bool:
        parts = value.split(separator)
        return len(set(parts)) < len(parts)

    return Rule(_every(is_repeated), "lists something twice; list it once")


def _edtf_error(value: str) -> str:
    try:
        parse_edtf(value)
    except EdtfError as error:
        return str(error)
    return ""
