"""Bars to both sides of a line: lengths, numbers, links."""

import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from helpers.figures.linked import Area, areas
from helpers.figures.sheet import phone
from helpers.figures.sides import sides
from helpers.figures.style import OPPOSE, SUPPORT

TABLE = pd.DataFrame(
    [("A", 3, 1, 2, "#a", "A: 3 to 1"), ("B", 0, 2, 0, "#b", "B: 0 to 2")],
    columns=["label", "yes", "no", "rest", "target", "name"],
)
COLUMNS = {"support": "yes", "oppose": "no", "rest": [("rest", "neutral")]}


def bars(ax):
    return [p for p in ax.patches if isinstance(p, Rectangle) and not isinstance(p, Area)]


def words(ax):
    return [text.get_text() for text in ax.texts]


@pytest.mark.parametrize("ax", [None, phone])
def test_bars_are_as_long_as_their_numbers_and_have_them_written(ax):
    found = sides(TABLE, **COLUMNS, ax=ax and ax())
    unit = bars(found)[0].get_width()  # one opponent of A
    assert [round(bar.get_width() / unit, 6) for bar in bars(found)] == [1, 3, 2]
    assert {"− 1", "+ 3", "− 2", "2 neutral"} <= set(words(found))
    assert not {"+ 0", "− 0", "0 neutral"} & set(words(found))


def test_opposition_ends_where_support_begins():
    against, favour, _ = bars(sides(TABLE, **COLUMNS))
    assert against.get_x() + against.get_width() == pytest.approx(favour.get_x())
    assert against.get_facecolor() != favour.get_facecolor()
    assert {OPPOSE, SUPPORT} == {"#c2410c", "#0b6e8f"}


def test_each_row_is_a_link_on_a_wide_sheet_only():
    assert [(a.target, a.name) for a in areas(sides(TABLE, **COLUMNS))] == [
        ("#a", "A: 3 to 1"),
        ("#b", "B: 0 to 2"),
    ]
    assert areas(sides(TABLE, **COLUMNS, ax=phone())) == []


def test_groups_of_rows_stand_apart():
    def step(groups):
        first, last = bars(sides(TABLE, **COLUMNS, groups=groups))[1:]
        return last.get_y() - first.get_y()

    assert step(["k", "l"]) > step(["k", "k"])


def test_no_row_is_a_sentence():
    ax = sides(TABLE.head(0), **COLUMNS)
    assert words(ax) == ["No statement is left by these filters."]
