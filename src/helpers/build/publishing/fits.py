"""Whether a value that was read from a file is of the type that a record declares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _plain(value: Any) -> bool:
    """Whether a parameter can have that value."""
    values = value if isinstance(value, list) else [value]
    return all(one is None or isinstance(one, str | int | float) for one in values)


# What a value of each declared type must be like.
FITS: dict[str, Callable[[Any], bool]] = {
    "str": lambda value: isinstance(value, str),
    "list[str]": _texts,
    "dict[str, str]": lambda value: isinstance(value, dict) and _texts([*value.values()]),
    "dict[str, Any]": lambda value: isinstance(value, dict) and all(map(_plain, value.values())),
}
