"""Downloads: nothing a spreadsheet would run, and the same table when it is read back."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures.download import harmless, read_csv, to_csv


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\tx", "'=1", "''@"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", ["a=1", "", "'a", -1, -1.5, None])
def test_other_values_stay_as_they_are(value):
    assert harmless(value) is value


def test_numbers_below_zero_stay_numbers(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(to_csv(pd.DataFrame({"n": [-1, 2]})), newline="")
    assert read_csv(path)["n"].tolist() == [-1, 2]


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n"), min_size=1), min_size=1
    )
)
def test_texts_are_safe_in_the_file_and_come_back_as_they_were(texts):
    texts = [f"{text}|" for text in texts]  # never a word for a missing value
    written = to_csv(pd.DataFrame({"t": texts}))
    cells = [row[0] for row in csv.reader(io.StringIO(written, newline=""))][1:]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert read_csv(io.StringIO(written, newline=""))["t"].tolist() == texts


def test_lines_end_as_the_standard_says_and_quotes_are_doubled():
    assert (
        to_csv(pd.DataFrame({"a": ['say "x", y', "two\nlines"]}))
        == 'a\r\n"say ""x"", y"\r\n"two\nlines"\r\n'
    )
