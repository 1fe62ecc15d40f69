"""Where a page comes from, in labels and lines: data, notebook, parameters, versions.

No path of this machine is in it. Values are data and have to be escaped by whoever shows them.
"""

from __future__ import annotations

import platform
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from helpers.build.pages import git
from helpers.build.planning.inputs import PACKAGES
from helpers.build.words import in_words
from helpers.case import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.build.planning.inputs import Inputs
    from helpers.build.planning.plan import Report
    from helpers.build.running.run import Ran

#: What else a page is made from, by its name among the inputs.
ALSO = {
    "helpers": "helper modules",
    "template": "template of the page",
    "environment": "list of packages",
}
#: So many digits of a SHA-256 tell versions apart for people.
DIGITS = 12


def provenance(
    report: Report,
    inputs: Inputs,
    built: datetime,
    ran: Ran,
    seen: git.Seen | None = None,
) -> dict[str, str]:
    """Label -> line, in the order in which a page tells them.

    `inputs` are those read before the run, `built` is in UTC, and `seen` remembers what git said
    over the reports of one build.
    """
    case, hashes = report.case, inputs.as_dict()
    values = (f"{name} = {value!r}" for name, value in report.values.items())
    return {
        "Built": f"{in_words(built)} ({built:%Y-%m-%dT%H:%M:%SZ})",
        "Data": f"{case.name}, version {case.version}; tables {_short(hashes, 'data')}",
        "Notebook": f"{report.notebook.path.name}, {_short(hashes, 'notebook')}",
        "Under version control": git.in_words(_places(report), seen),
        "Parameters": ", ".join(values),
        "Differing from the notebook's defaults": _given(report) or "none",
        "Also read": "; ".join(f"{words} {_short(hashes, name)}" for name, words in ALSO.items()),
        "Versions": versions(),
        "Run": _run(ran),
    }


def _places(report: Report) -> dict[str, Path]:
    """Where that which git may know lies, by what it is called."""
    data = report.data / report.case.name
    return {"notebook": report.notebook.path, "data": data, "code": PROJECT / "src"}


@cache
def versions() -> str:
    """Python and the packages that a page depends on, with their versions."""
    told = [f"{name} {version(name)}" for name in PACKAGES]
    return ", ".join([f"Python {platform.python_version()}", *told, platform.system()])


def _short(hashes: Mapping[str, str], name: str) -> str:
    """The beginning of a SHA-256."""
    return f"SHA-256 {hashes[name][:DIGITS]}" if hashes.get(name) else "not hashed"


def _given(report: Report) -> str:
    """The parameters that were set to something else than the notebook's own values."""
    declared = report.notebook.parameters
    values: dict[str, Any] = {
        name: value
        for name, value in report.given.items()
        if name in declared and value != declared[name].default
    }
    told = (f"{name} (default {declared[name].default!r})" for name in values)
    return ", ".join(told)


def _run(ran: Ran) -> str:
    """How the notebook was run."""
    kernel = "in a kernel forked from one that was warm" if ran.warm else "in a kernel of its own"
    again = f", at attempt {ran.attempts}" if ran.attempts > 1 else ""
    return f"{kernel}{again}"
