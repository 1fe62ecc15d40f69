"""A case's datapackage.json: what it says of the case, and where it departs from the schema."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import starmap
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from helpers.case.characters import character_problem
from helpers.case.described import described
from helpers.case.places import require_regular
from helpers.case.problems import Problem, nearest
from helpers.case.project import PACKAGE as FILE
from helpers.case.schema import MISSING, NAMED_BY_CASE, Labels, resources

TITLE_LIMIT, LABEL_LIMIT = 120, 40  # characters: more would not fit a heading or a figure
TEXTS = ("name", "title", "description", "timezone")
OWN_WORDS = {"title", "description", "example"}  # a case may word these as it likes


@dataclass(frozen=True)
class Package:
    """What a case says of itself. `labels` holds the categories it names, in its order."""

    name: str = ""
    title: str = ""
    description: str = ""
    timezone: str = ""
    labels: Labels = field(default_factory=dict)


def read_package(folder: Path) -> tuple[Package, list[Problem]]:
    """The case's account of itself, as far as it can be read, and what is wrong with it."""
    try:
        require_regular(folder / FILE)
        declared = json.loads((folder / FILE).read_text("utf-8-sig"))
    except OSError as error:
        return Package(), [_problem("", None, f"cannot be read: {error.strerror}")]
    except (ValueError, RecursionError) as error:
        return Package(), [_problem("", None, f"cannot be read as JSON in UTF-8: {error}")]
    if not isinstance(declared, dict):
        return Package(), [_problem("", None, "must be a JSON object, in braces")]
    problems = [*_text_problems(declared, folder.name), *starmap(_problem, described(declared))]
    shared = declared.get("resources")
    labels = {}
    for table, column in NAMED_BY_CASE:
        descriptor = _field(shared, table, column)
        if descriptor:
            problems += _category_problems(f"resources.{table}.schema.fields.{column}", descriptor)
        labels[table, column] = _take_categories(descriptor)
    problems += _differences("resources", resources(), shared)
    texts = {key: str(declared.get(key, "")) for key in TEXTS}
    return Package(**texts, labels=labels), problems


def _problem(place: str, value: object, message: str) -> Problem:
    text = value if isinstance(value, str) else "" if value is None else json.dumps(value)
    return Problem(FILE, None, place or None, text, message)


def _text_problems(declared: dict[str, Any], folder: str) -> Iterator[Problem]:
    for key in TEXTS:
        value = declared.get(key)
        if not isinstance(value, str) or not value.strip():
            yield _problem(key, value, "must be a text that is not empty")
        elif key == "name" and value != folder:
            yield _problem(key, value, f"must be the name of the case's folder, {folder}")
        elif key == "timezone" and not _is_timezone(value):
            close = nearest(value, available_timezones())
            yield _problem(key, value, f"is not a time zone as America/Chicago is one{close}")
        elif message := _wording(key, value):
            yield _problem(key, value, message)


def _wording(key: str, text: str) -> str:
    if key == "title":
        return _line_problem(text, TITLE_LIMIT)
    return character_problem(text, one_line=False) if key == "description" else ""


def _line_problem(text: str, limit: int) -> str:
    """What is wrong with a text that must be short and on one line; "" when nothing is."""
    if len(text) > limit:
        return f"has {len(text):,} characters; at most {limit:,} fit here"
    return character_problem(text, one_line=True)


def _is_timezone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, not a name at all, a folder of names
        return False
    return True


def _field(shared: Any, table: str, column: str) -> dict[str, Any]:
    """The descriptor of one column, {} when the package is not built as it should be."""
    found = _named(shared).get(table, {}).get("schema")
    fields = found.get("fields") if isinstance(found, dict) else None
    return _named(fields).get(column, {})


def _named(things: Any) -> dict[str, dict[str, Any]]:
    listed = things if isinstance(things, list) else []
    return {str(each["name"]): each for each in listed if isinstance(each, dict) and "name" in each}


def _category_problems(place: str, descriptor: dict[str, Any]) -> Iterator[Problem]:
    """What is wrong with the categories that the case itself names for a column."""
    categories = descriptor.get("categories")
    if not isinstance(categories, list) or not categories:
        message = "must list the case's own values, each with its label"
        yield _problem(f"{place}.categories", None, message)
        return
    values = []
    for each in categories:
        texts = [each.get(key) if isinstance(each, dict) else None for key in ("value", "label")]
        values.append(texts[0])
        yield from _wording_problems(f"{place}.categories", each, *texts)
    for position, value in enumerate(values):
        if value in values[:position]:
            yield _problem(f"{place}.categories", value, "is there more than once")
    limits = descriptor.get("constraints")
    if not isinstance(limits, dict) or limits.get("enum") != values:
        message = f"must be the values of categories, {json.dumps(values)}"
        yield _problem(f"{place}.constraints.enum", None, message)


def _wording_problems(place: str, category: Any, value: Any, label: Any) -> Iterator[Problem]:
    texts = (value, label)
    if not all(isinstance(text, str) and text.strip() not in MISSING for text in texts):
        yield _problem(place, category, "must have a value and a label, both texts")
    elif message := character_problem(value, one_line=True):
        yield _problem(place, value, message)
    elif message := _line_problem(label, LABEL_LIMIT):
        yield _problem(place, label, message)


def _take_categories(descriptor: dict[str, Any]) -> dict[str, str]:
    """The labels by category, taken out of the descriptor so that it can be compared."""
    categories = descriptor.pop("categories", None)
    descriptor.pop("categoriesOrdered", None)
    if isinstance(descriptor.get("constraints"), dict):
        descriptor["constraints"].pop("enum", None)
    listed = categories if isinstance(categories, list) else []
    pairs = [(each.get("value"), each.get("label")) for each in listed if isinstance(each, dict)]
    return {value: str(label) for value, label in pairs if isinstance(value, str)}


def _differences(place: str, want: Any, have: Any) -> Iterator[Problem]:
    """Where `have` departs from the schema, its own words aside."""
    if isinstance(want, dict) and isinstance(have, dict):
        want, have = (
            {k: v for k, v in each.items() if k not in OWN_WORDS} for each in (want, have)
        )
        yield from _missing_or_extra(place, want, have)
        for key in [key for key in want if key in have]:
            yield from _differences(f"{place}.{key}", want[key], have[key])
    elif _named(want) and isinstance(have, list):
        found = _named(have)
        yield from _missing_or_extra(place, _named(want), found)
        if list(found) != list(_named(want)) and found.keys() == _named(want).keys():
            yield _problem(place, None, f"must be in the order {', '.join(_named(want))}")
        elif len(have) != len(found):
            yield _problem(place, None, "has an entry without a name, or a name twice")
        for name in [name for name in _named(want) if name in found]:
            yield from _differences(f"{place}.{name}", _named(want)[name], found[name])
    elif _named(want):
        yield _problem(place, have, f"must be a list of {', '.join(_named(want))}")
    elif want != have:
        yield _problem(place, have, f"must be {json.dumps(want)[:200]}, as in the schema")


def _missing_or_extra(place: str, want: dict[str, Any], have: dict[str, Any]) -> Iterator[Problem]:
    for key in [key for key in want if key not in have]:
        yield _problem(f"{place}.{key}", None, "is missing; copy it from the schema")
    for key in [key for key in have if key not in want]:
        message = f"is not in the schema{nearest(key, want)}; remove it"
        yield _problem(f"{place}.{key}", None, message)
