"""What the cells of one row must be to each other."""

import pytest


@pytest.mark.parametrize(
    ("row", "cells", "problem"),
    [
        (
            "no-answer-01",
            {"stance": "neutral"},
            "column stance: 'neutral' does not go with article; "
            "stance is 'not found' exactly when article is",
        ),
        (
            "weekly-after-01",
            {"stance": "not found"},
            "column stance: 'not found' does not go with article; "
            "stance is 'not found' exactly when article is",
        ),
        (
            "no-answer-01",
            {"form": "document"},
            "column form: 'document' does not go with article; "
            "form is empty exactly when article is 'not found'",
        ),
        (
            "weekly-after-01",
            {"form": ""},
            "column form: does not go with article; "
            "form is empty exactly when article is 'not found'",
        ),
        (
            "weekly-after-01",
            {"said_basis": "stated"},
            "column said_basis: 'stated' does not go with said; "
            "said_basis is empty exactly when said is missing",
        ),
        (
            "council-minutes-01",
            {"said_basis": ""},
            "column said_basis: does not go with said; "
            "said_basis is empty exactly when said is missing",
        ),
        (
            "council-minutes-01",
            {"meets": "met", "meets_reason": "It does what was asked."},
            "column meets: 'met' is given but responds_to is empty",
        ),
        (
            "no-answer-01",
            {"meets_reason": "Nothing."},
            "column meets_reason: 'Nothing.' is given but meets is empty",
        ),
        (
            "weekly-after-01",
            {"prefix": "So "},
            "column prefix: 'So ' is given without a fragment; leave it empty",
        ),
        (
            "riders-petition-01",
            {"start": ""},
            "column start: is empty beside a fragment; use 'not stated'",
        ),
    ],
)
def test_cells_that_do_not_go_together_are_named(
    ferry, row: str, cells: dict[str, str], problem: str
) -> None:
    ferry.change("statements", row, **cells)
    [line] = ferry.problems()
    assert line.endswith(problem)


@pytest.mark.parametrize(
    ("table", "row", "cells", "problem"),
    [
        (
            "statements",
            "council-minutes-02",
            {"meets_reason": ""},
            "column meets_reason: is empty beside meets; say why that judgement",
        ),
        (
            "events",
            "boat-leaves",
            {"basis": "inferred", "date_note": ""},
            "column date_note: is empty though basis is 'inferred'; say from what",
        ),
        (
            "accounts",
            "boat-leaves-01",
            {"basis": "inferred", "note": ""},
            "column note: is empty though basis is 'inferred'; say from what",
        ),
    ],
)
def test_a_judgement_or_an_inference_says_what_it_rests_on(
    ferry, table: str, row: str, cells: dict[str, str], problem: str
) -> None:
    ferry.change(table, row, **cells)
    [line] = ferry.problems()
    assert line.endswith(problem)


@pytest.mark.parametrize(
    ("said", "published", "late"),
    [
        ("2024-03-12", "2024-03-12", False),
        ("2024-03-13", "2024-03-12", False),  # elsewhere it may be the next day
        ("2024-03-14", "2024-03-12", True),
        ("2024-03-13T23:30", "2024-03-12", False),
        ("2024-03", "2024-03-01", False),  # some day of the month
        ("2024-04", "2024-03-12", True),
        ("2024-05?", "2024-03-12", False),  # a mark widens no date, but it makes none certain
        ("2024-05", "2024-03-12~", False),
        ("2024-03-20/2024-03-22", "2024-03-12/2024-03-18", True),
        ("2024-03-20/2024-03-22", "2024-03-12/..", False),
        ("../2024-03-22", "2024-03-12", False),
        ("2024-03-20", "not stated", False),
    ],
)
def test_nothing_is_said_certainly_later_than_the_article_was_published(
    ferry, said: str, published: str, late: bool
) -> None:
    for row in ferry.rows("statements"):
        if row["article"] == "radio-morning":
            ferry.change("statements", row["id"], said="2024-03-01", said_basis="stated")
    basis = "unknown" if published == "not stated" else "shown"
    ferry.change("articles", "radio-morning", published=published, published_basis=basis)
    ferry.change("statements", "radio-morning-03", said=said)
    problem = f"'{said}' is later than its article was published, {published}; check both dates"
    lines = [line.partition("column said: ")[2] for line in ferry.problems()]
    assert lines == [problem] * late


def test_a_date_of_publication_is_missing_exactly_when_its_basis_is_unknown(ferry) -> None:
    ferry.change("articles", "weekly-after", published="2024-07")
    ferry.change("articles", "council-minutes", published_basis="unknown")
    rows = [line.split(", column")[0] for line in ferry.problems()]
    assert rows == ["articles.csv, row 11", "articles.csv, row 13"]


def test_what_an_interval_means_is_said_exactly_where_the_date_is_one(ferry) -> None:
    ferry.change("events", "engine-stops", interval="")
    ferry.change("events", "boat-leaves", interval="span")
    assert [line.split(", ", 1)[1] for line in ferry.problems()] == [
        "row 4, column interval: 'span' does not go with date; "
        "interval is span or bounds exactly when date is an interval",
        "row 5, column interval: does not go with date; "
        "interval is span or bounds exactly when date is an interval",
    ]


def test_a_fragment_of_15_words_is_short_enough(ferry) -> None:
    ferry.change("statements", "riders-petition-01", fragment="a " * 14 + "a")
    assert ferry.problems() == []


@pytest.mark.parametrize("space", [" ", "\t", "  ", "\u00a0"])
def test_a_fragment_of_16_words_is_too_long_whatever_stands_between(ferry, space: str) -> None:
    ferry.change("statements", "riders-petition-01", fragment=space.join("a" * 16))
    [line] = ferry.problems()
    assert line.endswith("has 16 words; at most 15 may be quoted")


def test_the_offsets_must_span_the_fragment(ferry) -> None:
    [row] = [row for row in ferry.rows("statements") if row["id"] == "radio-morning-01"]
    ferry.change("statements", row["id"], end=str(int(row["end"]) + 1))
    expected = f"column end: '{int(row['end']) + 1}' does not fit; end less start is the fragment's"
    assert any(expected in line for line in ferry.problems())


def test_an_offset_needs_the_other(ferry) -> None:
    ferry.change("statements", "riders-petition-01", end="42")
    [line] = ferry.problems()
    assert line.endswith("'42' does not fit; end less start is the fragment's length")


def test_the_span_is_counted_in_code_points(ferry) -> None:
    ferry.change(
        "statements",
        "radio-morning-01",
        fragment="🚢🚢",
        start="10",
        end="12",
        prefix="",
        suffix="",
    )
    assert not any("column end" in line for line in ferry.problems())
