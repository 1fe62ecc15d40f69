"""The sheet of each group, by hand."""

import pytest

from helpers.analysis.position_gaps import unheard
from helpers.analysis.position_places import in_reading_order
from helpers.analysis.position_sheets import sheet_cells, sheet_facts
from helpers.analysis.positions import positions
from helpers.analysis.selection import Selection


@pytest.fixture
def case(made_case):
    rows = [
        {"actor": "a", "concept": "p", "said": "2025-06-05", "behalf_of": "c"},
        {"actor": "b", "concept": "p", "said": "2025-06-03", "stance": "oppose"},
        {"actor": "b", "concept": "q", "said": "not stated"},
        {"actor": "c", "concept": "q", "stance": "not stated"},
    ]
    return made_case(*rows, groups={"a": "f", "b": "g", "c": "f"})


@pytest.fixture
def statements(case):
    return Selection(counting="statement")(case).statements


def facts(case, statements, place):
    table = sheet_facts(case, statements, positions(statements, "group"), unheard(case, statements))
    mine = table[table["place"] == place]
    return mine.groupby("term")["text"].agg(list).to_dict(), mine


def test_a_sheet_says_who_speaks_for_whom_what_is_held_and_who_is_silent(case, statements):
    told, _ = facts(case, statements, "g--1")
    assert told == {
        "Who speaks": ["A, for C (1)"],
        "First on record": ["5 June 2025"],
        "Last on record": ["5 June 2025"],
        "Is silent on": ["1 of 2 (50 %) concepts"],
        "No statement of its own used": ["C"],
    }


def test_statements_without_a_date_are_counted(case, statements):
    told, _ = facts(case, statements, "g--2")
    assert told["Without a date"] == ["1 statement"]


def test_a_sheet_has_what_is_supported_first_and_a_way_to_the_camps(case, statements):
    cells = sheet_cells(case, positions(statements, "group"))
    assert cells[["sheet", "label", "position", "others"]].values.tolist() == [
        ["g--2", "q", "supports", "c--2"],
        ["g--1", "p", "supports", "c--1"],
        ["g--2", "p", "opposes", "c--1"],
    ]


def test_statements_are_read_by_group_then_speaker_then_time(case, statements):
    table = in_reading_order(case, statements)
    assert table["id"].tolist() == ["s-1", "s-2", "s-3"]
    assert table["source"].tolist() == ["-1"] * 3
