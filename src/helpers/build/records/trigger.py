"""What set a build off, as far as its surroundings tell."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

# Variables that a scheduler sets for what it starts; the first that is met counts.
SIGNS = {
    "GITHUB_ACTIONS": "GitHub Actions",
    "AIRFLOW_CTX_DAG_ID": "Airflow",
    "CI": "continuous integration",
}
CRON = ("cron", "crond", "anacron", "fcron")
#: How many processes up a scheduler is looked for: cron, a shell, make, a script.
GENERATIONS = 6


def trigger(surroundings: Mapping[str, str] = os.environ) -> str:
    """What started this process: a scheduler by name, or `command line`."""
    for sign, name in SIGNS.items():
        if surroundings.get(sign):
            return name
    if _at_a_terminal():
        return "command line"
    if any(name in CRON for name in _ancestors()):
        return "cron"
    # A desktop's terminals are services, too; but there someone sits at the terminal.
    return "systemd" if surroundings.get("INVOCATION_ID") else "command line"


def _at_a_terminal() -> bool:
    return sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty()


def _ancestors() -> Iterator[str]:
    """The names of the processes above this one; none where the system does not tell."""
    pid = os.getppid()
    for _ in range(GENERATIONS):
        try:
            name, _, rest = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")
            pid = int(rest.split()[1])
        except (OSError, ValueError, IndexError):
            return
        yield name.partition("(")[2].lower()
