"""Accounts of one question compared: who differs, whose times conflict, which sources disagree."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis import accounts_views, accounts_words
from helpers.analysis.accounts import (
    account_pairs,
    contested,
    questions,
    source_pairs,
    time_questions,
)
from helpers.analysis.selection import Selection, SelectionError
from helpers.analysis.single_source import event_sources
from helpers.analysis.time_lanes import disputed_times


def select(told_case, *accounts, **options):
    return Selection().events(told_case([{}], list(accounts), **options))


def told(told_case, *accounts, **options):
    return select(told_case, *accounts, **options).accounts


def times(told_case, *texts, **values):
    rows = [{"article": f"s{n}", "time": text} | values for n, text in enumerate(texts)]
    return time_questions(told(told_case, *rows))


def test_a_question_is_contested_when_one_account_differs(told_case):
    table = questions(
        told(
            told_case,
            {"relation": "reports"},
            {"relation": "differs", "article": "b"},
            {"relation": "adds", "article": "b"},
            {"question": "Where was it?"},
        )
    )
    first, second = table.to_dict("records")
    assert (first["accounts"], first["sources"], first["contested"]) == (3, 2, True)
    assert (first["reports"], first["differs"], first["adds"]) == (1, 1, 1)
    assert not second["contested"]
    assert (first["anchor"], second["anchor"]) == ("e1-q1", "e1-q2")


def test_the_same_question_about_two_events_is_two_questions(told_case):
    case = told_case([{}, {}], [{"event": "e1"}, {"event": "e2", "relation": "differs"}])
    table = questions(Selection().events(case).accounts)
    assert list(table["contested"]) == [False, True]


def test_times_that_share_a_moment_are_compatible_and_the_shared_stretch_is_said(told_case):
    (row,) = times(told_case, "2025-06-03", "2025-06-03T10:00/2025-06-03T12:00").to_dict("records")
    assert not row["conflicting"]
    assert row["words"] == "all allow for 10:00 to 12:00 on 3 June 2025"


def test_the_spread_of_a_conflict_is_from_the_earliest_end_to_the_latest_start(told_case):
    # Ends: 10:00, 11:00, 11:59. Starts: day, 10:45, 11:30. So 10:00 to 11:30.
    (row,) = times(
        told_case,
        "2025-06-03/2025-06-03T10:00",
        "2025-06-03T10:45/2025-06-03T11:00",
        "2025-06-03T11:30/2025-06-03T11:59",
    ).to_dict("records")
    assert row["conflicting"]
    assert (row["early"], row["late"]) == ("a1", "a3")
    assert row["words"] == "1 hour 30 minutes apart"


def test_a_mark_on_either_of_the_two_that_set_the_spread_makes_it_about(told_case):
    (row,) = times(told_case, "2025-06-06T18:00~", "2025-06-07").to_dict("records")
    assert row["words"] == "about 6 hours apart"
    (row,) = times(told_case, "2025-06-06", "2025-06-07", "2025-06~").to_dict("records")
    assert row["words"] == "1 day apart"


def test_a_spread_that_rests_on_an_inferred_time_says_so(told_case):
    accounts = [
        {"time": "2025-06-03", "basis": "inferred"},
        {"time": "2025-06-05", "article": "b"},
    ]
    (row,) = time_questions(told(told_case, *accounts)).to_dict("records")
    assert row["words"] == "2 days apart, one time inferred"
    accounts[1]["basis"] = "derived"
    (row,) = time_questions(told(told_case, *accounts)).to_dict("records")
    assert row["words"] == "2 days apart, both times derived and inferred"


def test_a_qualifier_never_turns_a_conflict_into_none(told_case):
    assert times(told_case, "2025-06-03T10:30~", "2025-06-03T10:31~")["conflicting"].all()


def test_an_open_end_excludes_nothing_on_its_side(told_case):
    table = times(told_case, "2025-06-03/..", "2025-08-01")
    assert not table["conflicting"].any()
    (row,) = times(told_case, "2025-06-03/..", "2025-06-05/..").to_dict("records")
    assert row["words"] == "all allow for 5 June 2025 or later"
    (row,) = times(told_case, "../2025-06-03", "../2025-06-05").to_dict("records")
    assert row["words"] == "all allow for 3 June 2025 or earlier"


def test_one_account_with_a_time_is_nothing_to_compare(told_case):
    assert times(told_case, "2025-06-03", "not stated").empty
    assert times(told_case).empty


INTERVALS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 30)), min_size=2, max_size=8)


@given(INTERVALS)
def test_times_conflict_exactly_when_some_two_have_no_moment_in_common(intervals):
    day = np.datetime64("2025-01-01", "s")
    begin = pd.Series(day + np.array([b * 86_400 for b, _ in intervals], dtype="timedelta64[s]"))
    end = (
        begin
        + pd.to_timedelta([length + 1 for _, length in intervals], unit="D")
        - pd.Timedelta("1s")
    )
    accounts = pd.DataFrame(
        {
            "id": [f"a{n}" for n in range(len(intervals))],
            "event": "e1",
            "question": "When?",
            "title": "It",
            "article": [f"s{n}" for n in range(len(intervals))],
            "publisher": "p",
            "relation": "reports",
            "time_earliest": begin.astype("datetime64[s]"),
            "time_latest": end.astype("datetime64[s]"),
            "basis": "reported",
            "time_approximate": False,
            "time_uncertain": False,
        }
    )
    apart = [
        b > y or x > e
        for b, e in zip(begin, end, strict=True)
        for x, y in zip(begin, end, strict=True)
    ]
    assert time_questions(accounts)["conflicting"].item() == any(apart)
    disagree = account_pairs(accounts)["verdict"] == "disagree"
    assert disagree.sum() == sum(apart) / 2


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ({"relation": "reports"}, {"relation": "reports"}, "agree"),
        ({"relation": "reports"}, {"relation": "differs"}, "disagree"),
        ({"relation": "differs"}, {"relation": "differs"}, "not comparable"),
        ({"relation": "adds"}, {"relation": "differs"}, "not comparable"),
        ({"time": "2025-06-03"}, {"time": "2025-06-04"}, "disagree"),
        ({"time": "2025-06"}, {"time": "2025-06-04", "relation": "differs"}, "agree"),
        ({"time": "2025-06-03"}, {"time": "not stated", "relation": "differs"}, "disagree"),
    ],
)
def test_two_accounts_agree_by_their_times_or_else_by_their_relation(
    told_case, left, right, verdict
):
    (pair,) = account_pairs(told(told_case, left, right | {"article": "b"})).to_dict("records")
    assert pair["verdict"] == verdict


def test_a_pair_of_publishers_counts_a_question_once_however_many_articles_they_have(told_case):
    accounts = [{"article": "x1"}, {"article": "x2"}, {"article": "y", "relation": "differs"}]
    publishers = {"x1": "X", "x2": "X", "y": "Y"}
    table = source_pairs(told(told_case, *accounts, publishers=publishers))
    assert table.to_dict("records") == [
        {"one": "X", "other": "Y", "compared": 1, "disagree": 1, "agree": 0}
        | {"accounts": "a1, a2, a3", "anchor": "pair-1"},
        {"one": "X", "other": "X", "compared": 1, "disagree": 0, "agree": 1}
        | {"accounts": "", "anchor": "pair-2"},
    ]


def test_a_pair_is_the_same_whichever_of_the_two_comes_first(told_case):
    first = {"question": "One?", "article": "x"}, {"question": "One?", "article": "y"}
    second = {"question": "Two?", "article": "y"}, {"question": "Two?", "article": "x"}
    (pair,) = source_pairs(told(told_case, *first, *second), "article").to_dict("records")
    assert (pair["one"], pair["other"], pair["compared"]) == ("x", "y", 2)


def test_the_order_of_accounts_changes_no_pair(told_case):
    table = told(
        told_case,
        {"article": "x"},
        {"article": "y", "relation": "differs"},
        {"article": "z", "relation": "adds"},
    )
    assert source_pairs(table).equals(source_pairs(table.iloc[::-1]))


def test_pairs_are_of_publishers_or_articles_and_nothing_else(told_case):
    with pytest.raises(SelectionError, match="by: the case has no 'sources'"):
        source_pairs(told(told_case, {}), "sources")


def test_the_findings_say_how_many_questions_events_and_times_are_disputed(told_case):
    chosen = select(
        told_case,
        {"time": "2025-06-03", "article": "x"},
        {"time": "2025-06-05", "article": "y", "relation": "differs"},
        {"question": "Where?", "article": "x"},
    )
    found = accounts_words.accounts_findings(
        chosen,
        questions(chosen.accounts),
        time_questions(chosen.accounts),
        "",
        source_pairs(chosen.accounts),
    )
    assert found == [
        "Sources give different versions on one of two questions, about the only event; one of three accounts "
        "differs from the rest.",
        "On the only question where a source gives another time, two times contradict each other, "
        "furthest for “When was it?” (2 days apart).",
        "The pair that disagrees most often is x and y: on the only question where the two can be "
        "compared.",
    ]


def test_without_accounts_the_only_finding_is_that_there_are_none(told_case):
    chosen = select(told_case)
    tables = questions(chosen.accounts), time_questions(chosen.accounts)
    assert accounts_words.accounts_findings(chosen, *tables, "", source_pairs(chosen.accounts)) == [
        "No account is left by these filters."
    ]


def test_a_case_in_which_nobody_differs_says_so(told_case):
    chosen = select(told_case, {}, {"article": "b"})
    asked = questions(chosen.accounts)
    assert accounts_words.disagreement_finding(chosen, asked) == (
        "No source differs from the others on any of one question."
    )
    assert contested(chosen.accounts, asked).empty


def test_a_question_on_which_the_only_source_differs_is_no_disagreement_of_sources(told_case):
    chosen = select(
        told_case,
        {"question": "On what weekday was it?", "relation": "differs"},
        {"question": "Where?"},
        {"question": "Where?", "article": "b", "relation": "differs"},
    )
    assert accounts_words.disagreement_finding(chosen, questions(chosen.accounts)) == (
        "Sources give different versions on one of two questions, about the only event; one of three accounts "
        "differs from the rest. On one other question, the only source gives another version than "
        "the record, such as the calendar."
    )
    chosen = select(told_case, {"relation": "differs"})
    assert accounts_words.disagreement_finding(chosen, questions(chosen.accounts)) == (
        "No source differs from the others on any of one question. On one other question, the only "
        "source gives another version than the record, such as the calendar."
    )


def test_a_source_whose_counterpart_was_left_out_may_differ_from_that(told_case):
    case = told_case([{}], [{"relation": "differs"}, {"article": "b"}])
    chosen = Selection(articles=["a"]).events(case)
    found = accounts_words.disagreement_finding(chosen, questions(chosen.accounts))
    assert found.endswith("than the record, such as the calendar, or than sources left out.")


def test_verdicts_say_for_each_question_how_its_times_compare(told_case):
    assert accounts_views.verdicts(times(told_case, "2025-06-03", "2025-06-05")) == {
        ("e1", "When was it?"): "Two times conflict, 2 days apart."
    }


def test_the_most_disputed_event_names_the_overview(told_case):
    case = told_case(
        [{"title": "Quiet"}, {"title": "Loud"}],
        [{"event": "e1"}, {"event": "e2", "relation": "differs"}],
    )
    chosen = Selection().events(case)
    events = event_sources(chosen.events, chosen.accounts)
    assert accounts_words.overview_title(events) == (
        "One event has accounts that differ, “Loud” with the most"
    )
    assert accounts_words.overview_alt(events, 1) == (
        "Accounts of each event. Loud: one account, one differs."
    )


def test_a_disputed_time_of_one_day_is_drawn_by_its_hours(told_case):
    (dispute,) = disputed_times(
        told(
            told_case,
            {"time": "2025-06-03/2025-06-03T10:30", "relation": "differs"},
            {"time": "2025-06-03T11:15", "article": "b"},
        )
    )
    assert list(dispute.pieces.iloc[0]) == [
        pd.Timestamp("2025-06-03T10:00"),
        pd.Timestamp("2025-06-03T12:00"),
    ]
    assert dispute.conflict == ("a1", "a2")
    assert list(dispute.lanes["clock"]) == ["up to 10:30", "11:15"]


def test_a_disputed_time_of_several_days_is_drawn_by_its_days(told_case):
    (dispute,) = disputed_times(
        told(told_case, {"time": "2025-06-06"}, {"time": "2025-06-07/2025-06-08", "article": "b"})
    )
    assert list(dispute.pieces.iloc[0]) == [
        pd.Timestamp("2025-06-06"),
        pd.Timestamp("2025-06-08T23:59:59"),
    ]
    assert list(dispute.lanes["long"]) == [False, True]


def test_a_time_nobody_disputes_is_not_among_the_disputes(told_case):
    assert disputed_times(told(told_case, {"time": "2025-06-03"}, {"time": "2025-06"})) == []
