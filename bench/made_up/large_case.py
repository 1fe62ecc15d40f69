"""A case of any size, made up at random and the same each time."""

import csv
import json
import random
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

from helpers.case.schema import fields, resources

ARTICLES, EVENTS, ACCOUNTS = 5_000, 2_000, 20_000
ACTORS, CONCEPTS = 3_000, 200  # unless asked for others
WORDS = [
    "council",
    "ferry",
    "vote",
    "answer",
    "audit",
    "police",
    "budget",
    "resident",
    "street",
    "report",
    "order",
    "review",
]
CATEGORIES = {("events", "phase"): ["before", "after"], ("actors", "group"): ["one", "other"]}


def make_case(
    folder: Path, statements: int, bad: float, *, actors: int = ACTORS, concepts: int = CONCEPTS
) -> None:
    """A case of the given size; `bad` is the share of statements with something wrong."""
    chance = random.Random(0)
    folder.mkdir()
    (folder / "datapackage.json").write_text(json.dumps(package(folder.name)), "utf-8")
    write(folder, "articles", (article(number) for number in range(ARTICLES)))
    write(folder, "actors", (actor(number) for number in range(actors)))
    write(folder, "concepts", (concept(number) for number in range(concepts)))
    rows = (statement(chance, n, bad, (actors, concepts)) for n in range(statements))
    write(folder, "statements", rows)
    write(folder, "events", (event(number) for number in range(EVENTS)))
    write(folder, "accounts", (account(chance, number) for number in range(ACCOUNTS)))


def package(name: str) -> dict[str, object]:
    """The shared schema with two categories for each column that a case names itself."""
    own = json.loads(json.dumps(resources()))
    for resource, field in ((r, f) for r in own for f in r["schema"]["fields"]):
        if values := CATEGORIES.get((resource["name"], field["name"])):
            field["categories"] = [{"value": value, "label": value} for value in values]
            field.setdefault("constraints", {})["enum"] = values
    texts = {"title": "A large case", "description": "Made up.", "timezone": "UTC"}
    return {"name": name, **texts, "resources": own}


def write(folder: Path, table: str, rows: Iterable[dict[str, object]]) -> None:
    """One table as a CSV file."""
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [each.name for each in fields(table)], restval="")
        writer.writeheader()
        writer.writerows(rows)


def article(number: int) -> dict[str, object]:
    """An article of which no text is held."""
    texts = {
        "publisher": f"Paper {number % 40}",
        "title": f"Story {number}",
        "author": "not stated",
    }
    dates = {
        "published": day(1_000 + number % 2_000),
        "published_basis": "shown",
        "published_note": "On the page",
    }
    kinds = {"kind": "news", "tier": "core", "read_at": "publisher", "extent": "whole"}
    rest = {"url": "not stated", "summary": "Made up.", "text_sha256": f"{number:064x}"}
    return {"id": f"article-{number}", **texts, **dates, **kinds, **rest}


def actor(number: int) -> dict[str, object]:
    """One of ten actors in an organisation."""
    place = {"organisation": f"actor-{number // 10}" if number else "", "group": "one"}
    return {
        "id": f"actor-{number}",
        "name": f"Actor {number}",
        "kind": "person",
        "named": "name",
        **place,
    }


def concept(number: int) -> dict[str, object]:
    """A policy."""
    texts = {
        "label": f"Concept {number}",
        "proposition": "It should be so.",
        "definition": "Made up.",
    }
    return {"id": f"concept-{number}", "kind": "policy", **texts}


def statement(
    chance: random.Random, number: int, bad: float, among: tuple[int, int]
) -> dict[str, object]:
    """A statement by one of so many actors on one of so many concepts.

    Often quoted, sometimes answering or repeating an earlier one.
    """
    actors, concepts = among
    wrong = chance.random() < bad
    said = chance.choice(["", "~", "?"])
    return {
        "id": f"statement-{number}",
        "article": f"article-{number * ARTICLES // 1_000_000 % ARTICLES}",
        "actor": f"acter-{number}" if wrong else f"actor-{chance.randrange(actors)}",
        "concept": f"concept-{chance.randrange(concepts)}",
        "stance": "suport" if wrong else chance.choice(["support", "oppose", "mixed", "neutral"]),
        "kind": "claim",
        "form": "quotation",
        "said": "2025-02-30" if wrong else day(chance.randrange(1_000)) + said,
        "said_basis": "resolved",
        "paraphrase": f"Says {sentence(chance, 12)} {number}.",
        "repeats": f"statement-{chance.randrange(number)}"
        if number and chance.random() < 0.08
        else "",
        "responds_to": f"statement-{chance.randrange(number)}"
        if number and chance.random() < 0.2
        else "",
        "basis": "reported",
        "coder": f"c{number % 3}",
        "note": f"Note {number}." if chance.random() < 0.15 else "",
        **(quotation(chance, number) if chance.random() < 0.6 else {}),
    }


def quotation(chance: random.Random, number: int) -> dict[str, object]:
    """A fragment and its anchor."""
    fragment = f"{sentence(chance, 8)} {number}"
    start = chance.randrange(6_000)
    place = {"start": start, "end": start + len(fragment)}
    return {"fragment": fragment, "prefix": f"{number} said ", "suffix": f", {number}", **place}


def event(number: int) -> dict[str, object]:
    """An event on one day."""
    texts = {"title": f"Event {number}", "description": "Made up.", "place": "not stated"}
    return {
        "id": f"event-{number}",
        "date": day(number),
        "phase": "after",
        "basis": "reported",
        **texts,
    }


def account(chance: random.Random, number: int) -> dict[str, object]:
    """What some article says of some event."""
    links = {
        "event": f"event-{number % EVENTS}",
        "article": f"article-{chance.randrange(ARTICLES)}",
    }
    texts = {"question": "When was it?", "says": "On that day.", "time": day(number % EVENTS)}
    kinds = {"relation": "reports", "basis": "reported"}
    return {"id": f"account-{number}", **links, **texts, **kinds}


def sentence(chance: random.Random, words: int) -> str:
    """Words in no order."""
    return " ".join(chance.choices(WORDS, k=words))


def days() -> Iterator[str]:
    """Ten years of days."""
    for year, month, date in product(range(2015, 2025), range(1, 13), range(1, 29)):
        yield f"{year}-{month:02}-{date:02}"


DAYS = list(days())


def day(number: int) -> str:
    """The day of this number, round and round."""
    return DAYS[number % len(DAYS)]
