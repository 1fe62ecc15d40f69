"""The network of a selection, and the two networks before and after a date."""

import pandas as pd
import pytest

from helpers.analysis.changes import moves, tie_changes
from helpers.analysis.discourse import dividing_day, halves, network_of, two_periods
from helpers.analysis.filters import SelectionError
from helpers.analysis.selection import Selection

NO_EVENTS = pd.DataFrame()


def row(actor, concept, stance, said):
    return {"actor": actor, "concept": concept, "stance": stance, "said": said}


def on(day, *views):
    """Statements of one day: actor, concept, stance as one letter s or o."""
    words = {"s": "support", "o": "oppose"}
    return [row(a, c, words[s], day) for a, c, s in views]


def split_network(case, split, **filters):
    chosen = Selection(counting="statement", **filters)
    return two_periods(case, chosen, network_of(chosen(case)), split)


def test_what_is_surely_before_and_surely_from_the_date_on_is_parted_and_the_rest_in_neither(
    made_case,
):
    dates = [
        "2025-03-31",
        "2025-04-01",
        "2025-03-30/2025-04-02",
        "2025",
        "not stated",
        "2025-04-02",
    ]
    case = made_case(*[row(f"a{i}", "p", "support", said) for i, said in enumerate(dates)])
    both = split_network(case, "2025-04-01")
    assert both.before.speakers == ["a0"]
    assert both.after.speakers == ["a1", "a5"]


def test_a_split_into_months_begins_with_the_first_day(made_case):
    case = made_case(row("a", "p", "support", "2025-03-31"), row("b", "p", "support", "2025-04-30"))
    both = split_network(case, "2025-04")
    assert (both.before.speakers, both.after.speakers) == (["a"], ["b"])


def test_the_counting_rule_applies_in_each_period(made_case):
    case = made_case(row("a", "p", "support", "2025-01-01"), row("a", "p", "support", "2025-02-01"))
    chosen = Selection(counting="once")
    both = two_periods(case, chosen, network_of(chosen(case)), "2025-01-15")
    assert (both.before.speakers, both.after.speakers) == (["a"], ["a"])


def test_the_bounds_of_the_selection_hold_in_both_periods():
    before, after = halves(Selection(since="2025-01", until="2025-12"), "2025-06-01")
    assert (before.since, before.until) == ("2025-01", "2025-05-31T23:59")
    assert (after.since, after.until) == ("2025-06-01T00:00", "2025-12")


@pytest.mark.parametrize(
    ("split", "bounds", "message"),
    [
        ("June", {}, "split: 'June'"),
        ("../2025-06", {}, "has no first day"),
        ("2025-01-01", {"since": "2025-02-01"}, "is not between since"),
        ("2026-01-01", {"until": "2025-12"}, "is not between since"),
    ],
)
def test_a_date_that_cannot_divide_is_refused(split, bounds, message):
    with pytest.raises(SelectionError, match=message):
        halves(Selection(**bounds), split)


def test_the_dividing_day_halves_the_statements_best(made_case):
    days = ["2025-01-01", "2025-01-02", "2025-01-02", "2025-01-05"]
    said = made_case(*[row("a", "p", "support", day) for day in days]).statements
    # From the 2nd: 1 before, 3 after. From the 5th: 3 before, 1 after. The first of equals.
    assert dividing_day(said, NO_EVENTS) == "2025-01-02"


def test_the_dividing_day_is_that_of_an_event_when_there_is_one(made_case, told_case):
    days = ["2025-01-01", "2025-01-02", "2025-01-02", "2025-01-05"]
    said = made_case(*[row("a", "p", "support", day) for day in days]).statements
    dates = ["2025-01-04", "2024-01-01", "2025-01-02/2025-01-03", "not stated"]
    events = told_case([{"date": date} for date in dates]).events
    assert dividing_day(said, events) == "2025-01-04"


@pytest.mark.parametrize("days", [[], ["not stated"], ["2025-01-01", "2025-01-01"]])
def test_dates_that_leave_one_side_empty_divide_nothing(made_case, days):
    case = made_case(*[row("a", "p", "support", day) for day in days])
    assert dividing_day(case.statements, NO_EVENTS) == ""
    both = split_network(case, "")
    assert both.split == ""
    assert both.before.speakers == both.after.speakers == []


def test_ties_are_compared_among_those_who_take_a_side_in_both_periods(made_case):
    early = on("2025-01-01", "aps", "bps", "cps", "dpo", "eqs", "bqs", "gps")
    late = on("2025-03-01", "aps", "bpo", "cps", "dps", "eqs", "bqs", "hps")
    table = tie_changes(split_network(made_case(*early, *late), "2025-02-01"))
    found = {(r.a, r.b): r.change for r in table.itertuples()}
    # g and h speak once only. b and e agree on q both times. a and b part over p.
    assert found == {
        ("a", "b"): "agreement turned into conflict",
        ("b", "c"): "agreement turned into conflict",
        ("a", "d"): "conflict turned into agreement",
        ("c", "d"): "conflict turned into agreement",
        ("b", "d"): "conflict kept",
        ("a", "c"): "agreement kept",
        ("b", "e"): "agreement kept",
    }


def test_a_tie_that_begins_or_ends_is_told_apart_from_one_that_is_kept(made_case):
    early = on("2025-01-01", "aps", "bps", "cqs", "dro")
    late = on("2025-03-01", "aqs", "bss", "cqs", "dqo")
    table = tie_changes(split_network(made_case(*early, *late), "2025-02-01"))
    found = {(r.a, r.b): (r.before, r.after, r.change) for r in table.itertuples()}
    assert found["a", "b"] == (1, 0, "agreement only before")
    assert found["a", "c"] == (0, 1, "agreement only after")
    assert found["a", "d"] == (0, -1, "conflict only after")


def test_a_speaker_stays_with_a_fellow_parts_from_all_comes_or_goes(made_case):
    early = on("2025-01-01", "aps", "bps", "cps", "gps", "zqs")
    late = on("2025-03-01", "aps", "bps", "cqs", "nqs", "zrs")
    table = moves(split_network(made_case(*early, *late), "2025-02-01")).set_index("actor")
    assert table["change"].to_dict() == {
        "a": "stays", "b": "stays", "c": "parts", "g": "goes", "n": "comes", "z": "",
    }  # fmt: skip
    assert table["fellows"].to_dict() | {"g": "", "n": "", "z": ""} == {
        "a": "b", "b": "a", "c": "a;b", "g": "", "n": "", "z": "",
    }  # fmt: skip


def test_one_actor_is_in_no_coalition(made_case):
    net = network_of(Selection()(made_case(("a", "p", "support"))))
    assert net.speakers == ["a"]
    assert net.ties.empty
    assert net.members.empty
