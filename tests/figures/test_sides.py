"""Bars to both sides of a line: numbers, lengths, links, what takes no side."""

import re

import pandas as pd

from helpers.figures.sides import WIDTH, sides

ROWS = pd.DataFrame(
    {
        "label": ["One", "Two"],
        "pro": [3, 0],
        "con": [1, 2],
        "none": [0, 4],
        "target": ["#g--1", "#g--2"],
    }
)


def drawn(table=ROWS, **options):
    heads = ("group", "Statements by stance")
    return sides(
        table, heads=heads, support="pro", oppose="con", rest=[("none", "neutral")], **options
    ).html


def test_a_row_has_its_bars_with_numbers_and_none_for_zero():
    one, two = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", drawn())
    assert one == (
        '<a href="#g--1">One</a></th><td>−1<i style="--n:1"></i><td><i style="--n:3"></i>+3<td>'
    )
    assert two == '<a href="#g--2">Two</a></th><td>−2<i style="--n:2"></i><td><td>4 neutral'


def test_the_longest_bars_of_both_sides_fill_the_width():
    assert f"--u:{WIDTH / (3 + 2):.2f}em" in drawn()


def test_groups_of_rows_stand_apart():
    assert drawn().count("<tbody>") == 1
    assert drawn(groups=["a", "b"]).count("<tbody>") == 2


def test_the_columns_are_named():
    heads = re.findall(r'<th scope="col">([^<]*)', drawn())
    assert heads == ["group", "oppose", "support", "take no side"]


def test_no_row_is_a_sentence():
    assert "No statement is left by these filters." in drawn(ROWS.head(0))


def test_hostile_names_stay_text():
    html = drawn(ROWS.assign(label="<script>1</script>", target="javascript:alert(1)"))
    assert "<script" not in html
    assert "javascript" not in html
