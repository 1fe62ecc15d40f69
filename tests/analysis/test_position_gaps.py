"""Empty corners: who was not heard, by hand."""

from helpers.analysis.position_gaps import (
    FILTERED,
    NEVER,
    gap_sentences,
    silence_table,
    unheard,
)
from helpers.analysis.position_scope import in_scope
from helpers.analysis.positions import positions
from helpers.analysis.selection import Selection


def told(case, **filters):
    statements = Selection(**filters)(case).statements
    absent = unheard(case, statements)
    return gap_sentences(case, positions(statements, "actor"), absent), absent


def test_concepts_of_no_and_one_voice_and_mute_groups_are_named(made_case):
    case = made_case(("a", "p", "support"), ("b", "q", "not stated"), groups={"a": "g", "b": "h"})
    sentences, _ = told(case)
    assert [sentence for sentence in sentences if sentence] == [
        "On “q” nobody is on record.",
        "On “p” (A) only one speaker is on record.",
        "No statement used here is from H.",
        "Of all pairs of a speaker and a concept, 1 of 2 (50 %) carry a statement.",
    ]


def test_full_corners_are_said_to_be_full(made_case):
    sentences, _ = told(made_case(("a", "p", "support"), ("b", "p", "oppose")))
    assert "Every concept has at least two speakers on record." in sentences
    assert "Every group is on record." in sentences


def test_an_actor_without_any_statement_is_told_from_one_that_the_filters_left_out(made_case):
    case = made_case(("a", "p", "support"), ("b", "q", "support"))
    silent = case.actors.iloc[[0]].assign(id="z", name="Z")
    case.actors.loc[len(case.actors)] = silent.iloc[0]
    sentences, absent = told(case, concepts=["p"])
    assert absent.set_index("actor")["why"].to_dict() == {"B": FILTERED, "Z": NEVER}
    assert any(
        sentence.startswith("1 of 3 (33 %) actors that the case names") for sentence in sentences
    )


def test_those_for_whom_others_speak_are_told_with_the_statements(made_case):
    case = made_case({"actor": "a", "concept": "p", "behalf_of": "z"})
    silent = case.actors.iloc[[0]].assign(id="z", name="Z")
    case.actors.loc[len(case.actors)] = silent.iloc[0]
    sentences, table = told(case)
    assert table[["actor_id", "spoken_for", "statements"]].values.tolist() == [["z", "yes", "s-1"]]
    assert any(
        sentence.endswith("statement of their own; for one of them somebody else speaks.")
        for sentence in sentences
    )


def test_each_concept_has_its_only_voice_and_the_ids_of_its_silent_groups(made_case):
    rows = [("a", "p", "support"), ("b", "p", "support"), ("b", "q", "support")]
    case = made_case(*rows, groups={"a": "g", "b": "h"})
    statements = Selection()(case).statements
    table = silence_table(case, positions(statements, "group"), positions(statements, "actor"))
    assert table.drop(columns=["concept"]).values.tolist() == [
        ["q", 1, 1, "b", "B", 1, "g"],
        ["p", 2, 2, "", "", 0, ""],
    ]


def test_an_empty_selection_is_one_sentence(made_case):
    sentences, _ = told(made_case())
    assert sentences == ["No statement is left by these filters, so every corner is empty."]


def test_what_the_filters_leave_out_is_not_taken_for_silence(made_case):
    case = made_case(("a", "p", "support"), ("b", "q", "support"), groups={"a": "g", "b": "h"})
    only = in_scope(case, Selection(groups=["h"], concepts=["q"]))
    assert list(only.labels["group"]) == ["h"]
    assert only.actors["id"].tolist() == ["b"]
    assert only.concepts["id"].tolist() == ["q"]


def test_one_actor_leaves_its_group_and_every_concept(made_case):
    case = made_case(("a", "p", "support"), ("b", "q", "support"), groups={"a": "g", "b": "h"})
    only = in_scope(case, Selection(actors=["a"]))
    assert list(only.labels["group"]) == ["g"]
    assert only.concepts["id"].tolist() == ["p", "q"]
