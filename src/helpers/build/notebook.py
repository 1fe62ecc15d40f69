"""A notebook as far as it can be known without running it: its question and its parameters.

Read with json and ast: importing nbformat takes longer than refusing a notebook should.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REQUIRED = ("case", "data")


class Refused(Exception):
    """Nothing was run and nothing was written; `problems` says why, one sentence each."""

    def __init__(self, problems: Iterable[object]) -> None:
        self.problems = [str(problem) for problem in problems]
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Notebook:
    """A notebook of the collection; `parameters` maps names to their values as written."""

    name: str
    path: Path
    question: str
    parameters_cell: int
    parameters: dict[str, str]


def cell_number(index: int, parameters_cell: int) -> int:
    """The number of an executed cell as its author counts: from 1, without the cell papermill adds."""
    return index + 1 if index <= parameters_cell else index


def read_notebook(path: Path) -> Notebook:
    """The notebook at `path`; raises Refused when it is not fit to be run as a report."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        question = _question(cells)
        tagged = [i for i, cell in enumerate(cells) if "parameters" in _tags(cell)]
        values = _assigned(_source(cells[tagged[0]])) if len(tagged) == 1 else {}
    except OSError as error:
        raise Refused([f"{path.name}: cannot be read ({error.strerror})"]) from error
    except SyntaxError as error:
        raise Refused([f"{path.name}: the cell tagged parameters: {error.msg}"]) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused([f"{path.name}: is not a Jupyter notebook (version 4)"]) from error
    problems = []
    if not question:
        problems.append("its first cell must be Markdown that begins with '# ' and the question")
    if len(tagged) != 1:
        problems.append(f"must have one cell tagged parameters; it has {len(tagged) or 'none'}")
    elif missing := [name for name in REQUIRED if name not in values]:
        problems.append(f"the cell tagged parameters does not set {' and '.join(missing)}")
    if problems:
        raise Refused(f"{path.name}: {problem}" for problem in problems)
    return Notebook(path.stem, path, question, tagged[0], values)


def _source(cell: dict[str, Any]) -> str:
    """A cell's text; the format allows a string or a list of lines."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def _tags(cell: dict[str, Any]) -> list[str]:
    """A cell's tags."""
    tags = cell["metadata"].get("tags", [])
    return list(tags)


def _question(cells: list[dict[str, Any]]) -> str:
    """The question a notebook answers, or an empty string."""
    first = _source(cells[0]).lstrip() if cells and cells[0]["cell_type"] == "markdown" else ""
    line = first.partition("\n")[0]
    return line[2:].strip() if line.startswith("# ") else ""


def _assigned(source: str) -> dict[str, str]:
    """Names that the statements of `source` assign, each with its value as written."""
    values: dict[str, str] = {}
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign):
            targets = statement.targets
        elif isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        else:
            continue
        if statement.value is not None:
            written = ast.unparse(statement.value)
            values |= {target.id: written for target in targets if isinstance(target, ast.Name)}
    return values
