"""Three columns of lists: what stands where, what leads where, and that all is escaped."""

import re

from helpers.figures.flow import Item, Row, flow

HEADS = ("Said", "Answered", "Came of it")


def drawn(*rows):
    return flow(rows, heads=HEADS, empty="Nothing to draw.").html


def test_the_three_parts_stand_in_their_order_under_their_headings():
    html = drawn(Row(Item(head="A"), [Item(head="B")], [Item(head="C")]))
    assert re.findall(r"<span>(.*?)</span>", html) == list(HEADS)
    assert re.findall(r"<b>(.)</b>", html) == ["A", "B", "C"]


def test_each_list_is_named_by_its_heading():
    html = drawn(Row(Item(head="A"), [Item(head="B")], [Item(head="C")]))
    assert re.findall(r'<ul aria-label="(.*?)">', html) == ["Answered", "Came of it"]


def test_answers_stand_in_their_order():
    html = drawn(Row(Item(head="A"), [Item(head="first"), Item(head="second")], []))
    assert html.index("first") < html.index("second")


def test_where_nothing_came_of_it_there_is_no_list():
    assert "Came of it</ul>" not in drawn(Row(Item(head="A"), [Item(head="B")], []))
    assert drawn(Row(Item(head="A"), [], [])).count("<ul") == 0


def test_without_a_row_the_figure_says_so():
    assert drawn() == '<p class="note">Nothing to draw.</p>'


def test_the_head_leads_to_the_statement():
    html = drawn(Row(Item(head="Ann", grey="2025", body="Says no.", link="s-1"), [], []))
    assert '<b><a href="#s-1">Ann</a></b> <small>2025</small> Says no.' in html


def test_a_mark_and_a_number_stand_before_the_head():
    html = drawn(Row(Item(head="A"), [Item(head="B", mark="disputes it", number="2=")], []))
    sign = '<span class="mk no" aria-hidden="true">−</span>'
    assert f"<li><i>2=</i> {sign} <b>B</b></li>" in html


def test_what_comes_from_data_is_escaped():
    html = drawn(Row(Item(head="<b>", grey="<i>", body="<script>", link="s-1"), [], []))
    assert "&lt;b&gt;</a>" in html
    assert "&lt;i&gt;</small> &lt;script&gt;" in html


def test_an_empty_item_is_empty():
    assert Item().html() == ""


def test_the_plain_text_has_a_line_for_each_item():
    part = flow([Row(Item(head="A", body="x"), [Item(head="B")], [])], heads=HEADS, empty="")
    assert part.text == "A x\nB"
