"""Agreement between coders, worked by hand."""

import math

import pytest

from helpers.analysis.agreement import agreement, agreement_sentence, agreement_view, double_coded


def coded(*stances: tuple[str, str], concept: str = "p", start: int = 1) -> list[dict[str, str]]:
    """Rows of one actor a statement: the stance of coder c1 and that of c2."""
    return [
        {"actor": f"{concept}{n}", "concept": concept, "stance": stance, "coder": coder}
        for n, pair in enumerate(stances, start=start)
        for coder, stance in zip(("c1", "c2"), pair, strict=True)
    ]


S, O, N = "support", "oppose", "neutral"  # noqa: E741


def test_alpha_and_percent_are_as_worked_by_hand(made_case):
    # Four pairs, three agree. Values: support 2 + 1 = 3, oppose 1 + 2 + 2 = 5, n = 8.
    # Observed disagreement 2/8, expected 2 x 3 x 5 / (8 x 7) = 30/56: alpha = 1 - 14/30.
    table = agreement(made_case(*coded((S, S), (S, O), (O, O), (O, O)))).iloc[-1]
    assert [table["twice"], table["pairs"], table["agreed"], table["percent"]] == [4, 4, 3, 75]
    assert table["alpha"] == pytest.approx(16 / 30)


def test_each_concept_has_its_own_numbers_and_the_last_row_is_all(made_case):
    rows = coded((S, S), (S, N), (O, O)) + coded((S, S), concept="q")
    table = agreement(made_case(*rows)).set_index("concept")
    assert table.index.tolist() == ["p", "q", "all concepts"]
    assert table["concept_id"].tolist() == ["p", "q", ""]
    assert table["pairs"].tolist() == [3, 1, 4]
    # p: support 3, neutral 1, oppose 2; n = 6. Expected: (36 - 9 - 1 - 4) / (6 x 5) = 22/30.
    assert table.loc["p", "alpha"] == pytest.approx(1 - (2 / 6) / (22 / 30))
    assert table.loc["q", "statements"] == "s-7;s-8"


def test_where_all_codings_are_the_same_alpha_is_not_defined(made_case):
    case = made_case(*coded((S, S), (S, S)))
    table = agreement(case)
    assert math.isnan(table["alpha"].iloc[-1])
    assert "not defined, because all codings are the same" in agreement_sentence(case, table)
    assert agreement_view(table)["alpha"].tolist() == ["all the same", "all the same"]


def test_three_coders_of_one_statement_are_three_pairs(made_case):
    rows = [
        {"actor": "a", "concept": "p", "stance": stance, "coder": coder}
        for coder, stance in (("c1", S), ("c2", S), ("c3", O))
    ]
    assert agreement(made_case(*rows)).iloc[-1][["pairs", "agreed"]].tolist() == [3, 1]


def test_several_rows_of_a_coder_are_compared_in_their_order(made_case):
    rows = [
        {"actor": "a", "concept": "p", "stance": stance, "coder": coder}
        for coder, stance in (("c1", S), ("c1", O), ("c2", S), ("c2", N), ("c2", O))
    ]
    # Support with support, oppose with neutral; the third of c2 has no partner.
    table = agreement(made_case(*rows)).iloc[-1]
    assert table[["twice", "pairs", "agreed"]].tolist() == [2, 2, 1]


def test_a_stance_that_cannot_be_read_makes_no_pair(made_case):
    assert double_coded(made_case(*coded((S, "not stated")))).empty


def test_one_coder_alone_is_said_in_a_sentence(made_case):
    case = made_case(("a", "p", "support"))
    assert agreement_sentence(case, agreement(case)) == (
        "All rows were coded by one coder (c1), so it cannot be said how far another coder would "
        "agree."
    )


def test_two_coders_who_share_no_statement_are_said_in_a_sentence(made_case):
    rows = [{"actor": a, "concept": "p", "stance": S, "coder": c} for a, c in ("ax", "by")]
    case = made_case(*rows)
    assert agreement(case).empty
    assert agreement_sentence(case, agreement(case)).startswith(
        "Two coders coded, but no statement"
    )


def test_the_invented_case_is_as_counted_by_hand(ferry):
    # Seven statements; c2 differs on Sato (support, neutral) and on Ashgrove (neutral, support).
    # Values: support 6, oppose 4, neutral 2, mixed 2; n = 14; observed 4/14,
    # expected (196 - 36 - 16 - 4 - 4) / (14 x 13).
    table = agreement(ferry).iloc[-1]
    assert table[["pairs", "agreed"]].tolist() == [7, 5]
    assert table["alpha"] == pytest.approx(1 - (4 / 14) / (136 / (14 * 13)))
    assert "five of seven pairs of codings (71 %)" in agreement_sentence(ferry, agreement(ferry))
