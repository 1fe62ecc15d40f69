"""Links in figures: where they lie, what they are called, how they reach every reader."""

from xml.etree import ElementTree

import pytest

from helpers.figures import show
from helpers.figures.linked import add_area, areas, in_points, with_lanes, without_lone_words
from helpers.figures.sheet import sheet
from helpers.figures.style import new_axes


def linked(number=1, name="A supports “p”: 2 statements"):
    ax = sheet(100, None, width=2)
    for at in range(number):
        add_area(ax, (30 + at, 40), 20, 10, target=f"#t{at}", name=name)
    return ax


def drawing(part):
    return next(ElementTree.fromstring(part.html).iter("svg"))


def test_a_link_lies_over_its_mark_and_has_a_name():
    part = show.figure(linked(), alt="alt", title="title")
    (link,) = drawing(part).iter("a")
    assert link.get("href") == "#t0"
    assert link.find("title").text == "A supports “p”: 2 statements"
    assert link.find("path").get("d") == "M20 35h20v10h-20z"


def told(part):
    """The name and the description of every drawing of a figure, as a screen reader finds them."""
    root = ElementTree.fromstring(part.html.replace(" hidden>", ">"))
    texts = {each.get("id"): each.text for each in root.iter() if each.get("id")}
    return [
        (texts[each.get("aria-labelledby")], texts.get(each.get("aria-describedby")))
        for each in root.iter("svg")
    ]


def test_a_drawing_is_named_by_its_title_and_described_by_its_long_text():
    part = show.figure(linked(), alt="A long text.", title="The finding")
    assert told(part) == [("The finding", "A long text.")]
    assert drawing(part)[0].tag == "desc"
    assert "aria-label=" not in part.html.partition("<svg")[2]


def test_the_drawing_for_a_phone_has_the_same_words_without_a_second_copy():
    part = show.figure(linked(), alt="A long text.", title="The finding", phone=linked())
    assert told(part) == [("The finding", "A long text.")] * 2
    assert part.html.count("A long text.") == 1


def test_a_list_with_a_drawing_for_a_phone_is_told_by_that_drawing():
    wide = show.Part("<ul></ul>", "A list")
    assert told(show.figure(wide, alt="A long text.", title="The finding", phone=linked())) == [
        ("The finding", "A long text.")
    ]


def test_a_drawing_without_a_long_text_has_its_title_alone():
    part = show.figure(linked(), title="The finding")
    assert told(part) == [("The finding", None)]
    assert "<desc" not in part.html


def test_words_beside_links_are_not_read_out_one_by_one():
    link = '<a href="#e"><use href="#l1" y="2"/><text x="1" y="2">Event</text></a>'
    words = '<text x="1">?</text><path d="M0 0h9"/><g class="s1"><text x="2">June</text></g>'
    root = ElementTree.fromstring(
        without_lone_words(f'<svg>{words}<g class="s2">{link}<text>c.</text></g>{link}</svg>')
    )
    read = [text.text for text in root.iter("text")]
    for group in root.findall(".//g[@aria-hidden='true']"):
        assert not list(group.iter("a"))
        for text in group.iter("text"):
            read.remove(text.text)
    assert read == ["Event", "Event"]


def test_lines_alone_need_not_be_hidden():
    lines = '<svg><g class="s1"><path d="M0 0h9"/></g><path d="M0 1h9"/></svg>'
    assert without_lone_words(lines) == lines


def test_a_figure_with_links_is_a_group_and_its_drawing_is_not_read_out():
    root = drawing(show.figure(linked(), alt="The finding.", title="title"))
    assert root.get("role") == "group"
    hidden = root.find("g[@aria-hidden='true']")
    assert hidden is not None
    assert not list(hidden.iter("a"))


def test_a_figure_without_links_is_an_image():
    root = drawing(show.figure(new_axes(2, 1), alt="alt", title="title"))
    assert root.get("role") == "img"
    assert root.find("g[@aria-hidden='true']") is None


def test_a_figure_whose_words_are_links_is_a_group_with_its_words():
    ax = sheet(100, None, width=2)
    ax.text(10, 10, "Event", url="#e1")
    root = drawing(show.figure(ax, alt="alt", title="title"))
    assert root.get("role") == "group"
    assert root.find("g[@aria-hidden='true']") is None


def test_links_come_in_reading_order():
    ax = sheet(100, None, width=2)
    for x, y in ((60, 80), (60, 20), (20, 20)):
        add_area(ax, (x, y), 10, 10, target=f"#{x}-{y}", name="n")
    assert [area.target for area in areas(ax)] == ["#20-20", "#60-20", "#60-80"]


def test_an_area_keeps_its_place_in_axes_with_margins():
    ax = new_axes(4, 2)
    ax.set_xlim(0, 10)
    add_area(ax, (5, 0.5), 10, 1, target="#t", name="n")
    show.figure(ax, alt="alt", title="title")
    left, top, width, height = in_points(areas(ax)[0])
    assert 0 < left < left + width < 4 * 72
    assert 0 < top < top + height < 2 * 72


def test_without_a_target_there_is_no_link():
    ax = sheet(100, None, width=2)
    add_area(ax, (1, 1), 1, 1, target="", name="n")
    assert areas(ax) == []


@pytest.mark.parametrize(("number", "ways"), [(12, 0), (13, 1)])
def test_many_links_come_with_a_way_past_them(number, ways):
    html = show.figure(linked(number), alt="alt", title="title", name="matrix").html
    root = ElementTree.fromstring(html)
    found = [link.get("href") for link in root.iter("a") if link.get("class") == "past"]
    assert found == ["#matrix-end"] * ways
    assert len([each for each in root.iter() if each.get("id") == "matrix-end"]) == ways


def test_hostile_names_stay_text():
    bad = '"><script>alert(1)</script>'
    html = show.figure(linked(name=bad), alt=bad, title=bad).html
    assert "<script" not in html
    assert drawing(show.figure(linked(name=bad), alt="a", title="t")).find(".//title").text == bad


def test_a_line_leads_where_the_one_linked_text_on_it_does():
    text = '<a href="#{0}"><text class="s" x="9" y="{1}">{0}</text></a>'
    lines = text.format("e1", "20.5") + text.format("e2", "40") + text.format("e3", "40")
    root = ElementTree.fromstring(
        with_lanes(f'<svg viewBox="0 0 300 60"><path d="M0 18h9"/>{lines}</svg>')
    )
    (lane,) = root.iter("use")  # two links share the second line, which is left to them
    assert (root.get("pointer-events"), lane.get("y")) == ("none", "20.5")
    (area,) = (path for path in root.iter("path") if f"#{path.get('id')}" == lane.get("href"))
    assert area.get("d") == "M0-10h300v14H0z"
    assert [a.get("href") for a in root.iter("a") if a.find("use") is not None] == ["#e1"]


def test_areas_of_one_target_and_name_are_one_link():
    ax = sheet(100, None, width=2)
    for y in (20, 60):
        add_area(ax, (30, y), 20, 10, target="#day", name="Day: 3")
    add_area(ax, (90, 20), 20, 10, target="#other", name="Day: 3")
    links = list(drawing(show.figure(ax, alt="alt", title="title")).iter("a"))
    assert [link.get("href") for link in links] == ["#day", "#other"]
    assert [path.get("d").count("M") for link in links for path in link.iter("path")] == [2, 1]
