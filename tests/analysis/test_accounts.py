"""Accounts of one question compared: who differs, whose times conflict, which sources disagree."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis import accounts_views, accounts_words
from helpers.analysis.accounts import (
    numbered,
    questions,
    time_questions,
)
from helpers.analysis.selection import Selection, SelectionError
from helpers.analysis.single_source import event_sources
from helpers.analysis.source_pairs import account_pairs, source_pairs
from helpers.analysis.time_lanes import disputed_times


def select(told_case, *accounts, **options):
    return Selection().events(told_case([{}], list(accounts), **options))


def told(told_case, *accounts, **options):
    return select(told_case, *accounts, **options).accounts


def pairs_of(accounts, by="publisher"):
    asked = questions(accounts)
    return source_pairs(accounts, numbered(asked, asked["event"].drop_duplicates()), by)


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
    assert first["ids"] == "a1;a2;a3"


def test_questions_are_numbered_event_by_event_the_contested_ones_first(told_case):
    case = told_case(
        [{}, {}],
        [
            {"question": "Where?"},
            {"question": "Who?", "relation": "differs"},
            {"question": "Why?", "event": "e2"},
        ],
    )
    asked = numbered(questions(Selection().events(case).accounts), pd.Series(["e2", "e1"]))
    assert dict(zip(asked["anchor"], asked["question"], strict=True)) == {
        "q.1": "Why?",
        "q.2": "Who?",
        "q.3": "Where?",
    }


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
    table = pairs_of(told(told_case, *accounts, publishers=publishers))
    assert table.to_dict("records") == [
        {"one": "X", "other": "Y", "compared": 1, "disagree": 1, "agree": 0}
        | {"disagree_on": "q.1", "agree_on": "", "anchor": "-p1"}
        | {"disagree_accounts": "a1;a2;a3", "agree_accounts": ""},
        {"one": "X", "other": "X", "compared": 1, "disagree": 0, "agree": 1}
        | {"disagree_on": "", "agree_on": "q.1", "anchor": "-p2"}
        | {"disagree_accounts": "", "agree_accounts": "a1;a2"},
    ]


def test_a_pair_is_the_same_whichever_of_the_two_comes_first(told_case):
    first = {"question": "One?", "article": "x"}, {"question": "One?", "article": "y"}
    second = {"question": "Two?", "article": "y"}, {"question": "Two?", "article": "x"}
    (pair,) = pairs_of(told(told_case, *first, *second), "article").to_dict("records")
    assert (pair["one"], pair["other"], pair["compared"]) == ("x", "y", 2)


def test_the_order_of_accounts_changes_no_pair(told_case):
    table = told(
        told_case,
        {"article": "x"},
        {"article": "y", "relation": "differs"},
        {"article": "z", "relation": "adds"},
    )
    assert pairs_of(table).equals(pairs_of(table.iloc[::-1]))


def test_pairs_are_of_publishers_or_articles_and_nothing_else(told_case):
    with pytest.raises(SelectionError, match="by: 'sources' is not allowed"):
        pairs_of(told(told_case, {}), "sources")


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
        pairs_of(chosen.accounts),
    )
    assert found == [
        "Sources give different versions of the only event, on one of two questions; one of three accounts "
        "differs from the rest.",
        "On the only question where a source gives another time, two times conflict, "
        "furthest for “When was it?” (2 days apart).",
        "Only one pair disagrees, x and y: on the only question where the two can be compared.",
    ]


def test_of_several_pairs_that_disagree_the_one_that_does_most_often_is_named():
    pairs = pd.DataFrame(
        [("x", "y", 4, 1), ("x", "z", 5, 3), ("y", "z", 3, 3)],
        columns=["one", "other", "compared", "disagree"],
    )
    assert accounts_words.pair_finding(pairs) == (
        "The pair that disagrees most often is x and z: on three of five questions where the two can "
        "be compared (one other pair as often)."
    )


def test_without_accounts_the_only_finding_is_that_there_are_none(told_case):
    chosen = select(told_case)
    tables = questions(chosen.accounts), time_questions(chosen.accounts)
    assert accounts_words.accounts_findings(chosen, *tables, "", pairs_of(chosen.accounts)) == [
        "No account is left by these filters."
    ]


def test_a_case_in_which_nobody_differs_says_so(told_case):
    chosen = select(told_case, {}, {"article": "b"})
    asked = questions(chosen.accounts)
    assert accounts_words.disagreement_finding(chosen, asked) == (
        "No source differs from the others on the only question."
    )
    assert accounts_views.contested_table(asked.assign(anchor="q.1")).empty


def test_a_question_on_which_the_only_source_differs_is_no_disagreement_of_sources(told_case):
    chosen = select(
        told_case,
        {"question": "On what weekday was it?", "relation": "differs"},
        {"question": "Where?"},
        {"question": "Where?", "article": "b", "relation": "differs"},
    )
    assert accounts_words.disagreement_finding(chosen, questions(chosen.accounts)) == (
        "Sources give different versions of the only event, on one of two questions; one of three accounts "
        "differs from the rest. On one other question, the only source gives another version than "
        "the record, such as the calendar."
    )
    chosen = select(told_case, {"relation": "differs"})
    assert accounts_words.disagreement_finding(chosen, questions(chosen.accounts)) == (
        "No source differs from the others on the only question. On one other question, the only "
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
    assert accounts_words.overview_title(events) == "One event has accounts that differ: “Loud”"
    assert accounts_words.overview_note(events, 1) == (
        "One mark is one account. Not shown: one event with fewer differences; see the download."
    )
    assert accounts_words.overview_note(events, 2, 3).startswith("One mark stands for up to three")


def test_of_several_disputed_events_one_is_named_only_if_it_has_the_most(told_case):
    def title(*accounts):
        chosen = Selection().events(told_case([{"title": "A"}, {"title": "B"}], list(accounts)))
        return accounts_words.overview_title(event_sources(chosen.events, chosen.accounts))

    one, other = {"relation": "differs"}, {"event": "e2", "relation": "differs"}
    assert title(one, other) == "Two events have accounts that differ"
    assert title(one, other, other) == "Two events have accounts that differ, “B” with the most"


def test_the_table_of_lone_events_says_that_mentions_are_no_accounts(told_case):
    case = told_case([{}, {}], [{"event": "e1"}, {"event": "e2", "relation": "mentions"}])
    chosen = Selection().events(case)
    note = accounts_words.events_note(event_sources(chosen.events, chosen.accounts), chosen)
    assert "An account that only mentions an event gives no version of it" in note
    assert "One event without any account is not listed." in note
    assert note.endswith("Left out: one account (no more than a mention of their event).")


def test_the_note_of_the_times_says_how_many_accounts_it_uses_and_leaves_out(told_case):
    chosen = select(
        told_case,
        {"time": "2025-06-03"},
        {"time": "2025-06-05", "article": "b"},
        {"time": "2025-06-03", "question": "Which?"},
        {"time": "2025-06-03", "question": "Which?", "article": "b"},
        {"question": "Where?"},
    )
    note = accounts_words.times_note(time_questions(chosen.accounts), chosen)
    assert note.startswith("Two accounts with a time used, on one question.")
    assert (
        "Not drawn: one question on which all times agree and nobody differs, and one account"
        in note
    )


def test_the_lanes_of_disputed_times_lead_to_the_first_account_of_each(told_case):
    rows = [{"article": name, "time": "2025-06-03"} for name in ("x1", "x2")]
    late = {"article": "y", "time": "2025-06-05"}
    publishers = {"x1": "X", "x2": "X", "y": "Y"}
    found = disputed_times(told(told_case, *rows, late, publishers=publishers))
    assert accounts_words.lane_ids(found) == {"a1", "a3"}


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


def test_a_note_on_questions_of_which_none_is_contested_says_none(told_case):
    chosen = Selection().events(told_case([{}], [{"article": "a"}, {"article": "b"}]))
    note = accounts_words.questions_note(questions(chosen.accounts), chosen)
    assert note.startswith("Of one question, none is contested and none rests on one source.")
