"""The position matrix: marks by position, size by number, nothing by colour alone, links."""

import numpy as np
import pandas as pd
import pytest

from helpers.figures.linked import Area, areas
from helpers.figures.matrix import key, matrix, spread
from helpers.figures.sheet import phone, width_of
from helpers.figures.stance_marks import CAP, STYLE, draw_marks, joined, outlines


def painted(ax):
    """The number of closed or open outlines of each shape that was painted, by its style."""
    found = {}
    for patch in ax.patches:
        if isinstance(patch, Area):
            continue
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
    assert [text.get_text() for text in ax.texts][4:8] == ["5", "2", "3", "4"]


def heights(ax):
    return {text.get_text(): text.get_position()[1] for text in ax.texts}


def test_groups_are_named_above_their_first_row():
    silent, zero = frame([["silent"] * 2] * 2), frame([[0, 0]] * 2)
    ax = matrix(silent, zero, row_groups=["One", "Two"], column_groups=["k", "k"])
    found = heights(ax)
    assert found["One"] < found["a"] < found["Two"] < found["b"]


def test_kinds_of_columns_are_named_where_there_is_room():
    wide = pd.DataFrame([["silent"] * 4], index=["a"], columns=list("pqrs"))
    ax = matrix(wide, wide.map(len) * 0, row_groups=[""], column_groups=["demand"] * 3 + ["policy"])
    assert "demands" in heights(ax)
    assert "policy" in heights(ax)


def test_each_cell_with_a_target_is_a_link_over_its_mark():
    targets = frame([["#x", ""], ["", "#y"]])
    ax = matrix(
        frame([["supports", "silent"], ["silent", "opposes"]]),
        frame([[1, 0], [0, 1]]),
        row_groups=["", ""],
        column_groups=["k", "k"],
        targets=targets,
        names=frame([["A on p", ""], ["", "B on q"]]),
    )
    assert [(area.target, area.name) for area in areas(ax)] == [("#x", "A on p"), ("#y", "B on q")]
    first, second = (area.get_xy() for area in areas(ax))
    assert second[0] > first[0]
    assert second[1] > first[1]


def test_a_mark_grows_up_to_the_cap():
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
    assert ax.texts[0].get_text() == "No statement is left by these filters."


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


def test_the_key_fits_a_phone():
    ax = key(phone())
    assert max(text.get_position()[0] for text in ax.texts) < width_of(ax) - 30
    assert len({text.get_position()[1] for text in ax.texts}) == 2
