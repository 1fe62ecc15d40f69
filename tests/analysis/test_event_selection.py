"""Which events and accounts are used, in which order, and what is said of those left out."""

import pytest

from helpers.analysis.selection import Selection, SelectionError


def test_events_stand_in_order_of_the_first_moment_possible(told_case):
    case = told_case(
        [{"date": "2025-06-05"}, {"date": "2025-06-03T10:00~/2025-06-03T12:00"}, {"date": "2003"}]
    )
    assert list(Selection().events(case).events["id"]) == ["e3", "e2", "e1"]


def test_an_event_of_no_known_hour_stands_after_the_timed_events_of_its_day(told_case):
    case = told_case([{"date": "2025-06-03"}, {"date": "2025-06-03T22:00"}])
    assert list(Selection().events(case).events["id"]) == ["e2", "e1"]


def test_an_event_known_to_be_over_by_an_hour_stands_at_that_hour(told_case):
    case = told_case([{"date": "2025-06-03/2025-06-03T13:40"}, {"date": "2025-06-03T12:07"}])
    assert list(Selection().events(case).events["id"]) == ["e2", "e1"]


def test_an_event_with_an_open_start_stands_at_its_end_and_one_without_date_last(told_case):
    case = told_case([{"date": "not stated"}, {"date": "../2025-06-04"}, {"date": "2025-06-03"}])
    assert list(Selection().events(case).events["id"]) == ["e3", "e2", "e1"]


def test_a_date_that_straddles_a_bound_is_left_out_and_counted(told_case):
    case = told_case([{"date": "2025-06"}, {"date": "2025-06-20"}, {"date": "not stated"}])
    selected = Selection(since="2025-06-15").events(case)
    assert list(selected.events["id"]) == ["e2"]
    assert selected.dropped == {
        "events: no date": 1,
        "events: outside the dates, or not surely inside": 1,
    }


def test_accounts_of_events_left_out_are_gone_and_counted(told_case):
    case = told_case([{"phase": "a"}, {"phase": "b"}], [{"event": "e1"}, {"event": "e2"}])
    selected = Selection(phases=["b"]).events(case)
    assert list(selected.accounts["id"]) == ["a2"]
    assert selected.dropped == {"events: other phases": 1, "accounts: of events left out": 1}


def test_the_note_says_what_was_used_and_what_was_left_out(told_case):
    case = told_case([{"phase": "a"}, {"phase": "b"}], [{"event": "e2"}, {"event": "e2"}])
    note = Selection(phases=["b"]).events(case).note()
    assert note == (
        "One event and two accounts from one source used. Left out: one event (other phases)."
    )


def test_sources_choose_accounts_and_leave_events_alone(told_case):
    case = told_case([{}, {}], [{"article": "a"}, {"article": "b"}])
    selected = Selection(articles=["b"]).events(case)
    assert list(selected.events["id"]) == ["e1", "e2"]
    assert list(selected.accounts["id"]) == ["a2"]
    assert selected.dropped == {"accounts: other articles": 1}


def test_filters_on_statements_do_not_touch_events(told_case):
    case = told_case([{}], [{}])
    chosen = Selection(actors=["nobody"], concepts=["nothing"], counting="once").events(case)
    assert (len(chosen.events), len(chosen.accounts), chosen.dropped) == (1, 1, {})


def test_a_phase_that_the_case_does_not_have_is_refused_with_the_nearest(told_case):
    with pytest.raises(SelectionError, match="phases: the case has no 'auditt'; nearest: audit"):
        Selection(phases=["auditt"]).events(told_case([{"phase": "audit"}]))


def test_the_tables_of_the_case_are_not_changed(told_case):
    case = told_case([{}], [{}])
    before = case.events.copy(), case.accounts.copy()
    Selection().events(case)
    assert case.events.equals(before[0])
    assert case.accounts.equals(before[1])


def test_a_case_without_events_and_accounts_selects_none(told_case):
    selected = Selection().events(told_case([]))
    assert len(selected.events) == len(selected.accounts) == 0
    assert selected.note().startswith("No event is left by these filters.")
