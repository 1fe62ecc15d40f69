"""Running one report with papermill, in a kernel of its own; safe in several threads at once.

Papermill's `cwd` changes the directory of the whole process and its output file is written in
place: neither is used. The executed notebook comes back in memory.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import papermill
from jupyter_core.utils import ensure_event_loop
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError, strip_color
from traitlets.config import Config

from helpers.build.kernels import KERNEL, ReportKernel, last_words
from helpers.build.notebook import cell_number
from helpers.build.plan import Report

# Papermill reports its doings to a logger of its own; without a handler Python would print them.
logging.getLogger("papermill").addHandler(logging.NullHandler())

OnCell = Callable[[int, int], None]


class RunFailed(Exception):
    """A report could not be run to its end; str() is one line for people.

    `notebook` is the notebook as far as it ran, or None when no kernel came up.
    """

    def __init__(self, message: str, notebook: NotebookNode | None) -> None:
        super().__init__(message)
        self.notebook = notebook


def run_report(report: Report, folder: Path, on_cell: OnCell | None = None) -> NotebookNode:
    """The executed notebook of `report`; every code cell of it ran to its end.

    `folder` is an empty private folder for the kernel. `on_cell` is called with the number of
    the cell that starts and the number of cells. Raises RunFailed.
    """
    watch = _Watch(report.notebook.parameters_cell, on_cell)
    # The client works in this thread's loop and would leave it open.
    loop = ensure_event_loop()
    try:
        executed = _execute(report, folder, watch)
    except PapermillExecutionError as error:
        number = cell_number(error.cell_index, watch.parameters_cell)
        raise RunFailed(f"cell {number}: {_in_words(error)}", watch.notebook) from error
    except Exception as error:
        words = last_words(folder) or str(error)
        message = f"{watch.place()}: {type(error).__name__}: {one_line(words)}"
        raise RunFailed(message, watch.notebook) from error
    finally:
        loop.close()
    # To papermill a cell that calls sys.exit(0) ends the run well; a reader would miss the rest.
    if failure := _failure(executed, watch.parameters_cell):
        raise RunFailed(failure, executed)
    return executed


def warnings_in(notebook: NotebookNode, parameters_cell: int) -> list[str]:
    """What the cells of an executed notebook wrote to stderr, a line each."""
    notes = []
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                text = strip_color(output.text)
                told = [line for line in text.splitlines() if "Warning:" in line]
                words = one_line(told[0] if told else text)
                notes.append(f"cell {cell_number(index, parameters_cell)} wrote to stderr: {words}")
    return notes


def _execute(report: Report, folder: Path, watch: _Watch) -> NotebookNode:
    """Papermill's run of the notebook, with a kernel that lives in `folder`."""
    # Papermill takes a path for a format string, in which braces have a meaning.
    path = str(report.notebook.path).replace("{", "{{").replace("}", "}}")
    return papermill.execute_notebook(
        path,
        None,
        parameters=report.parameters,
        kernel_name=KERNEL,
        language="python",
        progress_bar=False,
        request_save_on_cell_execute=False,
        kernel_manager_class=ReportKernel,
        config=Config(ReportKernel={"folder": str(folder)}),
        # After the last cell a kernel owes nothing more; a polite end takes half a second.
        shutdown_kernel="immediate",
        on_notebook_start=watch.start,
        on_cell_start=watch.cell,
    )


@dataclass
class _Watch:
    """Follows a run from outside: papermill's file says `completed` even of a killed kernel."""

    parameters_cell: int
    on_cell: OnCell | None = None
    notebook: NotebookNode | None = None
    number: int = 0

    def start(self, notebook: NotebookNode) -> None:
        """Papermill's hook: a kernel is ready for `notebook`."""
        self.notebook = notebook

    def cell(self, cell: NotebookNode, cell_index: int) -> None:
        """Papermill's hook: `cell` is about to run."""
        self.number = cell_number(cell_index, self.parameters_cell)
        if self.on_cell and self.notebook:
            self.on_cell(self.number, len(self.notebook.cells) - 1)

    def place(self) -> str:
        """Where the run stood, for a message."""
        return f"cell {self.number}" if self.number else "before the first cell"


def _failure(executed: NotebookNode, parameters_cell: int) -> str:
    """What went wrong in an executed notebook, or an empty string when nothing did."""
    for index, cell in enumerate(executed.cells):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                return f"cell {cell_number(index, parameters_cell)}: {_in_words(output)}"
    return ""


def _in_words(error: NotebookNode | PapermillExecutionError) -> str:
    """An error in one line: exception, the last line of its message, the line of code."""
    message = one_line(error.evalue)
    words = f"{error.ename}: {message}" if message else str(error.ename)
    arrow = re.search(r"^-+> \d+ (.*)$", strip_color("\n".join(error.traceback)), re.MULTILINE)
    return f"{words} (in: {one_line(arrow[1])})" if arrow else words


def one_line(text: str) -> str:
    """The last line of `text` that is not blank, printable and at most 200 characters long."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    last = lines[-1] if lines else ""
    clean = "".join(sign if sign.isprintable() else "�" for sign in last)
    return clean if len(clean) <= 200 else f"{clean[:199]}…"
