"""Figures of what responds to what: findings and reactions, demands and answers."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.flow import Item, Row, flow

NOTHING = Item(grey="Nothing on record", mark="none on record")


def review_flow(
    targets: pd.DataFrame,
    replies: pd.DataFrame,
    *,
    kind: str,
    most: int = 30,
    ax: Axes | None = None,
) -> Axes:
    """The targets of one kind that something responds to: reactions in order, what came of it.

    `targets` and `replies` come from helpers.analysis.responses. At most `most` targets are drawn.
    """
    require_one(most)
    about = targets[(targets["kind"] == kind) & targets["id"].isin(replies["target"])].head(most)
    rows = []
    for target in about.to_dict("records"):
        mine = replies[replies["target"] == target["id"]]
        answers = [reaction_item(row) for row in mine[~mine["outcome"]].to_dict("records")]
        later = [outcome_item(row) for row in mine[mine["outcome"]].to_dict("records")]
        silent = [Item(grey="No reaction at the time on record", mark="none on record")]
        # What came of it is asked of every recommendation, but of no finding.
        rest = [NOTHING] if kind == "recommendation" else []
        rows.append(Row(target_item(target), answers or silent, later or rest))
    heads = (f"The {kind}", "Who responded, in order", "What came of it")
    return flow(rows, heads=heads, empty=f"No {kind} has a response on record.", ax=ax)


def require_one(most: int) -> None:
    """Raise ValueError unless at least one row may be drawn."""
    if most < 1:
        raise ValueError(f"most: {most} is not allowed; use 1 or more")


def target_item(row: Mapping[str, object]) -> Item:
    """A finding or recommendation as text."""
    sources = "one source only" if row["sources"] == 1 else f"{row['sources']} sources"
    return Item(head=str(row["label"]), grey=sources, body=str(row["paraphrase"]))


def reaction_item(row: Mapping[str, object]) -> Item:
    """A reaction as text, its direction as mark and in words."""
    return Item(
        head=str(row["speaker"]),
        grey=f"{row['direction']} · {row['when']}",
        body=str(row["paraphrase"]) + judged(row),
        mark=str(row["direction"]),
        number=str(row["place"]),
    )


def judged(row: Mapping[str, object]) -> str:
    """Our judgement of an answer at the time, where one is coded."""
    return f" Our judgement: {row['meets']}. {row['meets_reason']}" if row["meets"] else ""


def outcome_item(row: Mapping[str, object]) -> Item:
    """A vote or later answer as text, our judgement as mark and in words."""
    judgement = str(row["meets"] or "not judged")
    return Item(
        head=judgement.capitalize(),
        grey=f"{row['speaker']} · {row['when']}",
        body=f"{row['paraphrase']} {row['meets_reason']}",
        mark=judgement,
    )


def gap_flow(gaps: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Each gap with who else named it, by when, and what came of it (helpers.analysis.gaps)."""
    when = {
        "before": "Surely before the review",
        "since": "With or after the review",
        "undated": "Date not known well enough",
    }
    rows = []
    for gap in gaps.to_dict("records"):
        voices = [Item(head=when[name], body=gap[name]) for name in when if gap[name]]
        first = Item(head=gap["label"], body=gap["gap"])
        later = Item(body=gap["outcome"]) if gap["outcome"] else NOTHING
        rows.append(Row(first, voices or [Item(grey="Nobody else on record")], [later]))
    heads = ("The gap", "Who else named it", "What came of it (our judgement)")
    return flow(rows, heads=heads, empty="No recommendation, so no gap, is on record.", ax=ax)


def demand_flow(
    demands: pd.DataFrame, stages: pd.DataFrame, *, most: int = 30, ax: Axes | None = None
) -> Axes:
    """Each demand with the answers at the time and what came of it, as judged.

    `demands` and `stages` come from helpers.analysis.demands. At most `most` demands are drawn.
    """
    require_one(most)
    rows = []
    for demand in demands.head(most).to_dict("records"):
        mine = stages[stages["concept"] == demand["concept"]]
        parts = [
            [stage_item(row) for row in mine[mine["stage"] == stage].to_dict("records")]
            for stage in ("answer", "outcome")
        ]
        first = Item(head=demand["label"], grey=demand["wording"], body=demand["proposition"])
        rows.append(Row(first, parts[0], parts[1]))
    heads = ("The demand", "The answer at the time", "What came of it")
    return flow(rows, heads=heads, empty="No demand is left by these filters.", ax=ax)


def stage_item(row: Mapping[str, object]) -> Item:
    """An answer as text: our judgement, who and when, and the reason for the judgement."""
    grey = f"{row['speaker']} · {row['when']}" if row["speaker"] else ""
    judgement = str(row["judgement"])
    return Item(head=judgement.capitalize(), grey=grey, body=str(row["words"]), mark=judgement)
