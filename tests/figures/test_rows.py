"""Rows of a table by what their columns hold."""

import pandas as pd

from helpers.figures.rows import rows_by

TABLE = pd.DataFrame({"who": ["b", "a", "b"], "what": ["x", "x", "y"], "n": [1, 2, 3]})


def test_rows_come_in_their_order_under_the_value_of_a_column():
    assert rows_by(TABLE[["who", "n"]], "who") == {
        "b": [{"who": "b", "n": 1}, {"who": "b", "n": 3}],
        "a": [{"who": "a", "n": 2}],
    }


def test_several_columns_make_a_key_together():
    found = rows_by(TABLE, "who", "what")
    assert {key: [row["n"] for row in rows] for key, rows in found.items()} == {
        ("b", "x"): [1],
        ("a", "x"): [2],
        ("b", "y"): [3],
    }


def test_a_table_without_rows_has_no_groups():
    assert rows_by(TABLE.iloc[:0], "who") == {}
