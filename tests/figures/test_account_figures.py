"""Accounts as rows of marks, as a matrix of sources and as lists of a page."""

import re

import pandas as pd
import pytest

from helpers.analysis.accounts import numbered, questions
from helpers.analysis.accounts_views import anchors, contested_table, entries, placed
from helpers.analysis.selection import Selection
from helpers.analysis.single_source import event_sources
from helpers.figures.account_counts import MARKS, SHOWN, account_overview, accounts_a_mark
from helpers.figures.account_lists import LIMIT, AccountList, with_again
from helpers.figures.account_tables import question_list, stance_list
from helpers.figures.source_matrix import agreement_matrix, most_torn, pair_list


def chosen(told_case, *accounts, events=({},)):
    return Selection().events(told_case(list(events), list(accounts)))


def overview(told_case, *accounts, **options):
    found = chosen(told_case, *accounts, **options)
    events = event_sources(found.events, found.accounts)
    return account_overview(placed(events, asked(found))).html


def asked(found):
    return numbered(questions(found.accounts), found.events["id"])


def test_every_account_is_one_mark_of_its_relation(told_case):
    html = overview(told_case, {}, {}, {"relation": "differs"}, {"relation": "adds"})
    assert '<i aria-hidden="true">●●○<b>◆</b></i> 4, 1 differs' in html


def test_an_event_leads_to_its_first_question_also_when_nobody_differs(told_case):
    accounts = {"question": "Where?"}, {"relation": "differs"}, {"event": "e2"}
    html = overview(told_case, *accounts, events=({"title": "Loud"}, {"title": "Calm"}))
    assert '<a href="#q.1">Loud</a>' in html
    assert '<a href="#q.3">Calm</a>' in html


def test_an_event_with_more_accounts_than_fit_has_marks_for_several(told_case):
    events = pd.DataFrame({"accounts": [3 * MARKS], "adds": [0], "differs": [1]})
    assert accounts_a_mark(events) == 3
    html = account_overview(events.assign(title="Loud", url="#q.1")).html
    # 179 accounts that do not differ, by three: 60 marks.
    assert "●" * 60 + "<b>◆</b>" in html
    assert "180, 1 differs" in html


def test_of_many_events_only_the_most_disputed_are_shown(told_case):
    events = [{"title": f"Event {n}"} for n in range(SHOWN + 1)]
    accounts = [{"event": f"e{SHOWN + 1}", "relation": "differs"}]
    html = overview(told_case, *accounts, events=events)
    assert f">Event {SHOWN}<" in html
    assert f">Event {SHOWN - 1}<" not in html


def test_no_event_is_said_in_words(told_case):
    assert "No account is left by these filters." in overview(told_case, events=())


CELLS = pd.DataFrame(
    {
        "one": ["A", "A"],
        "other": ["B", "C"],
        "row": [1, 2],
        "column": [0, 0],
        "agree": [4, 0],
        "disagree": [0, 3],
        "agree_on": ["q.1;q.2;q.3;q.4", ""],
        "disagree_on": ["", "q.1;q.2;q.12"],
        "anchor": ["-p2", "-p1"],
    }
)


def test_a_cell_says_agreement_and_disagreement_and_leads_to_its_pair():
    html = agreement_matrix(["A", "B", "C"], CELLS).html
    assert '<a href="#-p2">=4</a>' in html
    assert '<a href="#-p1"><u>≠3</u></a>' in html
    assert "=0" not in html


def test_a_pair_leads_to_the_questions_it_is_compared_on():
    html = pair_list(CELLS).html
    assert '<li id="-p1"><b>A and C</b>: disagree on <a href="#q.1">1</a>' in html
    assert '<a href="#q.12">12</a>' in html


def test_on_a_phone_the_pairs_that_disagree_are_listed():
    part = most_torn(CELLS)
    assert '<a href="#-p1">A and C</a>: disagree on 3, agree on 0' in part.html
    assert "A and B" not in part.html


@pytest.mark.parametrize("drawn", [lambda none: agreement_matrix([], none), most_torn, pair_list])
def test_no_pair_is_a_sentence(drawn):
    assert "No two sources have enough questions in common." in drawn(CELLS.iloc[:0]).html


SOURCES = {"a": "s--1", "b": "s--2"}


def listed(told_case, *accounts, events=({},), **how):
    found = chosen(told_case, *accounts, events=events)
    heads = entries(found.events, questions(found.accounts))
    return AccountList(sources=SOURCES, back="top", **how).part(heads, found.accounts).html


def test_accounts_stand_under_their_question_those_that_report_first(told_case):
    late = {"relation": "differs", "says": "It was late.", "article": "b"}
    key = ("e1", "When was it?")
    html = listed(
        told_case, late, {"says": "It was early."}, verdicts={key: "So."}, anchors={key: "q.7"}
    )
    assert html.index("It was early.") < html.index("It was late.")
    assert '<p id="q.7"><b>7. When was it?</b> So.' in html
    assert '<a href="#top">Back</a>' in html


def test_the_questions_of_an_event_stand_in_the_order_of_their_numbers(told_case):
    accounts = {"question": "Where?"}, {"question": "Who?", "relation": "differs"}
    found = chosen(told_case, *accounts)
    html = listed(told_case, *accounts, anchors=anchors(asked(found)))
    assert html.index("1. Who?") < html.index("2. Where?")


def test_an_event_with_a_contested_question_is_open(told_case):
    html = listed(told_case, {"relation": "differs"}, {"event": "e2"}, events=({}, {}))
    assert html.startswith("<details open>")
    assert html.count("<details>") == 1


