"""The most important findings on the first case, expected from the research and computed from the tables.

Each expectation was read off the sources' fact sheet by hand, not off a report.
"""

import pandas as pd
import pytest

from helpers.analysis.contest import contest
from helpers.analysis.demands import answers, demands
from helpers.analysis.discourse import network_of
from helpers.analysis.network import conflict, congruence, stance_matrices
from helpers.analysis.positions import positions
from helpers.analysis.prepared import prepared
from helpers.analysis.responses import responses, subjects
from helpers.analysis.selection import Selection
from helpers.case import Case, read_case


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case("minneapolis-separation-ordinance")


@pytest.fixture(scope="module")
def held(case) -> pd.DataFrame:
    return positions(Selection()(case).statements)


def camp(held, concept, position):
    return set(held.query("concept == @concept and position == @position")["actor"])


def test_01_only_the_radio_story_was_read_whole(case):
    assert case.articles.loc[case.articles["extent"] == "whole", "id"].tolist() == ["wcco"]


def test_02_nobody_on_record_says_that_immigration_was_the_purpose(held):
    assert camp(held, "immigration-purpose", "supports") == set()
    assert {"ohara", "frey", "witt", "timmerman", "usao"} <= camp(
        held, "immigration-purpose", "opposes"
    )


def test_03_nobody_on_record_denies_that_ice_was_there(held):
    assert camp(held, "ice-present", "supports") == {"chavez", "mirac", "timmerman"}
    assert camp(held, "ice-present", "opposes") == set()


def test_04_nobody_on_record_says_that_the_ordinance_was_broken(held):
    assert {"timmerman", "frey", "ohara", "city"} <= camp(held, "ordinance-kept", "supports")
    assert camp(held, "ordinance-kept", "opposes") == set()


def test_05_the_candour_of_leaders_divides_them_from_council_and_campaign(held):
    assert camp(held, "city-candour", "supports") == {"timmerman", "mpd", "ohara", "frey"}
    assert {"harbison", "chavez", "palmer", "chowdhury"} <= camp(held, "city-candour", "opposes")


def test_06_police_presence_divides_mayor_and_police_from_council_and_campaign(held):
    assert {"frey", "ohara", "former-chief"} <= camp(held, "police-presence", "supports")
    assert {"wonsley", "chavez", "mirac", "fateh"} <= camp(held, "police-presence", "opposes")


def test_07_only_the_federal_side_defends_the_federal_tactics(held):
    assert camp(held, "federal-tactics", "supports") == {"holt"}
    assert {"ohara", "witt", "chavez", "mirac", "ellison"} <= camp(
        held, "federal-tactics", "opposes"
    )


def test_08_five_challengers_would_hold_the_chief_to_account_and_the_mayor_would_not(held):
    assert camp(held, "discipline-chief", "supports") == {
        "short",
        "hampton",
        "fateh",
        "davis",
        "dwire",
    }
    assert camp(held, "discipline-chief", "opposes") == {"ohara", "frey", "former-chief"}


def test_09_nobody_on_record_is_against_a_stronger_ordinance(held):
    assert {"mirac", "chavez", "timmerman", "council-body"} <= camp(
        held, "stronger-ordinance", "supports"
    )
    assert camp(held, "stronger-ordinance", "opposes") == set()


def test_10_only_the_justice_department_is_against_keeping_out_of_immigration_work(held):
    assert camp(held, "no-civil-immigration", "opposes") == {"bondi", "shumate"}
    assert {"city", "frey", "chavez", "timmerman"} <= camp(held, "no-civil-immigration", "supports")


def test_11_the_city_declines_one_demand_and_takes_no_side_on_three(held):
    assert "city" in camp(held, "no-information-sharing", "opposes")
    for concept in ("no-crowd-control", "no-masks", "penalties"):
        assert "city" in camp(held, concept, "neutral")


def test_12_sheriff_chief_and_association_blame_officials_and_chavez_asks_to_retract(held):
    assert camp(held, "officials-misinformed", "supports") == {"witt", "ohara", "ali"}
    assert camp(held, "officials-misinformed", "opposes") == {"chavez"}


def times(case, event):
    """The earliest and latest instant that the accounts of an event allow, one row an account."""
    told = case.accounts.query("event == @event").dropna(subset="time_earliest")
    return told[["article", "time_earliest", "time_latest"]]


def test_13_the_accounts_of_the_start_cannot_all_be_true(case):
    told = times(case, "raid-start")
    # MIRAC had reports by 10:30; three sources have the start shortly before noon.
    assert told["time_latest"].min() < told["time_earliest"].max()


def test_14_when_the_chief_knew_does_not_conflict_by_the_clock(case):
    told = times(case, "chief-told")
    # Near 10:00 by the audit, and at the latest at 11:15 by his own account.
    assert told["time_earliest"].max() <= told["time_latest"].min()


