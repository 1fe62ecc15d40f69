"""Demands and their answers as tables."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.demands import FORMS, PARTS, STAGES

#: What stands in a part of a demand's dossier when nothing is on record; other parts are left out.
ABSENT = {
    FORMS["quotation"]: "No source read quotes it from speech.",
    FORMS["document"]: "No source read prints its text.",
    STAGES["answer"]: "No answer at the time is on record.",
    STAGES["outcome"]: "Nothing later is on record.",
}
DOSSIER = {name: ABSENT.get(name, "") for name in PARTS}


def answer_table(asked: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """Every answer to a demand with our judgement of it."""
    labels = asked.set_index("concept")["label"]
    return pd.DataFrame(
        {
            "Demand": given["demand"].map(labels),
            "When": given["stage"].map(STAGES),
            "By": given["speaker"],
            "Said": given["when"],
            "What": given["paraphrase"],
            "Our inference: how far met": given["meets"],
            "Why": given["meets_reason"],
            "Source": given["publisher"],
            "Statements": given["id"],
        }
    )


def stage_table(asked: pd.DataFrame, stages: pd.DataFrame) -> pd.DataFrame:
    """What the figure shows: for each demand the judged answer at the time and what came of it."""
    demand = asked.set_index("concept")
    return pd.DataFrame(
        {
            "Demand": stages["label"],
            "What is asked": stages["concept"].map(demand["proposition"]),
            "When": stages["stage"].map(STAGES),
            "Our inference: how far met": stages["judgement"],
            "Why": stages["words"],
            "By": stages["speaker"],
            "Said": stages["when"],
            "Source": stages["publisher"],
            "Statements of the demand": stages["concept"].map(demand["ids"]),
            "Statements": stages["id"],
        }
    )


def wording_table(statements: pd.DataFrame, asked: pd.DataFrame) -> pd.DataFrame:
    """One row for each demand: its words as spoken, as printed, and how many sources carry it."""
    said = statements[statements["kind"] == "demand"].drop_duplicates("canonical")
    table = pd.DataFrame({"Demand": asked["label"]})
    for form in ("quotation", "document"):
        mine = said[said["form"] == form]
        words = [worded(mine[mine["concept"] == concept]) for concept in asked["concept"]]
        table[FORMS[form]] = words
    table["Sources"] = asked["sources"]
    table["Statements"] = asked["ids"]
    return table


def worded(rows: pd.DataFrame) -> str:
    """What was said, with the fragment quoted and the state of its verification."""
    told = []
    for row in rows.to_dict("records"):
        quote = f" “{row['fragment']}” ({row['quotation']})" if row["fragment"] else ""
        told.append(f"{row['speaker']}: {row['paraphrase']}{quote}")
    return " ".join(told) or "none on record"


def dossier_heads(asked: pd.DataFrame) -> pd.DataFrame:
    """What each dossier is about: key (concept), title (its label) and lead (the proposition)."""
    lead = asked["proposition"] + " (" + asked["wording"] + ")"
    return pd.DataFrame({"key": asked["concept"], "title": asked["label"], "lead": lead})


def missing_table(missing: pd.DataFrame) -> pd.DataFrame:
    """Answers to demands that were looked for and not found."""
    return pd.DataFrame(
        {
            "Answer of": missing["name"],
            "On": missing["label"],
            "What is missing": missing["paraphrase"],
            "How it was looked for": missing["note"],
            "Responds to": missing["target"],
        }
    )
