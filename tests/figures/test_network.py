"""The network figures: who is drawn where, which lines, and in which manner."""

import re

import pandas as pd
import pytest
from matplotlib.patches import PathPatch, Rectangle

from helpers.figures.boxes import Box, boxes_and_lines
from helpers.figures.lines import Line, curve, key_rows
from helpers.figures.linked import areas, labelled
from helpers.figures.network import camp_network, two_networks
from helpers.figures.pairs import tie_matrix
from helpers.figures.sheet import phone, width_of
from helpers.figures.svg import svg

MEMBERS = pd.DataFrame(
    [
        ("a", "Ann", "1 · for Tea", 1, 0),
        ("b", "Bea", "1 · for Tea", 1, 0),
        ("c", "Cas" * 40, "2 · against Tea", 2, 1),
        ("d", "Dan", "in no coalition", 0, 1),
    ],
    columns=["actor", "label", "title", "coalition", "column"],
).assign(name=lambda table: table["label"], place=lambda table: "#by." + table["actor"])
TIES = pd.DataFrame(
    {
        "a": ["a", "a"],
        "b": ["b", "c"],
        "weight": [2.0, -1.0],
        "number": [6, 1],
        "kind": ["agreement", "conflict"],
        "place": ["#t.1", "#t.2"],
        "name": ["Ann, Bea: +6", "Ann, Cas: −1"],
    }
)


def lines(ax):
    """The drawn lines between names, without those of the key (straight, two points)."""
    found = [patch for patch in ax.patches if type(patch) is PathPatch]
    return [patch for patch in found if len(patch.get_path()) > 2 and patch.get_zorder() < 4]


def frames(ax):
    """The frames of the boxes."""
    return [patch for patch in ax.patches if type(patch) is Rectangle]


def spot(ax, word):
    """Where a text that starts so stands."""
    return next(text.get_position() for text in ax.texts if text.get_text().startswith(word))


def test_each_coalition_has_a_box_with_its_title_and_names_and_who_is_alone_has_none():
    ax = camp_network(MEMBERS, TIES)
    texts = [text.get_text() for text in ax.texts]
    assert {"1 · for Tea", "2 · against Tea", "in no coalition", "Ann", "Bea", "Dan"} <= set(texts)
    assert len(frames(ax)) == 2
    assert spot(ax, "1 ·")[0] < spot(ax, "2 ·")[0]


def test_a_name_that_is_too_long_is_cut():
    texts = [text.get_text() for text in camp_network(MEMBERS, TIES).texts]
    assert next(text for text in texts if text.startswith("Cas")).endswith("…")


def test_agreement_is_solid_and_conflict_dashed_and_the_strong_tie_wider():
    drawn = lines(camp_network(MEMBERS, TIES))
    solid = [line for line in drawn if line.get_linestyle() in ("-", "solid")]
    dashed = [line for line in drawn if line not in solid]
    assert (len(solid), len(dashed)) == (1, 1)
    assert solid[0].get_linewidth() > dashed[0].get_linewidth()


def test_a_tie_to_somebody_who_is_not_drawn_is_not_drawn_and_not_in_the_key():
    ax = camp_network(MEMBERS.iloc[:2], TIES)
    assert len(lines(ax)) == 1
    assert "conflict" not in [text.get_text() for text in ax.texts]


@pytest.mark.parametrize("start", ["left", "right"])
def test_no_line_leaves_the_space_between_the_columns(start):
    low, high = 100.0, 200.0
    x = low if start == "left" else high
    points = curve((x, 0.0), (x, 900.0), (low, high)).interpolated(1).to_polygons(closed_only=False)
    assert low <= points[0][:, 0].min()
    assert points[0][:, 0].max() <= high


def test_on_a_phone_all_boxes_stand_in_one_column():
    ax = camp_network(MEMBERS, TIES, ax=phone())
    assert spot(ax, "1 ·")[0] == spot(ax, "2 ·")[0]
    assert spot(ax, "1 ·")[1] < spot(ax, "2 ·")[1]
    assert width_of(ax) < 300


def test_a_key_that_is_too_wide_goes_on_in_the_next_row():
    kinds = ["keeps a fellow", "keeps none", "no fellow to compare"]
    assert key_rows(kinds, 700) == [kinds]
    assert key_rows(kinds, 260) == [kinds[:2], kinds[2:]]


def test_a_speaker_of_two_periods_is_joined_to_itself_by_what_became_of_it():
    rows = pd.DataFrame(
        [
            ("a", "Ann", "for Tea", 1, 0),
            ("b", "Bea", "for Tea", 1, 0),
            ("a", "Ann", "for Tea", 1, 1),
        ],
        columns=["actor", "label", "title", "coalition", "column"],
    )
    changes = pd.DataFrame({"actor": ["a", "b"], "change": ["parts", "goes"]})
    places = {"a": "#by.a"}
    ax = two_networks(rows, changes, heads=("before May", "from May on"), places=places)
    assert len(lines(ax)) == 1
    assert [(way.target, way.name) for way in areas(ax)] == [("#by.a", "Ann: keeps none")]
    assert [text.get_url() for text in ax.texts if text.get_text() == "Bea"] == [None]
    texts = [text.get_text() for text in ax.texts]
    assert texts.count("for Tea") == 2
    assert {"before May", "from May on", "keeps none"} <= set(texts)


