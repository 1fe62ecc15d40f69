"""What a drawing says once: shared styles, links over several lines."""

import re

from helpers.figures.linked import with_way_past
from helpers.figures.svg_shared import in_groups, joined_links, with_classes


def drawing(*styles):
    paths = "".join(f'<path style="{style}"/>' for style in styles)
    return f"<svg><style>*{{}}</style>{paths}</svg>"


def test_a_style_that_occurs_twice_becomes_a_class_with_one_rule():
    short = with_classes(drawing("fill: red", "fill: red", "fill: blue"))
    (name,) = set(re.findall(r'class="(\w+)"', short))
    assert short.count(f'<path class="{name}"/>') == 2
    assert f"*{{}}.{name}{{fill: red}}</style>" in short
    assert '<path style="fill: blue"/>' in short


def test_the_same_style_has_the_same_class_in_every_drawing():
    rules = {re.search(r"\.s\w+{[^}]*}", with_classes(drawing(*styles)))[0] for styles in (
        ("fill: red", "fill: red"),
        ("fill: red", "fill: blue", "fill: red"),
    )}  # fmt: skip
    assert len(rules) == 1


def test_words_that_look_like_a_style_stay_as_they_are():
    text = '<svg><style>*{}</style><text> style="fill: red" style="fill: red"</text></svg>'
    assert with_classes(text) == text


def test_neighbouring_links_to_one_place_are_one_link():
    a, b = '<a xlink:href="#a" target="_blank">', '<a xlink:href="#b" target="_blank">'
    text = f"{a}<text>A</text></a>{a}<text>B</text></a>{a}<text>C</text></a>{b}<text>D</text></a>"
    assert joined_links(text) == (
        '<a href="#a"><text>A</text> <text>B</text> <text>C</text></a>'
        '<a href="#b"><text>D</text></a>'
    )


def test_links_that_something_stands_between_stay_apart():
    text = '<a href="#a">A</a><text>x</text><a href="#a">B</a>'
    assert joined_links(text) == text


def test_the_way_past_a_figure_counts_the_links_of_one_of_its_forms():
    links = '<a href="#s-1">x</a>' * 13
    drawing = f'<div class="desk">{links}</div><div class="phone" hidden>{links}</div>'
    assert "Go past the 13 links of this figure" in with_way_past(drawing, "figure")


def test_neighbours_of_one_class_make_one_group_and_lines_one_path():
    style = "<svg><style>.saaaa{fill:red}.sbbbb{fill:none;stroke:red}</style>"
    texts = '<text class="saaaa" x="1">a</text><text class="saaaa" x="2">b</text>'
    lines = '<path d="M0 0h1" class="sbbbb"/><path d="M0 5h1" class="sbbbb"/>'
    assert in_groups(f"{style}{texts}{lines}</svg>") == (
        f'{style}<g class="saaaa"><text x="1">a</text><text x="2">b</text></g>'
        '<path d="M0 0h1M0 5h1" class="sbbbb"/></svg>'
    )


def test_neighbours_that_are_seen_through_stay_apart():
    drawing = (
        "<svg><style>.scccc{fill:red;opacity:0.5}</style>"
        '<path d="M0 0h1" class="scccc"/><path d="M0 0h2" class="scccc"/></svg>'
    )
    assert in_groups(drawing) == drawing


def test_the_words_of_a_text_are_no_class():
    drawing = '<svg><text x="1"> class="saaaa"</text><text x="2"> class="saaaa"</text></svg>'
    assert in_groups(drawing) == drawing


def test_links_with_a_text_of_one_class_make_one_group():
    link = '<a href="#{0}"><text class="saaaa" x="1">{0}</text></a>'
    drawing = f"<svg><style>.saaaa{{fill:red}}</style>{link.format('a')}{link.format('b')}</svg>"
    assert in_groups(drawing).endswith(
        '<g class="saaaa"><a href="#a"><text x="1">a</text></a>'
        '<a href="#b"><text x="1">b</text></a></g></svg>'
    )
