"""Tables as pandas DataFrames, with what the calendar says of their dates."""

import numpy as np
import pandas as pd

from helpers.case.cells import numbers
from helpers.case.check import Examined
from helpers.case.edtf import UNKNOWN, parse_edtf
from helpers.case.schema import MISSING, fields
from helpers.case.tables import Column, Table


def frames(examined: Examined) -> dict[str, pd.DataFrame]:
    """The six tables of a case without problems, by name; statements have `quotation` besides."""
    found = {name: _frame(table) for name, table in examined.tables.items()}
    found["statements"]["quotation"] = pd.Series(examined.quotations, dtype="str")
    return found


def _frame(table: Table) -> pd.DataFrame:
    """The table in file order: text as str, whole numbers as Int64, four columns more a date."""
    columns = {}
    for each in fields(table.name):
        column = table.columns[each.name]
        columns[each.name] = _whole_numbers(column) if each.is_integer else _texts(column)
    for each in fields(table.name):
        if each.edtf:
            columns |= _dates(each.name, table.columns[each.name])
    return pd.DataFrame(columns)


def _texts(column: Column) -> pd.Series:
    return pd.Series(np.array(column.values, dtype=object)[column.codes], dtype="str")


def _whole_numbers(column: Column) -> pd.Series:
    return pd.Series(numbers(column), dtype="Int64").take(column.codes).reset_index(drop=True)


def _dates(name: str, column: Column) -> dict[str, pd.Series]:
    """The four columns derived from one date column; each different date is read once."""
    parsed = [None if value in MISSING else parse_edtf(value) for value in column.values]
    earliest = [each.earliest if each else UNKNOWN for each in parsed]
    latest = [each.latest if each else UNKNOWN for each in parsed]
    approximate = [each is not None and each.approximate for each in parsed]
    uncertain = [each is not None and each.uncertain for each in parsed]
    return {
        f"{name}_earliest": pd.Series(np.array(earliest, dtype="datetime64[s]")[column.codes]),
        f"{name}_latest": pd.Series(np.array(latest, dtype="datetime64[s]")[column.codes]),
        f"{name}_approximate": pd.Series(np.array(approximate, dtype=bool)[column.codes]),
        f"{name}_uncertain": pd.Series(np.array(uncertain, dtype=bool)[column.codes]),
    }
