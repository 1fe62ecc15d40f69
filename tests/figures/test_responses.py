"""Figures of responses: the artists show the values of the tables."""

import pandas as pd
import pytest

from helpers.analysis.responses import DIRECTIONS, JUDGEMENTS
from helpers.figures.group_grid import clipped, group_grid
from helpers.figures.reply_marks import DIRECTION_MARKS, JUDGEMENT_MARKS, draw_mark
from helpers.figures.responses import demand_flow, gap_flow, review_flow
from helpers.figures.sheet import phone
from helpers.figures.style import new_axes

TARGETS = pd.DataFrame(
    {
        "id": ["f", "e", "w"],
        "kind": ["finding", "finding", "recommendation"],
        "label": ["Kept", "Told", "Plan"],
        "sources": [1, 3, 2],
        "paraphrase": ["The rule was kept.", "Nobody was told.", "Make a plan."],
    }
)
REPLY = {
    "target": "f",
    "speaker": "B, mayor",
    "when": "5 August 2025",
    "direction": "disputes it",
    "paraphrase": "Says no.",
    "place": 2,
    "outcome": False,
    "meets": "",
    "meets_reason": "",
}
VOTE = REPLY | {"target": "w", "outcome": True, "meets": "met", "meets_reason": "All of it."}


def words(ax):
    return [text.get_text() for text in ax.texts]


def test_a_finding_is_drawn_with_its_reaction_its_place_and_direction():
    told = words(review_flow(TARGETS, pd.DataFrame([REPLY]), kind="finding"))
    assert {"Kept", "one source only", "B, mayor", "2", "disputes it · 5 August 2025"} <= set(told)
    assert "Told" not in told


def test_what_came_of_a_recommendation_is_drawn_with_our_judgement_and_its_reason():
    told = " ".join(words(review_flow(TARGETS, pd.DataFrame([VOTE]), kind="recommendation")))
    assert "No reaction at the time on record" in told
    assert "Met B, mayor · 5 August 2025 Says no. All of it." in told


def test_a_recommendation_that_nothing_came_of_says_so():
    reaction = pd.DataFrame([REPLY | {"target": "w"}])
    assert "Nothing on record" in words(review_flow(TARGETS, reaction, kind="recommendation"))


def test_no_more_findings_are_drawn_than_asked_for():
    both = pd.DataFrame([REPLY, REPLY | {"target": "e"}])
    told = words(review_flow(TARGETS, both, kind="finding", most=1))
    assert "Kept" in told
    assert "Told" not in told


def test_a_figure_of_no_findings_is_refused():
    with pytest.raises(ValueError, match="most: 0 is not allowed; use 1 or more"):
        review_flow(TARGETS, pd.DataFrame([REPLY]), kind="finding", most=0)


def test_without_a_response_the_figure_is_a_sentence():
    none = pd.DataFrame([REPLY]).head(0)
    assert words(review_flow(TARGETS, none, kind="finding")) == [
        "No finding has a response on record."
    ]


def test_a_demand_is_drawn_with_its_judgements_by_stage():
    demands = pd.DataFrame(
        {"concept": ["m"], "label": ["Masks"], "wording": ["printed"], "proposition": ["No masks."]}
    )
    stage = {"concept": "m", "speaker": "City", "when": "2025", "words": "Why.", "id": "a"}
    stages = pd.DataFrame(
        [
            stage | {"stage": "answer", "judgement": "passed on"},
            stage | {"stage": "outcome", "judgement": "none on record", "speaker": ""},
        ]
    )
    told = words(demand_flow(demands, stages))
    assert {"Masks", "Passed on", "City · 2025", "None on record"} <= set(told)
    assert told.index("Passed on") < told.index("None on record")


def test_a_gap_is_drawn_with_those_who_named_it_by_time():
    gap = {"label": "Plan", "gap": "A plan.", "before": "Ann", "since": "", "undated": "Bo"}
    told = words(gap_flow(pd.DataFrame([gap | {"outcome": ""}])))
    assert {"Surely before the review", "Ann", "Date not known well enough", "Bo"} <= set(told)
    assert "With or after the review" not in told
    assert "Nothing on record" in told


def test_every_direction_and_every_judgement_has_a_mark():
    assert DIRECTION_MARKS == DIRECTIONS
    assert set(JUDGEMENTS) < set(JUDGEMENT_MARKS)


@pytest.mark.parametrize("names", [DIRECTION_MARKS, JUDGEMENT_MARKS])
def test_no_two_marks_have_the_same_form(names):
    forms = set()
    for name in names:
        ax = new_axes(1, 1)
        draw_mark(ax, name, 0, 0)
        patches = tuple(
            (type(p), len(p.get_path()), getattr(p, "radius", 0), p.get_facecolor()[3] > 0)
            for p in ax.patches
        )
        strokes = tuple(tuple(map(tuple, line.get_xydata().round(2))) for line in ax.lines)
        forms.add((patches, strokes, tuple(words(ax))))
    assert len(forms) == len(names)


def test_an_unknown_mark_is_refused_with_the_known_ones():
    with pytest.raises(KeyError, match="takes it up"):
        draw_mark(new_axes(1, 1), "agrees", 0, 0)


def numbers(*rows):
    columns = ["target", "group", "label", "direction", "number"]
    return pd.DataFrame(rows, columns=columns)


GROUPS = {"north": "North side", "south": "South side"}


def test_the_grid_has_a_row_for_each_finding_and_a_column_for_each_group():
    told = words(group_grid(TARGETS, numbers(), groups=GROUPS))
    assert {"The rule was kept.", "Nobody was told.", "North side", "South side"} <= set(told)


def test_the_grid_writes_a_number_beside_a_mark_that_stands_for_several():
    table = numbers(
        ("f", "north", "North side", "takes it up", 3), ("f", "south", "", "disputes it", 1)
    )
    ax = group_grid(TARGETS, table, groups=GROUPS)
    assert "3" in words(ax)
    assert "1" not in words(ax)
    assert {"takes it up", "disputes it"} <= set(words(ax))


def test_a_cell_without_a_reaction_is_a_small_dot():
    one = numbers(("f", "north", "North side", "takes it up", 1))
    dots = [
        line for line in group_grid(TARGETS, one, groups=GROUPS).lines if line.get_marker() == "o"
    ]
    assert len(dots) == 3 * 2 - 1


def test_on_a_phone_the_grid_is_a_list_of_groups():
    table = numbers(("f", "north", "North side", "takes it up", 3))
    told = words(group_grid(TARGETS, table, groups=GROUPS, ax=phone()))
    assert {"North side", "takes it up, 3 times", "no reaction on record"} <= set(told)
    assert "South side" not in told


def test_the_grid_without_findings_is_a_sentence():
    told = words(group_grid(TARGETS.head(0), numbers(), groups=GROUPS))
    assert told == ["No finding or recommendation is left by these filters."]


def test_a_long_row_name_ends_in_an_ellipsis():
    lines = clipped("word " * 60, 200)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert clipped("short", 200) == ["short"]
