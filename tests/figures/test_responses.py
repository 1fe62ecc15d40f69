"""Figures of responses: the artists show the values of the tables."""

import pandas as pd
import pytest
from matplotlib.path import Path

from helpers.analysis.responses import DIRECTIONS, JUDGEMENTS
from helpers.figures.group_grid import clipped, group_grid
from helpers.figures.linked import areas
from helpers.figures.reply_marks import DIRECTION_MARKS, JUDGEMENT_MARKS, draw_mark, draw_marks
from helpers.figures.responses import demand_flow, gap_flow, place_marks, review_flow
from helpers.figures.sheet import phone
from helpers.figures.style import new_axes

TARGETS = pd.DataFrame(
    {
        "id": ["f", "e", "w"],
        "kind": ["finding", "finding", "recommendation"],
        "label": ["Kept", "Told", "Plan"],
        "sources": [1, 3, 2],
        "paraphrase": ["The rule was kept.", "Nobody was told.", "Make a plan."],
        "row": ["f-1", "e-1", "w-1"],
    }
)
REPLY = {
    "id": "r",
    "canonical": "r",
    "target": "f",
    "target_kind": "finding",
    "target_concept": "kept",
    "publisher": "Paper",
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
VOTE |= {"id": "v", "canonical": "v", "target_kind": "recommendation", "target_concept": "plan"}


GAP = pd.DataFrame({"concept": ["plan"], "label": ["Plan"], "gap": ["A plan."]})


def named(*names):
    """Statements by which these name the gap."""
    row = {"concept": "plan", "time": "before", "when": "2025"}
    columns = ["id", "name", "speaker", *row]
    rows = [row | {"id": f"n-{i}", "name": n, "speaker": n} for i, n in enumerate(names)]
    return pd.DataFrame(rows, columns=columns)


def words(ax):
    return [text.get_text() for text in ax.texts]


def links(ax):
    """Where the texts lead that lead somewhere."""
    return {text.get_text(): text.get_url() for text in ax.texts if text.get_url()}


def test_a_finding_is_drawn_with_its_reaction_and_its_direction():
    told = words(review_flow(TARGETS, pd.DataFrame([REPLY]), kind="finding"))
    assert {"Kept", "one source only", "B, mayor", "disputes it · 5 August 2025"} <= set(told)
    assert "Told" not in told


def test_a_finding_and_its_reactions_lead_to_their_statements():
    ax = review_flow(TARGETS, pd.DataFrame([REPLY]), kind="finding")
    assert links(ax) == {"Kept": "#f-1", "B, mayor": "#r"}


@pytest.mark.parametrize(
    ("places", "written"),
    [([1], [""]), ([1, 2], ["1", "2"]), ([1, 1, 3], ["1=", "1=", "3"]), ([], [])],
)
def test_a_place_that_is_shared_has_an_equals_sign(places, written):
    assert place_marks(pd.Series(places, dtype=int)) == written


def test_what_came_of_a_recommendation_is_drawn_with_our_judgement_and_its_reason():
    told = " ".join(words(review_flow(TARGETS, pd.DataFrame([VOTE]), kind="recommendation")))
    assert "No reaction at the time on record" in told
    assert "Met (our inference) B, mayor · 5 August 2025 · source: Paper" in told
    assert told.endswith("Says no. All of it.")


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
    demands["ids"] = "d-1, d-2"
    stage = {"concept": "m", "speaker": "City", "when": "2025", "words": "Why.", "id": "a"}
    stage["publisher"] = "Paper"
    stages = pd.DataFrame(
        [
            stage | {"stage": "answer", "judgement": "passed on"},
            stage | {"stage": "outcome", "judgement": "none on record", "speaker": "", "id": ""},
        ]
    )
    ax = demand_flow(demands, stages)
    told = words(ax)
    assert {"Masks", "City · 2025 · source: Paper", "Why."} <= set(told)
    assert told.index("Passed on (our inference)") < told.index("None on record")
    assert links(ax) == {"Masks": "#d-1", "Passed on (our inference)": "#a"}


def test_a_gap_is_drawn_with_those_who_named_it_by_time():
    ax = gap_flow(GAP, named("Ann", "Bo"), pd.DataFrame([REPLY]))
    assert {"Plan", "A plan.", "Ann", "Bo", "before · 2025", "Nothing on record"} <= set(words(ax))
    assert links(ax) == {"Ann": "#n-0", "Bo": "#n-1"}


def test_what_came_of_a_gap_is_what_came_of_the_recommendation():
    told = words(gap_flow(GAP, named(), pd.DataFrame([REPLY, VOTE])))
    assert {"Nobody else on record", "Met (our inference)"} <= set(told)


def test_of_many_names_the_first_are_drawn_and_the_rest_counted():
    told = words(gap_flow(GAP, named(*"ABCD"), pd.DataFrame([REPLY]), most=3))
    assert "C" in told
    assert "D" not in told
    assert "and 1 more, see the table" in told


def test_every_direction_and_every_judgement_has_a_mark():
    assert DIRECTION_MARKS == DIRECTIONS
    assert set(JUDGEMENTS) < set(JUDGEMENT_MARKS)


@pytest.mark.parametrize("names", [DIRECTION_MARKS, JUDGEMENT_MARKS])
def test_no_two_marks_have_the_same_form(names):
    forms = set()
    for name in names:
        ax = new_axes(1, 1)
        draw_mark(ax, name, 0, 0)
        # Colour is left out: the forms alone must tell the marks apart.
        patches = tuple(
            (p.get_facecolor()[3] > 0, tuple(map(tuple, p.get_path().vertices.round(2))))
            for p in ax.patches
        )
        forms.add((patches, tuple(words(ax))))
    assert len(forms) == len(names)


def test_marks_of_one_paint_are_one_path_which_keeps_a_page_small():
    ax = new_axes(1, 1)
    draw_marks(ax, [("takes it up", x, 0) for x in range(9)])
    squares, signs = ax.patches
    assert list(squares.get_path().codes).count(Path.MOVETO) == 9
    assert list(signs.get_path().codes).count(Path.MOVETO) == 9 * 2


def test_an_unknown_mark_is_refused_with_the_known_ones():
    with pytest.raises(KeyError, match="takes it up"):
        draw_mark(new_axes(1, 1), "agrees", 0, 0)


def numbers(*rows):
    columns = ["target", "group", "label", "direction", "number"]
    return pd.DataFrame(rows, columns=columns).assign(place="s-1")


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
    ax = group_grid(TARGETS, one, groups=GROUPS)
    (dots,) = [patch for patch in ax.patches if patch.get_capstyle() == "round"]
    assert list(dots.get_path().codes).count(Path.MOVETO) == 3 * 2 - 1


def test_a_mark_of_the_grid_leads_to_its_statement_by_name():
    one = numbers(("f", "north", "North side", "takes it up", 2))
    (area,) = areas(group_grid(TARGETS, one, groups=GROUPS))
    assert (area.target, area.name) == ("#s-1", "North side: takes it up, 2 times")


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
