"""Properties of the date parser, and edtf-validate as an independent judge.

The judge and this project are asked about the grammar they share. They differ on purpose outside
of it, and each known difference has its line in DIFFERENCES:

- the judge lets 29 February stand in every year, a 31st in every month when it has a mark, and
  24:00:00;
- the judge takes a date's offset from UTC, negative years, seasons and Level 2;
- this project takes times to the minute, and a qualifier after unspecified digits;
- the judge compares the starts of an interval's two ends, so that 2025-06-03/2025-06 is reversed
  to it, and goes wrong in the year 0000;
- the judge takes an interval without any date.
"""

import warnings
from calendar import monthrange

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.case import EdtfError, parse_edtf

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # its grammar uses names pyparsing retires
    from edtf_validate.valid_edtf import is_valid

DIFFERENCES = [  # text, whether the judge takes it, whether this project does
    ("2025-02-29", True, False),
    ("2025-02-31?", True, False),
    ("2025-06-03T24:00:00", True, False),
    ("2025-06-03T10:30:00Z", True, False),
    ("-0044", True, False),
    ("2025-22", True, False),
    ("156X-12-25", True, False),
    ("2025-06-03T10:30", False, True),
    ("201X~", False, True),
    ("2025-06-03/2025-06", False, True),
    ("0000-01-20/0000-02-10", False, True),
    ("../..", True, False),
]

years = st.integers(1, 9999).map("{:04}".format)
months = st.integers(0, 13).map("{:02}".format)
days = st.integers(0, 32).map("{:02}".format)
marks = st.sampled_from(["", "?", "~", "%"])
year_month = st.tuples(years, months).map("-".join)
year_month_day = st.tuples(years, months, days).map("-".join)


def is_shared(date: str) -> bool:
    """Not one of the days that the judge takes though their month has no such day."""
    year, month, day = int(date[:4]), date[5:7], date[8:10]
    if not "01" <= month <= "12" or not "01" <= day <= "31":
        return True
    marked_or_leap_day = date[-1] in "?~%" or date[5:10] == "02-29"
    return not marked_or_leap_day or int(day) <= monthrange(year, int(month))[1]


def qualified(dates: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(dates, marks).map("".join).filter(is_shared)


def intervals(dates: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Both ends of one precision, one of them perhaps open or unknown."""
    end = qualified(dates)
    missing = st.sampled_from(["", ".."])
    ends = st.tuples(end, end) | st.tuples(missing, end) | st.tuples(end, missing)
    return ends.map("/".join)


unspecified = (
    st.tuples(st.integers(0, 999).map("{:03}".format), st.just("X")).map("".join)
    | st.tuples(st.integers(0, 99).map("{:02}".format), st.just("XX")).map("".join)
    | years.map("{}-XX".format)
    | years.map("{}-XX-XX".format)
    | year_month.map("{}-XX".format)
)
clocks = st.tuples(st.integers(0, 23), st.integers(0, 61), st.integers(0, 61))
instants = st.tuples(
    year_month_day.filter(is_shared), clocks.map(lambda clock: "{:02}:{:02}:{:02}".format(*clock))
).map("T".join)
shared = st.one_of(
    *(qualified(dates) for dates in (years, year_month, year_month_day)),
    *(intervals(dates) for dates in (years, year_month, year_month_day)),
    unspecified,
    instants,
)
valid_dates = st.dates().map(str)


def is_taken(text: str) -> bool:
    try:
        parse_edtf(text)
    except EdtfError:
        return False
    return True


@given(shared)
def test_the_judge_and_the_parser_agree_on_what_is_a_date(text: str) -> None:
    assert is_taken(text) == is_valid(text)


@st.composite
def mistyped(draw: st.DrawFn) -> str:
    """A date of the shared grammar with one character put in, left out or changed."""
    text = draw(shared)
    at = draw(st.integers(0, len(text)))
    character = draw(st.sampled_from([*"0129X-/.T:?~%YES[]{}, Z+", ""]))
    return text[:at] + character + text[at + draw(st.integers(0, 1)) :]


@given(mistyped())
def test_a_mistyped_date_is_not_taken_where_the_judge_refuses_it(text: str) -> None:
    differs_on_purpose = "T" in text or "X" in text or "/" in text
    assert differs_on_purpose or is_valid(text) or not is_taken(text)


@pytest.mark.parametrize(("text", "by_judge", "here"), DIFFERENCES)
def test_a_known_difference_to_the_judge_still_holds(text: str, by_judge: bool, here: bool) -> None:
    assert (bool(is_valid(text)), is_taken(text)) == (by_judge, here)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    is_taken(text)


@given(shared)
def test_a_date_never_ends_before_it_starts(text: str) -> None:
    if is_taken(text):
        parsed = parse_edtf(text)
        known = not (np.isnat(parsed.earliest) or np.isnat(parsed.latest))
        assert not known or parsed.earliest <= parsed.latest


@given(valid_dates, valid_dates)
def test_two_days_make_an_interval_exactly_when_they_are_in_order(one: str, other: str) -> None:
    assert is_taken(f"{one}/{other}") == (one <= other)


@given(st.dates(), marks)
def test_a_day_lasts_from_its_first_second_to_its_last(day: object, mark: str) -> None:
    parsed = parse_edtf(f"{day}{mark}")
    assert str(parsed.earliest) == f"{day}T00:00:00"
    assert str(parsed.latest) == f"{day}T23:59:59"


@given(st.integers(0, 9999).map("{:04}".format))
def test_a_year_is_its_first_and_its_last_month_together(year: str) -> None:
    whole, first, last = (parse_edtf(text) for text in (year, f"{year}-01", f"{year}-12"))
    assert (whole.earliest, whole.latest) == (first.earliest, last.latest)


@given(shared)
def test_words_are_found_for_every_date(text: str) -> None:
    if is_taken(text):
        words = parse_edtf(text).in_words()
        assert words.strip() == words != ""
        assert ("uncertain" in words) == parse_edtf(text).uncertain
        assert ("about" in words) == parse_edtf(text).approximate
