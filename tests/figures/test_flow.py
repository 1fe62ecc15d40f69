"""Three columns of text: what stands where, what the lines join, and that no text meets another."""

from itertools import combinations

import pytest

from helpers.figures.flow import Item, Row, flow
from helpers.figures.sheet import phone

HEADS = ("Said", "Answered", "Came of it")
LONG = "a sentence that goes on and on until it needs several lines of its column " * 4


def boxes(ax):
    """The outline of every text in points: left, right, lower and upper edge."""
    extents = [text.get_window_extent().transformed(ax.transData.inverted()) for text in ax.texts]
    return [(e.x0, e.x1, min(e.y0, e.y1), max(e.y0, e.y1)) for e in extents]


def meet(a, b):
    """Whether two outlines have more than an edge in common."""
    slack = 0.5
    across = min(a[1], b[1]) - max(a[0], b[0]) > slack
    return across and min(a[3], b[3]) - max(a[2], b[2]) > slack


def drawn(rows, ax=None):
    return flow(rows, heads=HEADS, empty="Nothing to draw.", ax=ax)


def long_rows():
    item = Item(head=LONG, grey=LONG, body=LONG, mark="disputes it", number="1")
    wide = Item(body="Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 3)
    return [
        Row(Item(head="One", body=LONG), [item, item], [Item(body=LONG, mark="met")]),
        Row(wide, [wide], [wide]),
    ]


def levels(ax, word):
    """Where the texts that begin with a word stand, from above."""
    return [text.get_position()[1] for text in ax.texts if text.get_text().startswith(word)]


@pytest.mark.parametrize("sheet", [lambda: None, phone], ids=["desk", "phone"])
def test_long_text_wraps_and_meets_no_other_text(sheet):
    ax = drawn(long_rows(), sheet())
    assert not [pair for pair in combinations(boxes(ax), 2) if meet(*pair)]


@pytest.mark.parametrize("sheet", [lambda: None, phone], ids=["desk", "phone"])
def test_all_text_lies_inside_the_figure(sheet):
    ax = drawn(long_rows(), sheet())
    width, height = ax.get_xlim()[1], ax.get_ylim()[0]
    for left, right, upper, lower in boxes(ax):
        assert left >= 0
        assert right <= width
        assert upper >= 0
        assert lower <= height


def test_the_three_parts_stand_side_by_side_under_their_headings():
    ax = drawn([Row(Item(head="A"), [Item(head="B")], [Item(head="C")])])
    at = {text.get_text(): text.get_position() for text in ax.texts}
    assert at["A"][1] == at["B"][1] == at["C"][1] > at["Said"][1]
    assert [at[name][0] for name in "ABC"] == [at[name][0] for name in HEADS]
    assert at["A"][0] < at["B"][0] < at["C"][0]


def test_answers_stand_in_their_order_from_above():
    ax = drawn([Row(Item(head="A"), [Item(head="B first"), Item(head="B second")], [])])
    first, second = levels(ax, "B")
    assert first < second


def test_lines_join_every_answer_and_none_where_nothing_came_of_it():
    alone = drawn([Row(Item(head="A"), [], [])])
    two = drawn([Row(Item(head="A"), [Item(head="B"), Item(head="C")], [])])
    rules = 1
    assert len(alone.lines) == rules
    # One line from A, one to each answer, one upright that joins them.
    assert len(two.lines) == rules + 1 + 2 + 1


def test_on_a_phone_the_parts_stand_below_one_another():
    ax = drawn([Row(Item(head="A"), [Item(head="B")], [Item(head="C")])], phone())
    (a,), (b,), (c,) = levels(ax, "A")[:1], levels(ax, "B"), levels(ax, "C")[-1:]
    assert a < b < c


def test_without_a_row_the_figure_says_so():
    ax = drawn([])
    assert [text.get_text() for text in ax.texts] == ["Nothing to draw."]


def test_every_line_of_a_head_leads_to_the_statement_and_nothing_else_does():
    head = "Minnesota Immigrant Rights Action Committee, which speaks for the campaign"
    ax = drawn([Row(Item(head=head, grey="2025", body="Says no.", link="s-1"), [], [])])
    led = [text.get_text() for text in ax.texts if text.get_url() == "#s-1"]
    assert len(led) > 1
    assert " ".join(led) == head


def test_an_empty_item_takes_no_line():
    assert Item().lines(100) == []
