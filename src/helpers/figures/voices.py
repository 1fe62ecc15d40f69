"""Each speaker of a network with their statements, and what each tie to another rests on.

Short, since a network may have hundreds of ties: the speaker is named once for all statements, and
a tie leads to the statements of the other, while the speaker's own stand above it.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import Any

import pandas as pd

from helpers.case import MISSING, date_in_words
from helpers.figures.evidence import counted_with, quotation, quoted, stance
from helpers.figures.part import Part, link
from helpers.figures.rows import rows_by
from helpers.figures.said import state_of_all

MOST = 10  # statements of one speaker on one concept and side that are listed


def voices(
    speakers: pd.DataFrame, statements: pd.DataFrame, ties: pd.DataFrame, *, caption: str, back: str
) -> Part:
    """One section for each speaker, folded, with places for links to speakers, statements and ties.

    `speakers`: actor, name, place, about, title and camp (place of the heading above all of one
    coalition), those of one together; `statements`: rows of `Selected.statements` with source (its
    place on the page), what one says on one concept together; `ties`: place, actor, name (of the
    other), number, agree and differ (label and id of a statement), in the order of the speakers.
    `back` is the id of the figure that led here, where each section leads at its end.
    """
    if speakers.empty:
        return Part("", "")
    said, tied = rows_by(statements, "actor"), rows_by(ties, "actor")
    state = state_of_all(statements)
    html = f'<p class="note">{escape(state)}</p>' if state else ""
    for (camp, title), members in speakers.groupby(["camp", "title"], sort=False):
        html += f'<h3 id="{escape(camp[1:])}">{escape(title)}</h3>' + "".join(
            section(row, statement_items(said.get(row["actor"], []), alike=bool(state)))
            + tie_lines(tied.get(row["actor"], []))
            + link("Back", f"#{back}")
            for row in members.to_dict("records")
        )
    summary = f"<summary>{escape(caption)} ({len(speakers):,})</summary>"
    html = f'<details class="evidence voices">{summary}{html}</details>'
    return Part(html, f"{caption}: {', '.join(speakers['name'])}")


def section(speaker: dict[str, Any], statements: str) -> str:
    """The head of one speaker, who that is, and the statements as items."""
    return (
        f'<h4 id="{escape(speaker["place"][1:])}">{escape(speaker["name"])}</h4>'
        f"<p>{escape(speaker['about'])}<ul>{statements}</ul>"
    )


def statement_items(rows: list[dict[str, Any]], *, alike: bool) -> str:
    """The statements of one speaker as items; of very many on one concept and side the first.

    `alike` says that the state of quotations need not stand at each.
    """
    out = ""
    for (_, side), run in groupby(rows, key=lambda row: (row["concept"], row["stance"])):
        every = list(run)
        first = f"{stance(side)} “{escape(every[0]['label'])}”"
        for row in every[:MOST]:
            out += statement_item(row, first, quoted(row) if alike else quotation(row))
            first = "again"
        if len(every) > MOST:
            out += f"<li>… and {len(every) - MOST:,} more, in the downloads."
    return out


def statement_item(row: dict[str, Any], about: str, words: str) -> str:
    """One statement: `about` (HTML), date, our words, its own `words` (HTML), source as a link, id."""
    said = f"date {row['said']}" if row["said"] in MISSING else date_in_words(row["said"])
    return (
        f'<li id="{escape(row["id"])}">{about}, {escape(said)}: {escape(row["paraphrase"])}'
        f"{words} {link(row['publisher'], '#' + row['source'])}, {escape(row['id'])}"
        f"{counted_with(row, ', counts')}"
    )


def tie_lines(rows: list[dict[str, Any]]) -> str:
    """What the ties of one speaker rest on: those on one concept together, the others one by one."""
    simple: dict[tuple[str, str], list[str]] = {}
    rest = []
    for row in rows:
        place = escape(row["place"][1:])
        shared = [("Agrees", *one) for one in row["agree"]] + [
            ("Differs", *one) for one in row["differ"]
        ]
        if len(shared) == 1:
            verb, label, one = shared[0]
            name = f'<a id="{place}" href="#{escape(one)}">{escape(row["name"])}</a>'
            simple.setdefault((verb, label), []).append(name)
            continue
        parts = [
            f"{verb} on " + ", ".join(link(label, f"#{one}") for label, one in row[side])
            for side, verb in (("agree", "agrees"), ("differ", "differs"))
            if row[side]
        ]
        told = f"{escape(row['name'])} ({row['number']}): {'; '.join(parts)}"
        rest.append(f'<li id="{place}">{told}')
    lines = [
        f"<li>{verb} on “{escape(label)}” with {', '.join(names)}"
        for (verb, label), names in simple.items()
    ]
    return f"<ul>{''.join(lines + rest)}</ul>" if rows else ""
