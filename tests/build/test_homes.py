"""Private folders go with their builders, also with those that are killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.build.running.homes import HELD, PREFIX, remove_abandoned, short_folder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the builder is killed by a signal")
KILLED = """
import os, signal, tempfile
tempfile.tempdir = {place!r}
from helpers.build.running.homes import short_folder
with short_folder() as folder:
    print(folder, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, here one of the test's own with a short name."""
    monkeypatch.setattr("helpers.build.running.homes.LONGEST_FOLDER", 1000)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_a_private_folder_is_closed_to_others_and_goes_at_the_end(place: Path) -> None:
    with short_folder() as folder:
        assert Path(folder).parent == place
        assert Path(folder).stat().st_mode & 0o777 == 0o700
    assert not list(place.iterdir())


def test_the_folder_of_a_builder_that_was_killed_is_removed_by_the_next(place: Path) -> None:
    script = KILLED.format(place=str(place)).replace("from helpers.build.running.homes", SHORT, 1)
    left = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout
    assert Path(left.strip()).is_dir()
    with short_folder():
        assert not Path(left.strip()).exists()


SHORT = "import helpers.build.running.homes as homes; homes.LONGEST_FOLDER = 1000\nfrom helpers.build.running.homes"


def test_the_folder_of_a_builder_at_work_stays(place: Path) -> None:
    with short_folder() as first, short_folder():
        assert (Path(first) / HELD).exists()


def test_folders_of_others_that_are_named_alike_stay(place: Path, tmp_path: Path) -> None:
    mine = place / f"{PREFIX}notes"
    mine.mkdir()
    (place / "kept").mkdir()
    (place / "kept" / HELD).touch()
    (place / f"{PREFIX}link").symlink_to(place / "kept")
    remove_abandoned(place)
    assert mine.is_dir()
    assert (place / "kept" / HELD).exists()


def test_where_the_system_has_no_numbers_for_users_abandoned_folders_go_too(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = place / f"{PREFIX}left"
    left.mkdir()
    (left / HELD).touch()
    if os.getuid():
        pytest.skip("files of another user than 0 are made here")
    monkeypatch.delattr(os, "getuid")
    remove_abandoned(place)
    assert not left.exists()
