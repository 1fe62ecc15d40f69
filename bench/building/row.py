"""Many builds in one process, and what they leave behind."""

import os
import subprocess
import sys
import time
from pathlib import Path

import nbformat

from building.took import Took

IN_A_ROW = """
import contextlib, gc, io, os, sys, threading
from pathlib import Path
from helpers.build.planning import plan
from helpers.cli import main
books, cases, out, temporary, times = sys.argv[1:]
plan.NOTEBOOKS = Path(books)

def held():
    gc.collect()
    status = Path("/proc/self/status").read_text()
    return [
        len(os.listdir("/proc/self/fd")),
        threading.active_count(),
        sum(len(t.read_text().split()) for t in Path("/proc/self/task").glob("*/children")),
        len(list(Path(temporary).rglob("*"))),
        int(status.split("VmRSS:")[1].split()[0]) / 1024,
    ]

for number in range(int(times)):
    with contextlib.redirect_stdout(io.StringIO()) as told:
        code = main(["build", "--data", cases, "--out", out, "--force"])
    if code:
        sys.exit(told.getvalue())
    if number == 2:  # what is made once is made
        first = held()
print(*[last - before for last, before in zip(held(), first)])
"""


def in_a_row(folder: Path, cases: Path, times: int) -> tuple[Took, str]:
    """What many builds in one process take, and in words what they leave behind."""
    (folder / "tiny").mkdir()
    (folder / "temporary").mkdir()
    parameters = nbformat.v4.new_code_cell(
        'case: str = ""\ndata: str = ""', metadata={"tags": ["parameters"]}
    )
    cells = [nbformat.v4.new_markdown_cell("# Is all well?"), parameters]
    cells.append(nbformat.v4.new_code_cell("print('x' * 100_000)"))
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "tiny" / "01-tiny.ipynb")
    temporary = folder / "temporary"
    arguments = [folder / "tiny", cases, folder / "row", temporary, times]
    began = time.perf_counter()
    told = subprocess.run(
        [sys.executable, "-c", IN_A_ROW, *map(str, arguments)],
        env=os.environ | {"TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    seconds = time.perf_counter() - began
    files, threads, processes, left, memory = map(float, told.stdout.split())
    words = (
        f"left behind: {files:.0f} open files, {threads:.0f} threads, {processes:.0f} processes, "
        f"{left:.0f} temporary files, {memory:.1f} MB"
    )
    print(f"{times} builds in a row took {seconds:.0f} s; {words}", flush=True)
    if files > 0 or threads > 0 or processes > 0 or left > 0:
        raise SystemExit("builds in a row leave something behind")
    return Took(seconds, 0, 0), words
