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


def longest_run(rows: list[dict[str, str]]) -> int:
    """Most words of one article that stand together when the anchored rows are laid side by side."""
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for row in rows:
        if row["start"].isdigit():
            text = row["prefix"] + row["fragment"] + row["suffix"]
            start = int(row["start"]) - len(row["prefix"])
            spans.setdefault(row["article"], []).append((start, start + len(text), text))
    longest = 0
    for found in spans.values():
        at, run = 0, ""
        for start, end, text in sorted(found):
            run = run + text[max(at - start, 0) :] if run and start <= at + 1 else text
            at = max(at, end)
            longest = max(longest, len(run.split()))
    return longest


def test_runs_that_touch_are_counted_together() -> None:
    rows = [
        {"article": "a", "start": "4", "prefix": "one ", "fragment": "two", "suffix": " three"},
        {"article": "a", "start": "8", "prefix": "two ", "fragment": "three", "suffix": " four"},
        {"article": "a", "start": "90", "prefix": "", "fragment": "far", "suffix": ""},
    ]
    assert longest_run(rows) == 4


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: path.parent.name)
def test_fragments_side_by_side_give_no_longer_run_of_an_article(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert longest_run(list(csv.DictReader(file))) <= MOST_WORDS