@pytest.mark.parametrize(("event", "hours"), [("chief-told", 3.83), ("mayor-told", 3.0)])
def test_15_the_council_was_told_hours_after_chief_and_mayor(case, event, hours):
    told = case.events.set_index("id")["date_earliest"]
    assert (told["council-told"] - told[event]) / pd.Timedelta(hours=1) == pytest.approx(
        hours, abs=0.01
    )


def test_16_the_mayor_wrote_in_public_within_minutes_of_the_notice_to_the_council(case):
    events = case.events.set_index("id")
    gap = events.at["mayor-posts", "date_latest"] - events.at["council-told", "date_earliest"]
    assert pd.Timedelta(0) < gap < pd.Timedelta(minutes=15)


def test_17_the_finding_of_no_breach_is_the_most_reported_in_nine_sources(case):
    found = case.statements.query("kind == 'finding'")
    first = found["id"].where(found["repeats"] == "", found["repeats"])
    reported = found.groupby(first)["article"].nunique().sort_values(ascending=False)
    assert (reported.index[0], reported.iloc[0]) == ("fox9-audit-01", 9)
    assert reported.iloc[1] < 9


def test_18_no_demand_is_met_in_full(case):
    judged = case.statements[case.statements["meets"] != ""]
    to_demands = judged[judged["responds_to"].str.contains("wcco-")]
    assert "met" not in set(to_demands["meets"])
    assert {"not met", "partly met", "passed on", "existing rule", "declared"} == set(
        to_demands["meets"]
    )


def test_19_the_council_strengthened_the_ordinance_after_the_audit_advised_it(case):
    events = case.events.set_index("id")
    assert events.at["ordinance-adopted", "date"] == "2025-12-11"
    vote = case.statements.query("actor == 'council-body' and meets == 'met'")
    assert vote["concept"].tolist() == ["stronger-ordinance"]


def test_20_campaign_and_ward_9_argue_alike_and_both_against_mayor_and_chief(case):
    x = stance_matrices(Selection()(case).statements)
    at = {actor: number for number, actor in enumerate(x.actors)}
    agree, differ = congruence(x).toarray(), conflict(x).toarray()
    assert agree[at["mirac"], at["chavez"]] > differ[at["mirac"], at["chavez"]]
    for leader in ("frey", "ohara"):
        assert differ[at["chavez"], at[leader]] > agree[at["chavez"], at[leader]]
    assert agree[at["frey"], at["ohara"]] > differ[at["frey"], at["ohara"]]


def test_21_sources_give_the_crowd_as_dozens_about_a_hundred_and_hundreds(case):
    told = case.accounts.query(
        "event == 'crowd-gathers' and question == 'How large was the crowd?'"
    )
    assert {"mpr-search", "mpr-plea", "reformer-audit", "racket-today", "minnpost-draft"} <= set(
        told["article"]
    )
    assert "differs" in set(told["relation"])


def test_22_police_presence_is_the_most_contested_with_seven_statements_on_either_side(case):
    first = contest(Selection()(case).statements).iloc[0]
    assert first["concept"] == "police-presence"
    assert (first["support"], first["oppose"], first["contest"]) == (7, 7, 1.0)


def test_23_all_who_take_a_side_take_the_same_on_eleven_of_eighteen_concepts(case, held):
    one_sided = {
        concept
        for concept in case.concepts["id"]
        if bool(camp(held, concept, "supports")) != bool(camp(held, concept, "opposes"))
        and not camp(held, concept, "split")
    }
    assert len(one_sided) == 11
    assert {
        "immigration-purpose",
        "ordinance-kept",
        "ice-present",
        "stronger-ordinance",
    } <= one_sided


def test_24_council_and_campaign_are_one_coalition_and_mayor_chief_and_sheriff_another(case):
    net = network_of(Selection()(case))
    side = net.members.set_index("actor")["coalition"]
    assert side[["mirac", "harbison", "council-body"]].unique().tolist() == [side["chavez"]]
    assert side[["frey", "witt", "timmerman"]].unique().tolist() == [side["ohara"]]
    assert side["chavez"] != side["ohara"]


def test_25_the_campaign_makes_four_demands_and_the_city_alone_answers_them_at_once(case):
    said = prepared(case, Selection(counting="statement", unread=True)(case).statements)
    asked = demands(case, said)
    given = answers(said, responses(said, subjects(said, ["demand"]), 30))
    assert asked["concept"].tolist() == [
        "no-information-sharing",
        "no-crowd-control",
        "no-masks",
        "penalties",
    ]
    assert set(given.loc[given["stage"] == "answer", "actor"]) == {"city"}
    assert set(given.loc[given["stage"] == "answer", "demand"]) == set(asked["concept"])


def test_26_forty_four_of_seventy_three_sources_are_core(case):
    assert len(case.articles) == 73
    assert (case.articles["tier"] == "core").sum() == 44
