"""A case as the notebooks use it: six tables and what the case calls itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.case.check import examine
from helpers.case.edtf import parse_edtf
from helpers.case.problems import CaseError
from helpers.case.schema import MISSING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Case:
    """One case that passed its check.

    The tables keep the order of their files under a RangeIndex. Text columns hold the kinds of
    missing as words: "" (does not apply), "not stated", "not found", "withheld". Whole numbers are
    Int64. For each EDTF column c there are c_earliest and c_latest (datetime64[s], first and last
    second, local to `timezone`; NaT where unknown or open), c_approximate and c_uncertain (bool).
    statements.quotation is verified, moved, ambiguous, orphaned, text not held, or "" without a
    fragment. `labels` gives the categories the case names, in its order: {"phase": {value: label}}.
    """

    name: str
    title: str
    description: str
    timezone: str
    folder: Path
    articles: pd.DataFrame
    actors: pd.DataFrame
    concepts: pd.DataFrame
    statements: pd.DataFrame
    events: pd.DataFrame
    accounts: pd.DataFrame
    labels: dict[str, dict[str, str]]


def read_case(name: str, data: str | Path = "", texts: str | Path = "") -> Case:
    """The case called `name` under `data`. Raises CaseError with every problem when it has any."""
    found = examine(name, data, texts)
    if found.problems:
        raise CaseError(found.problems)
    # Checking a case needs no pandas, whose import takes longer than the check.
    from helpers.case.frames import frames

    return Case(
        name=name,
        title=found.package.title,
        description=found.package.description,
        timezone=found.package.timezone,
        folder=found.folder,
        labels={column: dict(each) for (_, column), each in found.package.labels.items()},
        **frames(found),
    )


def stated(column: pd.Series) -> pd.Series:
    """True where the cell holds a real value, False where it holds one of the kinds of missing."""
    return ~column.isin(MISSING)


def date_in_words(cell: str) -> str:
    """What an EDTF cell says, in words; a kind of missing stays as it is. Raises EdtfError."""
    return cell if cell in MISSING else parse_edtf(cell).in_words()
