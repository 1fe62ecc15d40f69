"""Which gaps an audit named, who else named them and when, and what came of them.

A *gap* is what a recommendation wants changed: its concept. Whoever supports the concept's
proposition names the gap too; findings on the same concept are what it was seen in.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis.words import be, count, listed, part, quoted, sentence
from helpers.case import Case

#: When someone named a gap, from the time of the recommendation.
BEFORE = "surely before the review"
SINCE = "with or after the review"
UNDATED = "date not known well enough"
TIMES = [BEFORE, SINCE, UNDATED]
IDS = ["recommendation_ids", "finding_ids", "naming_ids", "outcome_ids"]
COLUMNS = ["concept", "label", "gap", "recommended", "found", *TIMES, "outcome", *IDS]


def namings(statements: pd.DataFrame, targets: pd.DataFrame, replies: pd.DataFrame) -> pd.DataFrame:
    """The statements by which others name the gaps that were recommended to be closed.

    One row for each canonical statement that supports the concept of a recommendation, without
    those of whoever found and recommended and without votes, by gap (in the order of `targets`),
    then time, then date.
    Columns of `statements` (prepared) and time, one of TIMES: surely before the first
    recommendation on it; not before it, or in response to the audit; or not known when.
    """
    asked = targets[targets["kind"] == "recommendation"].drop_duplicates("concept")
    said = statements[statements["concept"].isin(asked["concept"])]
    said = said[(said["stance"] == "support") & (said["kind"] != "vote")]
    said = said[~said["actor"].isin(targets["actor"])].drop_duplicates("canonical")
    starts = targets[targets["kind"] == "recommendation"].groupby("concept")["begin"].min()
    first = starts.reindex(said["concept"]).set_axis(said.index)
    before = said["end"] < first
    since = (said["begin"] >= first) | (said["id"].isin(replies["id"]) & ~before)
    said = said.assign(
        time=np.select([before, since], [BEFORE, SINCE], UNDATED),
        rank=said["concept"].map(list(asked["concept"]).index),
        order=np.select([before, since], [0, 1], 2),
        likely=said["begin"].fillna(said["end"]),
    )
    said = said.sort_values(["rank", "order", "likely"], kind="stable")
    return said.drop(columns=["rank", "order", "likely"]).reset_index(drop=True)


def gaps(
    case: Case, targets: pd.DataFrame, replies: pd.DataFrame, named: pd.DataFrame
) -> pd.DataFrame:
    """One row for each concept that a recommendation is about; `named` comes from `namings`.

    concept, label and gap (the concept's proposition), recommended and found (paraphrases), a
    column for each of TIMES with the names of the others who named it then, outcome (words), and
    IDS: the statements of recommendations, findings, those others and outcomes (joined by ";").
    """
    propositions = case.concepts.set_index("id")["proposition"]
    asked = targets[targets["kind"] == "recommendation"]
    rows = [
        gap_row(targets, replies, named, wanted) | {"gap": propositions[concept]}
        for concept, wanted in asked.groupby("concept", sort=False)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def gap_row(
    targets: pd.DataFrame, replies: pd.DataFrame, named: pd.DataFrame, wanted: pd.DataFrame
) -> dict[str, str]:
    """The row of `gaps` for the recommendations on one concept, all but its proposition."""
    concept = wanted["concept"].iloc[0]
    own = targets[(targets["concept"] == concept) & (targets["stance"] == "support")]
    others = named[named["concept"] == concept]
    later = replies[replies["target"].isin(wanted["id"]) & replies["outcome"]]
    later = later.drop_duplicates("canonical")
    found = own[own["kind"] == "finding"]
    ids = {
        "recommendation_ids": [*wanted["rows"]],
        "finding_ids": [*found["rows"]],
        "naming_ids": [*others["id"]],
        "outcome_ids": [*later["id"]],
    }
    return {
        "concept": concept,
        "label": wanted["label"].iloc[0],
        "recommended": " ".join(wanted["paraphrase"]),
        "found": " ".join(found["paraphrase"]),
        **{time: ", ".join(others[others["time"] == time]["name"].unique()) for time in TIMES},
        "outcome": outcome_words(later),
        **{name: ";".join(each) for name, each in ids.items()},
    }


def outcome_words(later: pd.DataFrame) -> str:
    """What came of it, each vote or later answer with our judgement and its date."""
    return " ".join(
        f"{(row['meets'] or 'not judged').capitalize()}, {row['when']}: {row['paraphrase']}"
        for row in later.to_dict("records")
    )


def gap_sentences(table: pd.DataFrame, named: pd.DataFrame) -> list[str]:
    """Who named each gap before the review, and which gaps nothing came of."""
    if table.empty:
        return ["No recommendation is among the statements used, so no gap is named."]
    told = [
        named_sentence(gap, named[named["concept"] == concept])
        for concept, gap in zip(table["concept"], table["gap"], strict=True)
    ]
    still = table[table["outcome"] == ""]["gap"]
    text = f"a vote or a later answer bears on {part(len(table) - len(still), len(table), 'gap')}"
    rest = f"; nothing is on record for {listed(map(quoted, still))}" if len(still) else ""
    return [*told, sentence(text + rest)]


def named_sentence(gap: str, named: pd.DataFrame) -> str:
    """Who named one gap before the review, and how many did so at another time."""
    who = {time: list(named[named["time"] == time]["name"].unique()) for time in TIMES}
    if named.empty:
        return f"No statement of others that is used names the gap {quoted(gap)}."
    rest = [
        f"{count(len(who[time]), 'speaker')} {words}"
        for time, words in {
            SINCE: "with or after the review",
            UNDATED: "at a time not known",
        }.items()
        if who[time]
    ]
    text, also = f"no statement used surely names {quoted(gap)} before the review", ""
    if who[BEFORE]:
        text = f"{quoted(gap)} was surely named before the review by {listed(who[BEFORE])}"
        also = " also"
    return sentence(f"{text}; it was{also} named by {listed(rest)}" if rest else text)


def gap_title(table: pd.DataFrame) -> str:
    """The title of the figure that joins gaps with who named them."""
    if table.empty:
        return "No gap is named"
    known = int((table[BEFORE] != "").sum())
    text = f"{part(known, len(table), 'gap')} {be(known)} surely named by others before the review"
    return text[0].upper() + text[1:]


def gap_table(table: pd.DataFrame) -> pd.DataFrame:
    """The gaps with the names of columns for download; empty cells say what they mean."""
    heads = {
        "gap": "gap",
        "recommended": "recommended",
        "found": "found_on_it",
        BEFORE: "named_before_by",
        SINCE: "named_with_or_after_it_by",
        UNDATED: "named_date_not_known_by",
        "outcome": "what_came_of_it_our_inference",
    }
    words = table[list(heads)].rename(columns=heads).replace({"": "none on record"})
    return words.assign(concept_id=table["concept"]).join(table[IDS])


def naming_table(named: pd.DataFrame) -> pd.DataFrame:
    """Every statement by which someone else names a gap: who, when, in what words, where."""
    return pd.DataFrame(
        {
            "gap": named["label"],
            "named_by": named["speaker"],
            "group": named["group_label"],
            "time": named["time"],
            "said": named["when"],
            "what": named["paraphrase"],
            "source": named["publisher"],
            "statement_ids": named["id"],
            "concept_id": named["concept"],
            "actor_id": named["actor"],
            "group_id": named["group"],
            "article_id": named["article"],
        }
    )
