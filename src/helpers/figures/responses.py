"""Figures of what responds to what: findings and reactions, demands and answers."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from helpers.figures.flow import Item, Row, flow
from helpers.figures.part import Part

#: What stands in the place of a judgement where none was made.
NO_JUDGEMENT = ("not judged", "none on record")
NOTHING = Item(grey="Nothing on record", mark="none on record")


def review_flow(
    targets: pd.DataFrame,
    replies: pd.DataFrame,
    *,
    kind: str,
    most: int = 30,
) -> Part:
    """The targets of one kind that something responds to: reactions in order, what came of it.

    `targets` and `replies` come from helpers.analysis.responses. At most `most` targets are drawn.
    """
    about = targets[(targets["kind"] == kind) & targets["id"].isin(replies["target"])].head(most)
    rows = [
        review_row(target, replies[replies["target"] == target["id"]])
        for target in about.to_dict("records")
    ]
    heads = (f"The {kind}", "Who responded, in order", "What came of it")
    return flow(rows, heads=heads, empty=f"No {kind} has a response on record.")


def review_row(target: Mapping[str, object], mine: pd.DataFrame) -> Row:
    """A finding or recommendation with the responses to it, in order."""
    at_once = mine[~mine["outcome"]]
    marked = zip(at_once.to_dict("records"), place_marks(at_once["place"]), strict=True)
    answers = [reaction_item(row, number) for row, number in marked]
    later = [outcome_item(row) for row in mine[mine["outcome"]].to_dict("records")]
    silent = [Item(grey="No reaction on record", mark="none on record")]
    # What came of it is asked of every recommendation, but of no finding.
    rest = [NOTHING] if target["kind"] == "recommendation" else []
    return Row(target_item(target), answers or silent, later or rest)


def place_marks(places: pd.Series) -> list[str]:
    """The places of responses as written: "1", "2=" for one that is shared; "" for one alone."""
    if len(places) == 1:
        return [""]
    shared = places.duplicated(keep=False)
    return [f"{place}=" if tie else f"{place}" for place, tie in zip(places, shared, strict=True)]


def target_item(row: Mapping[str, object]) -> Item:
    """A finding or recommendation as text."""
    sources = "one source only" if row["sources"] == 1 else f"{row['sources']} sources"
    return Item(
        head=str(row["label"]), grey=sources, body=str(row["paraphrase"]), link=str(row["row"])
    )


def reaction_item(row: Mapping[str, object], number: str) -> Item:
    """A reaction as text, its direction as mark and in words, its place in the order before it."""
    return Item(
        head=str(row["speaker"]),
        grey=f"{row['direction']} · {row['when']}",
        body=str(row["paraphrase"]) + judged(row),
        mark=str(row["direction"]),
        number=number,
        link=str(row["id"]),
    )


def judged(row: Mapping[str, object]) -> str:
    """Our judgement of an answer at the time, where one is coded."""
    return f" Our judgement: {row['meets']}. {row['meets_reason']}" if row["meets"] else ""


def outcome_item(row: Mapping[str, object]) -> Item:
    """A vote or later answer as text, our judgement as mark and in words."""
    judgement = str(row["meets"] or "not judged")
    return Item(
        head=in_our_judgement(judgement),
        grey=told_by(row),
        body=f"{row['paraphrase']}{reason(row)}",
        mark=judgement,
        link=str(row["id"]),
    )


def reason(row: Mapping[str, object]) -> str:
    """Why we judge so, told apart from what the source says; "" where no reason is coded."""
    return f" Our reason: {row['meets_reason']}" if row["meets_reason"] else ""


def in_our_judgement(judgement: str) -> str:
    """A judgement as a head; that it is ours is said where one was made."""
    ours = "" if judgement in NO_JUDGEMENT else " (our inference)"
    return judgement.capitalize() + ours


def told_by(row: Mapping[str, object]) -> str:
    """Who said it, when, and which source reports it."""
    return f"{row['speaker']} · {row['when']} · source: {row['publisher']}"


def gap_flow(
    gaps: pd.DataFrame,
    namings: pd.DataFrame,
    replies: pd.DataFrame,
    *,
    most: int = 12,
) -> Part:
    """Each gap with who else named it, when, and what came of it.

    `gaps` and `namings` come from helpers.analysis.gaps, `replies` from helpers.analysis.responses.
    At most `most` names are drawn for a gap.
    """
    later = replies[replies["outcome"] & (replies["target_kind"] == "recommendation")]
    rows = []
    for gap in gaps.to_dict("records"):
        who = namings[namings["concept"] == gap["concept"]]
        came = later[later["target_concept"] == gap["concept"]].drop_duplicates("canonical")
        outcomes = [outcome_item(row) for row in came.to_dict("records")]
        first = Item(head=gap["label"], body=gap["gap"])
        rows.append(Row(first, voices(who, most), outcomes or [NOTHING]))
    heads = ("The gap", "Who else named it", "What came of it")
    return flow(rows, heads=heads, empty="No recommendation, so no gap, is left by these filters.")


def voices(named: pd.DataFrame, most: int) -> list[Item]:
    """Those who name a gap, each once for each time, at most `most`; that there is nobody."""
    each = named.drop_duplicates(["name", "time"])
    items = [voice_item(row) for row in each.head(most).to_dict("records")]
    if len(each) > most:
        items.append(Item(grey=f"and {len(each) - most:,} more, see the download"))
    return items or [Item(grey="Nobody else on record", mark="none on record")]


def voice_item(row: Mapping[str, object]) -> Item:
    """Someone who names a gap, and when."""
    grey = f"{row['time']} · {row['when']}"
    return Item(head=str(row["speaker"]), grey=grey, link=str(row["id"]))


def demand_flow(demands: pd.DataFrame, stages: pd.DataFrame, *, most: int = 30) -> Part:
    """Each demand with the answers at the time and what came of it, as judged.

    `demands` and `stages` come from helpers.analysis.demands. At most `most` demands are drawn.
    """
    rows = []
    for demand in demands.head(most).to_dict("records"):
        mine = stages[stages["concept"] == demand["concept"]]
        parts = [
            [stage_item(row) for row in mine[mine["stage"] == stage].to_dict("records")]
            for stage in ("answer", "outcome")
        ]
        first = Item(
            head=demand["label"],
            grey=demand["wording"],
            body=demand["proposition"],
            link=re.split("[;,]", demand["ids"])[0],
        )
        rows.append(Row(first, parts[0], parts[1]))
    heads = ("The demand", "The answer at the time", "What came of it")
    return flow(rows, heads=heads, empty="No demand is left by these filters.")


def stage_item(row: Mapping[str, object]) -> Item:
    """An answer as text: our judgement, who and when, and the reason for the judgement."""
    judgement = str(row["judgement"])
    return Item(
        head=in_our_judgement(judgement),
        grey=told_by(row) if row["id"] else "",
        body=str(row["words"]),
        mark=judgement,
        link=str(row["id"]),
    )
