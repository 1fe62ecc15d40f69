"""An article's text comes from outside, too: shown around a quotation, it is text and nothing else."""

from __future__ import annotations

import csv
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.pages.test_hostile import ACTIVE, FERRY, HOSTILE, UNFOLD

STANDPOINT = Path(sys.executable).with_name("standpoint")
ARTICLE = "gazette-breakdown"
TURNED = "\u202eevil"  # would turn around what follows it


@pytest.fixture(scope="module")
def site_with_context(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports with quotations in their sentences, each of which holds a hostile string twice."""
    data, out = tmp_path_factory.mktemp("texts"), tmp_path_factory.mktemp("texts-site")
    folder = data / "harbour-ferry"
    shutil.copytree(FERRY, folder)
    text = "".join(
        f"He said {one} boat {n} drifts {one} again.\n\n" for n, one in enumerate(HOSTILE)
    )
    text = text.replace("He said", f"He said {TURNED} and", 1)
    (folder / "texts" / f"{ARTICLE}.txt").write_text(text, "utf-8", newline="")
    sha = hashlib.sha256(text.encode()).hexdigest()
    rewrite(folder / "articles.csv", lambda rows: [hashed(row, sha) for row in rows])
    rewrite(folder / "statements.csv", lambda rows: quoting(rows, text))
    command = [STANDPOINT, "build", "harbour-ferry", "--data", data, "--out", out, "--with-context"]
    ran = subprocess.run(
        [*command, "--notebook", "2", "-p", "counting=statement"], capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return out / "harbour-ferry" / "02-stakeholder-positions.html"


def rewrite(path: Path, change: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> None:
    """Read a table, change its rows and write it back."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = change(list(csv.DictReader(file)))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def hashed(row: dict[str, str], sha: str) -> dict[str, str]:
    return row | {"text_sha256": sha} if row["id"] == ARTICLE else row


def quoting(rows: list[dict[str, str]], text: str) -> list[dict[str, str]]:
    """The statements of other articles, and one quotation from each sentence of the text."""
    first = next(row for row in rows if row["id"] == f"{ARTICLE}-01")
    kept = [row for row in rows if row["article"] != ARTICLE]
    gone = {row["id"] for row in rows} - {row["id"] for row in kept}
    for row in kept:
        for name in ("repeats", "responds_to"):
            row |= {name: "" if row[name] in gone else row[name]}
        row |= {} if row["responds_to"] else {"meets": "", "meets_reason": ""}
    for n in range(len(HOSTILE)):
        fragment = f"boat {n} drifts"
        start = text.index(fragment)
        end = start + len(fragment)
        anchor = {"prefix": text[start - 16 : start], "suffix": text[end : end + 16]}
        places = {"fragment": fragment, "start": str(start), "end": str(end)}
        kept.append(first | {"id": f"sentence-{n}"} | anchor | places)
    return kept


def test_the_words_around_a_quotation_do_nothing(
    open_file: Callable[..., Page], site_with_context: Path
) -> None:
    page = open_file(site_with_context.as_uri())
    page.evaluate(UNFOLD)
    assert page.evaluate("window.ran") is None
    assert page.evaluate(ACTIVE) == []
    said = page.evaluate("document.body.textContent")
    said = said.replace("\N{NO-BREAK SPACE}", " ")  # as between a number and its per cent
    assert [one for one in HOSTILE if one not in said] == []
    assert "He said \N{REPLACEMENT CHARACTER}evil" in said
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]
