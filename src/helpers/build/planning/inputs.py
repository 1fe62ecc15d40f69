"""What a report is made from, as hashes: when they are the same, so is its page.

Read from the files themselves, never from their dates, which copies and checkouts change.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from helpers.build.planning.imports import SOURCES, Modules, imported_names
from helpers.build.planning.plan import Report
from helpers.case import PROJECT

#: What makes a page of a notebook: with what these import, it is among the helpers of each report.
MAKERS = ("helpers.build.pages.page", "helpers.build.running.run")
TEMPLATE = Path(__file__).parents[1] / "template"
LOCK = PROJECT / "requirements.lock"
#: Packages whose versions can show on a page; the lock file may say more than is installed.
PACKAGES = ["standpoint", "pandas", "numpy", "matplotlib", "networkx", "scipy", "krippendorff"]
PACKAGES += ["papermill", "nbclient", "ipykernel", "ipython", "nbconvert", "jinja2", "mistune"]
GROUPS = ("notebook", "parameters", "data", "helpers", "template", "environment")
#: The files of a group are told apart up to this number; more would make the pages heavy.
TOLD_APART = 200
MARK = 3  # letters of a mark: 262,144 marks tell some 170 parts apart

Parts = dict[str, str]  # name -> SHA-256
Seen = dict[Any, Any]
Made = TypeVar("Made")


@dataclass(frozen=True)
class Inputs:
    """What one report is made from: the SHA-256 of each group in hex, and of the parts of each."""

    notebook: str
    parameters: str
    data: str
    helpers: str
    template: str
    environment: str
    parts: Mapping[str, Parts] = field(default_factory=dict, repr=False, compare=False)

    @property
    def key(self) -> str:
        """One SHA-256 for all."""
        return _sha256([getattr(self, name) for name in GROUPS])

    def as_dict(self) -> dict[str, str]:
        """What a page's record keeps: the hash of each group, and short marks of their parts."""
        groups = {name: getattr(self, name) for name in GROUPS}
        return groups | {"marks": "".join(self._marks().values())}

    def changes(self, before: Mapping[str, str]) -> dict[str, list[str]]:
        """The groups that differ from what a page's record kept, with the parts new or changed.

        A part that is gone cannot be named; a group's list may be empty.
        """
        kept = before.get("marks", "")
        known = {kept[i : i + MARK] for i in range(0, len(kept), MARK)}
        marks = self._marks() if known else {}
        return {
            group: [name for (of, name), mark in marks.items() if of == group and mark not in known]
            for group in GROUPS
            if getattr(self, group) != before.get(group)
        }

    def _marks(self) -> dict[tuple[str, str], str]:
        """A few letters for each part, by group and name."""
        return {
            (group, name): _mark([group, name, digest])
            for group, parts in self.parts.items()
            if len(parts) <= TOLD_APART
            for name, digest in parts.items()
        }


def inputs_of(report: Report, seen: Seen) -> Inputs:
    """What `report` is made from now; `seen` keeps what reports share, for one build."""
    book, places = report.notebook, _places(report)
    parts = {
        "parameters": _parameters(report),
        "data": _once(seen, ("data", *places), partial(data_parts, *places)),
        "helpers": _once(seen, ("helpers", book.path), partial(_helpers, book.code, seen)),
        "template": _once(seen, "template", _template),
        "environment": _once(seen, "environment", _environment),
    }
    groups = {name: _sha256(sorted(each.items())) for name, each in parts.items()}
    return Inputs(book.digest, **groups, parts=parts)


def data_hash(report: Report) -> str:
    """The hash of the files of the report's case as they are now, as in Inputs.data."""
    return _sha256(sorted(data_parts(*_places(report)).items()))


def _places(report: Report) -> tuple[Path, Path]:
    """The folders of the case and of its articles' texts."""
    folder = report.data / report.case.name
    return folder, Path(str(report.values.get("texts") or folder / "texts"))


def data_parts(folder: Path, texts: Path) -> Parts:
    """The files of a case with their SHA-256: its description, its tables, the texts it is held to."""
    tables = _folder(folder, ".csv", "datapackage.json")
    return tables | {f"texts/{name}": each for name, each in _folder(texts, ".txt").items()}


def _parameters(report: Report) -> Parts:
    """All values that the page depends on, whether given or the notebook's own."""
    values = {name: value for name, value in report.values.items() if name not in ("case", "data")}
    shown = {"title of the set": report.variant_title, "show_code": report.show_code}
    return {name: _sha256(value) for name, value in (values | shown).items()}


def _helpers(code: str, seen: Seen) -> Parts:
    """The modules that a notebook and the making of its page need, with files that lie by them."""
    names = {*imported_names(code), *MAKERS}
    modules = _once(seen, "modules", Modules).needed(names)
    parts = {
        path.relative_to(SOURCES).as_posix(): _once(seen, path, partial(_file, path))
        for path in sorted(modules)
    }
    for folder in sorted({path.parent for path in modules}):
        place = folder.relative_to(SOURCES).as_posix()
        beside = _once(seen, folder, partial(_folder, folder, ".json"))
        parts |= {f"{place}/{name}": digest for name, digest in beside.items()}
    return parts


def _template() -> Parts:
    """The files that pages are made with; those of the pages around them lie in a folder below."""
    return _folder(TEMPLATE)


def _environment() -> Parts:
    """The lock file, and the versions that are there: of Python and of packages that matter."""
    parts = {"requirements.lock": _file(LOCK), "Python": _sha256(list(sys.version_info[:3]))}
    found: dict[str, str] = {}
    for folder in sys.path:
        for name in _names(Path(folder)):  # importlib.metadata would read every file it finds
            package, _, version = name.removesuffix(".dist-info").rpartition("-")
            if name.endswith(".dist-info"):
                found.setdefault(package.lower(), version)
    return parts | {name: _sha256(found[name]) for name in PACKAGES if name in found}


def _folder(folder: Path, *endings: str) -> Parts:
    """The plain files of a folder whose names end so; none when there is no such folder."""
    return {
        name: _file(folder / name)
        for name in _names(folder)
        if not name.startswith(".") and name.endswith(endings or "") and (folder / name).is_file()
    }


def _names(folder: Path) -> list[str]:
    """The names in a folder, sorted; none when there is no such folder."""
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def _file(path: Path) -> str:
    """The SHA-256 of a file; one that cannot be read is unlike any other."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"unreadable ({error.strerror})"


def _sha256(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()


def _mark(value: object) -> str:
    """The beginning of the hash in base 64, where a letter says more than a hexadecimal digit."""
    return b64encode(hashlib.sha256(json.dumps(value).encode()).digest()).decode()[:MARK]


def _once(seen: Seen, key: object, make: Callable[[], Made]) -> Made:
    """What `make` returned the first time that it was asked for under this key."""
    if key not in seen:
        seen[key] = make()
    return seen[key]
