"""One build at a time: who holds the lock is told, and it goes with its holder."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from helpers.build.planning.notebook import Refused
from helpers.build.publishing import lock
from helpers.build.publishing.lock import Locked, build_lock, holder, reading_lock

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the other builds are killed by signals")
HOLD = """
import sys, time
from pathlib import Path
from helpers.build.publishing.lock import build_lock
with build_lock(Path(sys.argv[1])):
    print("held", flush=True)
    {then}
"""


@contextmanager
def other_build(out: Path, then: str = "time.sleep(60)") -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock of `out` and does something with it."""
    command = [sys.executable, "-c", HOLD.format(then=then), str(out)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_second_build_is_told_who_holds_the_folder_and_since_when(tmp_path: Path) -> None:
    with other_build(tmp_path) as other, pytest.raises(Locked) as refused, build_lock(tmp_path):
        pass
    assert refused.value.holder
    assert refused.value.holder.pid == other.pid
    told = str(refused.value)
    assert told.startswith(f"{tmp_path}: another build is at work there: process {other.pid} of ")
    assert f" on {lock.socket.gethostname()} since " in told
    assert told.endswith(f" UTC (-c {tmp_path})")


def test_a_lock_dies_with_its_holder(tmp_path: Path) -> None:
    with other_build(tmp_path) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
        with build_lock(tmp_path):
            now = holder(tmp_path)
    assert now
    assert now.pid == os.getpid()


def test_a_program_that_outlives_its_builder_does_not_keep_the_lock(tmp_path: Path) -> None:
    then = (
        "import subprocess; other = subprocess.Popen(['sleep', '60'], close_fds=False); "
        "print(other.pid, flush=True); time.sleep(60)"
    )
    with other_build(tmp_path, then) as other:
        assert other.stdout
        child = int(other.stdout.readline())
        other.kill()
        other.wait()
        try:
            with build_lock(tmp_path):
                pass
        finally:
            os.kill(child, signal.SIGKILL)


def test_two_builds_of_one_process_exclude_each_other_too(tmp_path: Path) -> None:
    with build_lock(tmp_path), pytest.raises(Locked), build_lock(tmp_path):
        pass


def test_the_lock_is_free_after_a_build_that_raised(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), build_lock(tmp_path):
        raise ZeroDivisionError
    with build_lock(tmp_path):
        pass
    assert holder(tmp_path) is None


def test_a_build_that_waits_says_so_once_and_goes_on_when_the_other_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PAUSE", 0.02)
    told: list[Locked] = []
    with other_build(tmp_path) as other:
        threading.Timer(0.5, other.kill).start()
        with build_lock(tmp_path, wait=True, waiting=told.append):
            pass
    assert [one.holder and one.holder.pid for one in told] == [other.pid]


def test_a_holder_that_has_not_said_its_name_yet_is_one_just_begun(tmp_path: Path) -> None:
    with build_lock(tmp_path):
        (tmp_path / lock.NAME).write_text("")
        told = "another build is at work there: one just begun"
        with pytest.raises(Locked, match=told), build_lock(tmp_path):
            pass


def test_a_folder_that_is_cleared_between_two_steps_is_locked_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock_it = lock.take
    cleared = []

    def lock_and_clear(handle: int) -> None:
        lock_it(handle)
        if not cleared:
            cleared.append((tmp_path / lock.NAME).unlink())

    monkeypatch.setattr(lock, "take", lock_and_clear)
    with build_lock(tmp_path), pytest.raises(Locked), build_lock(tmp_path):
        pass


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_file_system_that_cannot_lock_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def cannot(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(lock, "take", cannot)
    with (
        pytest.raises(Refused, match=rf"cannot lock it \({os.strerror(number)}\)"),
        build_lock(tmp_path),
    ):
        pass


def test_a_folder_in_the_place_of_the_lock_is_refused(tmp_path: Path) -> None:
    (tmp_path / lock.NAME).mkdir()
    with (
        pytest.raises(Refused, match=r"\.lock: cannot be opened \(Is a directory\)"),
        build_lock(tmp_path),
    ):
        pass


def test_a_full_disk_keeps_no_build_from_its_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(lock, "_write", full)
    with build_lock(tmp_path), pytest.raises(Locked, match="one just begun"), build_lock(tmp_path):
        pass


def test_a_lock_that_is_a_link_is_refused_and_what_it_names_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    (tmp_path / lock.NAME).symlink_to(tmp_path / "mine")
    with pytest.raises(Refused, match=r"\.lock: is a link"), build_lock(tmp_path):
        pass
    assert (tmp_path / "mine").read_text() == "mine"


ODD = ['{"pid": 1, "host": "h", "user": "u", "command": "c", "since": 5}', "[" * 100_000, "7"]


@pytest.mark.parametrize("said", [*ODD, ODD[0].replace('"c"', r'"\u001b[2J"')])
def test_an_odd_word_of_whoever_holds_the_lock_is_not_repeated(tmp_path: Path, said: str) -> None:
    with other_build(tmp_path):
        (tmp_path / lock.NAME).write_text(said)
        with pytest.raises(Locked, match="another build is at work there: one just begun"):
            build_lock(tmp_path).__enter__()


def test_looking_whether_the_lock_is_held_does_not_keep_a_build_away(tmp_path: Path) -> None:
    handle = os.open(tmp_path / lock.NAME, os.O_RDWR | os.O_CREAT)
    lock.take(handle)
    threading.Timer(lock.MOMENT / 2, os.close, [handle]).start()
    with build_lock(tmp_path):
        assert lock.is_held(tmp_path)
    assert not lock.is_held(tmp_path)


def test_a_lock_may_have_the_number_of_a_stream_that_is_closed(tmp_path: Path) -> None:
    script = """
import os, sys
from pathlib import Path
from helpers.build.publishing.lock import build_lock
os.close(0)
with build_lock(Path(sys.argv[1])):
    os.fstat(0)
"""
    command = [sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that nothing can be written into, to the superuser neither."""
    opened = os.open

    def refuse(path: object, flags: int, *others: object, **more: object) -> int:
        if flags & os.O_CREAT:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)
        return opened(path, flags, *others, **more)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(lock.os, "open", refuse)
    monkeypatch.setattr(lock.os, "access", lambda *_: False)
    return tmp_path


def test_a_folder_that_cannot_be_written_to_can_be_read_undisturbed(closed: Path) -> None:
    with pytest.raises(Refused, match="Read-only file system"), build_lock(closed):
        pass
    with reading_lock(closed):  # nobody has built there
        pass
    (closed / lock.NAME).write_text("")
    with reading_lock(closed):
        assert lock.is_held(closed)
    assert not lock.is_held(closed)


def test_whoever_builds_where_another_may_only_read_is_told(closed: Path) -> None:
    with open(closed / lock.NAME, "wb") as other:
        lock.take(other.fileno())
        with pytest.raises(Locked, match="one just begun"), reading_lock(closed):
            pass


def test_reading_keeps_builds_away(tmp_path: Path) -> None:
    with reading_lock(tmp_path), pytest.raises(Locked), build_lock(tmp_path):
        pass
