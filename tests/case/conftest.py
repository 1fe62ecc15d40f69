"""A copy of the invented case that a test can damage."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from helpers.case import Case, check_case, read_case

# A busy machine makes single examples slow; that is no failure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

FERRY = Path(__file__).parents[1] / "cases" / "harbour-ferry"


class Ferry:
    """The case harbour-ferry in a folder of its own: change something, then list the problems."""

    name = "harbour-ferry"

    def __init__(self, data: Path) -> None:
        self.data = data
        self.folder = data / self.name
        shutil.copytree(FERRY, self.folder)

    def path(self, table: str) -> Path:
        return self.folder / f"{table}.csv"

    def rows(self, table: str) -> list[dict[str, str]]:
        with self.path(table).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def write(
        self, table: str, rows: list[dict[str, str]], header: list[str] | None = None
    ) -> None:
        header = header or list(self.rows(table)[0])
        with self.path(table).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def change(self, table: str, row_id: str, **cells: str) -> None:
        """Other cells in the row with this id, which must be there."""
        rows = self.rows(table)
        [row] = [row for row in rows if row["id"] == row_id]
        row.update(cells)
        self.write(table, rows)

    def add(self, table: str, like: str, **cells: str) -> None:
        """One more row at the end, like the row with this id but for these cells."""
        rows = self.rows(table)
        [row] = [row for row in rows if row["id"] == like]
        self.write(table, [*rows, row | cells])

    def edit(self, table: str, change: Callable[[bytes], bytes]) -> None:
        """The file's bytes changed; the change must be one."""
        before = self.path(table).read_bytes()
        after = change(before)
        assert after != before
        self.path(table).write_bytes(after)

    def package(self, change: Callable[[dict[str, Any]], Any]) -> None:
        """The datapackage.json changed in place."""
        path = self.folder / "datapackage.json"
        declared = json.loads(path.read_text("utf-8"))
        change(declared)
        path.write_text(json.dumps(declared), "utf-8")

    def problems(self, texts: str | Path = "") -> list[str]:
        return [str(problem) for problem in check_case(self.name, self.data, texts)]

    def read(self) -> Case:
        return read_case(self.name, self.data)


@pytest.fixture
def ferry(tmp_path: Path) -> Ferry:
    return Ferry(tmp_path)
