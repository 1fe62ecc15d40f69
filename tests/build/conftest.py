"""Small notebooks and a small case for the builder, and one build of them that tests share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest

from helpers.build import plan
from helpers.build.builder import build
from helpers.build.notebook import Notebook
from helpers.build.outcome import Outcome, Summary
from helpers.build.plan import CaseName, Report

PARAMETERS = 'case: str = ""\ndata: str = ""\nleast: int = 2  # ties shown'
CASE = "harbour-ferry"
CASES = Path(__file__).parents[1] / "cases"
HOSTILE = "Nobody <script>alert(1)</script> & \"few\" said {{ 7 * 7 }} 'no'."
MOMENT = datetime(2025, 6, 3, 14, 5, tzinfo=UTC)


@pytest.fixture(scope="session")
def code() -> Callable[..., nbformat.NotebookNode]:
    """Make a code cell from its source and tags."""

    def make(source: str, *tags: str) -> nbformat.NotebookNode:
        return nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)})

    return make


@pytest.fixture(scope="session")
def write_notebook(code: Callable[..., nbformat.NotebookNode]) -> Callable[..., Path]:
    """Write a notebook of a question, a parameters cell and the cells given."""

    def write(path: Path, *cells: str | nbformat.NotebookNode) -> Path:
        made = [code(cell) if isinstance(cell, str) else cell for cell in cells]
        top = [nbformat.v4.new_markdown_cell("# Who said what?"), code(PARAMETERS, "parameters")]
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(nbformat.v4.new_notebook(cells=[*top, *made]), path)
        return path

    return write


@pytest.fixture
def report() -> Report:
    """A report whose notebook is never run."""
    values = {"case": "''", "data": "''", "least": "2"}
    notebook = Notebook("01-who", Path("01-who.ipynb"), "Who said what?", 1, values)
    return Report(CaseName("harbour-ferry", "The harbour ferry", "1.2.0"), notebook, CASES)


@dataclass
class Told:
    """A progress that remembers what it was told."""

    jobs: int = 0
    cells: list[tuple[str, int, int]] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    def planned(self, reports: Sequence[Report], jobs: int) -> None:
        self.jobs = jobs

    def started(self, report: Report) -> None:
        pass

    def at_cell(self, report: Report, number: int, of: int) -> None:
        self.cells.append((report.notebook.name, number, of))

    def finished(self, outcome: Outcome) -> None:
        self.ended.append(outcome.report.notebook.name)


@dataclass(frozen=True)
class Built:
    """A build of four notebooks, three at a time, into a folder that held a page already."""

    summary: Summary
    out: Path
    notebooks: Path
    told: Told

    def page(self, name: str) -> str:
        return (self.out / "harbour-ferry" / f"{name}.html").read_text("utf-8")

    def outcome(self, name: str) -> Outcome:
        return next(o for o in self.summary.outcomes if o.report.notebook.name == name)


@pytest.fixture(scope="session")
def build_ferry() -> Callable[..., tuple[Summary, Told]]:
    """Build notebooks of a folder for the ferry case, at a fixed time."""

    def run(notebooks: Path, out: Path, names: Sequence[str], jobs: int) -> tuple[Summary, Told]:
        told = Told()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(plan, "NOTEBOOKS", notebooks)
            patch.setenv("MPLBACKEND", "no-such-window-system")
            summary = build(
                [CASE], names, out=out, data=CASES, progress=told, jobs=jobs, now=lambda: MOMENT
            )
        return summary, told

    return run


@pytest.fixture(scope="session")
def built(
    tmp_path_factory: pytest.TempPathFactory,
    write_notebook: Callable[..., Path],
    code: Callable[..., nbformat.NotebookNode],
    build_ferry: Callable[..., tuple[Summary, Told]],
) -> Built:
    """The build that tests share: a good notebook, a hostile one, one that fails, one that exits."""
    books = tmp_path_factory.mktemp("notebooks {with braces}")
    say = "from IPython.display import display\nclass Say(str):\n    __repr__ = str.__str__\n"
    write_notebook(
        books / "01-good.ipynb",
        "import os, sys, warnings\nprint(sys.executable)",
        "print(os.getcwd())",
        "print(case, os.path.isabs(data), least, os.environ['OMP_NUM_THREADS'], len({'a', 'b'}))",
        "print(list({'audit', 'council', 'campaign', 'raid'}))",
        "warnings.warn('an old habit', FutureWarning)",
        "from helpers.case import read_case\nprint(read_case(case, data).name)",
    )
    write_notebook(
        books / "02-hostile.ipynb",
        code(f"{say}display(Say({HOSTILE!r}))", "findings"),
        f"print({HOSTILE!r})",
    )
    write_notebook(books / "03-fails.ipynb", "rows = {}", "n = 1\nrows['phase']", "print('unseen')")
    write_notebook(books / "04-exits.ipynb", "import sys; sys.exit(0)", "print('unseen')")
    out = tmp_path_factory.mktemp("reports")
    (out / "harbour-ferry").mkdir()
    (out / "harbour-ferry" / "03-fails.html").write_text("the earlier page")
    summary, told = build_ferry(books, out, [], 3)
    return Built(summary, out, books, told)
