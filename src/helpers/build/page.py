"""An executed notebook as a page: one HTML file that needs nothing else, no script, no network."""

from __future__ import annotations

import platform
import re
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mistune import Markdown, import_plugin
from nbconvert.exporters import TemplateExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer
from nbformat import NotebookNode
from traitlets.config import Config

from helpers.build.downloads import links, offered_files
from helpers.build.plan import Report
from helpers.build.record import META, Record

# Types a page can show, best first. Script, widgets, mermaid and Markdown from outputs are not
# among them: they would need a script, or turn data into markup.
SHOWN = ["text/html", "image/svg+xml", "image/png", "image/jpeg", "text/plain"]
PACKAGES = ("standpoint", "pandas", "matplotlib", "papermill", "ipykernel", "nbconvert")
TEMPLATES = Path(__file__).parent


@dataclass(frozen=True)
class Page:
    """A page ready to be published, with the files (name -> text) that it links to."""

    record: Record
    html: str
    files: dict[str, str]


def make_page(report: Report, executed: NotebookNode, built: datetime) -> Page:
    """The page that shows an executed notebook.

    Cells tagged `findings` and `basis` open the page, wherever they stand in the notebook;
    cells tagged `remove-cell` are left out. Raises FilesRefused for files that cannot be offered.
    """
    files = offered_files(executed, report.notebook)
    record = _record(report, _findings(executed), built, list(files))
    first, *rest = [cell for cell in executed.cells if "remove-cell" not in _tags(cell)]
    page = {
        "record": record,
        "meta": META,
        "intro": first.source.lstrip().partition("\n")[2],
        "findings": [cell for cell in rest if "findings" in _tags(cell)],
        "basis": [cell for cell in rest if _is_basis(cell)],
        "citation": _citation(report, built),
        "provenance": _provenance(report, built),
    }
    body = [cell for cell in rest if "findings" not in _tags(cell) and not _is_basis(cell)]
    notebook = NotebookNode(executed | {"cells": _without_empty_sections(body)})
    html, _ = _exporter(record.notebook).from_notebook_node(notebook, {"page": page})
    return Page(record, html, files)


def _record(report: Report, findings: list[str], built: datetime, files: list[str]) -> Record:
    """What the page keeps of itself in its head."""
    case, notebook = report.case, report.notebook
    return Record(
        case.name,
        case.title,
        notebook.name,
        notebook.question,
        findings,
        built.isoformat(timespec="seconds"),
        case.about,
        files,
    )


def _tags(cell: NotebookNode) -> list[str]:
    return list(cell.metadata.get("tags", []))


def _is_basis(cell: NotebookNode) -> bool:
    """Whether a cell says what the findings rest on: by its tag or by what it displays."""
    outputs = cell.get("outputs", [])
    shown = [output.get("data", {}).get("text/html", "") for output in outputs]
    told = any(html.startswith('<p class="basis">') for html in shown)
    return "basis" in _tags(cell) or (told and "findings" not in _tags(cell))


def _findings(executed: NotebookNode) -> list[str]:
    """The sentences displayed by the cell tagged `findings`: its outputs as plain text."""
    shown = [
        output.data
        for cell in executed.cells
        if "findings" in _tags(cell)
        for output in cell.get("outputs", [])
        if "text/plain" in output.get("data", {})
    ]
    # Such a cell may also say what its findings rest on; that is no finding.
    marked = [data for data in shown if 'class="findings"' in data.get("text/html", "")]
    lines = "\n".join(data["text/plain"] for data in marked or shown).splitlines()
    return [line.strip() for line in lines if line.strip()]


def _without_empty_sections(cells: list[NotebookNode]) -> list[NotebookNode]:
    """`cells` without headings that nothing visible follows before the next heading.

    What stood there was moved to the top of the page, or was code that displays nothing.
    """
    kept: list[NotebookNode] = []
    followed = False
    for cell in reversed([cell for cell in cells if _visible(cell)]):
        alone = cell.cell_type == "markdown" and re.fullmatch(r"\s*##[^\n]*\s*", cell.source)
        if followed or not alone:
            kept.append(cell)
        followed = not cell.source.startswith("## ") if cell.cell_type == "markdown" else True
    return kept[::-1]


def _visible(cell: NotebookNode) -> bool:
    """Whether a cell puts anything on the page."""
    if cell.cell_type == "code":
        return any("data" in out or out.get("name") == "stdout" for out in cell.outputs)
    return cell.cell_type == "markdown" and bool(cell.source.strip())


def _citation(report: Report, built: datetime) -> str:
    """How to name the page: question, case and its version, the tool and the day."""
    case, day = report.case, f"{built.day} {built:%B %Y}"
    return (
        f"“{report.notebook.question}” In: {case.title}, version {case.version}. "
        f"Built with Standpoint {version('standpoint')}, {day}."
    )


def _provenance(report: Report, built: datetime) -> dict[str, str]:
    """Where a page comes from, as labels and values; no path of this machine is in it."""
    given = {name: repr(value) for name, value in report.parameters.items()}
    values = report.notebook.parameters | given | {"data": repr(report.data.name)}
    versions = [f"{name} {version(name)}" for name in PACKAGES]
    return {
        "Built": f"{built:%Y-%m-%d %H:%M:%S} UTC",
        "Case": f"{report.case.name}, version {report.case.version}",
        "Notebook": report.notebook.path.name,
        "Parameters": ", ".join(f"{name} = {value}" for name, value in values.items()),
        "Versions": ", ".join([f"Python {platform.python_version()}", *versions]),
    }


def _exporter(notebook: str) -> TemplateExporter:
    """An exporter of nbconvert's with our template, for one page of that notebook."""
    renderer = _Renderer()
    plugins = [import_plugin(name) for name in ("strikethrough", "table", "url", "def_list")]
    # nbconvert's own reader takes text between two dollar signs for mathematics; here it is money.
    markdown = Markdown(renderer, plugins=plugins)
    exporter = TemplateExporter(
        config=Config(NbConvertBase={"display_data_priority": SHOWN}),
        extra_template_basedirs=[str(TEMPLATES)],
        template_name="template",
        template_file="page.html.j2",
        filters={
            "markdown": lambda source: str(markdown(source)),
            "downloads": lambda data: links(data, notebook),
        },
    )
    # Resources are copied on their way to the template; a global is not, and fills while it runs.
    exporter.environment.globals["contents"] = renderer.contents
    return exporter


class _Renderer(IPythonRenderer):
    """Markdown cells as HTML; headings get readable ids, those of sections are listed."""

    def __init__(self) -> None:
        super().__init__(escape=False, exclude_anchor_links=True)
        self.contents: list[tuple[str, str]] = []
        self.ids: dict[str, int] = {}

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        label = Markup(text).striptags()
        name = re.sub(r"\W+", "-", label.lower()).strip("-") or "section"
        count = self.ids[name] = self.ids.get(name, 0) + 1
        anchor = name if count == 1 else f"{name}-{count}"
        level = max(level, 2)  # the question is the one h1
        if level == 2:
            self.contents.append((anchor, label))
        return f'<h{level} id="{anchor}">{text}</h{level}>\n'

    def table(self, text: str) -> str:
        region = '<div class="scroll" tabindex="0" role="region" aria-label="Table">'
        return f"{region}<table>{text}</table></div>\n"
