"""Read and check one case: its tables, its dates, its quotations."""

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
