"""Which statements count: the key of the counting rule, and one coder of two."""

import pandas as pd
import pytest

from helpers.analysis.counting import coded_again, count_once
from helpers.analysis.network import conflict, congruence, ignore, stance_matrices
from helpers.analysis.selection import Selection


def table(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Statements of one actor on one concept: id, article, stance, date."""
    said = pd.DataFrame(rows, columns=["id", "article", "stance", "said_earliest"])
    said["said_earliest"] = pd.to_datetime(said["said_earliest"], format="ISO8601").astype(
        "datetime64[s]"
    )
    return said.assign(actor="a", concept="p")


def test_the_key_has_the_stance_unless_the_measure_ignores_it() -> None:
    said = table(
        ("s1", "x", "support", "2025-01-01"),
        ("s2", "x", "oppose", "2025-01-02"),
        ("s3", "x", "support", "2025-01-03"),
    )
    assert count_once(said, "article")["id"].tolist() == ["s1", "s2"]
    assert count_once(said, "article", by_stance=False)["id"].tolist() == ["s1"]


def test_the_first_by_date_then_article_then_position_is_kept() -> None:
    said = table(
        ("s1", "y", "support", "2025-01-02"),
        ("s2", "x", "support", "2025-01-01"),
        ("s3", "y", "support", "2025-01-01"),
        ("s4", "x", "support", ""),
    )
    # s2 and s3 are of one day; y stands before x in the file.
    assert count_once(said, "once")["id"].tolist() == ["s3"]


def test_a_week_includes_its_year_and_undated_statements_share_one_period() -> None:
    said = table(
        ("s1", "x", "support", "2024-12-30"),  # Monday of ISO week 1 of 2025
        ("s2", "x", "support", "2025-01-05"),  # Sunday of it
        ("s3", "x", "support", "2024-01-03"),  # week 1 of the year before
        ("s4", "x", "support", ""),
        ("s5", "x", "support", ""),
    )
    assert count_once(said, "week")["id"].tolist() == ["s1", "s3", "s4"]


@pytest.mark.parametrize(
    ("counting", "dates", "kept"),
    [
        ("day", ["2025-06-03", "2025-06-03T22:00", "2025-06-04"], ["s0", "s2"]),  # one week
        ("month", ["2025-06-01", "2025-06-30", "2025-05-31", "2024-06-01"], ["s0", "s2", "s3"]),
        ("year", ["2025-01-01", "2025-12-31", "2024-12-31"], ["s0", "s2"]),
    ],
)
def test_a_period_is_that_of_the_calendar(counting: str, dates: list[str], kept: list[str]) -> None:
    rows = ((f"s{at}", "x", "support", date) for at, date in enumerate(dates))
    assert count_once(table(*rows), counting)["id"].tolist() == kept


def test_the_coder_of_the_first_row_counts_also_with_several_rows() -> None:
    said = table(*[(f"s{i}", "x", "support", "2025-01-01") for i in range(1, 5)])
    said["coder"] = ["c2", "c1", "c2", "c3"]
    assert coded_again(said).tolist() == [False, True, False, True]


def test_another_article_actor_or_concept_is_no_second_coding() -> None:
    said = table(("s1", "x", "support", ""), ("s2", "y", "support", ""))
    said["coder"] = ["c1", "c2"]
    assert not coded_again(said).any()


def test_a_selection_leaves_second_codings_out_and_says_so(made_case) -> None:
    rows = [
        {"actor": "a", "concept": "p", "stance": "support", "coder": "c1", "kind": "claim"},
        {"actor": "a", "concept": "p", "stance": "oppose", "coder": "c2", "kind": "answer"},
    ]
    used = Selection(counting="statement")(made_case(*rows))
    assert used.statements["id"].tolist() == ["s-1"]
    assert used.dropped == {"coded a second time, by another coder": 1}


def test_a_second_coding_does_not_step_in_where_a_filter_drops_the_first(made_case) -> None:
    rows = [
        {"actor": "a", "concept": "p", "stance": "support", "coder": "c1", "kind": "claim"},
        {"actor": "a", "concept": "p", "stance": "oppose", "coder": "c2", "kind": "answer"},
    ]
    assert Selection(kinds=["answer"])(made_case(*rows)).statements.empty


def test_a_measure_that_ignores_stance_counts_sided_statements_once(made_case) -> None:
    # In one article a speaks neutrally, then for, then against; b is for.
    stances = ["neutral", "support", "oppose"]
    case = made_case(*[("a", "p", s) for s in stances], ("b", "p", "support"))
    used = Selection(by_stance=False)(case)
    assert used.statements["id"].tolist() == ["s-2", "s-4"]
    assert used.dropped == {"takes no side": 1, "said again under the counting rule": 1}
    assert ignore(stance_matrices(used.statements)).toarray().tolist() == [[0, 1], [1, 0]]


@pytest.mark.parametrize("counting", ["statement", "article", "month", "once"])
@pytest.mark.parametrize("by_stance", [True, False])
def test_congruence_and_conflict_add_up_to_ignore_whatever_is_retained(
    ferry, counting: str, by_stance: bool
) -> None:
    x = stance_matrices(Selection(counting=counting, by_stance=by_stance)(ferry).statements)
    assert (congruence(x) + conflict(x) - ignore(x)).nnz == 0


def test_each_statement_names_the_others_that_it_counts_for() -> None:
    said = table(
        ("s1", "x", "support", "2025-01-03"),
        ("s2", "x", "support", "2025-01-01"),
        ("s3", "x", "oppose", "2025-01-02"),
        ("s4", "x", "support", "2025-01-02"),
    )
    assert count_once(said, "article")["also"].tolist() == ["s1 s4", ""]
    assert count_once(said, "article", by_stance=False)["also"].tolist() == ["s1 s3 s4"]
    assert set(count_once(said, "statement")["also"]) == {""}
    assert "also" not in said


def test_a_statement_that_is_said_again_is_named_whatever_row_comes_first(made_case) -> None:
    row = {"actor": "ada", "concept": "c"}
    early = row | {"id": "new", "said": "2025-06-01"}
    (one,) = Selection()(made_case(row, row)).statements.to_dict("records")
    assert (one["id"], one["also"]) == ("s-1", "s-2")
    (one,) = Selection()(made_case(early, row, row)).statements.to_dict("records")
    assert (one["id"], one["also"]) == ("new", "s-2 s-3")
