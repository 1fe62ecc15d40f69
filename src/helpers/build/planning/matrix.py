"""The matrix of a build: cases by notebooks by parameter sets, narrowed to what was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpers.build.planning.buildfile import BuildFile, ParameterSet
from helpers.build.planning.choose import choose_cases, choose_notebooks
from helpers.build.planning.notebook import Notebook


@dataclass(frozen=True)
class Row:
    """One report of the matrix; `set` is None for the plain one of a notebook."""

    case: str
    notebook: str
    set: ParameterSet | None = None

    @property
    def stem(self) -> str:
        """What the names of the report's files begin with."""
        return f"{self.notebook}--{self.set.name}" if self.set else self.notebook


@dataclass(frozen=True)
class Known:
    """Cases and notebooks that are there, each in order; `books` are the notebooks fit to be run."""

    cases: Sequence[str]
    notebooks: Sequence[str]
    books: Mapping[str, Notebook]


def make_matrix(file: BuildFile, known: Known) -> tuple[list[Row], list[str]]:
    """The reports that a build file asks for, by case, notebook and set, and the problems met."""
    problems: list[str] = []
    plain = (file.cases, file.notebooks, f"{file.name}: ")
    cases, notebooks = _chosen(plain, known.cases, known.notebooks, known, problems)
    rows = [Row(case, notebook) for case in cases for notebook in notebooks]
    for each in file.sets:
        fitting = [name for name in notebooks if has(known.books.get(name), each)]
        asked = (each.cases, each.notebooks, f"{file.name}: [sets.{each.name}]: ")
        of_set, books = _chosen(asked, cases, fitting, known, problems)
        rows += [Row(case, notebook, each) for case in of_set for notebook in books]
    order = list(dict.fromkeys(row.case for row in rows))
    # A stable sort: the sets of a notebook stay in the order of the file, behind the plain one.
    rows.sort(key=lambda row: (order.index(row.case), known.notebooks.index(row.notebook)))
    return rows, problems


def narrow(
    rows: Sequence[Row],
    file: BuildFile,
    known: Known,
    cases: Sequence[str],
    notebooks: Sequence[str],
) -> tuple[list[Row], list[str]]:
    """The rows that the command line names, and the problems met; no names mean all of them.

    Cases come in the order they are named in, notebooks in theirs.
    """
    sets = [each.name for each in file.sets]
    of, problems = choose_cases(cases, known.cases, notebooks=known.notebooks)
    stems, unknown = choose_notebooks(notebooks, known.notebooks, sets=sets, cases=known.cases)
    problems += unknown
    built = {row.case for row in rows} | {row.notebook for row in rows} | {row.stem for row in rows}
    problems += [
        f"{file.name} does not build {name}" for name in [*of, *stems] if name not in built
    ]
    if cases:
        rows = [row for case in of for row in rows if row.case == case]
    if notebooks:
        rows = [row for row in rows if row.notebook in stems or row.stem in stems]
    if not rows and (cases or notebooks) and not problems:
        problems = [f"{file.name} does not build {' and '.join([*of, *stems])} together"]
    return list(rows), problems


def _chosen(
    asked: tuple[Sequence[str], Sequence[str], str],
    all_cases: Sequence[str],
    all_notebooks: Sequence[str],
    known: Known,
    problems: list[str],
) -> tuple[Sequence[str], Sequence[str]]:
    """Cases and notebooks of these names, or all of them; problems are added."""
    cases, notebooks, where = asked
    found, unknown = choose_cases(cases, known.cases, f"{where}cases: ")
    books, others = choose_notebooks(notebooks, known.notebooks, f"{where}notebooks: ")
    problems += unknown + others
    return found if cases else all_cases, books if notebooks else all_notebooks


def has(book: Notebook | None, each: ParameterSet) -> bool:
    """Whether a notebook has every parameter of a set."""
    return book is not None and each.parameters.keys() <= book.parameters.keys()
