"""Statements in short, each with an id that links can lead to."""

import pandas as pd

from helpers.analysis.selection import Selection
from helpers.figures.said import said_list
from helpers.figures.tables import ROWS

COUNTS = pd.DataFrame({"made": ["On 3 June 2025"], "statements": ["s-1"]})


def listed(statements, anchors=("said-a",)):
    ids = statements["id"]
    head = {"made": "On a day", "anchor": anchors[0], "told": "1 support", "dated": False}
    groups = pd.DataFrame({"id": ids} | head)
    return said_list(statements, groups, COUNTS, sources={"paper": "s7"}, name="counts", back="top")


def test_each_statement_has_its_place_its_date_and_a_way_back(made_case):
    row = {"actor": "ada", "concept": "c", "said": "2025-06", "paraphrase": "<b>So.</b>"}
    html = listed(Selection()(made_case(row)).statements).html
    assert '<p id="said-a"><b>On a day</b>: 1 support' in html
    assert (
        '<li id="s-1"><b>ADA</b> (June 2025), support: c. &lt;b&gt;So.&lt;/b&gt; '
        '<a href="#s7">paper</a>'
    ) in html
    assert '<a href="#top">Back</a>' in html


def test_the_counts_are_offered_for_download_even_when_nothing_is_listed(made_case):
    none = listed(Selection()(made_case()).statements)
    assert "No statement is left" in none.html
    assert none.files["counts.csv"].splitlines()[0] == "made,statements"


def test_more_statements_than_a_page_holds_are_not_listed(made_case):
    (one,) = Selection()(made_case(("a", "c", "support"))).statements.to_dict("records")
    many = pd.DataFrame([one | {"id": f"s-{at}"} for at in range(ROWS + 1)])
    part = listed(many)
    assert "1,001 statements are too many to list here" in part.html
    assert "<li" not in part.html


def test_a_quotation_stands_with_the_state_of_its_check(made_case):
    row = {"actor": "ada", "concept": "c", "fragment": "an <exact> word", "quotation": "verified"}
    html = listed(Selection()(made_case(row)).statements).html
    assert "<q>an &lt;exact&gt; word</q> (verified)" in html


def test_a_role_is_named_where_its_speaker_is_first_met(made_case):
    row = {"actor": "ada", "concept": "c"}
    table = Selection(counting="statement")(made_case(row, row)).statements
    html = listed(table.assign(role="mayor")).html
    assert html.count("<b>ADA</b>, mayor") == 1
    assert html.count("<b>ADA</b>") == 2
