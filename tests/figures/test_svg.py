"""A figure as an SVG element that says the same in fewer bytes."""

import re

import pytest

from helpers.figures.sheet import sheet, write
from helpers.figures.style import new_axes
from helpers.figures.svg import shorter_path, svg, without_idle_groups


def test_groups_without_attributes_go_and_what_they_hold_stays():
    drawing = '<svg><g><g id="a"><g><path/></g></g><g/></g><text>a g</text></svg>'
    assert without_idle_groups(drawing) == '<svg><g id="a"><path/></g><g/><text>a g</text></svg>'


def test_a_sheet_needs_no_clipping_and_text_no_turn_and_no_font_of_its_own():
    ax = sheet(40)
    ax.plot([0, 10], [5, 5])
    write(ax, 0, 20, "Words between  > and <")
    drawing = svg(ax)
    assert "clip-path" not in drawing
    assert "rotate(" not in drawing
    assert "DejaVu" not in drawing
    assert "Words between  &gt; and &lt;" in drawing


def test_turned_text_stays_turned():
    ax = new_axes(2, 2)
    ax.text(0.5, 0.5, "Slanted", rotation=40)
    assert re.search(r"rotate\(-40[ .)]", svg(ax))


def test_a_link_to_the_page_is_kept_while_references_within_get_their_own_ids():
    ax = new_axes(2, 2)
    ax.scatter([0.5], [0.5]).set_clip_on(True)
    ax.text(0.5, 0.5, "There", url="#account-a1")
    drawing = svg(ax)
    assert 'href="#account-a1"' in drawing
    used = set(re.findall(r"url\(#([^)]+)\)", drawing))
    assert used
    assert used <= set(re.findall(r' id="([^"]+)"', drawing))


@pytest.mark.parametrize(
    ("path", "short"),
    [
        ("M 1 2 L 11.5 2 L 11.5 12 L 1 12 z", "M1 2h10.5v10h-10.5z"),
        ("M 302 156 L 302.1 156 ", "M302 156h.1"),
        ("M 0 0 L 3 4 L 3 4.1", "M0 0L3 4v.1"),
        ("M 1 2 L 2 2 z M 5 5 L 4.5 5", "M1 2h1zM5 5h-.5"),
    ],
)
def test_level_and_upright_lines_are_written_by_their_length(path, short):
    assert shorter_path(path) == short
