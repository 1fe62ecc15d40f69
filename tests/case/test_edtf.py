import numpy as np
import pytest

from helpers.case import EdtfError, parse_edtf


def span(text: str) -> tuple[str, str]:
    parsed = parse_edtf(text)
    return str(parsed.earliest), str(parsed.latest)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2025-06-03", "2025-06-03T00:00:00", "2025-06-03T23:59:59"),
        ("2025-06", "2025-06-01T00:00:00", "2025-06-30T23:59:59"),
        ("2024-02", "2024-02-01T00:00:00", "2024-02-29T23:59:59"),
        ("2025", "2025-01-01T00:00:00", "2025-12-31T23:59:59"),
        ("2025-06-03T10:30", "2025-06-03T10:30:00", "2025-06-03T10:30:59"),
        ("2025-06-03T10:30:15", "2025-06-03T10:30:15", "2025-06-03T10:30:15"),
        ("201X", "2010-01-01T00:00:00", "2019-12-31T23:59:59"),
        ("20XX", "2000-01-01T00:00:00", "2099-12-31T23:59:59"),
        ("2004-XX", "2004-01-01T00:00:00", "2004-12-31T23:59:59"),
        ("1985-04-XX", "1985-04-01T00:00:00", "1985-04-30T23:59:59"),
        ("1985-XX-XX", "1985-01-01T00:00:00", "1985-12-31T23:59:59"),
        ("2025-08-05/2025-08-08", "2025-08-05T00:00:00", "2025-08-08T23:59:59"),
        ("2025-06-03/2025-06-03T13:40", "2025-06-03T00:00:00", "2025-06-03T13:40:59"),
        ("2025-08-05/..", "2025-08-05T00:00:00", "NaT"),
        ("/2025-08-05", "NaT", "2025-08-05T23:59:59"),
        ("0000", "0000-01-01T00:00:00", "0000-12-31T23:59:59"),
        ("9999-12-31", "9999-12-31T00:00:00", "9999-12-31T23:59:59"),
    ],
)
def test_a_date_spans_what_the_calendar_says(text: str, earliest: str, latest: str) -> None:
    assert span(text) == (earliest, latest)


def test_bounds_are_kept_to_the_second() -> None:
    parsed = parse_edtf("2025-06-03T10:30")
    assert parsed.earliest.dtype == parsed.latest.dtype == np.dtype("datetime64[s]")


@pytest.mark.parametrize("mark", ["?", "~", "%"])
def test_a_qualifier_is_a_mark_and_never_widens_the_date(mark: str) -> None:
    assert span(f"2025-06-03T10:30{mark}") == span("2025-06-03T10:30")


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2025", False, False),
        ("2025~", True, False),
        ("2025?", False, True),
        ("2025%", True, True),
        ("2025-06-03/2025-06-10~", True, False),
        ("2025-06-03?/2025-06-10~", True, True),
    ],
)
def test_a_mark_on_either_end_marks_the_whole(
    text: str, approximate: bool, uncertain: bool
) -> None:
    parsed = parse_edtf(text)
    assert (parsed.approximate, parsed.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "open_start", "open_end"),
    [
        ("../2025", True, False),
        ("2025/..", False, True),
        ("/2025", False, False),
        ("2025/", False, False),
        ("2025", False, False),
    ],
)
def test_an_open_end_is_told_from_an_unknown_one(
    text: str, open_start: bool, open_end: bool
) -> None:
    parsed = parse_edtf(text)
    assert (parsed.open_start, parsed.open_end) == (open_start, open_end)


def test_the_authors_text_is_kept_as_written() -> None:
    assert parse_edtf("2025-06-03T11:00~/2025-06-03T12:00").text == (
        "2025-06-03T11:00~/2025-06-03T12:00"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-06-03", "3 June 2025"),
        ("2025-06", "June 2025"),
        ("2025", "2025"),
        ("2025-06?", "June 2025, uncertain"),
        ("2025-06%", "about June 2025, uncertain"),
        ("2025-06-03T10:30~", "about 10:30 on 3 June 2025"),
        ("201X", "some year in 2010–2019"),
        ("2004-XX", "some month of 2004"),
        ("1985-04-XX", "some day in April 1985"),
        ("1985-XX-XX", "some day of 1985"),
        ("2025-08-05/2025-08-08", "5 to 8 August 2025"),
        ("2025-08-05/2025-08-05", "5 August 2025"),
        ("2025-05-28/2025-06-03", "28 May to 3 June 2025"),
        ("2024-12-30/2025-01-02", "30 December 2024 to 2 January 2025"),
        ("2025-06/2025-08", "June to August 2025"),
        ("2003/2005", "2003 to 2005"),
        ("2025-06-03/2025-07", "3 June 2025 to July 2025"),
        ("2025-06-04/2025-06-10~", "4 to about 10 June 2025"),
        ("2025-06-04?/2025-06-10", "4 (uncertain) to 10 June 2025"),
        ("2025-06-03T11:00~/2025-06-03T12:00", "about 11:00 to 12:00 on 3 June 2025"),
        ("2025-06-03T23:00/2025-06-04T01:00", "23:00 on 3 June 2025 to 01:00 on 4 June 2025"),
        ("2025-06-03/2025-06-03T13:40", "3 June 2025, up to 13:40"),
        ("2025-06-03T14:30~/2025-06-03", "3 June 2025, from about 14:30 on"),
        ("2025-08-05/..", "from 5 August 2025 on"),
        ("2025-08-05~/", "from about 5 August 2025, end unknown"),
        ("../2025-08-05", "up to 5 August 2025"),
        ("/2025-08-05", "until 5 August 2025, start unknown"),
    ],
)
def test_a_date_is_said_in_words(text: str, words: str) -> None:
    assert parse_edtf(text).in_words() == words


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2025-02-30", "February 2025 has 28 days"),
        ("2025-02-29", "February 2025 has 28 days"),
        ("2025-06-00", "June 2025 has 30 days"),
        ("2025-13", "13 is not a month"),
        ("2025-06-03T24:00", "24:00 is not a time"),
        ("2025-06-03T10:60", "10:60 is not a time"),
        ("2025-06-03T10:30:61", "10:30:61 is not a time"),
        ("2025-06T10:30", "a time without a full date"),
        ("2025-06-03T10:30Z", "local to the case, so omit Z"),
        ("2025-06-03T10:30-05:00", "local to the case, so omit -05:00"),
        ("2025-06-03/2025-06-02", "ends before it starts"),
        ("2025-06/2025-05-31", "ends before it starts"),
        ("201X-05", "leave the month out"),
        ("1985-XX-05", "write the day as XX"),
        ("2025/2026/2027", "more than one /"),
        ("../..", "no date at either end"),
        ("/", "no date at either end"),
        ("", "is not a date in EDTF"),
        ("..", "is not a date in EDTF"),
        ("2025-6-3", "is not a date in EDTF; write 2025-06-03"),
        ("3 June 2025", "is not a date in EDTF"),
        ("03/06/2025", "more than one /"),
        ("2025-06-03~?", "is not a date in EDTF"),
        ("~2025", "is not a date in EDTF"),
        ("2025-06-03\n", "is not a date in EDTF"),
        ("٢٠٢٥", "is not a date in EDTF"),
    ],
)
def test_what_is_not_a_date_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(EdtfError) as refused:
        parse_edtf(text)
    assert reason in str(refused.value)


def test_an_interval_may_end_within_the_month_it_starts_with() -> None:
    assert span("2025-06-03/2025-06") == ("2025-06-03T00:00:00", "2025-06-30T23:59:59")
