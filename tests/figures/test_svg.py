"""A figure as an SVG element that says the same in fewer bytes."""

import re

import pytest
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from helpers.figures.sheet import SIZE, SMALL, sheet, write
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
    ax.text(0.5, 0.5, "There", url="#account.a1")
    drawing = svg(ax)
    assert 'href="#account.a1"' in drawing
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


def test_a_curve_is_written_without_spaces_around_its_letters():
    ax = sheet(40, None, 1)
    path = Path([(1, 2), (3, 4), (5, 6), (7, 8)], [1, 4, 4, 4])
    ax.add_patch(PathPatch(path, facecolor="none", edgecolor="#1a1a1a"))
    assert re.search(r' d="M1 2C3 4 5 6 7 8"', svg(ax))


def test_a_figure_is_drawn_once(monkeypatch):
    drawn, draw = [], Figure.draw
    monkeypatch.setattr(Figure, "draw", lambda *given: (drawn.append(1), draw(*given)))
    svg(sheet(40))
    assert len(drawn) == 1


def test_what_looks_alike_is_drawn_in_a_row_and_links_keep_their_order():
    ax = sheet(80)
    for at, (weight, target) in enumerate([("bold", "#a"), ("normal", "#b"), ("bold", "#c")]):
        write(ax, 0, 10 * at, f"Link {at}", weight=weight, target=target)
        write(ax, 50, 10 * at, f"Word {at}", size=SIZE if at == 1 else SMALL)
    drawing = svg(ax)
    assert re.findall(r'href="(#\w)"', drawing) == ["#a", "#b", "#c"]
    words = re.findall(r"Word (\d)", drawing)
    assert words in (["0", "2", "1"], ["1", "0", "2"])


def test_words_stand_on_whole_points():
    ax = sheet(40)
    write(ax, 10.4, 20.3, "Words")
    x, y = re.search(r'<text [^>]*x="([^"]+)" y="([^"]+)"', svg(ax)).groups()
    assert x == "10"
    assert y.isdigit()
