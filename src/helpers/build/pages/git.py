"""What git says of the files that a page was made from. Read only, and never through a shell."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import hexdigits

#: Seconds after which git is not waited for; its answer is then not known.
PATIENCE = 10.0
# Nothing that a repository's own settings name is run, and git writes nothing.
SAFE = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-optional-locks"]


class NotKnown(Exception):
    """Git cannot tell; str() says why in a few words."""


@dataclass(frozen=True)
class State:
    """A file or folder in a repository: its commit, and whether it differs from that commit."""

    commit: str
    changed: bool


#: What git said of files and folders, or why it said nothing. No exception is kept: with it would
#: stay all that the functions it went through held, the page and its notebook.
Seen = dict[Path, State | str]


def state_of(path: Path, seen: Seen | None = None) -> State:
    """What git says of the file or folder at `path`; `seen` remembers answers over many calls.

    Raises NotKnown when git is missing, the path is in no repository, or git keeps out of it.
    """
    seen = {} if seen is None else seen
    if path not in seen:
        try:
            seen[path] = _ask(path)
        except NotKnown as reason:
            seen[path] = str(reason)
    answer = seen[path]
    if isinstance(answer, str):
        raise NotKnown(answer)
    return answer


def in_words(paths: Mapping[str, Path], seen: Seen | None = None) -> str:
    """One line on files by what they are called: commits, and which differ from their commit."""
    commits: dict[str, list[str]] = {}
    for name, path in paths.items():
        try:
            state = state_of(path, seen)
        except NotKnown as reason:
            commits.setdefault(str(reason), []).append(name)
        else:
            changed = " (changed since)" if state.changed else ""
            commits.setdefault(f"git commit {state.commit[:12]}", []).append(f"{name}{changed}")
    return "; ".join(f"{commit}: {', '.join(names)}" for commit, names in commits.items())


def _ask(path: Path) -> State:
    """What git says of `path`; raises NotKnown."""
    folder, name = (path, ".") if path.is_dir() else (path.parent, path.name)
    asked = ("status", "--porcelain=v2", "--branch", "--untracked-files=normal", "--", name)
    first, *changes = _git(folder, *asked).splitlines() or [""]
    commit = first.removeprefix("# branch.oid ")
    if not all(sign in hexdigits for sign in commit):
        raise NotKnown("in a git repository without a commit")
    listed = _git(folder, "ls-files", "--", name)
    changed = any(not line.startswith("#") for line in changes)
    return State(commit, changed or not listed)


def _git(folder: Path, *arguments: str) -> str:
    """What git prints when it is asked in `folder`; raises NotKnown."""
    # A hook of git's that starts a build says with such variables where its own repository is.
    surroundings = {name: text for name, text in os.environ.items() if name[:4] != "GIT_"}
    try:
        done = subprocess.run(
            ["git", *SAFE, *arguments],
            cwd=folder,
            env=surroundings | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
        )
    except FileNotFoundError as error:
        raise NotKnown("git is not installed" if folder.is_dir() else "not found") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotKnown("git does not answer") from error
    told = done.stderr.decode(errors="replace")
    if "not a git repository" in told:
        raise NotKnown("not in a git repository")
    if "dubious ownership" in told:
        raise NotKnown("in a git repository of another user")
    if done.returncode and told:
        raise NotKnown("git does not answer")
    return done.stdout.decode(errors="replace")
