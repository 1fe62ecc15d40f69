"""The notebook of positions, run cell by cell on cases and parameters that are hard on it."""

import re

import pytest

from helpers.analysis.selection import SelectionError


@pytest.fixture
def report(run_notebook):
    """Run the notebook on a case and give the text and the HTML of its page."""
    return lambda case, **given: run_notebook("02-stakeholder-positions", case, **given)[:2]


def dangling(html):
    """Links to places that the page does not have."""
    ids = set(re.findall(r' id="([^"]+)"', html))
    return set(re.findall(r'href="#([^"]+)"', html)) - ids


def test_every_link_of_the_page_leads_somewhere_and_no_id_comes_twice(ferry, report):
    _, html = report(ferry)
    ids = re.findall(r' id="([^"]+)"', html)
    assert dangling(html) == set()
    assert len(ids) == len(set(ids))


def test_every_statement_used_has_its_block_once(ferry, report):
    _, html = report(ferry)
    used = ferry.statements[
        ferry.statements["stance"].isin(["support", "oppose", "mixed", "neutral"])
    ]
    blocks = re.findall(r'<article id="([^"]+)"', html)
    assert len(blocks) == len(set(blocks))
    assert set(blocks) <= set(used["id"])
    assert len(blocks) >= 40


@pytest.mark.parametrize(
    "parameters",
    [
        {"since": "2099"},
        {"until": "1900"},
        {"groups": ["harbour"]},
        {"actors": ["harbour-authority"]},
        {"kinds": ["vote"], "actors": ["nurse"]},
    ],
)
def test_a_selection_that_leaves_nothing_says_so_and_does_not_fail(ferry, report, parameters):
    text, html = report(ferry, **parameters)
    assert text.startswith("No statement is left by these filters, so no position can be shown.")
    assert "<article" not in html
    assert dangling(html) == set()


def test_a_case_without_a_statement_does_not_fail(made_case, report):
    text, _ = report(made_case())
    assert text.startswith("No statement is left by these filters")


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"actors": ["callaway"]}, "actors: the case has no 'callaway'; nearest: calloway"),
        ({"concepts": ["fare-freze"]}, "nearest: fare-freeze"),
        ({"groups": ["councill"]}, "nearest: council"),
        ({"tiers": ["corr"]}, "nearest: core"),
        ({"kinds": ["demands"]}, "nearest: demand"),
        ({"forms": ["quote"]}, "nearest: quotation"),
        ({"counting": "fortnight"}, "counting: "),
        ({"since": "2025-02-30"}, "since: '2025-02-30'"),
        ({"most": 0}, "most: 0 is not allowed; use 1 or more"),
        ({"articles": ["gazete"]}, "articles: the case has no 'gazete'"),
        ({"basis": ["infered"]}, "nearest: inferred"),
        ({"since": "2026", "until": "2025"}, r"since \(2026\) is after until \(2025\)"),
        ({"groups": "council"}, r"groups: 'council' is no list; write \['council'\]"),
    ],
)
def test_a_parameter_that_cannot_be_meant_is_refused_in_one_line(
    ferry, report, parameters, message
):
    with pytest.raises(SelectionError, match=message) as refused:
        report(ferry, **parameters)
    assert refused.value._render_traceback_() == [f"SelectionError: {refused.value}"]
    assert "\n" not in str(refused.value)


def test_dates_that_are_all_unknown_leave_the_positions_and_a_sentence(made_case, report):
    row = {"actor": "a", "concept": "p", "said": "not stated"}
    text, html = report(made_case(row, row | {"stance": "oppose"}))
    assert "One speaker is on both sides of a concept: A on “p”." in text
    assert "No statement with a date is left by these filters." in html
    assert "order cannot be decided" in html


def test_one_actor_is_enough(made_case, report):
    text, html = report(made_case(("a", "p", "support")))
    assert text.startswith("No concept has statements on both sides.")
    assert '<a class="p" href="#s-1">+1</a>' in html


def test_one_actor_of_many_is_shown_without_the_others(ferry, report):
    _, html = report(ferry, actors=["sato"])
    assert "Keiko Sato" in html
    assert "Passengers" in html
    assert "Town Council" not in html


def test_a_concept_nobody_spoke_on_stays_visible(made_case, report):
    case = made_case(("a", "p", "support"), ("a", "q", "not stated"))
    text, html = report(case)
    assert "On “q” nobody is on record." in text
    assert "Nobody is on record." in html


def test_of_400_speakers_the_most_telling_are_drawn_and_all_have_their_evidence(made_case, report):
    rows = [(f"a{i:03}", "p", "support" if i % 2 else "oppose") for i in range(400)]
    _, html = report(made_case(*rows, ("a007", "q", "oppose")))
    assert "Not shown: 340 speakers with the fewest statements." in html
    assert html.count("<article") == 401
    assert dangling(html) == set()


def test_most_says_how_many_speakers_the_matrix_leaves_out(made_case, report):
    rows = [("a", "p", "support"), ("a", "q", "support"), ("b", "p", "oppose")]
    _, html = report(made_case(*rows), most=1)
    assert "Not shown: one speaker with the fewest statements." in html
    assert html.count("<article") == 3


def test_a_quotation_stands_in_its_sentence_only_where_that_is_asked_for(ferry, report):
    _, plain = report(ferry)
    _, shown = report(ferry, context=True)
    assert "<mark>" not in plain
    assert re.search(r"<q>[^<]+<mark>[^<]+</mark>[^<]+</q>", shown)
    assert re.sub(r"<q>.*?</q>", "", plain) == re.sub(r"<q>.*?</q>", "", shown)


def test_an_empty_selection_reads_well(ferry, report):
    text, html = report(ferry, since="2099")
    assert "Nobody is on record" not in html
    assert "(none)" not in html
    assert " , " not in text


def test_hostile_text_in_a_case_is_only_text_on_the_page(made_case, report):
    bad = '"><script>alert(1)</script>'
    case = made_case(("a", "p", "support"), {"actor": "b", "concept": "p", "stance": "oppose"})
    case.actors["name"] = [bad, bad + "2"]
    case.actors["role"] = bad
    case.concepts["label"] = case.concepts["proposition"] = bad
    case.statements["paraphrase"] = bad
    case.labels["group"]["g"] = bad
    _, html = report(case)
    assert "<script" not in html
    assert dangling(html) == set()


def test_before_and_after_a_date_are_two_pages(made_case, report):
    row = {"actor": "a", "concept": "p"}
    case = made_case(row | {"said": "2025-06-01"}, row | {"stance": "oppose", "said": "2025-06-09"})
    assert '<th scope="row">A<td><a class="p"' in report(case, until="2025-06-05")[1]
    assert '<th scope="row">A<td><a class="o"' in report(case, since="2025-06-05")[1]
    assert '<th scope="row">A<td><a class="b"' in report(case)[1]
