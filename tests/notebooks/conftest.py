"""One build of every report of both cases, shared by all tests and all test processes."""

import fcntl
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.case import PROJECT

CASES = {
    "minneapolis-separation-ordinance": PROJECT / "data",
    "harbour-ferry": PROJECT / "tests" / "cases",
}


STANDPOINT = Path(sys.executable).with_name("standpoint")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built reports; the command was run from a folder that is not the project's."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    out, done = shared / "site", shared / "site.done"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            for case, data in CASES.items():
                command = [STANDPOINT, "build", case, "--data", data, "--out", out]
                ran = subprocess.run(command, cwd=shared, capture_output=True, text=True)
                assert ran.returncode == 0, ran.stdout + ran.stderr
            done.touch()
    return out
