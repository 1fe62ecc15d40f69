"""The same reports without Standpoint."""

import sys
from collections.abc import Sequence
from pathlib import Path

from building.took import Took, python, run

BIN = Path(sys.executable).parent
LOOP = """
import sys
from pathlib import Path
import nbformat, papermill
from nbconvert import HTMLExporter
case, out, *books = sys.argv[1:]
for book in map(Path, books):
    ran = papermill.execute_notebook(book, Path(out) / book.name, {"case": case}, progress_bar=False)
    Path(out, book.stem + ".html").write_text(HTMLExporter().from_notebook_node(ran)[0])
"""


def one_by_one(folder: Path, case: str, books: Sequence[Path]) -> Took:
    """`papermill`, then `jupyter nbconvert`, for each notebook."""
    commands = []
    for book in books:
        ran = str(folder / book.name)
        commands += [
            [str(BIN / "papermill"), str(book), ran, "-p", "case", case, "--no-progress-bar"],
            [str(BIN / "jupyter"), "nbconvert", "--to", "html", ran],
        ]
    return run(commands)


def in_a_loop(folder: Path, case: str, books: Sequence[Path]) -> Took:
    """One process that runs papermill and nbconvert for each notebook."""
    return python(LOOP, case, str(folder), *map(str, books))
