"""Files that a notebook offers for download: which, under what names, and where they are put.

A part of a page hands its files over under a type of its own, name to text. Names come from
outputs and so are data: only plain names are taken, which cannot lead out of their folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from helpers.build.planning.notebook import Notebook, cell_number

if TYPE_CHECKING:  # slow to import
    from nbformat import NotebookNode

#: The type under which an output holds files; helpers.figures knows the same.
FILES = "application/vnd.standpoint.files+json"
#: The folder beside the pages that the files are put into.
FOLDER = "tables"
#: The folder beside the pages that their executed notebooks are put into.
EXECUTED = "notebooks"
#: What a reader is told of a file by its ending.
FORMATS = {"csv": "CSV", "graphml": "GraphML"}
NAME = re.compile(rf"[a-z0-9][a-z0-9-]{{0,79}}\.({'|'.join(FORMATS)})")


class FilesRefused(ValueError):
    """A notebook offers a file that cannot be published; str() names the cell and the file."""


def offered_files(executed: NotebookNode, notebook: Notebook, stem: str = "") -> dict[str, str]:
    """The files that the cells of an executed notebook offer: name in the folder -> text.

    Names begin with the report's `stem`, the notebook's own name when that is "". Raises
    FilesRefused for a name that is not plain or used twice, and for a file that is no text.
    """
    found: dict[str, str] = {}
    by: dict[str, int] = {}
    for index, files in _outputs(executed):
        cell = cell_number(index, notebook.parameters_cell)
        if not isinstance(files, Mapping):
            raise FilesRefused(f"cell {cell} offers files that are not names with texts")
        for name, text in files.items():
            _check(name, text, cell)
            if name in by:
                raise FilesRefused(
                    f"cell {cell} offers the file {name!r}, and so does cell {by[name]}; every file "
                    "of a notebook needs a name of its own"
                )
            by[name], found[published_name(stem or notebook.name, name)] = cell, text
    return found


def published_name(stem: str, name: str) -> str:
    """The name in the folder of a file that a report offers."""
    return f"{stem}-{name}"


def is_published(name: str, stem: str) -> bool:
    """Whether a file of that name in the folder can be one that the report offered."""
    start = published_name(stem, "")
    return name.startswith(start) and NAME.fullmatch(name.removeprefix(start)) is not None


def links(data: Mapping[str, Any], stem: str) -> list[dict[str, str]]:
    """What the page says of the files of one output: href of each, and label: "Members (CSV)"."""
    return [
        {"href": quote(f"{FOLDER}/{published_name(stem, name)}"), "label": label(name)}
        for name in data.get(FILES, {})
    ]


def label(name: str) -> str:
    """What a file is called in a link, by its name: "accounts-of-events.csv" is a CSV of these."""
    title, _, ending = name.rpartition(".")
    return f"{title.replace('-', ' ').capitalize()} ({FORMATS[ending]})"


def _outputs(executed: NotebookNode) -> Iterator[tuple[int, Any]]:
    """The number of the cell, from 0, and the files of each output that has some."""
    for index, cell in enumerate(executed.cells):
        for output in cell.get("outputs", []):
            if FILES in output.get("data", {}):
                yield index, output["data"][FILES]


def _check(name: object, text: object, cell: int) -> None:
    """Raise FilesRefused unless the name is plain and the file a text."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        endings = " or ".join(f".{ending}" for ending in FORMATS)
        raise FilesRefused(
            f"cell {cell} offers a file named {str(name)[:80]!r}; a name has up to 80 of the "
            f"letters a to z, digits and hyphens, no hyphen first, and ends in {endings}"
        )
    if not isinstance(text, str):
        raise FilesRefused(f"cell {cell} offers the file {name!r}, which is not a text")
