"""Statements in short, each with an id that links can lead to."""

import pandas as pd

from helpers.analysis.selection import Selection
from helpers.figures.said import said_by_source, said_list
from helpers.figures.tables import ROWS

COUNTS = pd.DataFrame({"made": ["On 3 June 2025"], "statements": ["s-1"]})


def groups(ids, anchor="said-a"):
    head = {"made": "On a day", "anchor": anchor, "told": "1 support", "dated": False}
    return pd.DataFrame({"id": ids} | head)


def listed(statements, anchors=("said-a",)):
    told = groups(statements["id"], anchors[0])
    return said_list(statements, told, COUNTS, sources={"paper": "s7"}, name="counts", back="top")


def test_each_statement_has_its_place_its_date_and_a_way_back(made_case):
    row = {"actor": "ada", "concept": "c", "said": "2025-06", "paraphrase": "<b>So.</b>"}
    html = listed(Selection()(made_case(row)).statements).html
    assert '<p id="said-a"><b>On a day</b>: 1 support<p><a href="#s7">paper</a><ul>' in html
    assert '<li id="s-1"><b>ADA</b> (June 2025), support: c. &lt;b&gt;So.&lt;/b&gt;</ul>' in html
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


def test_a_quotation_stands_with_the_state_of_its_check_where_states_differ(made_case):
    row = {"actor": "ada", "concept": "c", "fragment": "an <exact> word", "quotation": "verified"}
    other = row | {"actor": "ben", "quotation": "orphaned"}
    html = listed(Selection()(made_case(row, other)).statements).html
    assert "<q>an &lt;exact&gt; word</q> (verified)" in html
    assert "(orphaned)" in html


def test_a_state_that_all_quotations_share_is_said_once(made_case):
    row = {"actor": "ada", "concept": "c", "fragment": "a word", "quotation": "verified"}
    html = listed(Selection()(made_case(row, row | {"actor": "ben"})).statements).html
    assert html.count("verified") == 1
    assert "Every quotation in this list has the state “verified”." in html


def test_a_speaker_who_goes_on_in_one_source_is_named_once_and_with_the_role_once(made_case):
    row = {"actor": "ada", "concept": "c"}
    elsewhere = row | {"article": "other"}
    table = Selection(counting="statement")(made_case(row, row, elsewhere)).statements
    part = said_list(
        table.assign(role="mayor"),
        groups(table["id"]),
        COUNTS,
        sources={"paper": "s7", "other": "s8"},
        name="counts",
        back="top",
    )
    assert part.html.count("<b>ADA</b>, mayor") == 1
    assert '<li id="s-2">Also (3 June 2025), support' in part.html
    assert '<a href="#s8">other</a><ul><li id="s-3"><b>ADA</b> (3 June 2025), support' in part.html


def of_sources(statements, again=False, **given):
    return said_by_source(
        statements.assign(again=again),
        places={"paper": "said-in.paper"},
        sources={"paper": "s7"},
        number=given.get("number", len(statements)),
    )


def test_by_source_each_statement_has_its_date_under_a_heading_with_a_place(made_case):
    row = {"actor": "ada", "concept": "c", "paraphrase": "So."}
    rows = [row | {"said": date} for date in ("2025-06", "not stated", "2025-06-03T08:00")]
    html = of_sources(Selection(counting="statement")(made_case(*rows)).statements).html
    assert "<summary>Statements by source (3)</summary>" in html
    assert '<p id="said-in.paper"><a href="#s7">paper</a><ul><li id="s-1"><b>ADA</b> (June' in html
    assert '<li id="s-2">Also (date not stated), support: c. So.' in html
    assert '<li id="s-3">Also (08:00 on 3 June 2025), support' in html


def test_by_source_a_second_coding_is_said_to_be_one(made_case):
    statements = Selection()(made_case(("ada", "c", "support"))).statements
    assert "(3 June 2025), support" in of_sources(statements).html
    assert "(3 June 2025, coded a second time), support" in of_sources(statements, again=True).html


def test_by_source_the_number_of_all_is_said_where_not_all_are_shown(made_case):
    statements = Selection()(made_case(("ada", "c", "support"))).statements
    assert "Statements by source (1 of 1,200)" in of_sources(statements, number=1200).html
    assert of_sources(statements.head(0)).text == "No source that is left carries a statement."


def test_what_is_said_again_keeps_its_place_at_the_statement_that_counts(made_case):
    row = {"actor": "ada", "concept": "c"}
    html = listed(Selection()(made_case(row, row, row)).statements).html
    assert 'c. Says so. Counts once with <b id="s-2">s-2</b>, <b id="s-3">s-3</b></ul>' in html
    assert "Counts once" not in listed(Selection()(made_case(row)).statements).html
