"""What is refused before anything runs, and what is built."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import nbformat
import pytest

from helpers.build.planning.buildfile import BuildFile, ParameterSet
from helpers.build.planning.check import check_cases
from helpers.build.planning.notebook import Refused, read_notebook
from helpers.build.planning.plan import CaseName, plan_reports
from helpers.build.planning.values import quoted

CASES = Path(__file__).parents[1] / "cases"


@pytest.fixture
def books(write_notebook: Callable[..., Path], tmp_path: Path) -> Path:
    """A folder of three notebooks, two of which share a number."""
    for name in ("01-overview", "03-timeline", "03-tides"):
        write_notebook(tmp_path / "books" / f"{name}.ipynb")
    return tmp_path / "books"


def problems(*args: object, **kwargs: object) -> list[str]:
    with pytest.raises(Refused) as refused:
        plan_reports(*args, **kwargs)  # type: ignore[arg-type]
    return refused.value.problems


def test_without_names_every_notebook_of_every_case_is_built(books: Path) -> None:
    reports = plan_reports(data=CASES, folder=books)
    notebooks = ["01-overview", "03-tides", "03-timeline"]
    assert [r.notebook.name for r in reports if r.case.name == "harbour-ferry"] == notebooks


def test_a_number_names_a_notebook(books: Path) -> None:
    (report,) = plan_reports(["harbour-ferry"], ["01"], data=CASES, folder=books)
    assert report.name == "harbour-ferry/01-overview"


@pytest.mark.parametrize("name", ["1", "001", "01-overview.ipynb", "01.ipynb"])
def test_a_number_without_its_zero_and_a_file_name_name_a_notebook(books: Path, name: str) -> None:
    (report,) = plan_reports(["harbour-ferry"], [name], data=CASES, folder=books)
    assert report.name == "harbour-ferry/01-overview"


@pytest.mark.parametrize("name", ["", "0", "2", "1-", "²", "11", ".ipynb"])
def test_what_is_no_number_of_a_notebook_is_refused(books: Path, name: str) -> None:
    (problem,) = problems([], [name], data=CASES, folder=books)
    assert problem.startswith(f"no notebook is named {name!r}")


def test_a_notebook_named_twice_is_built_once(books: Path) -> None:
    names = ["03-timeline", "01", "01-overview"]
    reports = plan_reports(["harbour-ferry"], names, data=CASES, folder=books)
    assert [report.notebook.name for report in reports] == ["01-overview", "03-timeline"]


def test_a_number_of_two_notebooks_is_refused(books: Path) -> None:
    assert problems([], ["03"], data=CASES, folder=books) == [
        "'03' stands for several notebooks: 03-tides, 03-timeline"
    ]


def test_an_unknown_notebook_is_refused_with_the_nearest(books: Path) -> None:
    assert problems([], ["03-timelime"], data=CASES, folder=books) == [
        "no notebook is named '03-timelime'; the nearest is 03-timeline"
    ]


def test_a_path_is_no_name_of_a_notebook(books: Path) -> None:
    (problem,) = problems([], ["../01-overview"], data=CASES, folder=books)
    assert problem.startswith("no notebook is named '../01-overview'")


def test_a_case_written_after_the_notebooks_is_told_where_to_stand(books: Path) -> None:
    (problem,) = problems([], ["01", "harbour-ferry"], data=CASES, folder=books)
    assert problem.endswith("to build the case of that name, write it before --notebook")


@pytest.mark.parametrize("name", ["03", "1", "03-tides"])
def test_a_notebook_taken_for_a_case_is_told_where_to_stand(books: Path, name: str) -> None:
    assert problems([name], data=CASES, folder=books) == [
        f"no case is named {name!r}; to build the notebook of that name, write --notebook {name}"
    ]


def test_an_unknown_case_is_refused_with_the_nearest(books: Path) -> None:
    assert problems(["harbor-ferry"], data=CASES, folder=books) == [
        "no case is named 'harbor-ferry'; the nearest is harbour-ferry"
    ]


@pytest.mark.parametrize("name", ["../cases/harbour-ferry", ".", "", "harbour-ferry/", "/"])
def test_a_path_is_no_name_of_a_case(books: Path, name: str) -> None:
    (problem,) = problems([name], data=CASES, folder=books)
    assert problem.startswith(f"no case is named {name!r}")


def test_a_folder_without_cases_is_refused(books: Path, tmp_path: Path) -> None:
    (problem,) = problems(data=books, folder=books)
    assert problem.endswith("holds no case: no folder in it has a datapackage.json")
    (problem,) = problems(data=tmp_path / "absent", folder=books)
    assert "is not a folder" in problem


def test_a_folder_without_notebooks_is_refused(tmp_path: Path) -> None:
    assert problems(data=CASES, folder=tmp_path) == [f"{tmp_path} holds no notebook"]


def test_a_case_that_fails_its_check_is_refused_with_all_problems(
    books: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "data" / "harbour-ferry"
    shutil.copytree(CASES / "harbour-ferry", broken)
    (broken / "events.csv").unlink()
    (broken / "accounts.csv").unlink()
    reports = plan_reports(data=tmp_path / "data", folder=books)
    with pytest.raises(Refused) as refused:
        check_cases(reports)
    found = refused.value.problems
    assert len(found) >= 2
    assert all(problem.startswith("harbour-ferry: ") for problem in found)
    assert any("events.csv" in problem for problem in found)


def test_every_wrong_name_is_told_at_once(books: Path) -> None:
    assert len(problems(["nowhere"], ["99", "98"], data=CASES, folder=books)) == 3


def timeline(folder: Path, write_notebook: Callable[..., Path], name: str, *lines: str) -> None:
    """A notebook with further parameters."""
    path = write_notebook(folder / f"{name}.ipynb")
    notebook = nbformat.read(path, 4)
    notebook.cells[1].source = "\n".join(["case: str = ''", "data: str = ''", *lines])
    nbformat.write(notebook, path)


@pytest.fixture
def typed(write_notebook: Callable[..., Path], tmp_path: Path) -> Path:
    """Notebooks whose parameters differ: 01 has days and tiers, 02 has days, 03 has neither."""
    folder = tmp_path / "typed"
    days, tiers = "days: int = 30", "tiers: list[Literal['core', 'context']] = []"
    timeline(folder, write_notebook, "01-both", days, tiers, "context: bool = False")
    timeline(folder, write_notebook, "02-days", days)
    timeline(folder, write_notebook, "03-none")
    return folder


FERRY = ["harbour-ferry"]
CORE = ParameterSet("core-only", "Core sources only", {"tiers": ["core"]})


def given(*names: object, **kwargs: object) -> dict[str, dict[str, object]]:
    """What each planned report of the ferry is given."""
    reports = plan_reports(FERRY, *names, data=CASES, **kwargs)  # type: ignore[arg-type]
    return {report.stem: report.given for report in reports}


def test_a_parameter_goes_to_every_notebook_that_has_it(typed: Path) -> None:
    file = BuildFile(parameters={"days": 7})
    assert given(folder=typed, build_file=file) == {
        "01-both": {"days": 7},
        "02-days": {"days": 7},
        "03-none": {},
    }


def test_the_command_line_stands_above_the_build_file(typed: Path) -> None:
    file = BuildFile(parameters={"days": 7})
    found = given(["01"], folder=typed, build_file=file, given={"days": "9", "tiers": "core"})
    assert found == {"01-both": {"days": 9, "tiers": ["core"]}}


def test_a_set_makes_further_reports_of_the_notebooks_that_have_its_parameters(
    typed: Path,
) -> None:
    found = given(folder=typed, build_file=BuildFile(sets=[CORE]))
    assert list(found) == ["01-both", "01-both--core-only", "02-days", "03-none"]
    assert found["01-both--core-only"] == {"tiers": ["core"]}


def test_a_set_stands_above_the_command_line_since_its_title_would_be_untrue(typed: Path) -> None:
    found = given(folder=typed, build_file=BuildFile(sets=[CORE]), given={"tiers": "context"})
    assert found["01-both"] == {"tiers": ["context"]}
    assert found["01-both--core-only"] == {"tiers": ["core"]}


def test_a_parameter_that_only_a_set_could_take_is_refused(typed: Path) -> None:
    file = BuildFile(sets=[CORE])
    found = problems(
        FERRY, ["01--core-only"], data=CASES, folder=typed, build_file=file, given={"tiers": "core"}
    )
    assert found == ["-p tiers: its value is fixed by the parameter set core-only"]


def test_a_report_of_a_set_has_its_name_title_and_place(typed: Path) -> None:
    (report,) = plan_reports(
        FERRY, ["01--core-only"], data=CASES, folder=typed, build_file=BuildFile(sets=[CORE])
    )
    assert report.name == "harbour-ferry/01-both--core-only"
    assert (report.variant, report.variant_title) == ("core-only", "Core sources only")
    assert report.parameters == {"tiers": ["core"], "case": "harbour-ferry", "data": str(CASES)}
    assert report.values["days"] == 30
    assert report.values["data"] == "cases"


def test_names_on_the_command_line_narrow_the_build_file(typed: Path) -> None:
    file = BuildFile(notebooks=["01", "02"], sets=[CORE])
    assert list(given(["01"], folder=typed, build_file=file)) == ["01-both", "01-both--core-only"]
    assert problems(FERRY, ["03"], data=CASES, folder=typed, build_file=file) == [
        "reports.toml does not build 03-none"
    ]


def test_a_build_file_whose_names_are_all_unknown_is_told_so_once(typed: Path) -> None:
    file = BuildFile(cases=["harbour-fery"])
    assert problems([], [], data=CASES, folder=typed, build_file=file) == [
        "reports.toml: cases: no case is named 'harbour-fery'; the nearest is harbour-ferry"
    ]


def test_a_date_without_quotes_is_named_as_it_was_written() -> None:
    assert quoted(date(2025, 12, 31)) == "2025-12-31 without quotes"


def test_a_set_for_an_unknown_case_is_told_so_once(typed: Path) -> None:
    file = BuildFile(sets=[ParameterSet("week", "A week", {"days": 7}, ["harbour-fery"])])
    assert problems([], [], data=CASES, folder=typed, build_file=file) == [
        "reports.toml: [sets.week]: cases: no case is named 'harbour-fery'; "
        "the nearest is harbour-ferry"
    ]


def test_a_set_has_cases_and_notebooks_of_its_own(typed: Path) -> None:
    seven = ParameterSet("week", "A week", {"days": 7}, ["harbour-ferry"], ["02"])
    file = BuildFile(notebooks=["03"], sets=[seven])
    reports = plan_reports(data=CASES, folder=typed, build_file=file)
    names = [report.name for report in reports if "ferry" in report.name]
    assert names == ["harbour-ferry/02-days--week", "harbour-ferry/03-none"]
    assert [report.stem for report in reports if report.variant] == ["02-days--week"]


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (BuildFile(cases=["ferri"]), "reports.toml: cases: no case is named 'ferri'"),
        (BuildFile(notebooks=["04"]), "reports.toml: notebooks: no notebook is named '04'"),
        (
            BuildFile(parameters={"day": 7}),
            "reports.toml: [parameters]: parameter 'day', to be set to 7, is not in 01-both.ipynb, "
            "02-days.ipynb, 03-none.ipynb; the nearest is days; there are: context, days, tiers",
        ),
        (
            BuildFile(parameters={"days": "7"}),
            "reports.toml: [parameters]: 01-both.ipynb: parameter days: '7' is not allowed; "
            "allowed is a whole number",
        ),
        (
            BuildFile(parameters={"case": "ferry"}),
            "reports.toml: [parameters]: parameter case is set by the build itself; name the case",
        ),
        (
            BuildFile(sets=[ParameterSet("core", "Core", {"tiers": ["cor"]})]),
            "reports.toml: [sets.core]: 01-both.ipynb: parameter tiers: 'cor' is not allowed; "
            "allowed is a list out of core or context; the nearest is core",
        ),
        (
            BuildFile(sets=[ParameterSet("core", "Core", {"tiers": ["core"]}, [], ["02"])]),
            "reports.toml: [sets.core]: parameter 'tiers', to be set to ['core'], is not in "
            "02-days.ipynb; there are: days",
        ),
        (
            BuildFile(sets=[ParameterSet("core", "Core", {"tier": ["core"]})]),
            "reports.toml: [sets.core]: parameter 'tier', to be set to ['core'], is not in 01-both",
        ),
        (
            BuildFile(
                notebooks=["02", "03"], sets=[ParameterSet("a", "A", {"days": 1, "tiers": []})]
            ),
            "reports.toml: [sets.a]: parameter 'tiers', to be set to [], is not in 02-days.ipynb",
        ),
        (
            BuildFile(sets=[ParameterSet("core", "Core", {"data": "/"})]),
            "reports.toml: [sets.core]: parameter data is set by the build itself; --data names",
        ),
    ],
)
def test_a_build_file_that_does_not_fit_the_notebooks_is_refused(
    typed: Path, file: BuildFile, problem: str
) -> None:
    found = problems(data=CASES, folder=typed, build_file=file)
    assert found[0].startswith(problem)


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (
            "day",
            "7",
            "parameter 'day', to be set to '7', is not in 01-both.ipynb; the nearest is d",
        ),
        ("days", "a week", "01-both.ipynb: parameter days: 'a week' is not allowed; allowed is a"),
        (
            "tiers",
            "core,contxt",
            "01-both.ipynb: parameter tiers: 'contxt' is not allowed; allowed",
        ),
        ("case", "ferry", "parameter case is set by the build itself; name the case itself"),
    ],
)
def test_a_parameter_of_the_command_line_that_does_not_fit_is_refused(
    typed: Path, name: str, text: str, problem: str
) -> None:
    (found,) = problems(FERRY, ["01"], data=CASES, folder=typed, given={name: text})
    assert found.startswith(problem)


def test_a_parameter_of_the_build_file_may_be_for_reports_that_are_not_built_now(
    typed: Path,
) -> None:
    file = BuildFile(parameters={"days": 7})
    assert given(["03"], folder=typed, build_file=file) == {"03-none": {}}


def test_a_notebook_that_is_not_asked_for_may_be_unfit(typed: Path) -> None:
    (typed / "04-broken.ipynb").write_text("{")
    file = BuildFile(parameters={"days": 7})
    assert given(["02"], folder=typed, build_file=file) == {"02-days": {"days": 7}}


def test_sentences_around_quotations_are_for_notebooks_that_can_show_them(typed: Path) -> None:
    assert given(folder=typed, context=True)["01-both"] == {"context": True}
    (problem,) = problems(FERRY, ["02"], data=CASES, folder=typed, context=True)
    assert problem.startswith("parameter 'context', to be set to 'true', is not in 02-days.ipynb")


@pytest.mark.parametrize("name", ["01--cor-only", "01--"])
def test_an_unknown_set_is_refused(typed: Path, name: str) -> None:
    file = BuildFile(sets=[CORE])
    (problem,) = problems(FERRY, [name], data=CASES, folder=typed, build_file=file)
    assert "core-only" in problem


def test_a_set_that_has_no_report_of_a_notebook_is_told(typed: Path) -> None:
    file = BuildFile(sets=[CORE])
    assert problems(FERRY, ["02--core-only"], data=CASES, folder=typed, build_file=file) == [
        "reports.toml does not build 02-days--core-only"
    ]


def test_a_notebook_named_like_the_report_of_a_set_is_refused(books: Path) -> None:
    (books / "01-overview.ipynb").rename(books / "03-tides--core.ipynb")
    (problem,) = problems(data=CASES, folder=books)
    assert problem.startswith("03-tides--core.ipynb: two hyphens in a notebook's name")


def test_the_page_of_a_case_whose_description_is_broken_can_be_planned(
    books: Path, tmp_path: Path
) -> None:
    (tmp_path / "data" / "ferry").mkdir(parents=True)
    (tmp_path / "data" / "ferry" / "datapackage.json").write_text("[")
    reports = plan_reports(["ferry"], ["01"], data=tmp_path / "data", folder=books)
    assert reports[0].case == CaseName("ferry", "ferry", "not stated")
    with pytest.raises(Refused, match=r"datapackage\.json"):
        check_cases(reports)


def test_question_and_parameters_are_read_without_running(books: Path) -> None:
    notebook = read_notebook(books / "01-overview.ipynb")
    assert notebook.question == "Who said what?"
    assert list(notebook.parameters) == ["case", "data", "least"]
    assert notebook.parameters_cell == 1


def parameters(source: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_code_cell(source, metadata={"tags": ["parameters"]})


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ([], "must have one cell tagged parameters; it has none"),
        (
            [parameters("case = ''; data = ''"), parameters("case = ''; data = ''")],
            "must have one cell tagged parameters; it has 2: cells 2 and 3",
        ),
        (
            [parameters("case: str\nfolder: str = ''")],
            "the cell tagged parameters does not set case and data",
        ),
        ([parameters("case = ''")], "the cell tagged parameters does not set data"),
        ([parameters("case = '")], "the cell tagged parameters: unterminated string literal"),
        (
            [parameters("case = ''; data = ''; days: int = '30'")],
            "parameter days: its default '30' is not allowed; allowed is a whole number",
        ),
        (
            [nbformat.v4.new_markdown_cell("case", metadata={"tags": ["parameters"]})],
            "the cell tagged parameters is not a code cell",
        ),
    ],
)
def test_a_notebook_that_cannot_take_its_parameters_is_refused(
    cells: list[nbformat.NotebookNode], problem: str, tmp_path: Path
) -> None:
    top = nbformat.v4.new_markdown_cell("# Who?")
    nbformat.write(nbformat.v4.new_notebook(cells=[top, *cells]), tmp_path / "01-bad.ipynb")
    (found,) = problems(data=CASES, folder=tmp_path)
    assert found.startswith(f"01-bad.ipynb: {problem}")


@pytest.mark.parametrize("text", ["[]", "{}", '{"cells": 5}', '{"cells": [5]}', "[" * 100_000])
def test_a_file_that_is_no_notebook_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "01-bad.ipynb").write_text(text)
    assert problems(data=CASES, folder=tmp_path) == [
        "01-bad.ipynb: is not a Jupyter notebook (version 4)"
    ]


def test_a_notebook_that_is_no_json_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "01-bad.ipynb").write_text('{"cells": [\n<<<<<<< HEAD\n]}')
    (problem,) = problems(data=CASES, folder=tmp_path)
    assert problem.startswith("01-bad.ipynb: is not JSON, so it is no notebook (line 2, column 1")
    (tmp_path / "01-bad.ipynb").write_bytes(b'{"cells": "\xff"}')
    (problem,) = problems(data=CASES, folder=tmp_path)
    assert problem == "01-bad.ipynb: is not text in UTF-8 (byte 12), so it is no notebook"


def test_a_notebook_without_a_question_is_refused(tmp_path: Path) -> None:
    cells = [nbformat.v4.new_markdown_cell("Overview"), parameters("case = ''; data = ''")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "01-bad.ipynb")
    assert problems(data=CASES, folder=tmp_path) == [
        "01-bad.ipynb: its first cell must be Markdown that begins with '# ' and the question"
    ]


def test_lines_of_a_cell_may_be_a_list(books: Path) -> None:
    path = books / "01-overview.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"][0]["source"] = ["# Who\n", "and when?"]
    path.write_text(json.dumps(notebook))
    assert read_notebook(path).question == "Who"
