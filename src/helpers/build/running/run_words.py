"""How a run went, in words: one line for each thing that went wrong."""

from __future__ import annotations

import re
import signal

from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError, strip_color

from helpers.build.planning.notebook import cell_number
from helpers.build.running.limits import OUTPUT_PASSED, Limits, size_in_words

#: Exit codes of a kernel that was killed from outside: when memory is short, the system does it.
KILLED = (-signal.SIGKILL, -signal.SIGTERM)
#: What notebooks raise for a parameter that does not do: its message says all that its user needs.
#: A kernel tells no more of an exception's class than the name.
USERS_OWN = ("SelectionError",)


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


def first_error(executed: NotebookNode, parameters_cell: int) -> str:
    """What went wrong in an executed notebook, or an empty string when nothing did."""
    for index, cell in enumerate(executed.cells):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                return _placed(output, cell_number(index, parameters_cell), _in_words(output))
    return ""


def traceback_in(executed: NotebookNode) -> str:
    """The tracebacks that the cells of a notebook show, plain; an empty string when there is none."""
    outputs = (output for cell in executed.cells for output in cell.get("outputs", []))
    errors = (output for output in outputs if output.output_type == "error")
    return "\n\n".join(strip_color("\n".join(error.traceback)) for error in errors)


def error_in_words(error: PapermillExecutionError, number: int, limits: Limits, reason: str) -> str:
    """An error that ended a run in cell `number`, in one line; `reason` is why that was stopped."""
    if reason:
        return f"cell {number}: {reason}{_line_of(error)}"
    words = _in_words(error)
    if error.ename.endswith("MemoryError") and limits.memory:
        words += f"; a kernel may use {size_in_words(limits.memory)} of memory (--memory)"
    return _placed(error, number, words)


def _placed(error: NotebookNode | PapermillExecutionError, number: int, words: str) -> str:
    """The words with their cell, unless they are for whoever set the parameters."""
    return words if error.ename in USERS_OWN else f"cell {number}: {words}"


def end_in_words(code: int | None, limits: Limits) -> str:
    """How a kernel ended that should not have, by its exit code; an empty string when it runs."""
    if code is None:
        return ""
    if code == OUTPUT_PASSED and limits.output:
        return f"printed or displayed more than {size_in_words(limits.output)} (--output-limit)"
    if code in KILLED:
        return f"the kernel was killed ({signal.Signals(-code).name})"
    if code < 0:
        return f"the kernel crashed ({signal.Signals(-code).name})"
    return f"the kernel ended with exit code {code}"


def _in_words(error: NotebookNode | PapermillExecutionError) -> str:
    """An error in one line: exception, the last line of its message, the line of code.

    Of a user's own error the message alone.
    """
    message = one_line(error.evalue)
    if error.ename in USERS_OWN and message:
        return message
    words = f"{error.ename}: {message}" if message else str(error.ename)
    return f"{words}{_line_of(error)}"


def _line_of(error: NotebookNode | PapermillExecutionError) -> str:
    """The line of the cell in which an error arose, in brackets."""
    arrow = re.search(r"^-+> \d+ (.*)$", strip_color("\n".join(error.traceback)), re.MULTILINE)
    return f" (in: {one_line(arrow[1])})" if arrow else ""


def one_line(text: str) -> str:
    """The last line of `text` that is not blank, printable and at most 200 characters long."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    last = lines[-1] if lines else ""
    clean = "".join(sign if sign.isprintable() else "�" for sign in last)
    return clean if len(clean) <= 200 else f"{clean[:199]}…"
