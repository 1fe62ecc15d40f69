"""The position matrix and the camps: marks by position, size by number, nothing by colour alone."""

import numpy as np
import pandas as pd
import pytest

from helpers.figures.matrix import CAP, STYLE, camps, joined, key, matrix, outlines, spread


def painted(ax):
    """The number of closed or open outlines of each shape that was painted, by its style."""
    found = {}
    for patch in ax.patches:
        face, edge = patch.get_facecolor(), patch.get_edgecolor()
        found[(tuple(np.round(face, 2)), tuple(np.round(edge, 2)))] = int(
            (patch.get_path().codes == 1).sum()
        )
    return sorted(found.values())


def frame(values):
    return pd.DataFrame(values, index=list("ab"), columns=list("pq"))


def test_each_position_has_shapes_of_its_own():
    shapes = {
        p: [name for name, _ in outlines(p, 0.4)]
        for p in ("supports", "opposes", "split", "neutral", "silent")
    }
    assert shapes == {
        "supports": ["support", "sign", "sign"],
        "opposes": ["oppose", "sign"],
        "split": ["support", "oppose"],
        "neutral": ["neutral"],
        "silent": ["silent"],
    }


def test_the_matrix_draws_one_mark_a_cell():
    marks = frame([["supports", "opposes"], ["split", "silent"]])
    ax = matrix(marks, frame([[1, 1], [2, 0]]), row_groups=["", ""], column_groups=["k", "k"])
    # support: supports and split; oppose: opposes and split; signs: plus is two strokes, minus one; silent: one.
    assert painted(ax) == sorted([2, 2, 3, 1])


def test_the_edges_carry_the_sums():
    ax = matrix(
        frame([["supports", "opposes"], ["split", "silent"]]),
        frame([[1, 4], [2, 0]]),
        row_groups=["", ""],
        column_groups=["k", "k"],
    )
    assert [text.get_text() for text in ax.texts] == ["5", "2", "3", "4"]


def test_groups_are_named_above_their_first_row():
    ax = matrix(
        frame([["silent"] * 2] * 2),
        frame([[0, 0]] * 2),
        row_groups=["One", "Two"],
        column_groups=["k", "k"],
    )
    assert [text.get_text() for text in ax.texts][:2] == ["One", "Two"]


def test_a_mark_grows_up_to_the_cap():
    from helpers.figures.matrix import draw_marks
    from helpers.figures.style import new_axes

    def width(number):
        ax = new_axes(2, 2)
        draw_marks(ax, [(0, 0, "supports", number)])
        return ax.patches[0].get_path().get_extents().width

    assert width(1) < width(2) < width(CAP)
    assert width(CAP) == width(CAP + 5)


def test_positions_are_spread_with_a_gap_between_groups():
    assert spread(["a", "a", "b"], 0.5) == [0, 1, 2.5]


def test_outlines_are_joined_into_one_path():
    path = joined([np.zeros((3, 2)), np.ones((3, 2))], closed=True)
    assert path.codes.tolist() == [1, 2, 2, 79, 1, 2, 2, 79]


@pytest.mark.parametrize("rows", [[], ["a"]])
def test_an_empty_matrix_says_so(rows):
    empty = pd.DataFrame(index=rows, columns=[])
    ax = matrix(empty, empty, row_groups=[""] * len(rows), column_groups=[])
    assert ax.texts[0].get_text() == "Nothing is left by these filters."


def test_camps_write_their_numbers_beside_the_bars():
    table = pd.DataFrame(
        [("A", "k", 3, 1, 1, 2, 7), ("B", "k", 0, 0, 0, 0, 0)],
        columns=["label", "kind", "supports", "opposes", "split", "neutral", "speakers"],
    )
    ax = camps(table)
    assert [text.get_text() for text in ax.texts] == ["+ 3", "− 1", "1 on both sides, 2 neutral"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["A"]


def test_the_key_names_every_mark():
    assert [text.get_text() for text in key().texts] == [
        "supports",
        "opposes",
        "on both sides",
        "neutral",
        "silent",
    ]


def test_every_shape_has_a_style():
    used = {
        name
        for p in ("supports", "opposes", "split", "neutral", "silent")
        for name, _ in outlines(p, 0.4)
    }
    assert used == set(STYLE)
