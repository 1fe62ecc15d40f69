"""The benchmark of builds runs, and says what it is to say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parents[2] / "bench" / "build.py"


def test_the_benchmark_prints_a_table(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, str(BENCH), "--quick"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    table = [line for line in ran.stdout.splitlines() if line.startswith("|")]
    assert len(table) == 2 + 9
    assert "left behind: 0 open files, 0 threads, 0 processes, 0 temporary files" in table[-1]
