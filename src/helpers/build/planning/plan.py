"""What is to be built: the reports that come of cases, notebooks and sets of parameters.

Nothing heavy is imported and nothing is written here, so that a wrong name is refused at once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.build.planning.buildfile import BuildFile
from helpers.build.planning.give import Given, unknown_names, values_for
from helpers.build.planning.matrix import Known, Row, make_matrix, narrow
from helpers.build.planning.notebook import Notebook, Refused, read_notebook
from helpers.case import PROJECT, data_folder, list_cases

NOTEBOOKS = PROJECT / "notebooks"


@dataclass(frozen=True)
class CaseName:
    """What a page says of its case: folder name, and title, version and description of its data."""

    name: str
    title: str
    version: str
    about: str = ""


@dataclass(frozen=True)
class Report:
    """One notebook for one case and one set of parameters; `data` is the folder of the case's folder.

    `variant` is the name of the set and `variant_title` its name in words, both empty for the plain
    report. `given` are the parameters that are not left to the notebook, and `origins` say of each
    where it came from, as a message begins. With `show_code` the page has the code of the cells, too.
    """

    case: CaseName
    notebook: Notebook
    data: Path
    variant: str = ""
    variant_title: str = ""
    given: dict[str, Any] = field(default_factory=dict)
    show_code: bool = False
    origins: dict[str, str] = field(default_factory=dict)

    @property
    def stem(self) -> str:
        """What the names of the report's files begin with: `03-timeline--core-only`."""
        return f"{self.notebook.name}--{self.variant}" if self.variant else self.notebook.name

    @property
    def name(self) -> str:
        """`case/stem`: where the page stands below the folder of pages."""
        return f"{self.case.name}/{self.stem}"

    @property
    def parameters(self) -> dict[str, Any]:
        """What the notebook is given when it is run."""
        return self.given | {"case": self.case.name, "data": str(self.data)}

    @property
    def values(self) -> dict[str, Any]:
        """All its parameters as they are in this report; of the data folder, the name alone."""
        defaults = {name: each.default for name, each in self.notebook.parameters.items()}
        return defaults | self.given | {"case": self.case.name, "data": self.data.name}


def plan_reports(
    cases: Sequence[str] = (),
    notebooks: Sequence[str] = (),
    *,
    data: str | Path = "",
    folder: Path | None = None,
    build_file: BuildFile | None = None,
    given: Mapping[str, str] | None = None,
    context: bool = False,
    show_code: bool = False,
) -> list[Report]:
    """The reports to build, case by case, in the order of the notebooks, a notebook's sets after it.

    The names narrow what `build_file` asks for; none means all of it. `given` are texts of the
    command line for parameters; `context` asks notebooks that can for sentences around quotations.
    `folder` holds the notebooks (the project's own when None). Raises Refused with every problem
    found: unknown names, unfit notebooks, parameters that do not fit.
    """
    where = data_folder(data).resolve()
    file = build_file or BuildFile()
    texts = ({"context": "true"} if context else {}) | dict(given or {})
    known, unfit = _look(where, folder or NOTEBOOKS)
    matrix, problems = make_matrix(file, known)
    rows, unknown = narrow(matrix, file, known, cases, notebooks)
    problems += unknown
    problems += [each for row in rows for each in unfit.get(row.notebook, [])]
    problems += unknown_names(matrix, rows, known.books, file, texts)
    rows = [row for row in rows if row.notebook in known.books]
    made = [values_for(known.books[row.notebook], row.set, file, texts) for row in rows]
    problems += [each for one in made for each in one.problems]
    if problems:
        raise Refused(dict.fromkeys(problems))
    about = {case: _case_name(where, case) for case in {row.case for row in rows}}
    return [
        _report(row, about[row.case], known, where, one, show_code)
        for row, one in zip(rows, made, strict=True)
    ]


def _report(
    row: Row, about: CaseName, known: Known, data: Path, given: Given, show_code: bool
) -> Report:
    """The report of one row of the matrix."""
    book = known.books[row.notebook]
    variant, title = (row.set.name, row.set.title) if row.set else ("", "")
    return Report(about, book, data, variant, title, given.values, show_code, given.origins)


def _look(where: Path, folder: Path) -> tuple[Known, dict[str, list[str]]]:
    """What there is to build from, and the problems of notebooks that cannot be run, by name."""
    if not where.is_dir():
        raise Refused([f"{where} is not a folder; --data names the folder that holds the cases"])
    problems = []
    if not (cases := list_cases(where)):
        problems.append(f"{where} holds no case: no folder in it has a datapackage.json")
    paths = {path.stem: path for path in sorted(folder.glob("*.ipynb"))}
    if not paths:
        problems.append(f"{folder} holds no notebook")
    if problems:
        raise Refused(problems)
    books: dict[str, Notebook] = {}
    unfit: dict[str, list[str]] = {}
    for stem, path in paths.items():
        try:
            books[stem] = read_notebook(path)
        except Refused as refused:
            unfit[stem] = refused.problems
    return Known(cases, list(paths), books), unfit


def _case_name(where: Path, name: str) -> CaseName:
    """What the case's data package says of it; its check says what is wrong with the package."""
    said: Any = {}
    with suppress(OSError, ValueError, RecursionError):
        said = json.loads((where / name / "datapackage.json").read_text(encoding="utf-8-sig"))
    said = said if isinstance(said, dict) else {}
    title, version, about = (
        str(said.get(key) or "") for key in ("title", "version", "description")
    )
    return CaseName(name, title or name, version or "not stated", about)
