"""A case whose every text is hostile: all of it is shown as text, and none of it does anything."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unicodedata import name

import pytest
from playwright.sync_api import Page

from helpers.case import check_case

Open = Callable[..., Page]
FERRY = Path(__file__).parents[1] / "cases" / "harbour-ferry"
STANDPOINT = Path(sys.executable).with_name("standpoint")
HOSTILE = [
    "<script>window.ran=1</script>",
    "</script><script>window.ran=2</script>",
    "</style><script>window.ran=3</script>",
    "</title><script>window.ran=4</script>",
    "</textarea><script>window.ran=5</script>",
    "<ScRiPt>window.ran=6</sCrIpT>",
    "<img src=x onerror=window.ran=7>",
    '"><img src=x onerror=window.ran=8>',
    "'><img src=x onerror=window.ran=9>",
    "<svg onload=window.ran=10>",
    "</svg><svg onload=window.ran=11>",
    "<svg><a xlink:href='javascript:ran=1'>x",
    "<svg><animate onbegin=window.ran=12>",
    "<body onload=window.ran=13>",
    "<details open ontoggle=ran=14>",
    "<iframe src=//example.org></iframe>",
    "<object data=//example.org></object>",
    "<embed src=//example.org>",
    "<link rel=stylesheet href=//example.org>",
    "<base href=//example.org/>",
    "<meta http-equiv=refresh content=0>",
    "<form action=//example.org><input>",
    "<a href=javascript:window.ran=15>x</a>",
    "javascript:window.ran=16",
    "JaVaScRiPt:window.ran=17",
    "data:text/html,<script>ran=18</script>",
    "vbscript:msgbox(1)",
    "[x](javascript:window.ran=19)",
    "![x](//example.org/x.png)",
    "**bold** _it_ `code` # head",
    "| a | b |",
    "&lt;script&gt; stays &amp;lt;",
    "&#x3C;script&#x3E;",
    '" onmouseover="window.ran=20',
    "' onfocus='window.ran=21' autofocus='",
    "` onclick=`window.ran=22`",
    "*{display:none}</style>",
    "<style>*{display:none}</style>",
    "expression(window.ran=23)",
    "url(//example.org/x)",
    "{{ 7 * 7 }}",
    "{% raw %}{{ self }}{% endraw %}",
    "{{ ''.__class__.__mro__ }}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "%s %(name)s {0} {name}",
    "$\\int_0^1 x$ \\input{x}",
    "<!-- comment",
    "]]><![CDATA[ x",
    "--><script>window.ran=24</script>",
    '=HYPERLINK("//example.org")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "'; DROP TABLE cases; --",
    "../../../etc/passwd",
    "zero\u200bwidth\u200djoin\ufeffed",
    "Z̸̢̛a̶̧͝l̷̨̕g̵̢͠o̸̡͘",
    "عمر الشريف وفاطمة",
    "יעל כהן, תל אביב",
    "👩‍👩‍👧‍👦🏳️‍🌈🇺🇳👍🏽",
    "Wmiwmiwmiwmiwmiwmiwmiwmiwmiwmiwmiwmiwmi",
]
#: The columns whose text is free: in all tables, names and words that people write.
TEXTS = {
    "articles": ("publisher", "title", "author", "published_note", "summary", "note"),
    "actors": ("name", "role", "note"),
    "concepts": ("label", "proposition", "definition"),
    "statements": ("paraphrase", "fragment", "meets_reason", "coder", "note"),
    "events": ("title", "date_note", "place", "description", "note"),
    "accounts": ("question", "says", "note"),
}
#: Columns of text that hold no words: ids, dates, numbers of a schema, and what is held to a text.
NO_WORDS = {"id", "article", "actor", "concept", "event", "organisation", "behalf_of", "repeats"}
NO_WORDS |= {"responds_to", "actors", "published", "said", "date", "time", "text_sha256"}
NO_WORDS |= {"prefix", "suffix"}
#: Addresses that the check lets pass, each of which would like to be more than an address.
ADDRESSES = [
    'https://example.org/"onmouseover="window.ran=25',
    "https://example.org/'onmouseover='window.ran=26",
    "https://example.org/><script>window.ran=27</script>",
    "https://example.org/</a><img/src=x/onerror=window.ran=28>",
    "https://example.org/`onclick=`window.ran=29`",
    "https://example.org/&quot;onclick=window.ran=30",
    "https://javascript:window.ran=31@example.org/",
]
#: What never comes from data: whatever would run, load, or lead out of the page unasked.
ACTIVE = """() => {
  const bad = [...document.querySelectorAll(`body script, iframe, object, embed, form, base, img,
    animate, meta[http-equiv=refresh]`)];
  const all = [...document.querySelectorAll('*')];
  bad.push(...all.filter((e) => [...e.attributes].some((a) => /^on/i.test(a.name))));
  const plain = /^(#|https?:|(\\.\\.\\/)?index\\.html$|\\d\\d-[-a-z]+\\.html(#|$)|(tables|harbour-ferry)\\/|data:,$)/;
  bad.push(...all.filter((e) => [...e.attributes].some((a) =>
    /href$/i.test(a.name) && !plain.test(a.value))));
  return bad.map((e) => e.outerHTML.slice(0, 200));
}"""
UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true })"


@pytest.fixture(scope="session")
def hostile_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a case in which every column of text holds every hostile string."""
    folder = tmp_path_factory.mktemp("hostile")
    write_case(folder / "harbour-ferry", more_rows(tables_of_ferry()), fill=True)
    return folder


@pytest.fixture(scope="session")
def hostile_site(hostile_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every report of that case."""
    out = tmp_path_factory.mktemp("hostile-site")
    command = [STANDPOINT, "build", "harbour-ferry", "--data", hostile_case, "--out", out]
    ran = subprocess.run(command, cwd=hostile_case, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return out


def tables_of_ferry() -> dict[str, list[dict[str, str]]]:
    """The rows of each table of the ferry's case."""
    found = {}
    for table in TEXTS:
        with (FERRY / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            found[table] = list(csv.DictReader(file))
    return found


def more_rows(tables: dict[str, list[dict[str, str]]]) -> dict[str, list[dict[str, str]]]:
    """The tables with 60 rows more each: a speaker, a source and a claim for each concept."""
    first = {table: rows[0] for table, rows in tables.items()}
    claim = next(row for row in tables["statements"] if row["form"] == "quotation")
    claim |= {"repeats": "", "responds_to": "", "meets": "", "meets_reason": ""}
    for n in range(len(HOSTILE)):
        for table in TEXTS:
            row = (claim if table == "statements" else first[table]) | {"id": f"more-{table}-{n}"}
            points = {
                "article": "articles",
                "actor": "actors",
                "concept": "concepts",
                "event": "events",
            }
            row |= {name: f"more-{to}-{n}" for name, to in points.items() if name in row}
            tables[table].append(row)
    return tables


def write_case(folder: Path, tables: dict[str, list[dict[str, str]]], *, fill: bool) -> None:
    """Write a case; `fill` puts the hostile strings into every cell of text that has a text."""
    folder.mkdir(parents=True)
    package = (FERRY / "datapackage.json").read_text("utf-8")
    (folder / "datapackage.json").write_text(filled(package) if fill else package, "utf-8")
    for number, row in enumerate(tables["articles"] if fill else ()):
        row["url"] = ADDRESSES[number % len(ADDRESSES)]
    for table, rows in tables.items():
        for column in TEXTS[table] if fill else ():
            fill_column(rows, column)
        for row in rows if fill else ():  # no text is held that has these words
            unplaced = {"text_sha256": "", "prefix": "", "suffix": ""}
            unplaced |= {"start": "not stated", "end": "not stated"}
            row |= {name: value for name, value in unplaced.items() if row.get(name)}
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)


def filled(package: str) -> str:
    """A data package whose title, description, makers and labels are hostile, as far as they may."""
    said = json.loads(package)
    said |= {"title": " ".join(HOSTILE[1:4]), "description": " ".join(HOSTILE)}
    said["contributors"] = [{"title": one} for one in HOSTILE[:6]]
    labels = (
        label
        for resource in said["resources"]
        for field in resource["schema"]["fields"]
        for label in field.get("categories", [])
    )
    short = (one for one in HOSTILE if len(one) <= 40)
    for label, one in zip(labels, short, strict=False):
        label["label"] = one
    return json.dumps(said)


def fill_column(rows: list[dict[str, str]], column: str) -> None:
    """Replace the texts of a column by hostile strings; few cells get several strings each."""
    cells = [row for row in rows if row[column] not in ("", "not stated", "withheld")]
    step = min(len(cells), len(HOSTILE))
    for number, row in enumerate(cells):
        row[column] = " ".join(HOSTILE[number % step :: step])


def problems(data: Path) -> list[str]:
    """What the check says of the case."""
    return [str(each) for each in check_case("harbour-ferry", data)]


def test_there_are_sixty_hostile_strings() -> None:
    assert len(set(HOSTILE)) == 60


def test_every_column_of_text_holds_every_string(hostile_case: Path) -> None:
    for table, columns in TEXTS.items():
        with (hostile_case / "harbour-ferry" / f"{table}.csv").open(
            encoding="utf-8", newline=""
        ) as file:
            rows = list(csv.DictReader(file))
        for column in columns:
            held = "\n".join(row[column] for row in rows)
            assert [one for one in HOSTILE if one not in held] == [], (table, column)


def test_no_column_of_text_is_forgotten() -> None:
    package = json.loads((FERRY / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        fields = [f for f in resource["schema"]["fields"] if f["type"] == "string"]
        free = {f["name"] for f in fields if "enum" not in f.get("constraints", {})}
        assert free - NO_WORDS - {"url"} == {*TEXTS[resource["name"]]}


@pytest.mark.parametrize("width", [390, 1280])
def test_hostile_words_do_nothing_and_the_layout_holds(
    open_file: Open, hostile_site: Path, width: int
) -> None:
    for path in sorted(hostile_site.glob("*/*.html")):
        page = open_file(path.as_uri(), width)
        page.evaluate(UNFOLD)
        page.mouse.move(width / 2, 450)
        assert page.heard == [path.as_uri()], path.name  # type: ignore[attr-defined]
        assert page.evaluate("window.ran") is None, path.name
        assert page.evaluate(ACTIVE) == [], path.name
        assert page.locator("script").count() == 2, path.name
        assert page.evaluate("document.documentElement.scrollWidth") == width, path.name
        assert page.locator("main h1").is_visible(), path.name
        assert page.locator("footer .build-record").is_visible(), path.name


def test_hostile_words_are_shown_as_they_are(open_file: Open, hostile_site: Path) -> None:
    said = ""
    for path in sorted(hostile_site.glob("*/*.html")):
        said += open_file(path.as_uri()).evaluate("document.body.textContent")
    assert [one for one in HOSTILE if one not in said] == []


def test_hostile_words_are_shown_as_they_are_in_the_index(
    open_file: Open, hostile_site: Path
) -> None:
    for width in (390, 1280):
        page = open_file((hostile_site / "index.html").as_uri(), width)
        assert page.evaluate(ACTIVE) == []
        assert page.heard == [page.url]  # type: ignore[attr-defined]
        assert page.evaluate("window.ran") is None
        assert page.evaluate("document.documentElement.scrollWidth") == width
        said = page.evaluate("document.body.textContent")
        assert [one for one in HOSTILE if one not in said] == []


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u202a"])
def test_marks_that_turn_text_around_are_refused(tmp_path: Path, mark: str) -> None:
    tables = tables_of_ferry()
    tables["actors"][0]["name"] = f"evil{mark}gnp.exe"
    write_case(tmp_path / "harbour-ferry", tables, fill=False)
    assert problems(tmp_path) == [
        f"actors.csv, row 2, column name: 'evil\\u{ord(mark):04x}gnp.exe' holds U+{ord(mark):04X} "
        f"{name(mark)}, which changes the order in which text is shown; remove it"
    ]


def test_a_word_of_a_million_letters_is_refused_with_the_most_allowed(tmp_path: Path) -> None:
    tables = tables_of_ferry()
    tables["statements"][0]["paraphrase"] = "W" * 1_000_000
    write_case(tmp_path / "harbour-ferry", tables, fill=False)
    (problem,) = problems(tmp_path)
    assert problem.startswith("statements.csv, row 2, column paraphrase: 'WWW")
    assert problem.endswith("has 1,000,000 characters; at most 1,000 fit here")
    assert len(problem) < 200


def test_a_word_of_a_million_letters_does_not_break_a_page(
    open_file: Open, tmp_path: Path, one_part: Callable[[str], str]
) -> None:
    path = tmp_path / "page.html"
    path.write_text(one_part("W" * 1_000_000), "utf-8")
    for width in (390, 1280):
        page = open_file(path.as_uri(), width)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.locator("footer .build-record").count() == 1
