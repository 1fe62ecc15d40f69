"""What stands under the tables on coverage, on the invented case, in the unit that each counts."""

from dataclasses import replace

from helpers.analysis import agreement, coverage, coverage_notes
from helpers.analysis.selection import Selection

CORE = Selection(tiers=["core"])


def test_a_note_on_statements_says_how_many_sources_and_statements_it_counts(ferry):
    note = coverage_notes.statements_note(ferry, coverage.sources(ferry, CORE), CORE)
    # Three of twelve sources are context; they carry five of the 44 statements.
    assert note == (
        "Nine sources with 39 statements used. Left out: three sources (other tiers) and seven "
        "statements coded a second time by another coder."
    )


def test_a_note_on_sources_counts_sources_alone(ferry):
    note = coverage_notes.sources_note(ferry, coverage.sources(ferry, CORE), CORE)
    assert note == "Nine sources used. Left out: three sources (other tiers)."


def test_a_note_on_publishers_counts_accounts_as_well(ferry):
    whole = coverage.sources(ferry, Selection())
    note = coverage_notes.carried_note(ferry, whole, Selection())
    assert note.startswith(
        f"12 sources with 44 statements and {len(ferry.accounts)} accounts used."
    )


def test_the_note_on_gaps_counts_cells_and_rows(made_case):
    rows = [{"actor": "a", "concept": "c", "said": said} for said in ("not stated", "2025-06-03")]
    case = made_case(*rows)
    gaps = coverage.missing_cells(case)
    gaps = gaps[(gaps["table"] == "statements") & (gaps["column"] == "said")]
    assert coverage_notes.gaps_note(case, case, gaps, Selection()) == (
        "2 cells of one column in 2 statement rows used; 1 of them has no value. Columns without a "
        "gap are not shown. Nothing was left out."
    )


def test_the_note_on_gaps_says_what_the_sources_left_out_carried(ferry):
    part = coverage.within(ferry, coverage.sources(ferry, CORE))
    note = coverage_notes.gaps_note(ferry, part, coverage.missing_cells(part), CORE)
    fewer = len(ferry.accounts) - len(part.accounts)
    assert "three sources (other tiers)" in note
    assert fewer > 0
    assert "accounts that no source left carries" in note or "account that no source" in note


def test_the_note_on_quotations_counts_quotations(made_case):
    row = {"actor": "a", "concept": "c", "fragment": "so"}
    rows = [row | {"article": one} for one in ("one", "one", "two")]
    case = made_case(*rows, {"actor": "a", "concept": "c"})
    assert coverage_notes.quotations_note(case, case, Selection()) == (
        "Three quotations in two sources used. Nothing was left out."
    )
    chosen = Selection(articles=["two"])
    part = replace(case, statements=case.statements.query("article == 'two'"))
    assert coverage_notes.quotations_note(case, part, chosen) == (
        "One quotation in one source used. Left out: two sources (other articles) and two "
        "quotations in them."
    )


def test_a_quotation_of_a_second_coding_is_said_to_count_again(made_case):
    row = {"actor": "a", "concept": "c", "fragment": "so"}
    case = made_case(row | {"coder": "c1"}, row | {"coder": "c2"})
    assert "One quotation is counted again, with a statement coded a second time." in (
        coverage_notes.quotations_note(case, case, Selection())
    )


def test_the_note_on_coders_counts_statements_coded_twice(ferry, made_case):
    # Seven of the 44 statements were coded by a second coder.
    assert coverage_notes.coders_note(
        ferry, ferry, agreement.agreement(ferry), Selection()
    ).startswith("Seven statements were coded more than once. Left out: 37 statements coded once.")
    once = made_case(("a", "c", "support"))
    assert coverage_notes.coders_note(once, once, agreement.agreement(once), Selection()) == (
        "No statement was coded more than once. Left out: one statement coded once."
    )
