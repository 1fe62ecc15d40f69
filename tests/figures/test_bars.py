"""Bars carry their numbers; an empty table is said in words."""

import pandas as pd
from matplotlib.colors import to_hex

from helpers.figures.bars import bars
from helpers.figures.style import GREY


def test_each_bar_has_its_label_number_and_note():
    table = pd.DataFrame({"who": ["A", "B"], "n": [1200, 3], "more": ["x", "y"]})
    ax = bars(table, label="who", value="n", note="more")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["A", "B"]
    assert [text.get_text() for text in ax.texts] == ["1,200", "3", "x", "y"]
    assert [patch.get_width() for patch in ax.patches] == [1200, 3]


def test_the_first_row_is_on_top():
    ax = bars(pd.DataFrame({"who": ["A", "B"], "n": [1, 2]}), label="who", value="n")
    low, high = ax.get_ylim()
    assert low > high


def test_a_number_of_things_has_no_colour_of_a_stance():
    ax = bars(pd.DataFrame({"who": ["A"], "n": [1]}), label="who", value="n")
    assert to_hex(ax.patches[0].get_facecolor()) == GREY


def test_no_row_is_said_in_words():
    ax = bars(pd.DataFrame({"who": [], "n": []}), label="who", value="n")
    assert ax.texts[0].get_text() == "Nothing is left by these filters."
