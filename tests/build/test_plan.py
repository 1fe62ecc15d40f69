"""What is refused before anything runs, and what is built."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from helpers.build.notebook import Refused, read_notebook
from helpers.build.plan import plan_reports

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
    assert report.key == "harbour-ferry/01-overview"


@pytest.mark.parametrize("name", ["1", "001", "01-overview.ipynb", "01.ipynb"])
def test_a_number_without_its_zero_and_a_file_name_name_a_notebook(books: Path, name: str) -> None:
    (report,) = plan_reports(["harbour-ferry"], [name], data=CASES, folder=books)
    assert report.key == "harbour-ferry/01-overview"


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
    found = problems(data=tmp_path / "data", folder=books)
    assert len(found) >= 2
    assert all(problem.startswith("harbour-ferry: ") for problem in found)
    assert any("events.csv" in problem for problem in found)


def test_every_wrong_name_is_told_at_once(books: Path) -> None:
    assert len(problems(["nowhere"], ["99", "98"], data=CASES, folder=books)) == 3


def test_question_and_parameters_are_read_without_running(books: Path) -> None:
    notebook = read_notebook(books / "01-overview.ipynb")
    assert notebook.question == "Who said what?"
    assert notebook.parameters == {"case": "''", "data": "''", "least": "2"}
    assert notebook.parameters_cell == 1


def parameters(source: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_code_cell(source, metadata={"tags": ["parameters"]})


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ([], "must have one cell tagged parameters; it has none"),
        (
            [parameters("case = ''; data = ''"), parameters("case = ''; data = ''")],
            "must have one cell tagged parameters; it has 2",
        ),
        (
            [parameters("case: str\nfolder: str = ''")],
            "the cell tagged parameters does not set case and data",
        ),
        ([parameters("case = ''")], "the cell tagged parameters does not set data"),
        ([parameters("case = '")], "the cell tagged parameters: unterminated string literal"),
    ],
)
def test_a_notebook_that_cannot_take_its_parameters_is_refused(
    cells: list[nbformat.NotebookNode], problem: str, tmp_path: Path
) -> None:
    top = nbformat.v4.new_markdown_cell("# Who?")
    nbformat.write(nbformat.v4.new_notebook(cells=[top, *cells]), tmp_path / "01-bad.ipynb")
    (found,) = problems(data=CASES, folder=tmp_path)
    assert found.startswith(f"01-bad.ipynb: {problem}")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cells": 5}', '{"cells": [5]}', "# a script"])
def test_a_file_that_is_no_notebook_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "01-bad.ipynb").write_text(text)
    assert problems(data=CASES, folder=tmp_path) == [
        "01-bad.ipynb: is not a Jupyter notebook (version 4)"
    ]


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
