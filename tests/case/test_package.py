"""A case's datapackage.json: unreadable, incomplete, or departing from the shared schema."""

import json
from typing import Any

import pytest

from helpers.case.schema import resources


def field(declared: dict[str, Any], table: str, column: str) -> dict[str, Any]:
    [resource] = [each for each in declared["resources"] if each["name"] == table]
    [found] = [each for each in resource["schema"]["fields"] if each["name"] == column]
    return found


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "cannot be read as JSON in UTF-8: Expecting value: line 1"),
        (b'{"name": }', "cannot be read as JSON in UTF-8: Expecting value: line 1 column 10"),
        (b'{"name": "\xe9"}', "cannot be read as JSON in UTF-8: 'utf-8' codec can't decode"),
        (b"[" * 100_000, "cannot be read as JSON in UTF-8: maximum recursion depth"),
        (b"[]", "must be a JSON object, in braces"),
        (b"3", "must be a JSON object, in braces"),
    ],
)
def test_a_package_that_cannot_be_read_is_refused(ferry, content: bytes, reason: str) -> None:
    (ferry.folder / "datapackage.json").write_bytes(content)
    assert ferry.problems()[0].startswith(f"datapackage.json: {reason}")


def test_the_tables_are_checked_even_when_the_package_cannot_be_read(ferry) -> None:
    (ferry.folder / "datapackage.json").write_bytes(b"{")
    ferry.change("actors", "sato", kind="alien")
    assert any("column kind: 'alien' is not allowed" in line for line in ferry.problems())


def test_a_byte_order_mark_before_the_package_is_read_right(ferry) -> None:
    path = ferry.folder / "datapackage.json"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert ferry.problems() == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"name": "ferry"}, "name: 'ferry' must be the name of the case's folder, harbour-ferry"),
        ({"title": " "}, "title: ' ' must be a text that is not empty"),
        ({"description": None}, "description: must be a text that is not empty"),
        (
            {"timezone": "America/Halifx"},
            "timezone: 'America/Halifx' is not a time zone as America/Chicago is one "
            "(nearest: America/Halifax)",
        ),
        ({"timezone": "America"}, "timezone: 'America' is not a time zone"),
        ({"timezone": "../passwd"}, "timezone: '../passwd' is not a time zone"),
        ({"timezone": ["UTC"]}, "timezone: '[\"UTC\"]' must be a text that is not empty"),
        ({"resources": None}, "resources: must be a list of articles, actors, concepts, "),
        ({"resources": {}}, "resources: '{}' must be a list of articles, actors, concepts, "),
        ({"resources": [3]}, "resources.articles: is missing; copy it from the schema"),
    ],
)
def test_what_a_case_says_of_itself_is_checked(ferry, change: dict[str, Any], problem: str) -> None:
    ferry.package(lambda declared: declared.update(change))
    assert ferry.problems()[0].startswith(f"datapackage.json, key {problem}")


def test_a_resource_that_is_missing_and_one_too_many_are_named(ferry) -> None:
    ferry.package(lambda declared: declared["resources"][5].update(name="acounts"))
    assert ferry.problems() == [
        "datapackage.json, key resources.accounts: is missing; copy it from the schema",
        "datapackage.json, key resources.acounts: is not in the schema (nearest: accounts); "
        "remove it",
    ]


@pytest.mark.parametrize("path", ["../../secret.csv", "/etc/passwd", "https://x.example/a.csv"])
def test_a_path_other_than_the_tables_own_is_refused_and_never_opened(ferry, path: str) -> None:
    ferry.package(lambda declared: declared["resources"][0].update(path=path))
    assert ferry.problems() == [
        f"datapackage.json, key resources.articles.path: '{path}' must be \"articles.csv\", "
        "as in the schema"
    ]


def test_tables_out_of_order_are_named(ferry) -> None:
    ferry.package(lambda declared: declared["resources"].reverse())
    assert ferry.problems() == [
        "datapackage.json, key resources: must be in the order "
        "articles, actors, concepts, statements, events, accounts"
    ]


def test_a_column_that_departs_from_the_schema_is_named(ferry) -> None:
    def widen(declared: dict[str, Any]) -> None:
        field(declared, "concepts", "label")["constraints"]["maxLength"] = 400

    ferry.package(widen)
    assert ferry.problems() == [
        "datapackage.json, key resources.concepts.schema.fields.label.constraints.maxLength: "
        "'400' must be 40, as in the schema"
    ]


def test_a_case_may_not_allow_other_kinds_of_missing(ferry) -> None:
    ferry.package(lambda declared: field(declared, "events", "phase").update(missingValues=[""]))
    assert ferry.problems() == [
        "datapackage.json, key resources.events.schema.fields.phase.missingValues: "
        "'[\"\"]' must be [], as in the schema"
    ]


def test_a_case_may_word_titles_descriptions_and_examples_as_it_likes(ferry) -> None:
    def reword(declared: dict[str, Any]) -> None:
        declared["resources"][1]["title"] = "People and bodies"
        field(declared, "actors", "name").update(description="Its name", example="Keiko Sato")

    ferry.package(reword)
    assert ferry.problems() == []


