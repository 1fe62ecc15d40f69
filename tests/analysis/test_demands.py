"""Demands, their wording and their answers, from small made cases."""

import pandas as pd
import pytest

from helpers.analysis import demand_notes, demand_views, demand_words, demands
from helpers.analysis.prepared import prepared
from helpers.analysis.responses import responses, subjects
from helpers.analysis.selection import Selection


def demand(id="d", concept="masks", **values):
    """A demand, printed unless said otherwise."""
    row = {"id": id, "actor": "group", "concept": concept, "kind": "demand", "form": "document"}
    return row | {"said": "2025-08-05"} | values


def answer(id="a", to="d", concept="masks", **values):
    """An answer of the city on the day after."""
    row = {"id": id, "actor": "city", "concept": concept, "kind": "answer", "responds_to": to}
    return row | {"said": "2025-08-06"} | values


def read(case):
    """Statements, demands, answers, stages and dossier rows of a case."""
    used = Selection(counting="statement", unread=True)(case)
    said = prepared(case, used.statements)
    asked = demands.demands(case, said)
    given = demands.answers(said, responses(said, subjects(said, ["demand"])))
    stages = demands.stages(asked, given, demands.also_said(said, asked, given))
    return said, asked, given, stages, demands.dossier_rows(said, asked, given)


def sentences(case):
    said, asked, given, stages, _ = read(case)
    return demand_words.demand_findings(said, asked, given, stages)


def judged(case):
    """The judgements by stage."""
    return read(case)[3][["stage", "judgement"]].values.tolist()


def test_without_a_demand_the_report_says_so_in_one_sentence(made_case):
    assert sentences(made_case(("a", "p", "support"))) == [
        "No demand is among the statements used, so there is no answer to show."
    ]


def test_without_any_statement_nothing_fails(made_case):
    _, asked, given, stages, rows = read(made_case())
    assert (len(asked), len(given), len(stages), len(rows)) == (0, 0, 0, 0)


def test_demands_on_one_concept_are_one_demand_with_its_forms(made_case):
    case = made_case(
        demand(),
        demand("s", actor="speaker", behalf_of="group", form="quotation"),
        demand("other", concept="pay"),
        ("group", "masks", "support"),
    )
    asked = read(case)[1]
    assert asked[["concept", "wording", "ids"]].values.tolist() == [
        ["masks", "spoken and printed", "d;s"],
        ["pay", "printed only", "other"],
    ]


@pytest.mark.parametrize(
    ("spoken", "printed", "words"),
    [
        (True, True, "spoken and printed"),
        (True, False, "spoken only"),
        (False, True, "printed only"),
        (False, False, "reported only"),
    ],
)
def test_a_wording_names_the_forms_on_record(spoken, printed, words):
    assert demands.wording(spoken, printed) == words


def test_the_findings_name_who_demands_and_what_was_printed_only(made_case):
    case = made_case(
        demand(),
        demand("s", actor="speaker", behalf_of="group", form="quotation"),
        demand("other", concept="pay"),
        demand("echo", actor="friends", form="paraphrase"),
    )
    assert sentences(case)[0] == (
        "GROUP makes two demands. One of two is reported both as spoken and as printed; “pay” is "
        "reported as printed only, among the statements used."
    )


def test_an_answer_with_a_judgement_stands_for_its_stage(made_case):
    case = made_case(
        demand(),
        answer("plain"),
        answer("judged", meets="not met", meets_reason="Declines it."),
        answer("later", meets="declared", said="2025-12-01"),
    )
    assert judged(case) == [["answer", "not met"], ["outcome", "declared"]]


def test_answers_with_different_judgements_are_all_kept(made_case):
    case = made_case(
        demand(),
        answer("v", kind="vote", meets="partly met"),
        answer("w", kind="vote", meets="met"),
    )
    assert judged(case) == [
        ["answer", "none on record"],
        ["outcome", "partly met"],
        ["outcome", "met"],
    ]


def test_an_answer_without_a_judgement_is_shown_as_not_judged(made_case):
    assert judged(made_case(demand(), answer())) == [
        ["answer", "not judged"],
        ["outcome", "none on record"],
    ]


