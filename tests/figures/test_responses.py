"""Figures of responses: the artists show the values of the tables."""

import re

import pandas as pd
import pytest

from helpers.analysis.responses import DIRECTIONS, JUDGEMENTS
from helpers.figures.group_grid import group_grid
from helpers.figures.reply_signs import DIRECTION_SIGNS, JUDGEMENT_SIGNS, SIGNS, sign
from helpers.figures.responses import demand_flow, gap_flow, place_marks, review_flow

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
    said = {"concept": "plan", "time": "before", "when": "2025"}
    rows = [said | {"id": f"n-{at}", "name": n, "speaker": n} for at, n in enumerate(names)]
    return pd.DataFrame(rows, columns=["concept", "time", "when", "id", "name", "speaker"])


def words(part):
    """The text of a part between its tags."""
    return [text.strip() for text in re.split(r"<[^>]*>", part.html) if text.strip()]


def links(part):
    """What leads where."""
    return {text: place for place, text in re.findall(r'<a href="(#[^"]*)">([^<]*)</a>', part.html)}


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
    assert "No reaction on record" in told
    assert "Met (our inference) B, mayor · 5 August 2025 · source: Paper" in told
    assert told.endswith("Says no. Our reason: All of it.")


def test_a_recommendation_that_nothing_came_of_says_so():
    reaction = pd.DataFrame([REPLY | {"target": "w"}])
    assert "Nothing on record" in words(review_flow(TARGETS, reaction, kind="recommendation"))


def test_no_more_findings_are_drawn_than_asked_for():
    both = pd.DataFrame([REPLY, REPLY | {"target": "e"}])
    told = words(review_flow(TARGETS, both, kind="finding", most=1))
    assert "Kept" in told
    assert "Told" not in told


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
    assert "and 1 more, see the download" in told


def test_every_direction_and_every_judgement_has_a_sign():
    assert list(DIRECTION_SIGNS) == DIRECTIONS
    assert set(JUDGEMENTS) < set(JUDGEMENT_SIGNS)


@pytest.mark.parametrize("signs", [DIRECTION_SIGNS, JUDGEMENT_SIGNS])
def test_no_two_signs_have_the_same_form(signs):
    # Colour is left out: the characters alone must tell the signs apart.
    assert len({character for _, character in signs.values()}) == len(signs)


def test_an_unknown_sign_is_refused_with_the_known_ones():
    with pytest.raises(KeyError, match="takes it up"):
        sign("agrees")


def test_a_sign_is_not_read_out_since_words_stand_beside_it():
    assert all('aria-hidden="true"' in sign(name) for name in SIGNS)


def numbers(*rows):
    columns = ["target", "group", "label", "direction", "number"]
    return pd.DataFrame(rows, columns=columns).assign(place="s-1")


GROUPS = {"north": "North side", "south": "South side"}


def grid(*rows, groups=GROUPS):
    return group_grid(TARGETS, numbers(*rows), groups=groups)


def test_the_grid_has_a_row_for_each_finding_and_a_column_for_each_group():
    told = words(grid())
    assert {"The rule was kept.", "Nobody was told.", "North side", "South side"} <= set(told)


def test_the_grid_writes_a_number_beside_a_sign_that_stands_for_several():
    html = grid(
        ("f", "north", "North side", "takes it up", 3), ("f", "south", "", "disputes it", 1)
    ).html
    assert "+</span>3</a>" in html
    assert "−</span></a>" in html


def test_a_cell_without_a_reaction_is_a_small_dot():
    html = grid(("f", "north", "North side", "takes it up", 1)).html
    assert html.count("<td>·") == 3 * 2 - 1


def test_a_sign_of_the_grid_leads_to_its_statement_by_name():
    html = grid(("f", "north", "North side", "takes it up", 2)).html
    assert '<a href="#s-1" aria-label="North side takes it up, 2 times">' in html


def test_a_cell_names_its_group_for_a_phone_where_the_headings_are_not_shown():
    html = grid(("f", "north", "North side", "takes it up", 3)).html
    assert '<td data-group="North side">' in html


def test_the_key_explains_only_the_signs_that_occur():
    html = grid(("f", "north", "North side", "takes it up", 3)).html
    assert "</span> takes it up" in html
    assert "disputes it" not in html


def test_a_long_name_of_a_group_is_whole_and_escaped():
    name = "A group with a name of <forty> characters and more of them"
    html = grid(groups={"north": name}).html
    assert "&lt;forty&gt; characters and more of them</span>" in html


def test_the_grid_without_findings_is_a_sentence():
    told = words(group_grid(TARGETS.head(0), numbers(), groups=GROUPS))
    assert told == ["No finding or recommendation is left by these filters."]
