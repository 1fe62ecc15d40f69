"""The sheet of each group, by hand."""

import pytest

from helpers.analysis.position_gaps import unheard
from helpers.analysis.position_places import group_places
from helpers.analysis.position_sheets import evidence, sheet_cells, sheet_facts
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
    told, rows = facts(case, statements, "group--f")
    assert told == {
        "Who speaks": ["A, for C (1)"],
        "First on record": ["5 June 2025"],
        "Last on record": ["5 June 2025"],
        "Supports": ["p"],
        "Is silent on": ["q"],
        "No statement of its own": ["C"],
    }
    assert rows.loc[rows["term"] == "Supports", "target"].tolist() == ["#group--f--p"]


def test_statements_without_a_date_are_counted(case, statements):
    told, _ = facts(case, statements, "group--g")
    assert told["Without a date"] == ["1 statement"]
    assert told["Opposes"] == ["p"]


def test_a_part_of_a_sheet_says_how_many_statements_and_since_when(case, statements):
    cells = sheet_cells(case, positions(statements, "group"), statements).set_index("place")
    assert cells.loc["group--g--p", "line"] == "One statement by one speaker, made 3 June 2025."
    assert cells.loc["group--g--q", "line"] == "One statement by one speaker, without a date."
    assert cells.loc["group--g--p", ["position", "others"]].tolist() == ["opposes", "concept--p"]


def test_every_statement_has_the_places_of_its_cells(case, statements):
    table = evidence(case, statements, positions(statements, "actor")).set_index("id")
    assert table.loc["s-1", ["part", "cell"]].tolist() == ["group--f--p", "actor--a--p"]
    assert len(table) == len(statements)


def test_a_group_whose_name_is_unfit_for_an_address_gets_a_number(made_case):
    case = made_case(("a", "p", "support"), groups={"a": "The City"})
    assert group_places(case) == {"The City": "group--no-1", "g": "group--g"}
