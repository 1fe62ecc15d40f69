"""What git says of files, and that it is asked safely."""

from __future__ import annotations

import gc
import shutil
import subprocess
import weakref
from contextlib import suppress
from pathlib import Path

import pytest

from helpers.build.pages import git
from helpers.build.pages.git import NotKnown, State, in_words, state_of

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def run_git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a notebook and a case that are committed."""
    top = tmp_path / "project"
    (top / "data").mkdir(parents=True)
    (top / "a.ipynb").write_text("{}")
    (top / "data" / "rows.csv").write_text("1")
    (top / ".gitignore").write_text("texts/\nsecret.csv\n")
    run_git(top, "init", "--quiet")
    run_git(top, "add", ".")
    run_git(top, "commit", "--quiet", "-m", "First")
    return top


def test_a_file_as_committed_is_not_changed(repository: Path) -> None:
    commit = run_git(repository, "rev-parse", "HEAD")
    assert state_of(repository / "a.ipynb") == State(commit, changed=False)


def test_only_what_differs_from_the_commit_is_changed(repository: Path) -> None:
    (repository / "data" / "rows.csv").write_text("2")
    assert state_of(repository / "data").changed
    assert not state_of(repository / "a.ipynb").changed


def test_a_new_file_in_a_folder_changes_the_folder(repository: Path) -> None:
    (repository / "data" / "more.csv").touch()
    assert state_of(repository / "data").changed
    assert state_of(repository / "data" / "more.csv").changed


def test_what_git_is_told_to_pass_over_does_not_change_its_folder(repository: Path) -> None:
    (repository / "data" / "texts").mkdir()
    (repository / "data" / "texts" / "a.txt").touch()
    assert not state_of(repository / "data").changed


def test_a_file_that_git_passes_over_is_not_as_committed(repository: Path) -> None:
    (repository / "data" / "secret.csv").touch()
    assert state_of(repository / "data" / "secret.csv").changed


def test_places_that_git_does_not_know_are_said(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    run_git(tmp_path, "init", "--quiet", "empty")
    commit = run_git(repository, "rev-parse", "HEAD")[:12]
    (repository / "data" / "rows.csv").write_text("2")
    places = {
        "notebook": repository / "a.ipynb",
        "data": repository / "data",
        "more": tmp_path / "cases",
        "code": tmp_path / "empty",
    }
    assert in_words(places) == (
        f"git commit {commit}: notebook, data (changed since); not in a git repository: more; "
        "in a git repository without a commit: code"
    )


def test_a_machine_without_git_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotKnown, match="git is not installed"):
        state_of(tmp_path)


def test_git_is_asked_once_for_each_place(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: git.Seen = {}
    first = state_of(repository / "data", seen)
    with pytest.raises(NotKnown):
        state_of(repository.parent, seen)
    monkeypatch.setenv("PATH", "")
    assert state_of(repository / "data", seen) == first
    with pytest.raises(NotKnown, match="not in a git repository"):
        state_of(repository.parent, seen)


def test_no_program_that_a_repository_names_is_run(repository: Path, tmp_path: Path) -> None:
    mark, program = tmp_path / "mark", tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {mark}\n")
    program.chmod(0o755)
    run_git(repository, "config", "core.fsmonitor", str(program))
    assert not state_of(repository / "data").changed
    assert not mark.exists()


def test_variables_of_another_repository_do_not_mislead(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_git(tmp_path, "init", "--quiet", "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    assert not state_of(repository / "data").changed


def test_a_name_that_looks_like_an_option_is_a_name(repository: Path) -> None:
    (repository / "--help").touch()
    assert state_of(repository / "--help").changed


def test_git_that_does_not_answer_is_not_waited_for(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(slow.parent), prepend=":")
    monkeypatch.setattr(git, "PATIENCE", 0.1)
    with pytest.raises(NotKnown, match="git does not answer"):
        state_of(repository)


def test_what_is_remembered_of_a_refusal_holds_nothing_of_the_call(tmp_path: Path) -> None:
    class Page:
        """Stands for what a caller holds, such as a page and its notebook."""

    seen: dict[Path, State | str] = {}

    def call() -> weakref.ref[Page]:
        page = Page()
        with suppress(NotKnown):
            state_of(tmp_path, seen)
        with suppress(NotKnown):
            state_of(tmp_path, seen)  # from memory
        return weakref.ref(page)

    held = call()
    gc.collect()
    assert seen == {tmp_path: "not in a git repository"}
    assert held() is None
