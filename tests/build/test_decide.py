"""Which reports are due, why, and how a plan is told."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

from helpers.build.planning.buildfile import BuildFile, ParameterSet
from helpers.build.planning.decide import Due, _named, decide
from helpers.build.planning.inputs import inputs_of
from helpers.build.planning.plan import Report, plan_reports
from helpers.build.planning.planned import plan_json, plan_lines
from helpers.build.publishing.record import META, Failure, Record

CASES = Path(__file__).parents[1] / "cases"
MOMENT = "2025-06-03T14:05:00+00:00"


@pytest.fixture
def reports(write_notebook: Callable[..., Path], tmp_path: Path) -> list[Report]:
    """Two notebooks for two cases of this test's own, and a set for one of the notebooks."""
    for name in ("ferry-one", "ferry-two"):
        shutil.copytree(CASES / "harbour-ferry", tmp_path / "data" / name)
    for name in ("01-who", "02-when"):
        write_notebook(tmp_path / "books" / f"{name}.ipynb")
    few = ParameterSet("few", "Few ties", {"least": 9}, ["ferry-one"], ["02"])
    return plan_reports(
        data=tmp_path / "data", folder=tmp_path / "books", build_file=BuildFile(sets=[few])
    )


def publish(out: Path, report: Report, **more: object) -> Path:
    """The least page that says what it was made from."""
    record = Record(
        report.case.name,
        report.case.title,
        report.notebook.name,
        report.notebook.question,
        [],
        MOMENT,
        variant=report.variant,
        **({"inputs": inputs_of(report, {}).as_dict()} | more),  # type: ignore[arg-type]
    )
    page = out / f"{report.name}.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f'<head><meta name="{META}" content="{escape(record.as_json())}"></head>')
    return page


def fail(out: Path, report: Report, inputs: dict[str, str] | None = None) -> None:
    """Note the failure of a report."""
    failure = Failure(
        report.case.name,
        report.case.title,
        report.notebook.name,
        report.notebook.question,
        MOMENT,
        "cell 3: KeyError",
        variant=report.variant,
        inputs=inputs or {},
    )
    path = out / ".failed" / report.case.name / f"{report.stem}.json"
    path.parent.mkdir(parents=True)
    path.write_text(failure.as_json())


def reason(report: Report, out: Path) -> str:
    return decide([report], out)[0].reason


def test_what_has_no_page_is_new(reports: list[Report], tmp_path: Path) -> None:
    assert {due.reason for due in decide(reports, tmp_path / "absent")} == {"new"}


def test_what_is_published_is_current_until_it_is_asked_for(
    reports: list[Report], tmp_path: Path
) -> None:
    for report in reports:
        publish(tmp_path, report)
    assert [due.reason for due in decide(reports, tmp_path)] == [""] * 5
    assert {due.reason for due in decide(reports, tmp_path, force=True)} == {"asked for"}


def test_one_changed_row_makes_the_reports_of_its_case_due_and_no_others(
    reports: list[Report], tmp_path: Path
) -> None:
    for report in reports:
        publish(tmp_path, report)
    table = reports[0].data / "ferry-one" / "statements.csv"
    rows = table.read_text("utf-8").splitlines(keepends=True)
    table.write_text("".join([*rows[:-1], rows[-1].replace("2", "3", 1)]), "utf-8")
    found = {due.report.name: due.reason for due in decide(reports, tmp_path)}
    assert found == {
        "ferry-one/01-who": "data changed: statements.csv",
        "ferry-one/02-when": "data changed: statements.csv",
        "ferry-one/02-when--few": "data changed: statements.csv",
        "ferry-two/01-who": "",
        "ferry-two/02-when": "",
    }


def test_another_value_of_a_parameter_is_named(reports: list[Report], tmp_path: Path) -> None:
    publish(tmp_path, reports[0])
    given = replace(reports[0], given={"least": 3})
    assert reason(given, tmp_path) == "parameters changed: least"


@pytest.mark.parametrize("value", [None, 3, 0.5, True, "x", [], ["a"], [1, 2], [True]])
def test_a_page_is_known_again_whatever_its_parameters(
    reports: list[Report], tmp_path: Path, value: object
) -> None:
    publish(tmp_path, reports[0], parameters={"least": value})
    assert reason(reports[0], tmp_path) == ""


def test_all_that_has_changed_is_told(reports: list[Report], tmp_path: Path) -> None:
    kept = inputs_of(reports[0], {}).as_dict()
    other = kept | dict.fromkeys(("notebook", "helpers", "template", "environment"), "0")
    publish(tmp_path, reports[0], inputs=other)
    assert reason(reports[0], tmp_path) == (
        "notebook changed; helper changed; template changed; environment changed"
    )


