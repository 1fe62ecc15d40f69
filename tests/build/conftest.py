"""Small notebooks and a small case for the builder, and one build of them that tests share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
import pytest

from helpers.build.builder import build
from helpers.build.outcome import Outcome, Silent, Summary
from helpers.build.planning import plan
from helpers.build.planning.notebook import Notebook, read_notebook
from helpers.build.planning.parameters import declared
from helpers.build.planning.plan import CaseName, Report
from helpers.build.publishing.record import Failure, Record
from helpers.build.running.homes import short_folder
from helpers.build.running.kernels import Kernels
from helpers.build.running.ran import Ran
from helpers.build.running.run import run_report
from helpers.build.running.runner import Options
from helpers.build.running.warm import can_fork, warm_process

PARAMETERS = 'case: str = ""\ndata: str = ""\nleast: int = 2  # ties shown'
CASE = "harbour-ferry"
CASES = Path(__file__).parents[1] / "cases"
HOSTILE = "Nobody <script>alert(1)</script> & \"few\" said {{ 7 * 7 }} 'no'."
#: A page of Standpoint's that no longer tells what it was made from.
EARLIER = '<meta name="standpoint-report" content="[">the earlier page'
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
    parameters = declared(PARAMETERS)
    notebook = Notebook("01-who", Path("01-who.ipynb"), "Who said what?", 1, parameters)
    return Report(CaseName("harbour-ferry", "The harbour ferry", "1.2.0"), notebook, CASES)


@pytest.fixture
def a_page() -> Record:
    """What a page of the ferry keeps of itself."""
    question, built = "Who said what?", "2025-06-03T14:05:00+00:00"
    return Record(CASE, "The harbour ferry", "01-who", question, ["Nine spoke."], built)


@pytest.fixture
def a_failure() -> Failure:
    """What is kept of a report of the ferry that failed."""
    failed, error = "2025-06-04T06:00:00+00:00", "cell 4: KeyError: '<b>'"
    return Failure(CASE, "The harbour ferry", "02-when", "When?", failed, error)


@dataclass
class Told(Silent):
    """A progress that remembers what it was told."""

    jobs: int = 0
    cells: list[tuple[str, int, int]] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    def planned(self, reports: Sequence[Report], jobs: int, current: int) -> None:
        self.jobs = jobs

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

    def run(
        notebooks: Path, out: Path, names: Sequence[str], jobs: int, **options: Any
    ) -> tuple[Summary, Told]:
        told = Told()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(plan, "NOTEBOOKS", notebooks)
            patch.setenv("MPLBACKEND", "no-such-window-system")
            summary = build(
                plan.plan_reports([CASE], names, data=CASES),
                out=out,
                progress=told,
                options=Options(jobs=jobs, **options),
                now=lambda: MOMENT,
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
    (out / "harbour-ferry" / "03-fails.html").write_text(EARLIER)
    summary, told = build_ferry(books, out, [], 3)
    return Built(summary, out, books, told)


@pytest.fixture(scope="session")
def warm_kernels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernels]:
    """Kernels forked from a process that has imported pandas and matplotlib (Linux)."""
    if not can_fork():
        pytest.skip("kernels are forked on Linux only")
    book = tmp_path_factory.mktemp("imports") / "imports.ipynb"
    cell = nbformat.v4.new_code_cell("import numpy, pandas\nimport matplotlib.pyplot")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), book)
    with short_folder() as folder, pytest.MonkeyPatch.context() as patch:
        # Within a test ipykernel would not capture what programs print.
        patch.delenv("PYTEST_CURRENT_TEST", raising=False)
        with warm_process(Path(folder), [book]) as process:
            patch.undo()
            yield Kernels(process)


@pytest.fixture
def run_cells(write_notebook: Callable[..., Path], tmp_path: Path) -> Callable[..., Ran]:
    """Run a notebook of the cells given, which count from 3, with the options of run_report."""

    def run(*cells: str, **options: Any) -> Ran:
        book = read_notebook(write_notebook(tmp_path / "01-who.ipynb", *cells))
        report = Report(CaseName(CASE, "The harbour ferry", "1.2.0"), book, CASES)
        with short_folder() as folder:
            return run_report(report, Path(folder), **options)

    return run


@pytest.fixture(scope="session")
def said() -> Callable[[Ran], list[str]]:
    """What each output of the cells from the third on says, as plain text."""

    def say(ran: Ran) -> list[str]:
        cells = ran.notebook.cells[3:]  # papermill added one
        outputs = [output for cell in cells for output in cell.get("outputs", [])]
        return [out.text.strip() if "text" in out else out.data["text/plain"] for out in outputs]

    return say
