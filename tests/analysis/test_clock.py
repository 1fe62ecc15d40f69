"""One day by the clock: which day, which hours, which lanes, which conflicts."""

import pandas as pd
import pytest

from helpers.analysis import clock_words
from helpers.analysis.clock import day_by_clock
from helpers.analysis.selection import Selection, SelectionError


def day(told_case, events, accounts=(), day="", **options):
    return day_by_clock(Selection().events(told_case(events, list(accounts), **options)), day)


def test_the_day_with_most_timed_events_is_chosen_and_the_earlier_of_two(told_case):
    dates = ["2025-06-05T09:00", "2025-06-04T09:00", "2025-06-06", "2025-06-06"]
    assert day(told_case, [{"date": date} for date in dates]).words == "4 June 2025"


def test_a_time_that_only_a_source_gives_counts_for_its_event(told_case):
    found = day(told_case, [{"date": "2025-06-03"}], [{"time": "2025-06-03T10:00"}])
    assert found.words == "3 June 2025"
    assert list(found.lanes["clock"]) == ["the whole day", "10:00"]


def test_a_chosen_day_must_be_one_day(told_case):
    for wrong in ("2025-06", "2025-06-03/2025-06-04", "../2025-06-03"):
        with pytest.raises(SelectionError, match="is not one day"):
            day(told_case, [{}], day=wrong)


def test_the_hours_run_from_the_first_to_the_last_clock_time(told_case):
    found = day(
        told_case,
        [{"date": "2025-06-03T10:20"}],
        [{"time": "2025-06-03/2025-06-03T13:40"}],
    )
    (hours,) = found.hours.itertuples(index=False, name=None)
    assert hours == (pd.Timestamp("2025-06-03T10:00"), pd.Timestamp("2025-06-03T14:00"))


def test_an_event_comes_before_the_lanes_of_its_sources_in_order_of_time(told_case):
    found = day(
        told_case,
        [{"date": "2025-06-03T10:00/2025-06-03T12:00", "title": "Start"}],
        [
            {"article": "late", "time": "2025-06-03T11:30"},
            {"article": "early", "time": "2025-06-03T10:15", "relation": "differs"},
        ],
    )
    assert list(found.lanes["label"]) == ["Start", "early", "late"]
    assert list(found.lanes["ids"]) == ["", "a2", "a1"]


def test_sources_that_all_give_the_time_of_the_event_stand_beside_it(told_case):
    accounts = [{"article": name, "time": "2025-06-03T13:50"} for name in ("b", "a")]
    found = day(told_case, [{"date": "2025-06-03T13:50"}], accounts)
    assert list(found.lanes["kind"]) == ["event"]
    assert list(found.lanes["by"]) == ["b and a"]


def test_articles_of_one_publisher_that_give_one_time_share_a_lane(told_case):
    accounts = [{"article": name, "time": "2025-06-03T11:30"} for name in ("x1", "x2")]
    found = day(
        told_case, [{"date": "2025-06-03T11:00"}], accounts, publishers={"x1": "X", "x2": "X"}
    )
    assert list(found.lanes["label"]) == ["Event e1", "X, two articles"]
    assert found.lanes["ids"].iloc[1] == "a1;a2"


def test_two_times_of_a_day_that_exclude_each_other_are_a_conflict(told_case):
    accounts = [
        {"article": "a", "time": "2025-06-03T10:00"},
        {"article": "b", "time": "2025-06-03T11:30", "relation": "differs"},
        {"article": "c", "time": "not stated", "relation": "differs"},
    ]
    found = day(told_case, [{"date": "2025-06-03T10:00", "title": "Start"}], accounts)
    assert list(found.conflicts["words"]) == ["1 hour 30 minutes apart"]
    assert clock_words.clock_findings(found) == [
        "On 3 June 2025, the only event has a clock time; sources give conflicting times for "
        "“Start” (1 hour 30 minutes apart)."
    ]


def test_events_of_the_day_without_a_clock_time_are_named(told_case):
    found = day(told_case, [{"date": "2025-06-03T10:00"}, {"title": "Some time"}])
    assert clock_words.untimed_words(found) == (
        "On the same day, at a time that no source gives: “Some time”."
    )
    assert clock_words.clock_findings(found) == [
        "On 3 June 2025, one of two events has a clock time, and no two of the sources "
        "used give conflicting times for one."
    ]


def test_an_event_that_runs_past_midnight_reaches_on(told_case):
    found = day(told_case, [{"date": "2025-10-28T14:30/2025-10-29"}], day="2025-10-28")
    (lane,) = found.lanes.to_dict("records")
    assert lane["reaches_on"]
    assert lane["clock"] == "14:30 to 29 October 2025"
    assert clock_words.clock_note(found).endswith(
        "An arrow leads to a time before or after the hours shown."
    )


def test_the_note_says_how_many_accounts_are_used_and_how_many_give_no_time(told_case):
    accounts = {"time": "2025-06-03T11:30"}, {"article": "b"}, {"article": "c", "time": "2025"}
    found = day(told_case, [{"date": "2025-06-03T11:00"}], accounts)
    assert clock_words.clock_note(found) == (
        "Used: one event with a clock time and one account that gives one. Not drawn: two accounts "
        "of these events without a clock time on the day."
    )
    noted = clock_words.clock_note(found, "Left out: three accounts (other articles).")
    assert noted.endswith(" Left out of the whole report: three accounts (other articles).")
    assert clock_words.clock_ids(found) == {"a1"}


def test_a_case_without_any_clock_time_says_so(told_case):
    found = day(told_case, [{}])
    assert found.words == ""
    assert clock_words.clock_findings(found) == ["No event has a clock time."]
    assert clock_words.clock_table(found).empty


def test_a_chosen_day_without_a_clock_time_says_which_events_it_has(told_case):
    found = day(told_case, [{"title": "Some time"}], day="2025-06-03")
    assert clock_words.clock_title(found) == "No event has a clock time on 3 June 2025"
    assert "“Some time”" in clock_words.untimed_words(found)


def test_no_event_at_all_is_an_empty_day(told_case):
    assert day(told_case, []).lanes.empty


def test_the_alternative_text_gives_each_event_with_what_its_sources_say(told_case):
    accounts = [{"article": "b", "time": "2025-06-03T11:30"}]
    found = day(told_case, [{"date": "2025-06-03T10:00~", "title": "Start"}], accounts)
    assert clock_words.clock_alt(found) == (
        "3 June 2025 by the clock. Start: about 10:00 (sources: b 11:30)."
    )