def test_many_changed_files_are_counted(reports: list[Report], tmp_path: Path) -> None:
    publish(tmp_path, reports[0])
    for table in (reports[0].data / "ferry-one").glob("*.csv"):
        table.write_text("id\n")
    assert reason(reports[0], tmp_path) == ("data changed: accounts.csv and 5 more")


def test_a_page_of_an_earlier_version_is_due(reports: list[Report], tmp_path: Path) -> None:
    publish(tmp_path, reports[0], inputs={})
    assert reason(reports[0], tmp_path) == "its page does not say what it was made from"


@pytest.mark.parametrize("text", ["", "<p>mine</p>", f'<meta name="{META}" content="[">'])
def test_a_page_that_is_not_ours_is_due(reports: list[Report], tmp_path: Path, text: str) -> None:
    publish(tmp_path, reports[0]).write_text(text)
    assert reason(reports[0], tmp_path) == "its page is not one of ours"


def test_the_page_of_another_report_in_its_place_is_due(
    reports: list[Report], tmp_path: Path
) -> None:
    page = publish(tmp_path, reports[0])
    shutil.copy(page, page.with_name("02-when.html"))
    assert reason(reports[1], tmp_path) == "its page is not one of ours"


@pytest.mark.parametrize("gone", ["tables/01-who-all.csv", "notebooks/01-who.ipynb"])
def test_a_page_whose_files_are_gone_is_due(
    reports: list[Report], tmp_path: Path, gone: str
) -> None:
    files = ["tables/01-who-all.csv", "notebooks/01-who.ipynb"]
    page = publish(tmp_path, reports[0], files=["01-who-all.csv"], executed=files[1])
    for name in files:
        (page.parent / name).parent.mkdir()
        (page.parent / name).touch()
    assert reason(reports[0], tmp_path) == ""
    (page.parent / gone).unlink()
    assert reason(reports[0], tmp_path) == f"files missing: {gone}"


def test_what_failed_is_due_again_with_its_page_or_without(
    reports: list[Report], tmp_path: Path
) -> None:
    fail(tmp_path, reports[0], inputs_of(reports[0], {}).as_dict())
    assert reason(reports[0], tmp_path) == "failed before"
    publish(tmp_path, reports[0])
    assert reason(reports[0], tmp_path) == "failed before"
    assert reason(reports[1], tmp_path) == "new"


def test_what_changed_since_a_failure_is_told(reports: list[Report], tmp_path: Path) -> None:
    fail(tmp_path, reports[0], inputs_of(reports[0], {}).as_dict())
    given = replace(reports[0], given={"least": 3})
    assert reason(given, tmp_path) == "failed before; parameters changed: least"


def test_a_plan_is_told_in_lines(reports: list[Report], tmp_path: Path) -> None:
    publish(tmp_path, reports[0])
    assert plan_lines(decide(reports, tmp_path)) == [
        "ferry-one/01-who        current",
        "ferry-one/02-when       build: new",
        "ferry-one/02-when--few  build: new",
        "ferry-two/01-who        build: new",
        "ferry-two/02-when       build: new",
        "4 reports to build, 1 current",
    ]


def test_a_plan_with_nothing_to_do_says_so(reports: list[Report], tmp_path: Path) -> None:
    for report in reports:
        publish(tmp_path, report)
    assert plan_lines(decide(reports, tmp_path))[-1] == (
        "nothing to build: all 5 reports are current"
    )


def test_a_plan_can_be_read_by_programs(reports: list[Report], tmp_path: Path) -> None:
    (told,) = json.loads(plan_json([Due(reports[2], inputs_of(reports[2], {}), "new")]))
    assert (told["report"], told["set"], told["reason"]) == ("ferry-one/02-when--few", "few", "new")
    assert told["parameters"] == {"case": "ferry-one", "data": "data", "least": 9}
    assert len(told["key"]) == 64


HEAVY = {"numpy", "pandas", "matplotlib", "papermill", "nbformat", "nbconvert", "zmq", "rich"}
NOTHING_TO_DO = """
import sys
from pathlib import Path
from helpers.build.planning.buildfile import read_build_file
from helpers.build.planning.decide import _named, decide
from helpers.build.planning.check import check_cases
from helpers.build.planning.plan import plan_reports
from helpers.build.planning.planned import plan_lines
check_cases([])
print(plan_lines(decide(plan_reports(build_file=read_build_file()), Path(sys.argv[1])))[-1])
print(*sys.modules)
"""


def test_finding_out_what_is_due_imports_nothing_heavy_and_takes_little(tmp_path: Path) -> None:
    run = [sys.executable, "-c", NOTHING_TO_DO, str(tmp_path)]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    told, modules = done.stdout.splitlines()
    assert told.endswith("to build, 0 current")
    assert HEAVY & set(modules.split()) == set()


def test_the_reason_names_a_module_from_below_the_packages_root() -> None:
    changed = ["helpers/analysis/camps.py", "helpers/case/dates.py"]
    assert _named(changed) == "analysis/camps.py, case/dates.py"
