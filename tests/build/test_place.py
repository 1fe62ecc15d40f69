"""Where pages may not be put, and what may not stand in their place."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from helpers.build.planning.notebook import Refused
from helpers.build.planning.plan import Report
from helpers.build.publishing.place import prepare_folder, unmade_if_refused
from helpers.case import PROJECT

CASES = Path(__file__).parents[1] / "cases"


def test_a_folder_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for out in (tmp_path / "file", tmp_path / "file" / "reports"):
        with pytest.raises(Refused, match="it is, or lies below, a file"):
            prepare_folder(out, [])


def test_a_folder_that_takes_no_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with pytest.raises(Refused, match="No space left on device"):
        prepare_folder(tmp_path / "reports", [])


def problem(out: Path, report: Report) -> str:
    """The one problem that the folder is refused for."""
    with pytest.raises(Refused) as refused:
        prepare_folder(out, [report])
    (text,) = refused.value.problems
    return text


@pytest.fixture
def own(report: Report, tmp_path: Path) -> Report:
    """The report, with its case in a folder of this test's."""
    shutil.copytree(CASES / "harbour-ferry", tmp_path / "data" / "harbour-ferry")
    return replace(report, data=tmp_path / "data")


def test_the_folder_of_cases_is_no_place_for_pages(own: Report) -> None:
    assert problem(own.data, own).endswith(
        "is the folder that holds the cases; name another folder with --out"
    )


@pytest.mark.parametrize("below", ["", "texts", "deep/er"])
def test_a_case_is_no_place_for_pages(own: Report, below: str) -> None:
    out = own.data / "harbour-ferry" / below
    held = sorted(own.data.rglob("*"))
    assert "lies in the case harbour-ferry; name another" in problem(out, own)
    assert sorted(own.data.rglob("*")) == held


def test_a_link_to_a_case_is_no_place_for_pages(own: Report, tmp_path: Path) -> None:
    (tmp_path / "pages").symlink_to(own.data / "harbour-ferry", target_is_directory=True)
    assert "lies in the case harbour-ferry" in problem(tmp_path / "pages", own)


def test_pages_may_lie_beside_the_cases(own: Report) -> None:
    prepare_folder(own.data / "reports", [own])
    assert (own.data / "reports").is_dir()


@pytest.mark.parametrize("name", ["notebooks", "src", "src/helpers/absent"])
def test_the_projects_code_is_no_place_for_pages(report: Report, name: str) -> None:
    folder = name.partition("/")[0]
    assert f"lies in the project's {folder}/; name" in problem(PROJECT / name, report)
    assert not (PROJECT / "src" / "helpers" / "absent").exists()


def test_the_projects_data_is_no_place_for_pages_of_other_cases(own: Report) -> None:
    assert "is the folder that holds the cases" in problem(PROJECT / "data", own)


def test_an_index_that_is_a_folder_is_refused(report: Report, tmp_path: Path) -> None:
    (tmp_path / "index.html").mkdir()
    assert problem(tmp_path, report) == (
        f"{tmp_path}/index.html is a folder, and the index of the pages has that name"
    )


def test_a_page_of_a_case_that_is_a_folder_is_refused(report: Report, tmp_path: Path) -> None:
    (tmp_path / "harbour-ferry" / "index.html").mkdir(parents=True)
    assert problem(tmp_path, report) == (
        f"{tmp_path}/harbour-ferry/index.html is a folder, and the page of the case has that name"
    )


def test_a_notebook_named_index_is_refused(report: Report, tmp_path: Path) -> None:
    book = replace(report.notebook, name="index", path=Path("index.ipynb"))
    assert problem(tmp_path, replace(report, notebook=book)) == (
        "index.ipynb: its page would have the name of the page of the case; rename it"
    )


@pytest.mark.parametrize(
    "name", ["harbour-ferry", "harbour-ferry/tables", ".failed", ".failed/harbour-ferry"]
)
def test_a_file_where_a_folder_is_needed_is_refused(
    report: Report, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine")
    assert problem(tmp_path, report) == (
        f"{path} is a file, and the build needs a folder of that name"
    )
    assert path.read_text() == "mine"


def test_a_file_named_like_a_case_that_is_not_built_is_no_hindrance(
    report: Report, tmp_path: Path
) -> None:
    (tmp_path / "tram").write_text("mine")
    prepare_folder(tmp_path, [report])
    assert (tmp_path / "tram").read_text() == "mine"


@pytest.mark.parametrize("name", [".publishing", ".lock", ".ledger.sqlite"])
def test_what_the_build_needs_for_itself_may_not_be_something_else(
    report: Report, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if name == ".publishing":
        path.touch()
        assert problem(tmp_path, report).endswith(
            "is a file, and the build needs a folder of that name"
        )
    else:
        path.mkdir()
        assert problem(tmp_path, report).startswith(f"{path} is a folder, and the ")


def test_a_folder_that_may_not_be_written_to_is_refused(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "harbour-ferry" / "tables"
    closed.mkdir(parents=True)
    monkeypatch.setattr("os.access", lambda path, mode: path != closed)
    assert problem(tmp_path, report) == f"{closed}: the build may not write there"


def test_a_folder_on_another_disk_is_refused(report: Report, tmp_path: Path) -> None:
    memory = Path("/dev/shm")
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no second disk here")
    with TemporaryDirectory(dir=memory) as other:
        (tmp_path / "harbour-ferry").symlink_to(other)
        assert problem(tmp_path, report).startswith(
            f"{tmp_path}/harbour-ferry lies on another disk than {tmp_path}; pages are put in place"
        )


def test_a_link_where_changes_are_prepared_is_refused(report: Report, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / ".publishing").symlink_to(tmp_path / "mine")
    assert problem(tmp_path, report) == (
        f"{tmp_path / '.publishing'} is a link, and the build needs a folder of its own there; "
        "remove it"
    )


@pytest.mark.parametrize("refused", [True, False])
def test_the_folders_made_for_a_build_that_is_refused_go_again(
    tmp_path: Path, refused: bool
) -> None:
    out = tmp_path / "new" / "reports"
    made = prepare_folder(out, [])
    (out / ".lock").touch()
    with suppress(Refused), unmade_if_refused(out, made):
        if refused:
            raise Refused(["no such scheduler"])
    assert (tmp_path / "new").exists() == (out / ".lock").exists() == (not refused)


def test_a_folder_that_was_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / ".lock").touch()
    with suppress(Refused), unmade_if_refused(tmp_path, prepare_folder(tmp_path, [])):
        raise Refused(["no such scheduler"])
    assert (tmp_path / ".lock").exists()
