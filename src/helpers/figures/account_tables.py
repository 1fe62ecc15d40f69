"""Accounts side by side as tables of a page: the words that a comparison rests on."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd

from helpers.case import MISSING
from helpers.figures.show import Part, table

#: Accounts on a page at most; a page with more could no longer be read.
LIMIT = 1000
RELATIONS = ("reports", "differs", "adds")


def side_by_side(accounts: pd.DataFrame, verdicts: Mapping[tuple[str, str], str]) -> Part:
    """One headed table a question, its accounts by relation: source, what it says, how known.

    `accounts` has a column anchor, the id of its question on the page; `verdicts` says for (event,
    question) how the times compare, where they do.
    """
    parts = []
    for (event, question), group in accounts.groupby(["event", "question"], sort=False):
        context = f"{group['title'].iloc[0]}. {verdicts.get((event, question), '')}".strip()
        part = table(cells(group), caption=context, links={"source": "url"})
        head = f'<h3 id="{escape(group["anchor"].iloc[0])}">{escape(str(question))}</h3>'
        parts.append(Part(head + part.html, f"{question}\n{part.text}"))
    return joined(parts, accounts)


def by_event(accounts: pd.DataFrame) -> Part:
    """One folded table an event with all accounts of it, which `#` and the event's id lead to."""
    parts = []
    for event, group in accounts.head(LIMIT).groupby("event", sort=False):
        title = group["title"].iloc[0]
        rows = cells(group, question=True)
        part = table(rows, caption=title, links={"source": "url"})
        summary = f"<summary>{escape(title)} ({len(group):,})</summary>"
        inner = f'<div id="{escape(str(event))}">{part.html}</div>'
        html = f'<details class="data">{summary}{inner}</details>'
        parts.append(Part(html, part.text))
    return joined(parts, accounts)


def cells(accounts: pd.DataFrame, *, question: bool = False) -> pd.DataFrame:
    """The accounts of one table in words, columns without any content left out.

    Under one question those that report come first; with their `question` they keep their order.
    """
    rank = accounts["relation"].map({name: at for at, name in enumerate(RELATIONS)})
    rows = accounts if question else accounts.iloc[rank.argsort(kind="stable")]
    columns = {"question": rows["question"]} if question else {}
    columns |= {
        "source": rows["publisher"],
        "relation": rows["relation"],
        "says": rows["says"],
        "its time": rows["words"],
        "how known": rows["basis"].where(rows["basis"] != "reported", ""),
        "note": rows["note"].where(~rows["note"].isin(MISSING), ""),
        "account": rows["id"],
        "url": rows["url"],
    }
    frame = pd.DataFrame(columns)
    optional = ("its time", "how known", "note")
    return frame.drop(columns=[name for name in optional if (frame[name] == "").all()])


def joined(parts: list[Part], accounts: pd.DataFrame) -> Part:
    """The parts as one, with a sentence where there is none or where some are left out."""
    if not parts:
        return Part(
            '<p class="note">No account is left to compare.</p>', "No account is left to compare."
        )
    html, text = "".join(part.html for part in parts), "\n\n".join(part.text for part in parts)
    if len(accounts) > LIMIT:
        html += f'<p class="note">The first {LIMIT:,} of {len(accounts):,} accounts are shown.</p>'
    return Part(html, text)
