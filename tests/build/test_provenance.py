"""Where a page comes from: hashes, commits, parameters, versions; no path of this machine."""

from __future__ import annotations

import platform
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from helpers.build.pages.provenance import provenance
from helpers.build.planning.inputs import Inputs
from helpers.build.planning.plan import Report
from helpers.case import PROJECT

MOMENT = datetime(2025, 6, 3, 14, 5, 9, tzinfo=UTC)
INPUTS = Inputs(
    notebook="1" * 64,
    parameters="2" * 64,
    data="3" * 64,
    helpers="4" * 64,
    template="5" * 64,
    environment="6" * 64,
)


def told(report: Report, **ran: Any) -> dict[str, str]:
    how = SimpleNamespace(**({"warm": True, "attempts": 1} | ran))
    return provenance(report, INPUTS, MOMENT, how)  # type: ignore[arg-type]


def test_a_page_tells_when_it_was_built_in_words_and_in_utc(report: Report) -> None:
    assert told(report)["Built"] == "3 June 2025, 14:05 UTC (2025-06-03T14:05:09Z)"


def test_a_page_tells_the_version_of_its_data_and_notebook(report: Report) -> None:
    lines = told(report)
    assert lines["Data"] == "harbour-ferry, version 1.2.0; tables SHA-256 333333333333"
    assert lines["Notebook"] == "01-who.ipynb, SHA-256 111111111111"


def test_all_parameters_are_told_and_which_differ_from_the_defaults(report: Report) -> None:
    lines = told(replace(report, given={"least": 5}))
    assert lines["Parameters"] == "case = 'harbour-ferry', data = 'cases', least = 5"
    assert lines["Differing from the notebook's defaults"] == "least (default 2)"


@pytest.mark.parametrize("given", [{}, {"least": 2}])
def test_a_report_with_the_notebooks_own_values_differs_in_none(
    report: Report, given: dict[str, object]
) -> None:
    lines = told(replace(report, given=given))
    assert lines["Differing from the notebook's defaults"] == "none"


def test_versions_are_those_installed(report: Report) -> None:
    versions = told(report)["Versions"].split(", ")
    assert versions[:2] == [
        f"Python {platform.python_version()}",
        f"standpoint {version('standpoint')}",
    ]
    assert f"pandas {version('pandas')}" in versions


@pytest.mark.parametrize(
    ("ran", "expected"),
    [
        ({}, "in a kernel forked from one that was warm"),
        ({"warm": False}, "in a kernel of its own"),
        ({"warm": False, "attempts": 2}, "in a kernel of its own, at attempt 2"),
    ],
)
def test_a_page_tells_how_it_was_run(report: Report, ran: dict[str, Any], expected: str) -> None:
    assert told(report, **ran)["Run"] == expected


def test_places_outside_a_repository_are_said(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "01-who.ipynb"
    elsewhere = replace(report, notebook=replace(report.notebook, path=path), data=tmp_path)
    (tmp_path / "harbour-ferry").mkdir()
    said = told(elsewhere)["Under version control"]
    assert "notebook, data" in said
    assert str(tmp_path) not in said


def test_no_path_of_this_machine_is_told(report: Report) -> None:
    lines = " ".join(told(report).values())
    assert str(PROJECT) not in lines
    assert str(report.data) not in lines
