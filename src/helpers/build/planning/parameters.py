"""Typed parameters: what a notebook's `parameters` cell declares, read without running it."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from helpers.build.planning.values import SCALARS, Kind, Unfit, fit

#: Parameters that the build itself sets: the case a report is about, and where it lies.
RESERVED = ("case", "data")
TYPES = "str, int, float, bool, list[…] of these, Literal[…] and … | None"


class Undeclared(ValueError):
    """A parameters cell that does not say plainly what its parameters are; str() says why."""


@dataclass(frozen=True)
class Parameter:
    """One parameter of a notebook; `about` is the comment beside or above it."""

    name: str
    kind: Kind
    default: Any
    about: str = ""

    @property
    def allowed(self) -> tuple[Any, ...]:
        """The values of a declared set; none where every value of the kind will do."""
        return self.kind.allowed


def declared(source: str) -> dict[str, Parameter]:
    """The parameters that a cell assigns, in its order; the later of two that share a name.

    Raises SyntaxError for what is not Python, and Undeclared for a default that is no plain value
    or does not fit its annotation, and for an annotation that is not understood.
    """
    body = ast.parse(source).body
    comments = _comments(source)
    return {
        name: _parameter(name, statement, value, _about(statement, comments))
        for statement in body
        for name, value in _assigned(statement)
    }


def _assigned(statement: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """The names that a statement gives a value, and the value as an expression."""
    match statement:
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            yield name, value
        case ast.Assign(targets=targets, value=value):
            yield from ((each.id, value) for each in targets if isinstance(each, ast.Name))


def _comments(source: str) -> dict[int, tuple[str, bool]]:
    """The comment on each line, from 1, and whether it stands there alone."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {
        token.start[0]: (token.string.lstrip("# "), token.line.lstrip().startswith("#"))
        for token in tokens
        if token.type == tokenize.COMMENT
    }


def _about(statement: ast.stmt, comments: dict[int, tuple[str, bool]]) -> str:
    """The comment on a statement's lines, else the one that stands alone on the line above."""
    lines = range(statement.lineno, (statement.end_lineno or 0) + 1)
    above, alone = comments.get(statement.lineno - 1, ("", False))
    inside = " ".join(comments[line][0] for line in lines if line in comments)
    return inside or (above if alone else "")


def _parameter(name: str, statement: ast.stmt, value: ast.expr, about: str) -> Parameter:
    try:
        default = ast.literal_eval(value)
    except (ValueError, TypeError, RecursionError, MemoryError) as error:
        problem = f"its default {ast.unparse(value)[:60]} is not a value written out"
        raise Undeclared(f"parameter {name}: {problem}") from error
    try:
        annotation = statement.annotation if isinstance(statement, ast.AnnAssign) else None
        kind = _kind(annotation) if annotation else _kind_of(default)
        return Parameter(name, kind, fit(kind, default), about)
    except Unfit as unfit:
        raise Undeclared(f"parameter {name}: its default {unfit}") from unfit
    except Undeclared as problem:
        raise Undeclared(f"parameter {name}: {problem}") from problem


def _kind(annotation: ast.expr) -> Kind:
    """The kind that an annotation stands for; raises Undeclared."""
    match annotation:
        case ast.BinOp(left=one, op=ast.BitOr(), right=ast.Constant(value=None)):
            return replace(_kind(one), optional=True)
        case ast.Subscript(value=ast.Name(id="list"), slice=item):
            return replace(_item(item), many=True)
        case ast.Name(id="list"):
            return Kind("str", many=True)
    return _item(annotation)


def _item(annotation: ast.expr) -> Kind:
    """The kind of one value, which is neither a list nor None."""
    match annotation:
        case ast.Name(id=name) if name in SCALARS:
            return Kind(name)
        case ast.Subscript(value=ast.Name(id="Literal") | ast.Attribute(attr="Literal"), slice=of):
            return Kind("Literal", _values(of))
    written = ast.unparse(annotation)[:60]
    raise Undeclared(f"the annotation {written} is not understood; there are {TYPES}")


def _values(written: ast.expr) -> tuple[Any, ...]:
    """The values of a Literal[…]."""
    parts = written.elts if isinstance(written, ast.Tuple) else [written]
    try:
        values = tuple(ast.literal_eval(part) for part in parts)
    except (ValueError, TypeError) as error:
        shown = ", ".join(map(ast.unparse, parts))[:60]
        raise Undeclared(f"Literal[{shown}] holds more than values") from error
    if not values or any(type(value) not in (str, int, bool) for value in values):
        raise Undeclared("the values of a Literal[…] are texts, whole numbers, true or false")
    return values


def _kind_of(default: object) -> Kind:
    """The kind of a parameter without annotation: that of its default."""
    many = isinstance(default, list)
    kinds = {type(one).__name__ for one in default} if isinstance(default, list) else set()
    kinds = kinds or {"str" if many else type(default).__name__}
    if len(kinds) > 1 or not kinds <= set(SCALARS):
        raise Undeclared(f"its default {default!r:.60} needs an annotation; there are {TYPES}")
    return Kind(kinds.pop(), many=many)
