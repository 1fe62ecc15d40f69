"""The invented case holds every kind of thing that the notebooks must cope with."""

from collections.abc import Callable

import pytest

from helpers.case import Case


@pytest.fixture
def case(ferry) -> Case:
    return ferry.read()


def stances(case: Case, actor: str, concept: str) -> list[str]:
    rows = case.statements.query("actor == @actor and concept == @concept and stance != 'neutral'")
    return rows.sort_values("said_earliest", kind="stable").stance.tolist()


def test_all_four_kinds_of_concept_are_there(case: Case) -> None:
    assert set(case.concepts.kind) == {"demand", "dispute", "conduct", "policy"}


def test_all_six_kinds_of_statement_and_five_of_meeting_a_demand_are_there(case: Case) -> None:
    kinds = {"claim", "demand", "finding", "recommendation", "answer", "vote"}
    assert set(case.statements.kind) == kinds
    assert set(case.statements.meets) == {
        "",
        "met",
        "partly met",
        "passed on",
        "existing rule",
        "declared",
    }


def test_a_position_shifts_over_time(case: Case) -> None:
    assert stances(case, "okafor", "keep-subsidy") == ["oppose", "support", "support"]


def test_a_position_shifts_and_shifts_back(case: Case) -> None:
    assert stances(case, "lindqvist", "keep-subsidy") == ["support", "oppose", "support"]


def test_some_actors_say_nothing(case: Case) -> None:
    assert {"harbour-authority", "town"} <= set(case.actors.id) - set(case.statements.actor)


def test_a_demand_is_repeated_and_one_has_no_answer(case: Case) -> None:
    statements = case.statements.set_index("id")
    assert statements.repeats["gazette-hearing-01"] == "hearing-transcript-01"
    assert statements.stance["no-answer-01"] == "not found"


def test_one_day_is_known_by_the_minute(case: Case) -> None:
    day = case.events[case.events.date.str.startswith("2024-03-12T")]
    assert len(day) >= 6


AWKWARD: dict[str, Callable[[Case], bool]] = {
    "accounts that differ": lambda case: case.accounts.relation.eq("differs").sum() >= 5,
    "an account without a time": lambda case: case.accounts.time.eq("not stated").any(),
    "an event without an end": lambda case: case.events.date_latest.isna().any(),
    "an event of about a time": lambda case: case.events.date_approximate.any(),
    "an event of uncertain date": lambda case: case.events.date_uncertain.any(),
    "a statement without a date": lambda case: case.statements.said.eq("not stated").any(),
    "a statement that breaks off": lambda case: case.statements.stance.eq("not stated").any(),
    "a mixed stance": lambda case: case.statements.stance.eq("mixed").any(),
    "an address that is withheld": lambda case: case.articles.url.eq("withheld").any(),
    "an article without a date": lambda case: case.articles.published.eq("not stated").any(),
    "a second coder": lambda case: case.statements.coder.nunique() == 2,
    "statements that both coded": lambda case: (
        case.statements.duplicated(["article", "actor", "concept"]).sum() >= 7
    ),
}


@pytest.mark.parametrize("what", AWKWARD)
def test_what_is_awkward_in_real_cases_is_there(case: Case, what: str) -> None:
    assert AWKWARD[what](case)
