"""What changed between two versions of a case: rows by id, positions that shifted."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.analysis.positions import positions
from helpers.analysis.selection import Selection
from helpers.case import PROJECT, read_case
from helpers.case.changes import CaseChange, Shift, TableChange, Unreadable, compare_case
from helpers.case.reading import read_table
from helpers.case.stances import CODED, positions_in

FERRY = Path(__file__).parents[1] / "cases" / "harbour-ferry"


@pytest.fixture
def change(ferry: Any) -> Callable[[], CaseChange]:
    """Compare the case as it was with what the test has made of it."""
    return lambda: compare_case(FERRY, ferry.folder)


def test_the_same_tables_have_no_change(change: Any) -> None:
    found = change()
    assert not any(found.tables.values())
    assert found.shifts == []


def test_rows_added_and_removed_are_found_by_id(ferry: Any, change: Any) -> None:
    rows = ferry.rows("events")
    ferry.write("events", [*rows[1:], rows[0] | {"id": "late-news"}])
    assert change().tables["events"] == TableChange(["late-news"], [rows[0]["id"]])


def test_a_changed_row_names_its_columns(ferry: Any, change: Any) -> None:
    first = ferry.rows("statements")[0]["id"]
    ferry.change("statements", first, note="Read again.", paraphrase="Says otherwise.")
    assert change().tables["statements"].changed == {first: ["paraphrase", "note"]}


def test_another_order_of_rows_is_no_change(ferry: Any, change: Any) -> None:
    ferry.write("statements", ferry.rows("statements")[::-1])
    assert not any(change().tables.values())


def test_another_line_end_is_no_change(ferry: Any, change: Any) -> None:
    ferry.edit("actors", lambda text: text.replace(b"\n", b"\r\n"))
    assert not any(change().tables.values())


def test_an_opposed_statement_puts_a_supporter_on_both_sides(ferry: Any, change: Any) -> None:
    like = next(row for row in ferry.rows("statements") if row["stance"] == "support")
    ferry.add("statements", like["id"], id="turned", article="late", stance="oppose")
    actor = next(row for row in ferry.rows("actors") if row["id"] == like["actor"])
    concept = next(row for row in ferry.rows("concepts") if row["id"] == like["concept"])
    expected = Shift(
        actor["id"], concept["id"], actor["name"], concept["label"], "supports", "split"
    )
    assert change().shifts == [expected]


def test_a_second_coder_shifts_no_position(ferry: Any, change: Any) -> None:
    like = next(row for row in ferry.rows("statements") if row["stance"] == "support")
    ferry.add("statements", like["id"], id="again", stance="oppose", coder="c9")
    found = change()
    assert found.tables["statements"].added == ["again"]
    assert found.shifts == []


def test_an_actor_who_is_gone_is_silent_and_keeps_the_name(ferry: Any, change: Any) -> None:
    said = next(row for row in ferry.rows("statements") if row["stance"] == "support")
    gone = next(row for row in ferry.rows("actors") if row["id"] == said["actor"])
    ferry.write("actors", [row for row in ferry.rows("actors") if row != gone])
    rows = [row for row in ferry.rows("statements") if row["actor"] != gone["id"]]
    ferry.write("statements", rows)
    shifts = change().shifts
    assert shifts
    assert {(each.name, each.now) for each in shifts} == {(gone["name"], "silent")}


def test_a_version_without_a_table_cannot_be_compared(ferry: Any, change: Any) -> None:
    ferry.path("events").unlink()
    with pytest.raises(Unreadable, match=r"^events\.csv: is missing"):
        change()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("harbour-ferry", FERRY.parent),
        ("minneapolis-separation-ordinance", PROJECT / "data"),
    ],
)
def test_positions_are_those_of_the_reports(name: str, data: Path) -> None:
    read, _ = read_table(data / name / "statements.csv", CODED)
    case = read_case(name, data)
    table = positions(Selection()(case).statements)
    shown = zip(table["actor"], table["concept"], table["position"], strict=True)
    assert positions_in(read) == {(actor, concept): position for actor, concept, position in shown}


def test_two_empty_tables_can_be_compared(tmp_path: Path) -> None:
    for name in ("one", "other"):
        shutil.copytree(FERRY, tmp_path / name)
        path = tmp_path / name / "statements.csv"
        header = path.read_text("utf-8").partition("\n")[0]
        path.write_text(header + ("\n" if name == "one" else "\r\n"), "utf-8")
    assert compare_case(tmp_path / "one", tmp_path / "other").shifts == []