def test_nobody_to_draw_is_said_in_words():
    ax = camp_network(MEMBERS.iloc[:0], TIES.iloc[:0])
    assert ax.texts[0].get_text().startswith("Nothing")


def test_boxes_of_a_column_stand_one_below_the_other():
    boxes = [Box("one", [("a", "A")]), Box("two", [("b", "B")])]
    ax = boxes_and_lines(boxes, [Line("a", "b", "agreement")])
    tops = [patch.get_y() for patch in frames(ax)]
    heights = [patch.get_height() for patch in frames(ax)]
    assert tops[1] > tops[0] + heights[0]


def test_every_drawn_tie_and_every_name_leads_to_its_place():
    ax = camp_network(MEMBERS, TIES)
    assert {(way.target, way.name) for way in areas(ax)} == {
        ("#t.1", "Ann, Bea: +6"),
        ("#t.2", "Ann, Cas: −1"),
    }
    drawing = labelled(svg(ax), ax, "Two coalitions", "1a")
    assert drawing.count('class="ways"') == 1
    for target in ("#t.1", "#t.2", "#by.a", "#by.b", "#by.c", "#by.d"):
        assert f'<a href="{target}">' in drawing


def test_the_place_to_click_runs_along_the_line():
    ax = camp_network(MEMBERS.iloc[:2], TIES)
    (way,) = areas(ax)
    corners = "C".join(way.outline().split('"')[1].removeprefix("M").split("C")).replace("C", " ")
    drawn = lines(ax)[0].get_path().vertices.ravel()
    assert [float(number) for number in corners.split()] == drawn.tolist()


def cells(members, ties):
    """The cells of the matrix behind each name, as text: numbers, dots as "", and the last one's rest."""
    html = tie_matrix(members, ties, label="Pairs").html
    rows = re.findall(r'<th scope="row">(.*?)</tr>', html)
    return {row.split("<td")[0]: re.findall(r"<td[^>]*>([^<]*(?:<a.*?</a>)?)", row) for row in rows}


def test_the_matrix_of_pairs_has_each_tie_once_in_the_row_of_the_later_with_sign_and_place():
    found = {re.sub("<.*?>", "", name)[:3]: row for name, row in cells(MEMBERS, TIES).items()}
    assert found["Ann"] == ["&nbsp;"]
    assert found["Bea"] == ['<a href="#t.1">+6</a>', "&nbsp;"]
    # The row of Cas: with Ann a conflict, with Bea no tie.
    assert found["Cas"] == ['<a class="o" href="#t.2">−1</a>', "", "&nbsp;"]
    assert found["Dan"] == ["", "", ""]


def test_every_row_of_the_matrix_has_as_many_columns_as_there_are_others():
    html = tie_matrix(MEMBERS, TIES, label="Pairs").html
    assert html.count('<th scope="col">') == 3
    for row in re.findall(r'<tr><th scope="row">.*?</tr>', html):
        spans = [int(n) for n in re.findall(r'colspan="(\d+)"', row)]
        assert row.count("<td>") + sum(spans) == 3


def test_names_in_the_matrix_stand_under_their_coalition_and_lead_to_their_place():
    html = tie_matrix(MEMBERS, TIES, label="Pairs").html
    groups = re.findall(r'<th scope="rowgroup" colspan="4">(.*?)</th>', html)
    assert groups == ["1 · for Tea", "2 · against Tea", "in no coalition"]
    assert re.findall(r'<th scope="row"><a href="(#by\..)">', html) == [
        "#by.a",
        "#by.b",
        "#by.c",
        "#by.d",
    ]


def test_a_tie_without_stance_has_a_number_without_sign():
    ties = TIES.iloc[:1].assign(kind="same question")
    assert '<a class="n" href="#t.1">6</a>' in tie_matrix(MEMBERS, ties, label="Pairs").html


def test_a_tie_of_somebody_who_is_not_in_the_matrix_is_not_in_it():
    matrix = tie_matrix(MEMBERS.iloc[:2], TIES, label="Pairs")
    assert "#t.2" not in matrix.html
    assert matrix.text == "Ann, Bea: +6"


@pytest.mark.parametrize(("members", "ties"), [(MEMBERS.iloc[:0], TIES), (MEMBERS, TIES.iloc[:0])])
def test_an_empty_matrix_of_pairs_is_said_in_words(members, ties):
    assert tie_matrix(members, ties, label="Pairs").text.startswith("No two speakers")
