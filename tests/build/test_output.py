"""Commands whose standard streams are closed, full, or read no longer, in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.build.publishing import lock

CASES = Path(__file__).parents[1] / "cases"
FERRY = ["harbour-ferry", "--data", str(CASES)]
FULL = Path("/dev/full")
COMMAND = """
import sys
from pathlib import Path
from helpers.build.planning import plan
from helpers.cli import main
plan.NOTEBOOKS = Path(sys.argv.pop(1))
sys.exit(main())
"""
pytestmark = pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX closes the streams")


@pytest.fixture
def command(write_notebook: Callable[..., Path], tmp_path: Path) -> list[str]:
    """A command without its arguments, for two notebooks in place of the project's own."""
    for name in ("01-good", "02-good"):
        write_notebook(tmp_path / "books" / f"{name}.ipynb", "print('said')")
    return [sys.executable, "-c", COMMAND, str(tmp_path / "books")]


def run(command: list[str], streams: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command with its streams redirected as a shell understands it."""
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {streams}', "sh", *command, *arguments],
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("streams", "quiet"),
    [("<&-", []), (">&-", []), ("<&- >&- 2>&-", ["--quiet"])],
    ids=["input", "output", "all"],
)
def test_a_build_needs_no_open_streams(
    command: list[str], tmp_path: Path, streams: str, quiet: list[str]
) -> None:
    out = tmp_path / "out"
    done = run(command, streams, "build", *FERRY, "--out", str(out), *quiet)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list(out.glob("*/0*.html"))) == 2
    assert (out / lock.NAME).read_text() == ""  # nothing was printed there


@pytest.mark.parametrize("streams", [">&-", "<&- >&- 2>&-"], ids=["output", "all"])
@pytest.mark.parametrize(
    ("arguments", "ends"),
    [
        (["check", *FERRY], 0),
        (["plan", *FERRY], 0),
        (["history"], 0),
        (["bundle", *FERRY], 2),
        (["build", "nowhere"], 2),
    ],
    ids=["check", "plan", "history", "bundle", "build"],
)
def test_other_commands_need_none_either(
    command: list[str], tmp_path: Path, streams: str, arguments: list[str], ends: int
) -> None:
    out = [] if arguments[0] == "check" else ["--out", str(tmp_path / "out")]
    done = run(command, streams, *arguments, *out)
    assert done.returncode == ends
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("arguments", [["check", *FERRY], ["plan", *FERRY], ["history"]])
def test_an_output_that_cannot_be_written_is_told_in_a_sentence(
    command: list[str], tmp_path: Path, arguments: list[str]
) -> None:
    out = [] if arguments[0] == "check" else ["--out", str(tmp_path / "out")]
    done = run(command, f">{FULL}", *arguments, *out)
    told = "standpoint: the output could not be written (No space left on device)\n"
    assert (done.returncode, done.stderr) == (1, told)


@pytest.mark.skipif(not FULL.exists(), reason="there is no device that is always full")
def test_a_build_that_cannot_be_told_goes_on_and_says_so(
    command: list[str], tmp_path: Path
) -> None:
    arguments = ["build", *FERRY, "--out", str(tmp_path / "out")]
    done = run(command, f">{FULL}", *arguments)
    told = "note: the output could not be written (No space left on device)\n"
    assert (done.returncode, done.stderr) == (0, told)
    assert len(list(tmp_path.glob("out/*/0*.html"))) == 2
    assert run(command, f"2>{FULL}", "build", "nowhere").returncode == 2


@pytest.mark.parametrize("quiet", [[], ["--quiet"]])
def test_a_build_whose_reader_went_away_goes_on_to_its_end(
    command: list[str], tmp_path: Path, quiet: list[str]
) -> None:
    (tmp_path / "books" / "03-fails.ipynb").write_text(
        (tmp_path / "books" / "02-good.ipynb").read_text().replace("print(", "raise ValueError(")
    )
    mark = tmp_path / "told"
    arguments = ["build", *FERRY, "--out", str(tmp_path / "out"), "--notify", f"touch {mark}"]
    with subprocess.Popen(
        [*command, *arguments, *quiet], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as build:
        assert build.stdout
        assert build.stderr
        if not quiet:
            assert build.stdout.readline().startswith(b"3 reports on 1 case")
        build.stdout.close()
        told = build.stderr.read()
    assert (told, build.returncode) == (b"", 1)  # a report failed
    assert len(list(tmp_path.glob("out/*/0*.html"))) == 2
    assert mark.exists()


def test_a_plan_whose_reader_went_away_ends_with_141(command: list[str], tmp_path: Path) -> None:
    arguments = ["plan", *FERRY, "--out", str(tmp_path / "out")]
    there, here = os.pipe()
    os.close(there)
    done = subprocess.run(
        [*command, *arguments], stdout=here, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(here)
    assert (done.returncode, done.stderr) == (141, "")
