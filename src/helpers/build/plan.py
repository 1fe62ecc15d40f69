"""What is to be built: cases, notebooks, and the reports that come of pairing them.

Nothing heavy is imported and nothing is written here, so that a wrong name is refused at once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from helpers.build.notebook import Notebook, Refused, read_notebook
from helpers.case import PROJECT, check_case, data_folder, list_cases

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
    """One notebook for one case; `data` is the folder that holds the case."""

    case: CaseName
    notebook: Notebook
    data: Path

    @property
    def key(self) -> str:
        """`case/notebook`: where the page stands below the folder of pages."""
        return f"{self.case.name}/{self.notebook.name}"

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters given to the notebook."""
        return {"case": self.case.name, "data": str(self.data)}


def plan_reports(
    cases: Sequence[str] = (),
    notebooks: Sequence[str] = (),
    *,
    data: str | Path = "",
    folder: Path | None = None,
) -> list[Report]:
    """The reports to build, case by case, in the order of the notebooks.

    No names means all of them. `folder` holds the notebooks (the project's own when None).
    Raises Refused with every problem found: unknown names, unreadable or unfit notebooks,
    cases that do not pass their check.
    """
    where = data_folder(data).resolve()
    names, problems = _choose_cases(cases, where)
    files, unknown = _choose_notebooks(notebooks, folder or NOTEBOOKS, known_cases=names)
    chosen, unfit = _read_all(files)
    if problems := problems + unknown + unfit:
        raise Refused(problems)
    for name in names:
        problems += [f"{name}: {problem}" for problem in check_case(name, where)]
    if problems:
        raise Refused(problems)
    return [Report(_case_name(where, name), book, where) for name in names for book in chosen]


def _choose_cases(wanted: Sequence[str], where: Path) -> tuple[list[str], list[str]]:
    """Names of the cases to build and the problems met."""
    if not where.is_dir():
        return [], [f"{where} is not a folder; --data names the folder that holds the cases"]
    known = list_cases(where)
    if not known:
        return [], [f"{where} holds no case: no folder in it has a datapackage.json"]
    unknown = [name for name in wanted if name not in known]
    problems = [f"no case is named {name!r}{_nearest(name, known)}" for name in unknown]
    return (list(dict.fromkeys(wanted)) or known), problems


def _choose_notebooks(
    wanted: Sequence[str], folder: Path, known_cases: Sequence[str]
) -> tuple[list[Path], list[str]]:
    """Paths of the notebooks to run, in reading order, and the problems met."""
    known = {path.stem: path for path in sorted(folder.glob("*.ipynb"))}
    if not known:
        return [], [f"{folder} holds no notebook"]
    chosen: set[str] = set()
    problems = []
    for name in wanted or known:
        found = _named(name.removesuffix(".ipynb"), list(known))
        if len(found) == 1:
            chosen.add(found[0])
        elif found:
            problems.append(f"{name!r} stands for several notebooks: {', '.join(found)}")
        else:
            hint = _nearest(name, list(known))
            if name in known_cases:
                hint = "; to build the case of that name, write it before --notebook"
            problems.append(f"no notebook is named {name!r}{hint}")
    return [path for stem, path in known.items() if stem in chosen], problems


def _named(name: str, known: list[str]) -> list[str]:
    """The notebooks that `name` stands for: a whole name, its beginning, or its number."""
    if name in known:
        return [name]
    number = name.lstrip("0") if name.isdecimal() else None
    return [
        stem
        for stem in known
        if stem.startswith(f"{name}-") or stem.partition("-")[0].lstrip("0") == number
    ]


def _nearest(name: str, known: list[str]) -> str:
    """How a message goes on: the name most like the one given, else all names."""
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    return f"; the nearest is {close[0]}" if close else f"; there are: {', '.join(known)}"


def _read_all(paths: list[Path]) -> tuple[list[Notebook], list[str]]:
    """The notebooks that can be run and the problems of those that cannot."""
    read, problems = [], []
    for path in paths:
        try:
            read.append(read_notebook(path))
        except Refused as refused:
            problems += refused.problems
    return read, problems


def _case_name(where: Path, name: str) -> CaseName:
    """What the case's data package says of it, which the check has read before."""
    package = json.loads((where / name / "datapackage.json").read_text(encoding="utf-8-sig"))
    title, version = package.get("title") or name, package.get("version") or "not stated"
    return CaseName(name, title, version, package.get("description") or "")
