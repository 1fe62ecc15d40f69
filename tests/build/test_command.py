"""`standpoint build` as its users meet it: what it prints, writes and returns."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from helpers.build.planning import plan
from helpers.build.running.limits import Limits, size_in_words
from helpers.cli import main

CASES = Path(__file__).parents[1] / "cases"
FERRY = ["harbour-ferry", "--data", str(CASES)]


@pytest.fixture
def books(
    write_notebook: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder of a notebook that runs and one that fails, in place of the project's own."""
    write_notebook(
        tmp_path / "books" / "01-good.ipynb", "import sys; print('to stderr', file=sys.stderr)"
    )
    write_notebook(tmp_path / "books" / "02-fails.ipynb", "raise ValueError('several\\nlines [b]')")
    monkeypatch.setattr(plan, "NOTEBOOKS", tmp_path / "books")
    return tmp_path / "books"


def test_a_failure_is_told_in_a_line_and_gives_exit_code_1(
    books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["build", *FERRY, "--out", str(out)]) == 1
    told, trouble = capsys.readouterr()
    assert "cell 3: ValueError: lines [b]" in told
    assert f"the notebook as far as it ran: {out}/.failed/harbour-ferry/02-fails.ipynb" in told
    assert "note: cell 3 wrote to stderr: to stderr" in told
    assert told.splitlines()[-1].startswith("1 report built, 1 failed in ")
    assert told.splitlines()[-1].endswith(f"index: {out}/index.html")
    assert "Traceback" not in told
    assert "\x1b" not in told  # plain lines where there is no terminal
    assert trouble == ""


def test_one_notebook_can_be_built_by_its_number(
    books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", *FERRY, "--out", str(tmp_path / "out"), "--notebook", "01"]) == 0
    assert [path.name for path in tmp_path.glob("out/*/0*.html")] == ["01-good.html"]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["../cases", "--data", str(CASES)], "no case is named '../cases'"),
        ([*FERRY, "--notebook", "nine"], "no notebook is named 'nine'"),
        (["--data", str(CASES / "absent")], "is not a folder"),
        ([*FERRY, "--scheduler", "here"], "--scheduler: 'here' is no address"),
    ],
)
def test_what_is_refused_gives_exit_code_2_and_writes_nothing(
    books: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    problem: str,
) -> None:
    assert main(["build", *arguments, "--out", str(tmp_path / "out")]) == 2
    told, trouble = capsys.readouterr()
    assert trouble.startswith("standpoint build: nothing was built\n")
    assert problem in trouble
    assert told == ""
    assert not (tmp_path / "out").exists()


def test_a_file_in_place_of_the_folder_for_pages_gives_exit_code_2(
    books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("mine")
    assert main(["build", *FERRY, "--out", str(tmp_path / "out")]) == 2
    assert "it is, or lies below, a file" in capsys.readouterr().err
    assert (tmp_path / "out").read_text() == "mine"


def loaded_after(arguments: list[str]) -> set[str]:
    """Packages that are imported once the command has ended, in a process of its own."""
    script = f"""
import sys
from helpers.cli import main
try:
    main({arguments!r})
except SystemExit:
    pass
print(*sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}


def test_help_names_the_limits_that_hold_without_options(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["build", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    limits = Limits()
    sizes = [size_in_words(size).replace(" ", "") for size in (limits.memory, limits.output)]
    for default in (limits.cell, limits.report, *sizes):
        assert f"(default: {default}" in told


def test_help_imports_nothing_that_is_slow() -> None:
    slow = {"pandas", "numpy", "nbformat", "papermill", "nbconvert", "matplotlib", "rich", "zmq"}
    assert loaded_after(["--help"]) & slow == set()


def test_a_wrong_name_is_refused_before_the_slow_imports() -> None:
    loaded = loaded_after(["build", "nowhere", "--data", str(CASES)])
    assert loaded & {"nbformat", "papermill", "nbconvert", "matplotlib", "zmq"} == set()


def is_gone(pid: int) -> bool:
    """Whether a process has ended; one that nobody has asked for its end yet counts as ended."""
    try:
        os.kill(pid, 0)
        stat = Path(f"/proc/{pid}/stat")
        return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z"
    except ProcessLookupError:
        return True


@pytest.mark.skipif(not hasattr(os, "fork"), reason="signals are another thing on Windows")
@pytest.mark.parametrize(
    ("sign", "status", "name"), [(signal.SIGINT, 130, "Ctrl-C"), (signal.SIGTERM, 143, "SIGTERM")]
)
def test_ctrl_c_and_sigterm_end_the_build_and_its_kernels_and_leave_an_index(
    write_notebook: Callable[..., Path],
    tmp_path: Path,
    sign: signal.Signals,
    status: int,
    name: str,
) -> None:
    mark, temporary = tmp_path / "pid", tmp_path / "temporary"
    temporary.mkdir()
    sleep = f"import os, time\nopen({str(mark)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)"
    write_notebook(tmp_path / "books" / "01-sleeps.ipynb", sleep)
    script = f"""
import signal, sys, tempfile
from pathlib import Path
from helpers.build.planning import plan
from helpers.build.running.limits import Limits, size_in_words
from helpers.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
tempfile.tempdir = {str(temporary)!r}
plan.NOTEBOOKS = Path({str(tmp_path / "books")!r})
sys.exit(main(["build", *{FERRY!r}, "--out", {str(tmp_path / "out")!r}]))
"""
    build = subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not (mark.exists() and mark.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    for _ in range(5):  # by whoever has no patience
        build.send_signal(sign)
        time.sleep(0.02)
    _, trouble = build.communicate(timeout=30)
    assert (build.returncode, trouble) == (status, f"standpoint: stopped by {name}\n")
    assert is_gone(int(mark.read_text()))
    assert (tmp_path / "out" / "index.html").is_file()
    assert not list(temporary.iterdir())
    assert not list((tmp_path / "out").rglob("*.part"))


INTERRUPTED = """
import atexit, os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
def interrupt(event="import", arguments=("argparse",)):
    if event == "import" and arguments[0] == "argparse":
        os.kill(os.getpid(), signal.SIGINT)
{when}
sys.argv = ["standpoint", "history", "--out", "nowhere"]
from helpers.cli import main
sys.exit(main())
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="signals are another thing on Windows")
@pytest.mark.parametrize(
    ("when", "status", "told"),
    [
        ("sys.addaudithook(interrupt)", 130, "standpoint: stopped by Ctrl-C\n"),
        ("atexit.register(interrupt)", -signal.SIGINT, ""),
    ],
    ids=["during the imports", "after the end"],
)
def test_ctrl_c_shows_no_traceback_however_early_or_late_it_comes(
    when: str, status: int, told: str
) -> None:
    script = INTERRUPTED.format(when=when)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (status, told)


