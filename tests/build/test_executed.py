"""An executed notebook tells what was run, and not where on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from helpers.build.pages.executed import shareable, without_paths
from helpers.build.planning.plan import Report
from helpers.case import PROJECT

Shared = Callable[..., nbformat.NotebookNode]


@pytest.fixture
def elsewhere(report: Report) -> Report:
    """The report, with its case in a folder of someone's home."""
    return replace(report, data=Path("/mnt/ann's disk/cases"))


def shared(report: Report, *printed: str) -> str:
    """What is left of text that a cell printed."""
    outputs = [new_output("stream", name="stdout", text=text) for text in printed]
    notebook = new_notebook(cells=[new_code_cell("1", outputs=outputs)])
    read = nbformat.reads(
        shareable(notebook, report, [Path("/mnt/scratch/standpoint-x1/0")]), as_version=4
    )
    return "|".join(output.text for output in read.cells[0].outputs)


def test_the_diary_of_papermill_is_left_out(report: Report) -> None:
    cell = new_code_cell("1", metadata={"tags": ["findings"], "papermill": {"status": "completed"}})
    notebook = new_notebook(cells=[cell], metadata={"papermill": {"input_path": "/mnt/x"}})
    told = json.loads(shareable(notebook, report))
    assert (told["metadata"], told["cells"][0]["metadata"]) == ({}, {"tags": ["findings"]})
    assert "papermill" in notebook.metadata


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (f"{PROJECT}/src/helpers", "src/helpers"),
        (f"in\n{PROJECT}/src", "in\nsrc"),
        (f"\x1b[0;32m{PROJECT}/src", "\x1b[0;32msrc"),
        (f"'{PROJECT}'", "'.'"),
        (f"{PROJECT}-old/src", f"{PROJECT}-old/src"),
        (f"{Path.home()}/notes:{Path.home()}", "~/notes:~"),
        (f"https://example.org{Path.home()}/x", f"https://example.org{Path.home()}/x"),
        ("/mnt/scratch/standpoint-x1/0/work", "…/work"),
        ("/mnt/ann's disk/cases/tram", "cases/tram"),
    ],
)
def test_folders_of_this_machine_are_not_told(
    elsewhere: Report, printed: str, expected: str
) -> None:
    assert shared(elsewhere, printed) == expected


def test_a_folder_with_odd_signs_leaves_valid_json(report: Report) -> None:
    odd = replace(report, data=Path('/mnt/the "new"\\disk/caf\u00e9 "1"'))
    assert shared(odd, f"in {odd.data}/x") == 'in café "1"/x'


def test_words_for_paths_are_no_patterns(report: Report) -> None:
    odd = replace(report, data=Path(r"/mnt/\1(data)"))
    assert without_paths("in /mnt/\\1(data)/x", odd) == "in \\1(data)/x"
