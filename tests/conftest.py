"""Cases that tests share: the invented one that the repository holds, and small ones made to order."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from helpers.case import PROJECT, Case, parse_edtf, read_case, stated

# Examples have no deadline, because machines are noisy; where a change is judged, they are the same each time.
settings.register_profile("standpoint", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("standpoint")

CASES = Path(__file__).parent / "cases"
FOLDERS = {"minneapolis-separation-ordinance": PROJECT / "data", "harbour-ferry": CASES}
STANDPOINT = Path(sys.executable).with_name("standpoint")

BLANK_STATEMENT = {
    "article": "paper",
    "behalf_of": "",
    "stance": "support",
    "kind": "claim",
    "form": "paraphrase",
    "said": "2025-06-03",
    "said_basis": "stated",
    "paraphrase": "Says so.",
    "fragment": "",
    "repeats": "",
    "responds_to": "",
    "meets": "",
    "meets_reason": "",
    "basis": "reported",
    "coder": "c1",
    "note": "",
    "quotation": "",
}


def with_instants(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """The table with the earliest and latest instant of an EDTF column beside it."""
    dates = [
        parse_edtf(text) if known else None
        for text, known in zip(table[column], stated(table[column]), strict=True)
    ]
    for end in ("earliest", "latest"):
        instants = [getattr(date, end) if date else pd.NaT for date in dates]
        table[f"{column}_{end}"] = pd.Series(instants, dtype="datetime64[s]", index=table.index)
    return table


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of every report of both cases, built once for all tests and all test processes.

    The command was run from a folder that is not the project's.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    out, done = shared / "site", shared / "site.done"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            for case, data in FOLDERS.items():
                command = [STANDPOINT, "build", case, "--data", data, "--out", out]
                ran = subprocess.run(command, cwd=shared, capture_output=True, text=True)
                assert ran.returncode == 0, ran.stdout + ran.stderr
            done.touch()
    return out


@pytest.fixture(scope="session")
def ferry() -> Case:
    """The invented case of the harbour ferry, with its invented texts."""
    return read_case("harbour-ferry", CASES)


@pytest.fixture
def made_case() -> Callable[..., Case]:
    """Make a case from (actor, concept, stance) rows or dicts; actors are people of group g."""

    def make(
        *rows: tuple[str, str, str] | dict[str, str], groups: dict[str, str] | None = None
    ) -> Case:
        groups = groups or {}
        given = [
            dict(zip(("actor", "concept", "stance"), r, strict=True)) if isinstance(r, tuple) else r
            for r in rows
        ]
        said = pd.DataFrame(
            [BLANK_STATEMENT | {"id": f"s-{i}"} | row for i, row in enumerate(given, start=1)]
        )
        if said.empty:
            said = pd.DataFrame(columns=["id", "actor", "concept", *BLANK_STATEMENT], dtype="str")
        articles = sorted(set(said["article"]) - {"not found"}) or ["paper"]
        actors, concepts = sorted(set(said["actor"])), sorted(set(said["concept"]))
        group = [groups.get(actor, "g") for actor in actors]
        return Case(
            name="made",
            title="A made case",
            description="",
            timezone="UTC",
            folder=Path(),
            articles=with_instants(
                pd.DataFrame(
                    {
                        "id": articles,
                        "publisher": articles,
                        "url": "not stated",
                        "published": "not stated",
                        "tier": "core",
                        "kind": "news",
                    },
                    dtype="str",
                ),
                "published",
            ),
            actors=pd.DataFrame(
                {
                    "id": actors,
                    "name": [a.upper() for a in actors],
                    "role": "",
                    "group": group,
                    "kind": "person",
                },
                dtype="str",
            ),
            concepts=pd.DataFrame(
                {
                    "id": concepts,
                    "label": concepts,
                    "proposition": [f"{c}." for c in concepts],
                    "kind": "policy",
                },
                dtype="str",
            ),
            statements=with_dates(said, "said"),
            events=pd.DataFrame(),
            accounts=pd.DataFrame(),
            labels={"group": {g: g.upper() for g in sorted({*group, "g"})}, "phase": {}},
        )

    return make


BLANK_EVENT = {
    "date": "2025-06-03",
    "date_note": "",
    "interval": "",
    "phase": "day",
    "place": "not stated",
    "actors": "",
    "description": "It happened.",
    "basis": "reported",
    "note": "",
}
BLANK_ACCOUNT = {
    "question": "When was it?",
    "article": "a",
    "relation": "reports",
    "says": "Says so.",
    "time": "",
    "basis": "reported",
    "note": "",
}


def with_dates(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """The table with the bounds and marks of an EDTF column beside it, as a case that is read has."""
    pairs = zip(table[column], stated(table[column]), strict=True)
    known = [parse_edtf(text) if real else None for text, real in pairs]
    table = with_instants(table, column)
    for mark in ("approximate", "uncertain"):
        flags = [date is not None and getattr(date, mark) for date in known]
        table[f"{column}_{mark}"] = pd.Series(flags, index=table.index, dtype=bool)
    return table


@pytest.fixture
def told_case() -> Callable[..., Case]:
    """Make a case from events and accounts, dicts of what is not blank; e1, e2 … and a1, a2 …

    `publishers` gives publishers to articles; others have the name of their article.
    """

    def make(
        events: list[dict[str, str]],
        accounts: list[dict[str, str]] | None = None,
        publishers: dict[str, str] | None = None,
    ) -> Case:
        blanks = ((events, BLANK_EVENT, "e"), (accounts or [], BLANK_ACCOUNT, "a"))
        happened, told = (
            pd.DataFrame(
                [blank | {"id": f"{letter}{n}"} | row for n, row in enumerate(rows, start=1)],
                columns=["id", *(["title"] if letter == "e" else ["event"]), *blank],
                dtype="str",
            )
            for rows, blank, letter in blanks
        )
        happened["title"] = happened["title"].fillna("Event " + happened["id"])
        told["event"] = told["event"].fillna("e1")
        articles = sorted(set(told["article"])) or ["a"]
        names = [(publishers or {}).get(article, article) for article in articles]
        sources = {"id": articles, "publisher": names, "url": "not stated", "tier": "core"}
        phases = list(dict.fromkeys(happened["phase"])) or ["day"]
        return Case(
            name="made",
            title="A made case",
            description="",
            timezone="UTC",
            folder=Path(),
            articles=pd.DataFrame(sources | {"kind": "news"}, dtype="str"),
            actors=pd.DataFrame(),
            concepts=pd.DataFrame(),
            statements=pd.DataFrame(),
            events=with_dates(happened, "date"),
            accounts=with_dates(told, "time"),
            labels={"group": {}, "phase": {phase: phase.capitalize() for phase in phases}},
        )

    return make
