"""What the timeline and the comparison of accounts say of the first case, against the fact sheet."""

from itertools import pairwise

import pandas as pd
import pytest

from helpers.analysis import gaps, review_views
from helpers.analysis.accounts import questions, time_questions
from helpers.analysis.order import order_of
from helpers.analysis.prepared import prepared
from helpers.analysis.responses import responses, subjects
from helpers.analysis.selection import Selection
from helpers.analysis.single_source import event_sources, statement_sources
from helpers.case import Case, read_case


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case("minneapolis-separation-ordinance")


@pytest.fixture(scope="module")
def told(case):
    return Selection().events(case)


@pytest.fixture(scope="module")
def times(told):
    return time_questions(told.accounts).set_index(["event", "question"])


@pytest.mark.parametrize(
    ("event", "question", "apart"),
    [
        # By the review's times the chief knew near 10:00; others have the start just before noon.
        ("raid-start", "When did the operation start?", "about 1 hour 30 minutes apart"),
        ("crowd-gathers", "When did the crowd begin to gather?", "about 1 hour apart"),
        ("police-memo", "When was the memo sent?", "1 day apart"),  # Friday, or over the weekend
        ("campaign-launch", "When was the campaign launched?", "about 15 days apart"),
    ],
)
def test_times_that_sources_give_contradict_each_other(times, event, question, apart):
    found = times.loc[(event, question)]
    assert found["conflicting"]
    assert found["words"].startswith(apart)


def test_no_other_times_contradict_each_other(times):
    assert times["conflicting"].sum() == 4


def test_when_the_chief_learned_differs_without_a_contradiction(times):
    found = times.loc[("chief-told", "When did the police chief learn of the operation?")]
    assert (found["differs"], found["conflicting"]) == (1, False)


def test_one_question_is_contested_by_the_calendar_alone(told):
    torn = questions(told.accounts).query("contested and sources == 1")
    assert torn["question"].tolist() == ["On what weekday was the rally?"]


def test_the_notices_to_chief_mayor_and_council_stand_in_this_order_if_their_times_hold(told):
    found = order_of(told.events)
    at = {event: number for number, event in enumerate(told.events["id"])}
    chain = ["chief-told", "mayor-told", "council-told"]
    for earlier, later in pairwise(chain):
        assert found.before[at[earlier], at[later]]
        assert found.marked[at[earlier], at[later]]


def test_whether_agents_or_the_call_to_police_came_first_cannot_be_told(told):
    found = order_of(told.events)
    at = {event: number for number, event in enumerate(told.events["id"])}
    for other in ("chief-told", "mirac-alerted", "crowd-gathers", "police-called"):
        assert found.undecided[at["raid-start"], at[other]]


@pytest.mark.parametrize(
    ("event", "date"),
    [
        ("ordinance-enacted", "2003-07-11"),
        ("review-vote", "2025-06-05"),
        ("campaign-launch", "2025-08-05"),
        ("federal-suit", "2025-09-29"),
        ("executive-order", "2025-12-03"),
        ("ordinance-adopted", "2025-12-11"),
    ],
)
def test_the_dates_of_the_fact_sheet_are_those_of_the_timeline(told, event, date):
    dates = told.events.set_index("id")
    assert dates.at[event, "date_earliest"] == pd.Timestamp(date)
    assert dates.at[event, "basis"] == "reported"


def test_five_findings_and_one_recommendation_have_one_source(case):
    table = statement_sources(Selection(counting="statement")(case).statements)
    single = table[table["sources"] == 1]["kind"].value_counts()
    assert single.to_dict() == {"finding": 5, "recommendation": 1}


def test_the_account_of_hsi_leading_rests_on_one_source(told):
    counted = event_sources(told.events, told.accounts).set_index("id")
    assert counted.loc["hsi-statement", ["sources", "only"]].tolist() == [
        1,
        "Minnesota Star Tribune",
    ]


def test_chavez_named_two_of_the_gaps_before_the_review_and_the_auditor_is_not_counted(case):
    said = prepared(case, Selection(counting="statement", unread=True)(case).statements)
    targets = review_views.ranked(subjects(said, review_views.KINDS))
    named = gaps.namings(said, targets, responses(said, targets))
    before = named[named["time"] == gaps.BEFORE].groupby("concept")["actor"].agg(set).to_dict()
    assert before == {"stronger-ordinance": {"chavez", "fateh"}, "tell-council": {"chavez"}}
    assert "timmerman" not in set(named["actor"])
