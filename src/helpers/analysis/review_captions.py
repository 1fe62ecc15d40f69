"""Titles, notes and text alternatives of the figures on an audit and what responds to it."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.responses import EARLIER, unanswered
from helpers.analysis.review_views import KINDS
from helpers.analysis.selection import Selected
from helpers.analysis.words import count, have, in_words, listed, part, sentence


def basis(selected: Selected, targets: pd.DataFrame, replies: pd.DataFrame) -> str:
    """What a report or figure rests on: how many of the statements it uses, what was left out."""
    if selected.statements.empty:
        return f"No statement is left by these filters. {selected.left_out()}"
    reports = int(targets["rows"].str.count(";").add(1).sum())
    about = listed(f"{kind}s" for kind in KINDS if kind in set(targets["kind"]) or targets.empty)
    text = f"used: {count(reports, 'report')} of {about} and "
    text += f"{count(replies['canonical'].nunique(), 'statement')} responding to them, "
    return sentence(f"{text}out of {selected.whole()}")


def whole_note(selected: Selected, rows: pd.DataFrame) -> str:
    """What stands under the responses to a whole event: how many of the statements they are."""
    if selected.statements.empty:
        return f"No statement is left by these filters. {selected.left_out()}"
    used = count(rows["statement_ids"].nunique(), "statement")
    return sentence(f"used: {used}, out of {selected.whole()}")


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
        notes.append(sentence(f"not drawn: {count(silent, kind)} without a response"))
    if hidden:
        notes.append(
            sentence(f"not drawn: {count(hidden, kind)} with a response, see the download")
        )
    return " ".join(notes)


def later_note(days: int) -> str:
    """What counts as a later answer, for reports on which `days` is a parameter."""
    late = f"certainly more than {count(days, 'day')} after" if days else "certainly after"
    return f"A later answer is one given {late} what it responds to."


def gap_note(selected: Selected, table: pd.DataFrame, named: pd.DataFrame, most: int = 12) -> str:
    """What stands under the figure of gaps: what it rests on, and whom it leaves out."""
    if selected.statements.empty:
        return f"No statement is left by these filters. {selected.left_out()}"
    if table.empty:
        return f"No recommendation is among {selected.whole()}"
    text = f"used: {count(len(named), 'statement')} of others who name {count(len(table), 'gap')}"
    text = sentence(f"{text}, out of {selected.whole()}")
    rest = (
        "Those who found and recommended are left out; a speaker stands once under each time, however "
        "often it was said."
    )
    names = named.drop_duplicates(["concept", "name", "time"]).groupby("concept").size()
    hidden = int((names - most).clip(lower=0).sum())
    more = " " + sentence(f"not drawn: {count(hidden, 'name')}, see the download") if hidden else ""
    return f"{text} {rest}{more}"


def flow_title(targets: pd.DataFrame, replies: pd.DataFrame, kind: str) -> str:
    """The title of the figure that joins findings or recommendations with their responses."""
    about = targets[targets["kind"] == kind]
    if about.empty:
        return f"No {kind} is left by these filters"
    mine = replies[replies["target"].isin(about["id"]) & (replies["direction"] != EARLIER)]
    numbers = mine.groupby("outcome")["target"].nunique().reindex([False, True], fill_value=0)
    text = f"{part(numbers[False], len(about), kind)} {have(numbers[False])} a reaction on record"
    if numbers[True]:
        every = part(numbers[True], len(about)) if len(about) > 1 else "it"
        which = every if numbers[True] == len(about) else in_words(numbers[True])
        text += f"; a vote or later answer bears on {which}"
    return text[0].upper() + text[1:]
