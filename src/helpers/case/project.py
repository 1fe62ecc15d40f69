"""Where the project and its cases are on disk."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]


def data_folder(data: str | Path = "") -> Path:
    """The folder that holds the cases: `data`, or the project's own `data/` when it is empty."""
    return Path(data).absolute() if str(data) else PROJECT / "data"


def list_cases(data: str | Path = "") -> list[str]:
    """Names of the folders that hold a datapackage.json, sorted; none when there is no folder."""
    folder = data_folder(data)
    return sorted(found.parent.name for found in folder.glob("*/datapackage.json"))
