"""What the warm process imports: what the notebooks of a build do."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

#: What is imported for every notebook, beside what its own cells import.
ALWAYS = (
    "import sqlite3",
    "from IPython.core import completerlib, debugger, logger, oinspect",
    "from IPython.extensions import storemagic",
    "from tornado.platform import asyncio",
)


def imports_of(notebooks: Iterable[Path]) -> str:
    """The import statements of the code cells of notebooks, each once, a line each."""
    found = dict.fromkeys(ALWAYS)
    for path in notebooks:
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                found |= dict.fromkeys(_imports("".join(cell["source"])))
    return "\n".join(found)


def _imports(source: str) -> list[str]:
    """The import statements at the top of a cell's source; none when it is not plain Python."""
    try:
        tree: list[Any] = ast.parse(source).body
    except SyntaxError:
        return []
    return [ast.unparse(node) for node in tree if isinstance(node, ast.Import | ast.ImportFrom)]
