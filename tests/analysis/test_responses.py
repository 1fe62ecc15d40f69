"""What responds to what: targets, direction, order and outcome, worked by hand."""

import pandas as pd
import pytest

from helpers.analysis.filters import SelectionError
from helpers.analysis.prepared import canonical, prepared
from helpers.analysis.responses import (
    DISPUTES,
    EARLIER,
    ELSEWHERE,
    OTHER_SIDE,
    TAKES_UP,
    UNREAD,
    looked_for,
    responses,
    subjects,
    unanswered,
)
from helpers.analysis.selection import Selection

FINDING = {
    "id": "f",
    "actor": "auditor",
    "concept": "kept",
    "kind": "finding",
    "said": "2025-08-05",
}


def reply(id="r", to="f", **values):
    """A statement of b that responds to `to`."""
    row = {"id": id, "actor": "b", "concept": "kept", "responds_to": to, "said": "2025-08-06"}
    return row | values


def ready(case):
    return prepared(case, Selection(counting="statement", unread=True)(case).statements)


def followed(case, kinds=("finding",), **options):
    """The responses to the statements of these kinds."""
    said = ready(case)
    return responses(said, subjects(said, list(kinds)), **options)


def test_a_statement_that_repeats_another_stands_for_it_through_a_chain(made_case):
    case = made_case(
        FINDING,
        FINDING | {"id": "g", "repeats": "f"},
        FINDING | {"id": "h", "repeats": "g"},
    )
    assert canonical(case.statements).to_dict() == {"f": "f", "g": "f", "h": "f"}


def test_statements_that_repeat_each_other_in_a_circle_come_to_an_end(made_case):
    case = made_case(FINDING | {"repeats": "g"}, FINDING | {"id": "g", "repeats": "f"})
    assert set(canonical(case.statements)) <= {"f", "g"}


def test_a_finding_counts_once_with_the_number_of_articles_that_report_it(made_case):
    case = made_case(
        FINDING,
        FINDING | {"id": "g", "article": "radio", "repeats": "f"},
        FINDING | {"id": "h", "article": "radio", "repeats": "f"},
    )
    (found,) = subjects(ready(case), ["finding"]).to_dict("records")
    assert (found["id"], found["sources"], found["rows"]) == ("f", 2, "f;g;h")


def test_a_finding_without_a_date_takes_it_from_another_report(made_case):
    undated = FINDING | {"said": "not stated"}
    case = made_case(undated, FINDING | {"id": "g", "article": "radio", "repeats": "f"})
    (found,) = subjects(ready(case), ["finding"]).to_dict("records")
    assert found["when"] == "5 August 2025"
    assert found["begin"] == pd.Timestamp("2025-08-05")


def test_a_finding_whose_own_row_was_filtered_out_is_shown_by_its_repeat(made_case):
    case = made_case(FINDING, FINDING | {"id": "g", "article": "radio", "repeats": "f"})
    said = ready(case)
    (found,) = subjects(said[said["id"] == "g"], ["finding"]).to_dict("records")
    assert (found["id"], found["row"]) == ("f", "g")


def test_a_response_to_a_repeated_row_counts_for_the_canonical_one(made_case):
    case = made_case(FINDING, FINDING | {"id": "g", "repeats": "f"}, reply(to="g"))
    assert followed(case)["target"].tolist() == ["f"]


def test_one_response_may_name_several_targets_and_none_twice(made_case):
    other = FINDING | {"id": "e"}
    case = made_case(FINDING, FINDING | {"id": "g", "repeats": "f"}, other, reply(to="e; f;g"))
    assert followed(case)["target"].tolist() == ["f", "e"]


def test_a_response_reported_by_two_sources_counts_once(made_case):
    case = made_case(FINDING, reply(), reply(id="again", article="radio", repeats="r"))
    assert followed(case)["id"].tolist() == ["r"]


def test_a_recommendation_that_refers_to_a_finding_is_no_response_to_it(made_case):
    own = reply(id="o", actor="auditor", kind="recommendation")
    case = made_case(FINDING, own)
    assert followed(case, ["finding", "recommendation"]).empty


@pytest.mark.parametrize(
    ("changes", "direction"),
    [
        ({}, TAKES_UP),
        ({"stance": "oppose"}, DISPUTES),
        ({"stance": "neutral"}, OTHER_SIDE),
        ({"stance": "mixed"}, OTHER_SIDE),
        ({"concept": "stronger"}, ELSEWHERE),
        ({"concept": "stronger", "stance": "oppose"}, ELSEWHERE),
        ({"stance": "not stated"}, UNREAD),
        ({"said": "2025-08-04"}, EARLIER),
        ({"said": "2025-08-04", "stance": "oppose"}, EARLIER),
        ({"said": "2025-08-04/2025-08-05", "stance": "oppose"}, DISPUTES),
        ({"said": "not stated", "stance": "oppose"}, DISPUTES),
    ],
)
def test_the_direction_follows_from_concept_stance_and_date(made_case, changes, direction):
    assert followed(made_case(FINDING, reply(**changes)))["direction"].tolist() == [direction]


