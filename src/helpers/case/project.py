"""Where the project and its cases are on disk."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
PACKAGE = "datapackage.json"  # what makes a folder a case


def data_folder(data: str | Path = "") -> Path:
    """The folder that holds the cases: `data`, or the project's own `data/` when it is empty."""
    return Path(data).absolute() if str(data) else PROJECT / "data"


def list_cases(data: str | Path = "") -> list[str]:
    """Names of the folders that hold a datapackage.json, sorted; none when there is no folder.

    A folder that cannot be looked into is among them, so that its check says why.
    """
    home = data_folder(data)
    return [name for name in list_folders(data) if _holds_package(home / name)]


def list_folders(data: str | Path = "") -> list[str]:
    """Names of all folders that could be cases, sorted: all but hidden ones."""
    home = data_folder(data)
    if unlistable(home):
        return []
    names = [name for name in os.listdir(home) if not name.startswith(".")]
    return sorted(name for name in names if _may_be_folder(home / name))


def unlistable(folder: Path) -> str:
    """Why the contents of `folder` cannot be listed, in words; "" when they can."""
    try:
        os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return "is not a folder"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return ""


def _may_be_folder(path: Path) -> bool:
    """False only for what is surely none: a link to nothing was meant to lead somewhere."""
    try:
        return path.is_dir() or (path.is_symlink() and not path.exists())
    except OSError:
        return True


def _holds_package(folder: Path) -> bool:
    try:
        (folder / PACKAGE).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True
