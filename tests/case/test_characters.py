"""Characters and line breaks: what a cell, a title or a label may hold."""

import pytest

from helpers.case.characters import marked
from helpers.case.schema import TABLES, fields

LONG = {
    "articles": ["published_note", "summary", "note"],
    "actors": ["note"],
    "concepts": ["definition"],
    "statements": ["paraphrase", "prefix", "suffix", "meets_reason", "note"],
    "events": ["date_note", "description", "note"],
    "accounts": ["says", "note"],
}
PACKAGE = "datapackage.json, key "
PHASES = "resources.events.schema.fields.phase.categories"


@pytest.mark.parametrize(
    ("character", "named"),
    [
        ("\u202a", "U+202A LEFT-TO-RIGHT EMBEDDING"),
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("\u2069", "U+2069 POP DIRECTIONAL ISOLATE"),
        ("\u206a", "U+206A INHIBIT SYMMETRIC SWAPPING"),
        ("\ufff9", "U+FFF9 INTERLINEAR ANNOTATION ANCHOR"),
    ],
)
def test_a_character_that_reorders_text_is_named(ferry, character: str, named: str) -> None:
    ferry.change("events", "vote", note=f"a{character}b")
    [problem] = ferry.problems()
    assert problem == (
        f"events.csv, row 13, column note: 'a{ascii(character)[1:-1]}b' holds {named}, "
        "which changes the order in which text is shown; remove it"
    )


@pytest.mark.parametrize(
    "character", ["\u200e", "\u200f", "\u200c", "\u200d", "\u061c", "\u00ad", "\u00a0", "\ufeff"]
)
def test_marks_of_direction_joiners_and_special_spaces_are_allowed(ferry, character: str) -> None:
    ferry.change("events", "vote", note=f"a{character}b", title=f"a{character}b")
    assert ferry.problems() == []


def test_every_text_column_is_looked_at(ferry) -> None:
    for table in TABLES:
        rows = ferry.rows(table)
        rows[0] = {name: f"{cell}\u202e" for name, cell in rows[0].items()}
        ferry.write(table, rows)
    named = {
        tuple(line.split(":")[0].split(", row 2, column ")): line
        for line in ferry.problems()
        if "U+202E RIGHT-TO-LEFT OVERRIDE" in line
    }
    texts = {(f"{t}.csv", each.name) for t in TABLES for each in fields(t) if not each.is_integer}
    assert named.keys() == texts - {("articles.csv", "text_sha256")}  # which is too long by then


@pytest.mark.parametrize("table", TABLES)
def test_a_line_break_is_allowed_in_long_texts_and_around_a_fragment_only(ferry, table) -> None:
    rows = ferry.rows(table)
    rows[-1] = {name: f"{cell}\nx" for name, cell in rows[-1].items()}
    ferry.write(table, rows)
    refused = {
        line.split("column ")[1].split(":")[0]
        for line in ferry.problems()
        if "holds a line break; write it on one line" in line
    }
    short = {each.name for each in fields(table) if not each.is_integer} - set(LONG[table])
    assert refused == short


def test_the_other_separators_of_lines_count_as_line_breaks(ferry) -> None:
    ferry.change("events", "vote", title="The\u2028vote")
    assert ferry.problems() == [
        r"events.csv, row 13, column title: 'The\u2028vote' holds a line break; "
        "write it on one line"
    ]


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("title", "x" * 121, "has 121 characters; at most 120 fit here"),
        ("title", "a\nb", "holds a line break; write it on one line"),
        ("title", "a\u202eb", "holds U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("description", "a\u2067b", "holds U+2067 RIGHT-TO-LEFT ISOLATE"),
        ("description", "a\x1bb", "holds the control character U+001B"),
    ],
)
def test_the_title_and_the_description_of_a_case_are_looked_at(
    ferry, key: str, value: str, problem: str
) -> None:
    ferry.package(lambda declared: declared.update({key: value}))
    [line] = ferry.problems()
    assert line.startswith(f"{PACKAGE}{key}: ")
    assert problem in line


def test_a_title_of_120_characters_and_a_description_of_two_lines_are_allowed(ferry) -> None:
    ferry.package(lambda declared: declared.update(title="x" * 120, description="a\nb"))
    assert ferry.problems() == []


@pytest.mark.parametrize(
    ("label", "problem"),
    [
        ("x" * 41, "has 41 characters; at most 40 fit here"),
        ("a\nb", "holds a line break; write it on one line"),
        ("a\u202eb", "holds U+202E RIGHT-TO-LEFT OVERRIDE"),
    ],
)
def test_a_label_is_short_and_on_one_line(ferry, label: str, problem: str) -> None:
    def relabel(declared) -> None:
        [events] = [each for each in declared["resources"] if each["name"] == "events"]
        [phase] = [each for each in events["schema"]["fields"] if each["name"] == "phase"]
        phase["categories"][0]["label"] = label

    ferry.package(relabel)
    [line] = ferry.problems()
    assert line.startswith(f"{PACKAGE}{PHASES}: ")
    assert problem in line


def test_a_text_is_marked_where_it_holds_what_it_may_not():
    assert marked("a\u202eb\x00c\x1b[2J\nd\u200de") == "a\ufffdb\ufffdc\ufffd[2J\nd\u200de"
