"""The rows behind the numbers of a table, and where they stand on the page."""

import re

import pandas as pd
import pytest

from helpers.analysis import agreement, coverage, coverage_rows
from helpers.analysis.selection import Selection
from helpers.figures.row_lists import MOST, row_list


@pytest.fixture
def lines(ferry):
    return pd.concat(
        [
            coverage_rows.gap_lines(coverage.missing_cells(ferry)),
            coverage_rows.state_lines(coverage.quotation_states(ferry)),
            coverage_rows.coder_lines(agreement.agreement(ferry)),
        ]
    )


def test_every_number_of_the_gaps_leads_to_a_line_of_its_own(ferry, lines):
    table, places = coverage_rows.placed_gaps(coverage.missing_cells(ferry))
    for kind, place in places.items():
        assert list(table[place] != "") == list(table[kind] > 0)
        assert {one[1:] for one in table[place] if one} <= set(lines["anchor"])
    assert lines["anchor"].is_unique
    assert lines["anchor"].str.fullmatch(r"[a-z]+[.][a-z0-9-]+").all()


def test_a_line_names_as_many_rows_as_its_number_says(ferry, lines):
    missing = coverage.missing_cells(ferry)
    numbers = coverage_rows.gap_lines(missing)["ids"].str.count(";") + 1
    assert list(numbers) == list(missing["missing"])
    states = coverage.quotation_states(ferry)
    anchor = coverage_rows.state_lines(states)["anchor"].iloc[0]
    (ids,) = lines.loc[lines["anchor"] == anchor, "ids"]
    assert len(ids.split(";")) == states["quotations"].iloc[0]


@pytest.fixture
def listed(ferry):
    return coverage.source_list(coverage.sources(ferry, Selection()))


def test_the_page_shows_every_statement_under_its_source_those_coded_again_last(
    ferry, listed, lines
):
    said, _ = coverage_rows.statements_by_source(ferry, listed, lines)
    assert list(said["article"].unique()) == list(listed["source_id"])
    for source, ids in zip(listed["source_id"], listed["statement_ids"], strict=True):
        mine = said[said["article"] == source]
        assert ";".join(mine.loc[~mine["again"], "id"]) == ids
        assert mine["again"].is_monotonic_increasing


def test_of_too_many_statements_those_that_lines_name_come_first(ferry, listed, lines, monkeypatch):
    named = coverage_rows.named(lines, "statements") & set(
        ferry.statements.loc[ferry.statements["article"] != "not found", "id"]
    )
    monkeypatch.setattr(coverage_rows, "MOST", len(named))
    said, sources = coverage_rows.statements_by_source(ferry, listed, lines)
    assert set(said["id"]) == named
    silent = ~sources["source_id"].isin(said["article"])
    assert silent.any()
    assert list(sources["said"] == "") == list(silent)


def test_the_page_shows_the_accounts_that_lines_name(ferry, lines):
    told = coverage_rows.accounts_behind(ferry, lines)
    gap = ferry.accounts.loc[ferry.accounts["time"] == "not stated", "id"]
    assert set(gap) <= set(told["account_id"])


def test_a_row_leads_to_its_place_only_where_the_page_shows_it():
    found = pd.DataFrame(
        {
            "anchor": ["gap-a", "gap-b", "gap-c"],
            "words": ["A", "B", "C"],
            "table": ["articles", "statements", "actors"],
            "ids": ["one;two", "s-1", "ada"],
        }
    )
    placed = coverage_rows.placed(found, ["one"], ["s-1"], [])
    assert list(placed["places"]) == ["#source.one;", "#s-1", ""]
    html = row_list(placed, caption="Rows").html
    assert '<li id="gap-a"><b>A</b> (2): <a href="#source.one">one</a>, two</li>' in html
    assert "<b>C</b> (1): ada</li>" in html


def test_of_very_many_rows_a_line_names_the_first():
    ids = ";".join(f"s-{at}" for at in range(MOST + 1))
    places = ";".join([""] * (MOST + 1))
    line = {"anchor": "a", "words": "<A>", "ids": ids, "places": places}
    html = row_list(pd.DataFrame([line]), caption="Rows").html
    assert len(re.findall(r"s-\d+", html)) == MOST
    assert "&lt;A&gt;" in html
    assert f"({MOST + 1})" in html
    assert "and 1 more, see the download" in html


def test_no_line_is_a_sentence():
    assert row_list(pd.DataFrame(columns=["words"]), caption="Rows").text == "Rows: none."
