"""Dates and names that are given to reports are judged before anything runs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from helpers.build.planning.buildfile import BuildFile, ParameterSet
from helpers.build.planning.check import check_cases
from helpers.build.planning.notebook import Refused
from helpers.build.planning.plan import plan_reports
from helpers.case import PROJECT

CASES = Path(__file__).parents[1] / "cases"
IMPORT = "from helpers.analysis.selection import Selection\n"
PARAMETERS = "\n".join(
    [
        'case: str = ""\ndata: str = ""',
        "groups: list[str] = []\nactors: list[str] = []",
        'since: str = ""\nuntil: str = ""\nday: str = ""\nsplit: str = ""',
    ]
)
CELLS = [
    "from helpers.analysis import clock\nfrom helpers.analysis.selection import Selection\n"
    "from helpers.analysis.network_limits import check_parameters",
    "check_parameters(split=split, since=since, until=until)",
    "chosen = Selection(groups=groups, actors=actors, since=since, until=until)",
    "clock.day_by_clock(chosen.events(None), day)",
]


def write(book: Path, *cells: str) -> None:
    made = [nbformat.v4.new_markdown_cell("# Who?")]
    made += [nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})]
    made += [nbformat.v4.new_code_cell(cell) for cell in cells]
    nbformat.write(nbformat.v4.new_notebook(cells=made), book)


@pytest.fixture
def problems(tmp_path: Path) -> Callable[..., list[str]]:
    """What is wrong with what the reports of two notebooks are given."""

    def judge(
        file: BuildFile | None = None, *cells: str, data: Path = CASES, **given: str
    ) -> list[str]:
        for name in ("01-one", "02-two"):
            write(tmp_path / f"{name}.ipynb", *(cells or CELLS))
        reports = plan_reports(data=data, folder=tmp_path, build_file=file, given=given)
        try:
            check_cases(reports)
        except Refused as refused:
            return refused.problems
        return []

    return judge


def test_a_date_that_does_not_exist_is_told_once_and_where_it_came_from(problems) -> None:
    assert problems(since="2025-02-30") == [
        "-p since: '2025-02-30' does not exist: February 2025 has 28 days"
    ]


def test_a_name_that_the_case_lacks_is_told_with_the_nearest_and_what_is_allowed(problems) -> None:
    (told,) = problems(groups="council,harbor")
    assert told == (
        "harbour-ferry: -p groups: the case has no 'harbor'; nearest: harbour; use administration, "
        "auditor, business, council, harbour, operator or passengers"
    )


def test_every_wrong_value_is_told(problems) -> None:
    assert len(problems(groups="harbor,businss", actors="tonw", day="2025-06", split="x")) == 5


def test_what_is_right_is_not_refused(problems) -> None:
    right = {"groups": "council", "actors": "town,sato", "since": "2024", "until": "2025-12"}
    assert problems(**right, day="2024-03-12", split="2024-03") == []
    assert problems(groups="", since="", day="") == []


def test_a_value_of_the_build_file_is_told_with_its_place(problems) -> None:
    file = BuildFile(
        parameters={"until": "soon"},
        sets=[ParameterSet("few", "A few", {"actors": ["towm"]}, notebooks=["02"])],
    )
    date, name = problems(file)
    assert date.startswith("reports.toml: [parameters]: until: 'soon' is not a date in EDTF")
    assert name.startswith(
        "harbour-ferry: reports.toml: [sets.few]: actors: the case has no 'towm'; nearest: town"
    )


def test_the_example_of_the_documentation_is_what_is_told(problems) -> None:
    text = (PROJECT / "docs" / "build-file.md").read_text("utf-8")
    operators = ParameterSet("operators", "Operators", {"groups": ["operatr"]}, notebooks=["01"])
    date, name = problems(BuildFile(sets=[operators]), since="2025-02-30")
    assert f"\n  {date}\n" in text
    assert f"\n  {name.partition('auditor')[0]}…\n" in text


def test_two_dates_that_exclude_each_other_are_told_with_both_places(problems) -> None:
    file = BuildFile(parameters={"since": "2026"})
    assert problems(file, until="2025") == [
        "reports.toml: [parameters]: and -p since (2026) is after until (2025)"
    ]
    assert problems(since="2026", until="2025") == ["-p since (2026) is after until (2025)"]


def test_days_and_splits_are_judged_as_the_notebooks_do(problems) -> None:
    assert problems(day="2025-06") == ["-p day: '2025-06' is not one day; write it as 2025-06-03"]
    (told,) = problems(split="2025", since="2026")
    assert told == "-p split (2025) is not between since (2026) and until (open)"
    assert problems(split="2025", since="no") == problems(since="no")


def test_a_case_that_is_broken_is_told_and_no_name_is_held_against_it(
    problems, tmp_path: Path
) -> None:
    shutil.copytree(CASES, tmp_path / "data")
    (tmp_path / "data/harbour-ferry/actors.csv").unlink()
    found = problems(actors="nobody", data=tmp_path / "data")
    assert found
    assert not any("nobody" in each for each in found)


def test_a_parameter_by_another_name_is_told_by_its_own(problems) -> None:
    cells = [f"{IMPORT}Selection(until=split, actors=groups)"]
    date, name = problems(None, *cells, split="soon", groups="towm")
    assert date.startswith("-p split: until: 'soon' is not a date")
    assert name.startswith("harbour-ferry: -p groups: actors: the case has no 'towm'")


def test_a_bound_that_the_notebook_sets_itself_is_not_held_against_one_that_is_given(
    problems,
) -> None:
    cells = [f"{IMPORT}cutoff = '2025'\nSelection(since=since, until=cutoff)"]
    assert problems(None, *cells, since="2026") == []
    assert len(problems(None, *cells, since="2026-13")) == 1


def test_a_list_that_is_none_is_told_as_the_notebook_would(problems) -> None:
    (told,) = problems(None, f"{IMPORT}Selection(groups=since)", since="council")
    assert told == "harbour-ferry: -p since: groups: 'council' is no list; write ['council']"
