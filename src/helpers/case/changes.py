"""What changed between two versions of a case: rows by id, and the positions that shifted."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from helpers.case.places import require_regular
from helpers.case.reading import no_collection, read_table
from helpers.case.schema import TABLES, fields
from helpers.case.stances import CODED, Positions, positions_in
from helpers.case.tables import Table

CHUNK = 1 << 20  # bytes of a file compared at a time


class Unreadable(Exception):
    """A version of a case cannot be read, so that nothing can be compared; str() names the file."""


@dataclass(frozen=True)
class TableChange:
    """The rows of one table that are new, gone or different, by id.

    `changed` names the columns that differ. Ids come in the order of the file that has them.
    """

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True)
class Shift:
    """A position that is another one now: actor and concept by id and by name."""

    actor: str
    concept: str
    name: str
    label: str
    before: str
    now: str


@dataclass(frozen=True)
class CaseChange:
    """What changed in a case: each table by name, and the positions that shifted."""

    tables: dict[str, TableChange]
    shifts: list[Shift]


def compare_case(before: Path, now: Path) -> CaseChange:
    """What changed between two folders of a case; only tables that differ are read.

    A position sums up the stances of all statements that a source carries, a second coding and
    stances that could not be read aside; `silent` stands for no such statement. Raises Unreadable
    when a table that differs cannot be read in one of the folders.
    """
    with no_collection():
        return _compare_case(before, now)


def _compare_case(before: Path, now: Path) -> CaseChange:
    tables: dict[str, TableChange] = {}
    shifts: list[Shift] = []
    for name in TABLES:
        if _same_file(before / f"{name}.csv", now / f"{name}.csv"):
            tables[name] = TableChange()
            continue
        old, new = _read(before, name), _read(now, name)
        tables[name] = _compare(old, new)
        if name == "statements":
            shifts = _shifts(positions_in(old), positions_in(new), before, now)
    return CaseChange(tables, shifts)


def _shifts(old: Positions, new: Positions, before: Path, now: Path) -> list[Shift]:
    """The positions that differ, by actor and concept."""
    pairs = sorted(old.keys() | new.keys())
    known = [(pair, old.get(pair, "silent"), new.get(pair, "silent")) for pair in pairs]
    differ = [each for each in known if each[1] != each[2]]
    if not differ:
        return []
    names, labels = _names(before, now, "actors", "name"), _names(before, now, "concepts", "label")
    return [
        Shift(actor, concept, names.get(actor, actor), labels.get(concept, concept), was, is_now)
        for (actor, concept), was, is_now in differ
    ]


def _same_file(one: Path, other: Path) -> bool:
    """Whether two files hold the same bytes; False for one that cannot be read."""
    try:
        for path in (one, other):
            require_regular(path)
        if one.stat().st_size != other.stat().st_size:
            return False
        with one.open("rb") as first, other.open("rb") as second:
            while chunk := first.read(CHUNK):
                if chunk != second.read(CHUNK):
                    return False
    except OSError:
        return False
    return True


def _read(folder: Path, name: str) -> Table:
    """One table of a folder, with the columns of the schema that it has."""
    table, problems = read_table(folder / f"{name}.csv", [each.name for each in fields(name)])
    if not table.has("id", *(CODED if name == "statements" else ())):
        raise Unreadable(str(problems[0]))
    return table


def _compare(before: Table, now: Table) -> TableChange:
    old, new = (table.columns["id"].cells() for table in (before, now))
    places = {name: place for place, name in enumerate(old.tolist())}
    ids = new.tolist()
    matched = np.array([places.get(name, -1) for name in ids], dtype=np.intp)
    still = np.flatnonzero(matched >= 0)
    known = set(ids)
    return TableChange(
        added=new[matched < 0].tolist(),
        removed=[name for name in places if name not in known],
        changed=_changed(before, matched[still], now, still),
    )


def _changed(
    before: Table, old: NDArray[np.intp], now: Table, new: NDArray[np.intp]
) -> dict[str, list[str]]:
    """The ids of the rows that differ with their columns; `old` and `new` pair the rows up."""
    differs: dict[int, list[str]] = {}
    for column in now.columns:
        if column in before.columns:
            apart = before.columns[column].cells()[old] != now.columns[column].cells()[new]
            for place in np.flatnonzero(apart).tolist():
                differs.setdefault(place, []).append(column)
    ids = now.columns["id"].cells()
    return {str(ids[new[place]]): differs[place] for place in sorted(differs)}


def _names(before: Path, now: Path, table: str, column: str) -> dict[str, str]:
    """What the ids of a table stand for: as it is now, as it was where it is there no more."""
    found: dict[str, str] = {}
    for folder in (before, now):
        read = _read(folder, table)
        if read.has(column):
            found |= dict(
                zip(read.columns["id"].cells(), read.columns[column].cells(), strict=True)
            )
    return found