def test_the_questions_of_a_contested_event_fold_under_how_their_accounts_compare(told_case):
    accounts = {}, {"relation": "differs"}, {"question": "Where?"}
    keys = {("e1", "When was it?"): "q.1", ("e1", "Where?"): "q.2"}
    verdicts = {("e1", "When was it?"): "Two times conflict."}
    html = listed(told_case, *accounts, folded=True, anchors=keys, verdicts=verdicts)
    assert (
        "<details><summary>1. When was it? 1 of 2 differs. Two times conflict.</summary>"
        '<ul id="q.1"><li>'
    ) in html
    assert '<details><summary>2. Where? 1 account.</summary><ul id="q.2">' in html


def test_the_questions_of_an_event_that_is_folded_do_not_fold_again(told_case):
    html = listed(told_case, {}, folded=True, anchors={("e1", "When was it?"): "q.1"})
    assert html.count("<details") == 1
    assert '<p id="q.1"><b>1. When was it?</b>' in html


def test_an_account_says_what_must_be_known_of_it(told_case):
    account = {"time": "2025-06-03", "basis": "derived", "note": "By sum.", "relation": "differs"}
    html = listed(told_case, account, linked={"a1"})
    assert (
        '<li id="account.a1"><a href="#s--1">a</a> <u>differs</u>: Says so. '
        "Time: 3 June 2025. Derived. By sum."
    ) in html


def test_what_the_note_says_itself_is_not_said_twice(told_case):
    html = listed(told_case, {"basis": "derived", "note": "Derived: by sum."})
    assert "Says so. Derived: by sum." in html


def test_an_event_without_numbered_questions_has_its_own_place(told_case):
    html = listed(told_case, {}, {"event": "e2"}, events=({}, {}))
    assert '<p id="e1">' in html
    assert '<p id="e2">' in html


def test_a_brief_list_links_a_publisher_with_one_article_once_in_an_event(told_case):
    accounts = {"publisher": "Paper"}, {"publisher": "Paper", "question": "Where?"}
    html = listed(told_case, *accounts, brief=True)
    assert html.count('<li><a href="#s--1">a</a>: ') == 1
    assert html.count("<li>a: ") == 1
    assert html.count("Back") == 1


def test_a_brief_list_links_every_account_where_a_publisher_has_two_articles():
    row = {"event": "e1", "question": "Where?", "relation": "reports", "publisher": "Paper"}
    row |= {"says": "So.", "words": "", "basis": "reported", "note": ""}
    accounts = pd.DataFrame(
        [row | {"id": f"a{at}", "article": one} for at, one in enumerate("aba")]
    )
    accounts = with_again(accounts).to_dict("records")
    html = AccountList(sources=SOURCES, brief=True).questions(accounts)
    assert re.findall(r'href="([^"]+)"', html) == ["#s--1", "#s--2", "#s--1"]


def test_an_event_whose_accounts_have_no_room_says_where_they_are(told_case):
    accounts = [{"event": "e1"}] * LIMIT + [{"event": "e2"}]
    html = listed(told_case, *accounts, events=({}, {}), brief=True)
    assert '<p id="e2">Its accounts are in the download only.' in html
    assert "The first 1,000 of 1,001 accounts are shown." in html


def test_an_event_without_an_account_says_so(told_case):
    html = listed(told_case, {"event": "e2"}, events=({}, {}))
    assert '<p id="e1">None of the sources selected gives an account of it.</p><a href' in html


def test_what_a_source_says_is_escaped(told_case):
    html = listed(told_case, {"says": "<script>alert(1)</script>"})
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_no_event_to_list_is_a_sentence(told_case):
    assert "No event is left by these filters." in listed(told_case, events=())


def test_more_accounts_than_a_page_holds_are_counted(told_case):
    html = listed(told_case, *[{}] * (LIMIT + 5))
    assert f"The first {LIMIT:,} of {LIMIT + 5:,} accounts are shown." in html


def test_a_contested_question_leads_to_its_accounts_with_how_many_differ(told_case):
    found = chosen(told_case, {}, {"relation": "differs"}, {"question": "Where?"})
    part = question_list(
        contested_table(asked(found)), name="torn", caption="Contested", note="All."
    )
    assert part.html.startswith("<h3>Contested (1)</h3>")
    assert part.html.endswith('<p class="note">All.</p>')
    assert '<a href="#q.1">When was it?</a> 1 of 2 differs' in part.html
    assert "Where?" not in part.html
    assert part.files["torn.csv"].startswith("question,event,report,differ,add,sources,event_id")


def test_stances_stand_by_speaker_and_lead_to_their_source():
    one = {"speaker": "Ann", "stance": "support", "says": "Wants it.", "source": "Paper"}
    rows = [one | {"concept": "Masks", "place": "#s3"}]
    rows += [one | {"concept": "<Tape>", "stance": "oppose", "says": "Not it.", "place": "#s3"}]
    rows += [one | {"concept": "Tents", "source": "Radio", "place": ""}]
    html = stance_list(pd.DataFrame(rows), name="alone", caption="Stances", note="Two used.").html
    paper = '<a href="#s3">Paper</a>'
    assert f"<b>Ann</b> {paper} support: Masks. Wants it. oppose: &lt;Tape&gt;. Not it.<br>" in html
    assert "<br>Radio support: Tents. Wants it.</ul>" in html
    assert '<p class="note">Two used.</p>' in html


def test_nothing_contested_is_a_sentence(told_case):
    none = contested_table(asked(chosen(told_case, {})))
    assert "Contested: nothing to show." in question_list(none, name="t", caption="Contested").html
