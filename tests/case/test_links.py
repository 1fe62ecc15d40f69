"""Ids and references: unique, leading somewhere, and not round in a circle."""

import pytest


def test_an_id_that_is_there_twice_is_named_with_its_first_row(ferry) -> None:
    ferry.add("actors", "sato")
    assert ferry.problems() == [
        "actors.csv, row 19, column id: 'sato' is already the id of row 12; an id names one row"
    ]


def test_an_event_may_not_have_the_id_of_a_statement(ferry) -> None:
    ferry.add("events", "vote", id="radio-morning-01")
    assert ferry.problems() == [
        "events.csv, row 15, column id: 'radio-morning-01' is a statement's id too; "
        "responds_to could not tell them apart, so change one"
    ]


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "problem"),
    [
        (
            "statements",
            "weekly-after-01",
            "article",
            "weekly-aftr",
            "articles.csv (nearest: weekly-after)",
        ),
        ("statements", "weekly-after-01", "actor", "rider", "actors.csv (nearest: riders)"),
        ("statements", "weekly-after-01", "behalf_of", "rider", "actors.csv (nearest: riders)"),
        (
            "statements",
            "weekly-after-01",
            "concept",
            "sailing",
            "concepts.csv (nearest: early-sailing)",
        ),
        ("statements", "weekly-after-01", "repeats", "vote", "statements.csv"),
        ("actors", "sato", "organisation", "rider", "actors.csv (nearest: riders)"),
        ("accounts", "vote-01", "event", "votes", "events.csv (nearest: vote)"),
        ("accounts", "vote-01", "article", "minutes", "articles.csv (nearest: council-minutes)"),
    ],
)
def test_a_reference_that_leads_nowhere_is_named_with_the_nearest_id(
    ferry, table: str, row: str, column: str, value: str, problem: str
) -> None:
    ferry.change(table, row, **{column: value})
    [line] = ferry.problems()
    assert line.endswith(f"column {column}: '{value}' is not an id in {problem}")


def test_an_answer_may_respond_to_statements_and_to_events(ferry) -> None:
    ferry.change("statements", "weekly-after-01", responds_to="vote;riders-petition-01")
    ferry.change("statements", "company-notice-01", responds_to="radio-morning-01")
    assert ferry.problems() == []


def test_one_of_several_answered_statements_that_is_unknown_is_named(ferry) -> None:
    ferry.change("statements", "weekly-after-01", responds_to="riders-petition-01;voted")
    [line] = ferry.problems()
    assert line.endswith(
        "holds 'voted', which is not an id in statements.csv or events.csv (nearest: vote)"
    )


def test_a_list_may_not_hold_the_same_id_twice(ferry) -> None:
    ferry.change("statements", "weekly-after-01", responds_to="vote;vote")
    [line] = ferry.problems()
    assert line.endswith("column responds_to: 'vote;vote' lists something twice; list it once")


def test_a_circle_by_way_of_one_of_several_references_is_found(ferry) -> None:
    ferry.change("statements", "riders-petition-01", responds_to="vote;hearing-transcript-03")
    ferry.change("statements", "hearing-transcript-01", responds_to="vote;riders-petition-01")
    assert ferry.problems() == [
        "statements.csv, row 17, column responds_to: 'vote;hearing-transcript-03' leads round "
        "in a circle: riders-petition-01 -> hearing-transcript-03 -> hearing-transcript-01 -> "
        "riders-petition-01; that cannot be"
    ]


@pytest.mark.parametrize(
    ("actors", "lost"),
    [("council;maior", "maior"), ("council; calloway", " calloway"), ("council;", "")],
)
def test_each_actor_of_an_event_must_be_known(ferry, actors: str, lost: str) -> None:
    ferry.change("events", "vote", actors=actors)
    [line] = ferry.problems()
    assert f"column actors: '{actors}' holds '{lost}', which is not an id in actors.csv" in line


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        ("actors", "sato", "organisation"),
        ("statements", "weekly-after-01", "repeats"),
        ("statements", "weekly-after-01", "responds_to"),
    ],
)
def test_nothing_may_refer_to_itself(ferry, table: str, row: str, column: str) -> None:
    ferry.change(table, row, **{column: row})
    [line] = ferry.problems()
    assert line.endswith(f"column {column}: '{row}' refers to itself; that cannot be")


def test_references_that_lead_round_in_a_circle_are_named_once(ferry) -> None:
    ferry.change("actors", "town", organisation="sato")
    ferry.change("actors", "riders", organisation="council")
    assert ferry.problems() == [
        "actors.csv, row 2, column organisation: 'sato' leads round in a circle: "
        "town -> sato -> riders -> council -> town; that cannot be"
    ]


def test_a_long_chain_without_a_circle_is_no_problem(ferry) -> None:
    [like] = [row for row in ferry.rows("statements") if row["id"] == "weekly-after-01"]
    chain = [like | {"id": f"chain-{n}", "repeats": f"chain-{n + 1}"} for n in range(300)]
    last = like | {"id": "chain-300"}
    ferry.write("statements", [*ferry.rows("statements"), *chain, last])
    assert ferry.problems() == []


def test_every_circle_is_found_and_many_are_counted(ferry) -> None:
    [like] = [row for row in ferry.rows("statements") if row["id"] == "weekly-after-01"]
    pairs = [like | {"id": f"pair-{n}", "repeats": f"pair-{n ^ 1}"} for n in range(50)]
    ferry.write("statements", [*ferry.rows("statements"), *pairs])
    problems = ferry.problems()
    assert len(problems) == 21
    assert "pair-0 -> pair-1 -> pair-0" in problems[0]
    assert problems[-1] == "statements.csv, column repeats: and 5 more like this"


@pytest.mark.parametrize("article", ["../secret", "radio-morning/../x", "a" * 300])
def test_an_article_id_is_never_taken_for_a_path(ferry, article: str) -> None:
    (ferry.folder / "secret.txt").write_text("secret", "utf-8")
    ferry.edit(
        "articles", lambda content: content.replace(b"radio-morning,", article.encode() + b",")
    )
    ferry.edit(
        "statements", lambda content: content.replace(b",radio-morning,", f",{article},".encode())
    )
    problems = ferry.problems()
    assert any("column id: " in line for line in problems)
    assert not any("SHA-256" in line or "is orphaned" in line for line in problems)


@pytest.mark.parametrize(
    ("table", "row", "value"),
    [("events", "vote", "groups"), ("statements", "radio-morning-02", "how-to-cite"),
     ("statements", "radio-morning-02", "l7")],
)  # fmt: skip
def test_a_statement_or_event_may_not_have_the_id_of_a_part_of_a_page(
    ferry, table: str, row: str, value: str
) -> None:
    ferry.add(table, row, id=value)
    [line] = ferry.problems()
    assert line.endswith(
        f"column id: '{value}' is what a page calls a part of its own; use another, as {value}-1"
    )


def test_what_is_no_place_on_a_page_may_be_called_as_a_part_of_one(ferry) -> None:
    ferry.add("actors", "sato", id="groups")
    assert ferry.problems() == []


def test_a_row_of_commas_alone_does_not_refer_to_itself(ferry) -> None:
    ferry.edit("actors", lambda text: text + b"," * 7 + b"\n")
    lines = ferry.problems()
    assert lines
    assert not [line for line in lines if "refers to itself" in line]
