"""What one cell may hold, column by column."""

import pytest


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "problem"),
    [
        (
            "concepts",
            "early-sailing",
            "kind",
            "wish",
            "'wish' is not allowed; use demand, dispute, ",
        ),
        ("concepts", "early-sailing", "kind", "demnd", "(nearest: demand)"),
        ("actors", "sato", "group", "pasengers", "(nearest: passengers)"),
        ("events", "vote", "phase", "raid", "'raid' is not allowed; use background, breakdown, "),
        ("actors", "sato", "name", "", "must have a value; it may not be missing"),
        ("actors", "sato", "name", "not stated", "'not stated' is not a value; it may not be "),
        ("events", "vote", "place", "", "must have a value; where there is none use 'not stated'"),
        (
            "statements",
            "radio-morning-01",
            "said",
            "withheld",
            "'withheld' is not a value; where there is none use 'not stated' or 'not found'",
        ),
        (
            "statements",
            "radio-morning-01",
            "behalf_of",
            "not stated",
            "'not stated' is not a value; where there is none use an empty cell",
        ),
        ("events", "vote", "place", "Not stated ", "'Not stated ' is not a value; where there is "),
        (
            "events",
            "vote",
            "place",
            "  ",
            "must have a value; where there is none use 'not stated'",
        ),
        ("events", "vote", "title", "x" * 121, "has 121 characters; at most 120 fit here"),
        ("events", "vote", "note", "a\x00b", r"'a\x00b' holds the control character U+0000"),
        ("events", "vote", "note", "a\x1b[0mb", "holds the control character U+001B"),
        ("events", "vote", "note", "a\x85b", "holds the control character U+0085"),
        (
            "articles",
            "council-minutes",
            "url",
            "ftp://x",
            "'ftp://x' must start with http:// or https:// and have no space",
        ),
        ("articles", "council-minutes", "url", "https://a b", "and have no space"),
        ("articles", "council-minutes", "text_sha256", "9F", "must be 64 characters 0 to 9 or a "),
        (
            "statements",
            "radio-morning-01",
            "stance",
            "suport",
            "use support, oppose, mixed or neutral (nearest: support); "
            "where there is none use 'not stated' or 'not found'",
        ),
        ("events", "vote", "date", "0999-12-31", "is before the year 1000; news is not so old"),
        ("events", "vote", "date", "0000", "is before the year 1000"),
        ("events", "vote", "date", "/0999", "is before the year 1000"),
        ("events", "vote", "date", "00XX/..", "is before the year 1000"),
        ("events", "vote", "date", "10000", "'10000' is not a date in EDTF"),
        ("events", "vote", "date", "2025-02-30", "does not exist: February 2025 has 28 days"),
        ("events", "vote", "date", "2025-06-03/2025-06-01", "ends before it starts"),
        ("events", "vote", "date", "25 June 2024", "'25 June 2024' is not a date in EDTF"),
    ],
)
def test_a_cell_that_may_not_be_so_is_named_with_what_is_allowed(
    ferry, table: str, row: str, column: str, value: str, problem: str
) -> None:
    ferry.change(table, row, **{column: value})
    found = [line for line in ferry.problems() if f"column {column}: " in line]
    assert len(found) == 1
    assert found[0].startswith(f"{table}.csv, row ")
    assert problem in found[0]


@pytest.mark.parametrize("value", ["ten", "1.5", "1e3", " 7", "١٢", "9" * 19])
def test_an_offset_must_be_a_whole_number(ferry, value: str) -> None:
    ferry.change("statements", "radio-morning-01", start=value)
    lines = [line for line in ferry.problems() if "column start: " in line]
    assert lines[0].endswith("is not a whole number such as 1740")


def test_an_offset_below_zero_is_too_small(ferry) -> None:
    ferry.change("statements", "radio-morning-01", start="-1")
    expected = "statements.csv, row 4, column start: '-1' is too small; the least allowed is 0"
    assert expected in ferry.problems()


def test_an_id_has_one_form(ferry) -> None:
    ferry.add("accounts", "vote-01", id="Vote 3")
    assert ferry.problems() == [
        "accounts.csv, row 31, column id: 'Vote 3' is not an id; "
        "use lower-case words joined by hyphens (a to z, 0 to 9)"
    ]


def test_the_years_1000_to_9999_are_read(ferry) -> None:
    ferry.change("events", "vote", date="1000/9999", interval="bounds")
    assert ferry.problems() == []
    dates = ferry.read().events.set_index("id").loc["vote"]
    assert f"{dates.date_earliest:%Y} {dates.date_latest:%Y}" == "1000 9999"


def test_a_tab_and_a_line_break_in_a_text_are_allowed(ferry) -> None:
    ferry.change("events", "vote", note="one\ttwo\nthree")
    assert ferry.problems() == []


def test_characters_beyond_the_first_plane_are_counted_as_one(ferry) -> None:
    ferry.change("events", "vote", title="🚢" * 120)
    assert ferry.problems() == []


def test_spaces_at_the_ends_of_a_prefix_are_the_articles_own(ferry) -> None:
    ferry.change("statements", "riders-petition-01", prefix=" ")
    assert ferry.problems() == []


def test_a_value_is_reported_once_though_it_breaks_several_rules(ferry) -> None:
    ferry.change("events", "vote", date="x" * 61 + "\x00")
    assert len(ferry.problems()) == 1
