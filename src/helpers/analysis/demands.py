"""Demands with their wording, what answered them at the time, and what came of them later.

Demands on the same concept are one demand: it may be reported as spoken and as printed, and others
may ask the same. An answer to any of these statements is an answer to the demand.
"""

from __future__ import annotations

import pandas as pd

from helpers.analysis.responses import looked_for
from helpers.case import Case

#: Forms of a statement with the heading of its words; the order in which they are shown.
FORMS = {"quotation": "As spoken", "document": "As printed", "paraphrase": "As reported"}
OTHERS = "Others who ask the same"
NOT_JUDGED, NONE = "not judged", "none on record"
STAGES = {"answer": "The answer at the time", "outcome": "What came of it"}
ELSE = "Also said on it"
UNLINKED = "A vote on the same question is on record, but not as an answer to this demand."
PARTS = [*FORMS.values(), OTHERS, *STAGES.values(), ELSE]


def demands(case: Case, statements: pd.DataFrame) -> pd.DataFrame:
    """One row for each concept that is demanded, in the order of the case's concepts.

    `statements` is prepared (helpers.analysis.prepared). Columns concept, label, proposition,
    spoken, printed (bool: whether a source reports it in that form), wording (the same in words),
    sources (number of articles), ids (of the statements, joined by ";").
    """
    asked = statements[statements["kind"] == "demand"]
    groups = asked.groupby("concept")
    table = case.concepts.rename(columns={"id": "concept"})
    table = table[table["concept"].isin(asked["concept"])][["concept", "label", "proposition"]]
    for name, form in {"spoken": "quotation", "printed": "document"}.items():
        table[name] = table["concept"].isin(asked[asked["form"] == form]["concept"])
    table["wording"] = [
        wording(*forms) for forms in zip(table["spoken"], table["printed"], strict=True)
    ]
    table["ids"] = table["concept"].map(groups["id"].agg(";".join))
    table["sources"] = table["concept"].map(groups["article"].nunique())
    return table.reset_index(drop=True)


def wording(spoken: bool, printed: bool) -> str:
    """In which forms a demand is on record."""
    if spoken and printed:
        return "spoken and printed"
    return "spoken only" if spoken else "printed only" if printed else "reported only"


def answers(statements: pd.DataFrame, replies: pd.DataFrame) -> pd.DataFrame:
    """What responds to demands, each once for a demand, at the time first and then in order.

    `replies` comes from helpers.analysis.responses with demands as targets. Adds demand (the
    concept demanded) and stage (answer or outcome); the direction is left out: how far an answer
    meets a demand is judged, not derived.
    """
    stage = replies["outcome"].map({False: "answer", True: "outcome"})
    table = replies.drop(columns="direction").assign(demand=replies["target_concept"], stage=stage)
    return table.drop_duplicates(["demand", "canonical"]).reset_index(drop=True)


def stages(asked: pd.DataFrame, given: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """For each demand and stage the judged answers; where there is none, what there is instead.

    `other` comes from `also_said`: a vote among it is mentioned where nothing else came of a demand.

    Columns concept, label, stage, judgement (the coded one, NOT_JUDGED or NONE), speaker, when, words
    (the reason of the judgement, or the answer in our words), publisher (of the source) and id (of
    the statement; these two are empty for NONE).
    """
    rows: list[tuple[str, ...]] = []
    for concept in asked["concept"]:
        for stage in STAGES:
            mine = given[(given["demand"] == concept) & (given["stage"] == stage)]
            judged = mine[mine["meets"] != ""]
            shown = judged if len(judged) else mine
            rows += [stage_row(row, concept, stage) for row in shown.to_dict("records")]
            if shown.empty:
                votes = other[(other["demand"] == concept) & (other["kind"] == "vote")]
                words = UNLINKED if stage == "outcome" and len(votes) else ""
                rows.append((concept, stage, NONE, "", "", words, "", ""))
    columns = ["concept", "stage", "judgement", "speaker", "when", "words", "publisher", "id"]
    table = pd.DataFrame(rows, columns=columns)
    table.insert(1, "label", table["concept"].map(asked.set_index("concept")["label"]))
    return table


def stage_row(row: dict[str, str], concept: str, stage: str) -> tuple[str, ...]:
    """One answer as a row of `stages`."""
    judgement = row["meets"] or NOT_JUDGED
    words = row["meets_reason"] or row["paraphrase"]
    said = (row["speaker"], row["when"], words, row["publisher"], row["id"])
    return concept, stage, judgement, *said


def also_said(statements: pd.DataFrame, asked: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """Statements on a demanded concept that are neither the demand nor an answer to it."""
    other = statements[statements["concept"].isin(asked["concept"])]
    other = other[(other["kind"] != "demand") & ~other["canonical"].isin(given["canonical"])]
    return other.drop_duplicates("canonical").assign(demand=other["concept"])


def principals(words: pd.DataFrame) -> pd.Series:
    """On whose behalf each demand is made: the actor spoken for, else the speaker."""
    return words["behalf_of"].where(words["behalf_of"] != "", words["actor"])


def parts(words: pd.DataFrame) -> pd.Series:
    """The heading for each statement of a demand: its form, or that others ask the same.

    Those who are reported in their own words, spoken or printed, make the demand; anyone else who is
    reported as asking the same is another. Where nobody's words are on record, nobody is another.
    """
    who, own = principals(words), words["form"] != "paraphrase"
    makers = set(zip(words["demand"][own], who[own], strict=True))
    makers |= set(zip(words["demand"][own], words["actor"][own], strict=True))
    known = {demand for demand, _ in makers}
    other = [
        demand in known and not {(demand, a), (demand, b)} & makers
        for demand, a, b in zip(words["demand"], who, words["actor"], strict=True)
    ]
    return words["form"].map(FORMS).mask(pd.Series(other, index=words.index), OTHERS)


def dossier_rows(
    statements: pd.DataFrame, asked: pd.DataFrame, given: pd.DataFrame
) -> pd.DataFrame:
    """Every statement that belongs to a demand, with the part of its dossier it stands in.

    Columns of `statements`, key (concept demanded) and part (heading), in reading order.
    """
    words = statements[statements["kind"] == "demand"]
    words = words.assign(demand=words["concept"])
    words = words.assign(part=parts(words))
    replies = given.assign(part=given["stage"].map(STAGES))
    other = also_said(statements, asked, given).assign(part=ELSE)
    other = other.assign(meets="", meets_reason="")  # judged, it was as an answer to something else
    table = pd.concat([words, replies, other], ignore_index=True).rename(columns={"demand": "key"})
    rank = table["part"].map(PARTS.index)
    return table.iloc[rank.argsort(kind="stable")].reset_index(drop=True)


def missing(case: Case, statements: pd.DataFrame) -> pd.DataFrame:
    """Answers to a demand that were looked for and not found (see `looked_for`)."""
    asked = statements[statements["kind"] == "demand"]
    return looked_for(case, statements, set(asked["canonical"]))
