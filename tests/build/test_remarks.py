"""What a build and a plan of all cases say in a line, and go on."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.build.planning import plan
from helpers.cli import main

CASES = Path(__file__).parents[1] / "cases"
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(
    write_notebook: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    """Run a command on two cases with one small notebook: exit code, output, errors."""
    shutil.copytree(CASES / "harbour-ferry", tmp_path / "data" / "harbour-ferry")
    add(tmp_path / "data" / "tram")
    write_notebook(tmp_path / "books" / "01-good.ipynb", "print(least)")
    monkeypatch.setattr(plan, "NOTEBOOKS", tmp_path / "books")

    def run(name: str, *arguments: str) -> tuple[int, str, str]:
        places = ["--out", str(tmp_path / "out"), "--data", str(tmp_path / "data")]
        return main([name, *arguments, *places]), *capsys.readouterr()

    return run


def add(folder: Path) -> None:
    """A copy of the ferry case under another name."""
    shutil.copytree(CASES / "harbour-ferry", folder)
    text = (folder / "datapackage.json").read_text("utf-8")
    text = text.replace('"harbour-ferry"', f'"{folder.name}"', 1)
    (folder / "datapackage.json").write_text(text, "utf-8")


def test_a_folder_that_is_no_case_is_told_in_one_line(command: Command, tmp_path: Path) -> None:
    (tmp_path / "data" / "notacase").mkdir()
    told = f"note: {tmp_path / 'data' / 'notacase'}: has no datapackage.json: not a case, left out"
    code, lines, _ = command("build")
    assert (code, lines.splitlines().count(told)) == (0, 1)
    code, lines, problems = command("plan", "--json")
    assert (code, problems.splitlines()) == (0, [told])
    assert len(json.loads(lines)) == 2


def test_a_folder_that_is_no_case_is_not_told_of_a_build_of_named_cases_or_a_quiet_one(
    command: Command, tmp_path: Path
) -> None:
    (tmp_path / "data" / "notacase").mkdir()
    assert "notacase" not in "".join(map(str, command("build", "tram")))
    assert "notacase" not in "".join(map(str, command("build", "--quiet")))


def test_hidden_folders_those_that_git_ignores_and_the_pages_own_are_not_told(
    command: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text("scratch/\n")
    for name in (".hidden", "scratch", "pages/tram"):
        (tmp_path / "data" / name).mkdir(parents=True)
    out = ["--out", str(tmp_path / "data" / "pages")]
    assert main(["plan", *out, "--data", str(tmp_path / "data")]) == 0
    assert capsys.readouterr().err == ""
    assert command("plan")[2].count("note:") == 1  # the folder of pages, when it is not this one
    shutil.rmtree(tmp_path / "data" / "pages")
    assert command("plan")[2] == ""


def test_pages_of_a_case_that_is_gone_are_told_until_they_are_deleted(
    command: Command, tmp_path: Path
) -> None:
    assert "note:" not in command("build")[1]
    shutil.rmtree(tmp_path / "data" / "tram")
    out = tmp_path / "out"
    told = (
        f"note: tram: pages of a case that is no longer under {tmp_path / 'data'}; "
        f"delete {out / 'tram'} to drop them"
    )
    assert command("plan")[2].splitlines() == [told]
    assert told in command("build")[1].splitlines()
    assert told not in command("build", "harbour-ferry")[1]
    assert "tram/index.html" in (out / "index.html").read_text("utf-8")
    shutil.rmtree(out / "tram")
    code, lines, _ = command("build")
    assert (code, "note:" in lines) == (0, False)
    assert lines.startswith("nothing to do")
    assert "tram/" not in (out / "index.html").read_text("utf-8")


def test_a_failure_of_a_case_that_is_gone_is_to_be_deleted_too(
    command: Command, tmp_path: Path, write_notebook: Callable[..., Path]
) -> None:
    command("build")
    write_notebook(tmp_path / "books" / "01-good.ipynb", "1 / 0")
    assert command("build")[0] == 1
    shutil.rmtree(tmp_path / "data" / "tram")
    out = tmp_path / "out"
    assert f"delete {out / 'tram'} and {out / '.failed' / 'tram'} to drop" in command("plan")[2]


def test_pages_of_another_folder_of_cases_are_not_told(command: Command, tmp_path: Path) -> None:
    command("build")
    other = tmp_path / "others"
    add(other / "bus")
    out = ["--out", str(tmp_path / "out"), "--data", str(other)]
    assert main(["plan", *out]) == 0
