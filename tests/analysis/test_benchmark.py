"""The benchmark of the analysis measures every part it names, on a case small enough for a test."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

from helpers.case import PROJECT


def test_one_run_measures_reading_and_each_part_of_the_analysis(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location(
        "large_case", PROJECT / "bench" / "made_up" / "large_case.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.make_case(tmp_path / "large", 300, bad=0.0, actors=20, concepts=5)
    command = [sys.executable, PROJECT / "bench" / "analysis.py", "--measure", tmp_path]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    assert set(found) == {"read", "select", "positions", "timeline", "network", "ties", "peak"}
    assert 0 < found["ties"] <= 20 * 19 / 2
