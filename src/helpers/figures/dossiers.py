"""A dossier: everything on record about one demand or finding, as text that a phone can show."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd

from helpers.figures.part import way_back
from helpers.figures.rows import rows_by
from helpers.figures.show import Part, link, statement_block


def dossiers(
    heads: pd.DataFrame,
    rows: pd.DataFrame,
    *,
    parts: Mapping[str, str],
    folded: bool = False,
) -> Part:
    """One dossier for each row of `heads` (key, title, lead), with its statements under headings.

    It ends with the way `back`, where `heads` has that column: the id of what led there.
    `rows` are statements with key and part, in the order shown. `parts` names every part in order,
    with the sentence that stands there when it has no statement; without one it is left out. A
    statement's block is on the page once; where it comes again it is named with a link.
    """
    shown: set[str] = set()
    html, found = [], rows_by(rows, "key", "part")
    level = "h3" if folded else "h4"  # the title of a folded part is no heading
    for head in heads.to_dict("records"):
        body = f"<p>{escape(head['lead'])}</p>" if head["lead"] else ""
        for name, absent in parts.items():
            blocks = [block(row, shown) for row in found.get((head["key"], name), [])]
            text = "".join(blocks) or (f"<p>{escape(absent)}</p>" if absent else "")
            body += f"<{level}>{escape(name)}</{level}>{text}" if text else ""
        body += way_back(head.get("back", ""))
        html.append(framed(head["title"], body, folded))
    titles = "\n".join(heads["title"]) if len(heads) else "Nothing to show."
    return Part("".join(html) or "<p>Nothing to show.</p>", titles)


def framed(title: str, body: str, folded: bool) -> str:
    """The dossier under its title, open or folded."""
    if folded:
        return f'<details class="evidence"><summary>{escape(title)}</summary>{body}</details>'
    return f'<section class="dossier"><h3>{escape(title)}</h3>{body}</section>'


def block(row: dict[str, str], shown: set[str]) -> str:
    """A statement with our judgement and its note; only a line when it has been shown already."""
    if row["id"] in shown:
        again = link(row["id"], f"#{row['id']}")
        return (
            f"<p>{escape(row['speaker'])}: {escape(row['paraphrase'])} ({again}, shown above)</p>"
        )
    shown.add(row["id"])
    return statement_block(row, "".join(remarks(row)))


def remarks(row: Mapping[str, str]) -> list[str]:
    """What stands under a statement: how it stands to the finding, our judgement, the note."""
    found = []
    if row.get("direction"):
        found.append(f"Direction: {row['direction']}.")
    if row["meets"]:
        found.append(f"Our judgement (inference): {row['meets']}. {row['meets_reason']}")
    if row["note"]:
        found.append(f"Note: {row['note']}")
    return [f'<p class="note">{escape(text)}</p>' for text in found]
