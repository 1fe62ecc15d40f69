"""Statements beside events: in which phase and period they were made, and which cannot be placed."""

import pandas as pd
import pytest

from helpers.analysis import spoken_words
from helpers.analysis.selection import Selection
from helpers.analysis.spoken import ALL, spoken, stretches
from helpers.analysis.timeline import axis_pieces


def happened(told_case, *events):
    rows = [dict(zip(("phase", "date", "interval"), event, strict=False)) for event in events]
    return Selection().events(told_case(rows)).events


@pytest.fixture
def say(told_case, made_case):
    """Statements of these (date, stance) beside events of these (phase, date)."""

    def made(events, *statements):
        rows = [
            {"actor": f"a{at}", "concept": "c", "said": said, "stance": stance}
            for at, (said, stance) in enumerate(statements)
        ]
        table = Selection(counting="statement")(made_case(*rows)).statements
        found = happened(told_case, *events)
        return spoken(table, found, axis_pieces(found, table))

    return made


TWO = [("first", "2025-06-03"), ("first", "2025-06-10"), ("second", "2025-06-08")]


def strip(said, band):
    rows = said.counts[said.counts["band"] == band]
    return {(f"{row.start:%m-%d}", row.level): row.number for row in rows.itertuples()}


def test_a_statement_stands_in_each_phase_that_holds_its_whole_date(say):
    said = say(TWO, ("2025-06-03", "support"), ("2025-06-08", "oppose"), ("2025-06-20", "mixed"))
    assert strip(said, "First") == {("06-03", "support"): 1, ("06-08", "oppose"): 1}
    assert strip(said, "Second") == {("06-08", "oppose"): 1}
    assert strip(said, ALL) == {
        ("06-03", "support"): 1,
        ("06-08", "oppose"): 1,
        ("06-20", "other"): 1,
    }
    assert (said.several, said.outside) == (1, 1)


def test_a_date_that_covers_more_than_one_period_or_is_not_known_is_in_no_strip(say):
    said = say(TWO, ("2025-06-03/2025-06-04", "support"), ("not stated", "oppose"))
    assert (said.used, said.drawn, said.wide, said.undated) == (2, 0, 1, 1)
    assert said.counts.empty


def test_over_years_statements_are_counted_by_week(say):
    years = [("first", "2020-01-01"), ("first", "2022-01-01"), ("first", "2024-12-31")]
    # A Monday and the Sunday after it are one ISO week, the Monday after that is the next.
    said = say(
        years, ("2020-06-01", "support"), ("2020-06-07", "support"), ("2020-06-08", "support")
    )
    assert said.unit == "W"
    assert strip(said, ALL) == {("06-01", "support"): 2, ("06-08", "support"): 1}


def test_mixed_and_neutral_count_together(say):
    said = say(TWO, ("2025-06-03", "mixed"), ("2025-06-03", "neutral"))
    assert strip(said, ALL) == {("06-03", "other"): 2}


@pytest.mark.parametrize(
    ("events", "first", "last"),
    [
        # By 5 June the first had surely begun; the second surely was not over before the 8th.
        ([("2025-06-03/2025-06-05", "bounds"), ("2025-06-08/2025-06-12", "bounds")], "05", "08"),
        ([("2025-06-03/2025-06-05", "span"), ("2025-06-08/2025-06-12", "span")], "03", "12"),
        # One event somewhere in June: the phase may have been any day of it.
        ([("2025-06", "")], "01", "30"),
        ([("2025-06-03T10:00", "")], "03", "03"),
    ],
)
def test_a_phase_runs_as_far_as_its_dates_are_certain(told_case, events, first, last):
    found = happened(told_case, *(("only", *event) for event in events))
    (row,) = stretches(found).to_dict("records")
    assert row["start"] == pd.Timestamp(f"2025-06-{first}")
    assert row["end"] == pd.Timestamp(f"2025-06-{last}T23:59:59")


