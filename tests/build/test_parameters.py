"""What a parameters cell declares, and which values its parameters take."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.build.planning.give import read_given
from helpers.build.planning.notebook import Refused
from helpers.build.planning.parameters import Undeclared, declared
from helpers.build.planning.values import Kind, Unfit, fit, parse


def kind(annotation: str) -> Kind:
    """The kind of a parameter with this annotation."""
    first = re.match(r"Literal\[([^],]+)", annotation)
    defaults = {"str": "''", "int": "0", "float": "0.0", "bool": "False", "list": "[]"}
    default = first[1] if first else defaults[re.split(r"\W", annotation)[0]]
    return declared(f"x: {annotation} = {default}")["x"].kind


@pytest.mark.parametrize(
    ("line", "kind", "default"),
    [
        ("x: str = ''", Kind("str"), ""),
        ("x: int = -3", Kind("int"), -3),
        ("x: float = 1", Kind("float"), 1.0),
        ("x: bool = True", Kind("bool"), True),
        ("x: list[str] = []", Kind("str", many=True), []),
        ("x: list[int] = [1, 2]", Kind("int", many=True), [1, 2]),
        ("x: list = ['a']", Kind("str", many=True), ["a"]),
        ("x: str | None = None", Kind("str", optional=True), None),
        ("x: list[str] | None = None", Kind("str", many=True, optional=True), None),
        ("x: Literal['a', 'b'] = 'b'", Kind("Literal", ("a", "b")), "b"),
        ("x: typing.Literal[1, 2] = 2", Kind("Literal", (1, 2)), 2),
        ("x: list[Literal['a']] = []", Kind("Literal", ("a",), many=True), []),
        ("x = 30", Kind("int"), 30),
        ("x = False", Kind("bool"), False),
        ("x = [0.5]", Kind("float", many=True), [0.5]),
        ("x = []", Kind("str", many=True), []),
    ],
)
def test_a_kind_is_read_from_the_annotation_and_else_from_the_default(
    line: str, kind: Kind, default: Any
) -> None:
    parameter = declared(line)["x"]
    assert (parameter.kind, parameter.default) == (kind, default)
    assert type(parameter.default) is type(default)


def test_the_comment_on_a_line_says_what_a_parameter_is_about() -> None:
    found = declared('x: str = "é # no"  # the first – one\ny = 1\nz = 2; w = 3  # both')
    abouts = {name: each.about for name, each in found.items()}
    assert abouts == {"x": "the first – one", "y": "", "z": "both", "w": "both"}


def test_a_long_parameter_has_its_comment_inside_or_above_it() -> None:
    found = declared("x = 1  # x\ny: Literal['a'] = (\n    'a'  # inside\n)\n# above\nz = 2\nw = 3")
    assert [each.about for each in found.values()] == ["x", "inside", "above", ""]


def test_nothing_of_a_cell_is_run(tmp_path: Path) -> None:
    made = tmp_path / "made"
    found = declared(f"from typing import Literal\nx = 1\nopen({str(made)!r}, 'w')")
    assert list(found) == ["x"]
    assert not made.exists()


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("days: int = '30'", "parameter days: its default '30' is not allowed; allowed is a whole"),
        ("days: int = 15 * 2", "parameter days: its default 15 * 2 is not a value written out"),
        ("days: dict[str, int] = {}", "parameter days: the annotation dict[str, int] is not under"),
        ("days: list[list[int]] = []", "parameter days: the annotation list[int] is not understoo"),
        ("days: Literal['a', None] = 'a'", "parameter days: the values of a Literal[…] are texts,"),
        ("days: Literal['a', b] = 'a'", "parameter days: Literal['a', b] holds more than values"),
        ("days = None", "parameter days: its default None needs an annotation; there are str, int"),
        ("days = [1, 'a']", "parameter days: its default [1, 'a'] needs an annotation"),
        ("rule: Literal['a', 'b'] = 'c'", "parameter rule: its default 'c' is not allowed; allow"),
    ],
)
def test_a_declaration_that_is_not_plain_is_refused_by_name(line: str, problem: str) -> None:
    with pytest.raises(Undeclared) as refused:
        declared(line)
    assert str(refused.value).startswith(problem)


@pytest.mark.parametrize(
    ("annotation", "value", "fitted"),
    [
        ("str", "2025-06-03", "2025-06-03"),
        ("float", 3, 3.0),
        ("bool", False, False),
        ("list[float]", [1, 2.5], [1.0, 2.5]),
        ("str | None", None, None),
        ("Literal['a', 'b']", "b", "b"),
        ("list[Literal[1, 2]]", [2, 2], [2, 2]),
    ],
)
def test_a_value_that_fits_is_taken(annotation: str, value: Any, fitted: Any) -> None:
    found = fit(kind(annotation), value)
    assert (found, type(found)) == (fitted, type(fitted))


@pytest.mark.parametrize(
    ("annotation", "value", "problem"),
    [
        ("int", True, "True is not allowed; allowed is a whole number"),
        ("int", 3.0, "3.0 is not allowed; allowed is a whole number"),
        ("float", "3", "'3' is not allowed; allowed is a number"),
        ("float", float("nan"), "nan is not a finite number"),
        ("float", 10**400, "1"),
        ("bool", 1, "1 is not allowed; allowed is true or false"),
        ("str", 3, "3 is not allowed; allowed is a text"),
        ("str", None, "None is not allowed; allowed is a text"),
        ("list[str]", "core", "'core' is not allowed; allowed is a list of texts"),
        ("list[str]", ["core", 3], "3 is not allowed; allowed is a list of texts"),
        ("list[int] | None", 3, "3 is not allowed; allowed is a list of whole numbers, or None"),
        ("Literal[0, 1]", True, "True is not allowed; allowed is one of 0 or 1"),
        (
            "Literal['article', 'day', 'once']",
            "artikle",
            "'artikle' is not allowed; allowed is one of article, day or once; the nearest is article",
        ),
        ("str", "\x1b[2J\ud800", r"'\x1b[2J\ud800' is not text in UTF-8"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_what_is_allowed(
    annotation: str, value: Any, problem: str
) -> None:
    with pytest.raises(Unfit) as refused:
        fit(kind(annotation), value)
    assert str(refused.value).startswith(problem)


@pytest.mark.parametrize(
    ("annotation", "text", "value"),
    [
        ("str", " 30", " 30"),
        ("str", "", ""),
        ("str", "a=b", "a=b"),
        ("int", "-30", -30),
        ("float", "1e-3", 0.001),
        ("float", ".5", 0.5),
        ("float", "2", 2.0),
        ("bool", "True", True),
        ("bool", "false", False),
        ("list[str]", "", []),
        ("list[str]", "core, context", ["core", "context"]),
        ("list[str]", '["a, b", ""]', ["a, b", ""]),
        ("list[str]", "['a']", ["a"]),
        ("list[int]", "1,2", [1, 2]),
        ("list[int]", "[1, 2]", [1, 2]),
        ("int | None", "None", None),
        ("Literal[1, 2]", "2", 2),
        ("Literal[True, 'x']", "true", True),
        ("list[Literal['a', 'b']]", "b", ["b"]),
    ],
)
def test_a_text_is_read_as_its_kind(annotation: str, text: str, value: Any) -> None:
    found = parse(kind(annotation), text)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("annotation", "text"),
    [
        ("int", "3.0"),
        ("int", "1_000"),
        ("int", " 3"),
        ("int", "٣"),
        ("int", "9" * 301),
        ("float", "nan"),
        ("float", "1e999"),
        ("float", "1,5"),
        ("bool", "yes"),
        ("bool", "1"),
        ("list[int]", "1,,2"),
        ("list[int]", "[1, 2"),
        ("list[int]", "[" * 5_000),
        ("list[int]", "[__import__('os')]"),
        ("list[int]", '["1"]'),
        ("Literal['a']", "A"),
        ("str", "\udcff"),
    ],
)
def test_a_text_of_another_kind_is_refused(annotation: str, text: str) -> None:
    with pytest.raises(Unfit, match=r"allowed is|is not"):
        parse(kind(annotation), text)


def test_names_and_values_of_the_command_line_are_split_at_the_first_equals_sign() -> None:
    assert read_given(["since=2025", "note=a=b", "until="]) == {
        "since": "2025",
        "note": "a=b",
        "until": "",
    }


def test_what_is_no_name_and_value_is_refused_all_at_once() -> None:
    with pytest.raises(Refused) as refused:
        read_given(["days", "=3", "a b=3", "days=1", "days=2"])
    assert refused.value.problems == [
        "-p 'days' is not of the form name=value",
        "-p '=3' is not of the form name=value",
        "-p 'a b=3' is not of the form name=value",
        "-p days: given twice, '1' and '2'",
    ]


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)
SETS = st.lists(st.text() | st.integers() | st.booleans(), min_size=1, max_size=3).map(tuple)
KINDS = st.builds(
    lambda base, allowed, many, optional: Kind(
        "Literal" if allowed else base, allowed, many, optional
    ),
    st.sampled_from(["str", "int", "float", "bool"]),
    st.just(()) | SETS,
    st.booleans(),
    st.booleans(),
)
TEXTS = st.text() | st.text(alphabet="0123456789.e-,[]'\" TrueFalsN")


@given(KINDS, ANY)
def test_whatever_a_build_file_holds_is_taken_or_refused_and_can_be_written(
    kind: Kind, value: Any
) -> None:
    try:
        taken = fit(kind, value)
    except Unfit:
        return
    assert fit(kind, taken) == taken
    json.dumps(taken, allow_nan=False).encode()


@given(KINDS, TEXTS)
def test_whatever_the_command_line_holds_is_of_its_kind_or_refused_in_one_safe_line(
    kind: Kind, text: str
) -> None:
    told = ""
    try:
        taken = parse(kind, text)
    except Unfit as unfit:
        told = str(unfit)
    assert not {category(sign) for sign in told} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert told or fit(kind, taken) == taken
