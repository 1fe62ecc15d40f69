"""The quotations of the first case against the article it starts from, where the text is at hand.

The text is its publisher's and not in the repository.
"""

import os
import shutil
from pathlib import Path

import pytest

from helpers.case import PROJECT, read_case

CASE = "minneapolis-separation-ordinance"
NAMED = os.environ.get("STANDPOINT_TEXTS")
PLACES = [
    PROJECT / "data" / CASE / "texts" / "wcco.txt",
    *([Path(NAMED) / "wcco.txt"] if NAMED else []),
    PROJECT.parent / "shared" / "article" / "wcco-article.txt",
]


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with the article's text under the name that the case gives it."""
    held = [place for place in PLACES if place.is_file()]
    if not held:
        pytest.skip(
            "The article's text is not here: set STANDPOINT_TEXTS to a folder with wcco.txt"
        )
    shutil.copy(held[0], tmp_path / "wcco.txt")
    return tmp_path


def test_every_quotation_from_the_article_is_verified(texts: Path) -> None:
    statements = read_case(CASE, texts=texts).statements
    quoted = statements[(statements.article == "wcco") & (statements.fragment != "")]
    assert len(quoted) > 0
    assert quoted.quotation.unique().tolist() == ["verified"]
