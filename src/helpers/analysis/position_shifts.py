"""Changes of side: who supported a concept and opposed it, and whether the order can be known."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis.counting import codes
from helpers.analysis.position_views import unique_names
from helpers.analysis.words import count, few
from helpers.case import Case, date_in_words

CELL = ["actor", "concept"]
COLUMNS = [*CELL, "from_id", "to_id", "order"]
SIDES = ("support", "oppose")
WORDS = {
    "before": "shifted",
    "marked": "shifted, if the date marked approximate or uncertain holds",
    "undecided": "order cannot be decided",
}

SAID = {
    "before": "changed sides for certain",
    "marked": "changed sides, if a date marked approximate or uncertain holds",
    "undecided": "took both sides in an order that the dates cannot decide",
}


def shifts(statements: pd.DataFrame) -> pd.DataFrame:
    """Changes of side, for each actor and concept with supporting and opposing statements.

    A change is certain when the latest date possible for a statement on one side lies before the
    earliest for one on the other: from_id and to_id are the first such pair, and order is `before`,
    or `marked` when one of their dates is approximate or uncertain. A change back is a row of its
    own. Where no such pair exists, because dates are missing or reach over each other, one row has
    order `undecided` and names the first statement on either side.
    """
    sided = statements[statements["stance"].isin(SIDES)]
    sided = sided.assign(cell=codes(sided[name] for name in CELL)).sort_values(
        "said_earliest", kind="stable"
    )
    cells = [sided.loc[sided["stance"] == side, "cell"] for side in SIDES]
    sided = sided[sided["cell"].isin(np.intersect1d(*cells))]
    certain = pd.concat([turned(sided, *SIDES), turned(sided, *SIDES[::-1])])
    first = sided[~sided["cell"].isin(certain["cell"])].drop_duplicates(["cell", "stance"])
    ends = first.groupby("cell")["id"].agg(from_id="first", to_id="last")
    pairs = pd.concat([certain, ends.reset_index().assign(order="undecided")])
    names = sided.drop_duplicates("cell")[["cell", *CELL]]
    return (
        names.merge(pairs, on="cell")
        .sort_values([*CELL, "when"], kind="stable", ignore_index=True)
        .reindex(columns=COLUMNS)
    )


def turned(sided: pd.DataFrame, old: str, new: str) -> pd.DataFrame:
    """For each cell the first certain change from the stance `old` to `new`.

    Columns cell, from_id, to_id, order and when, the earliest moment possible of the new side.
    """
    before = sided[(sided["stance"] == old) & sided["said_latest"].notna()]
    after = sided[(sided["stance"] == new) & sided["said_earliest"].notna()]
    sure = first_after(before[~marked(before)], after[~marked(after)]).assign(order="before")
    hinging = first_after(before, after).assign(order="marked")
    return pd.concat([sure, hinging]).drop_duplicates("cell")


def marked(statements: pd.DataFrame) -> pd.Series:
    """Whether the date of each statement is approximate or uncertain."""
    return statements["said_approximate"] | statements["said_uncertain"]


def first_after(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """For each cell the first statement of `after` surely made after one of `before`.

    The last statement that was surely made before it stands beside it: columns cell, from_id,
    to_id, when.
    """
    pairs = pd.merge_asof(
        after[["cell", "id", "said_earliest"]].sort_values("said_earliest", kind="stable"),
        before[["cell", "id", "said_latest"]].sort_values("said_latest", kind="stable"),
        left_on="said_earliest",
        right_on="said_latest",
        by="cell",
        allow_exact_matches=False,
        suffixes=("_to", "_from"),
    ).dropna(subset="id_from")
    found = pairs.drop_duplicates("cell")
    return pd.DataFrame(
        {
            "cell": found["cell"],
            "from_id": found["id_from"],
            "to_id": found["id_to"],
            "when": found["said_earliest"],
        }
    )


def shift_table(case: Case, statements: pd.DataFrame) -> pd.DataFrame:
    """The changes of side in words, one a row.

    Columns actor_id, actor, concept_id, concept, one_side, other_side, result and statements (the
    ids of the two, joined by ";").
    """
    found = shifts(statements)
    said = statements.set_index("id")

    def told(ids: pd.Series) -> list[str]:
        return [f"{said.at[i, 'stance']}, {date_in_words(said.at[i, 'said'])}" for i in ids]

    return pd.DataFrame(
        {
            "actor_id": found["actor"],
            "actor": found["actor"].map(unique_names(case)),
            "concept_id": found["concept"],
            "concept": found["concept"].map(case.concepts.set_index("id")["label"]),
            "one_side": told(found["from_id"]),
            "other_side": told(found["to_id"]),
            "result": found["order"].map(WORDS),
            "statements": found["from_id"] + ";" + found["to_id"],
        }
    )


def shift_note(case: Case, statements: pd.DataFrame) -> str:
    """The changes of side as a note under their table."""
    return " ".join(shift_sentences(case, shifts(statements)))


def shift_sentences(case: Case, found: pd.DataFrame) -> list[str]:
    """Who surely changed sides, and of whom it cannot be known, by name."""
    if found.empty:
        return ["No speaker supports a concept in one statement and opposes it in another."]
    names, labels = unique_names(case), case.concepts.set_index("id")["label"]
    sentences = []
    for order, words in SAID.items():
        rows = found[found["order"] == order]
        pairs = list(dict.fromkeys(zip(rows["actor"], rows["concept"], strict=True)))
        if pairs:
            told = few(f"{names[actor]} on “{labels[concept]}”" for actor, concept in pairs)
            number = count(len({actor for actor, _ in pairs}), "speaker").capitalize()
            sentences.append(f"{number} {words}: {told}.")
    return sentences
