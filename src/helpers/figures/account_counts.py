"""How many accounts there are of each event, and how many differ: a row of marks for each."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from math import ceil
from typing import Any

import pandas as pd

from helpers.figures.part import Part, link, prose

#: Events shown at most; the table beside them has them all.
SHOWN = 40
#: Marks in a row at most; where an event has more accounts, one mark stands for several.
MARKS = 60
RELATIONS = {"reports": "●", "adds": "○", "differs": "◆"}
NOTHING = "No account is left by these filters."


def account_overview(events: pd.DataFrame) -> Part:
    """One row an event (columns title, url, accounts, adds, differs), one mark an account.

    A dot reports, a ring adds, a diamond differs. The first `SHOWN` rows are shown.
    """
    if events.empty:
        return prose(NOTHING, kind="note")
    rows = events.head(SHOWN).to_dict("records")
    each = accounts_a_mark(events)
    html = "".join(f"<li>{link(row['title'], row['url'])}{marks(row, each)}" for row in rows)
    key = " ".join(f"{sign} {name}" for name, sign in RELATIONS.items())
    texts = (f"{row['title']}: {numbers(row)}" for row in rows)
    return Part(f'<ul class="dots">{html}</ul><p class="note">{key}</p>', "\n".join(texts))


def accounts_a_mark(events: pd.DataFrame) -> int:
    """How many accounts one mark stands for, so that the longest row has at most `MARKS`."""
    longest = int(events.head(SHOWN)["accounts"].max()) if len(events) else 0
    return max(ceil(longest / MARKS), 1)


def marks(event: Mapping[str, Any], each: int) -> str:
    """The marks of one event and its numbers in words; a number is rounded up to whole marks."""
    many = {name: ceil(event[name] / each) for name in ("adds", "differs")}
    plain = ceil((event["accounts"] - event["adds"] - event["differs"]) / each)
    row = RELATIONS["reports"] * plain + RELATIONS["adds"] * many["adds"]
    torn = f"<b>{RELATIONS['differs'] * many['differs']}</b>" if many["differs"] else ""
    return f'<span><i aria-hidden="true">{row}{torn}</i> {escape(numbers(event))}</span>'


def numbers(event: Mapping[str, Any]) -> str:
    """The number of accounts, and of those that differ where some do: "9, 2 differ"."""
    many = event["differs"]
    return f"{event['accounts']:,}" + (
        f", {many:,} differ{'s' if many == 1 else ''}" if many else ""
    )
