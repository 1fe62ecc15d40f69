"""What can befall a folder of pages: a full disk, a closed one, two builds, edits in between."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from helpers.build.planning import plan
from helpers.build.publishing import lock, stage
from helpers.build.publishing.lock import build_lock
from helpers.build.publishing.publish import BUILD_RECORD
from helpers.build.publishing.record import read_folder
from helpers.build.records.history import read_history
from helpers.cli import main

CASES = Path(__file__).parents[1] / "cases"


@pytest.fixture
def books(
    write_notebook: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder of one notebook, in place of the project's own."""
    write_notebook(tmp_path / "books" / "01-who.ipynb", "print('the first version')")
    monkeypatch.setattr(plan, "NOTEBOOKS", tmp_path / "books")
    return tmp_path / "books"


def build(out: Path, data: Path = CASES, *options: str) -> int:
    return main(["build", "harbour-ferry", "--data", str(data), "--out", str(out), *options])


def page_in(out: Path) -> str:
    return (out / "harbour-ferry" / "01-who.html").read_text("utf-8")


def good_files(out: Path) -> dict[str, bytes]:
    """The pages of the reports with what belongs to them."""
    paths = (out / "harbour-ferry").rglob("*")
    found = (path for path in paths if path.suffix != ".json" and path.name != "index.html")
    return {str(path): path.read_bytes() for path in found if path.is_file()}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 400 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "none", str(place)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this user may not mount a small disk")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(path: Path) -> None:
    """Take all the room that a disk has left."""
    with open(path, "wb", buffering=0) as ballast, suppress(OSError):
        while True:
            ballast.write(bytes(4096))


