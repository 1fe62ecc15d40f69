"""What rests on one source only."""

from helpers.analysis import accounts_views, accounts_words
from helpers.analysis.selection import Selection
from helpers.analysis.single_source import (
    event_sources,
    position_sources,
    question_sources,
    statement_sources,
)


def select(told_case, *accounts, events=({}, {}), **options):
    return Selection().events(told_case(list(events), list(accounts), **options))


def test_an_event_counts_articles_and_publishers_apart(told_case):
    chosen = select(
        told_case,
        {"article": "x1"},
        {"article": "x2"},
        {"article": "x2", "question": "Where?"},
        publishers={"x1": "X", "x2": "X"},
    )
    first, second = event_sources(chosen.events, chosen.accounts).to_dict("records")
    assert (first["accounts"], first["sources"], first["publishers"]) == (3, 2, 1)
    assert first["only"] == "X"
    assert (second["accounts"], second["sources"], second["only"]) == (0, 0, "")


def test_the_most_disputed_event_comes_first(told_case):
    chosen = select(told_case, {}, {}, {"event": "e2", "relation": "differs"})
    assert list(event_sources(chosen.events, chosen.accounts)["id"]) == ["e2", "e1"]


def test_a_question_that_two_articles_answer_does_not_rest_on_one(told_case):
    chosen = select(told_case, {"article": "a"}, {"article": "b"}, {"question": "Where?"})
    assert list(question_sources(chosen.accounts)["question"]) == ["Where?"]


def test_questions_of_an_event_that_one_source_reports_are_not_listed_again(told_case):
    chosen = select(
        told_case, {}, {"article": "b", "question": "Where?"}, {"event": "e2", "question": "Who?"}
    )
    events = event_sources(chosen.events, chosen.accounts)
    table = accounts_views.alone_questions(
        question_sources(chosen.accounts).assign(anchor="q.1"), events
    )
    assert list(table["question"]) == ["When was it?", "Where?"]
    assert list(accounts_views.alone_events(events.assign(url="#q.1"))["event"]) == ["Event e2"]


def statement(**values):
    return {"actor": "auditor", "concept": "c", "kind": "finding"} | values


def test_a_repeat_is_one_more_source_of_the_statement_it_repeats(made_case):
    case = made_case(
        statement(article="x"),
        statement(article="y", repeats="s-1"),
        statement(article="z", repeats="s-2"),
        statement(article="x", concept="d"),
        statement(article="x", concept="e", kind="claim"),
    )
    said = Selection(counting="statement")(case).statements
    table = statement_sources(said).set_index("id")
    assert table["sources"].to_dict() == {"s-1": 3, "s-4": 1}


def test_a_statement_is_shown_in_its_own_words_also_where_a_repeat_comes_first(made_case):
    repeat = statement(id="s-1", article="x", repeats="s-2", paraphrase="A copy.")
    case = made_case(repeat, statement(id="s-2", article="y", paraphrase="The report."))
    said = Selection(counting="statement")(case).statements
    table = statement_sources(said)
    assert table[["paraphrase", "publisher", "sources"]].values.tolist() == [
        ["The report.", "y", 2]
    ]
    copies = statement_sources(said[said["article"] == "x"])
    assert copies["paraphrase"].tolist() == ["A copy."]


def test_one_event_alone_rests_on_one_source(told_case, made_case):
    chosen = select(told_case, {}, events=({},))
    said = Selection(counting="statement")(made_case()).statements
    events = event_sources(chosen.events, chosen.accounts)
    finding = accounts_words.single_finding(events, statement_sources(said), position_sources(said))
    assert finding == "The only event rests on one source only."


def test_a_stance_printed_twice_is_carried_by_two_sources(made_case):
    case = made_case(
        statement(article="x"), statement(article="y"), statement(article="y", stance="oppose")
    )
    said = Selection(counting="statement")(case).statements
    assert list(position_sources(said)["sources"]) == [2, 1]


def test_the_finding_says_what_rests_on_one_source(told_case, made_case):
    chosen = select(told_case, {}, {"event": "e2"}, {"event": "e2", "article": "b"})
    case = made_case(statement(article="x"), statement(article="x", concept="d"))
    said = Selection(counting="statement")(case).statements
    finding = accounts_words.single_finding(
        event_sources(chosen.events, chosen.accounts),
        statement_sources(said),
        position_sources(said),
    )
    assert finding == (
        "One of two events, both findings and both stances of a speaker on a concept rest on one "
        "source only."
    )


def test_nothing_to_rest_on_one_source_is_no_sentence(told_case, made_case):
    chosen = select(told_case, events=())
    said = Selection(counting="statement")(made_case()).statements
    events = event_sources(chosen.events, chosen.accounts)
    assert (
        accounts_words.single_finding(events, statement_sources(said), position_sources(said)) == ""
    )
