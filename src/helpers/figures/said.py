"""Statements as short evidence: one item each, under the time they were made or their source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby
from operator import itemgetter

import pandas as pd

from helpers.case import MISSING, date_in_words
from helpers.figures.download import to_csv
from helpers.figures.evidence import counted_with, quotation, quoted
from helpers.figures.part import Part, link, prose, way_back
from helpers.figures.tables import ROWS

TOO_MANY = "{:,} statements are too many to list here; the download has their ids."

ALSO = "Also"  # for a speaker who goes on


def said_list(
    statements: pd.DataFrame,
    groups: pd.DataFrame,
    counts: pd.DataFrame,
    *,
    sources: Mapping[str, str],
    name: str,
    back: str,
) -> Part:
    """The statements under headings of time, each heading and statement with an id of its own.

    `groups` has a row for each statement, in order: id, made (the heading), anchor (its id) and
    told (how many of each stance stand under it).
    `sources` gives for the id of an article its place on the page. Of more than `ROWS` statements
    none is listed. `counts` is the table behind them, which is offered for download as `name`.csv;
    `back` is the id of what led here.
    """
    files = {f"{name}.csv": to_csv(counts)}
    number = len(statements)
    if not number or number > ROWS:
        told = "No statement is left by these filters." if not number else TOO_MANY.format(number)
        part = prose(told, kind="note")
        return Part(part.html, part.text, files)
    rows = groups.merge(statements, on="id")
    vaguer = ~rows["dated"] & ~rows["said"].isin(MISSING)
    rows["when"] = rows["said"].map(date_in_words).where(vaguer, "")
    state, met = state_of_all(rows), set[str]()
    lists = "".join(
        f'<p id="{escape(str(anchor))}"><b>{escape(str(made))}</b>: {escape(each["told"].iloc[0])}'
        + by_source(each.to_dict("records"), sources, met, alike=bool(state))
        for (made, anchor), each in rows.groupby(["made", "anchor"], sort=False)
    )
    summary = f"<summary>Statements in order of their date ({number:,})</summary>"
    note = f'<p class="note">{escape(state)}</p>' if state else ""
    html = f'<details class="evidence">{summary}{note}{lists}{way_back(back)}</details>'
    return Part(html, f"Statements: {', '.join(groups['id'])}", files)


def said_by_source(
    statements: pd.DataFrame,
    *,
    places: Mapping[str, str],
    sources: Mapping[str, str],
    number: int,
) -> Part:
    """The statements under their source, each with its date, and an id of its own.

    `statements` stand by source and have `again`: whether another coder had coded it before. For the
    id of an article `places` gives the id of its heading here, `sources` that of its place on the
    page, where the heading leads. `number` is how many there are, of which these are shown.
    """
    if statements.empty:
        return prose("No source that is left carries a statement.", kind="note")
    dates = [f"date {one}" if one in MISSING else date_in_words(one) for one in statements["said"]]
    rows = statements.assign(when=dates)
    rows["when"] += rows["again"].map({True: ", coded a second time", False: ""})
    state = state_of_all(rows)
    lists = by_source(rows.to_dict("records"), sources, set(), alike=bool(state), places=places)
    some = f"{len(rows):,} of " if number > len(rows) else ""
    summary = f"<summary>Statements by source ({some}{number:,})</summary>"
    note = f'<p class="note">{escape(state)}</p>' if state else ""
    html = f'<details class="evidence">{summary}{note}{lists}</details>'
    return Part(html, f"Statements: {', '.join(rows['id'])}")


def state_of_all(statements: pd.DataFrame) -> str:
    """The state of verification that all quotations share, as a sentence; "" where they differ."""
    states = statements.loc[statements["fragment"] != "", "quotation"]
    if states.nunique() != 1:
        return ""
    whose = "Every quotation" if len(states) > 1 else "The only quotation"
    return f"{whose} in this list has the state “{states.iloc[0]}”."


def by_source(
    rows: Iterable[Mapping[str, str]],
    sources: Mapping[str, str],
    met: set[str],
    *,
    alike: bool,
    places: Mapping[str, str] | None = None,
) -> str:
    """The statements under the name of their source, said once for those that follow each other.

    Speakers that are not yet `met` are named with their role. `alike` says that the state of
    quotations need not stand at each. `places` are the ids of the sources' names here, if any.
    """
    html = ""
    for article, run in groupby(rows, key=itemgetter("article")):
        told = list(run)
        name = link(told[0]["publisher"], f"#{sources[article]}")
        place = f' id="{escape(places[article])}"' if places else ""
        html += f"<p{place}>{name}<ul>{items(told, met, alike=alike)}</ul>"
    return html


def items(rows: Iterable[Mapping[str, str]], met: set[str], *, alike: bool) -> str:
    """One item a statement; a speaker who goes on is not named again, and one of `met` has no role."""
    html, before = "", ""
    for row in rows:
        who = ALSO if row["actor"] == before else speaker(row, met)
        before = row["actor"]
        html += item(row, who, quoted(row) if alike else quotation(row))
    return html


def speaker(row: Mapping[str, str], met: set[str]) -> str:
    """Who said it, in bold, and the role where the speaker is not yet among those `met`."""
    known = row["actor"] in met or row["role"] in MISSING
    met.add(row["actor"])
    role = "" if known else f", {row['role']}"
    return f"<b>{escape(row['name'], quote=False)}</b>{escape(role, quote=False)}"


def item(row: Mapping[str, str], who: str, words: str) -> str:
    """One statement: who, stance on what, our words, the quotation.

    `when` is said behind the name, where there is any. The item is not closed, as HTML allows.
    """
    when = f" ({row['when']})" if row["when"] else ""
    joint = " " if who == ALSO and not when else ", "
    what = f"{joint}{row['stance']}: {row['label']}. {row['paraphrase']}"
    told = f"{who}{escape(when)}{escape(what, quote=False)}{words}{counted_with(row, ' Counts')}"
    return f'<li id="{escape(row["id"])}">{told}'
