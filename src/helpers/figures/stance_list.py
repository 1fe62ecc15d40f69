"""Stances in order of time, concept by concept: what the lanes of a wide screen show, as text."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import Any

import pandas as pd

from helpers.figures.part import Part, link

SIGNS = {"support": "+", "oppose": "−", "mixed": "±", "neutral": "○"}
TITLE = "The same as a list: who took which side when"
NOTHING = "No statement with a date is left by these filters."


def stance_list(marks: pd.DataFrame) -> Part:
    """Marks (rows of `dated_stances`) as lines, each date once, each mark leading to its statements."""
    if marks.empty:
        return Part(f"<p>{NOTHING}</p>", NOTHING)
    lines = ""
    for label, mine in groupby(marks.to_dict("records"), key=lambda mark: mark["label"]):
        dates = [
            f"{escape(words)}: {', '.join(map(told, same))}"
            for words, same in groupby(mine, key=lambda mark: mark["words"])
        ]
        lines += f"<li><b>{escape(label)}</b>: {'; '.join(dates)}"
    text = "\n".join(marks["name"])
    return Part(f'<details class="data"><summary>{TITLE}</summary><ul>{lines}</ul></details>', text)


def told(mark: dict[str, Any]) -> str:
    """A mark as its sign and who, which leads to the statements."""
    return f"{SIGNS[mark['stance']]} {link(mark['who'], mark['target'])}"
