"""data/README.md describes every table, column and allowed value, and nothing else.

It has one section `## <table>` for each table, with a table of the columns. Names and allowed
values stand in backticks, each value with a colon and its definition; an empty cell is "empty".
"""

import json
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
HEADER = ["column", "type", "meaning", "allowed values", "missing", "example"]
TABLES = {
    table["name"]: table["schema"]
    for table in json.loads((PROJECT / "src/helpers/case/tables.json").read_text("utf-8"))
}
CASES = sorted((PROJECT / "data").glob("*/datapackage.json"))

Rows = list[dict[str, str]]


def cells(line: str) -> list[str]:
    r"""The cells of one row of a Markdown table, with \| read as a bar."""
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.replace(r"\|", "|").strip() for cell in re.split(r"(?<!\\)\|", inner)]


@pytest.fixture(scope="module")
def sections() -> dict[str, Rows]:
    """The rows of the table in each section of the dictionary, by the section's heading."""
    text = (PROJECT / "data" / "README.md").read_text("utf-8")
    found = {}
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        heading, *lines = section.splitlines()
        header, _, *rows = [cells(line) for line in lines if line.startswith("|")] or [[], []]
        found[heading] = [dict(zip(header, row, strict=True)) for row in rows]
    return found


def definitions(cell: str) -> dict[str, str]:
    """Each allowed value with its definition: "`core`: the case rests on it; `context`: adds"."""
    found = re.findall(r"`([^`]+)`:(.*?)(?=; `[^`]+`:|$)", cell)
    return {value: words.strip() for value, words in found}


def type_in_words(table: str, field: dict) -> set[str]:
    """How the dictionary may name the type of a column; a key without a table is to its own."""
    keys = TABLES[table].get("foreignKeys", [])
    targets = {key["fields"][0]: key["reference"]["resource"] or table for key in keys}
    if field["name"] in targets:
        return {f"id in {targets[field['name']]}"}
    if "references" in field:
        return {f"ids in {' or '.join(field['references'])}"}
    if field.get("edtf"):
        return {"EDTF date"}
    return {"whole number"} if field["type"] == "integer" else {"text", "id", "web address"}


def test_every_table_has_its_section_and_no_other_does(sections: dict[str, Rows]) -> None:
    described = [name for name, rows in sections.items() if rows and list(rows[0]) == HEADER]
    assert described == list(TABLES)


@pytest.fixture(params=TABLES)
def table(request: pytest.FixtureRequest) -> str:
    """The name of one table."""
    return request.param


@pytest.fixture
def pairs(table: str, sections: dict[str, Rows]) -> list[tuple[dict, dict]]:
    """Each column of one table as the schema has it, with its row in the dictionary."""
    fields = TABLES[table]["fields"]
    assert [row["column"] for row in sections[table]] == [f"`{field['name']}`" for field in fields]
    return list(zip(fields, sections[table], strict=True))


def limit_in_words(field: dict) -> str:
    """How the dictionary must name the most that a text may hold."""
    return f"up to {field['constraints'].get('maxLength', 0):,} characters"


def test_a_column_has_the_type_of_the_schema(table: str, pairs: list[tuple[dict, dict]]) -> None:
    for field, row in pairs:
        assert row["type"].split(",")[0] in type_in_words(table, field), field["name"]


def test_a_free_text_and_a_list_of_ids_say_how_long_they_may_be(
    pairs: list[tuple[dict, dict]],
) -> None:
    for field, row in pairs:
        kind, _, limit = row["type"].partition(", ")
        listed = "enum" in field["constraints"] or row["allowed values"]
        if kind.startswith("ids in") or (kind in ("text", "id", "web address") and not listed):
            assert limit == limit_in_words(field), field["name"]
        else:
            assert limit == "", field["name"]


def test_a_column_means_what_the_schema_says(pairs: list[tuple[dict, dict]]) -> None:
    for field, row in pairs:
        assert row["meaning"] == field["description"]


def test_every_allowed_value_and_no_other_is_defined(pairs: list[tuple[dict, dict]]) -> None:
    for field, row in pairs:
        defined = definitions(row["allowed values"])
        assert list(defined) == field["constraints"].get("enum", []), field["name"]
        assert "" not in defined.values(), field["name"]


def test_the_missing_words_are_those_of_the_schema(pairs: list[tuple[dict, dict]]) -> None:
    for field, row in pairs:
        words = [f"`{word}`" if word else "empty" for word in field["missingValues"]]
        assert row["missing"] == ", ".join(words), field["name"]


def test_an_example_is_a_value_that_the_column_allows(pairs: list[tuple[dict, dict]]) -> None:
    for field, row in pairs:
        constraints = field["constraints"]
        assert row["example"] in constraints.get("enum", [row["example"]]), field["name"]
        assert re.fullmatch(constraints.get("pattern", ".+"), row["example"]), field["name"]


@pytest.mark.parametrize("package", CASES, ids=lambda path: path.parent.name)
def test_the_values_that_a_case_names_itself_are_listed(
    package: Path, sections: dict[str, Rows]
) -> None:
    own = [
        {
            "column": f"`{table['name']}.{field['name']}`",
            "value": f"`{category['value']}`",
            "label": category["label"],
        }
        for table in json.loads(package.read_text("utf-8"))["resources"]
        for field in table["schema"]["fields"]
        for category in field.get("categories", [])
    ]
    assert own in sections.values()
