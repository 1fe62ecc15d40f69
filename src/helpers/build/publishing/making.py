"""What the front page and the pages of cases are made with, as a mark that each of them carries."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

BUILD = Path(__file__).parents[1]
TEMPLATE = BUILD / "template"
PUBLISHING = ("entries", "front", "index", "case_page", "search", "picture", "shapes")
PAGES = ("head", "quoted", "share", "style")
META = "standpoint-index"
#: The mark stands among the first letters of a page; it has this many digits.
FIRST, DIGITS = 4_096, 16


@cache
def mark() -> str:
    """A hash of the templates and the modules, for a page to carry.

    A page with another one looks or reads as these pages did before.
    """
    files = [path for path in TEMPLATE.rglob("*") if path.is_file()]
    files += [BUILD / "publishing" / f"{name}.py" for name in PUBLISHING]
    files += [BUILD / "pages" / f"{name}.py" for name in PAGES]
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()[:DIGITS]


def is_made(path: Path) -> bool:
    """Whether the page at `path` is one of these, made whenever; False where there is no page."""
    try:
        with path.open(encoding="utf-8", errors="replace") as page:
            return f'<meta name="{META}"' in page.read(FIRST)
    except OSError:
        return False


def is_made_with_it(path: Path) -> bool:
    """Whether the page at `path` was made with what there is now; False where there is no page."""
    try:
        with path.open(encoding="utf-8", errors="replace") as page:
            return f'<meta name="{META}" content="{mark()}">' in page.read(FIRST)
    except OSError:
        return False
