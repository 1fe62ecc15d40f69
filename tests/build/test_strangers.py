"""Pages in the folder that are somebody else's stay where they are, and the build is refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.build.planning import plan
from helpers.cli import main

CASES = Path(__file__).parents[1] / "cases"
MINE = "<!doctype html><html><head><title>Mine</title></head><p>My own page</p></html>"
#: The beginning of front pages of the first version, which had no mark in them.
FIRST = (
    '<!doctype html>\n<html lang="en">\n<head>\n<title>Reports</title>\n</head>\n<body>\n'
    '<a class="skip" href="#reports">Skip to the reports</a>\n<main id="reports">'
)
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(
    write_notebook: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    """Run a command on a copy of the ferry case with one small notebook: exit code, output, errors."""
    shutil.copytree(CASES, tmp_path / "data")
    write_notebook(tmp_path / "books" / "01-good.ipynb", "print(least)")
    monkeypatch.setattr(plan, "NOTEBOOKS", tmp_path / "books")

    def run(name: str, *arguments: str) -> tuple[int, str, str]:
        places = ["--out", str(tmp_path / "out"), "--data", str(tmp_path / "data")]
        return main([name, *arguments, *places]), *capsys.readouterr()

    return run


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.mark.parametrize("name", ["build", "plan"])
@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("index.html", "the index of the pages"),
        ("harbour-ferry/index.html", "the page of the case"),
        ("harbour-ferry/01-good.html", "the page of the report"),
    ],
)
def test_a_page_that_is_somebody_elses_is_refused_and_stays(
    command: Command, tmp_path: Path, name: str, page: str, words: str
) -> None:
    path = put(tmp_path / "out" / page, MINE)
    code, _, errors = command(name)
    assert code == 2
    assert errors.splitlines()[1:] == [
        f"  {path} was not made by Standpoint, and {words} has that name; "
        "move it, or name another folder with --out"
    ]
    assert path.read_text() == MINE


def test_a_page_that_is_put_in_the_place_of_ours_stays(command: Command, tmp_path: Path) -> None:
    assert command("build")[0] == 0
    index = put(tmp_path / "out" / "index.html", MINE)
    assert command("build")[0] == 2
    assert index.read_text() == MINE


@pytest.mark.parametrize("text", ["", FIRST])
def test_an_empty_page_or_one_of_the_first_version_is_replaced(
    command: Command, tmp_path: Path, text: str
) -> None:
    index = put(tmp_path / "out" / "index.html", text)
    assert command("build")[0] == 0
    assert 'name="standpoint-index"' in index.read_text()


def test_a_page_that_no_report_of_the_build_has_is_left_alone(
    command: Command, tmp_path: Path
) -> None:
    path = put(tmp_path / "out" / "harbour-ferry" / "about.html", MINE)
    assert command("build")[0] == 0
    assert command("build")[0] == 0
    assert path.read_text() == MINE


def test_the_page_of_a_case_that_is_somebody_elses_outlives_a_build_of_another_case(
    command: Command, tmp_path: Path
) -> None:
    assert command("build")[0] == 0
    shutil.move(tmp_path / "data" / "harbour-ferry", tmp_path / "gone")
    tram = tmp_path / "data" / "tram"
    shutil.copytree(tmp_path / "gone", tram)
    text = (tram / "datapackage.json").read_text("utf-8").replace('"harbour-ferry"', '"tram"', 1)
    (tram / "datapackage.json").write_text(text, "utf-8")
    page = put(tmp_path / "out" / "harbour-ferry" / "index.html", MINE)
    code, told, _ = command("build")
    assert code == 0
    assert f"note: {page} was not made by Standpoint; it stays" in told
    assert page.read_text() == MINE


def test_a_plan_refuses_a_folder_as_a_build_does(command: Command, tmp_path: Path) -> None:
    out = ["--out", str(tmp_path / "data" / "harbour-ferry" / "pages")]
    told = []
    for name in ("build", "plan"):
        code = main([name, *out, "--data", str(tmp_path / "data")])
        told.append(code)
    assert told == [2, 2]


def broken(folder: Path) -> None:
    (folder / "harbour-ferry" / "events.csv").write_text("id\n")


def badly_named(folder: Path) -> None:
    shutil.copytree(folder / "harbour-ferry", folder / "Bad Name")


@pytest.mark.parametrize("damage", [broken, badly_named])
def test_a_plan_of_a_case_with_problems_is_refused_in_the_words_of_a_build(
    command: Command, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    damage(tmp_path / "data")
    code, told, problems = command("plan")
    assert (code, told) == (2, "")
    assert problems.splitlines()[1:] == command("build")[2].splitlines()[1:]


def test_a_plan_of_current_reports_reads_no_case(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert command("build")[0] == 0
    monkeypatch.setattr("helpers.case.check.examine", lambda *_: pytest.fail("was read"))
    told = "harbour-ferry/01-good  current\nnothing to build: the report is current\n"
    assert command("plan")[:2] == (0, told)
