"""What stands beside the findings on demands: who else asks, who judged, what was not found."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.demands import OTHERS
from helpers.analysis.words import be, count, listed, sentence


def others_sentence(rows: pd.DataFrame, asked: pd.DataFrame) -> str:
    """Who else asks the same, by demand: "“Masks” is also asked for by the union."."""
    labels = asked.set_index("concept")["label"]
    others = rows[rows["part"] == OTHERS]
    names = others.groupby("key", sort=False)["name"].agg(lambda who: listed(who.unique()))
    told = [
        f"{listed(f'“{labels[key]}”' for key in mine.index)} {be(len(mine))} also asked for by {who}."
        for who, mine in names.groupby(names, sort=False)
    ]
    if asked.empty:
        return ""
    return " ".join(told) or "No source read names others who ask the same."


def missing_sentence(missing: pd.DataFrame) -> str:
    """How many answers were looked for and not found."""
    if missing.empty:
        return "No answer to these demands is coded as looked for and not found."
    was = "was" if len(missing) == 1 else "were"
    return sentence(f"{count(len(missing), 'answer')} {was} looked for and not found")


def judges_sentence(given: pd.DataFrame) -> str:
    """How many answers were judged and by how many coders."""
    judged = given[given["meets"] != ""].drop_duplicates("canonical")
    if judged.empty:
        return "No answer was judged."
    coders = judged["coder"].nunique()
    text = f"{count(len(judged), 'answer')} {'was' if len(judged) == 1 else 'were'} judged"
    text += f", by {count(coders, 'coder')}"
    return sentence(text + ("; another coder might judge otherwise" if coders == 1 else ""))
