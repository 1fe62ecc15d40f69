"""An executed notebook as a page: one HTML file that needs nothing else, and no network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from helpers.build.pages.arrange import Arranged, arrange, findings_in
from helpers.build.pages.head import head
from helpers.build.pages.quoted import quotations, statements_in
from helpers.build.pages.render import displayed, render
from helpers.build.pages.share import (
    Work,
    authors_and_licence,
    bibtex,
    citation,
    described,
    inert,
    linked_data,
    open_graph,
)
from helpers.build.planning.plan import CaseName, Report
from helpers.build.publishing.downloads import offered_files
from helpers.build.publishing.record import META, Record
from helpers.build.words import in_words


@dataclass(frozen=True)
class Page:
    """A page ready to be published, with the files (name -> text) that it links to."""

    record: Record
    html: str
    files: dict[str, str]


def make_page(
    report: Report,
    executed: NotebookNode,
    built: datetime,
    *,
    provenance: Mapping[str, str] | None = None,
    inputs: Mapping[str, str] | None = None,
    kept: str = "",
    show_code: bool = False,
) -> Page:
    """The page that shows an executed notebook.

    `provenance` says where it comes from, label -> value; `inputs` (name -> SHA-256) and `kept`
    (where the executed notebook lies, relative to the page) go into its record. With `show_code`
    each cell's code stands folded above what it displays. Raises FilesRefused for files that cannot
    be offered.
    """
    files = offered_files(executed, report.notebook, report.stem)
    record = replace(
        _record(report, findings_in(executed), built, list(files)),
        inputs=dict(inputs or {}),
        executed=kept,
    )
    arranged = arrange(executed, code=show_code)
    page = _own(record, arranged, built) | _shared(report, record, arranged, built)
    page |= {"provenance": provenance or _least_provenance(report), "show_code": show_code}
    return Page(record, render(arranged.body, page, stem=record.stem), files)


def _record(report: Report, findings: list[str], built: datetime, files: list[str]) -> Record:
    """What the page keeps of itself in its head."""
    case, notebook = report.case, report.notebook
    return Record(
        case=case.name,
        case_title=case.title,
        notebook=notebook.name,
        question=notebook.question,
        findings=findings,
        built=built.isoformat(timespec="seconds"),
        about=case.about,
        files=files,
        variant=report.variant,
        variant_title=report.variant_title,
        parameters=report.given,
    )


def _own(record: Record, arranged: Arranged, built: datetime) -> dict[str, Any]:
    """What the page shows above the cells, and what it keeps of itself."""
    return {
        "record": record,
        "meta": META,
        "told": inert(record.as_json()),
        "head": head(),
        "intro": arranged.intro,
        "findings": arranged.findings,
        "basis": arranged.basis,
        "built": record.built,
        "built_in_words": in_words(built),
    }


def _shared(report: Report, record: Record, arranged: Arranged, built: datetime) -> dict[str, Any]:
    """What the page says of itself to those who cite it, and to programs."""
    folder = report.data / report.case.name
    work = _work(report.case, record, built, folder)
    description = described(record.findings or [record.question])
    cells = [*arranged.findings, *arranged.basis, *arranged.body]
    html = "".join(html for cell in cells for html in displayed(cell))
    return {
        "description": description,
        "title": work.title,
        "citation": citation(work),
        "bibtex": bibtex(work),
        "example": next(iter(statements_in(folder, html)), ""),
        "open_graph": open_graph(work, description),
        "linked_data": linked_data(work, description, quotations(folder, html)),
        "file": f"{record.stem}.html",
    }


def _work(case: CaseName, record: Record, built: datetime, folder: Path) -> Work:
    """The page as a work with authors and a licence."""
    authors, licence = authors_and_licence(folder)
    return Work(
        question=record.question,
        variant=record.variant_title,
        case=case.name,
        case_title=case.title,
        case_version=case.version,
        stem=record.stem,
        built=built,
        about=case.about,
        authors=authors,
        licence=licence,
    )


def _least_provenance(report: Report) -> dict[str, str]:
    """The least that a page says of where it comes from."""
    case = f"{report.case.name}, version {report.case.version}"
    return {"Case": case, "Notebook": report.notebook.path.name}