def test_one_answer_to_two_wordings_of_a_demand_counts_once(made_case):
    case = made_case(demand(), demand("s", form="quotation"), answer(to="d;s", meets="met"))
    assert judged(case)[0] == ["answer", "met"]
    assert len(read(case)[2]) == 1


def test_one_answer_to_two_demands_counts_for_each(made_case):
    case = made_case(demand(), demand("e", concept="pay"), answer(to="d;e", meets="passed on"))
    assert read(case)[2]["demand"].tolist() == ["masks", "pay"]


def test_a_vote_that_nobody_links_to_the_demand_is_mentioned_but_not_counted(made_case):
    case = made_case(demand(), answer("v", to="", kind="vote"))
    stages = read(case)[3]
    assert stages["judgement"].tolist() == ["none on record", "none on record"]
    assert stages["words"].tolist() == ["", demands.UNLINKED]


def test_the_judgements_are_told_by_demand_and_grouped(made_case):
    case = made_case(
        demand(),
        demand("e", concept="pay"),
        demand("f", concept="tape"),
        answer("a", "d", meets="not met"),
        answer("b", "e", "pay", meets="not met"),
    )
    assert sentences(case)[1:] == [
        "CITY answered two of three demands at the time. In our judgement “masks” and “pay” are not met. "
        "On “tape” nothing is on record.",
        "No later vote or answer to a demand is on record.",
        "None of three demands is met in full by an answer on record.",
    ]


def test_two_judgements_on_one_demand_are_both_told(made_case):
    case = made_case(
        demand(),
        answer("v", kind="vote", meets="partly met"),
        answer("w", kind="vote", meets="declared"),
    )
    assert sentences(case)[2] == (
        "Later votes and answers (CITY) bear on the only demand. In our judgement “masks” is partly "
        "met and declared."
    )


def test_a_demand_that_is_met_is_counted_as_met(made_case):
    case = made_case(demand(), answer(meets="met"))
    assert sentences(case)[3] == "The only demand is met in full by an answer on record."
    _, asked, _, stages, _ = read(case)
    assert demand_words.flow_title(stages, len(asked)) == (
        "The only demand is met by the answer at the time, none by what came later (our judgement)"
    )


def test_who_else_asks_the_same_is_named_and_the_makers_are_not(made_case):
    case = made_case(
        demand(),
        demand("own", form="paraphrase"),
        demand("voice", actor="speaker", behalf_of="group", form="paraphrase"),
        demand("other", actor="friends", form="paraphrase"),
    )
    _, asked, _, _, rows = read(case)
    parts = rows.set_index("id")["part"]
    assert parts[["own", "voice", "other"]].tolist() == [
        "As reported",
        "As reported",
        "Others who ask the same",
    ]
    assert demand_notes.others_sentence(rows, asked) == "“masks” is also asked for by FRIENDS."


def test_demands_that_the_same_others_ask_for_are_named_together():
    asked = pd.DataFrame({"concept": ["m", "p"], "label": ["masks", "pay"]})
    rows = pd.DataFrame(
        {"part": "Others who ask the same", "key": ["m", "p", "p"], "name": ["A", "A", "A"]}
    )
    assert demand_notes.others_sentence(rows, asked) == "“masks” and “pay” are also asked for by A."


def test_a_demand_known_from_reports_only_has_no_others(made_case):
    case = made_case(demand(form="paraphrase"), demand("e", actor="friends", form="paraphrase"))
    rows = read(case)[4]
    assert set(rows["part"]) == {"As reported"}


def test_a_dossier_runs_from_the_words_to_what_else_was_said(made_case):
    case = made_case(
        {"id": "memo", "actor": "police", "concept": "masks"},
        answer("v", kind="vote"),
        answer(),
        demand(),
        demand("s", form="quotation"),
    )
    rows = read(case)[4]
    assert rows[["part", "id"]].values.tolist() == [
        ["As spoken", "s"],
        ["As printed", "d"],
        ["The answer at the time", "a"],
        ["What came of it", "v"],
        ["Also said on it", "memo"],
    ]


def test_the_words_of_a_demand_stand_by_form_with_the_state_of_the_fragment(made_case):
    case = made_case(demand(fragment="no masks", quotation="verified", paraphrase="Asks for it."))
    said, asked, *_ = read(case)
    (row,) = demand_views.wording_table(said, asked).to_dict("records")
    assert row["as_spoken"] == "none on record"
    assert row["as_printed"] == "GROUP: Asks for it. “no masks” (verified)"


