"""Whether a case is where it should be, and whether what is there can be read as a file."""

import re
import stat
from errno import EINVAL
from pathlib import Path

from helpers.case.problems import Problem, nearest, shown
from helpers.case.project import PACKAGE, data_folder, list_cases, list_folders, unlistable

CASE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NAME_FORM = "use lower-case words joined by hyphens (a to z, 0 to 9)"
KINDS = (
    (stat.S_ISDIR, "folder"),
    (stat.S_ISFIFO, "pipe"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISCHR, "device"),
    (stat.S_ISBLK, "device"),
)


def require_regular(path: Path) -> None:
    """Raises OSError unless `path` is a regular file: reading a pipe or a device may never end."""
    mode = path.stat().st_mode
    for test, kind in KINDS:
        if test(mode):
            raise OSError(EINVAL, f"it is a {kind}, not a regular file")


def home_problem(data: str | Path) -> Problem | None:
    """What is wrong with the folder that holds the cases."""
    home = data_folder(data)
    reason = unlistable(home)
    message = f"{reason}; it should hold the cases"
    return Problem(str(home), None, None, "", message) if reason else None


def place_problem(name: str, data: str | Path) -> Problem | None:
    """What is wrong with the name or the place of a case, before anything of it is opened."""
    if problem := home_problem(data):
        return problem
    home = data_folder(data)
    if name in list_folders(data) and (reason := _no_package(home / name)):
        return Problem(str(home), None, None, "", f"folder {shown(name)} {reason}")
    cases = list_cases(data)
    if not name:
        message = "is an empty name; name a case, or leave the name out to check every case"
    elif not CASE_NAME.fullmatch(name):
        # That Ferry is near ferry says less than what a name is made of.
        others = [case for case in cases if case.casefold() != name.casefold()]
        message = f"is not the name of a case; {NAME_FORM}{nearest(name, others)}"
    elif name in cases:
        return None
    else:
        there = f"; the cases there are {', '.join(cases)}" if cases else "; there is no case"
        message = f"has no {PACKAGE} under {home}{there}{nearest(name, cases)}"
    return Problem("case", None, None, name, message)


def texts_problem(texts: str | Path) -> Problem | None:
    """What is wrong with the folder of texts that was named, if one was."""
    reason = unlistable(Path(texts)) if str(texts) else ""
    message = f"{reason}; it should hold <article>.txt"
    return Problem(str(texts), None, None, "", message) if reason else None


def _no_package(folder: Path) -> str:
    """Why the folder has no package that could be opened; "" when it has one."""
    package = folder / PACKAGE
    try:
        package.stat()
    except (FileNotFoundError, NotADirectoryError):
        if folder.is_symlink() and not folder.exists():
            return "is a link that leads nowhere: not a case"
        if package.is_symlink():
            return f"has a {PACKAGE} that is a link and leads nowhere: not a case"
        return f"has no {PACKAGE}: not a case"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return ""
