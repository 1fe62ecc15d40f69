"""A quotation within its sentence: cut from a text that is held, and nothing where it is not."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from helpers.case import read_case
from helpers.case.passages import MOST, around, in_context

CASES = Path(__file__).parents[1] / "cases"

TEXT = (
    "The ferry stopped. “We were told nothing,” said Ms. Ito on Monday. It sailed at 6 p.m. again."
)


@pytest.fixture(scope="module")
def ferry():
    return read_case("harbour-ferry", CASES)


def cut(text, fragment):
    start = text.index(fragment)
    return around(text, start, start + len(fragment))


def test_a_fragment_stands_between_the_words_of_its_sentence():
    assert cut(TEXT, "told nothing") == ("“We were ", ",” said Ms. Ito on Monday.")


def test_a_title_an_initial_and_a_time_of_day_end_no_sentence():
    assert cut("No. 4 of J. Doe and the U.S. Navy left at 6 p.m. today. It rained.", "Navy") == (
        "No. 4 of J. Doe and the U.S. ",
        " left at 6 p.m. today.",
    )


@pytest.mark.parametrize(
    ("text", "fragment", "sides"),
    [
        ("One two three", "two", ("One ", " three")),
        ("One two", "One two", ("", "")),
        ("Head line\nOne two. Three", "One", ("", " two.")),
        ("He asked “Why? Now!” and left. So.", "Why", ("He asked “", "?")),
        ("A b. C d. E f.", "b. C", ("A ", " d.")),
    ],
)
def test_where_a_sentence_begins_and_ends(text, fragment, sides):
    assert cut(text, fragment) == sides


def test_a_sentence_without_end_is_shortened_at_a_word():
    before, behind = cut("word " * 400 + "here " + "word " * 400, "here")
    assert before.startswith("… word ")
    assert behind.endswith(" word …")
    assert max(len(before), len(behind)) <= MOST + 2


def statement(case, **changes):
    row = case.statements[case.statements["quotation"] == "verified"].head(1)
    return row.assign(**changes)


def test_a_verified_fragment_gets_its_sentence_from_the_text_that_is_held(ferry):
    found = in_context(ferry, statement(ferry)).iloc[0]
    text = (ferry.folder / "texts" / f"{found['article']}.txt").read_bytes().decode()
    assert found["before"] + found["behind"]
    assert found["before"] + found["fragment"] + found["behind"] in text


@pytest.mark.parametrize(
    "changes",
    [{"article": "not-held"}, {"quotation": "text not held"}, {"start": 0, "end": 4}],
)
def test_without_the_text_or_a_verified_place_nothing_is_added(ferry, changes):
    row = statement(ferry, **changes)
    found = in_context(replace(ferry, statements=row), row).iloc[0]
    assert (found["before"], found["behind"]) == ("", "")


def test_columns_of_the_same_name_with_another_meaning_do_no_harm(ferry):
    row = statement(ferry, start=pd.Timestamp("2024-03-12"), end=pd.Timestamp("2024-03-13"))
    found = in_context(ferry, row).iloc[0]
    assert found["before"] + found["behind"]


def test_texts_may_be_held_elsewhere(ferry, tmp_path):
    row = statement(ferry, start=4, end=9, fragment="ferry", article="x")
    (tmp_path / "x.txt").write_text("The ferry stopped. It rained.", encoding="utf-8")
    found = in_context(replace(ferry, statements=row), row, tmp_path).iloc[0]
    assert (found["before"], found["behind"]) == ("The ", " stopped.")


def test_a_text_that_is_no_file_is_not_held(ferry, tmp_path):
    (tmp_path / "x.txt").mkdir()
    found = in_context(ferry, statement(ferry, article="x"), tmp_path)
    assert isinstance(found, pd.DataFrame)
    assert set(found["before"]) == {""}
