"""Statements and what responds to them: in what order, in which direction, and what came of it.

The functions take statements as `helpers.analysis.prepared` gives them. A response to any row that
reports a statement is a response to the statement.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis.accounts import joined_once
from helpers.analysis.filters import at_least
from helpers.analysis.prepared import canonical
from helpers.case import Case, stated

#: How a response stands to what it responds to; the first that holds is taken.
EARLIER = "said earlier"
UNREAD = "stance cannot be read"
TAKES_UP = "takes it up"
DISPUTES = "disputes it"
OTHER_SIDE = "takes another stance on it"
ELSEWHERE = "speaks to another question"
DIRECTIONS = [TAKES_UP, DISPUTES, OTHER_SIDE, ELSEWHERE, EARLIER, UNREAD]

#: How far an answer meets what was asked: the judgements a case can code.
JUDGEMENTS = ["met", "partly met", "not met", "passed on", "existing rule", "declared"]

#: Days; no two dates that a case can hold are further apart.
LONGEST = 4_000_000
#: What stands under a table of answers that were looked for and not found.
NOT_COUNTED = (
    "These are not statements: no filter chooses them and no counting rule counts them. The table has "
    "all that belong to what is shown above."
)

OPPOSITE = {"support": "oppose", "oppose": "support"}


def subjects(statements: pd.DataFrame, kinds: list[str]) -> pd.DataFrame:
    """One row for each canonical statement of these kinds, in the order of `statements` (prepared).

    The row is the canonical one, or the first that repeats it when filters left that out; where it
    has no date, the date comes from a row that has. id is the canonical id and row the id of the
    row shown; publishers name who reports it (joined by ", "), articles and rows give the ids of
    their articles and statements (joined by ";"), sources is the number of articles.
    """
    told = statements[statements["kind"].isin(kinds)]
    own_first = told.assign(row=told["id"], own=told["id"] == told["canonical"])
    own_first = own_first.sort_values("own", ascending=False, kind="stable")
    heads = own_first.drop_duplicates("canonical").set_index("canonical")
    dated = own_first[own_first["dated"]].drop_duplicates("canonical").set_index("canonical")
    heads.update(dated[["begin", "end", "when"]])
    groups = own_first.groupby("canonical")
    heads = heads.assign(id=heads.index, sources=groups["article"].nunique())
    for column, source in {"articles": "article", "rows": "id"}.items():
        heads[column] = groups[source].agg(joined_once)
    heads["publishers"] = groups["publisher"].agg(lambda names: ", ".join(dict.fromkeys(names)))
    order = told["canonical"].drop_duplicates()
    return heads.loc[order].reset_index(drop=True)


def responses(statements: pd.DataFrame, targets: pd.DataFrame, days: int = 30) -> pd.DataFrame:
    """One row for each target and statement that responds to it, by target, then in order.

    `statements` is prepared, `targets` comes from `subjects`; one target that refers to another (a
    recommendation to a finding) is no response. Columns of the response, and target
    (id), target_kind, target_label, direction (one of DIRECTIONS), outcome (whether it is what came
    of the target, see `is_outcome`; `days` after the target) and place (see `places`). Raises
    SelectionError for negative `days`.
    """
    links = statements[statements["targets"].astype(bool)]
    links = links[~links["canonical"].isin(targets["id"])]
    links = links.assign(target=links["targets"]).explode("target")
    links = links.drop_duplicates(["target", "canonical"])
    columns = ["kind", "label", "concept", "stance", "begin", "end"]
    known = targets.set_index("id")[columns].add_prefix("target_")
    at_least("days", days, 0)
    table = links.join(known, on="target", how="inner").reset_index(drop=True)
    table["direction"] = direction(table)
    table["outcome"] = is_outcome(table, days)
    table["place"] = places(table)
    rank = table["target"].map({name: i for i, name in enumerate(targets["id"])})
    table = table.assign(rank=rank, likely=table["begin"].fillna(table["end"]))
    table = table.sort_values(["rank", "outcome", "place", "likely"], kind="stable")
    return table.drop(columns=["rank", "likely"]).reset_index(drop=True)


def direction(table: pd.DataFrame) -> np.ndarray:
    """How each response stands to its target, from concept, stance and date of both."""
    same_concept = table["concept"] == table["target_concept"]
    tests = [
        table["end"] < table["target_begin"],
        ~stated(table["stance"]),
        same_concept & (table["stance"] == table["target_stance"]),
        same_concept & (table["stance"] == table["target_stance"].map(OPPOSITE)),
        same_concept,
    ]
    return np.select(tests, [EARLIER, UNREAD, TAKES_UP, DISPUTES, OTHER_SIDE], ELSEWHERE)


def is_outcome(table: pd.DataFrame, days: int) -> pd.Series:
    """Whether each response is what came of its target, as against an answer at the time.

    It is when it is a vote, or an answer said certainly more than `days` days after the target.
    """
    days = min(days, LONGEST)
    late = table["begin"] > table["target_end"] + pd.Timedelta(days=days)
    return (table["kind"] == "vote") | ((table["kind"] == "answer") & late)


def places(table: pd.DataFrame) -> pd.Series:
    """The place of each response among those to the same target.

    It is 1 and the number of them that were certainly said before it. Equal places mean that the
    dates do not tell which came first.
    """
    begins, ends = table["begin"].to_numpy(), table["end"].to_numpy()
    place = np.ones(len(table), dtype=int)
    for rows in table.groupby(["target", "outcome"]).indices.values():
        before = np.searchsorted(np.sort(ends[rows]), begins[rows], side="left")
        place[rows] += np.where(np.isnat(begins[rows]), 0, before)
    return pd.Series(place, index=table.index)


def unanswered(targets: pd.DataFrame, replies: pd.DataFrame) -> pd.DataFrame:
    """The targets that no response names."""
    return targets[~targets["id"].isin(replies["target"])]


def looked_for(case: Case, statements: pd.DataFrame, ids: set[str]) -> pd.DataFrame:
    """Answers to any of these statements that were looked for and not found, one row each.

    Columns id, actor, name, role, label (of the concept), target (canonical id), target_name and
    target_label (who and what was left without the answer), paraphrase, note.
    """
    actors, concepts = case.actors.set_index("id"), case.concepts.set_index("id")
    rows = case.statements[case.statements["stance"] == "not found"]
    rows = rows.assign(target=rows["responds_to"].str.split(";")).explode("target")
    rows["target"] = rows["target"].map(canonical(case.statements)).fillna("")
    rows = rows[rows["target"].isin(ids)]
    asked = statements.drop_duplicates("canonical").set_index("canonical")
    rows = rows.assign(
        name=rows["actor"].map(actors["name"]),
        role=rows["actor"].map(actors["role"]),
        label=rows["concept"].map(concepts["label"]),
        target_name=rows["target"].map(asked["name"]),
        target_label=rows["target"].map(asked["label"]),
    )
    columns = ["id", "actor", "name", "role", "label", "target", "target_name", "target_label"]
    return rows[[*columns, "paraphrase", "note"]].reset_index(drop=True)
