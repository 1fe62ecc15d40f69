"""What a case rests on, on the invented case, counted by hand from its tables."""

import pytest

from helpers.analysis import coverage, coverage_words
from helpers.analysis.selection import SelectionError


def test_each_source_has_the_number_of_its_statements_and_accounts(ferry):
    table = coverage.sources(ferry).set_index("id")
    assert table.loc["contract-2021", "statements"] == 2
    carried = ferry.statements.query("article != 'not found'")
    assert table["statements"].sum() == len(carried) - 7  # the last seven rows are second codings
    assert table.loc["contract-2021", "ids"] == "contract-2021-01, contract-2021-02"
    assert table["accounts"].sum() == len(ferry.accounts)


def test_a_tier_leaves_the_other_sources_out(ferry):
    table = coverage.sources(ferry, ["core"])
    assert set(table["tier"]) == {"core"}
    assert "other tiers left out" in coverage_words.basis(ferry, table)


def test_an_unknown_tier_is_refused(ferry):
    with pytest.raises(SelectionError, match="nearest: core"):
        coverage.sources(ferry, ["cor"])


def test_a_source_counts_in_a_month_only_when_all_of_its_date_lies_in_it(ferry):
    table = coverage.sources(ferry).head(3).copy()
    for end, days in (
        ("earliest", ["2025-06-01", "2025-06-30", "NaT"]),
        ("latest", ["2025-06-30", "2025-07-01", "NaT"]),
    ):
        table[f"published_{end}"] = days
        table[f"published_{end}"] = table[f"published_{end}"].astype("datetime64[s]")
    assert coverage.by_month(table).values.tolist() == [
        ["Jun 2025", 1, "radio-morning"],
        ["month not known", 2, "company-notice, gazette-breakdown"],
    ]


def test_a_note_says_what_was_used_and_left_out(ferry):
    core = coverage.sources(ferry, ["core"])
    note = coverage_words.note(ferry, core)
    # Three of twelve sources are context; they carry five of the 44 statements.
    assert note == (
        "Nine sources with 39 statements used. Left out: three sources of other tiers and seven "
        "statements coded a second time, by another coder."
    )


def test_gaps_are_counted_by_kind_and_not_applying_is_no_gap(ferry):
    gaps = coverage.missing_cells(ferry).set_index(["table", "column"])
    said = ferry.statements["said"]
    assert gaps.loc[("statements", "said"), "not stated"] == (said == "not stated").sum()
    assert (
        gaps.loc[("statements", "article"), "looked for, not found"]
        == (ferry.statements["article"] == "not found").sum()
    )
    assert ("statements", "behalf of") not in gaps.index
    assert "does not apply" not in gaps.columns


def test_quotations_are_counted_by_state(ferry):
    states = coverage.quotation_states(ferry)
    assert states["quotations"].sum() == (ferry.statements["fragment"] != "").sum()
    held = {path.stem for path in (ferry.folder / "texts").glob("*.txt")}
    quoting = ferry.statements.loc[ferry.statements["fragment"] != "", "article"]
    by_state = states.set_index("state")["quotations"]
    assert by_state["verified"] == quoting.isin(held).sum()
    assert by_state["text not held"] == (~quoting.isin(held)).sum()


def test_sentences_hold_for_no_source_at_all(ferry):
    nothing = coverage.sources(ferry).iloc[:0]
    assert coverage_words.coverage_findings(ferry, nothing) == [
        "No source is left by these filters."
    ]
    assert (
        coverage_words.publisher_title(coverage.by_publisher(nothing))
        == "No publisher is left by these filters"
    )
    assert (
        coverage_words.month_title(coverage.by_month(nothing))
        == "No source can be placed in a month"
    )
