"""The tables beside the reports: columns a program can name, ids that exist, nothing a spreadsheet runs."""

import csv
import re
from pathlib import Path

import pytest

from helpers.case import read_case

FERRIES = Path(__file__).parents[1] / "cases"
CASES = {"minneapolis-separation-ordinance": "", "harbour-ferry": FERRIES}


@pytest.fixture(params=sorted(CASES))
def tables(request, site):
    """The name of a case and its tables, each as its name, header and rows."""
    found = []
    for path in sorted((site / request.param / "tables").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            header, *rows = csv.reader(lines)
        found.append((path.name, header, rows))
    assert found
    return request.param, found


def test_columns_are_named_in_snake_case_or_by_an_id(tables):
    for name, header, _ in tables[1]:
        assert all(re.fullmatch(r"[a-z0-9]+([-_]+[a-z0-9]+)*", column) for column in header), name


def test_every_statement_that_a_table_rests_on_is_one_of_the_case(tables):
    case, found = tables
    known = set(read_case(case, CASES[case]).statements["id"])
    for name, header, rows in found:
        at = header.index("statements") if "statements" in header else None
        cells = [row[at] for row in rows if at is not None and row[at]]
        ids = {one for cell in cells if not cell.isdigit() for one in cell.split(";")}
        assert ids <= known, name


def test_no_cell_is_run_by_a_spreadsheet(tables):
    number = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
    for name, _, rows in tables[1]:
        for cell in (cell for row in rows for cell in row):
            assert not re.match(r"[=+\-@\t\r]", cell) or number.fullmatch(cell), name
