"""What is contested, and what rests on one source, as short lists that lead to their words."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import pandas as pd

from helpers.figures.download import to_csv
from helpers.figures.part import Part, link, prose
from helpers.figures.tables import ROWS


def question_list(contested: pd.DataFrame, *, name: str, caption: str, note: str = "") -> Part:
    """The contested questions under a heading, each leading to its accounts: how many differ.

    `contested` has question, place, report, differ and add; it is offered whole as `name`.csv.
    """
    items = [
        f"<li>{link(row['question'], row['place'])} {row['differ']:,} of "
        f"{row['report'] + row['differ'] + row['add']:,} differ{'s' if row['differ'] == 1 else ''}"
        for row in contested.head(ROWS).to_dict("records")
    ]
    return listed(items, contested, caption=caption, note=note, name=name)


def stance_list(stances: pd.DataFrame, *, name: str, caption: str, note: str = "") -> Part:
    """Stances by speaker, then by the one source of each, which they lead to; folded.

    `stances` has speaker, concept, stance, says (in our words), source and place; it is offered
    whole as `name`.csv.
    """
    items = []
    for speaker, rows in stances.head(ROWS).groupby("speaker", sort=False):
        said = rows.assign(said=rows["stance"] + ": " + rows["concept"] + ". " + rows["says"])
        told = "<br>".join(
            f"{link(source, place)} {escape(' '.join(each), quote=False)}"
            for (source, place), each in said.groupby(["source", "place"], sort=False)["said"]
        )
        items.append(f"<li><b>{escape(str(speaker))}</b> {told}")
    return listed(items, stances, caption=caption, note=note, name=name, folded=True)


def listed(
    items: list[str],
    table: pd.DataFrame,
    *,
    caption: str,
    note: str,
    name: str,
    folded: bool = False,
) -> Part:
    """These items under their caption, with a note and with the table behind them as a file."""
    files = {f"{name}.csv": to_csv(table)}
    if not items:
        empty = prose(f"{caption}: nothing to show. {note}".rstrip(), kind="note")
        return replace(empty, files=files)
    body = f'<ul class="lane">{"".join(items)}</ul>'
    body += f'<p class="note">{escape(note)}</p>' if note else ""
    head = f"{escape(caption)} ({len(table):,})"
    html = f"<h3>{head}</h3>{body}"
    if folded:
        html = f'<details class="evidence"><summary>{head}</summary>{body}</details>'
    return Part(html, f"{caption}\n{table.to_string(index=False)}", files)
