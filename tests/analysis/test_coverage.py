"""What a case rests on, on the invented case, counted by hand from its tables."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers.analysis import coverage, coverage_words
from helpers.analysis.selection import Selection, SelectionError
from helpers.analysis.words import in_words


def test_each_source_has_the_number_of_its_statements_and_accounts(ferry):
    table = coverage.sources(ferry, Selection()).set_index("id")
    assert table.loc["contract-2021", "statements"] == 2
    carried = ferry.statements.query("article != 'not found'")
    assert table["statements"].sum() == len(carried) - 7  # the last seven rows are second codings
    assert table.loc["contract-2021", "statement_ids"] == "contract-2021-01;contract-2021-02"
    assert table["accounts"].sum() == len(ferry.accounts)


def test_a_tier_leaves_the_other_sources_out(ferry):
    chosen = Selection(tiers=["core"])
    table = coverage.sources(ferry, chosen)
    assert set(table["tier"]) == {"core"}
    assert "Left out: three sources (other tiers)." in coverage_words.basis(ferry, table, chosen)


def test_each_filter_on_sources_says_what_it_left_out(ferry):
    # Of nine core sources four are news, of twelve sources three are context.
    chosen = Selection(tiers=["core"], article_kinds=["news"])
    assert len(coverage.sources(ferry, chosen)) == 4
    assert chosen.sources(ferry)[1] == {"other tiers": 3, "other kinds of source": 5}


def test_an_unknown_tier_is_refused(ferry):
    with pytest.raises(SelectionError, match="nearest: core"):
        coverage.sources(ferry, Selection(tiers=["cor"]))


def test_a_source_counts_in_a_month_only_when_all_of_its_date_lies_in_it(ferry):
    table = coverage.sources(ferry, Selection()).head(3).copy()
    for end, days in (
        ("earliest", ["2025-06-01", "2025-06-30", "NaT"]),
        ("latest", ["2025-06-30", "2025-07-01", "NaT"]),
    ):
        table[f"published_{end}"] = days
        table[f"published_{end}"] = table[f"published_{end}"].astype("datetime64[s]")
    assert coverage.by_month(table).values.tolist() == [
        ["June 2025", 1, "radio-morning", "month.2025-06"],
        ["month not known", 2, "company-notice;gazette-breakdown", "month.unknown"],
    ]


def test_rows_for_what_was_looked_for_and_not_found_are_accounted_for(ferry):
    sought = (ferry.statements["article"] == "not found").sum()
    told = coverage_words.sought_sentence(ferry)
    assert f"Of the {len(ferry.statements)} rows of statements, " in told
    assert in_words(sought) in told
    some = replace(ferry, statements=ferry.statements[ferry.statements["article"] != "not found"])
    assert coverage_words.sought_sentence(some) == ""


@pytest.mark.parametrize(
    ("states", "words"),
    [
        (["verified"], "The state of the only quotation is “verified”."),
        (["verified"] * 2, "The state of each of the 2 quotations is “verified”."),
        (["verified", "text not held"], "Of two quotations, one is"),
    ],
)
def test_the_states_of_the_quotations_are_told(made_case, states, words):
    case = made_case(
        *[{"actor": "a", "concept": "p", "quotation": s, "fragment": "so"} for s in states]
    )
    assert coverage_words.quotation_sentence(case).startswith(words)


def test_gaps_are_counted_by_kind_with_their_rows_and_not_applying_is_no_gap(ferry):
    gaps = coverage.missing_cells(ferry).set_index(["table", "column", "kind"])
    said = ferry.statements.loc[ferry.statements["said"] == "not stated", "id"]
    assert gaps.loc[("statements", "said", "not stated"), "ids"] == ";".join(said)
    absent = (ferry.statements["article"] == "not found").sum()
    assert gaps.loc[("statements", "article", "looked for, not found"), "missing"] == absent
    shown = coverage.gap_table(gaps.reset_index()).set_index(["table", "column"])
    assert ("statements", "behalf of") not in shown.index
    assert "does not apply" not in shown.columns
    assert shown.loc[("statements", "said"), "not stated"] == len(said)


def test_gaps_quotations_and_coders_are_those_of_the_chosen_tiers(ferry):
    core = coverage.sources(ferry, Selection(tiers=["core"]))
    part = coverage.within(ferry, core)
    in_core = ferry.statements["article"].isin(core["id"])
    assert (
        coverage.quotation_states(part)["quotations"].sum()
        == (in_core & (ferry.statements["fragment"] != "")).sum()
    )
    gaps = coverage.missing_cells(part)
    assert set(gaps.loc[gaps["table"] == "articles", "cells"]) == {len(core)}
    # What no source carries has no tier.
    assert "article" not in set(gaps.loc[gaps["table"] == "statements", "column"])
    assert set(part.actors["id"]) >= set(part.statements["actor"])
    assert set(part.events["id"]) == set(part.accounts["event"])
    assert coverage.within(ferry, coverage.sources(ferry, Selection())) is ferry


def test_a_bar_leads_to_the_first_source_of_its_publisher(ferry):
    table = coverage.sources(ferry, Selection())
    listed = coverage.source_list(table)
    assert listed["source_id"].is_unique
    first = listed.drop_duplicates("publisher").set_index("publisher")["anchor"]
    for row in coverage.by_publisher(table).itertuples():
        assert row.place == f"#{first[row.publisher]}"
    # All sources of one publisher stand together.
    runs = (listed["publisher"] != listed["publisher"].shift()).sum()
    assert runs == listed["publisher"].nunique()


def test_publishers_that_carry_as_much_are_named_together():
    table = pd.DataFrame(
        {
            "publisher": ["A", "B", "C", "D"],
            "statements": [3, 3, 1, 1],
            "sources_words": "one source",
        }
    )
    assert coverage_words.publisher_title(table) == "A and B carry the most statements: 3 each"
    assert coverage_words.most_carried(table, 8) == (
        "A, B, C and D carry 8 of 8 (100 %) statements."
    )
    only = table.head(1).assign(statements=1)
    assert coverage_words.most_carried(only, 1) == "A carries the only statement."
    nothing = table.assign(statements=0)
    assert coverage_words.publisher_title(nothing) == "No source carries a statement"


def test_quotations_are_counted_by_state(ferry):
    states = coverage.quotation_states(ferry)
    assert states["quotations"].sum() == (ferry.statements["fragment"] != "").sum()
    held = {path.stem for path in (ferry.folder / "texts").glob("*.txt")}
    quoting = ferry.statements.loc[ferry.statements["fragment"] != "", "article"]
    by_state = states.set_index("state")["quotations"]
    assert by_state["verified"] == quoting.isin(held).sum()
    assert by_state["text not held"] == (~quoting.isin(held)).sum()


def test_sentences_hold_for_no_source_at_all(ferry):
    nothing = coverage.sources(ferry, Selection()).iloc[:0]
    assert coverage_words.coverage_findings(ferry, nothing) == [
        "No source is left by these filters."
    ]
    assert coverage_words.extent_sentence(nothing) == ""
    assert coverage_words.basis(ferry, nothing, Selection()).startswith("No source is left.")
    assert coverage.gap_table(coverage.missing_cells(coverage.within(ferry, nothing))).empty
    assert (
        coverage_words.publisher_title(coverage.by_publisher(nothing))
        == "No publisher is left by these filters"
    )
    assert (
        coverage_words.month_title(coverage.by_month(nothing))
        == "No source can be placed in a month"
    )


def test_the_download_of_sources_says_how_each_date_is_known(ferry):
    listed = coverage.source_list(coverage.sources(ferry, Selection())).set_index("source_id")
    notes = ferry.articles.set_index("id")["published_note"]
    assert dict(listed["published_note"]) == dict(notes)
    assert listed.loc["opinion-subsidy", "published_basis"] == "inferred"


def test_the_title_on_months_says_which_month_has_most_and_whether_it_is_the_only_one():
    months = pd.DataFrame({"month": ["May 2024", "June 2024"], "sources": [1, 3]})
    assert coverage_words.month_title(months) == (
        "More sources appeared in June 2024 than in any other month: 3"
    )
    assert coverage_words.month_title(months.head(1)) == (
        "All sources of a known month appeared in May 2024: 1"
    )


def test_a_publisher_that_carries_everything_carries_all():
    only = pd.DataFrame({"publisher": ["A"], "statements": [4], "sources_words": ["one source"]})
    assert coverage_words.publisher_title(only) == "A carries all statements: 4 in one source"
