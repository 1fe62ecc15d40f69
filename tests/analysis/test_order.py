"""What came surely before what: only if the latest of the one lies before the earliest of the other."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.order import numbers, order_of
from helpers.analysis.selection import Selection


def order(told_case, *dates):
    return order_of(Selection().events(told_case([{"date": date} for date in dates])).events)


def test_events_whose_times_overlap_stay_undecided(told_case):
    found = order(
        told_case, "2025-06-03T10:00/2025-06-03T12:00", "2025-06-03T11:00", "2025-06-03T12:01"
    )
    # e1 and e2 overlap; e3 lies after both.
    assert found.counts() == {"all": 3, "certain": 2, "hinging": 0, "undecided": 1}


def test_two_events_in_the_same_minute_are_undecided(told_case):
    assert order(told_case, "2025-06-03T10:00", "2025-06-03T10:00").counts()["undecided"] == 1


def test_an_order_that_rests_on_an_approximate_time_is_not_certain(told_case):
    found = order(told_case, "2025-06-03T10:00~", "2025-06-03T12:07", "2025-06-03T13:50")
    assert found.counts() == {"all": 3, "certain": 1, "hinging": 2, "undecided": 0}


def test_an_open_or_missing_date_is_undecided_on_the_side_that_is_not_known(told_case):
    found = order(told_case, "2025-06-03/..", "2025-06-05", "not stated", "2025-06-01")
    # Only 1 June lies surely before: the open event begins on 3 June and may last beyond the 5th.
    assert found.counts() == {"all": 6, "certain": 2, "hinging": 0, "undecided": 4}


def test_the_table_names_the_others_by_their_numbers(told_case):
    table = order(
        told_case, "2025-06-03T10:00", "2025-06-03T11:00~", "2025-06-03T12:00", "2025-06-03"
    ).table()
    assert list(table["event"]) == ["1. Event e1", "2. Event e2", "3. Event e3", "4. Event e4"]
    assert list(table["before"]) == ["3; (2)", "(3)", "none", "none"]
    assert list(table["after"]) == ["none", "(1)", "1; (2)", "none"]
    assert list(table["undecided"]) == ["4", "4", "4", "1–3"]


def test_runs_of_numbers_are_joined():
    which = np.array([True, True, True, False, True])
    called = np.array([1, 2, 3, 4, 5])
    assert numbers(which, np.zeros(5, dtype=bool), called) == "1–3, 5"
    assert numbers(which, np.array([False, False, True, False, True]), called) == "1–2; (3, 5)"


def test_events_keep_the_numbers_they_have_among_all_events(told_case):
    events = (
        Selection().events(told_case([{"date": f"2025-06-0{day}"} for day in (1, 3, 5)])).events
    )
    table = order_of(events[1:]).table()
    assert list(table["event"]) == ["2. Event e2", "3. Event e3"]
    assert list(table["before"]) == ["3", "none"]


def test_the_least_certain_event_is_one_with_a_clock_time(told_case):
    found = order(
        told_case,
        "2025-06-03T10:00/2025-06-03T12:00",
        "2025-06-03T10:30",
        "2025-06-03T11:00",
        "2025-06-03",
    )
    assert found.sentences("3 June 2025") == [
        "Of six pairs of events on 3 June 2025, the order of one is certain; five cannot be put in order.",
        "Of the events with a clock time, “Event e1” is the least certain in its place: undecided "
        "against both others.",
    ]


def test_an_order_that_rests_on_a_marked_time_is_said_apart(told_case):
    found = order(told_case, "2025-06-03T10:00~", "2025-06-03T11:00")
    assert found.sentences("3 June 2025") == [
        "Of one pair of events on 3 June 2025, the order of none is certain and that of one holds if "
        "the times marked approximate or uncertain do.",
        "",
    ]


def test_fewer_than_two_events_have_no_order(told_case):
    assert order(told_case, "2025-06-03").sentences("3 June 2025") == []
    assert order(told_case).table().empty


SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 10)), max_size=8)


@given(SPANS)
def test_no_two_events_are_each_before_the_other_and_every_pair_is_one_kind(spans):
    import pandas as pd

    start = pd.to_datetime([f"2025-06-{day + 1:02}" for day, _ in spans]).astype("datetime64[s]")
    table = pd.DataFrame(
        {
            "date_earliest": start,
            "date_latest": start + pd.to_timedelta([n for _, n in spans], unit="D"),
            "date_approximate": False,
            "date_uncertain": False,
        }
    )
    found = order_of(table)
    assert not (found.before & found.before.T).any()
    counts = found.counts()
    assert counts["certain"] + counts["hinging"] + counts["undecided"] == counts["all"]
    assert order_of(table.iloc[::-1]).counts() == counts