LOST = """
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
class Rings:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0)
def interrupt(event, arguments):
    if event == "import" and arguments[0] == "sqlite3":
        Rings()
        time.sleep(60)
sys.addaudithook(interrupt)
sys.argv = ["standpoint", "history", "--out", "nowhere"]
from helpers.cli import main
sys.exit(main())
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="signals are another thing on Windows")
def test_ctrl_c_is_not_lost_in_a_callback_that_lets_no_exception_out() -> None:
    done = subprocess.run([sys.executable, "-c", LOST], capture_output=True, text=True, timeout=50)
    assert (done.returncode, done.stderr) == (130, "standpoint: stopped by Ctrl-C\n")


def test_the_way_in_imports_nothing_before_it_can_be_stopped() -> None:
    script = "import sys; before = {*sys.modules}; import helpers.cli; print(*sorted({*sys.modules} - before))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert {*done.stdout.split()} <= {"__future__", "helpers", "helpers.cli"}


def test_the_handling_of_sigterm_is_as_before_once_the_command_has_ended(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    assert main(["build", "nowhere", "--data", str(CASES)]) == 2
    assert signal.getsignal(signal.SIGTERM) == before


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"standpoint {version('standpoint')}\n"


def test_what_the_index_lacks_is_told_in_a_note(
    books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out" / "harbour-ferry" / "09-odd.html").mkdir(parents=True)
    assert main(["build", *FERRY, "--notebook", "1", "--out", str(tmp_path / "out")]) == 0
    *_, note, last = capsys.readouterr().out.splitlines()
    expected = "harbour-ferry/09-odd.html is left out of the index: it is not a file"
    assert note == f"note: {expected}"
    assert last.startswith("1 report built, 0 failed in ")


def test_a_page_whose_place_is_taken_by_a_folder_fails_and_the_others_are_built(
    books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out" / "harbour-ferry" / "02-fails.html").mkdir(parents=True)
    (books / "02-fails.ipynb").write_bytes((books / "01-good.ipynb").read_bytes())
    assert main(["build", *FERRY, "--out", str(tmp_path / "out")]) == 1
    assert "1 report built, 1 failed in " in capsys.readouterr().out
    assert "01-good.html" in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_no_name_for_the_folder_of_pages_gives_exit_code_2(
    books: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", *FERRY, "--out", ""]) == 2
    assert "--out names no folder; leave it out to use reports/" in capsys.readouterr().err


def test_a_case_as_the_folder_for_pages_gives_exit_code_2(
    books: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", *FERRY, "--out", str(CASES / "harbour-ferry")]) == 2
    assert "lies in the case harbour-ferry" in capsys.readouterr().err
