"""The schema of the six tables: one list of resources, shared by every case."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

MISSING = ("", "not stated", "not found", "withheld")
TABLES = ("articles", "actors", "concepts", "statements", "events", "accounts")
NEEDED = ("articles", "actors", "concepts", "statements")  # tables that must have a row
NAMED_BY_CASE = (("events", "phase"), ("actors", "group"))  # a case declares its own categories

Labels = Mapping[tuple[str, str], Mapping[str, str]]  # (table, column) -> {category: its label}


@dataclass(frozen=True)
class Field:
    """What one column may hold. `missing` are the kinds of missing it allows, () for none."""

    name: str
    is_integer: bool
    missing: tuple[str, ...]
    enum: tuple[str, ...]
    pattern: str
    max_length: int | None
    minimum: int | None
    edtf: bool
    references: tuple[str, ...]
    separator: str


@cache
def resources() -> list[dict[str, Any]]:
    """The canonical resources, as Data Package descriptors. Not to be changed by callers."""
    text = files(__package__).joinpath("tables.json").read_text("utf-8")
    loaded: list[dict[str, Any]] = json.loads(text)
    return loaded


def fields(table: str, labels: Labels | None = None) -> list[Field]:
    """The columns of `table` in order, with the categories that a case's `labels` add."""
    schema = next(r["schema"] for r in resources() if r["name"] == table)
    foreign = schema.get("foreignKeys", [])
    keys = {key["fields"][0]: key["reference"]["resource"] or table for key in foreign}
    return [_field(table, each, keys, labels or {}) for each in schema["fields"]]


def _field(table: str, descriptor: dict[str, Any], keys: dict[str, str], labels: Labels) -> Field:
    name = descriptor["name"]
    limits = descriptor.get("constraints", {})
    target = (keys[name],) if name in keys else ()
    return Field(
        name=name,
        is_integer=descriptor["type"] == "integer",
        missing=tuple(descriptor["missingValues"]),
        enum=tuple(limits.get("enum") or labels.get((table, name), {})),
        pattern=limits.get("pattern", ""),
        max_length=limits.get("maxLength"),
        minimum=limits.get("minimum"),
        edtf=descriptor.get("edtf", False),
        references=target or tuple(descriptor.get("references", ())),
        separator=descriptor.get("separator", ""),
    )