def test_a_column_missing_from_the_package_is_named_even_if_it_is_called_title(ferry) -> None:
    def drop(declared: dict[str, Any]) -> None:
        fields = declared["resources"][0]["schema"]["fields"]
        fields.remove(field(declared, "articles", "title"))

    ferry.package(drop)
    assert ferry.problems() == [
        "datapackage.json, key resources.articles.schema.fields.title: is missing; "
        "copy it from the schema"
    ]


PHASE = "datapackage.json, key resources.events.schema.fields.phase"


@pytest.mark.parametrize("categories", [None, [], "background", {}])
def test_a_case_must_name_its_own_phases(ferry, categories: object) -> None:
    ferry.package(lambda declared: field(declared, "events", "phase").update(categories=categories))
    message = "must list the case's own values, each with its label"
    assert ferry.problems() == [f"{PHASE}.categories: {message}"]


@pytest.mark.parametrize(
    "category", [{"value": "audit"}, {"value": "not stated", "label": "x"}, "audit", None]
)
def test_a_category_needs_a_value_and_a_label(ferry, category: object) -> None:
    ferry.package(
        lambda declared: field(declared, "events", "phase")["categories"].append(category)
    )
    assert f"{PHASE}.categories: " in ferry.problems()[0]
    assert "must have a value and a label" in ferry.problems()[0]


def test_the_values_of_the_categories_must_be_the_enum(ferry) -> None:
    ferry.package(lambda declared: field(declared, "events", "phase")["constraints"].pop("enum"))
    assert ferry.problems() == [
        f'{PHASE}.constraints.enum: must be the values of categories, ["background", "breakdown", '
        '"audit", "hearing", "decision"]'
    ]


def test_a_category_that_is_there_twice_is_named(ferry) -> None:
    def repeat(declared: dict[str, Any]) -> None:
        phase = field(declared, "events", "phase")
        phase["categories"].append({"value": "audit", "label": "Once more"})
        phase["constraints"]["enum"].append("audit")

    ferry.package(repeat)
    assert ferry.problems() == [f"{PHASE}.categories: 'audit' is there more than once"]


def test_checking_a_case_leaves_the_shared_schema_as_it_was(ferry) -> None:
    before = json.dumps(resources())
    ferry.problems()
    assert json.dumps(resources()) == before


def test_a_column_with_a_list_of_its_own_may_not_get_categories(ferry) -> None:
    ferry.package(
        lambda declared: field(declared, "concepts", "kind").update(categories=["demand"])
    )
    assert ferry.problems() == [
        "datapackage.json, key resources.concepts.schema.fields.kind.categories: "
        "is not in the schema; remove it"
    ]


LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("created", "yesterday", "'yesterday' is not a date as 2025-06-03 is one"),
        ("created", "2025-02-30", "'2025-02-30' is not a date as 2025-06-03 is one"),
        ("created", "20250603", "'20250603' is not a date as 2025-06-03 is one"),
        ("created", 2025, "'2025' is not a date as 2025-06-03 is one"),
        ("version", 1.0, "'1.0' must be a text such as \"1.0.0\""),
        ("version", "", 'must be a text such as "1.0.0"'),
        ("version", "../1.0", "'../1.0' must be a text such as \"1.0.0\""),
        ("version", "1.0\n", "'1.0\\n' must be a text such as \"1.0.0\""),
        ("contributors", "Me", "'Me' must be a list of objects, each with a title"),
        ("contributors", [], "'[]' must be a list of objects, each with a title"),
        ("contributors", ["Me"], "'Me' must be an object with a title, a text"),
        ("contributors", [{"title": " "}], '\'{"title": " "}\' must be an object with a title'),
        ("licenses", LICENCE, "must be a list of objects, each with a name or a path"),
        ("licenses", ["MIT"], "'MIT' must be an object with a name or a path"),
        ("licenses", [{"title": "MIT"}], "must be an object with a name or a path, a text"),
    ],
)
def test_what_a_case_says_of_its_making_has_the_form_that_others_read(
    ferry, key: str, value: Any, problem: str
) -> None:
    ferry.package(lambda declared: declared.update({key: value}))
    [line] = ferry.problems()
    assert line.startswith(f"datapackage.json, key {key}: ")
    assert problem in line


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("created", "2025-06-03"),
        ("created", "2025-06-03T10:30:00.5+02:00"),
        ("version", "2025.06-rc.1+b2"),
        ("contributors", [{"title": "A. Coder", "roles": ["creator"]}, {"title": "B"}]),
        ("licenses", [{"path": "LICENSE"}, LICENCE]),
    ],
)
def test_what_a_case_says_of_its_making_may_be_written_as_data_packages_have_it(
    ferry, key: str, value: Any
) -> None:
    ferry.package(lambda declared: declared.update({key: value}))
    assert ferry.problems() == []


def test_a_case_need_not_say_how_it_was_made(ferry) -> None:
    for key in ("created", "version", "contributors", "licenses"):
        ferry.package(lambda declared, key=key: declared.pop(key))
    assert ferry.problems() == []
