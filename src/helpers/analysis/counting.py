"""Which statements count: one coder's rows, and one of those that say the same again."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

#: Counting rules: the first statement of each key is kept, in date, article, position order.
COUNTING = {
    "statement": None,
    "article": "article",
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "once": "",
}
SIDES = ("support", "oppose")


def count_once(statements: pd.DataFrame, counting: str, *, by_stance: bool = True) -> pd.DataFrame:
    """The statements with later ones of the same key left out, in their first order.

    The key is actor, concept, stance and what the rule names: the article, or the calendar period
    (with its year) of the earliest possible date; undated statements have a period of their own.
    Measures that ignore stance leave it out of the key: `by_stance=False`. The column `also` has
    the ids of those that a statement stands for, joined by spaces, so that a page keeps their places.
    """
    if counting == "statement":
        return statements.assign(also="")
    parts = [statements["actor"], statements["concept"]]
    parts += [statements["stance"]] if by_stance else []
    if counting == "article":
        parts.append(statements["article"])
    elif counting != "once":
        parts.append(statements["said_earliest"].dt.to_period(COUNTING[counting]))
    order = in_order(statements)
    again = np.empty(len(statements), dtype=bool)
    key = codes(parts)
    again[order] = pd.Series(key[order]).duplicated()
    left_out: dict[int, list[str]] = {}
    for unit, one in zip(key[again], statements["id"][again], strict=True):
        left_out.setdefault(unit, []).append(one)
    also = [" ".join(left_out.get(unit, ())) for unit in key[~again]]
    return statements[~again].assign(also=pd.Series(also, statements.index[~again], dtype="str"))


def in_order(statements: pd.DataFrame) -> np.ndarray:
    """Row numbers in order of date (the earliest possible, undated last), article and position."""
    said = statements["said_earliest"]
    articles = pd.factorize(statements["article"])[0]
    return np.lexsort((articles, said.to_numpy(), said.isna()))


def codes(columns: Iterable[pd.Series]) -> np.ndarray:
    """One whole number a row, the same where all columns are the same; missing counts as a value."""
    code: np.ndarray | int = 0
    for column in columns:
        part, values = pd.factorize(column)
        code = code * (len(values) + 1) + part + 1
    return np.asarray(code, dtype=np.int64)


def coded_again(statements: pd.DataFrame) -> pd.Series:
    """Which rows are a second coding: same article, actor and concept as an earlier row, other coder.

    The coder of the first row in the file is the one who counts.
    """
    if statements["coder"].nunique() < 2:
        return pd.Series(False, index=statements.index)
    unit = codes(statements[column] for column in ("article", "actor", "concept"))
    _, first, place = np.unique(unit, return_index=True, return_inverse=True)
    coder = pd.factorize(statements["coder"])[0]
    return pd.Series(coder[first][place] != coder, index=statements.index)


def first_codings(statements: pd.DataFrame) -> pd.DataFrame:
    """The statements without second codings, see `coded_again`."""
    return statements[~coded_again(statements)]
