"""Accounts as marks and as tables of a page."""

import pandas as pd

from helpers.analysis.accounts import contested, questions
from helpers.analysis.selection import Selection
from helpers.analysis.single_source import event_sources
from helpers.figures.account_tables import LIMIT, by_event, side_by_side
from helpers.figures.accounts import SHOWN, account_overview
from helpers.figures.linked import areas
from helpers.figures.sheet import phone
from helpers.figures.source_matrix import agreement_matrix


def chosen(told_case, *accounts, events=({},)):
    return Selection().events(told_case(list(events), list(accounts)))


def overview(told_case, *accounts, ax=None, **options):
    found = chosen(told_case, *accounts, **options)
    return account_overview(event_sources(found.events, found.accounts), ax=ax)


def spots(ax, relation):
    """Where the marks of a relation stand, the last path of it, the key, left out."""
    paths = [patch.get_path() for patch in ax.patches if patch.get_gid() == relation][:-1]
    return [
        tuple(spot)
        for path in paths
        for spot, code in zip(*path_of(path), strict=True)
        if code == 1
    ]


def path_of(path):
    return path.vertices, path.codes


def marks(ax):
    """How many marks of each relation are drawn."""
    return {name: len(spots(ax, name)) for name in ("reports", "adds", "differs")}


def test_every_account_is_one_mark_of_its_relation(told_case):
    ax = overview(told_case, {}, {}, {"relation": "differs"}, {"relation": "adds"})
    assert marks(ax) == {"reports": 2, "adds": 1, "differs": 1}
    assert "4, 1 differs" in [text.get_text() for text in ax.texts]


def test_marks_of_one_event_stand_side_by_side(told_case):
    found = spots(overview(told_case, {}, {}, {}), "reports")
    assert len({x for x, _ in found}) == 3
    assert len({y for _, y in found}) == 1


def test_many_accounts_still_fit_a_phone(told_case):
    ax = overview(told_case, *[{}] * 200, ax=phone())
    assert max(x for x, _ in spots(ax, "reports")) < ax.get_xlim()[1]


def test_a_contested_event_leads_to_its_first_contested_question(told_case):
    accounts = {"question": "Where?"}, {"relation": "differs"}, {"event": "e2"}
    ax = overview(told_case, *accounts, events=({"title": "Loud"}, {}))
    (area,) = areas(ax)
    assert (area.target, area.name) == ("#e1-q2", "Loud: the contested questions")


def test_of_many_events_only_the_most_disputed_are_drawn(told_case):
    events = [{"title": f"Event {n}"} for n in range(SHOWN + 1)]
    accounts = [{"event": f"e{SHOWN + 1}", "relation": "differs"}]
    shown = [text.get_text() for text in overview(told_case, *accounts, events=events).texts]
    assert f"Event {SHOWN}" in shown
    assert f"Event {SHOWN - 1}" not in shown


def test_no_event_is_said_in_words(told_case):
    (text,) = overview(told_case, events=()).texts
    assert text.get_text() == "No account is left by these filters."


CELLS = pd.DataFrame(
    {
        "one": ["A", "A"],
        "other": ["B", "C"],
        "row": [1, 2],
        "column": [0, 0],
        "agree": [4, 0],
        "disagree": [0, 3],
        "anchor": ["pair-2", "pair-1"],
    }
)


def test_a_cell_says_agreement_and_disagreement_and_leads_to_its_row():
    ax = agreement_matrix(["A", "B", "C"], CELLS)
    shown = [text.get_text() for text in ax.texts]
    assert {"=4", "≠3"} <= set(shown)
    assert not {"=0", "≠0"} & set(shown)
    assert {area.target: area.name for area in areas(ax)} == {
        "#pair-1": "A and C: disagree on 3, agree on 0",
        "#pair-2": "A and B: disagree on 0, agree on 4",
    }


def test_on_a_phone_the_pairs_that_disagree_are_listed():
    shown = [text.get_text() for text in agreement_matrix(["A", "B", "C"], CELLS, ax=phone()).texts]
    assert shown == ["A and C", "disagree on 3, agree on 0"]


def test_no_pair_is_a_sentence():
    (text,) = agreement_matrix([], CELLS.iloc[:0]).texts
    assert text.get_text() == "No two sources have enough questions in common."


def test_accounts_stand_side_by_side_those_that_report_first(told_case):
    found = chosen(
        told_case,
        {"relation": "differs", "says": "It was late.", "article": "b"},
        {"relation": "reports", "says": "It was early."},
    )
    asked = questions(found.accounts)
    html = side_by_side(
        contested(found.accounts, asked), {("e1", "When was it?"): "So."}, "top"
    ).html
    assert html.index("It was early.") < html.index("It was late.")
    assert '<h3 id="e1-q1">When was it?</h3>' in html
    assert "Event e1. So." in html
    assert '<tr id="account-a1">' in html
    assert '<a href="#top">Back</a>' in html


def test_columns_without_content_are_left_out(told_case):
    found = chosen(told_case, {"relation": "differs"})
    asked = questions(found.accounts)
    html = side_by_side(contested(found.accounts, asked), {}, "top").html
    assert "its time" not in html
    assert "how known" not in html


def listed(told_case, *accounts, events=({},)):
    found = chosen(told_case, *accounts, events=events).accounts
    return by_event(found, len(found), "top").html


def test_an_account_says_what_must_be_known_of_it(told_case):
    html = listed(
        told_case,
        {"time": "2025-06-03", "basis": "derived", "note": "By sum.", "relation": "differs"},
    )
    assert (
        '<li id="account-a1">a (differs): Says so. Time: 3 June 2025. Derived. By sum.</li>' in html
    )


def test_the_accounts_of_an_event_can_be_led_to_and_lead_back(told_case):
    html = listed(told_case, {}, {"event": "e2"}, events=({}, {}))
    assert '</summary><div id="e1">' in html
    assert '</summary><div id="e2">' in html
    assert html.count('<a href="#top">Back</a>') == 2


def test_what_a_source_says_is_escaped(told_case):
    html = listed(told_case, {"says": "<script>alert(1)</script>"})
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_no_account_is_a_sentence(told_case):
    assert "No account is left" in listed(told_case)


def test_more_accounts_than_a_page_holds_are_counted(told_case):
    found = chosen(told_case, *[{}] * 5).accounts
    assert "The first 5 of 1,200 accounts are shown." in by_event(found, 1200, "top").html
    asked = questions(chosen(told_case, *[{"relation": "differs"}] * (LIMIT + 5)).accounts)
    torn = contested(chosen(told_case, *[{"relation": "differs"}] * (LIMIT + 5)).accounts, asked)
    html = side_by_side(torn, {}, "top").html
    assert f"The first {LIMIT:,} of {LIMIT + 5:,} accounts are shown." in html
