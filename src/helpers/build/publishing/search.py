"""What can be found in the reports of a case: findings, actors, events and statements.

Each leads to its place on the page of a report. Places are looked up on the pages themselves, words
are those of the tables; what stands on no page is not listed.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from helpers.build.pages.quoted import Row, by_id, ids_in
from helpers.build.pages.share import written
from helpers.build.publishing.record import Record
from helpers.build.words import counted
from helpers.case.places import require_regular
from helpers.case.schema import MISSING

#: So many statements are listed at most: a page with more would be slow to open.
MOST = 20_000
STANCES = {
    "support": "supports",
    "oppose": "opposes",
    "mixed": "mixed on",
    "neutral": "neutral on",
}
TABLES = ("statements", "actors", "events", "concepts", "articles")


@dataclass(frozen=True)
class Hit:
    """One thing that can be found: the address of its place, its name, and what is said of it."""

    href: str
    name: str
    about: str = ""


@dataclass(frozen=True)
class Group:
    """All things of one kind: its name in the plural, the things, and how many are not listed."""

    name: str
    hits: Sequence[Hit]
    more: int = 0

    @property
    def anchor(self) -> str:
        """The id of its heading."""
        return f"found-{self.name.lower()}"


def groups(folder: Path, pages: Sequence[Record], case: Path | None) -> list[Group]:
    """What can be found, by kind; a kind of which there is nothing is left out.

    `folder` holds the published `pages`, `case` the tables. Without tables, or with tables that
    cannot be read, only the findings are listed.
    """
    found = [Group("Findings", list(findings(pages)))]
    tables = read_tables(case) if case else None
    if tables:
        places = places_on(
            folder, pages, {*tables["statements"], *tables["actors"], *tables["events"]}
        )
        said = list(statements(tables, places))
        found += [
            Group("Actors", list(actors(tables, places))),
            Group("Events", list(events(tables, places))),
            Group("Statements", said[:MOST], len(said[MOST:])),
        ]
    return [group for group in found if group.hits]


def as_script(case: str, found: Sequence[Group]) -> str:
    """What can be found in a case as a script that tells it to the front page, which loads it."""
    kinds = [
        [group.name, group.more, [[hit.href, hit.name, hit.about] for hit in group.hits]]
        for group in found
    ]
    return f"standpointFound({written(case)},{written(kinds)});\n"


def findings(pages: Sequence[Record]) -> Iterator[Hit]:
    """The findings of all reports; they stand at the top of their pages."""
    for page in pages:
        title = f"{page.question} ({page.variant_title})" if page.variant_title else page.question
        for finding in page.findings:
            yield Hit(f"{quote(page.stem)}.html", finding, title)


def read_tables(case: Path) -> dict[str, dict[str, Row]] | None:
    """The rows of the tables of a case by their id; None when they cannot be read."""
    try:
        for name in TABLES:
            require_regular(case / f"{name}.csv")
        tables = {name: by_id(case / f"{name}.csv") for name in TABLES}
        for name, column in {"statements": "actor", "actors": "name", "events": "title"}.items():
            for row in tables[name].values():
                row[column]
        return tables
    except (OSError, ValueError, KeyError, csv.Error):
        return None


def places_on(folder: Path, pages: Sequence[Record], known: set[str]) -> dict[str, str]:
    """The address of the first place of each known id, plain reports before those with variants.

    Ids come in the order in which they are met.
    """
    places: dict[str, str] = {}
    for page in sorted(pages, key=lambda page: (bool(page.variant), page.stem)):
        name = f"{page.stem}.html"
        try:
            html = (folder / name).read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        for one in ids_in(html):
            if one in known:
                places.setdefault(one, f"{quote(name)}#{quote(one)}")
    return places


Tables = Mapping[str, Mapping[str, Row]]


def actors(tables: Tables, places: Mapping[str, str]) -> Iterator[Hit]:
    """Actors; one without a place of its own is found at the first statement it made."""
    made = [
        (tables["statements"][one]["actor"], at)
        for one, at in places.items()
        if one in tables["statements"]
    ]
    number = Counter(actor for actor, _ in made)
    first = dict(reversed(made))
    for one, row in tables["actors"].items():
        if one in places or one in first:
            count = counted(number[one], "statement") if one in first else ""
            yield Hit(
                places.get(one) or first[one], row["name"], told(row.get("role"), count, by=" · ")
            )


def events(tables: Tables, places: Mapping[str, str]) -> Iterator[Hit]:
    """Events with what is said of them."""
    for one, row in tables["events"].items():
        if one in places:
            yield Hit(places[one], told(row["title"]) or one, told(row.get("description")))


def statements(tables: Tables, places: Mapping[str, str]) -> Iterator[Hit]:
    """Statements: who, on which side of what; our words, the words quoted, and the publisher."""
    for one, row in tables["statements"].items():
        if one not in places:
            continue
        actor = tables["actors"].get(row["actor"], {}).get("name", row["actor"])
        concept = row.get("concept", "")
        label = tables["concepts"].get(concept, {}).get("label", concept)
        source = tables["articles"].get(row.get("article", ""), {}).get("publisher", "")
        stance = STANCES.get(row.get("stance", ""), "on")
        fragment = told(row.get("fragment"))
        words = told(row.get("paraphrase"), f"“{fragment}”" if fragment else "")
        yield Hit(places[one], f"{actor} {stance} “{label}”", told(words, source, by=" · "))


def told(*texts: str | None, by: str = " ") -> str:
    """The texts that say something, on one line."""
    return by.join(
        re.sub(r"\s+", " ", text).strip() for text in texts if text and text not in MISSING
    )
