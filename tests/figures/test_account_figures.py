"""Accounts as marks and as tables of a page."""

from helpers.analysis.accounts import contested, questions
from helpers.analysis.event_selection import EventSelection
from helpers.analysis.single_source import event_sources
from helpers.figures.account_tables import LIMIT, by_event, side_by_side
from helpers.figures.accounts import SHOWN, account_overview
from helpers.figures.sheet import phone


def chosen(told_case, *accounts, events=({},)):
    return EventSelection()(told_case(list(events), list(accounts)))


def overview(told_case, *accounts, ax=None, **options):
    found = chosen(told_case, *accounts, **options)
    return account_overview(event_sources(found.events, found.accounts), ax=ax)


def marks(ax):
    """How many marks of each relation are drawn, the key left out."""
    counted = {}
    for drawn in ax.collections:
        counted[drawn.get_gid()] = counted.get(drawn.get_gid(), -1) + len(drawn.get_offsets())
    return counted


def test_every_account_is_one_mark_of_its_relation(told_case):
    ax = overview(told_case, {}, {}, {"relation": "differs"}, {"relation": "adds"})
    assert marks(ax) == {"reports": 2, "adds": 1, "differs": 1}
    assert "4, 1 differ" in [text.get_text() for text in ax.texts]


def test_marks_of_one_event_stand_side_by_side(told_case):
    spots = overview(told_case, {}, {}, {}).collections[0].get_offsets()
    assert len({tuple(spot) for spot in spots}) == 3
    assert len({y for _, y in spots}) == 1


def test_many_accounts_still_fit_a_phone(told_case):
    ax = overview(told_case, *[{}] * 200, ax=phone())
    assert ax.collections[0].get_offsets()[:, 0].max() < ax.get_xlim()[1]


def test_of_many_events_only_the_most_disputed_are_drawn(told_case):
    events = [{"title": f"Event {n}"} for n in range(SHOWN + 1)]
    accounts = [{"event": f"e{SHOWN + 1}", "relation": "differs"}]
    shown = [text.get_text() for text in overview(told_case, *accounts, events=events).texts]
    assert f"Event {SHOWN}" in shown
    assert f"Event {SHOWN - 1}" not in shown


def test_no_event_is_said_in_words(told_case):
    (text,) = overview(told_case, events=()).texts
    assert text.get_text() == "No account is left by these filters."


def test_accounts_stand_side_by_side_those_that_report_first(told_case):
    found = chosen(
        told_case,
        {"relation": "differs", "says": "It was late.", "article": "b"},
        {"relation": "reports", "says": "It was early."},
    )
    asked = questions(found.accounts)
    html = side_by_side(contested(found.accounts, asked), {("e1", "When was it?"): "So."}).html
    assert html.index("It was early.") < html.index("It was late.")
    assert '<h3 id="e1-q1">When was it?</h3>' in html
    assert "Event e1. So." in html


def test_columns_without_content_are_left_out(told_case):
    html = by_event(chosen(told_case, {}).accounts).html
    assert "its time" not in html
    assert "how known" not in html
    assert "its time" in by_event(chosen(told_case, {"time": "2025"}).accounts).html


def test_the_accounts_of_an_event_can_be_led_to(told_case):
    html = by_event(chosen(told_case, {}, {"event": "e2"}, events=({}, {})).accounts).html
    assert '<div id="e1">' in html
    assert '<div id="e2">' in html


def test_what_a_source_says_is_escaped(told_case):
    html = by_event(chosen(told_case, {"says": "<script>alert(1)</script>"}).accounts).html
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_no_account_is_a_sentence(told_case):
    assert "No account is left" in by_event(chosen(told_case).accounts).html


def test_more_accounts_than_a_page_holds_are_counted(told_case):
    html = by_event(chosen(told_case, *[{}] * (LIMIT + 5)).accounts).html
    assert f"The first {LIMIT:,} of {LIMIT + 5:,} accounts are shown." in html
