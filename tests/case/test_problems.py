import pytest

from helpers.case import CaseError, Problem
from helpers.case.problems import either, nearest, shown


def test_a_problem_says_file_row_column_value_and_what_is_allowed() -> None:
    problem = Problem("statements.csv", 17, "stance", "suport", "is not allowed; use support")
    assert str(problem) == (
        "statements.csv, row 17, column stance: 'suport' is not allowed; use support"
    )


def test_a_problem_of_a_whole_file_names_the_file_alone() -> None:
    assert str(Problem("events.csv", None, None, "", "is missing")) == "events.csv: is missing"


def test_the_text_of_a_case_error_lists_every_problem() -> None:
    error = CaseError([Problem("a.csv", None, None, "", f"is {word}") for word in ("x", "y")])
    assert str(error) == "a.csv: is x\na.csv: is y"
    assert len(error.problems) == 2


def test_a_long_value_is_cut_at_60_characters() -> None:
    assert shown("a" * 60) == "a" * 60
    assert shown("a" * 61) == "a" * 59 + "…"


@pytest.mark.parametrize(
    ("value", "safe"),
    [
        ("a\nb", r"a\nb"),
        ("a\x00b", r"a\x00b"),
        ("\x1b[31m", r"\x1b[31m"),
        ("\u202eab", r"\u202eab"),
        ("a\u2028b", r"a\u2028b"),
        ("kern\u00a0", r"kern\xa0"),
        ("a\u2009b c", r"a\u2009b c"),
    ],
)
def test_a_character_that_would_move_the_cursor_is_shown_escaped(value: str, safe: str) -> None:
    assert Problem("a.csv", 2, "x", value, "").value == safe


def test_escapes_do_not_make_a_shown_value_longer_than_60_characters() -> None:
    assert len(shown("\x00" * 60)) == 60


def test_the_nearest_name_is_given_when_one_is_near() -> None:
    assert nearest("suport", ["support", "oppose"]) == " (nearest: support)"
    assert nearest("zzz", ["support", "oppose"]) == ""


def test_the_nearest_name_shows_a_space_that_is_none() -> None:
    assert nearest("kern", ["kern\u00a0"]) == r" (nearest: kern\xa0)"


def test_the_nearest_name_is_found_among_a_million() -> None:
    names = [f"gazette-{number:06}" for number in range(1_000_000)]
    assert nearest("gazette-0000042", names) == " (nearest: gazette-000042)"


@pytest.mark.parametrize(
    ("words", "choice"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_words_are_listed_as_a_choice(words: list[str], choice: str) -> None:
    assert either(words) == choice
