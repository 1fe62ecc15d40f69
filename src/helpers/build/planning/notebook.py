"""A notebook as far as it can be known without running it: its question, parameters and content.

Read with json and ast: importing nbformat takes longer than refusing a notebook should.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.build.planning.parameters import RESERVED, Parameter, Undeclared, declared

#: Type, source, tags and pictures of a cell.
Said = tuple[str, str, list[str], dict[str, Any]]


class Refused(Exception):
    """Nothing was run and nothing was written; `problems` says why, one sentence each."""

    def __init__(self, problems: Iterable[object]) -> None:
        self.problems = [str(problem) for problem in problems]
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Notebook:
    """A notebook of the collection; `parameters_cell` is the place of that cell, from 0.

    `digest` is the SHA-256 of what its cells say: not of outputs, counts and ids, which come and
    go as people work. `code` is the text of all code cells.
    """

    name: str
    path: Path
    question: str
    parameters_cell: int
    parameters: dict[str, Parameter]
    digest: str = ""
    code: str = ""


def cell_number(index: int, parameters_cell: int) -> int:
    """The number of an executed cell as its author counts: from 1, without the cell papermill adds."""
    return index + 1 if index <= parameters_cell else index


def read_notebook(path: Path) -> Notebook:
    """The notebook at `path`; raises Refused when it is not fit to be run as a report."""
    try:
        return _notebook(path, json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise Refused([f"{path.name}: cannot be read ({error.strerror})"]) from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}: {error.msg}"
        raise Refused([f"{path.name}: is not JSON, so it is no notebook ({place})"]) from error
    except UnicodeDecodeError as error:
        problem = f"is not text in UTF-8 (byte {error.start + 1}), so it is no notebook"
        raise Refused([f"{path.name}: {problem}"]) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refused([f"{path.name}: is not a Jupyter notebook (version 4)"]) from error


def _notebook(path: Path, content: Any) -> Notebook:
    """The notebook that a file's JSON stands for; whatever it lacks raises."""
    cells = content["cells"]
    said = [_said(cell) for cell in cells]
    tagged = [i for i, (_, _, tags, _) in enumerate(said) if "parameters" in tags]
    parameters, problems = _parameters(said, tagged)
    if not (question := _question(said)):
        problems.append("its first cell must be Markdown that begins with '# ' and the question")
    if "--" in path.stem:
        problems.append("two hyphens in a notebook's name would stand for a set of parameters")
    if problems:
        raise Refused(f"{path.name}: {problem}" for problem in problems)
    digest = hashlib.sha256(json.dumps(said).encode()).hexdigest()
    code = "\n".join(source for kind, source, _, _ in said if kind == "code")
    return Notebook(path.stem, path, question, tagged[0], parameters, digest, code)


def _said(cell: dict[str, Any]) -> Said:
    """What counts of a cell: type, source (a string or a list of lines), tags, pictures."""
    source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
    tags = [str(tag) for tag in cell["metadata"].get("tags", [])]
    return str(cell["cell_type"]), source, tags, dict(cell.get("attachments", {}))


def _question(said: list[Said]) -> str:
    """The question a notebook answers, or an empty string."""
    first = said[0][1].lstrip() if said and said[0][0] == "markdown" else ""
    line = first.partition("\n")[0]
    return line[2:].strip() if line.startswith("# ") else ""


def _parameters(said: list[Said], tagged: list[int]) -> tuple[dict[str, Parameter], list[str]]:
    """What the one cell tagged parameters declares, and the problems met."""
    if len(tagged) != 1:
        which = f": cells {' and '.join(str(i + 1) for i in tagged)}" if tagged else ""
        problem = f"must have one cell tagged parameters; it has {len(tagged) or 'none'}{which}"
        return {}, [problem]
    kind, source, _, _ = said[tagged[0]]
    if kind != "code":
        return {}, ["the cell tagged parameters is not a code cell"]
    try:
        found = declared(source)
    except SyntaxError as error:
        place = f" (line {error.lineno} of the cell)" if error.lineno else ""
        return {}, [f"the cell tagged parameters: {error.msg}{place}"]
    except Undeclared as undeclared:
        return {}, [str(undeclared)]
    missing = [name for name in RESERVED if name not in found]
    unset = f"the cell tagged parameters does not set {' and '.join(missing)}"
    return found, [unset] if missing else []
