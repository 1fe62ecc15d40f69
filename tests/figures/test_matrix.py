"""The position matrix: signs and numbers as text, named rows and columns, a link for each mark."""

from html.parser import HTMLParser

import pandas as pd
import pytest

from helpers.figures.matrix import MARKS, key, matrix
from helpers.figures.sheet import spread


class Cells(HTMLParser):
    """The table read as a browser does, which needs no end tags: cells by row, and links."""

    def __init__(self, html):
        super().__init__()
        self.rows, self.links, self.heads = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.heads += [dict(attributes).get("scope")] if tag == "th" else []
        if tag == "a":
            self.links.append((dict(attributes)["href"], dict(attributes)["class"]))

    def handle_data(self, data):
        if self.rows:
            self.rows[-1][-1] += data


def frame(values):
    return pd.DataFrame(values, index=list("ab"), columns=list("pq"))


def drawn(positions, counts, rows=("", ""), columns=("demand", "demand")):
    targets = frame([["#s-1", "#s-2"], ["#s-3", ""]])
    return matrix(
        frame(positions),
        frame(counts),
        row_groups=rows,
        column_groups=columns,
        targets=targets,
        label="Positions",
    )


def test_every_cell_is_a_sign_with_its_number_and_silence_is_empty():
    part = drawn([["supports", "opposes"], ["split", "silent"]], [[1, 4], [2, 0]])
    assert Cells(part.html).rows[2:] == [
        ["a", "+1", "−4", "5"],
        ["b", "±2", "", "2"],
        ["statements", "3", "4", "7"],
    ]


def test_no_two_positions_share_a_sign_or_a_style():
    signs, styles, _ = zip(*MARKS.values(), strict=True)
    assert len(set(signs)) == len(set(styles)) == 4


def test_a_mark_leads_to_its_statements_and_silence_nowhere():
    part = drawn([["supports", "opposes"], ["neutral", "silent"]], [[1, 1], [1, 0]])
    assert Cells(part.html).links == [("#s-1", "p"), ("#s-2", "o"), ("#s-3", "n")]


def test_rows_columns_and_their_groups_are_headings_with_a_scope():
    part = drawn([["silent"] * 2] * 2, [[0, 0]] * 2, ("One", "Two"), ("demand", "policy"))
    cells = Cells(part.html)
    assert cells.rows[0] == ["", "demands", "policy", ""]
    assert [row[0] for row in cells.rows[2:6]] == ["One", "a", "Two", "b"]
    assert set(cells.heads) == {"col", "colgroup", "row", "rowgroup"}


def test_rows_without_groups_have_no_line_for_one():
    part = drawn([["silent"] * 2] * 2, [[0, 0]] * 2)
    assert [row[0] for row in Cells(part.html).rows[2:]] == ["a", "b", "statements"]


@pytest.mark.parametrize("rows", [[], ["a"]])
def test_an_empty_matrix_says_so(rows):
    empty = pd.DataFrame(index=rows, columns=[])
    groups = [""] * len(rows)
    part = matrix(empty, empty, row_groups=groups, column_groups=[], targets=empty, label="P")
    assert part.text == "No statement is left by these filters."


def test_hostile_names_stay_text():
    bad = "<script>alert(1)</script>"
    values = pd.DataFrame([["supports"]], index=[bad], columns=[bad])
    part = matrix(
        values,
        values.replace("supports", 1),
        row_groups=[bad],
        column_groups=[bad],
        targets=values.replace("supports", '#"><img>'),
        label=bad,
    )
    assert "<script" not in part.html
    assert "<img" not in part.html


def test_the_key_names_every_mark_and_silence():
    for words in ("+ supports", "− opposes", "± on both sides", "○ neutral", "silent"):
        assert words in key().text


def test_positions_are_spread_with_a_gap_between_groups():
    assert spread(["a", "a", "b"], 0.5) == [0, 1, 2.5]
