"""Figures of times for a narrow screen, as lists that lead to their words."""

import pandas as pd

from helpers.analysis.clock import day_by_clock
from helpers.analysis.selection import Selection
from helpers.analysis.time_lanes import disputed_times
from helpers.analysis.timeline import axis_pieces, density, span_marks
from helpers.figures.time_lists import clock_list, span_list, times_list

EARLY = {"article": "early", "time": "2025-06-03T10:15", "relation": "differs"}
LATE = {"article": "late", "time": "2025-06-03T11:30/2025-06-03T11:59"}


def chosen(told_case, *accounts, title="<Start>"):
    event = {"date": "2025-06-03T10:00~/2025-06-03T12:00", "title": title}
    return Selection().events(told_case([event], list(accounts)))


def by_clock(told_case, *accounts, told=()):
    found = day_by_clock(chosen(told_case, *accounts))
    return clock_list(found.lanes, hours=found.hours, conflicts=found.conflicts, told=told).html


def test_an_event_has_its_time_and_below_it_each_source_its_own(told_case):
    html = by_clock(told_case, EARLY, LATE)
    assert "<b>&lt;Start&gt;</b> about 10:00 to 12:00<ul><li>early 10:15 (differs)" in html
    assert '<p class="torn">1 hour 15 minutes apart</p>' in html


def test_what_the_page_has_in_words_is_a_link(told_case):
    html = by_clock(told_case, EARLY, LATE, told={"e1", "a2"})
    assert '<b><a href="#e1">&lt;Start&gt;</a></b>' in html
    assert '<a href="#account.a2">late</a> 11:30 to 11:59' in html
    assert "#account.a1" not in html


def test_a_day_without_times_is_a_sentence(told_case):
    found = day_by_clock(Selection().events(told_case([{}])))
    part = clock_list(found.lanes, hours=found.hours, conflicts=found.conflicts)
    assert "No event has a clock time on this day." in part.html


def test_a_disputed_question_leads_to_its_accounts_with_the_spread(told_case):
    disputes = disputed_times(chosen(told_case, EARLY, LATE).accounts)
    html = times_list(disputes, {("e1", "When was it?"): "q.4"}).html
    assert '<a href="#q.4">When was it?</a> <span class="torn">' in html
    assert "1 hour 15 minutes apart" in html


def test_no_disputed_time_is_a_sentence():
    assert "No two sources give different times" in times_list([], {}).html


COUNTS = pd.DataFrame(
    {
        "band": ["Early", "Early", "All statements"],
        "level": ["support", "oppose", "support"],
        "number": [2, 1, 3],
    }
)


def span_of(case, counts=COUNTS):
    events = Selection().events(case).events
    pieces = axis_pieces(events)
    drawn = {"pieces": pieces, "density": density(events, pieces), "phases": ["Early"]}
    return span_list(span_marks(events, {"e1"}), below="all", spoken=counts, **drawn)


def test_the_span_has_its_numbers_by_phase_and_leads_to_the_list_of_its_events(told_case):
    html = span_of(told_case([{"phase": "early"}, {"phase": "early"}])).html
    assert '<a href="#all">the events in their order' in html
    assert '<li><b>Early</b>: <a href="#e1">2 events</a>, + 2 support, − 1 oppose' in html
    assert "<li><b>All statements</b>: + 3 support</ul>" in html


def test_a_phase_without_events_and_statements_is_not_listed(told_case):
    html = span_of(told_case([{"phase": "late"}]), COUNTS.head(0)).html
    assert "<li>" not in html


def test_a_span_of_no_event_is_a_sentence(told_case):
    assert "No event with a date is left by these filters." in span_of(told_case([])).html
