"""`standpoint check`: what it prints, how it ends, and that it writes nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from helpers.case import PROJECT, data_folder, list_cases
from helpers.cli import main

COMMAND = [
    sys.executable,
    "-c",
    "import sys; from helpers.cli import main; sys.exit(main(sys.argv[1:]))",
]
CASES = Path(__file__).parents[1] / "cases"


def check(*arguments: str | Path) -> int:
    return main(["check", *map(str, arguments)])


def test_a_clean_case_is_said_to_be_so_with_what_it_holds(capsys) -> None:
    assert check("harbour-ferry", "--data", CASES) == 0
    assert capsys.readouterr().out == (
        "harbour-ferry: no problems\n"
        "  12 articles, 17 actors, 6 concepts, 53 statements, 13 events, 29 accounts\n"
        "  22 quotations: 4 text not held, 18 verified\n"
    )


def test_one_row_of_a_table_is_counted_in_the_singular(ferry, capsys) -> None:
    ferry.write("accounts", ferry.rows("accounts")[:1])
    ferry.write("statements", ferry.rows("statements")[:1])
    assert check("harbour-ferry", "--data", ferry.data) == 0
    held = capsys.readouterr().out.splitlines()[1]
    assert held == "  12 articles, 17 actors, 6 concepts, 1 statement, 13 events, 1 account"


def test_problems_are_counted_and_listed_and_the_end_is_2(ferry, capsys) -> None:
    ferry.change("events", "vote", phase="", basis="guess")
    assert check("harbour-ferry", "--data", ferry.data) == 2
    assert capsys.readouterr().out == (
        "harbour-ferry: 2 problems\n"
        "  events.csv, row 13, column phase: must have a value; it may not be missing\n"
        "  events.csv, row 13, column basis: 'guess' is not allowed; "
        "use reported, derived or inferred\n"
    )


def test_problems_that_are_not_listed_are_counted_too(ferry, capsys) -> None:
    ferry.write("statements", [row | {"coder": ""} for row in ferry.rows("statements")])
    assert check("--data", ferry.data) == 2
    assert capsys.readouterr().out.startswith("harbour-ferry: 53 problems\n")


def test_without_a_name_every_case_is_checked(ferry, capsys) -> None:
    (ferry.data / "another").mkdir()
    (ferry.data / "another" / "datapackage.json").write_text("{}", "utf-8")
    assert check("--data", ferry.data) == 2
    out = capsys.readouterr().out
    assert "another: " in out
    assert "harbour-ferry: no problems" in out


def test_every_case_of_the_project_is_clean(capsys) -> None:
    assert check() == 0
    assert capsys.readouterr().out.count(": no problems") == len(list_cases()) > 0


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("harbor-ferry", "the cases there are harbour-ferry (nearest: harbour-ferry)"),
        ("../harbour-ferry", "'../harbour-ferry' is not the name of a case"),
        ("/etc", "'/etc' is not the name of a case"),
        ("..", "'..' is not the name of a case"),
        ("harbour-ferry/", "is not the name of a case"),
        ("harbour\x1b[31m", r"'harbour\x1b[31m' is not the name of a case"),
    ],
)
def test_a_name_that_is_no_case_is_refused(ferry, capsys, name: str, problem: str) -> None:
    assert check(name, "--data", ferry.data) == 2
    assert problem in capsys.readouterr().out


def test_a_folder_without_cases_is_refused(tmp_path: Path, capsys) -> None:
    assert check("--data", tmp_path) == 2
    assert "holds no case: no folder with a datapackage.json" in capsys.readouterr().out


def test_a_folder_of_cases_that_is_not_there_is_refused(tmp_path: Path, capsys) -> None:
    assert check("harbour-ferry", "--data", tmp_path / "none") == 2
    assert "none: is not a folder; it should hold the cases" in capsys.readouterr().out


def test_checking_writes_nothing(ferry) -> None:
    def entries() -> list[tuple[Path, int]]:
        return [(path, path.stat().st_mtime_ns) for path in sorted(ferry.data.rglob("*"))]

    ferry.change("events", "vote", phase="")
    before = entries()
    check("--data", ferry.data)
    assert entries() == before


def test_the_command_itself_ends_with_2_and_no_traceback(ferry) -> None:
    (ferry.folder / "datapackage.json").write_bytes(b"\xff{")
    command = [*COMMAND, "check", "--data", str(ferry.data)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "datapackage.json: cannot be read as JSON in UTF-8" in ended.stdout
    assert ended.stderr == ""


def test_output_that_a_terminal_cannot_show_is_escaped_not_a_failure(ferry) -> None:
    ferry.change("events", "vote", phase="entschädigt")
    command = [*COMMAND, "check", "--data", str(ferry.data)]
    environment = {"PYTHONIOENCODING": "ascii"}
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (ended.returncode, ended.stderr) == (2, "")
    assert r"entsch\xe4digt" in ended.stdout


def test_a_reader_who_stops_early_sees_no_traceback(ferry) -> None:
    ferry.write("statements", [row | {"note": "", "coder": ""} for row in ferry.rows("statements")])
    command = [*COMMAND, "check", *["harbour-ferry"] * 200, "--data", str(ferry.data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""


def test_checking_does_not_import_what_only_reading_needs() -> None:
    code = (
        "import sys; from helpers.cli import main; main(['check']);"
        "print(sorted({'pandas', 'matplotlib', 'scipy', 'rich', 'jsonschema'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"


def test_the_projects_own_data_folder_is_used_when_none_is_named(tmp_path: Path) -> None:
    assert data_folder() == data_folder("") == PROJECT / "data"
    assert data_folder(tmp_path) == tmp_path


def test_a_relative_data_folder_is_taken_from_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert data_folder("cases") == tmp_path / "cases"
