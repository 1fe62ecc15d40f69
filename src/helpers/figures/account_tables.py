"""Accounts as words of a page, each in one place that links can lead to: `account-` and its id."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd

from helpers.case import MISSING
from helpers.figures.show import Part, link, table

#: Accounts on a page at most; a page with more could no longer be read.
LIMIT = 1000
RELATIONS = ("reports", "differs", "adds")
NONE = "No account is left to compare."


def side_by_side(
    accounts: pd.DataFrame, verdicts: Mapping[tuple[str, str], str], back: str
) -> Part:
    """One headed table a question, its accounts by relation: source, what it says, how known.

    `accounts` has a column anchor, the id of its question on the page; `verdicts` says for (event,
    question) how the times compare, where they do; `back` is the id of what led here.
    """
    parts = []
    shown = accounts.head(LIMIT)
    for (event, question), group in shown.groupby(["event", "question"], sort=False):
        context = f"{group['title'].iloc[0]}. {verdicts.get((event, question), '')}".strip()
        part = table(cells(group), caption=context, links={"source": "url"}, anchors="anchor")
        head = f'<h3 id="{escape(group["anchor"].iloc[0])}">{escape(str(question))}</h3>'
        parts.append(Part(head + part.html + way_back(back), f"{question}\n{part.text}"))
    return joined(parts, len(shown), len(accounts))


def by_event(accounts: pd.DataFrame, whole: int, back: str) -> Part:
    """One folded list an event with these accounts of it, which `#` and the event's id lead to.

    `whole` is how many accounts there are, shown here or not; `back` is the id of what led here.
    """
    parts = []
    for event, group in accounts.groupby("event", sort=False):
        title, lines = group["title"].iloc[0], []
        for question, same in group.groupby("question", sort=False):
            items = "".join(map(item, same.to_dict("records")))
            lines.append(f"<p><b>{escape(str(question))}</b></p><ul>{items}</ul>")
        summary = f"<summary>{escape(title)} ({len(group):,})</summary>"
        # The id stands inside, because browsers open what is folded for a place within it.
        inner = f'<div id="{escape(str(event))}">{"".join(lines)}{way_back(back)}</div>'
        html = f'<details class="evidence">{summary}{inner}</details>'
        text = group[["id", "publisher", "says"]].to_string(index=False, header=False)
        parts.append(Part(html, f"{title}\n{text}"))
    return joined(parts, len(accounts), whole)


def item(account: dict[str, str]) -> str:
    """One account as an item of a list: source, relation, what it says, what must be known of it."""
    said = f" Time: {account['words']}." if account["words"] not in MISSING else ""
    known = f" {account['basis'].capitalize()}." if account["basis"] != "reported" else ""
    note = f" {account['note']}" if account["note"] not in MISSING else ""
    relation = f" ({account['relation']})" if account["relation"] != "reports" else ""
    rest = escape(said + known + note)
    return (
        f'<li id="account-{escape(account["id"])}">{link(account["publisher"], account["url"])}'
        f"{relation}: {escape(account['says'])}{rest}</li>"
    )


def way_back(place: str) -> str:
    """A link to the place that led here."""
    return f'<p class="source">{link("Back", f"#{place}")}</p>'


def cells(accounts: pd.DataFrame) -> pd.DataFrame:
    """The accounts of one question in words, those that report first, empty columns left out."""
    rank = accounts["relation"].map({name: at for at, name in enumerate(RELATIONS)})
    rows = accounts.iloc[rank.argsort(kind="stable")]
    columns = {
        "source": rows["publisher"],
        "relation": rows["relation"],
        "says": rows["says"],
        "its time": rows["words"],
        "how known": rows["basis"].where(rows["basis"] != "reported", ""),
        "note": rows["note"].where(~rows["note"].isin(MISSING), ""),
        "account": rows["id"],
        "url": rows["url"],
        "anchor": "account-" + rows["id"],
    }
    frame = pd.DataFrame(columns)
    optional = ("its time", "how known", "note")
    return frame.drop(columns=[name for name in optional if (frame[name] == "").all()])


def joined(parts: list[Part], shown: int, whole: int) -> Part:
    """The parts as one, with a sentence where there is none or where some are left out."""
    if not parts:
        return Part(f'<p class="note">{NONE}</p>', NONE)
    html, text = "".join(part.html for part in parts), "\n\n".join(part.text for part in parts)
    if shown < whole:
        html += f'<p class="note">The first {shown:,} of {whole:,} accounts are shown.</p>'
    return Part(html, text)
