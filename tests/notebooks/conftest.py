"""A notebook run cell by cell, as the tests of single notebooks need it."""

import ast
import json
from pathlib import Path

import pytest

import helpers.case
from helpers.figures.show import Part

FOLDER = Path(__file__).parents[2] / "notebooks"


def run(notebook, parameters):
    """What the cells of the notebook display, in order."""
    names, shown = {}, []
    for cell in json.loads((FOLDER / f"{notebook}.ipynb").read_text("utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        body = ast.parse("".join(cell["source"])).body
        last = body.pop() if isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), "cell", "exec"), names)
        if "parameters" in cell["metadata"].get("tags", []):
            assert set(parameters) <= set(names)
            names |= parameters
        if last:
            shown.append(eval(compile(ast.Expression(last.value), "cell", "eval"), names))
    shown = [part for part in shown if part is not None]  # a notebook displays nothing of it
    assert all(isinstance(part, Part) for part in shown)
    return shown


@pytest.fixture
def run_notebook(monkeypatch):
    """Run a notebook, by its name, on a case: the text, the HTML and the files of its page."""

    def made(notebook, case, **parameters):
        monkeypatch.setattr(helpers.case, "read_case", lambda *_: case)
        parts = run(notebook, parameters)
        files = {name: text for part in parts for name, text in part.files.items()}
        return "\n".join(p.text for p in parts), "\n".join(p.html for p in parts), files

    return made
