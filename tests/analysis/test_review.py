"""What an audit found and what came of it: tables and sentences from small made cases."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers.analysis import (
    gaps,
    reaction_groups,
    review_captions,
    review_notes,
    review_views,
    review_words,
)
from helpers.analysis.prepared import prepared
from helpers.analysis.responses import looked_for, responses, subjects
from helpers.analysis.selection import Selection

FOUND = {"id": "f", "actor": "auditor", "concept": "kept", "kind": "finding", "said": "2025-08-05"}
WANTED = {
    "id": "w",
    "actor": "auditor",
    "concept": "plan",
    "kind": "recommendation",
    "said": "2025-08-05",
    "paraphrase": "Make a plan.",
}


def row(id, actor, to, concept="kept", **values):
    """A statement that responds to `to`."""
    said = {"said": "2025-08-06", "responds_to": to, "concept": concept}
    return {"id": id, "actor": actor} | said | values


def read(case):
    """Statements, targets and responses of a case."""
    used = Selection(counting="statement", unread=True)(case)
    said = prepared(case, used.statements)
    targets = review_views.ranked(subjects(said, review_views.KINDS))
    return used, said, targets, responses(said, targets)


def sentences(case):
    _, said, targets, replies = read(case)
    missing = looked_for(case, said, {*targets["id"], *replies["canonical"]})
    return " ".join(review_words.review_findings(targets, replies, missing))


def test_without_a_finding_the_report_says_so_in_one_sentence(made_case):
    assert sentences(made_case(("a", "p", "support"))) == (
        "No finding and no recommendation is among the statements used."
    )


def test_the_findings_count_what_was_found_and_what_rests_on_one_source(made_case):
    told = sentences(
        made_case(FOUND, FOUND | {"id": "g", "article": "radio", "repeats": "f"}, WANTED)
    )
    assert "AUDITOR is on record with one finding and one recommendation, in two sources" in told
    assert "one of two rests on one source only" in told
    assert "Most widely reported, by two sources: “Says so”." in told


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "by three sources: “Says so”; next, by two: “No 1”."),
        (2, "by three sources: “Says so”; next, by two each: “No 1” and “No 2”."),
        (3, "by three sources: “Says so”."),
    ],
)
def test_what_is_reported_next_is_told_unless_many_share_the_place(made_case, seconds, words):
    def reported(id, articles, paraphrase):
        again = [{"id": f"{id}-{a}", "article": a, "repeats": id} for a in articles[1:]]
        first = {"id": id, "article": articles[0]}
        return [FOUND | {"paraphrase": paraphrase} | values for values in (first, *again)]

    rows = reported("f", "abc", "Says so.")
    for n in range(1, seconds + 1):
        rows += reported(f"n{n}", "ab", f"No {n}.")
    assert f"Most widely reported, {words}" in sentences(made_case(*rows))


def test_a_dispute_is_named_with_who_disputes_it(made_case):
    told = sentences(
        made_case(FOUND, row("r", "b", "f", stance="oppose"), row("s", "c", "f", stance="oppose"))
    )
    assert "One is disputed, as we read it: “Says so”, by B and C." in told


def test_the_most_answered_finding_is_told_with_its_directions(made_case):
    told = sentences(
        made_case(
            FOUND,
            FOUND | {"id": "e", "paraphrase": "Says else."},
            row("r", "b", "f"),
            row("s", "c", "f"),
            row("t", "d", "f", concept="other"),
            row("u", "d", "e"),
        )
    )
    assert "Both findings have a reaction on record." in told
    assert (
        "Most answered is the finding “Says so”, with three reactions: two take it up and one speaks "
        "to another question." in told
    )


@pytest.mark.parametrize(
    ("replies", "words"),
    [
        ([], "The only recommendation has no vote or answer that we judged, among the statements used."),
        ([row("v", "council", "w", "plan", kind="vote", meets="met")], "judgement, the only recommendation is met."),
        (
            [
                row("a", "council", "w", "plan", kind="answer", meets="passed on"),
                row("v", "council", "w", "plan", kind="vote", meets="partly met"),
            ],
            "the only recommendation is partly met.",
        ),
    ],
)  # fmt: skip
def test_the_last_vote_or_answer_says_how_far_a_recommendation_is_met(made_case, replies, words):
    assert words in sentences(made_case(WANTED, *replies))


def test_what_drew_no_response_and_what_was_not_found_are_told_apart(made_case):
    absent = {"article": "not found", "stance": "not found", "said": "not found", "form": ""}
    told = sentences(made_case(FOUND, WANTED, row("n", "chief", "w", "plan") | absent))
    assert (
        "None has a response, then or later, among the statements used; one answer was looked for and "
        "not found." in told
    )


def test_the_table_of_findings_counts_sources_and_responses(made_case):
    case = made_case(
        WANTED, FOUND, FOUND | {"id": "g", "article": "radio", "repeats": "f"}, row("r", "b", "g")
    )
    _, _, targets, replies = read(case)
    table = review_views.found_table(targets, replies)
    assert table[["kind", "sources", "responses", "statement_ids"]].values.tolist() == [
        ["finding", 2, 1, "f;g"],
        ["recommendation", 1, 0, "w"],
    ]


def test_the_title_counts_findings_with_a_reaction_and_with_a_vote(made_case):
    case = made_case(
        FOUND, FOUND | {"id": "e"}, row("r", "b", "f"), row("v", "council", "f", kind="vote")
    )
    _, _, targets, replies = read(case)
    title = review_captions.flow_title(targets, replies, "finding")
    assert (
        title == "One of two findings has a reaction on record; a vote or later answer bears on one"
    )
    assert (
        review_captions.flow_title(targets, replies, "recommendation")
        == "No recommendation is left by these filters"
    )


def test_the_note_says_what_is_not_drawn(made_case):
    case = made_case(
        FOUND, FOUND | {"id": "e"}, FOUND | {"id": "d"}, row("r", "b", "f"), row("s", "b", "e")
    )
    used, _, targets, replies = read(case)
    note = review_captions.flow_note(used, targets, replies, kind="finding", most=1)
    assert note == (
        "Used: three reports of findings and two statements responding to them, out of five "
        "statements on all matters; every statement counts. Nothing was left out. "
        "Not drawn: one finding without a response. "
        "Not drawn: one finding with a response, see the download."
    )


def test_the_order_is_decided_for_the_pairs_whose_dates_do_not_overlap(made_case):
    case = made_case(
        FOUND,
        row("a", "b", "f", said="2025-08-06"),
        row("b", "c", "f", said="2025-08-06"),
        row("c", "d", "f", said="2025-08-07"),
    )
    replies = read(case)[3]
    assert review_notes.order_sentence(replies) == (
        "The dates decide the order of two of three pairs of responses to the same finding or "
        "recommendation."
    )


def test_reactions_are_counted_by_group_without_what_came_later(made_case):
    case = made_case(
        FOUND,
        row("a", "b", "f"),
        row("c", "d", "f"),
        row("v", "d", "f", kind="vote"),
        ("e", "kept", "support"),
        groups={"b": "north", "d": "north", "e": "south"},
    )
    _, said, targets, replies = read(case)
    numbers = reaction_groups.group_reactions(replies[~replies["outcome"]])
    assert numbers[["group", "direction", "number", "ids"]].values.tolist() == [
        ["north", "takes it up", 2, "a;c"]
    ]
    table = reaction_groups.reaction_table(targets, numbers)
    columns = ["responds_to", "group", "direction", "responses", "statement_ids"]
    assert table[columns].values.tolist() == [["Says so.", "NORTH", "takes it up", 2, "a;c"]]
    groups = reaction_groups.others(case, targets, numbers, Selection())
    assert groups == {"north": "NORTH", "south": "SOUTH"}
    quiet = reaction_groups.silent_groups(said, numbers, groups)
    assert (
        quiet == "On record elsewhere, but with no reaction to a finding or recommendation: SOUTH."
    )
    assert reaction_groups.grid_title(targets, numbers) == "NORTH reacted to most: the only one"


def test_a_gap_is_named_before_with_or_after_the_review_or_at_an_unknown_time(made_case):
    case = made_case(
        WANTED,
        {"id": "old", "actor": "a", "concept": "plan", "said": "2025-06-01"},
        {"id": "again", "actor": "a", "concept": "plan", "said": "2025-06-01", "repeats": "old"},
        {"id": "new", "actor": "b", "concept": "plan", "said": "2025-08-05"},
        {"id": "when", "actor": "c", "concept": "plan", "said": "2025-08"},
        row("answer", "d", "w", "plan", said="2025-08"),
        {"id": "no", "actor": "e", "concept": "plan", "stance": "oppose"},
        {"id": "own", "actor": "auditor", "concept": "plan", "said": "2025-08-05"},
        row("v", "council", "w", "plan", kind="vote", meets="met", said="2025-12-11"),
    )
    _, said, targets, replies = read(case)
    named = gaps.namings(said, targets, replies)
    assert named[["id", "time"]].values.tolist() == [
        ["old", "surely before the review"],
        ["answer", "with or after the review"],
        ["new", "with or after the review"],
        ["when", "date not known well enough"],
    ]
    table = gaps.gaps(case, targets, replies, named)
    (gap,) = table.to_dict("records")
    assert [gap[time] for time in gaps.TIMES] == ["A", "D, B", "C"]
    assert gap["outcome"] == "Met, 11 December 2025: Says so."
    assert [gap[name] for name in gaps.IDS] == ["w", "", "old;answer;new;when", "v"]
    assert gaps.gap_title(table) == "The only gap is surely named by others before the review"
    assert gaps.gap_sentences(table, named) == [
        "“plan” was surely named before the review by A; it was also named by two speakers with or "
        "after the review and one speaker at a time not known.",
        "A vote or a later answer bears on the only gap.",
    ]
    used = read(case)[0]
    assert review_captions.gap_note(used, table, named, most=3) == (
        "Used: four statements of others who name one gap, out of nine statements on all matters; "
        "every statement counts. "
        "Nothing was left out. Those who found and recommended are left out; a speaker stands once "
        "under each time, however often it was said. Not drawn: one name, see the download."
    )


def test_everyone_who_names_a_gap_is_listed_with_the_statement(made_case):
    case = made_case(WANTED, {"id": "s", "actor": "a", "concept": "plan", "said": "2025-06-01"})
    _, said, targets, replies = read(case)
    table = gaps.naming_table(gaps.namings(said, targets, replies))
    columns = ["gap", "named_by", "time", "said", "statement_ids"]
    assert table[columns].values.tolist() == [
        ["plan", "A", "surely before the review", "1 June 2025", "s"]
    ]


def test_findings_on_the_same_question_stand_beside_the_gap(made_case):
    case = made_case(WANTED, FOUND | {"concept": "plan", "paraphrase": "There was no plan."})
    _, said, targets, replies = read(case)
    named = gaps.namings(said, targets, replies)
    table = gaps.gaps(case, targets, replies, named)
    assert table["found"].tolist() == ["There was no plan."]
    assert gaps.gap_sentences(table, named) == [
        "No statement of others that is used names the gap “plan”.",
        "A vote or a later answer bears on no gap; nothing is on record for “plan”.",
    ]


def test_without_a_recommendation_there_is_no_gap(made_case):
    case = made_case(FOUND)
    _, said, targets, replies = read(case)
    named = gaps.namings(said, targets, replies)
    table = gaps.gaps(case, targets, replies, named)
    assert gaps.gap_sentences(table, named) == [
        "No recommendation is among the statements used, so no gap is named."
    ]
    assert gaps.gap_table(table).empty


def test_responses_to_an_event_of_the_review_stand_apart(made_case):
    case = made_case(FOUND, row("r", "b", "session"), row("s", "c", "parade"))
    events = {"id": ["session", "parade"], "title": ["The session", "A parade"]}
    events = pd.DataFrame(events | {"actors": ["auditor;b", "b"]})
    case = replace(case, events=events)
    _, said, targets, _ = read(case)
    table = review_views.event_table(case, said, targets)
    assert table[["responds_to", "by"]].values.tolist() == [["The session", "B"]]


def test_a_dossier_holds_every_report_and_response_of_a_finding(made_case):
    case = made_case(
        FOUND,
        FOUND | {"id": "g", "article": "radio", "repeats": "f"},
        row("r", "b", "g"),
        row("v", "council", "f", kind="vote"),
    )
    _, said, targets, replies = read(case)
    rows = review_views.dossier_rows(said, targets, replies)
    assert rows[["key", "part", "id"]].values.tolist() == [
        ["f", "Reported by", "f"],
        ["f", "Reported by", "g"],
        ["f", "Reactions", "r"],
        ["f", "What came of it", "v"],
    ]


def test_a_mark_leads_to_its_statement_or_to_the_row_that_lists_them(made_case):
    case = made_case(
        FOUND,
        row("a", "b", "f"),
        row("c", "d", "f"),
        row("e", "g", "f", stance="oppose"),
        groups={"b": "north", "d": "north", "g": "south"},
    )
    _, _, targets, replies = read(case)
    numbers = reaction_groups.group_reactions(replies)
    assert numbers[["group", "place"]].values.tolist() == [["north", "reactions.1"], ["south", "e"]]
    assert reaction_groups.reaction_table(targets, numbers)["place"][0] == "reactions.1"


def test_what_was_looked_for_is_told_with_whose_answer_to_whom(made_case):
    absent = {"article": "not found", "stance": "not found", "said": "not found", "form": ""}
    case = made_case(FOUND, row("n", "chief", "f") | absent)
    _, said, targets, _ = read(case)
    missing = looked_for(case, said, set(targets["id"]))
    assert review_notes.missing_sentence(missing) == (
        "Looked for and not found: an answer of CHIEF to AUDITOR on “kept”."
    )
    assert review_notes.missing_sentence(missing.head(0)) == ""


@pytest.mark.parametrize(
    ("rows", "number", "words"),
    [
        ([FOUND], 0, "no finding"),
        ([FOUND, WANTED], 1, "one of two"),
        ([FOUND, FOUND | {"id": "e"}], 2, "both findings"),
        ([FOUND, FOUND | {"id": "e"}, WANTED], 2, "two of three findings and recommendations"),
    ],
)
def test_a_part_of_what_was_found_is_named_by_its_kinds(made_case, rows, number, words):
    assert review_words.some(number, read(made_case(*rows))[2]) == words


def test_a_date_bound_leaves_out_undated_statements_and_counts_them(made_case):
    case = made_case(
        FOUND, row("r", "b", "f", said="not stated"), row("s", "c", "f", said="2025-12-01")
    )
    used = Selection(until="2025-09", counting="statement", unread=True)(case)
    said = prepared(case, used.statements)
    targets = review_views.ranked(subjects(said, review_views.KINDS))
    assert review_captions.basis(used, targets, responses(said, targets)) == (
        "Used: one report of findings and no statement responding to them, out of one statement on "
        "all matters; every statement counts. Left out: 1 (no date) and 1 (outside the dates, or not surely inside)."
    )


def test_a_later_answer_is_defined_by_the_days_given():
    assert review_captions.later_note(30) == (
        "A later answer is one given certainly more than 30 days after what it responds to."
    )
    assert review_captions.later_note(0).startswith("A later answer is one given certainly after")


def test_when_filters_leave_nothing_every_part_says_so(made_case):
    case = made_case(FOUND, WANTED, row("r", "b", "f"))
    used = Selection(until="1900", counting="statement", unread=True)(case)
    said = prepared(case, used.statements)
    targets = review_views.ranked(subjects(said, review_views.KINDS))
    replies = responses(said, targets)
    named = gaps.namings(said, targets, replies)
    table = gaps.gaps(case, targets, replies, named)
    empty = "No statement is left by these filters. Left out: 3 (outside the dates, or not surely inside)."
    assert review_captions.basis(used, targets, replies) == empty
    assert review_captions.gap_note(used, table, named) == empty
    assert gaps.gap_table(table).empty
    some = Selection(counting="statement", unread=True)(case)
    assert review_captions.gap_note(some, table, named) == (
        "No recommendation is among three statements on all matters; every statement counts. "
        "Nothing was left out."
    )
    assert reaction_groups.silent_groups(said, reaction_groups.group_reactions(replies), {}) == ""
    assert review_views.response_table(targets, replies).empty
    assert gaps.naming_table(named).empty


def test_what_was_said_before_a_finding_is_no_reaction_to_it(made_case):
    case = made_case(FOUND, row("r", "b", "f", said="2020-01-01"))
    _, _, targets, replies = read(case)
    numbers = reaction_groups.group_reactions(replies)
    assert replies["direction"].tolist() == ["said earlier"]
    assert "reaction" in review_words.reaction_sentence(targets, replies)
    assert review_words.reaction_sentence(targets, replies).endswith("among the statements used.")
    assert (
        reaction_groups.grid_title(targets, numbers)
        == "No reaction of a group is among the statements used"
    )


def test_a_group_of_the_auditors_that_reacts_is_among_the_groups(made_case):
    case = made_case(FOUND, row("r", "b", "f"), groups={"auditor": "office", "b": "office"})
    _, _, targets, replies = read(case)
    numbers = reaction_groups.group_reactions(replies)
    assert "office" in reaction_groups.others(case, targets, numbers, Selection())
    assert "office" not in reaction_groups.others(case, targets, numbers.iloc[:0], Selection())


def test_a_case_without_events_has_no_response_to_one(made_case):
    case = made_case(FOUND)
    _, said, targets, _ = read(case)
    case = replace(case, events=case.events.reindex(columns=["id", "title", "actors"]))
    assert review_views.event_table(case, said, targets).empty


def test_only_the_groups_that_the_selection_follows_could_react(made_case):
    case = made_case(
        FOUND, row("r", "b", "f"), row("s", "c", "f"), groups={"b": "press", "c": "council"}
    )
    _, _, targets, replies = read(case)
    numbers = reaction_groups.group_reactions(replies)
    could = [
        list(reaction_groups.others(case, targets, numbers, Selection(**chosen)))
        for chosen in ({}, {"groups": ["press"]}, {"actors": ["c"]})
    ]
    assert could == [["council", "press"], ["press"], ["council"]]
