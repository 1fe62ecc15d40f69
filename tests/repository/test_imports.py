"""Imports go down only: notebooks, figures and analysis, case; and cli, build, case."""

import ast
import json
from collections.abc import Iterator
from importlib.util import resolve_name
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
HELPERS = PROJECT / "src" / "helpers"
NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))

MAY_IMPORT = {
    "__init__": set(),
    "case": {"case"},
    "analysis": {"analysis", "case"},
    "figures": {"figures", "case"},
    "build": {"build", "case"},
    "cli": {"build", "case"},
}


def imported_names(source: str, package: str = "") -> Iterator[str]:
    """Dotted names that a source imports; `package` resolves its relative imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = resolve_name("." * node.level + (node.module or ""), package)
            yield from (f"{module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from (str(arg.value) for arg in node.args[:1] if isinstance(arg, ast.Constant))


def floors(names: Iterator[str]) -> set[str]:
    """The parts of helpers among dotted names: helpers.case.edtf is on the floor case."""
    return {name.split(".")[1] for name in names if name.startswith("helpers.")}


def test_a_floor_is_found_in_every_form_of_import() -> None:
    source = """
import helpers.case.edtf
from helpers import analysis
from ..figures import show
importlib.import_module("helpers.build")
import pandas
"""
    found = floors(imported_names(source, package="helpers.case"))
    assert found == {"case", "analysis", "figures", "build"}


@pytest.mark.parametrize(
    "module", sorted(HELPERS.rglob("*.py")), ids=lambda path: str(path.relative_to(HELPERS))
)
def test_a_module_imports_only_from_the_floors_below_it(module: Path) -> None:
    place = module.relative_to(HELPERS).with_suffix("").parts
    package = ".".join(["helpers", *place[:-1]])
    imports = floors(imported_names(module.read_text("utf-8"), package))
    assert imports - MAY_IMPORT[place[0]] == set()


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_imports_case_analysis_and_figures_only(notebook: Path) -> None:
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    imports = floors(name for source in sources for name in imported_names(source))
    assert imports - {"case", "analysis", "figures"} == set()
