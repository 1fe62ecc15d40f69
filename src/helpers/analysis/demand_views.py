"""Demands and their answers as tables."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.demands import FORMS, PARTS, STAGES

#: What stands in a part of a demand's dossier when nothing is on record; other parts are left out.
ABSENT = {
    FORMS["quotation"]: "No source read quotes it from speech.",
    FORMS["document"]: "No source read prints its text.",
    STAGES["answer"]: "No answer at the time is on record.",
    STAGES["outcome"]: "No later vote or answer to it is on record.",
}
DOSSIER = {name: ABSENT.get(name, "") for name in PARTS}


#: How the page heads the columns of these tables that need more than their name.
HEADS = {
    "meets": "Our inference: how far met",
    "meets_reason": "why",
    "actor": "by",
    "what": "what is said",
    "answer_of": "answer of",
    "sought": "how it was looked for",
}


def answer_table(asked: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """Every answer to a demand with our judgement of it, one a row.

    Columns concept_id, demand, stage, actor_id, actor, said, what, meets, meets_reason, article_id,
    source, statements (its id).
    """
    labels = asked.set_index("concept")["label"]
    return pd.DataFrame(
        {
            "concept_id": given["demand"],
            "demand": given["demand"].map(labels),
            "stage": given["stage"].map(STAGES),
            "actor_id": given["actor"],
            "actor": given["speaker"],
            "said": given["when"],
            "what": given["paraphrase"],
            "meets": given["meets"].replace("", "not judged"),
            "meets_reason": given["meets_reason"],
            "article_id": given["article"],
            "source": given["publisher"],
            "statements": given["id"],
        }
    )


def stage_table(asked: pd.DataFrame, stages: pd.DataFrame) -> pd.DataFrame:
    """What the figure shows: for each demand the judged answer at the time and what came of it.

    Columns concept_id, demand, proposition, stage, meets, meets_reason, actor, said, source,
    demand_statements and statements (ids, joined by ";").
    """
    demand = asked.set_index("concept")
    return pd.DataFrame(
        {
            "concept_id": stages["concept"],
            "demand": stages["label"],
            "proposition": stages["concept"].map(demand["proposition"]),
            "stage": stages["stage"].map(STAGES),
            "meets": stages["judgement"],
            "meets_reason": stages["words"],
            "actor": stages["speaker"],
            "said": stages["when"],
            "source": stages["publisher"],
            "demand_statements": stages["concept"].map(demand["ids"]),
            "statements": stages["id"],
        }
    )


def wording_table(statements: pd.DataFrame, asked: pd.DataFrame) -> pd.DataFrame:
    """One row for each demand: its words as spoken, as printed, and how many sources carry it.

    Columns concept_id, demand, as_spoken, as_printed, sources (number), statements (ids, joined by
    ";").
    """
    said = statements[statements["kind"] == "demand"].drop_duplicates("canonical")
    table = pd.DataFrame({"concept_id": asked["concept"], "demand": asked["label"]})
    for form, column in {"quotation": "as_spoken", "document": "as_printed"}.items():
        mine = said[said["form"] == form]
        table[column] = [worded(mine[mine["concept"] == concept]) for concept in asked["concept"]]
    table["sources"] = asked["sources"]
    table["statements"] = asked["ids"]
    return table


def worded(rows: pd.DataFrame) -> str:
    """What was said, with the fragment quoted and the state of its verification."""
    told = []
    for row in rows.to_dict("records"):
        quote = f" “{row['fragment']}” ({row['quotation']})" if row["fragment"] else ""
        told.append(f"{row['speaker']}: {row['paraphrase']}{quote}")
    return " · ".join(told) or "none on record"


def dossier_heads(asked: pd.DataFrame) -> pd.DataFrame:
    """What each dossier is about: key (concept), title (its label), lead (the proposition).

    `back` is the id of the figure that leads there.
    """
    lead = asked["proposition"] + " (" + asked["wording"] + ")"
    columns = {"key": asked["concept"], "title": asked["label"], "lead": lead}
    return pd.DataFrame(columns | {"back": "demands-answered"})


def missing_table(missing: pd.DataFrame) -> pd.DataFrame:
    """Answers to demands that were looked for and not found.

    Columns actor_id, answer_of, concept, what, sought, responds_to (id of the statement).
    """
    return pd.DataFrame(
        {
            "actor_id": missing["actor"],
            "answer_of": missing["name"],
            "concept": missing["label"],
            "what": missing["paraphrase"],
            "sought": missing["note"],
            "responds_to": missing["target"],
        }
    )
