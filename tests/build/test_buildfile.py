"""The build file: what it may say, and what is refused before anything runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.build.planning import buildfile
from helpers.build.planning.buildfile import BuildFile, ParameterSet, read_build_file, read_size
from helpers.build.planning.notebook import Refused
from helpers.build.planning.plan import plan_reports
from helpers.case import PROJECT

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a build file."""

    def made(text: str) -> Path:
        path = tmp_path / "reports.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return made


def problems(path: Path) -> list[str]:
    with pytest.raises(Refused) as refused:
        read_build_file(path)
    return refused.value.problems


def test_without_a_build_file_everything_is_built_with_defaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(buildfile, "BUILD_FILE", tmp_path / "reports.toml")
    assert read_build_file() == BuildFile()


def test_the_projects_own_build_file_is_read_when_it_is_there(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(buildfile, "BUILD_FILE", write('cases = ["ferry"]'))
    assert read_build_file().cases == ["ferry"]


def test_a_build_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    absent = tmp_path / "reports.toml"
    assert problems(absent) == [f"{absent}: cannot be read (No such file or directory)"]


def test_an_empty_build_file_is_as_good_as_none(write: Write) -> None:
    assert read_build_file(write("")) == BuildFile()


def test_a_build_file_is_read_whole(write: Write) -> None:
    path = write("""
        cases = ["ferry"]
        notebooks = ["03"]
        parameters = { days = 30 }
        limits = { cell = 1.5, memory = "2 GB" }
        [sets.core-only]
        notebooks = ["03-timeline"]
        parameters = { tiers = ["core"] }
    """)
    core = ParameterSet("core-only", "Core only", {"tiers": ["core"]}, [], ["03-timeline"])
    limits = {"cell": 1.5, "memory": 2_000_000_000}
    assert read_build_file(path) == BuildFile(
        "reports.toml", ["ferry"], ["03"], {"days": 30}, limits, [core]
    )


def test_a_mark_that_some_editors_put_first_is_passed_over(write: Write) -> None:
    assert read_build_file(write('\ufeffcases = ["ferry"]\r\n')).cases == ["ferry"]


def test_an_error_of_toml_is_told_with_its_line(write: Write) -> None:
    (problem,) = problems(write("cases = ['a']\nnotebooks = [03]\n"))
    assert problem.startswith("reports.toml: is not TOML: ")
    assert "line 2" in problem


def test_what_is_no_text_or_no_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "reports.toml"
    path.write_bytes(b"cases = ['\xff']")
    assert problems(path) == ["reports.toml: is not text in UTF-8 (byte 11)"]
    assert problems(tmp_path) == [f"{tmp_path}: cannot be read (Is a directory)"]


def test_depth_without_end_is_refused(write: Write) -> None:
    (problem,) = problems(write("a = " + "[" * 100_000))
    assert problem.startswith("reports.toml: is not TOML")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("case = ['a']", "no key is named 'case'; the nearest is cases; there are: cases, notebo"),
        ("cases = 'a'", "cases: must be a list of names, as [\"one\"], not 'a'"),
        ("cases = [1]", 'cases: must be a list of names, as ["one"], not [1]'),
        ("notebooks = []", "notebooks: names none; leave it out to build all of them"),
        ("parameters = 3", "parameters: must be a table, [parameters], not 3"),
        (
            "[limits]\ncells = 3",
            "[limits]: no key is named 'cells'; the nearest is cell; there are",
        ),
        ("[limits]\ncell = 0", "[limits]: cell: 0 is not a number of seconds above 0"),
        ("[limits]\ncell = true", "[limits]: cell: True is not a number of seconds above 0"),
        ("[limits]\nreport = nan", "[limits]: report: nan is not a number of seconds above 0"),
        ("[limits]\nreport = '10 min'", "[limits]: report: '10 min' is not a number of seconds"),
        ("[limits]\nmemory = 2", "[limits]: memory: '2' is not a size; write it as '500 MB' or '2"),
        ("[limits]\nmemory = '0 GB'", "[limits]: memory: '0 GB' is not a size; write it as"),
        ("sets = ['a']", "sets: must be a table, [sets], not ['a']"),
        ("sets.a = 3", "[sets.a]: must be a table, not 3"),
        ("[sets.a]", "[sets.a]: parameters: must name one at least, as parameters = {"),
        ("[sets.a]\nparameters = 3", "[sets.a]: parameters: must name one at least"),
        (
            "[sets.a]\nparameter = {x = 1}\nparameters = {x = 1}",
            "[sets.a]: no key is named 'parameter'; the nearest is parameters; there are: title,",
        ),
        ("[sets.a]\ntitle = ''\nparameters = {x = 1}", "[sets.a]: title: must be a line of text"),
        ("[sets.a]\ncases = 'b'\nparameters = {x = 1}", "[sets.a]: cases: must be a list of names"),
        *(
            (f"[sets.'{name}']\nparameters = {{x = 1}}", f"sets: '{name}' is not a name for a set")
            for name in ("Core", "core_only", "core--only", "../x", "", "-a")
        ),
        (f"[sets.{61 * 'a'}]\nparameters = {{x = 1}}", "sets: 'aaaaaaaa"),
    ],
)
def test_what_a_build_file_may_not_say_is_refused(write: Write, text: str, problem: str) -> None:
    (found,) = problems(write(text))
    assert found.startswith(f"reports.toml: {problem}")


def test_every_problem_is_told_at_once(write: Write) -> None:
    assert len(problems(write("case = 1\nnotebooks = 2\n[limits]\ncell = 'x'\n[sets.A]"))) == 5


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("500 MB", 500_000_000),
        ("2GB", 2_000_000_000),
        ("1.5 GiB", 1_610_612_736),
        ("64 kB", 64_000),
        ("10 B", 10),
    ],
)
def test_a_size_is_read_in_bytes(text: str, size: int) -> None:
    assert read_size(text) == size


@pytest.mark.parametrize("text", ["", "GB", "-1 GB", "1e3 GB", "2 XB", "0.1 B", "1,5 GB"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a size"):
        read_size(text)


def test_the_example_of_the_documentation_makes_the_reports_it_promises(write: Write) -> None:
    page = (PROJECT / "docs" / "build-file.md").read_text("utf-8")
    example = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert example
    reports = plan_reports(build_file=read_build_file(write(example[1])))
    stems = {report.stem for report in reports}
    assert {stem for stem in stems if stem.endswith("--core-only")} == {
        "02-stakeholder-positions--core-only",
        "03-timeline--core-only",
    }
    assert len([report for report in reports if not report.variant]) == 4
    assert all("counting" in r.given for r in reports if r.variant == "by-day")
    assert {report.given["until"] for report in reports if "until" in report.given} == {
        "2025-12-31"
    }


def test_every_key_is_in_the_documentation() -> None:
    page = (PROJECT / "docs" / "build-file.md").read_text("utf-8")
    for key in (*buildfile.KEYS, *buildfile.SET_KEYS, *buildfile.LIMITS):
        assert re.search(rf"[`\[]{key}[`\].]", page), key
