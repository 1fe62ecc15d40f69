"""The first case holds what its sources say: counted and linked by hand from the research."""

import pytest

from helpers.case import Case, read_case, stated


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case("minneapolis-separation-ordinance")


@pytest.fixture(scope="module")
def said(case):
    return case.statements.set_index("id")


def canonical(case, kind):
    """Statements of a kind, without the rows that report one of them again."""
    return case.statements[(case.statements["kind"] == kind) & (case.statements["repeats"] == "")]


def responses(case, target):
    return case.statements[[target in cell.split(";") for cell in case.statements["responds_to"]]]


def test_the_tables_are_complete(case):
    assert len(case.articles) == 73
    assert len(case.concepts) == 18
    assert len(case.events) == 37
    assert (case.statements["article"] != "not found").sum() >= 134


def test_every_mirrored_source_has_publisher_but_no_address(case):
    mirrored = case.articles[case.articles["read_at"] == "mirror"]
    assert len(mirrored) == 15
    assert set(mirrored["url"]) == {"not stated"}
    assert stated(mirrored["publisher"]).all()


def test_the_address_that_names_a_private_person_is_withheld(case):
    assert case.articles.loc[case.articles["url"] == "withheld", "id"].tolist() == ["sahan-arrest"]


def test_every_speaker_of_the_radio_story_is_there(case):
    speakers = set(case.statements.loc[case.statements["article"] == "wcco", "actor"])
    assert speakers == {
        "harbison", "lamp", "witt", "ohara", "frey", "chavez", "vetaw", "mirac", "city", "council-body", "timmerman",
    }  # fmt: skip


def test_one_sentence_is_attributed_to_three_officials_together(case):
    joint = case.statements[case.statements["note"].str.contains("together; none of the three")]
    assert set(joint["actor"]) == {"ohara", "frey", "witt"}
    assert joint["paraphrase"].nunique() == 1


def test_three_demands_are_spoken_and_four_printed(case):
    wcco = canonical(case, "demand").query("article == 'wcco'")
    spoken = wcco[wcco["form"] == "quotation"]
    printed = wcco[wcco["form"] == "document"]
    assert spoken["concept"].tolist() == ["no-information-sharing", "no-crowd-control", "no-masks"]
    assert printed["concept"].tolist() == [
        "no-information-sharing", "no-crowd-control", "no-masks", "penalties",
    ]  # fmt: skip
    assert set(spoken["actor"]) == {"harbison"}


@pytest.mark.parametrize(
    ("demand", "meets"),
    [
        ("wcco-18", "not met"),
        ("wcco-22", "partly met"),
        ("wcco-24", "passed on"),
        ("wcco-26", "existing rule"),
    ],
)
def test_the_city_answers_each_printed_demand(case, demand, meets):
    answers = responses(case, demand).query("actor == 'city'")
    assert len(answers)
    assert meets in set(answers["meets"])
    assert (answers.loc[answers["meets"] != "", "meets_reason"] != "").all()


@pytest.mark.parametrize("demand", ["wcco-18", "wcco-22", "wcco-24", "wcco-26"])
def test_each_printed_demand_has_a_later_outcome(case, demand):
    assert len(responses(case, demand).query("said_earliest >= '2025-12-01'"))


def test_the_mismatch_of_names_is_noted(said):
    assert "Lamp" in said.at["wcco-10", "note"]
    assert said.at["wcco-10", "actor"] == "harbison"


def test_the_doubled_phrase_is_quoted_and_noted(said):
    assert "coverings to coverings" in said.at["wcco-24", "fragment"]
    assert "doubled" in said.at["wcco-24", "note"]


def test_the_missing_date_of_the_story_is_inferred_with_its_reason(case):
    story = case.articles.set_index("id").loc["wcco"]
    assert story["published"] == "2025-08-05/2025-08-08"
    assert story["published_basis"] == "inferred"
    assert "Tuesday" in story["published_note"]


def test_tuesday_is_resolved_with_its_basis(case):
    tuesday = case.statements.query("article == 'wcco' and actor == 'chavez'")
    assert set(tuesday["said"]) == {"2025-08-05"}
    assert set(tuesday["said_basis"]) == {"resolved"}
    assert tuesday["note"].str.contains("Tuesday").all()