def test_a_full_disk_leaves_the_page_as_it_was_until_there_is_room(
    books: Path,
    write_notebook: Callable[..., Path],
    small_disk: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = small_disk / "reports"
    assert build(out) == 0
    before = good_files(out)
    write_notebook(books / "01-who.ipynb", "print('the second version ' * 2000)")
    fill(small_disk / "ballast")
    assert build(out) == 1
    assert "the page could not be published: No space left on device" in capsys.readouterr().out
    assert good_files(out) == before
    assert not (out / stage.WORK).exists()
    (small_disk / "ballast").unlink()
    assert build(out) == 0
    assert "the second version" in page_in(out)


def test_a_disk_that_is_read_only_is_refused(
    books: Path, small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = small_disk / "reports"
    assert build(out) == 0
    before = good_files(out)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    capsys.readouterr()
    assert build(out, CASES, "--force") == 2
    assert f"{out}: cannot hold pages (Read-only file system)" in capsys.readouterr().err
    assert good_files(out) == before


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() == 0, reason="root may write anywhere")
def test_a_folder_of_someone_elses_is_refused(
    books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(tmp_path / "out") == 0
    (tmp_path / "out" / "harbour-ferry").chmod(0o555)
    assert build(tmp_path / "out", CASES, "--force") == 2
    (tmp_path / "out" / "harbour-ferry").chmod(0o755)
    assert "harbour-ferry: the build may not write there" in capsys.readouterr().err


def test_a_second_build_is_refused_with_exit_code_3(
    books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with build_lock(out):
        assert build(out) == 3
    told = capsys.readouterr().err
    assert "standpoint build: nothing was built" in told
    assert f"another build is at work there: process {os.getpid()} of " in told
    assert not (out / "harbour-ferry").exists()


def test_a_second_build_can_wait_for_the_first(
    books: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PAUSE", 0.02)
    out = tmp_path / "out"
    out.mkdir()
    held = threading.Event()

    def other() -> None:
        with build_lock(out):
            held.set()
            time.sleep(0.5)

    thread = threading.Thread(target=other)
    thread.start()
    held.wait()
    assert build(out, CASES, "--wait") == 0
    thread.join()
    assert "the first version" in page_in(out)


EDITS = """
from pathlib import Path
if Path({mark!r}).exists():
    with open(Path(data, case, "datapackage.json"), "a") as description:
        description.write(chr(10))
"""


def test_a_case_that_is_edited_during_its_build_keeps_its_page(
    books: Path,
    write_notebook: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data, out, mark = tmp_path / "data", tmp_path / "out", tmp_path / "mark"
    shutil.copytree(CASES / "harbour-ferry", data / "harbour-ferry")
    write_notebook(books / "01-who.ipynb", EDITS.format(mark=str(mark)))
    assert build(out, data) == 0
    before = page_in(out)
    mark.touch()
    assert build(out, data, "--force") == 1
    told = "the files of the case changed while the report ran; build it again"
    assert told in capsys.readouterr().out
    assert page_in(out).partition('<p class="build-record">')[0] in before
    mark.unlink()
    assert build(out, data) == 0
    data_now, data_before = read_folder(out).pages[0].inputs["data"], before
    assert data_now[:12] in page_in(out)
    assert data_now[:12] not in data_before


def test_a_rename_that_a_network_disk_refuses_leaves_the_page_as_it_was(
    books: Path,
    write_notebook: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "out"
    assert build(out) == 0
    before = good_files(out)
    write_notebook(books / "01-who.ipynb", "print('the second version')")
    rename = os.replace

    def replace(source: Path, target: Path) -> None:
        if Path(target).name == "01-who.html" and Path(source).name.startswith("new-"):
            raise OSError(errno.ESTALE, "Stale file handle")
        rename(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(stage.os, "replace", replace)
        assert build(out) == 1
    assert "the page could not be published: Stale file handle" in capsys.readouterr().out
    assert good_files(out) == before
    assert build(out) == 0
    assert "the second version" in page_in(out)


@pytest.mark.parametrize("quiet", [[], ["--quiet"]])
def test_an_index_that_cannot_be_written_fails_the_build_whose_reports_it_lacks(
    books: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    quiet: list[str],
) -> None:
    def full(path: Path, text: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr("helpers.build.publishing.site.write_whole", full)
        assert build(out, CASES, *quiet) == 1
    told = (
        f"  {out / 'index.html'}: cannot be written (No space left on device); it stays as it was"
    )
    assert told in capsys.readouterr().err.splitlines()
    assert [each["exit_code"] for each in read_history(out)] == [1]
    assert build(out, CASES, *quiet) == 0
    assert "01-who.html" in (out / "index.html").read_text("utf-8")


def test_a_page_that_stays_says_so_and_what_failed_is_kept(
    books: Path, write_notebook: Callable[..., Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert build(out) == 0
    write_notebook(
        books / "01-who.ipynb", "import sys; print('to the log', file=sys.__stderr__)", "1 / 0"
    )
    assert build(out) == 1
    (told,) = BUILD_RECORD.findall(page_in(out))
    assert told.startswith('<p class="build-record">Last built <time datetime="')
    assert told.endswith("</time> failed.</p>")
    assert "the first version" in page_in(out)
    kept = out / ".failed" / "harbour-ferry" / "01-who.txt"
    assert "ZeroDivisionError: division by zero" in kept.read_text()


def test_what_a_killed_build_left_is_put_right_and_said(
    books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(stage, "_carry_out", lambda *_: None)  # as if it had been killed before
        stage.change(out, {"harbour-ferry/09-old.html": "<p>old</p>"})
    assert build(out) == 0
    told = "harbour-ferry/09-old.html: an earlier build was cut short; its files are in place now"
    assert told in capsys.readouterr().out
    assert (out / "harbour-ferry" / "09-old.html").exists()


def running(mark: str) -> list[int]:
    """The processes whose surroundings hold a word, but for zombies."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (place / "environ").read_bytes():
                found.append(int(place.name))
        except OSError:
            continue
    return found


BUILD = """
import sys
from pathlib import Path
from helpers.build.planning import plan
plan.NOTEBOOKS = Path(sys.argv[1])
from helpers.cli import main
sys.exit(main(["build", "harbour-ferry", "--force", "--data", sys.argv[2], "--out", sys.argv[3]]))
"""
KILLS = 50


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for kernels in /proc")
def test_builders_that_are_killed_leave_no_kernel_and_no_half_page(
    books: Path, write_notebook: Callable[..., Path], tmp_path: Path
) -> None:
    write_notebook(books / "02-when.ipynb", "import time; time.sleep(0.1)")
    out, mark, chance = tmp_path / "out", f"mark-{uuid.uuid4()}", random.Random(2025)
    command = [sys.executable, "-c", BUILD, str(books), str(CASES), str(out)]
    surroundings = os.environ | {"STANDPOINT_TEST": mark}
    begin = time.monotonic()
    subprocess.run(command, check=True, capture_output=True, env=surroundings)
    longest = time.monotonic() - begin
    for _ in range(KILLS):
        builder = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=surroundings
        )
        time.sleep(chance.uniform(0.1, longest))
        builder.send_signal(signal.SIGKILL)
        builder.wait()
        for name in ("01-who", "02-when"):
            assert (out / "harbour-ferry" / f"{name}.html").read_text().rstrip().endswith("</html>")
    deadline = time.monotonic() + 10
    while running(mark) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert running(mark) == []
    done = subprocess.run(command, capture_output=True, text=True, env=surroundings)
    assert done.returncode == 0, done.stderr
    assert len(read_folder(out).pages) == 2
    assert not (out / stage.WORK).exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a browser outlives its builder")
def test_a_builder_that_is_killed_while_it_prints_is_in_the_history_and_leaves_nothing(
    books: Path, tmp_path: Path
) -> None:
    out, mark, browser = tmp_path / "out", f"mark-{uuid.uuid4()}", tmp_path / "bin" / "chromium"
    browser.parent.mkdir()
    browser.write_text("#!/bin/sh\nkill -9 $PPID\nexec sleep 60\n")
    browser.chmod(0o755)
    with TemporaryDirectory(dir="/tmp") as temporary:
        surroundings = os.environ | {"TMPDIR": temporary, "STANDPOINT_TEST": mark}
        surroundings["PATH"] = f"{browser.parent}:{os.environ['PATH']}"
        command = [sys.executable, "-c", PLAIN, str(books), "build", "harbour-ferry"]
        command += ["--data", str(CASES), "--out", str(out)]
        first = subprocess.run([*command, "--pdf"], env=surroundings, capture_output=True)
        assert first.returncode == -signal.SIGKILL
        assert [build["state"] for build in read_history(out)] == ["cut short"]
        deadline = time.monotonic() + 10
        while running(mark) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert running(mark) == []
        assert subprocess.run(command, env=surroundings, capture_output=True).returncode == 0
        assert os.listdir(temporary) == []


@pytest.mark.parametrize(
    ("closed", "command"),
    [("harbour-ferry", "plan"), ("", "plan"), ("", "history"), ("harbour-ferry", "build")],
)
def test_a_folder_of_pages_that_cannot_be_read_is_named(
    books: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], closed: str, command: str
) -> None:
    out = tmp_path / "out"
    assert build(out) == 0
    more = [] if command == "history" else ["--data", str(CASES), "harbour-ferry"]
    done = without_rights(out / closed, [command, "--out", str(out), *more], books)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert str(out / closed) in done.stderr


def test_snapshots_that_cannot_be_read_fail_no_build(books: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert build(out) == 0
    command = ["build", "harbour-ferry", "--data", str(CASES), "--out", str(out), "--force"]
    done = without_rights(out / ".snapshots", command, books)
    assert done.returncode == 0
    assert "What changed since the last good build cannot be said" in done.stdout


PLAIN = """
import sys
from pathlib import Path
from helpers.build.planning import plan
plan.NOTEBOOKS = Path(sys.argv[1])
from helpers.cli import main
sys.exit(main(sys.argv[2:]))
"""


def without_rights(
    folder: Path, command: list[str], books: Path
) -> subprocess.CompletedProcess[str]:
    """What a command does that may not look into `folder`, whoever runs the tests."""
    run = [sys.executable, "-c", PLAIN, str(books), *command]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root may look into every folder")
        rights = "-dac_override,-dac_read_search"
        run = ["setpriv", f"--inh-caps={rights}", f"--bounding-set={rights}", *run]
    mode = folder.stat().st_mode
    folder.chmod(0)
    try:
        return subprocess.run(run, capture_output=True, text=True, check=False)
    finally:
        folder.chmod(mode)


def test_a_build_whose_failures_could_not_be_kept_is_no_good_build(
    books: Path,
    write_notebook: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object, **__: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    write_notebook(books / "02-fails.ipynb", "rows['phase']")
    monkeypatch.setattr("helpers.build.report.keep_failure", full)
    assert build(tmp_path / "out") == 1
    assert not (tmp_path / "out" / ".snapshots" / "harbour-ferry").exists()
