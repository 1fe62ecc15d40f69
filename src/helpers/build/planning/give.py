"""The values that parameters get: from the build file, the command line and a named set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from helpers.build.planning.buildfile import BuildFile, ParameterSet
from helpers.build.planning.matrix import Row, has
from helpers.build.planning.notebook import Notebook, Refused
from helpers.build.planning.parameters import RESERVED
from helpers.build.planning.values import Kind, Unfit, fit, nearest, parse, quoted

Books = Mapping[str, Notebook]
HOW = {"case": "name the case itself", "data": "--data names that folder"}


@dataclass(frozen=True)
class Given:
    """The parameters of one report that are given, of each where it came from, and the problems met."""

    values: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_given(texts: Sequence[str]) -> dict[str, str]:
    """Names and texts of the command line's `name=value`; raises Refused."""
    found: dict[str, str] = {}
    problems = []
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.isidentifier():
            problems.append(f"-p {quoted(text)} is not of the form name=value")
        elif name in found:
            problems.append(f"-p {name}: given twice, {quoted(found[name])} and {quoted(value)}")
        else:
            found[name] = value
    if problems:
        raise Refused(problems)
    return found


def values_for(
    book: Notebook, of_set: ParameterSet | None, file: BuildFile, texts: Mapping[str, str]
) -> Given:
    """The parameters of one report that are given.

    What the command line says stands above the build file's [parameters]; a set's own stand above
    both, since its title would not be true otherwise.
    """
    given = Given()
    for values, where, read in _sources(of_set, file, texts):
        for name, value in values.items():
            if name not in book.parameters or name in RESERVED:
                continue
            try:
                given.values[name] = read(book.parameters[name].kind, value)
                given.origins[name] = where.strip() or "-p"
            except Unfit as unfit:
                given.problems.append(f"{where}{book.path.name}: parameter {name}: {unfit}")
    return given


def unknown_names(
    matrix: Sequence[Row],
    rows: Sequence[Row],
    books: Books,
    file: BuildFile,
    texts: Mapping[str, str],
) -> Iterator[str]:
    """A problem for each name that has no notebook to go to.

    Those of the build file may be for any report of the `matrix`; those of the command line,
    `texts`, are for the `rows` that are built now.
    """
    yield from _reserved(file, texts)
    every = {row.notebook for row in matrix}
    if every <= books.keys():  # else the one that cannot be read may have it
        whole = {name: books[name] for name in books if name in every}
        yield from _in_none(file.parameters, whole, f"{file.name}: [parameters]: ")
        for each in file.sets:
            yield from _unknown_in_set(each, matrix, whole, f"{file.name}: [sets.{each.name}]: ")
    now = [row for row in rows if row.notebook in books]
    yield from _in_none(texts, {row.notebook: books[row.notebook] for row in now}, "")
    for name in texts:
        fixed = [row.set for row in now if name in books[row.notebook].parameters]
        if fixed and all(each and name in each.parameters for each in fixed):
            sets = ", ".join(sorted({each.name for each in fixed if each}))
            yield f"-p {name}: its value is fixed by the parameter set {sets}"


def _reserved(file: BuildFile, texts: Mapping[str, str]) -> Iterator[str]:
    """A problem for each parameter that is not for users to set."""
    named = [_sources(each, file, texts)[-1] for each in file.sets]
    for values, where, _ in [*_sources(None, file, texts), *named]:
        for name in RESERVED:
            if name in values:
                yield f"{where}parameter {name} is set by the build itself; {HOW[name]}"


def _sources(
    of_set: ParameterSet | None, file: BuildFile, texts: Mapping[str, str]
) -> list[tuple[Mapping[str, Any], str, Callable[[Kind, Any], Any]]]:
    """Names with values, how messages about them begin, and what reads a value; the last wins."""
    where = f"{file.name}: [sets.{of_set.name}]: " if of_set else ""
    return [
        (file.parameters, f"{file.name}: [parameters]: ", fit),
        (texts, "", parse),
        (of_set.parameters if of_set else {}, where, fit),
    ]


def _unknown_in_set(
    each: ParameterSet, matrix: Sequence[Row], books: Books, where: str
) -> Iterator[str]:
    """Problems of a set's names: the notebooks it lists must have all of them, else some must."""
    listed = dict.fromkeys(row.notebook for row in matrix if row.set == each)
    if each.notebooks:
        for name in listed:
            yield from _in_none(each.parameters, {name: books[name]}, where)
    elif not listed and not any(has(book, each) for book in books.values()):
        problems = list(_in_none(each.parameters, books, where))
        yield from problems or [f"{where}no notebook has all of {', '.join(each.parameters)}"]


def _in_none(values: Mapping[str, Any], books: Books, where: str) -> Iterator[str]:
    """A problem for each name that none of the notebooks has as a parameter."""
    known = sorted({name for book in books.values() for name in book.parameters} - {*RESERVED})
    which = ", ".join(book.path.name for book in books.values())
    for name, value in values.items():
        if books and name not in known and name not in RESERVED:
            there = f"there are: {', '.join(known) or 'none'}"
            given = f"parameter {quoted(name)}, to be set to {quoted(value)}, is not in {which}"
            yield f"{where}{given}{nearest(name, known)}; {there}"
