"""The repository quotes no more than 15 words of an article at one place."""

import csv
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
STATEMENTS = sorted((PROJECT / "data").glob("*/statements.csv"))
MOST_WORDS = 15


def over_long(path: Path, *columns: str) -> list[str]:
    """Ids of the statements whose columns, joined as in the article, have too many words."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    stated = ((row["id"], [row[c] for c in columns if row[c] != "not stated"]) for row in rows)
    return [name for name, parts in stated if len("".join(parts).split()) > MOST_WORDS]


def test_a_case_is_there() -> None:
    assert STATEMENTS


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: path.parent.name)
def test_a_fragment_with_its_anchor_has_15_words_at_most(path: Path) -> None:
    assert over_long(path, "fragment") == []
    assert over_long(path, "prefix", "fragment", "suffix") == []
