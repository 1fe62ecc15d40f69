"""A group of files changes as one, or not at all."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from helpers.build.publishing import stage
from helpers.build.publishing.stage import PLAN, UNDO, WORK, change, recover


def held(out: Path) -> dict[str, str]:
    """All files below a folder with their texts."""
    files = (path for path in out.rglob("*") if path.is_file())
    return {str(path.relative_to(out)): path.read_bytes().decode() for path in files}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of a page and two tables, one of which is to go."""
    change(tmp_path, {"tram/tables/a.csv": "a1", "tram/tables/old.csv": "o1", "tram/p.html": "p1"})
    return tmp_path


FIRST = {"tram/tables/a.csv": "a1", "tram/tables/old.csv": "o1", "tram/p.html": "p1"}
SECOND = {"tram/tables/a.csv": "a2", "tram/tables/new.csv": "n2", "tram/p.html": "p2"}


def to_second(out: Path) -> None:
    change(out, SECOND, ["tram/tables/old.csv", "tram/tables/never.csv"])


def failing_at(number: int) -> Callable[[Path, Path], None]:
    """A rename that a network disk refuses when the so-manieth new file takes its place."""
    count = 0
    rename = os.replace

    def replace(source: Path, target: Path) -> None:
        nonlocal count
        count += Path(source).name.startswith("new-")
        if count == number:
            count += 1
            raise OSError(errno.EIO, "Input/output error")
        rename(source, target)

    return replace


def test_files_are_put_and_dropped(site: Path) -> None:
    to_second(site)
    assert held(site) == SECOND


def test_no_line_end_is_changed(tmp_path: Path) -> None:
    change(tmp_path, {"a.csv": "1\r\né\n"})
    assert (tmp_path / "a.csv").read_bytes() == "1\r\né\n".encode()