def test_a_statement_without_a_date_was_said_at_the_latest_when_it_was_printed(made_case):
    case = made_case(FINDING, reply(said="not stated", article="old"))
    old = case.articles["id"] == "old"
    case.articles.loc[old, "published"] = "2025-06-01"
    case.articles.loc[old, "published_latest"] = pd.Timestamp("2025-06-01T23:59:59")
    (row,) = followed(case).to_dict("records")
    assert row["direction"] == EARLIER
    assert row["when"] == "not dated, published 1 June 2025"


def test_a_place_is_one_more_than_what_was_certainly_said_before(made_case):
    case = made_case(
        FINDING,
        reply(id="third", said="2025-08-09"),
        reply(id="first", said="2025-08-06"),
        reply(id="first-too", said="2025-08-06/2025-08-08"),
        reply(id="whenever", said="not stated"),
    )
    table = followed(case).set_index("id")["place"]
    assert table.to_dict() == {"first": 1, "first-too": 1, "whenever": 1, "third": 3}
    assert table.index.tolist() == ["first", "first-too", "whenever", "third"]


def test_what_was_said_in_the_same_second_has_the_same_place(made_case):
    at = "2025-08-06T10:00:00"
    case = made_case(FINDING, reply(id="a", said=at), reply(id="b", said=at))
    assert followed(case)["place"].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("kind", "said", "outcome"),
    [
        ("vote", "2025-08-05", True),
        ("answer", "2025-09-04", False),
        ("answer", "2025-09-05", True),
        ("answer", "2025-09", False),
        ("answer", "not stated", False),
        ("claim", "2026-01-01", False),
    ],
)
def test_a_vote_and_an_answer_surely_later_than_thirty_days_are_outcomes(
    made_case, kind, said, outcome
):
    case = made_case(FINDING, reply(kind=kind, said=said))
    assert followed(case, days=30)["outcome"].tolist() == [outcome]


def test_negative_days_are_refused(made_case):
    with pytest.raises(SelectionError, match="days: -1 is not allowed; use 0 or more"):
        followed(made_case(FINDING, reply()), days=-1)


def test_what_nothing_responds_to_is_unanswered(made_case):
    case = made_case(FINDING, FINDING | {"id": "silent"}, reply())
    said = ready(case)
    found = subjects(said, ["finding"])
    assert unanswered(found, responses(said, found))["id"].tolist() == ["silent"]


@pytest.mark.parametrize("rows", [[], [FINDING], [("a", "p", "support")], [reply(to="nothing")]])
def test_without_a_finding_or_a_response_the_table_is_empty(made_case, rows):
    table = followed(made_case(*rows))
    assert table.empty
    assert {"target", "direction", "outcome", "place"} <= set(table)


def test_an_answer_that_was_not_found_names_whom_it_would_answer(made_case):
    absent = {"article": "not found", "stance": "not found", "form": "", "said": "not found"}
    case = made_case(
        FINDING,
        FINDING | {"id": "g", "repeats": "f"},
        reply(id="none", to="g", actor="chief") | absent,
    )
    (row,) = looked_for(case, ready(case), {"f"}).to_dict("records")
    assert (row["name"], row["target"], row["target_name"]) == ("CHIEF", "f", "AUDITOR")
    assert "none" not in ready(case)["id"].tolist()


def test_nobody_is_missing_when_nothing_was_looked_for(made_case):
    case = made_case(FINDING, reply())
    assert looked_for(case, ready(case), {"f"}).empty


def test_a_speaker_is_named_with_the_role_and_for_whom(made_case):
    case = made_case(reply(id="r", behalf_of="c"), ("c", "p", "support"))
    case.actors["role"] = ["chair", ""]
    assert ready(case)["speaker"].tolist() == ["B, chair, for C", "C"]


def test_a_role_that_the_name_says_already_is_left_out(made_case):
    case = made_case(("member", "p", "support"))
    case.actors["name"], case.actors["role"] = "A council member", "council member"
    assert ready(case)["speaker"].tolist() == ["A council member"]


def test_the_statements_of_the_case_are_not_changed(made_case):
    case = made_case(FINDING, reply())
    before = case.statements.copy()
    followed(case)
    pd.testing.assert_frame_equal(case.statements, before)