def test_the_finding_names_the_fullest_period(say):
    said = say(TWO, ("2025-06-08", "support"), ("2025-06-08", "oppose"), ("2025-06-03", "support"))
    assert spoken_words.finding(said) == (
        "Of three statements, two were made on 8 June 2025, more than on any other day."
    )


def test_the_title_counts_events_and_statements_in_the_same_words(say):
    said = say(TWO, ("2025-06-08", "support"))
    assert spoken_words.title("One event on 3 June 2025", said) == (
        "One event on 3 June 2025; one statement"
    )


def test_the_finding_counts_only_statements_whose_day_is_known(say):
    said = say(TWO, ("2025-06-08", "support"), ("2025-06-08", "oppose"), ("2025-06", "support"))
    assert spoken_words.finding(said) == (
        "Both statements whose day is known were made on 8 June 2025."
    )


def test_the_finding_says_that_others_are_as_full(say):
    said = say(TWO, ("2025-06-08", "support"), ("2025-06-03", "support"))
    assert spoken_words.finding(said) == (
        "Of two statements, one was made on 3 June 2025, and as many on one other day."
    )


def test_the_finding_says_when_nothing_can_be_placed(say):
    assert spoken_words.finding(say(TWO)) == "No statement is left by these filters."
    assert spoken_words.finding(say(TWO, ("2025", "support"))) == (
        "None of one statement can be placed on one day."
    )


def test_the_note_counts_what_is_drawn_twice_once_and_not_at_all(say):
    said = say(
        TWO,
        ("2025-06-08", "support"),
        ("2025-06-20", "support"),
        ("2025-06", "support"),
        ("not stated", "support"),
    )
    assert spoken_words.note(said) == (
        "The strips count two of four statements by the day. Not in the strips: one without a known "
        "date and one whose date covers more than one day. One statement made during two phases or "
        "more stands in the strip of each. One statement made during no phase is in the last strip "
        "only."
    )
    assert spoken_words.note(say(TWO)) == ""


def test_the_table_has_phases_then_days_with_the_ids_of_their_statements(say):
    said = say(TWO, ("2025-06-08", "support"), ("2025-06-03", "oppose"), ("2025-06-03", "neutral"))
    rows = spoken_words.table(said)
    assert list(rows["made"]) == [
        "During: First",
        "During: Second",
        "On 3 June 2025",
        "On 8 June 2025",
    ]
    assert list(rows["support"]) == [1, 1, 0, 1]
    assert list(rows["mixed_or_neutral"]) == [1, 0, 1, 0]
    assert [set(ids.split(";")) for ids in rows["statement_ids"]] == [
        {"s-1", "s-2", "s-3"},
        {"s-1"},
        {"s-2", "s-3"},
        {"s-1"},
    ]


def test_every_statement_is_listed_under_its_day_and_those_without_one_last(say):
    said = say(TWO, ("not stated", "support"), ("2025-06-08", "support"), ("2025-06-03", "oppose"))
    listed = spoken_words.groups(said)
    assert list(listed["id"]) == ["s-3", "s-2", "s-1"]
    assert list(listed["made"]) == ["On 3 June 2025", "On 8 June 2025", "Not surely on one day"]
    assert list(listed["anchor"]) == ["said.2025-06-03", "said.2025-06-08", "said.some-time"]
    assert set(said.counts["anchor"]) <= set(listed["anchor"])


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("D", "on 2 June 2025"),
        ("W", "in the week of 2 to 8 June 2025"),
        ("M", "in June 2025"),
        ("Y", "in 2025"),
    ],
)
def test_a_period_is_said_as_a_reader_would(unit, words):
    period = pd.Timestamp("2025-06-02").to_period(unit)
    assert (
        spoken_words.period_in_words(period.start_time, period.end_time.floor("s"), unit) == words
    )


def test_when_all_were_made_on_one_day_the_finding_compares_with_no_other(say):
    said = say(TWO, ("2025-06-08", "support"))
    assert spoken_words.finding(said) == "The only statement was made on 8 June 2025."
