"""How far coders agree on the stance of statements that were coded twice.

A statement is coded twice when two coders have a row for the same article, actor and concept. Where
a coder has several, the first of the one is compared with the first of the other, the second with
the second, and what is left over has no partner. A stance that the copy does not show is no value.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis.counting import codes
from helpers.analysis.coverage_rows import coder_lines
from helpers.analysis.words import count, few, part
from helpers.case import Case, stated

FEW = 10  # pairs, below which a coefficient says little
UNIT = ("article", "actor", "concept")


def double_coded(case: Case) -> pd.DataFrame:
    """The rows of every statement with a stance from two coders or more: unit, concept, coder, stance, id.

    `unit` numbers the statements in the order of the file.
    """
    table = case.statements[stated(case.statements["article"]) & stated(case.statements["stance"])]
    place = codes(table[column] for column in (*UNIT, "coder"))
    table = table.assign(place=table.groupby(place).cumcount())
    table["unit"] = pd.factorize(codes(table[column] for column in (*UNIT, "place")))[0]
    coders = table.groupby("unit")["coder"].transform("nunique")
    return table.loc[coders > 1, ["unit", "concept", "coder", "stance", "id"]]


def agreement(case: Case) -> pd.DataFrame:
    """Agreement on stance by concept, most pairs first, and over all concepts in the last row.

    Columns concept_id ("" for all), concept (label), twice (statements coded by more than one
    coder), pairs (of codings), agreed, percent (0 to 100), alpha (Krippendorff's, nominal; NaN where
    all codings are the same, so that chance has nothing to be compared with), statements (ids
    joined by ";"). Empty when nothing is coded twice.
    """
    rows = double_coded(case)
    label = case.concepts.set_index("id")["label"]
    groups = dict(list(rows.groupby("concept", sort=False)))
    order = sorted(groups, key=lambda one: (-len(groups[one]), label[one]))
    parts = [(one, label[one], groups[one]) for one in order]
    parts += [("", "all concepts", rows)] if groups else []
    found = [(*names, *numbers(part), alpha(part), ";".join(part["id"])) for *names, part in parts]
    columns = ["concept_id", "concept", "twice", "pairs", "agreed", "alpha", "statements"]
    table = pd.DataFrame(found, columns=columns)
    table.insert(5, "percent", 100 * table["agreed"] / table["pairs"])
    return table


def value_counts(rows: pd.DataFrame) -> np.ndarray:
    """How many coders gave each stance to each unit: units x stances."""
    return pd.crosstab(rows["unit"], rows["stance"]).to_numpy()


def numbers(rows: pd.DataFrame) -> tuple[int, int, int]:
    """Statements coded twice, pairs of codings of the same statement, and pairs that agree."""
    given = value_counts(rows)
    coders = given.sum(axis=1)
    pairs, agreed = (int((n * (n - 1) // 2).sum()) for n in (coders, given))
    return len(given), pairs, agreed


def alpha(rows: pd.DataFrame) -> float:
    """Krippendorff's alpha for nominal values: 1 - observed / expected disagreement.

    NaN without a pair, and where only one stance was given.
    """
    import krippendorff  # only this function needs it

    given = value_counts(rows)
    if given.shape[1] < 2:
        return float("nan")
    return float(krippendorff.alpha(value_counts=given, level_of_measurement="nominal"))


def agreement_sentence(case: Case, table: pd.DataFrame) -> str:
    """How far coders agree, in two or three sentences; that nothing was coded twice, in one."""
    coders = sorted(set(case.statements["coder"]))
    if table.empty:
        return coded_once(coders)
    total = table.iloc[-1]
    agreed = part(total["agreed"], total["pairs"], "pair")
    found = (
        f"{count(total['twice'], 'statement').capitalize()} {'was' if total['twice'] == 1 else 'were'} "
        f"coded more than once, by {few(coders, 5)}. On stance they agree in {agreed} of codings "
        f"({total['percent']:.0f} %); Krippendorff’s alpha is "
    )
    weak = (
        ""
        if total["pairs"] >= FEW
        else " So few pairs allow no judgement on the coding as a whole."
    )
    if np.isnan(total["alpha"]):
        return f"{found}not defined, because all codings are the same.{weak}"
    return f"{found}{total['alpha']:.2f}.{weak}".replace("-", "−")


def coded_once(coders: list[str]) -> str:
    """Why no coder can be compared with another, in a sentence."""
    if not coders:
        return "There is no statement, so there are no codings to compare."
    who = f"All rows were coded by one coder ({coders[0]})"
    if len(coders) > 1:
        number = count(len(coders), "coder").capitalize()
        who = f"{number} coded, but no statement was coded by two of them"
    return f"{who}, so it cannot be said how far another coder would agree."


def agreement_view(table: pd.DataFrame) -> pd.DataFrame:
    """The table as a page shows it: alpha in words where it is not defined, place for the ids."""
    words = table["alpha"].map(lambda a: "all the same" if np.isnan(a) else f"{a:.2f}")
    shown = table.assign(alpha=words.astype("str"), place="#" + coder_lines(table)["anchor"])
    shown = shown.drop(columns=["concept_id", "statements"])
    return shown.rename(columns={"twice": "coded twice", "percent": "per cent"})
