"""The quotations on a page and their sources, as nodes of linked data, from the tables of the case."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from helpers.build.pages.share import is_web
from helpers.case import MISSING

Row = dict[str, str]
#: The kinds of sources that have a type of their own; the others are creative works.
TYPES = {"news": "NewsArticle", "opinion": "OpinionNewsArticle"}
SPEAKERS = {"person": "Person", "organisation": "Organization", "body": "Organization"}
#: A date that is also one in ISO 8601: known to the year, month or day, and certain.
PLAIN_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def quotations(case: Path, html: str) -> list[Mapping[str, Any]]:
    """A node for each statement on the page that has a fragment, after one for its source.

    Statements are those of the case in that folder whose ids are ids on the page, in the order of
    the page. A source comes once, before the first quotation from it. What the tables do not state
    is left out; a case whose tables cannot be read has no quotations.
    """
    try:
        statements, articles, actors = (
            by_id(case / f"{table}.csv") for table in ("statements", "articles", "actors")
        )
        found = list(quoted(html, statements, articles))
        return list(nodes(found, articles, actors))
    except (OSError, ValueError, KeyError, csv.Error):
        return []


def statements_in(case: Path, html: str) -> list[str]:
    """The ids of the case's statements that have a place on the page, in its order."""
    try:
        known = by_id(case / "statements.csv")
    except (OSError, ValueError, KeyError, csv.Error):
        return []
    return [one for one in ids_in(html) if one in known]


def by_id(path: Path) -> dict[str, Row]:
    """The rows of a table by their id."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines)}


def ids_in(html: str) -> list[str]:
    """The ids on a page, in its order."""
    return re.findall(r"""<[a-z][^<>]* id="?([^\s"<>]+)""", html)


def quoted(html: str, statements: dict[str, Row], articles: dict[str, Row]) -> Iterator[Row]:
    """The statements on the page whose words are quoted from a source that has an address."""
    for one in ids_in(html):
        row = statements.get(one)
        if row and row["fragment"] not in MISSING and is_web(articles[row["article"]]["url"]):
            yield row


def nodes(
    rows: list[Row], articles: dict[str, Row], actors: dict[str, Row]
) -> Iterator[Mapping[str, Any]]:
    """Sources and quotations, each source before the first quotation from it."""
    told: set[str] = set()
    for row in rows:
        source = articles[row["article"]]
        if source["id"] not in told:
            told.add(source["id"])
            yield source_node(source)
        yield quotation_node(row, source, actors[row["actor"]])


def source_node(source: Row) -> dict[str, Any]:
    """A source: its address is its name in the graph."""
    node: dict[str, Any] = {"@type": TYPES.get(source["kind"], "CreativeWork")}
    node |= {
        "@id": source["url"],
        "publisher": {"@type": "Organization", "name": source["publisher"]},
    }
    if source["title"] not in MISSING:
        node["headline"] = source["title"]
    if PLAIN_DATE.fullmatch(source["published"]):
        node["datePublished"] = source["published"]
    return node


def quotation_node(row: Row, source: Row, actor: Row) -> dict[str, Any]:
    """A quotation; who is known by a role alone has no name, and a document does not speak."""
    node: dict[str, Any] = {"@type": "Quotation", "@id": f"#{row['id']}", "text": row["fragment"]}
    if kind := SPEAKERS.get(actor["kind"]):
        called = "name" if actor["named"] == "name" else "description"
        node["spokenByCharacter"] = {"@type": kind, called: actor["name"]}
    return node | {"isPartOf": {"@id": source["url"]}}
