"""The network figures: who is drawn where, which lines, and in which manner."""

import pandas as pd
import pytest
from matplotlib.patches import FancyBboxPatch, PathPatch

from helpers.figures.boxes import Box, boxes_and_lines
from helpers.figures.lines import Line, curve, key_rows
from helpers.figures.network import camp_network, two_periods
from helpers.figures.pairs import tie_matrix
from helpers.figures.sheet import phone, width_of

MEMBERS = pd.DataFrame(
    [
        ("a", "Ann", "1 · for Tea", 1, 0),
        ("b", "Bea", "1 · for Tea", 1, 0),
        ("c", "Cas" * 40, "2 · against Tea", 2, 1),
        ("d", "Dan", "in no coalition", 0, 1),
    ],
    columns=["actor", "label", "title", "coalition", "column"],
)
TIES = pd.DataFrame({"a": ["a", "a"], "b": ["b", "c"], "weight": [2.0, -1.0]})


def lines(ax):
    """The drawn lines between names, without those of the key (straight, two points)."""
    found = [patch for patch in ax.patches if type(patch) is PathPatch]
    return [patch for patch in found if len(patch.get_path()) > 2]


def spot(ax, word):
    """Where a text that starts so stands."""
    return next(text.get_position() for text in ax.texts if text.get_text().startswith(word))


def test_each_coalition_has_a_box_with_its_title_and_names_and_who_is_alone_has_none():
    ax = camp_network(MEMBERS, TIES)
    texts = [text.get_text() for text in ax.texts]
    assert {"1 · for Tea", "2 · against Tea", "in no coalition", "Ann", "Bea", "Dan"} <= set(texts)
    assert len([patch for patch in ax.patches if isinstance(patch, FancyBboxPatch)]) == 2
    assert spot(ax, "1 ·")[0] < spot(ax, "2 ·")[0]


def test_a_name_that_is_too_long_is_cut():
    texts = [text.get_text() for text in camp_network(MEMBERS, TIES).texts]
    assert next(text for text in texts if text.startswith("Cas")).endswith("…")


def test_agreement_is_solid_and_conflict_dashed_and_the_strong_tie_wider():
    drawn = lines(camp_network(MEMBERS, TIES))
    solid = [line for line in drawn if line.get_linestyle() in ("-", "solid")]
    dashed = [line for line in drawn if line not in solid]
    assert (len(solid), len(dashed)) == (1, 1)
    assert solid[0].get_linewidth() > dashed[0].get_linewidth()


def test_a_tie_to_somebody_who_is_not_drawn_is_not_drawn_and_not_in_the_key():
    ax = camp_network(MEMBERS.iloc[:2], TIES)
    assert len(lines(ax)) == 1
    assert "conflict" not in [text.get_text() for text in ax.texts]


@pytest.mark.parametrize("start", ["left", "right"])
def test_no_line_leaves_the_space_between_the_columns(start):
    low, high = 100.0, 200.0
    x = low if start == "left" else high
    points = curve((x, 0.0), (x, 900.0), (low, high)).interpolated(1).to_polygons(closed_only=False)
    assert low <= points[0][:, 0].min()
    assert points[0][:, 0].max() <= high


def test_on_a_phone_all_boxes_stand_in_one_column():
    ax = camp_network(MEMBERS, TIES, ax=phone())
    assert spot(ax, "1 ·")[0] == spot(ax, "2 ·")[0]
    assert spot(ax, "1 ·")[1] < spot(ax, "2 ·")[1]
    assert width_of(ax) < 300


def test_a_key_that_is_too_wide_goes_on_in_the_next_row():
    kinds = ["stays", "parts from all", "no fellow to compare"]
    assert key_rows(kinds, 700) == [kinds]
    assert key_rows(kinds, 260) == [kinds[:2], kinds[2:]]


def test_a_speaker_of_two_periods_is_joined_to_itself_by_what_became_of_it():
    rows = pd.DataFrame(
        [
            ("a", "Ann", "for Tea", 1, 0),
            ("b", "Bea", "for Tea", 1, 0),
            ("a", "Ann", "for Tea", 1, 1),
        ],
        columns=["actor", "label", "title", "coalition", "column"],
    )
    changes = pd.DataFrame({"actor": ["a", "b"], "change": ["parts", "goes"]})
    ax = two_periods(rows, changes, heads=("before May", "from May on"))
    assert len(lines(ax)) == 1
    texts = [text.get_text() for text in ax.texts]
    assert texts.count("for Tea") == 2
    assert {"before May", "from May on", "parts from all"} <= set(texts)


def test_nobody_to_draw_is_said_in_words():
    ax = camp_network(MEMBERS.iloc[:0], TIES.iloc[:0])
    assert ax.texts[0].get_text().startswith("Nothing")


def test_boxes_of_a_column_stand_one_below_the_other():
    boxes = [Box("one", [("a", "A")]), Box("two", [("b", "B")])]
    ax = boxes_and_lines(boxes, [Line("a", "b", "agreement")])
    tops = [patch.get_y() for patch in ax.patches if isinstance(patch, FancyBboxPatch)]
    heights = [patch.get_height() for patch in ax.patches if isinstance(patch, FancyBboxPatch)]
    assert tops[1] > tops[0] + heights[0]


def test_the_matrix_of_pairs_marks_each_tie_once_and_numbers_the_speakers():
    weights = pd.DataFrame(
        [[0, 2, -1], [2, 0, 0], [-1, 0, 0]], index=list("abc"), columns=list("abc")
    )
    ax = tie_matrix(weights, groups=["1", "1", "2"])
    counts = sorted(int((p.get_path().codes == 1).sum()) for p in ax.patches)
    # One plus square, one minus square, and signs of two strokes and of one.
    assert counts == [1, 1, 3]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["a  1", "b  2", "c  3"]
    assert sorted(text.get_text() for text in ax.texts) == ["1", "1", "2", "2", "3", "3"]


def test_a_matrix_of_forty_is_no_wider_than_the_page():
    names = [f"A speaker with a long name {i}" for i in range(40)]
    weights = pd.DataFrame(1, index=names, columns=names)
    ax = tie_matrix(weights, groups=[str(i // 4) for i in range(40)])
    assert width_of(ax) <= 10.8 * 72


def test_an_empty_matrix_of_pairs_is_said_in_words():
    assert tie_matrix(pd.DataFrame(), groups=[]).texts[0].get_text().startswith("Nothing")
