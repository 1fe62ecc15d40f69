"""Titles, notes and text alternatives of the figures on an audit and what responds to it."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.responses import unanswered
from helpers.analysis.review_views import KINDS
from helpers.analysis.selection import Selected
from helpers.analysis.words import count, in_words, listed, part, quoted, sentence


def basis(selected: Selected, targets: pd.DataFrame, replies: pd.DataFrame) -> str:
    """What the report rests on, in one line."""
    reports = int(targets["rows"].str.count(", ").add(1).sum())
    about = listed(f"{kind}s" for kind in KINDS if kind in set(targets["kind"]) or targets.empty)
    text = f"{count(reports, 'report')} of {about}, "
    text += f"{count(replies['id'].nunique(), 'statement')} responding to them."
    reasons = listed(f"{number:,} ({reason})" for reason, number in selected.dropped.items())
    return sentence(text) + (f" Left out: {reasons}." if selected.dropped else "")


def flow_note(
    selected: Selected, targets: pd.DataFrame, replies: pd.DataFrame, *, kind: str, most: int
) -> str:
    """What stands under the figure: what it rests on, and how much of it is not drawn."""
    about = targets[targets["kind"] == kind]
    mine = replies[replies["target"].isin(about["id"])]
    silent = len(unanswered(about, mine))
    hidden = max(len(about) - silent - most, 0)
    notes = [basis(selected, about, mine)]
    if silent:
        notes.append(sentence(f"{count(silent, kind)} without a response not drawn"))
    if hidden:
        notes.append(sentence(f"{count(hidden, kind)} with a response not drawn, see the table"))
    return " ".join(notes)


def flow_title(targets: pd.DataFrame, replies: pd.DataFrame, kind: str) -> str:
    """The title of the figure that joins findings or recommendations with their responses."""
    about = targets[targets["kind"] == kind]
    if about.empty:
        return f"No {kind} is left by these filters"
    mine = replies[replies["target"].isin(about["id"])]
    numbers = mine.groupby("outcome")["target"].nunique().reindex([False, True], fill_value=0)
    text = f"{part(numbers[False], len(about), kind)} drew a reaction"
    if numbers[True]:
        every = part(numbers[True], len(about))
        which = every if numbers[True] == len(about) else in_words(numbers[True])
        text += f"; a vote or later answer bears on {which}"
    return text[0].upper() + text[1:]


def flow_alt(targets: pd.DataFrame, replies: pd.DataFrame, kind: str) -> str:
    """The same figure told in words, one sentence for each target."""
    texts = []
    for row in targets[targets["kind"] == kind].to_dict("records"):
        mine = replies[replies["target"] == row["id"]].to_dict("records")
        reactions = [f"{r['speaker']} ({r['direction']})" for r in mine if not r["outcome"]]
        later = [f"{r['speaker']} ({r['meets'] or r['direction']})" for r in mine if r["outcome"]]
        by = f"reactions by {listed(reactions)}" if reactions else "no reaction"
        text = f"{quoted(row['paraphrase'])}: {by}"
        texts.append(f"{text}; what came of it: {listed(later)}." if later else f"{text}.")
    return " ".join(texts) or f"No {kind}."
