"""Which sources agree and disagree, question by question: pairs of accounts, then of sources."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.accounts import KEY, joined_once, places, with_bounds
from helpers.analysis.filters import require


def account_pairs(accounts: pd.DataFrame) -> pd.DataFrame:
    """Every two accounts of one question, with whether they agree.

    Columns event, question, left, right (ids), left_publisher, right_publisher, verdict: where both
    give a time `disagree` when the times conflict and `agree` when not; else `disagree` when one
    reports and the other differs, `agree` when both report, and `not comparable` in every other
    case (an account that adds; two that differ, perhaps in different ways).
    """
    columns = [*KEY, "id", "publisher", "article", "relation", "begin", "end"]
    timed = with_bounds(accounts)[["id", "begin", "end"]]
    table = accounts.merge(timed, on="id", how="left")[columns].assign(place=range(len(accounts)))
    both = table.merge(table, on=KEY, suffixes=("_left", "_right"))
    both = both[both["place_left"] < both["place_right"]]
    relations = both["relation_left"] + " " + both["relation_right"]
    verdict = pd.Series("not comparable", index=both.index)
    verdict = verdict.mask(relations == "reports reports", "agree")
    verdict = verdict.mask(relations.isin(["reports differs", "differs reports"]), "disagree")
    timed_both = both["begin_left"].notna() & both["begin_right"].notna()
    apart_ = (both["end_left"] < both["begin_right"]) | (both["end_right"] < both["begin_left"])
    verdict = verdict.mask(timed_both, "agree").mask(timed_both & apart_, "disagree")
    sides = [(name, side) for name in ("id", "publisher", "article") for side in ("left", "right")]
    names = {f"{name}_{side}": f"{side}_{name}" for name, side in sides}
    both = both.rename(columns=names).assign(verdict=verdict)
    return both[[*KEY, *names.values(), "verdict"]].reset_index(drop=True)


def source_pairs(
    accounts: pd.DataFrame, asked: pd.DataFrame, by: str = "publisher"
) -> pd.DataFrame:
    """Pairs of sources by how often they disagree, most often first.

    `asked` are the questions of these accounts, numbered. `by` is publisher or article. A pair
    disagrees on a question when any two of its accounts there do; accounts of one source that
    disagree make a pair of it with itself. Columns one, other, compared, disagree, agree (numbers
    of questions), disagree_on and agree_on (places of these questions on the page),
    disagree_accounts and agree_accounts (ids of the accounts that do), all joined by ";", and
    anchor (the id of the pair on a page). Pairs never comparable are left out. Raises SelectionError for another `by`.
    """
    require("by", by, {"publisher", "article"})
    pairs = by_name(account_pairs(accounts).merge(asked[[*KEY, "anchor"]], on=KEY), by)
    sides = ["one", "other"]
    by_question = pairs.groupby([*sides, "anchor"], sort=False)["disagree"].any().reset_index()
    counted = by_question.groupby(sides)["disagree"].agg(compared="size", disagree="sum")
    table = counted.assign(agree=counted["compared"] - counted["disagree"])
    for name, torn in (("disagree", True), ("agree", False)):
        places_of = by_question[by_question["disagree"] == torn].groupby(sides)["anchor"]
        table[f"{name}_on"] = places_of.agg(in_number_order)
        table[f"{name}_accounts"] = account_ids(pairs[pairs["disagree"] == torn])
    rows = (
        table.fillna("")
        .reset_index()
        .sort_values(["disagree", "compared"], ascending=False, kind="stable", ignore_index=True)
    )
    return rows.assign(anchor=places("-p", len(rows)))


def by_name(pairs: pd.DataFrame, by: str) -> pd.DataFrame:
    """The comparable pairs of accounts, with their sources as one and other, in order of name."""
    pairs = pairs[pairs["verdict"] != "not comparable"]
    left, right = pairs[f"left_{by}"], pairs[f"right_{by}"]
    swapped = left > right
    return pairs.assign(
        one=left.where(~swapped, right),
        other=right.where(~swapped, left),
        disagree=pairs["verdict"] == "disagree",
    )


def in_number_order(anchors: pd.Series) -> str:
    """Places such as "q.12" in the order of their numbers, joined by ";"."""
    return ";".join(sorted(anchors, key=lambda place: int(place.removeprefix("q."))))


def account_ids(pairs: pd.DataFrame) -> pd.Series:
    """For each pair of sources (one, other) the ids of its accounts in these pairs, each once."""
    ids = pairs.melt(["one", "other"], ["left_id", "right_id"], value_name="id")
    return ids.sort_values("id", kind="stable").groupby(["one", "other"])["id"].agg(joined_once)


def rich_pairs(pairs: pd.DataFrame, common: int) -> pd.DataFrame:
    """The pairs that can be compared on `common` questions or more."""
    return pairs[pairs["compared"] >= common]


def pairs_table(pairs: pd.DataFrame) -> pd.DataFrame:
    """Pairs of sources with the ids of the accounts by which they disagree and agree."""
    columns = {
        "one": "one",
        "other": "other",
        "compared": "questions_compared",
        "disagree": "disagree",
        "agree": "agree",
        "disagree_accounts": "disagreeing_account_ids",
        "agree_accounts": "agreeing_account_ids",
    }
    return pairs[list(columns)].rename(columns=columns)
