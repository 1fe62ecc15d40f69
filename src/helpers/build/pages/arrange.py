"""The cells of an executed notebook in the order of a page: what opens it, and what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nbformat import NotebookNode


@dataclass(frozen=True)
class Arranged:
    """The Markdown below the question, the cells that open the page, and those of its body."""

    intro: str
    findings: list[NotebookNode]
    basis: list[NotebookNode]
    body: list[NotebookNode]


def arrange(executed: NotebookNode, *, code: bool) -> Arranged:
    """The cells of a page; with `code` those too that only the reader of code has something of.

    Cells tagged `findings` and `basis` open the page, wherever they stand in the notebook; cells
    tagged `remove-cell` are left out, and so are headings with nothing below them.
    """
    first, *rest = [cell for cell in executed.cells if "remove-cell" not in tags(cell)]
    findings = [cell for cell in rest if "findings" in tags(cell)]
    basis = [cell for cell in rest if is_basis(cell)]
    body = [cell for cell in rest if "findings" not in tags(cell) and not is_basis(cell)]
    return Arranged(
        first.source.lstrip().partition("\n")[2],
        findings,
        basis,
        without_empty_sections([cell for cell in body if visible(cell, code=code)]),
    )


def tags(cell: NotebookNode) -> list[str]:
    """A cell's tags."""
    return list(cell.metadata.get("tags", []))


def is_basis(cell: NotebookNode) -> bool:
    """Whether a cell says what the findings rest on: by its tag or by what it displays."""
    outputs = cell.get("outputs", [])
    shown = [output.get("data", {}).get("text/html", "") for output in outputs]
    told = any(html.startswith('<p class="basis">') for html in shown)
    return "basis" in tags(cell) or (told and "findings" not in tags(cell))


def findings_in(executed: NotebookNode) -> list[str]:
    """The sentences displayed by the cell tagged `findings`: its outputs as plain text."""
    shown = [
        output.data
        for cell in executed.cells
        if "findings" in tags(cell)
        for output in cell.get("outputs", [])
        if "text/plain" in output.get("data", {})
    ]
    # Such a cell may also say what its findings rest on; that is no finding.
    marked = [data for data in shown if 'class="findings"' in data.get("text/html", "")]
    lines = "\n".join(data["text/plain"] for data in marked or shown).splitlines()
    return [line.strip() for line in lines if line.strip()]


def without_empty_sections(cells: list[NotebookNode]) -> list[NotebookNode]:
    """`cells` without headings that nothing follows before the next heading.

    What stood there was moved to the top of the page, or was code that displays nothing.
    """
    kept: list[NotebookNode] = []
    followed = False
    for cell in reversed(cells):
        alone = cell.cell_type == "markdown" and re.fullmatch(r"\s*##[^\n]*\s*", cell.source)
        if followed or not alone:
            kept.append(cell)
        followed = not cell.source.startswith("## ") if cell.cell_type == "markdown" else True
    return kept[::-1]


def visible(cell: NotebookNode, *, code: bool) -> bool:
    """Whether a cell puts anything on the page."""
    if cell.cell_type == "code" and not code:
        return any("data" in out or out.get("name") == "stdout" for out in cell.outputs)
    return cell.cell_type in ("code", "markdown") and bool(cell.source.strip())
