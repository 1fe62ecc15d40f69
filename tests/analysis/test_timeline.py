"""The span of a case: how closely dates are known, what the axis cuts out, density, sentences."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis import timeline_views, timeline_words
from helpers.analysis.selection import Selection
from helpers.analysis.timeline import (
    axis_pieces,
    busiest,
    cuts_in_words,
    dating,
    density,
    precision,
    span_marks,
)


def selected(told_case, *dates):
    return Selection().events(told_case([{"date": date} for date in dates]))


def events(told_case, *dates):
    return selected(told_case, *dates).events


def test_precision_is_the_length_of_what_the_date_covers(told_case):
    dates = [
        "2025-06-03T09:30",
        "2025-06-03T10:00/2025-06-03T12:00",
        "2025-06-04",
        "2025-06-05/2025-06-08",
    ]
    table = events(told_case, *dates, "2025-07", "2025-08-01/..", "not stated")
    assert list(precision(table)) == [
        "to the minute",
        "to a part of a day",
        "to the day",
        "to several days",
        "to a month or more",
        "one end open",
        "no date",
    ]


def test_dating_counts_marks_apart_from_closeness(told_case):
    table = events(told_case, "2025-06-03~", "2025-06-04?", "2025-06-05%", "2025-06-06")
    (row,) = dating(table).to_dict("records")
    assert row == {"known": "to the day", "events": 4, "about": 2, "uncertain": 2, "own": 0} | {
        "ids": "e1;e2;e3;e4"
    }


def test_a_gap_longer_than_all_the_rest_is_cut_out(told_case):
    pieces = axis_pieces(events(told_case, "2003-07-11", "2025-05-30", "2025-06-03"))
    assert list(pieces["start"]) == [pd.Timestamp("2003-07-11"), pd.Timestamp("2025-05-30")]
    assert cuts_in_words(pieces) == (
        "The axis leaves out about 22 years after 11 July 2003, for which nothing is recorded."
    )


@pytest.mark.parametrize(
    "dates",
    [
        ("2021", "2023", "2025"),  # one gap is as long as the other
        ("2025-01-01", "2025-06-01", "2025-12-01"),  # 183 days without events against 154
        ("2025-06-03", "2025-06-20"),  # under a month
    ],
)
def test_a_gap_that_is_not_much_longer_than_the_rest_stays(told_case, dates):
    pieces = axis_pieces(events(told_case, *dates))
    assert len(pieces) == 1
    assert cuts_in_words(pieces) == ""


def test_one_event_is_an_axis_of_its_own(told_case):
    assert len(axis_pieces(events(told_case, "2025-06-03"))) == 1
    assert axis_pieces(events(told_case, "not stated")).empty


@given(st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 400)), min_size=1, max_size=12))
def test_every_event_lies_in_one_piece_and_pieces_do_not_touch(spans):
    start = pd.Series(
        np.datetime64("2001-01-01") + np.array([s for s, _ in spans]), dtype="datetime64[s]"
    )
    end = (
        start + pd.to_timedelta([length + 1 for _, length in spans], unit="D") - pd.Timedelta("1s")
    )
    table = pd.DataFrame({"date_earliest": start, "date_latest": end})
    pieces = axis_pieces(table)
    for first, last in zip(start, end, strict=True):
        assert ((pieces["start"] <= first) & (last <= pieces["end"])).sum() == 1
    assert (pieces["start"][1:].to_numpy() > pieces["end"][:-1].to_numpy()).all()


def test_density_counts_each_event_once_in_the_period_of_its_first_moment(told_case):
    table = events(told_case, "2025-06-03", "2025-06-03T10:00", "2025-06-05/2025-06-20")
    counted = density(table, axis_pieces(table))
    assert list(counted["start"]) == [pd.Timestamp("2025-06-03"), pd.Timestamp("2025-06-05")]
    assert list(counted["events"]) == [2, 1]


def test_the_finest_period_is_used_that_needs_no_more_than_120_bins(told_case):
    table = events(told_case, "2020-01-01", "2022-06-01", "2024-01-01", "2026-12-31")
    counted = density(table, axis_pieces(table))
    assert counted["end"].iloc[0] == pd.Timestamp("2020-01-31T23:59:59")


def test_the_busiest_day_counts_only_events_surely_on_it(told_case):
    table = events(told_case, "2025-06-03", "2025-06-03T10:00", "2025-06", "2025-06-04")
    assert busiest(table) == ("3 June 2025", 2)
    assert busiest(events(told_case, "not stated")) == ("", 0)


def test_an_approximate_hour_is_a_known_day_and_does_not_fade_on_the_span(told_case):
    marks = span_marks(events(told_case, "2025-06-03T10:00~", "2025-06-04~"))
    assert list(marks["soft_start"]) == [False, True]


def test_the_findings_say_span_closeness_and_what_has_no_date(told_case):
    dates = ["2025-06-03T10:00~", "2025-06-03", "2025-07", "not stated"]
    assert timeline_words.span_findings(events(told_case, *dates)) == [
        "The report covers four events from 3 June 2025 to July 2025, two of them on 3 June 2025.",
        "The date is known to the day or closer for two of four events; one date is marked "
        "approximate or uncertain, and no date is derived or inferred by the coders rather than "
        "reported. "
        "One event is without any date.",
    ]


def test_one_event_is_said_in_the_singular(told_case):
    assert timeline_words.span_title(events(told_case, "2025-06-03")) == "One event on 3 June 2025"


def test_no_event_and_events_without_any_date_are_said(told_case):
    assert timeline_words.span_findings(events(told_case)) == [timeline_words.NOTHING]
    assert timeline_words.span_findings(events(told_case, "not stated"))[-1].endswith(
        "One event is without any date."
    )
    assert timeline_words.span_alt(events(told_case)) == timeline_words.NOTHING


def test_the_note_says_what_is_cut_counted_and_not_drawn(told_case):
    table = events(told_case, "2003", "2025-06-03", "2025-06-04", "not stated")
    note = timeline_words.span_note(table, axis_pieces(table), 2)
    assert "leaves out about 21 years after 31 December 2003" in note
    assert "Bars count the events of each week by the first moment possible." in note
    assert note.endswith("One event without a date is not drawn.")


def test_the_table_says_what_a_date_rests_on_and_who_reports_it(told_case):
    case = told_case(
        [
            {"basis": "derived", "date_note": "Derived: 13:50 minus three hours."},
            {"date": "2025-07"},
        ],
        [{"article": "a"}, {"article": "b"}, {"article": "b"}],
    )
    chosen = Selection().events(case)
    first, second = timeline_views.event_table(chosen.events, chosen.accounts).to_dict("records")
    assert first["rests_on"] == "Derived: 13:50 minus three hours."
    assert (first["sources"], first["account_ids"]) == ("b and a", "a1;a2;a3")
    assert second["rests_on"] == "Reported."
    assert (second["sources"], second["account_ids"]) == ("none of those selected", "")


def test_more_publishers_than_a_cell_holds_are_counted(told_case):
    accounts = [{"article": name} for name in "abcdefg"]
    chosen = Selection().events(told_case([{}], accounts))
    (row,) = timeline_views.event_table(chosen.events, chosen.accounts).to_dict("records")
    assert row["sources"] == "a, b, c, d and three others"


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (["2025-06-03", "2025-08-05"], "3 June to 5 August 2025"),
        (["2025-06-03T10:00~", "2025-08-05"], "3 June to 5 August 2025"),
        (["2003", "2025-08-05"], "2003 to 5 August 2025"),
        (["2024-05~", "2025-08?"], "about May 2024 to August 2025"),
        (["2024-05-02~/2024-05-09", "2025"], "about 2 May 2024 to 2025"),
        (["../2024-05-09", "2025-01-01/.."], "9 May 2024 to 1 January 2025"),
        (["2024-05"], "May 2024"),
    ],
)
def test_the_span_is_no_closer_than_its_outer_dates_are_known(told_case, dates, words):
    assert timeline_words.span_words(events(told_case, *dates)) == words


def test_one_date_has_the_preposition_it_needs(told_case):
    titles = [timeline_words.span_title(events(told_case, d)) for d in ("2024-05-02", "2024-05")]
    assert titles == ["One event on 2 May 2024", "One event in May 2024"]
