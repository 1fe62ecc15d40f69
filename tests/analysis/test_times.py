"""Stretches of time and distances between them, in words, and how a date is drawn."""

import pandas as pd
import pytest

from helpers.analysis.selection import Selection
from helpers.analysis.times import apart, drawn, length_in_words, window_in_words

T = pd.Timestamp


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-08-05", "2025-08-08T23:59:59", "5 to 8 August 2025"),
        ("2025-08-05", "2025-08-05T23:59:59", "5 August 2025"),
        ("2025-06-03T10:00", "2025-06-03T10:00:59", "10:00 on 3 June 2025"),
        ("2025-06-03T10:00", "2025-06-03T11:59:59", "10:00 to 11:59 on 3 June 2025"),
        ("2025-06-03T00:00", "2025-06-03T11:59:59", "00:00 to 11:59 on 3 June 2025"),
    ],
)
def test_a_stretch_is_said_as_closely_as_it_is_known(first, last, words):
    assert window_in_words(T(first), T(last)) == words


@pytest.mark.parametrize(
    ("last", "first", "length"),
    [
        ("2025-08-05T23:59:59", "2025-08-07", "2 days"),
        ("2025-06-03T10:30:59", "2025-06-03T11:45", "1h15min"),
        ("2025-06-06T18:00:59", "2025-06-07", "6h"),
        ("2025-06-05T23:59:59", "2025-06-06T09:00", "9h"),
    ],
)
def test_two_stretches_are_as_far_apart_as_a_reader_counts(last, first, length):
    assert apart(T(last), T(first)) == pd.Timedelta(length)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        ("20s", "less than a minute"),
        ("1min", "1 minute"),
        ("1h30min", "1 hour 30 minutes"),
        ("2h", "2 hours"),
        ("1D", "1 day"),
        ("60D", "60 days"),
        ("133D", "about 4 months"),
        ("7994D", "about 22 years"),
    ],
)
def test_a_length_is_said_in_units_a_reader_knows(length, words):
    assert length_in_words(pd.Timedelta(length)) == words


def events(told_case, *dates, **values):
    return Selection().events(told_case([{"date": date} | values for date in dates])).events


def test_a_day_is_a_dot_and_a_longer_interval_a_bar(told_case):
    marks = drawn(
        events(told_case, "2025-06-03", "2025-06-04/2025-06-06"), "date", dot=pd.Timedelta("1D")
    )
    assert list(marks["long"]) == [False, True]


def test_an_open_end_reaches_on_from_the_end_that_is_known(told_case):
    (mark,) = drawn(events(told_case, "2025-06-03/.."), "date", dot=pd.Timedelta("1D")).to_dict(
        "records"
    )
    assert (mark["reaches_back"], mark["reaches_on"]) == (False, True)
    assert mark["first"] == mark["last"] == T("2025-06-03")


def test_what_leaves_the_window_reaches_on_and_what_lies_outside_is_not_drawn(told_case):
    window = (T("2025-06-03T09:00"), T("2025-06-03T12:00"))
    table = events(told_case, "2025-06-03T10:00/2025-06-03T15:00", "2025-06-03T13:00")
    (mark,) = drawn(table, "date", dot=pd.Timedelta("1min"), window=window).to_dict("records")
    assert mark["reaches_on"]
    assert mark["last"] == window[1]


def test_marks_of_a_date_decide_how_its_ends_are_drawn(told_case):
    table = events(told_case, "2025-06-03~/2025-06-09?", basis="inferred")
    (mark,) = drawn(table, "date", dot=pd.Timedelta("1D")).to_dict("records")
    assert (mark["soft_start"], mark["soft_end"]) == (True, False)
    assert mark["unsure"]
    assert mark["hollow"]


def test_an_event_without_a_date_is_not_drawn(told_case):
    assert drawn(events(told_case, "not stated"), "date", dot=pd.Timedelta("1D")).empty
