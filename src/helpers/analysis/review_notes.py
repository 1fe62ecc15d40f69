"""What stands beside the findings on an audit: silence and order, in sentences."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.responses import unanswered
from helpers.analysis.words import listed, part, quoted, sentence


def silent_sentence(targets: pd.DataFrame, replies: pd.DataFrame) -> str:
    """What no response names, each by its words."""
    silent = unanswered(targets, replies)["paraphrase"]
    if targets.empty or silent.empty:
        return "Nothing is left without a response." if len(targets) else ""
    return sentence(f"no response is on record to {listed(map(quoted, silent))}")


def missing_sentence(missing: pd.DataFrame) -> str:
    """Whose answer to whom was looked for and not found; empty when there is none."""
    told = [
        f"an answer of {row['name']} to {row['target_name']} on “{row['label']}”"
        for row in missing.to_dict("records")
    ]
    return sentence(f"looked for and not found: {listed(told)}") if told else ""


def order_sentence(replies: pd.DataFrame) -> str:
    """For how many pairs of responses to the same target the dates tell which came first."""
    sizes = replies.groupby(["target", "outcome"]).size()
    pairs = int((sizes * (sizes - 1) // 2).sum())
    certain = int((replies["place"] - 1).sum())
    if not pairs:
        return "No finding or recommendation has two responses whose order could be asked."
    return (
        f"The dates decide the order of {part(certain, pairs, 'pair')} of responses to the same finding "
        "or recommendation."
    )