def test_the_audit_has_eleven_findings_and_three_recommendations(case):
    assert len(canonical(case, "finding")) == 11
    assert len(canonical(case, "recommendation")) == 3


@pytest.mark.parametrize(
    ("start", "reactors"),
    [
        ("Found no breach", {"frey", "ohara", "city", "chavez", "mirac"}),
        ("City police were outside", {"mirac"}),
        ("The city's role that day", set()),
        ("Found that city leaders had not lied", {"harbison", "palmer"}),
        ("The whole council was officially told", {"osman", "chavez", "unnamed-member"}),
        ("The delay left an information gap", set()),
        ("Report says those who reported ICE", {"chavez"}),
        ("Report treats the operation as unrelated", set()),
        ("The city's response overall", set()),
        ("Police acted as crowd control", {"chavez", "mirac"}),
        ("Describes the 2003 ordinance", {"council-body"}),
        ("Update the separation ordinance", {"chavez", "frey", "council-body"}),
        ("Set clearer expectations", {"vetaw", "residents", "council-body"}),
        ("Adopt a protocol", {"osman", "chavez", "council-body"}),
    ],
)
def test_every_recorded_reaction_is_linked(case, start, reactors):
    kinds = case.statements["kind"].isin(["finding", "recommendation"]) & (
        case.statements["repeats"] == ""
    )
    found = case.statements[kinds & case.statements["paraphrase"].str.startswith(start)]
    assert len(found) == 1
    assert set(responses(case, found["id"].iloc[0])["actor"]) == reactors


def test_answers_looked_for_and_not_found_are_kept_apart(case):
    missing = case.statements[case.statements["article"] == "not found"]
    assert set(missing["actor"]) == {"ohara", "frey"}
    assert set(missing["stance"]) == {"not found"}


@pytest.mark.parametrize(
    ("event", "question"),
    [
        ("raid-start", "When did the operation start?"),
        ("chief-told", "When did the police chief learn of the operation?"),
        ("chief-told", "Did the chief and the mayor learn of it during the operation or after it?"),
        ("police-called", "What did city police do at the scene?"),
        ("mayor-posts", "Did the operation have anything to do with immigration?"),
        ("owner-arrested", "Was anyone arrested on 3 June?"),
        ("raid-start", "What was the search about?"),
        ("officials-explain", "Did those who spoke of ICE mislead the public?"),
        ("police-deny", "Were city leaders truthful about the day?"),
        ("crowd-gathers", "How large was the crowd?"),
        ("raid-start", "How many officers took part?"),
        ("protester-charged", "Was this the first protester charged?"),
        ("campaign-launch", "When was the campaign launched?"),
        ("campaign-launch", "What is the campaign called?"),
        ("campaign-launch", "What is the fourth demand?"),
    ],
)
def test_a_disagreement_is_recorded_as_accounts_that_differ(case, event, question):
    told = case.accounts.query("event == @event and question == @question")
    assert "differs" in set(told["relation"])
    assert len(told) >= 2


@pytest.mark.parametrize(
    "event",
    ["review-vote", "police-memo", "ordinance-enacted", "september-rally", "ordinance-adopted"],
)
def test_the_other_disagreements_stand_under_their_events(case, event):
    assert "differs" in set(case.accounts.query("event == @event")["relation"])


@pytest.mark.parametrize(
    ("event", "article", "time"),
    [
        ("raid-start", "mpr-search", "2025-06-03T11:30~/2025-06-03T11:59"),
        ("mirac-alerted", "fightback-statement", "2025-06-03T10:30~"),
        ("crowd-gathers", "bmtn-crowd", "2025-06-03T11:00~"),
        ("police-called", "bmtn-vote", "2025-06-03T11:15~"),
        ("post-1207", "racket-today", "2025-06-03T12:07"),
        ("council-told", "americalatina-audit", "2025-06-03T13:50"),
    ],
)
def test_the_clock_of_the_day_is_kept_as_each_source_gives_it(case, event, article, time):
    told = case.accounts.query("event == @event and article == @article")
    assert time in set(told["time"])


def test_private_persons_appear_by_role(case):
    assert {"owner", "protester", "witness"} <= set(case.actors.query("named == 'role'")["id"])
