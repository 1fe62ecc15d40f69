"""How a page is cited, and what it tells of itself to programs: Open Graph and linked data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from markupsafe import Markup

#: What the linked data of a page may weigh, in bytes; quotations that find no room are left out.
ROOM = 2_000
#: The longest description of a page, in letters: more is cut off where it is shown.
LONGEST = 200
#: What a letter is written as so that TeX prints it.
TEX = {letter: f"\\{letter}" for letter in "$&%#_"} | {
    # BibTeX counts braces, those after a backslash too: one that stands alone would end the entry.
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}


@dataclass(frozen=True)
class Work:
    """A page as a work that can be cited.

    `stem` is its file name without ending, `variant` names the parameters where they are not the
    notebook's own, `about` says what its case is about, `authors` and
    `licence` (an address) are those of the case's data; they are empty where the data do not say.
    """

    question: str
    case: str
    case_title: str
    case_version: str
    stem: str
    built: datetime
    variant: str = ""
    about: str = ""
    authors: Sequence[str] = ()
    licence: str = ""

    @property
    def title(self) -> str:
        """The question, and the name of the parameters in brackets."""
        return f"{self.question} ({self.variant})" if self.variant else self.question

    @property
    def source(self) -> str:
        """What the page was made from, by what and when: the end of a citation."""
        day = f"{self.built.day} {self.built:%B %Y}"
        return (
            f"In: {self.case_title}, version {self.case_version}. "
            f"Built with Standpoint {version('standpoint')}, {day}."
        )


def authors_and_licence(folder: Path) -> tuple[list[str], str]:
    """Who made the data in the folder of a case, and the address of their licence.

    Empty where its datapackage.json does not say, or cannot be read.
    """
    try:
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8-sig"))
        people = [one["title"] for one in package.get("contributors", []) if "title" in one]
        paths = [one["path"] for one in package.get("licenses", []) if "path" in one]
    except (OSError, ValueError, TypeError, AttributeError):
        return [], ""
    return [str(one) for one in people], next((p for p in map(str, paths) if is_web(p)), "")


def citation(work: Work) -> str:
    """How to name the page in a text: authors, question, case and its version, tool and day."""
    by = f"{', '.join(work.authors)} ({work.built.year}). " if work.authors else ""
    return f"{by}“{work.title}” {work.source}"


def bibtex(work: Work) -> str:
    """The same as an entry for BibTeX, in which every letter is printed as it stands."""
    key = re.sub(r"[^a-z0-9]+", "-", f"{work.case}-{work.stem}-{work.built.year}".lower())
    fields = {
        "author": " and ".join(f"{{{tex(author)}}}" for author in work.authors),
        "title": f"{{{tex(work.title)}}}",
        "year": str(work.built.year),
        "month": f"{work.built:%b}".lower(),
        "note": tex(work.source),
    }
    lines = [
        f"  {name:<6} = {value if name == 'month' else f'{{{value}}}'},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def tex(text: str) -> str:
    """The text on one line, with what TeX takes for commands written so that it is printed."""
    return "".join(TEX.get(letter, letter) for letter in " ".join(text.split()))


def open_graph(work: Work, description: str) -> dict[str, str]:
    """What a preview of the page shows: Open Graph properties and their values."""
    return {
        "og:type": "article",
        "og:title": work.title,
        "og:description": description,
        "og:site_name": work.case_title,
        "og:locale": "en_GB",
        "article:modified_time": work.built.isoformat(timespec="seconds"),
    }


def linked_data(work: Work, description: str, quoted: Sequence[Mapping[str, Any]]) -> Markup:
    """The page as JSON-LD (schema.org): a report, the data it rests on, quotations and sources.

    `quoted` are nodes in the order of the page, a source right before the first quotation from it;
    as many are told as there is `ROOM` for. The text can stand in a script element: nothing in it
    ends one.
    """
    made_by = [{"@type": "Organization", "name": name} for name in work.authors]
    report = {
        "@type": "Report",
        "headline": work.title,
        "description": description,
        "inLanguage": "en-GB",
        "dateModified": work.built.isoformat(timespec="seconds"),
        "isBasedOn": {"@id": "#data"},
        # The tool is no creator to schema.org, but people are; the citation on the page names it.
        "creator": made_by,
    }
    data = {
        "@type": "Dataset",
        "@id": "#data",
        "name": work.case_title,
        "description": work.about,
        "version": work.case_version,
        "license": work.licence,
        "creator": made_by,
    }
    graph: list[Mapping[str, Any]]
    graph = [{name: value for name, value in node.items() if value} for node in (report, data)]
    graph += fitting(quoted, ROOM - len(written(graph).encode()))
    return written({"@context": "https://schema.org", "@graph": graph})


def fitting(nodes: Sequence[Mapping[str, Any]], room: int) -> Iterator[Mapping[str, Any]]:
    """The first nodes that fit into that many bytes; never a source without its quotation."""
    waiting: list[Mapping[str, Any]] = []
    for node in nodes:
        room -= len(written(node).encode()) + 1
        if room < 0:
            return
        waiting.append(node)
        if node["@type"] == "Quotation":
            yield from waiting
            waiting = []


def written(value: object) -> Markup:
    """JSON in which no letter means anything to HTML."""
    return inert(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def inert(text: str) -> Markup:
    """JSON that can stand in a script element, or in an attribute between single quotes.

    What means something there is written as JSON can write every letter of a text.
    """
    for letter in "<>&'\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)


def described(sentences: Sequence[str]) -> str:
    """What the page says first, cut after a word when it is too long to be shown elsewhere."""
    text = sentences[0]
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rpartition(" ")[0] + " …"


def is_web(address: str) -> bool:
    """Whether an address is one of the web."""
    return re.match(r"https?://[^\s]+$", address) is not None
