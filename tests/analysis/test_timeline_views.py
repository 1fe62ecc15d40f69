"""The lists and tables of the timeline report: what stands in words, and what leads where."""

from helpers.analysis import clock_words, timeline_views
from helpers.analysis.clock import day_by_clock
from helpers.analysis.order import order_of
from helpers.analysis.selection import Selection

DAY = "2025-06-03"


def chosen(told_case, events, accounts=(), **options):
    return Selection(**options).events(told_case(events, list(accounts)))


def told(told_case, events, *accounts):
    found = chosen(told_case, events, accounts)
    return timeline_views.told(found.events, found.accounts)


def test_a_clock_time_on_the_day_of_its_event_does_not_name_the_day_again(told_case):
    times = "2025-06-03T10:30", "2025-06-03", "2025-06-04T09:00"
    found = told(told_case, [{"date": DAY}], *({"time": time} for time in times))
    assert list(found["words"]) == ["10:30", "3 June 2025", "09:00 on 4 June 2025"]


def test_an_uncertain_day_stays_a_day(told_case):
    found = told(told_case, [{"date": DAY}], {"time": "2025-06-03?"})
    assert list(found["words"]) == ["3 June 2025, uncertain"]


def test_a_time_of_an_event_over_several_days_names_its_day(told_case):
    found = told(told_case, [{"date": "2025-06-03/2025-06-05"}], {"time": "2025-06-04T09:00"})
    assert list(found["words"]) == ["09:00 on 4 June 2025"]


def test_a_remark_is_kept_where_an_account_gives_a_time_and_the_rest_are_counted(told_case):
    accounts = {"time": DAY, "note": "Read so."}, {"note": "A party."}, {"time": DAY}
    assert list(told(told_case, [{"date": DAY}], *accounts)["note"]) == ["Read so.", "", ""]
    found = chosen(told_case, [{"date": DAY}], accounts)
    assert timeline_views.remarks_left(found.accounts) == (
        "For 1 of 3 (33 %) accounts, which give no time, the coders’ remarks are in the download only."
    )


def test_nothing_is_said_of_remarks_when_all_are_shown(told_case):
    found = chosen(told_case, [{"date": DAY}], [{"time": DAY, "note": "Read so."}])
    assert timeline_views.remarks_left(found.accounts) == ""


def test_a_remark_that_stands_above_is_not_said_again(told_case):
    account = {"time": DAY, "note": "Read so."}
    other = account | {"question": "Where?"}
    found = told(told_case, [{"date": DAY}], account, account, other)
    assert list(found["note"]) == ["Read so.", "As above.", "Read so."]
    event = {"date": DAY, "date_note": "Read so. By sum."}
    assert list(told(told_case, [event], account)["note"]) == ["As above."]


def test_events_are_numbered_in_the_list_and_lead_there(told_case):
    found = chosen(told_case, [{"date": DAY}, {"date": "2025-06-01"}])
    assert list(timeline_views.entries(found.events)["title"]) == ["1. Event e2", "2. Event e1"]
    assert timeline_views.places(found.events) == {"e2": ("1", "#e2"), "e1": ("2", "#e1")}


def test_the_table_of_order_leads_to_events_that_the_page_lists(told_case):
    found = chosen(told_case, [{"date": "2025-06-03T10:30"}, {"date": "2025-06-01"}])
    table = timeline_views.order_table(order_of(found.events), {"e1"}, "3 June 2025")
    assert list(table["place"]) == ["", "#e1"]
    assert list(table["hours"]) == ["1 June 2025", "10:30"]
    assert list(table["time"]) == ["1 June 2025", "10:30 on 3 June 2025"]


def test_what_counts_events_says_which_events_were_left_out_and_not_which_accounts(told_case):
    events = [{"date": DAY}, {"date": "2025-06-05"}]
    found = chosen(told_case, events, [{"relation": "mentions"}], until=DAY)
    assert found.note_of_events() == (
        "One event used. Left out: one event (outside the dates, or not surely inside)."
    )
    assert "one account (no more than a mention of their event)" in found.left_out()


def test_of_too_many_events_by_the_clock_those_in_conflict_are_drawn_first(told_case):
    events = [{"date": f"2025-06-03T{hour:02}:00"} for hour in range(1, 6)]
    times = [{"event": "e5", "time": time} for time in ("2025-06-03T05:00", "2025-06-03T06:00")]
    day = day_by_clock(chosen(told_case, events, times))
    few = day.drawn(2)
    assert list(dict.fromkeys(few.lanes["event"])) == ["e1", "e5"]
    assert few.hidden == 3
    assert day.drawn().hidden == 0
    assert "Three more events with a clock time are in the download only." in (
        clock_words.clock_note(few)
    )


def test_the_note_on_order_says_how_many_of_the_events_it_compares(told_case):
    found = chosen(told_case, [{"date": "2025-06-03T10:00"}, {"date": "2025-06-05"}])
    note = clock_words.order_note(day_by_clock(found), found.events, found.left_out("event"))
    assert note.startswith("One of two events is surely on 3 June 2025. Nothing was left out.")


def test_a_day_that_is_none_has_a_note_on_what_was_left_out_alone(told_case):
    found = chosen(told_case, [{"date": DAY}])
    note = clock_words.order_note(day_by_clock(found), found.events, "Nothing was left out.")
    assert note == "Nothing was left out."
