"""Which parameters a notebook passes to the functions that judge dates and names, by reading its code.

A parameter's name does not say what it means: a notebook may call `groups` what it likes. What it
hands to one of `JUDGES` as it was given, that judge will judge, and so can a build before it runs.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from helpers.build.planning.imports import ROOT

#: The functions, below the root of this project, each with its arguments in their order.
JUDGES = {
    "analysis.selection.Selection": (
        *("articles", "tiers", "article_kinds", "actors", "groups", "concepts"),
        *("kinds", "forms", "basis", "phases", "since", "until"),
    ),
    "analysis.clock.day_by_clock": ("selected", "day"),
    "analysis.network_limits.check_parameters": ("split", "since", "until"),
}


def passed(code: str) -> list[dict[str, str]]:
    """For each call of one of `JUDGES`, the variable that each argument is.

    Only what is plain: the call is not within a condition, a loop or a function, the argument is a
    variable alone, and it was assigned once before. There are none in code that is not all Python.
    """
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    names, assigned = dict(_imported(tree)), _assigned(tree)
    found = [
        {
            argument: value.id
            for argument, value in _arguments(call, names)
            if isinstance(value, ast.Name)
            and sum(line < call.lineno for line in assigned.get(value.id, [])) == 1
        }
        for call in _calls(tree)
    ]
    return [each for each in found if each]


def _assigned(tree: ast.Module) -> dict[str, list[int]]:
    """The variables, each with the lines that give it a value."""
    lines: dict[str, list[int]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            lines.setdefault(node.id, []).append(node.lineno)
    return lines


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    """The calls that are made whatever the values are."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign | ast.Expr):
            yield from (node for node in ast.walk(statement) if isinstance(node, ast.Call))


def _arguments(call: ast.Call, names: dict[str, str]) -> Iterator[tuple[str, ast.expr]]:
    """The arguments of a call by name; none when it is not of one of `JUDGES`."""
    head, dot, rest = ast.unparse(call.func).partition(".")
    judge = f"{names.get(head, head)}{dot}{rest}".removeprefix(f"{ROOT}.")
    if known := JUDGES.get(judge):
        yield from zip(known, call.args, strict=False)
        yield from ((each.arg, each.value) for each in call.keywords if each.arg in known)


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The names that imports give, each with what it stands for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (
                (each.asname or each.name, f"{node.module}.{each.name}") for each in node.names
            )
        elif isinstance(node, ast.Import):
            yield from ((each.asname, each.name) for each in node.names if each.asname)
