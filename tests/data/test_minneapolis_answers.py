"""What came of findings and demands in the first case, worked out by hand from the research."""

import pytest

from helpers.analysis import demands, review_views
from helpers.analysis.prepared import prepared
from helpers.analysis.responses import looked_for, responses, subjects, unanswered
from helpers.analysis.selection import Selection
from helpers.case import read_case


@pytest.fixture(scope="module")
def case():
    return read_case("minneapolis-separation-ordinance")


@pytest.fixture(scope="module")
def said(case):
    return prepared(case, Selection(counting="statement", unread=True)(case).statements)


@pytest.fixture(scope="module")
def found(said):
    return subjects(said, review_views.KINDS)


@pytest.fixture(scope="module")
def replies(said, found):
    return responses(said, found)


@pytest.fixture(scope="module")
def stages(case, said):
    asked = demands.demands(case, said)
    given = demands.answers(said, responses(said, subjects(said, ["demand"])))
    return demands.stages(asked, given, demands.also_said(said, asked, given))


def test_the_audit_has_eleven_findings_and_three_recommendations(found):
    assert found["kind"].value_counts().to_dict() == {"finding": 11, "recommendation": 3}


def test_nine_sources_report_that_the_ordinance_was_kept(found):
    assert found.set_index("id").at["fox9-audit-01", "sources"] == 9


def test_six_of_them_rest_on_one_source(found):
    assert (found["sources"] == 1).sum() == 6


def test_four_findings_drew_no_response(found, replies):
    assert set(unanswered(found, replies)["concept"]) == {
        "tell-council", "immigration-purpose", "response-plan", "police-presence",
    }  # fmt: skip
    assert len(unanswered(found, replies)) == 4


def test_only_the_finding_on_candour_is_disputed(replies):
    disputes = replies[(replies["direction"] == "disputes it") & ~replies["outcome"]]
    assert disputes[["target", "actor"]].values.tolist() == [
        ["fox9-audit-02", "harbison"],
        ["fox9-audit-02", "palmer"],
    ]


def test_the_ward_member_told_of_police_help_before_the_audit_did(replies):
    earlier = replies[replies["direction"] == "said earlier"]
    assert earlier[["target", "id"]].values.tolist() == [["cbs-audit-10", "ward9-letter-02"]]


def test_every_recommendation_was_followed_by_a_vote_and_one_is_met(replies):
    later = replies[replies["outcome"] & (replies["target_kind"] == "recommendation")]
    assert set(later["kind"]) == {"vote"}
    assert later.groupby("target")["meets"].agg(set).to_dict() == {
        "americalatina-audit-08": {"met"},
        "strib-audit-01": {"partly met"},
        "locallens-audit-07": {"partly met"},
    }


def test_the_chief_and_the_mayor_were_looked_for_and_not_found(case, said, found, replies):
    missing = looked_for(case, said, {*found["id"], *replies["canonical"]})
    assert set(missing["actor"]) == {"ohara", "frey"}


def test_the_fourth_demand_is_on_record_as_printed_only(case, said):
    asked = demands.demands(case, said).set_index("concept")["wording"]
    assert asked.pop("penalties") == "printed only"
    assert set(asked) == {"spoken and printed"}


@pytest.mark.parametrize(
    ("concept", "at_the_time", "later"),
    [
        ("no-information-sharing", "not met", {"not met"}),
        ("no-crowd-control", "partly met", {"partly met"}),
        ("no-masks", "passed on", {"declared"}),
        ("penalties", "existing rule", {"partly met"}),
    ],
)
def test_the_answer_to_each_demand_and_what_came_of_it(stages, concept, at_the_time, later):
    mine = stages[stages["concept"] == concept]
    assert mine[mine["stage"] == "answer"]["judgement"].tolist() == [at_the_time]
    assert set(mine[mine["stage"] == "outcome"]["judgement"]) == later
