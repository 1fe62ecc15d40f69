"""frictionless as a second opinion on the packages.

It reads what both know: files, columns in order, types, kinds of missing, enum, pattern, lengths,
keys and foreign keys. Dates, lists of ids, quotations and rules across columns are ours alone.
"""

import warnings
from pathlib import Path

import pytest

from helpers.case import PROJECT, list_cases

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of the packages it imports
    from frictionless import Package, system

FOLDERS = [PROJECT / "data" / name for name in list_cases()]


def opinion(folder: Path) -> list[list[object]]:
    with system.use_context(trusted=True):  # its paths are absolute here
        report = Package(str(folder / "datapackage.json")).validate()
    return report.flatten(["type", "rowNumber", "fieldName"])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_frictionless_finds_nothing_wrong_with_a_case(folder: Path) -> None:
    assert opinion(folder) == []


def test_frictionless_finds_nothing_wrong_with_the_invented_case(ferry) -> None:
    assert opinion(ferry.folder) == []


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "kind"),
    [
        ("concepts", "early-sailing", "kind", "wish", "constraint-error"),
        ("actors", "sato", "group", "raiders", "constraint-error"),
        ("actors", "sato", "name", "x" * 201, "constraint-error"),
        ("articles", "council-minutes", "url", "ftp://x", "constraint-error"),
        ("statements", "radio-morning-01", "start", "ten", "type-error"),
        ("statements", "riders-petition-01", "start", "not found", "type-error"),
        ("statements", "weekly-after-01", "stance", "withheld", "constraint-error"),
        ("accounts", "vote-01", "article", "minutes", "foreign-key"),
        ("actors", "sato", "organisation", "rider", "foreign-key"),
    ],
)
def test_both_refuse_the_same_cell(
    ferry, table: str, row: str, column: str, value: str, kind: str
) -> None:
    ferry.change(table, row, **{column: value})
    assert [found[0] for found in opinion(ferry.folder)] == [kind]
    assert any(f"{table}.csv, row " in line for line in ferry.problems())
