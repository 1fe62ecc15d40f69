"""The README of a bundle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from textwrap import fill

from helpers.build.planning.plan import CaseName
from helpers.build.publishing.record import Record
from helpers.build.words import in_words

WIDTH = 78


def words(
    case: CaseName, pages: Sequence[Record], left_out: Mapping[str, str], files: Sequence[str]
) -> str:
    """What a bundle holds, how to open, check, use and cite it; `files` are the names in it."""
    parts = [
        f"{plain(case.title)}\nVersion {plain(case.version)}",
        paragraph(case.about),
        "Open index.html in a browser. All pages work from this folder, without a network.",
        "\n".join(["Reports", *map(_report, pages)]),
    ]
    if left_out:
        told = [f"- {name}: {plain(reason)}" for name, reason in left_out.items()]
        parts.append("\n".join(["Left out", *told]))
    parts += [
        "\n".join(["In this folder", *_contents(case.name, files)]),
        paragraph(
            "The articles that were coded are their publishers' and are not in here; the tables "
            "say where each was found."
        ),
        "To check that nothing was changed:  sha256sum -c SHA256SUMS",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _report(page: Record) -> str:
    """A report in the list of reports."""
    built = in_words(datetime.fromisoformat(page.built))
    title = f" ({plain(page.variant_title)})" if page.variant_title else ""
    return f"- {plain(page.question)}{title}\n  {page.case}/{page.stem}.html, built {built}"


def _contents(case: str, files: Sequence[str]) -> list[str]:
    """What there is, for those parts that are there."""
    known = {
        f"{case}/": "the pages",
        f"{case}/tables/": "the tables behind the pages",
        f"data/{case}/": "the data: a Data Package of CSV files",
        "data/README.md": "what every table and column means",
        "CITATION.cff": "how to cite",
        "LICENSE-DATA": "what may be done with the data",
    }
    there = {name: about for name, about in known.items() if any(f.startswith(name) for f in files)}
    width = max(map(len, there))
    return [f"- {name:<{width}}  {about}" for name, about in there.items()]


def paragraph(text: str) -> str:
    """The text in lines that a terminal holds."""
    return fill(plain(text), WIDTH, break_on_hyphens=False)


def plain(text: str) -> str:
    """The text on one line, without letters that a terminal or an editor would obey."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())
