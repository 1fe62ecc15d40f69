"""Bars carry their numbers and lead to what they count; an empty table is said in words."""

import pandas as pd
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from helpers.figures.bars import bars
from helpers.figures.linked import Area, areas
from helpers.figures.sheet import phone
from helpers.figures.style import GREY

TABLE = pd.DataFrame({"who": ["A", "B"], "n": [1200, 3], "more": ["x", "y"], "at": ["#a", ""]})


def drawn(ax):
    """The bars themselves."""
    return [patch for patch in ax.patches if type(patch) is Rectangle]


def test_each_bar_has_its_label_number_and_note():
    ax = bars(TABLE, label="who", value="n", note="more")
    assert [text.get_text() for text in ax.texts] == ["A", "1,200", "x", "B", "3", "y"]
    long, short = (patch.get_width() for patch in drawn(ax))
    assert short == round(long * 3 / 1200)


def test_the_first_row_is_on_top():
    one, other = drawn(bars(TABLE, label="who", value="n"))
    assert one.get_y() < other.get_y()


def test_a_number_of_things_has_no_colour_of_a_stance():
    assert to_hex(drawn(bars(TABLE, label="who", value="n"))[0].get_facecolor()) == GREY


def test_a_row_with_a_place_leads_there_and_one_without_does_not():
    found = areas(bars(TABLE, label="who", value="n", place="at"))
    assert [(area.target, area.name) for area in found] == [("#a", "A: 1,200")]
    assert isinstance(found[0], Area)


def test_on_a_phone_the_labels_stand_above_their_bars_and_nothing_is_wider_than_the_screen():
    ax = bars(
        TABLE.assign(who="A very long name of a publisher " * 3), label="who", value="n", ax=phone()
    )
    label, number = ax.texts[0], ax.texts[1]
    assert label.get_position()[1] < number.get_position()[1]
    assert label.get_text().endswith("…")
    bar = drawn(ax)[0]
    assert bar.get_x() + bar.get_width() < 3.7 * 72


def test_no_row_is_said_in_words():
    ax = bars(TABLE.iloc[:0], label="who", value="n")
    assert ax.texts[0].get_text() == "Nothing is left by these filters."
