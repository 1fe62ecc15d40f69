"""The recipes of docs/scheduling.md are what they say: parsed, verified, compared with the code."""

from __future__ import annotations

import ast
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from helpers.build.outcome import Outcome, Summary
from helpers.build.parser import parser as command_line
from helpers.build.planning.notebook import Notebook
from helpers.build.planning.plan import CaseName, Report
from helpers.build.records.changed import Changes
from helpers.build.records.findings import FindingChange
from helpers.build.records.notify import refusal_json, summary_json
from helpers.case.changes import CaseChange, Shift, TableChange

PROJECT = Path(__file__).parents[2]
PAGE = (PROJECT / "docs" / "scheduling.md").read_text("utf-8")
STANDPOINT = "/srv/standpoint/.venv/bin/standpoint"
TIME = re.compile(r"[0-5]?\d ([01]?\d|2[0-3]) \* \* \*")  # every day at a minute and an hour


def blocks(language: str) -> list[str]:
    """The recipes in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def understood(command: str) -> Any:
    """What our command line makes of a command; it exits when it makes nothing of it."""
    program, *arguments = shlex.split(command)
    assert program == STANDPOINT
    return command_line().parse_args(arguments)


def test_every_command_of_ours_is_understood() -> None:
    commands = re.findall(rf"{STANDPOINT} [^\n]*", "\n".join(blocks("cron|sh") + blocks("ini")))
    shell = [line for block in blocks("sh") for line in block.splitlines() if STANDPOINT in line]
    assert [understood(line).quiet for line in shell] == [True, False]
    assert understood(shell[0]).notify.startswith("curl ")
    assert understood(shell[1]).scheduler.startswith("tcp://")
    assert len(commands) >= 2


def test_the_line_for_cron_has_five_fields_and_a_quiet_build() -> None:
    [line] = blocks("cron")
    *time, command = line.split(maxsplit=5)
    assert TIME.fullmatch(" ".join(time))
    assert "%" not in line  # which to cron is the end of the line
    assert understood(command).quiet


def test_the_exit_codes_are_those_of_the_command() -> None:
    rows = re.findall(r"^\| ([\d, ]+) \|", PAGE, re.MULTILINE)
    assert [int(code) for row in rows for code in row.split(", ")] == [0, 1, 2, 3, 130, 143]


@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None,
    reason="systemd-analyze, which verifies the units, is not installed (apt install systemd)",
)
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    service, timer = blocks("ini")
    # The program must be there to be started, and here it is elsewhere.
    (tmp_path / "standpoint.service").write_text(service.replace(STANDPOINT, sys.executable))
    (tmp_path / "standpoint.timer").write_text(timer)
    command = [
        "systemd-analyze",
        "verify",
        "--man=no",
        "./standpoint.service",
        "./standpoint.timer",
    ]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")


def test_the_service_takes_a_locked_build_for_no_failure() -> None:
    service = blocks("ini")[0]
    command = re.search(r"^ExecStart=(.*)$", service, re.MULTILINE)
    assert command
    assert understood(command[1]).quiet
    assert "SuccessExitStatus=3\n" in service


def test_the_workflow_builds_on_a_schedule_and_publishes_what_was_built() -> None:
    [text] = blocks("yaml")
    workflow = yaml.safe_load(text)
    begins = workflow[True]  # YAML 1.1 reads the key `on` as a truth value
    assert TIME.fullmatch(begins["schedule"][0]["cron"])
    build, publish = workflow["jobs"]["build"], workflow["jobs"]["publish"]
    assert "make reports" in [step.get("run") for step in build["steps"]]
    assert [step["with"]["path"] for step in build["steps"][2:] if "with" in step] == [
        "reports"
    ] * 2
    assert publish["needs"] == "build"
    assert publish["permissions"] == {"pages": "write", "id-token": "write"}


def test_the_workflow_uses_pinned_actions_few_rights_and_no_secret() -> None:
    [text] = blocks("yaml")
    workflow = yaml.safe_load(text)
    uses = [
        step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step
    ]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", each) for each in uses)
    assert workflow["permissions"] == {"contents": "read"}
    assert "secrets." not in text


def test_the_python_of_the_workflow_is_one_the_project_supports() -> None:
    wanted = re.search(r'python-version: "([\d.]+)"', PAGE)
    oldest = re.search(r'requires-python = ">=([\d.]+)"', (PROJECT / "pyproject.toml").read_text())
    assert wanted
    assert oldest
    assert tuple(map(int, wanted[1].split("."))) >= tuple(map(int, oldest[1].split(".")))


def test_the_dag_runs_our_command_and_skips_when_locked() -> None:
    [source] = blocks("python")
    calls = {
        ast.unparse(call.func): {each.arg: each.value for each in call.keywords}
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
    }
    operator = {name: ast.literal_eval(value) for name, value in calls["BashOperator"].items()}
    understood(operator["bash_command"])
    assert operator["skip_on_exit_code"] == 3
    assert TIME.fullmatch(ast.literal_eval(calls["DAG"]["schedule"]))
    assert ast.literal_eval(calls["DAG"]["max_active_runs"]) == 1


def made_summary() -> dict[str, Any]:
    """The summary of the build that the page has as its example."""
    case, place = "harbour-ferry", Path("/srv/standpoint/reports")
    reports = [
        Report(CaseName(case, "", ""), Notebook(name, Path(), "", 1, {}), Path())
        for name in ("01-overview", "03-timeline")
    ]
    kept = place / ".failed" / case / "03-timeline.ipynb"
    outcomes = [
        Outcome(reports[0], 1.0, place / case / "01-overview.html"),
        Outcome(reports[1], 1.0, None, "cell 9: KeyError: 'phase' (in: rows['phase'])", kept),
    ]
    shift = Shift("crane", "second-ferry", "Ada Crane", "A second ferry", "neutral", "opposes")
    tables = {
        "articles": TableChange(),
        "statements": TableChange(changed={"gazette-01": ["stance"]}),
    }
    changes = Changes(
        case,
        "2025-06-03T14:05:00+00:00",
        data=CaseChange(tables, [shift]),
        findings=[FindingChange("01-overview", "Nine speak.", "Ten speak.")],
    )
    return summary_json(Summary(outcomes, place / "index.html", 12.34), {case: changes})


def test_the_example_is_what_a_command_is_given() -> None:
    [text] = blocks("json")
    assert json.loads(text) == made_summary()


def test_the_table_of_fields_is_whole() -> None:
    table = PAGE.partition("| field | what it says |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(made_summary())


@pytest.mark.parametrize("state", ["changed", "failed", "refused", "locked"])
def test_every_state_that_is_told_is_explained(state: str) -> None:
    told = {made_summary()["state"], "changed"}
    told |= {refusal_json([], state)["state"] for state in ("refused", "locked")}
    assert state in told
    assert f"`{state}`" in PAGE
