"""How a notebook is made: one question, one parameters cell, no definitions, no outputs."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.build.planning.parameters import declared

PROJECT = Path(__file__).parents[2]
NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def cells(request: pytest.FixtureRequest) -> list[dict]:
    """The cells of one notebook, each with its source as one string."""
    cells = json.loads(request.param.read_text("utf-8"))["cells"]
    return [cell | {"source": "".join(cell["source"])} for cell in cells]


def code(cells: list[dict], tag: str = "") -> list[dict]:
    """The code cells, or those of them that carry a tag."""
    return [
        cell
        for cell in cells
        if cell["cell_type"] == "code" and (not tag or tag in cell["metadata"].get("tags", []))
    ]


def nodes(cells: list[dict]) -> Iterator[ast.AST]:
    """Every node of the syntax of the code cells; magics are a syntax error."""
    for cell in code(cells):
        yield from ast.walk(ast.parse(cell["source"]))


def parameter_lines(cells: list[dict]) -> list[ast.stmt]:
    """The statements of the parameters cell, but for the import that a declared set needs."""
    (cell,) = code(cells, "parameters")
    first, *rest = ast.parse(cell["source"]).body
    return rest if ast.unparse(first) == "from typing import Literal" else [first, *rest]


def test_the_seven_notebooks_are_numbered_in_reading_order() -> None:
    numbers = [path.name[:3] for path in NOTEBOOKS]
    assert numbers == ["01-", "02-", "03-", "04-", "05-", "06-", "07-"]


def test_the_first_cell_is_the_question_as_the_only_h1(cells: list[dict]) -> None:
    prose = [cell["source"].splitlines() for cell in cells if cell["cell_type"] == "markdown"]
    headings = [line for lines in prose for line in lines if line.startswith("# ")]
    assert cells[0]["cell_type"] == "markdown"
    assert headings == [cells[0]["source"].splitlines()[0]]


def test_one_cell_holds_the_parameters(cells: list[dict]) -> None:
    assert len(code(cells, "parameters")) == 1


def test_case_and_data_are_the_first_parameters(cells: list[dict]) -> None:
    names = [ast.unparse(line.target) for line in parameter_lines(cells)]
    assert names[:2] == ["case", "data"]


def test_every_parameter_is_used(cells: list[dict]) -> None:
    (cell,) = code(cells, "parameters")
    others = [each for each in cells if each["source"] != cell["source"]]
    used = {node.id for node in nodes(others) if isinstance(node, ast.Name)}
    declared_names = [ast.unparse(line.target) for line in parameter_lines(cells)]
    assert [name for name in declared_names if name not in used] == []


def test_the_sources_can_be_chosen_in_every_notebook(cells: list[dict]) -> None:
    names = {ast.unparse(line.target) for line in parameter_lines(cells)}
    assert {"articles", "tiers", "article_kinds"} <= names


def test_a_parameter_is_a_typed_literal_with_a_comment(cells: list[dict]) -> None:
    (cell,) = code(cells, "parameters")
    statements = parameter_lines(cells)
    assert {type(statement) for statement in statements} == {ast.AnnAssign}
    for statement in statements:
        ast.literal_eval(statement.value)
    assert all(parameter.about for parameter in declared(cell["source"]).values())


def test_one_cell_shows_the_findings(cells: list[dict]) -> None:
    assert len(code(cells, "findings")) == 1


def test_a_notebook_defines_no_function_and_no_class(cells: list[dict]) -> None:
    definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    named_lambdas = [
        node
        for node in nodes(cells)
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr)
        and isinstance(node.value, ast.Lambda)
    ]
    assert [node.name for node in nodes(cells) if isinstance(node, definitions)] == []
    assert named_lambdas == []


def test_a_notebook_is_stored_without_outputs(cells: list[dict]) -> None:
    assert [cell["source"] for cell in code(cells) if cell["outputs"]] == []
    assert [cell["source"] for cell in code(cells) if cell["execution_count"] is not None] == []


def test_a_notebook_has_15_to_35_short_cells(cells: list[dict]) -> None:
    # Parameters are a list, a line each: their cell is as long as there are parameters.
    others = [cell for cell in code(cells) if "parameters" not in cell["metadata"].get("tags", [])]
    lengths = [len(cell["source"].splitlines()) for cell in others]
    assert 15 <= len(cells) <= 35
    assert max(lengths) <= 20
