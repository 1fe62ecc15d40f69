"""Whether a value fits the kind that a parameter is declared to be, and a value from a text."""

from __future__ import annotations

import ast
import json
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from difflib import get_close_matches
from typing import Any

from helpers.case.problems import either, shown

SCALARS: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}
WORDS = {
    "str": ("a text", "texts"),
    "int": ("a whole number", "whole numbers"),
    "float": ("a number", "numbers"),
    "bool": ("true or false", "true or false"),
}
INTEGER = re.compile(r"[+-]?[0-9]{1,300}")
NUMBER = re.compile(r"[+-]?([0-9]{1,300}(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]{1,3})?", re.IGNORECASE)


class Unfit(ValueError):
    """A value that a parameter cannot take; str() names the value and what is allowed."""


@dataclass(frozen=True)
class Kind:
    """What a parameter can be: str, int, float or bool (`base`), or one of the values `allowed`.

    `many` stands for a list of such values, `optional` for None beside them.
    """

    base: str
    allowed: tuple[Any, ...] = ()
    many: bool = False
    optional: bool = False

    def __str__(self) -> str:
        """The kind as its annotation."""
        base = f"Literal[{', '.join(map(repr, self.allowed))}]" if self.allowed else self.base
        base = f"list[{base}]" if self.many else base
        return f"{base} | None" if self.optional else base

    def in_words(self) -> str:
        """What is allowed: `a whole number`, `a list of texts`, `one of a, b or c`."""
        if self.allowed:
            words = either(map(as_text, self.allowed))
            words = f"a list out of {words}" if self.many else f"one of {words}"
        else:
            words = f"a list of {WORDS[self.base][1]}" if self.many else WORDS[self.base][0]
        return f"{words}, or None" if self.optional else words


def fit(kind: Kind, value: object) -> Any:
    """`value` as the kind has it: a whole number becomes a float where a float is declared.

    Nothing else is converted: true is no number, and a number no text. Raises Unfit.
    """
    if value is None and kind.optional:
        return None
    if not kind.many:
        return _fit_one(kind, value)
    if not isinstance(value, list):
        raise _unfit(kind, value)
    return [_fit_one(kind, one) for one in value]


def parse(kind: Kind, text: str) -> Any:
    """The value that a text from the command line stands for.

    A list is written with commas, `core,context`, or as JSON or Python, `["core"]`; no text at all
    is the empty list. Raises Unfit.
    """
    if kind.optional and text == "None":
        return None
    if not kind.many:
        return _parse_one(kind, text)
    if text.lstrip().startswith("["):
        return fit(kind, _literal(kind, text))
    parts = [part.strip() for part in text.split(",")] if text.strip() else []
    if "" in parts:
        raise Unfit(f"{quoted(text)} has an empty place between its commas; {_allowed(kind)}")
    return [_parse_one(kind, part) for part in parts]


def as_text(value: object) -> str:
    """A value as it is written on the command line and in messages, quoted where it is no word."""
    if isinstance(value, bool):
        return str(value).lower()
    plain = isinstance(value, str) and re.fullmatch(r"[\w.:/-]+", value)
    return str(value) if plain or not isinstance(value, str) else quoted(value)


def quoted(value: object) -> str:
    """A value in a message: in quotes when it is a text, short, and without control characters."""
    if isinstance(value, date | time):  # which TOML has without quotes
        return f"{value} without quotes"
    return f"'{shown(value)}'" if isinstance(value, str) else shown(repr(value))


def nearest(value: object, known: Iterable[object]) -> str:
    """`; the nearest is x`, or nothing when none is near."""
    close = get_close_matches(str(value)[:60], [str(one) for one in known], n=1, cutoff=0.5)
    return f"; the nearest is {close[0]}" if close else ""


def _fit_one(kind: Kind, value: object) -> Any:
    if kind.allowed:
        # True is 1 to Python, but not to whoever declared the set.
        if any(type(value) is type(one) and value == one for one in kind.allowed):
            return value
        raise _unfit(kind, value)
    if kind.base == "float" and type(value) is int:
        value = _as_float(kind, value)
    if type(value) is not SCALARS[kind.base]:
        raise _unfit(kind, value)
    if isinstance(value, float) and not math.isfinite(value):
        raise Unfit(f"{value} is not a finite number")
    if isinstance(value, str) and not _is_unicode(value):
        raise Unfit(f"{quoted(value)} is not text in UTF-8")
    return value


def _as_float(kind: Kind, value: int) -> float:
    try:
        return float(value)
    except OverflowError as error:
        raise _unfit(kind, value) from error


def _is_unicode(text: str) -> bool:
    """False for halves of characters, which is how bytes that are no UTF-8 reach a program."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def _parse_one(kind: Kind, text: str) -> Any:
    if kind.allowed:
        by_text = {(one if isinstance(one, str) else as_text(one)): one for one in kind.allowed}
        return _fit_one(kind, by_text.get(text, text))
    form, read = READERS[kind.base]
    if form and not form.fullmatch(text):
        raise _unfit(kind, text)
    return _fit_one(kind, read(text))


READERS: dict[str, tuple[re.Pattern[str] | None, Callable[[str], object]]] = {
    "str": (None, str),
    "int": (INTEGER, int),
    "float": (NUMBER, float),
    "bool": (re.compile("true|false", re.IGNORECASE), lambda text: text.lower() == "true"),
}


def _literal(kind: Kind, text: str) -> object:
    """The value of a text in JSON or, failing that, in Python."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    try:
        return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError) as error:
        raise Unfit(f"{quoted(text)} is not a list in JSON or Python; {_allowed(kind)}") from error


def _unfit(kind: Kind, value: object) -> Unfit:
    near = nearest(value, map(as_text, kind.allowed))
    return Unfit(f"{quoted(value)} is not allowed; {_allowed(kind)}{near}")


def _allowed(kind: Kind) -> str:
    return f"allowed is {kind.in_words()}"
