"""Which gaps an audit named, who else named them and when, and what came of them.

A *gap* is what a recommendation wants changed: its concept. Whoever supports the concept's
proposition names the gap too; findings on the same concept are what it was seen in.
"""

from __future__ import annotations

import pandas as pd

from helpers.analysis.words import listed, part, quoted, sentence
from helpers.case import Case

COLUMNS = ["label", "gap", "recommended", "found", "before", "since", "undated", "outcome", "ids"]


def gaps(
    case: Case, statements: pd.DataFrame, targets: pd.DataFrame, replies: pd.DataFrame
) -> pd.DataFrame:
    """One row for each concept that a recommendation is about; `statements` is prepared.

    label and gap (the concept's proposition), recommended and found (paraphrases), before, since and undated
    (names of others who support it: surely before the recommendation; not before it or in response
    to the audit; or it is not known when), outcome (words), ids (of the statements of those others, with ", ").
    """
    propositions = case.concepts.set_index("id")["proposition"]
    asked = targets[targets["kind"] == "recommendation"]
    rows = [
        gap_row(statements, targets, replies, wanted) | {"gap": propositions[concept]}
        for concept, wanted in asked.groupby("concept", sort=False)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def gap_row(
    statements: pd.DataFrame, targets: pd.DataFrame, replies: pd.DataFrame, wanted: pd.DataFrame
) -> dict[str, str]:
    """The row of `gaps` for the recommendations on one concept, all but its proposition."""
    concept, first = wanted["concept"].iloc[0], wanted["begin"].min()
    own = targets[(targets["concept"] == concept) & (targets["stance"] == "support")]
    others = voices(statements, concept, targets)
    before = others["end"] < first
    since = (others["begin"] >= first) | (others["id"].isin(replies["id"]) & ~before)
    return {
        "label": wanted["label"].iloc[0],
        "recommended": " ".join(wanted["paraphrase"]),
        "found": " ".join(own[own["kind"] == "finding"]["paraphrase"]),
        "before": names(others[before]),
        "since": names(others[since]),
        "undated": names(others[~before & ~since]),
        "outcome": outcome_words(replies[replies["target"].isin(wanted["id"])]),
        "ids": ", ".join(others["id"]),
    }


def voices(statements: pd.DataFrame, concept: str, targets: pd.DataFrame) -> pd.DataFrame:
    """The canonical statements that support a concept, without the audit's own and without votes."""
    said = statements[(statements["concept"] == concept) & (statements["stance"] == "support")]
    said = said[~said["canonical"].isin(targets["id"]) & (said["kind"] != "vote")]
    return said.drop_duplicates("canonical")


def names(said: pd.DataFrame) -> str:
    """Who said it, each once, in the order of the table; empty for nobody."""
    return ", ".join(said["name"].unique())


def outcome_words(replies: pd.DataFrame) -> str:
    """What came of it, each vote or later answer with our judgement and its date."""
    later = replies[replies["outcome"]].drop_duplicates("canonical")
    return " ".join(
        f"{(row['meets'] or 'not judged').capitalize()}, {row['when']}: {row['paraphrase']}"
        for row in later.to_dict("records")
    )


def gap_sentences(table: pd.DataFrame) -> list[str]:
    """How many gaps something came of, and which stayed open; one sentence when none is named."""
    if table.empty:
        return ["No recommendation is on record, so no gap is named."]
    still = table[table["outcome"] == ""]["gap"]
    text = f"a vote or a later answer bears on {part(len(table) - len(still), len(table), 'gap')}"
    rest = f"nothing is on record for {listed(map(quoted, still))}"
    return [sentence(text)] if still.empty else [sentence(text), sentence(rest)]


def gap_title(table: pd.DataFrame) -> str:
    """The title of the figure that joins gaps with who named them."""
    if table.empty:
        return "No gap is named"
    known = int((table["before"] != "").sum())
    text = f"{part(known, len(table), 'gap')} had been named by others before the review"
    return text[0].upper() + text[1:]


def gap_alt(table: pd.DataFrame) -> str:
    """The same figure told in words, one sentence for each gap."""
    texts = [
        f"{row['label']}: named before by {row['before'] or 'nobody'}; with or after the review by "
        f"{row['since'] or 'nobody'}; what came of it: {row['outcome'] or 'nothing on record'}"
        for row in table.to_dict("records")
    ]
    return " ".join(sentence(text) for text in texts) or "No gap."


def gap_table(table: pd.DataFrame) -> pd.DataFrame:
    """The gaps with headings for readers; empty cells say what they mean."""
    heads = {
        "gap": "Gap: what should change",
        "recommended": "Recommended",
        "found": "Found on it",
        "before": "Named before by",
        "since": "Named with or after it by",
        "undated": "Named, date not known, by",
        "outcome": "What came of it (our judgement)",
        "ids": "Statements of the others",
    }
    shown = table.rename(columns=heads)[list(heads.values())]
    return shown.replace({"": "none on record"})


def gap_voices(statements: pd.DataFrame, table: pd.DataFrame, shown: pd.Series) -> pd.DataFrame:
    """The statements of the others who name a gap, without those whose ids are already `shown`."""
    ids = {name for cell in table["ids"] for name in cell.split(", ")}
    return statements[statements["id"].isin(ids - set(shown))]
