"""The discourse network: coalitions and their ties, and who was with whom in two periods."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.boxes import Box, boxes_and_lines
from helpers.figures.lines import Line

WORDS = {"stays": "stays", "parts": "parts from all", "": "no fellow to compare"}


def camp_network(members: pd.DataFrame, ties: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Coalitions as boxes of names; agreements as solid lines, conflicts as dashed ones.

    `members`: actor, label, title (of the coalition), coalition (0 for none), column (0 or 1), in
    the order to be drawn; `ties`: a, b, weight (positive agreement, negative conflict), in three
    widths from the weakest to the strongest given.
    """
    sizes = ties["weight"].abs()
    low, high = (sizes.min(), sizes.max()) if len(ties) else (0.0, 1.0)
    strength = (sizes - low) / (high - low) if high > low else sizes * 0 + 0.5
    lines = [
        Line(a, b, "agreement" if weight > 0 else "conflict", strong)
        for a, b, weight, strong in zip(ties["a"], ties["b"], ties["weight"], strength, strict=True)
    ]
    boxes = [
        Box(
            str(title),
            list(zip(part["actor"], part["label"], strict=True)),
            int(part["column"].iloc[0]),
            enclosed=bool(part["coalition"].iloc[0]),
        )
        for title, part in members.groupby("title", sort=False)
    ]
    return boxes_and_lines(boxes, lines, ax=ax)


def two_periods(
    members: pd.DataFrame,
    changes: pd.DataFrame,
    *,
    heads: tuple[str, str],
    ax: Axes | None = None,
) -> Axes:
    """The coalitions of two periods side by side, each speaker of both joined to itself.

    `members`: actor, label, title, coalition (0 for none), column (0 before, 1 after), in the order
    to be drawn; `changes`: actor, change (stays, parts, or "" where there is no fellow to compare;
    others speak in one period only and get no line). `heads` name the periods.
    """
    boxes = [
        Box(
            str(title),
            [
                (f"{column}{actor}", label)
                for actor, label in zip(part["actor"], part["label"], strict=True)
            ],
            int(column),
            enclosed=bool(part["coalition"].iloc[0]),
        )
        for (column, title), part in members.groupby(["column", "title"], sort=False)
    ]
    lines = [
        Line(f"0{row.actor}", f"1{row.actor}", WORDS[row.change])
        for row in changes.itertuples()
        if row.change in WORDS
    ]
    return boxes_and_lines(boxes, lines, heads=heads, ax=ax)
