"""`make lab`, looked at without running it."""

import os
import subprocess
from pathlib import Path

import pytest

from helpers.case import PROJECT


@pytest.mark.parametrize(("user", "allowed"), [("0", True), ("1000", False)])
def test_jupyterlab_starts_for_root_too_and_only_then_is_told_so(
    tmp_path: Path, user: str, allowed: bool
) -> None:
    (tmp_path / "id").write_text(f"#!/bin/sh\necho {user}\n", "utf-8")
    (tmp_path / "id").chmod(0o755)
    path = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    command = ["make", "--dry-run", "lab"]
    shown = subprocess.run(command, cwd=PROJECT, env=os.environ | path, capture_output=True)
    [line] = [line for line in shown.stdout.decode().splitlines() if "jupyter-lab" in line]
    assert ("--allow-root" in line.split()) == allowed
