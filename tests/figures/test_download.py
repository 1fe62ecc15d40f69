"""Downloads: nothing a spreadsheet would run, and the same table when it is read back."""

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures.download import READ_BACK, harmless, read_csv, snake_case, to_csv


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


def test_plain_pandas_reads_the_table_back_as_the_documentation_says(tmp_path):
    frame = pd.DataFrame(
        {"words": ["=1+1", "''@x", "'quoted'", "-1", "NA", "plain"], "n": [-1, 2, 3, 4, 5, 6]}
    )
    path = tmp_path / "t.csv"
    path.write_text(to_csv(frame), encoding="utf-8", newline="")
    for told in (eval(READ_BACK, {"pd": pd, "path": path}), read_csv(path)):
        pd.testing.assert_frame_equal(told, frame)


def test_a_table_without_such_a_text_needs_no_more_than_read_csv(tmp_path):
    frame = pd.DataFrame(
        {"who": ["Ada", "'Ben'"], "n": [-1.5, 2.0], "statements": ["a-1;a-2", "b-1"]}
    )
    path = tmp_path / "t.csv"
    path.write_text(to_csv(frame), encoding="utf-8", newline="")
    pd.testing.assert_frame_equal(pd.read_csv(path), frame)


def test_the_readme_says_how_plain_pandas_reads_a_table_back():
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    assert READ_BACK in " ".join(readme.split())


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("only voice", "only_voice"),
        ("Our inference: how far met", "our_inference_how_far_met"),
        ("council-member", "council-member"),
        ("concept_id", "concept_id"),
        ("=cmd", "cmd"),
        ("@", "column"),
    ],
)
def test_a_column_is_named_in_snake_case_and_an_id_stays(name, column):
    assert snake_case(name) == column


def test_two_columns_of_one_name_are_refused():
    with pytest.raises(ValueError, match="not told apart in snake case"):
        to_csv(pd.DataFrame([[1, 2]], columns=["a b", "A b"]))


def test_lines_end_as_the_standard_says_and_quotes_are_doubled():
    assert (
        to_csv(pd.DataFrame({"a": ['say "x", y', "two\nlines"]}))
        == 'a\r\n"say ""x"", y"\r\n"two\nlines"\r\n'
    )


def test_where_links_of_the_page_lead_is_not_in_the_file() -> None:
    assert to_csv(pd.DataFrame({"id": ["e1"], "place": ["#e1"]})) == "id\r\ne1\r\n"