def test_a_demand_in_the_words_of_two_has_a_mark_between_them(made_case):
    case = made_case(
        demand(fragment="no masks", quotation="verified", paraphrase="Asks for it."),
        demand("e", actor="friends", paraphrase="Asks for faces."),
    )
    said, asked, *_ = read(case)
    (row,) = demand_views.wording_table(said, asked).to_dict("records")
    assert row["as_printed"].split(" · ") == [
        "GROUP: Asks for it. “no masks” (verified)",
        "FRIENDS: Asks for faces.",
    ]


def test_an_answer_without_a_judgement_is_called_not_judged(made_case):
    _, asked, given, _, _ = read(made_case(demand(), answer()))
    assert demand_views.answer_table(asked, given)["meets"].tolist() == ["not judged"]


def test_an_answer_that_was_not_found_is_listed_and_never_an_answer(made_case):
    absent = {"article": "not found", "stance": "not found", "said": "not found", "form": ""}
    case = made_case(demand(), answer() | absent)
    said, _, given, _, _ = read(case)
    missing = demands.missing(case, said)
    assert given.empty
    assert missing["id"].tolist() == ["a"]
    assert demand_notes.missing_sentence(missing) == "One answer was looked for and not found."


def test_the_table_behind_the_figure_has_every_demand_and_stage_with_its_statements(made_case):
    case = made_case(
        demand(),
        demand("s", form="quotation"),
        answer("a", meets="not met", meets_reason="Declines it."),
    )
    _, asked, _, stages, _ = read(case)
    table = demand_views.stage_table(asked, stages)
    columns = ["stage", "meets", "meets_reason", "source", "demand_statements", "statements"]
    assert table[columns].values.tolist() == [
        ["The answer at the time", "not met", "Declines it.", "paper", "d;s", "a"],
        ["What came of it", "none on record", "", "", "d;s", ""],
    ]


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([], "No answer was judged."),
        ([answer()], "No answer was judged."),
        (
            [answer(meets="met")],
            "One answer was judged, by one coder; another coder might judge otherwise.",
        ),
        (
            [answer(meets="met"), answer("b", concept="pay", meets="met", coder="c2")],
            "Two answers were judged, by two coders.",
        ),
    ],
)
def test_the_limits_say_who_judged(made_case, answers, words):
    assert demand_notes.judges_sentence(read(made_case(demand(), *answers))[2]) == words


def test_the_basis_counts_statements_used_and_left_out(made_case):
    case = made_case(demand(), answer(said="not stated"), answer("b"), ("x", "other", "support"))
    used = Selection(since="2025-08", counting="statement", unread=True)(case)
    said = prepared(case, used.statements)
    asked = demands.demands(case, said)
    given = demands.answers(said, responses(said, subjects(said, ["demand"])))
    assert demand_words.basis(used, asked, given) == (
        "Used: one statement of demands and one statement in answer to them, out of two statements "
        "on all matters; every statement counts. Left out: 1 (no date) and 1 (outside the dates, or not surely inside)."
    )


def test_when_filters_leave_nothing_the_basis_says_so(made_case):
    case = made_case(demand())
    used = Selection(until="1900", counting="statement", unread=True)(case)
    said = prepared(case, used.statements)
    asked = demands.demands(case, said)
    given = demands.answers(said, responses(said, subjects(said, ["demand"])))
    told = demand_words.basis(used, asked, given)
    assert told.startswith("No statement is left by these filters. Left out: 1 (outside the dates")
    assert demand_views.stage_table(asked, demands.stages(asked, given, said)).empty


def test_what_answers_something_else_is_not_judged_as_an_answer_to_the_demand(made_case):
    finding = {"id": "f", "actor": "auditor", "concept": "masks", "kind": "recommendation"}
    order = {"id": "o", "actor": "council", "concept": "masks", "kind": "vote", "responds_to": "f"}
    judged = order | {"meets": "met", "meets_reason": "Ordered.", "said": "2025-09-01"}
    *_, rows = read(made_case(demand(), finding, judged))
    (row,) = rows[rows["id"] == "o"].to_dict("records")
    assert (row["part"], row["meets"], row["meets_reason"]) == ("Also said on it", "", "")
