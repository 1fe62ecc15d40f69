"""Stances over time: sides of a line, marks that do not run into each other, changes joined."""

import re

import pandas as pd
import pytest

from helpers.figures.linked import areas, labelled, with_way_past
from helpers.figures.stance_lanes import Lane, stance_lanes
from helpers.figures.svg import svg

PIECES = pd.DataFrame(
    {"start": [pd.Timestamp("2025-06-01")], "end": [pd.Timestamp("2025-06-30 23:59:59")]}
)
FLAGS = (
    "long",
    "within",
    "soft_start",
    "soft_end",
    "reaches_back",
    "reaches_on",
    "hollow",
    "unsure",
)
LEVELS = {"support": "above", "oppose": "below", "neutral": "on"}


def frame(*marks):
    """Marks given as label, stance, day, number."""
    rows = [
        {
            "label": label,
            "stance": stance,
            "level": LEVELS[stance],
            "first": pd.Timestamp(day),
            "last": pd.Timestamp(day),
            "number": number,
            "target": f"#{label}-{at}",
            "name": f"{label} {stance} {day}",
        }
        | dict.fromkeys(FLAGS, False)
        for at, (label, stance, day, number) in enumerate(marks)
    ]
    return pd.DataFrame(rows)


def lanes(*marks):
    return stance_lanes(frame(*marks), pieces=PIECES)


def places(ax):
    """The middle of each link, by its target."""
    return {
        a.target: (a.get_x() + a.get_width() / 2, a.get_y() + a.get_height() / 2) for a in areas(ax)
    }


def test_support_stands_above_opposition_and_what_takes_no_side_between():
    day = "2025-06-10"
    ax = stance_lanes(frame(*[("p", s, day, 1) for s in LEVELS]), pieces=PIECES)
    found = places(ax)
    heights = [found[place][1] for place in ("#p-0", "#p-2", "#p-1")]
    assert heights == sorted(heights)
    assert len(set(heights)) == 3


def test_marks_that_would_cover_each_other_stand_in_rows():
    ax = lanes(("p", "support", "2025-06-10", 1), ("p", "support", "2025-06-10", 1))
    first, second = areas(ax)
    assert abs(first.get_y() - second.get_y()) >= first.get_height()


def test_marks_far_apart_share_a_row():
    ax = lanes(("p", "support", "2025-06-02", 1), ("p", "support", "2025-06-28", 1))
    first, second = areas(ax)
    assert first.get_y() == second.get_y()
    assert first.get_x() < second.get_x()


def test_a_number_stands_beside_a_mark_of_several_statements():
    ax = lanes(("p", "support", "2025-06-02", 9), ("q", "support", "2025-06-02", 1))
    words = [text.get_text() for text in ax.texts]
    assert "9" in words
    assert "1" not in words


def test_lanes_stand_in_the_order_given():
    ax = lanes(("q", "support", "2025-06-02", 1), ("p", "oppose", "2025-06-02", 1))
    heights = {text.get_text(): text.get_position()[1] for text in ax.texts}
    assert heights["q"] < heights["p"]


@pytest.mark.parametrize(
    ("order", "style"), [("before", "-"), ("undecided", "--"), ("marked", "--")]
)
def test_a_change_of_side_is_a_line_and_broken_where_it_is_not_certain(order, style):
    marks = frame(("p", "support", "2025-06-02", 1), ("p", "oppose", "2025-06-20", 1))
    turns = pd.DataFrame({"start": [0], "end": [1], "order": [order]})
    ax = stance_lanes(marks, pieces=PIECES, turns=turns)
    (line,) = [
        each for each in ax.lines if len(set(each.get_xdata())) == len(set(each.get_ydata())) == 2
    ]
    assert line.get_linestyle() == style
    assert line.get_ydata()[0] < line.get_ydata()[1]  # down from support to opposition


def test_a_link_is_for_the_mouse_since_a_list_says_the_same_to_others():
    ax = lanes(("p", "support", "2025-06-02", 1))
    html = labelled(svg(ax), ax, "alt", "1a")
    assert '<g fill-opacity="0" aria-hidden="true"><a href="#p-0" tabindex="-1"><path' in html
    assert "Go past" not in with_way_past(html * 13, "times")


def test_all_lines_of_lanes_are_one_path():
    drawing = svg(lanes(*[(label, "support", "2025-06-02", 1) for label in "pqrs"]))
    assert max(path.count("h") for path in re.findall(r'd="([^"]*)"', drawing)) == 4


def test_no_dated_statement_is_a_sentence():
    ax = stance_lanes(frame(), pieces=PIECES.head(0))
    assert [t.get_text() for t in ax.texts] == [
        "No statement with a date is left by these filters."
    ]


def test_a_lane_opens_a_row_only_when_there_is_no_room():
    lane = Lane("p")
    for left, right in ((0, 10), (5, 15), (10, 20), (16, 20)):
        lane.put("above", left, right, 0)
    assert [[(a, b) for a, b, _ in row] for row in lane.rows["above"]] == [
        [(0, 10), (10, 20)],
        [(5, 15), (16, 20)],
    ]
