"""Read and check one case: its tables, its dates, its quotations.

A name is imported when it is first asked for: finding out that nothing is to be built takes none
of the packages that reading a table takes.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.case.anchors import Anchor, locate, make_anchor
    from helpers.case.check import check_case
    from helpers.case.edtf import Edtf, EdtfError, parse_edtf
    from helpers.case.model import Case, date_in_words, read_case, stated
    from helpers.case.problems import CaseError, Problem
    from helpers.case.project import PROJECT, data_folder, list_cases
    from helpers.case.schema import MISSING

__all__ = [
    "MISSING",
    "PROJECT",
    "Anchor",
    "Case",
    "CaseError",
    "Edtf",
    "EdtfError",
    "Problem",
    "check_case",
    "data_folder",
    "date_in_words",
    "list_cases",
    "locate",
    "make_anchor",
    "parse_edtf",
    "read_case",
    "stated",
]

_HOMES = {
    "anchors": ("Anchor", "locate", "make_anchor"),
    "check": ("check_case",),
    "edtf": ("Edtf", "EdtfError", "parse_edtf"),
    "model": ("Case", "date_in_words", "read_case", "stated"),
    "problems": ("CaseError", "Problem"),
    "project": ("PROJECT", "data_folder", "list_cases"),
    "schema": ("MISSING",),
}


def __getattr__(name: str) -> Any:
    """A name of `__all__`, from the module that has it."""
    for module, names in _HOMES.items():
        if name in names:
            value = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