def test_a_file_that_has_its_text_already_is_left_alone(site: Path) -> None:
    before = (site / "tram/p.html").stat()
    change(site, {"tram/p.html": "p1", "tram/tables/a.csv": "a2"})
    assert (site / "tram/p.html").stat().st_ino == before.st_ino
    assert (site / "tram/tables/a.csv").read_text() == "a2"


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_rename_that_fails_brings_the_old_files_back(
    site: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(stage.os, "replace", failing_at(number))
        with pytest.raises(OSError, match="Input/output error"):
            to_second(site)
    assert held(site) == FIRST


def test_old_files_come_back_where_files_cannot_have_two_names(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    with monkeypatch.context() as patch:
        patch.setattr(stage.os, "link", no_link)
        patch.setattr(stage.os, "replace", failing_at(3))
        with pytest.raises(OSError, match="Input/output error"):
            to_second(site)
    assert held(site) == FIRST


def test_a_disk_that_refuses_the_way_back_too_is_mended_by_the_next_build(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renames = 0

    def replace(source: Path, target: Path) -> None:
        nonlocal renames
        renames += 1
        if renames in (3, 5):  # the second file takes its place; the first comes back
            raise OSError(errno.EIO, "Input/output error")
        shutil.move(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(stage.os, "replace", replace)
        with pytest.raises(OSError, match="Input/output error"):
            to_second(site)
    assert held(site)["tram/tables/a.csv"] == "a2"
    (note,) = recover(site)
    assert note == "tram/p.html: an earlier build was cut short; the files before it stand"
    assert held(site) == FIRST


def test_a_text_that_cannot_be_written_changes_nothing(site: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        change(site, SECOND | {"tram/bad.csv": "half \ud800"})
    assert held(site) == FIRST


def test_a_folder_in_the_place_of_a_file_changes_nothing(site: Path) -> None:
    (site / "tram/tables/new.csv").mkdir()
    with pytest.raises(IsADirectoryError):
        to_second(site)
    assert held(site) == FIRST


def staged(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a change whose builder was killed right after the step that counts."""

    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(stage, "_carry_out", killed)
        with pytest.raises(Killed):
            to_second(site)
    (work,) = (site / WORK).iterdir()
    return work


def test_a_change_that_counts_is_finished_by_the_next_build(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged(site, monkeypatch)
    assert (site / "tram/p.html").read_text() == "p1"
    (note,) = recover(site)
    assert note == "tram/p.html: an earlier build was cut short; its files are in place now"
    assert held(site) == SECOND


def test_a_change_whose_plan_was_not_written_is_forgotten(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = staged(site, monkeypatch)
    (work / PLAN).rename(work / f"{PLAN}.part")
    assert recover(site) == []
    assert held(site) == FIRST


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks /proc what is written out")
def test_the_disk_has_each_step_before_the_next_is_taken(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without power only what was written out is left, in whatever order the disk wrote it."""
    told: list[str] = []
    fsync, rename, unlink = os.fsync, os.replace, Path.unlink

    def name(path: Path | str) -> str:
        """A path from the site on; the folder of the change is `work`."""
        parts = Path(path).relative_to(site).parts
        return "/".join(["work", *parts[2:]] if parts[:1] == (WORK,) and parts[1:] else parts)

    def log_fsync(handle: int) -> None:
        told.append(f"kept {name(os.readlink(f'/proc/self/fd/{handle}'))}")
        fsync(handle)

    def log_rename(source: Path, target: Path) -> None:
        told.append(f"put {name(target)}")
        rename(source, target)

    def log_unlink(path: Path, missing_ok: bool = False) -> None:
        told.append(f"gone {name(path)}")
        unlink(path, missing_ok)

    monkeypatch.setattr(os, "fsync", log_fsync)
    monkeypatch.setattr(os, "replace", log_rename)
    monkeypatch.setattr(Path, "unlink", log_unlink)
    change(site, {"tram/p.html": "p2", "new/n.html": "n"}, ["tram/tables/old.csv"])
    steps = (f"work/{PLAN}", "tram/p.html", "new/n.html")
    counts, moved, over = (told.index(f"put {step}") for step in steps)
    forgotten = told.index(f"gone work/{PLAN}")
    assert {"kept work/new-0", "kept work/new-1", f"kept work/{PLAN}.part", "kept work"} <= {
        *told[:counts]
    }
    assert {"kept work", f"kept {WORK}", "kept "} <= {*told[counts:moved]}
    assert {"kept ", "kept tram", "kept tram/tables", "kept new"} <= {*told[over:forgotten]}


def test_undoing_twice_is_undoing_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = staged(site, monkeypatch)
    (work / PLAN).rename(work / UNDO)
    kept = work.with_name("copy")
    shutil.copytree(work, kept)
    (kept / "old-0").unlink()  # as if a first try had put this one back
    assert len(recover(site)) == 2
    assert held(site) == FIRST


@pytest.mark.parametrize("name", ["../outside.html", "/mnt/outside.html", 7])
def test_a_plan_that_leads_out_of_the_folder_is_not_followed(
    site: Path, monkeypatch: pytest.MonkeyPatch, name: object
) -> None:
    work = staged(site, monkeypatch)
    (work / PLAN).write_text(json.dumps([[name, True, False]]))
    (work / "new-0").write_text("x")
    assert recover(site) == []
    assert held(site) == FIRST


def test_what_is_none_of_ours_among_changes_does_not_stop_a_build(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "mine").write_text("mine")
    (site / WORK).mkdir()
    (site / WORK / ".DS_Store").write_text("x")
    (site / WORK / "link").symlink_to(elsewhere)
    (site / WORK / "deep").mkdir()
    (site / WORK / "deep" / PLAN).write_text("[" * 100_000)
    assert recover(site) == []
    assert not (site / WORK).exists()
    assert (elsewhere / "mine").read_text() == "mine"


def test_a_folder_for_changes_that_goes_while_it_is_met_is_made_again(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, times = Path.mkdir, []

    def mkdir(path: Path, *arguments: Any, **options: Any) -> None:
        times.append(path)
        if len(times) == 1:
            raise FileExistsError(errno.EEXIST, "met, and then it went", str(path))
        plain(path, *arguments, **options)

    monkeypatch.setattr(Path, "mkdir", mkdir)
    to_second(site)
    assert held(site) == SECOND


def test_a_folder_removed_between_two_builds_is_made_again(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged(site, monkeypatch)
    shutil.rmtree(site / "tram")
    recover(site)
    assert held(site) == SECOND


def test_what_is_named_by_a_link_is_left_alone(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "mine.html"
    elsewhere.write_text("mine")
    (site / "tram/p.html").unlink()
    (site / "tram/p.html").symlink_to(elsewhere)
    to_second(site)
    assert elsewhere.read_text() == "mine"
    assert held(site) == SECOND


def test_nothing_is_left_of_a_change(site: Path) -> None:
    assert sorted(path.name for path in site.iterdir()) == ["tram"]


def test_many_changes_at_once_do_not_get_in_each_others_way(tmp_path: Path) -> None:
    def publish(number: int) -> None:
        for version in range(20):
            change(tmp_path, {f"tram/{number}.html": f"{version}"})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(publish, range(8)))
    assert held(tmp_path) == {f"tram/{number}.html": "19" for number in range(8)}
