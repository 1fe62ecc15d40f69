"""`standpoint build` met again: what is current, what is told, who is kept waiting, what is recorded."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import nbformat
import pytest

from helpers.build.planning import plan
from helpers.build.publishing.lock import build_lock
from helpers.build.running.warm import can_fork
from helpers.cli import main

CASES = Path(__file__).parents[1] / "cases"


@pytest.fixture
def command(
    write_notebook: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., tuple[int, str, str]]:
    """Run a command on a copy of the ferry case with one small notebook: exit code, output, errors."""
    shutil.copytree(CASES, tmp_path / "data")
    write_notebook(tmp_path / "books" / "01-good.ipynb", "print(least)")
    monkeypatch.setattr(plan, "NOTEBOOKS", tmp_path / "books")

    def run(name: str, *arguments: str) -> tuple[int, str, str]:
        places = ["--out", str(tmp_path / "out")]
        places += ["--data", str(tmp_path / "data")] * (name != "history")
        code = main([name, *arguments, *places])
        return code, *capsys.readouterr()

    return run


def test_what_is_current_is_not_built_again(command: Callable[..., tuple[int, str, str]]) -> None:
    assert "  built   new\n" in command("build")[1]
    code, told, _ = command("build")
    assert (code, told.partition(";")[0]) == (0, "nothing to do: 1 report current")


def test_force_builds_what_is_current(command: Callable[..., tuple[int, str, str]]) -> None:
    command("build")
    assert "  built   asked for\n" in command("build", "--force")[1]


def test_a_row_that_changed_has_the_case_built_and_is_told(
    command: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    command("build")
    table = tmp_path / "data" / "harbour-ferry" / "actors.csv"
    head, first, *rest = table.read_text("utf-8").splitlines()
    name = first.split(",")[1]
    table.write_text("\n".join([head, first.replace(name, "Renamed", 1), *rest]) + "\n", "utf-8")
    assert command("plan")[1].startswith("harbour-ferry/01-good  build: data changed: actors.csv\n")
    told = command("build")[1]
    assert f"harbour-ferry: 1 actor changed: {first.split(',')[0]} (name).\n" in told


def test_parameters_of_the_command_line_reach_the_notebook(
    command: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    command("build", "-p", "least=7")
    assert "<pre>7\n</pre>" in (tmp_path / "out/harbour-ferry/01-good.html").read_text("utf-8")
    assert "build: parameters changed: least" in command("plan")[1]


def test_a_parameter_of_the_wrong_type_is_refused_before_anything_is_written(
    command: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    code, _, trouble = command("build", "-p", "least=many")
    assert code == 2
    assert "01-good.ipynb: parameter least: 'many'" in trouble
    assert not (tmp_path / "out").exists()


def test_a_date_that_is_none_is_refused_before_anything_runs_and_no_report_is_failed(
    command: Callable[..., tuple[int, str, str]],
    write_notebook: Callable[..., Path],
    tmp_path: Path,
) -> None:
    book = tmp_path / "books" / "01-good.ipynb"
    write_notebook(book, "from helpers.analysis.selection import Selection\nSelection(since=since)")
    notebook = nbformat.read(book, 4)
    notebook.cells[1].source += '\nsince: str = ""'
    nbformat.write(notebook, book)
    for name in ("build", "plan"):
        assert command(name, "-p", "since=2025-02-30") == (
            2,
            "",
            f"standpoint {name}: nothing {'was built' if name == 'build' else 'could be planned'}\n"
            "  -p since: '2025-02-30' does not exist: February 2025 has 28 days\n",
        )
    assert not (tmp_path / "out").exists()
    assert command("build")[0] == 0
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.[!l]*")}
    assert command("build", "-p", "since=2025-02-30")[0] == 2
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.[!l]*")} == before
    assert command("build")[1].startswith("nothing to do: 1 report current")


def test_a_second_build_is_refused_with_3_and_says_who_holds_the_folder(
    command: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    with build_lock(tmp_path / "out"):
        code, _, trouble = command("build")
    assert code == 3
    assert "another build is at work there: " in trouble


def test_a_quiet_build_says_nothing_when_nothing_changed_and_all_is_well(
    command: Callable[..., tuple[int, str, str]],
) -> None:
    command("build")
    assert command("build", "--quiet", "--force") == (0, "", "")


def test_a_quiet_build_tells_of_a_failure(
    command: Callable[..., tuple[int, str, str]],
    write_notebook: Callable[..., Path],
    tmp_path: Path,
) -> None:
    write_notebook(tmp_path / "books" / "01-good.ipynb", "1 / 0")
    code, told, _ = command("build", "--quiet")
    assert code == 1
    assert told.startswith("harbour-ferry/01-good FAILED: cell 3: ZeroDivisionError")


def test_a_command_to_notify_is_given_the_summary_of_a_failure(
    command: Callable[..., tuple[int, str, str]],
    write_notebook: Callable[..., Path],
    tmp_path: Path,
) -> None:
    write_notebook(tmp_path / "books" / "01-good.ipynb", "1 / 0")
    script = tmp_path / "keep.py"
    kept = tmp_path / "kept.json"
    script.write_text(f"import sys; open({str(kept)!r}, 'w').write(sys.stdin.read())")
    command("build", "--notify", f"{sys.executable} {script}")
    summary = json.loads(kept.read_text())
    assert (summary["state"], summary["exit_code"]) == ("failed", 1)
    assert [each["report"] for each in summary["failed"]] == ["harbour-ferry/01-good"]


def test_the_history_tells_of_each_build(command: Callable[..., tuple[int, str, str]]) -> None:
    command("build")
    command("build")
    builds = json.loads(command("history", "--json")[1])
    assert [(each["built"], each["current"], each["exit_code"]) for each in builds] == [
        (0, 1, 0),
        (1, 0, 0),
    ]


def test_the_history_has_what_a_failed_report_took(
    command: Callable[..., tuple[int, str, str]],
    write_notebook: Callable[..., Path],
    tmp_path: Path,
) -> None:
    write_notebook(tmp_path / "books" / "01-good.ipynb", "1 / 0")
    command("build")
    ((failed,),) = [each["reports"] for each in json.loads(command("history", "--json")[1])]
    assert (failed["state"], failed["warm"], failed["attempts"]) == ("failed", can_fork(), 1)
    assert failed["seconds"].keys() == {"kernel", "run"}
    assert failed["peak_memory"] or sys.platform != "linux"


def test_tables_that_change_while_a_report_runs_leave_it_failed(
    command: Callable[..., tuple[int, str, str]],
    write_notebook: Callable[..., Path],
    tmp_path: Path,
) -> None:
    edit = "from pathlib import Path\ntable = Path(data, case, 'actors.csv')"
    write_notebook(tmp_path / "books" / "01-good.ipynb", f"{edit}\ntable.open('a').write('\\n')")
    code, told, _ = command("build")
    assert code == 1
    assert "the files of the case changed while the report ran; build it again" in told
    assert not (tmp_path / "out/harbour-ferry/01-good.html").exists()


def test_pdfs_that_are_printed_are_counted(
    command: Callable[..., tuple[int, str, str]],
    write_notebook: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def printed(pages: Sequence[Path], jobs: int) -> list[str]:
        for page in pages:
            page.with_suffix(".pdf").write_bytes(b"%PDF-")
        return []

    monkeypatch.setattr("helpers.build.pages.pdf.print_missing", printed)
    command("build")
    assert command("build", "--pdf")[1].startswith("1 report current, 1 PDF printed in ")
    assert command("build", "--pdf")[1].startswith("nothing to do: 1 report current; ")
    write_notebook(tmp_path / "books" / "02-good.ipynb", "print(least)")
    told = command("build", "--pdf", "--force")[1]
    assert "2 reports built, 0 failed, 2 PDFs printed in " in told


def test_the_pages_around_the_first_report_are_there_before_the_second_ends(
    command: Callable[..., tuple[int, str, str]],
    write_notebook: Callable[..., Path],
    tmp_path: Path,
) -> None:
    waits = f"""
import os, time
places = [os.path.join({str(tmp_path / "out")!r}, name) for name in ("", "harbour-ferry")]
until = time.monotonic() + 20
while not all(os.path.isfile(os.path.join(place, "index.html")) for place in places):
    assert time.monotonic() < until
    time.sleep(0.02)
"""
    write_notebook(tmp_path / "books" / "02-waits.ipynb", waits)
    code, told, _ = command("build", "--jobs", "2")
    assert code == 0, told
