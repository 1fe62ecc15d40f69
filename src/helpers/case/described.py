"""What a case says of how it was made: when, which version, by whom and under which licences."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from helpers.case.characters import character_problem

MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?", re.ASCII)
VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]{0,39}")
#: The keys that hold lists of objects; each object has one of these as a text.
LISTS = {"contributors": ("title",), "licenses": ("name", "path")}


def described(declared: Mapping[str, Any]) -> Iterator[tuple[str, object, str]]:
    """Key, value and problem of what is written otherwise than a Data Package has it.

    What is left out is no problem.
    """
    if "created" in declared and not _is_moment(declared["created"]):
        yield "created", declared["created"], "is not a date as 2025-06-03 is one"
    version = declared.get("version", "1")
    if not isinstance(version, str) or not VERSION.fullmatch(version):
        message = 'must be a text such as "1.0.0": up to 40 letters, digits, dots, + and hyphens'
        yield "version", version, message
    for key in [key for key in LISTS if key in declared]:
        yield from _listed(key, declared[key])


def _is_moment(value: object) -> bool:
    if not isinstance(value, str) or not MOMENT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:  # a day that no calendar has
        return False
    return True


def _listed(key: str, value: Any) -> Iterator[tuple[str, object, str]]:
    """The problems of a list of objects."""
    names = LISTS[key]
    words = " or ".join(f"a {name}" for name in names)
    if not isinstance(value, list) or not value:
        yield key, value, f"must be a list of objects, each with {words}"
        return
    for each in value:
        texts = [each.get(name) for name in names] if isinstance(each, dict) else []
        if not any(isinstance(text, str) and text.strip() for text in texts):
            yield key, each, f"must be an object with {words}, a text"
        for text in texts:
            if isinstance(text, str) and (message := character_problem(text, one_line=True)):
                yield key, text, message
