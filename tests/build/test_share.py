"""What a page tells of itself: how it is cited, and what programs read in its head."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from helpers.build.pages.quoted import by_id, quotations, statements_in
from helpers.build.pages.share import (
    LONGEST,
    ROOM,
    Work,
    authors_and_licence,
    bibtex,
    citation,
    described,
    inert,
    linked_data,
    open_graph,
    tex,
)
from helpers.case import PROJECT

CASES = Path(__file__).parents[1] / "cases"
ADDRESS = "https://example.org/gazette"


def work(**given: Any) -> Work:
    about: dict[str, Any] = {
        "question": "Who paid 5 % & why?",
        "case": "harbour-ferry",
        "case_title": "The ferry_2",
        "case_version": "1.2.0",
        "stem": "01-who",
        "built": datetime(2025, 6, 3, 14, 5, tzinfo=UTC),
    }
    return Work(**about | given)


def graph(text: str) -> list[dict[str, Any]]:
    return list(json.loads(text)["@graph"])


def test_a_citation_names_authors_question_case_version_tool_and_day() -> None:
    assert citation(work(authors=["A. Okafor", "B. Quill"])) == (
        "A. Okafor, B. Quill (2025). “Who paid 5 % & why?” In: The ferry_2, version 1.2.0. "
        f"Built with Standpoint {version('standpoint')}, 3 June 2025."
    )


def test_a_citation_without_authors_begins_with_the_question() -> None:
    assert citation(work(variant="Core only")).startswith("“Who paid 5 % & why? (Core only)” In:")


def test_an_entry_for_bibtex_is_printed_as_it_stands() -> None:
    assert bibtex(work(authors=["A & B"])).splitlines() == [
        "@misc{harbour-ferry-01-who-2025,",
        r"  author = {{A \& B}},",
        r"  title  = {{Who paid 5 \% \& why?}},",
        "  year   = {2025},",
        "  month  = jun,",
        r"  note   = {In: The ferry\_2, version 1.2.0. Built with Standpoint "
        f"{version('standpoint')}, 3 June 2025.}},",
        "}",
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (r"\input{x}", r"\textbackslash{}input\textbraceleft{}x\textbraceright{}"),
        ("a~b^c#$", r"a\textasciitilde{}b\textasciicircum{}c\#\$"),
        ("two\n lines", "two lines"),
        ("Ünïcode “stays”", "Ünïcode “stays”"),
    ],
)
def test_no_letter_is_a_command_to_tex(text: str, written: str) -> None:
    assert tex(text) == written


@pytest.mark.parametrize("title", ["Who {paid?", "Who} paid?", "}{", r"Who \{ paid?"])
def test_a_lone_brace_leaves_the_entry_for_bibtex_balanced(title: str) -> None:
    entry = bibtex(work(question=title, case_title=title, authors=[title]))
    depths = [0]
    for letter in entry:  # as BibTeX counts them, which a backslash does not keep from it
        depths.append(depths[-1] + {"{": 1, "}": -1}.get(letter, 0))
    assert (min(depths), depths[-1]) == (0, 0)
    assert all(depth for depth in depths[entry.index("{") + 1 : -1])


def test_a_preview_shows_question_finding_and_case() -> None:
    shown = open_graph(work(), "Nine of 14.")
    assert shown["og:title"] == "Who paid 5 % & why?"
    assert shown["og:description"] == "Nine of 14."
    assert shown["og:site_name"] == "The ferry_2"
    assert shown["article:modified_time"] == "2025-06-03T14:05:00+00:00"


def test_a_long_description_is_cut_after_a_word() -> None:
    assert described(["Short.", "Second."]) == "Short."
    cut = described(["word " * 100])
    assert len(cut) <= LONGEST + 1
    assert cut.endswith("word …")


def test_linked_data_say_what_a_report_rests_on() -> None:
    text = linked_data(
        work(about="A ferry.", licence="https://example.org/cc", authors=["The town"]),
        "Nine of 14.",
        [],
    )
    report, data = graph(text)
    assert (report["@type"], report["headline"]) == ("Report", "Who paid 5 % & why?")
    assert report["isBasedOn"] == {"@id": data["@id"]}
    assert (data["@type"], data["name"], data["version"]) == ("Dataset", "The ferry_2", "1.2.0")
    assert data["license"] == "https://example.org/cc"


def test_linked_data_leave_out_what_is_not_known() -> None:
    report, data = graph(linked_data(work(), "Nine of 14.", []))
    assert data.keys() == {"@type", "@id", "name", "version"}
    assert "creator" not in report


def test_authors_made_report_and_data_and_the_tool_did_not() -> None:
    report, data = graph(linked_data(work(authors=["The town", "A. Okafor"]), "Nine of 14.", []))
    made_by = [{"@type": "Organization", "name": name} for name in ("The town", "A. Okafor")]
    assert report["creator"] == data["creator"] == made_by
    assert "SoftwareApplication" not in str(report)


#: What pages say to be of a type of schema.org's, with the types that each property may have there.
RANGES = {
    "isBasedOn": {"Dataset"},
    "isPartOf": {"NewsArticle", "CreativeWork"},
    "creator": {"Organization", "Person"},
    "publisher": {"Organization", "Person"},
    "spokenByCharacter": {"Organization", "Person"},
}
TEXTS = {"headline", "description", "inLanguage", "dateModified", "datePublished", "name", "text"}
TEXTS |= {"version", "license", "@type", "@id"}


@pytest.mark.parametrize("stem", ["01-overview", "03-timeline"])
def test_linked_data_have_only_properties_and_types_of_schema_org(site: Path, stem: str) -> None:
    html = (site / "minneapolis-separation-ordinance" / f"{stem}.html").read_text("utf-8")
    found = re.search(r'<script type="?application/ld\+json"?>(.*?)</script>', html, re.S)
    assert found is not None
    nodes = graph(found[1])
    types = {node.get("@id"): node["@type"] for node in nodes}
    assert set(types.values()) <= {"Report", "Dataset", "NewsArticle", "CreativeWork", "Quotation"}
    for name, value in (pair for node in nodes for pair in node.items()):
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                assert (one.get("@type") or types[one["@id"]]) in RANGES[name], name
            else:
                assert name in TEXTS


def test_nothing_in_linked_data_ends_the_element_that_holds_them() -> None:
    hostile = "</script><script>alert(1)</script><!-- ]]> \u2028 '"
    text = linked_data(work(question=hostile), hostile, [])
    assert not set("<>&'\u2028") & set(text)
    assert graph(text)[0]["headline"] == hostile


def test_text_in_an_attribute_stays_in_it() -> None:
    assert inert('{"a": "it\'s <b> & c"}') == r'{"a": "it\u0027s \u003cb\u003e \u0026 c"}'


def test_linked_data_have_no_more_quotations_than_there_is_room_for() -> None:
    source = {"@type": "NewsArticle", "@id": ADDRESS}
    many = [{"@type": "Quotation", "text": f"{n} " + "word " * 20} for n in range(100)]
    text = linked_data(work(), "Nine of 14.", [source, *many])
    told = [node for node in graph(text) if node["@type"] == "Quotation"]
    assert len(text.encode()) <= ROOM + 50
    assert 5 < len(told) < 100
    assert told == many[: len(told)]


def test_a_source_whose_quotation_finds_no_room_is_left_out_too() -> None:
    source = {"@type": "NewsArticle", "@id": ADDRESS}
    text = linked_data(work(), "", [source, {"@type": "Quotation", "text": "x" * ROOM}])
    assert [node["@type"] for node in graph(text)] == ["Report", "Dataset"]


@pytest.mark.parametrize("case", ["minneapolis-separation-ordinance", "harbour-ferry"])
@pytest.mark.parametrize("stem", ["01-overview", "02-stakeholder-positions", "03-timeline"])
def test_a_page_that_quotes_tells_programs_of_a_quotation_and_of_its_source(
    site: Path, case: str, stem: str
) -> None:
    html = (site / case / f"{stem}.html").read_text("utf-8")
    found = re.search(r'<script type="?application/ld\+json"?>(.*?)</script>', html, re.S)
    assert found is not None
    nodes = graph(found[1])
    told = [node for node in nodes if node["@type"] == "Quotation"]
    sources = {node["@id"] for node in nodes if "publisher" in node}
    assert told
    assert {node["isPartOf"]["@id"] for node in told} <= sources


@pytest.mark.parametrize("case", ["minneapolis-separation-ordinance", "harbour-ferry"])
@pytest.mark.parametrize(
    "stem", ["02-stakeholder-positions", "03-timeline", "07-discourse-network"]
)
def test_a_statement_has_its_id_for_an_address_on_every_page_that_shows_it(
    site: Path, case: str, stem: str
) -> None:
    data = CASES if case == "harbour-ferry" else PROJECT / "data"
    html = (site / case / f"{stem}.html").read_text("utf-8")
    on_page, every = statements_in(data / case, html), by_id(data / case / "statements.csv")
    assert len(on_page) == len(set(on_page))
    assert len(on_page) > len(every) / 2


def test_the_case_says_who_made_its_data_and_under_what_licence() -> None:
    authors, licence = authors_and_licence(CASES / "harbour-ferry")
    assert authors == ["Standpoint maintainers"]
    assert licence == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    "text", ["", "[]", '{"contributors": 3}', '{"licenses": [{"path": "javascript:x"}]}']
)
def test_a_case_that_does_not_say_has_neither(tmp_path: Path, text: str) -> None:
    (tmp_path / "datapackage.json").write_text(text, "utf-8")
    assert authors_and_licence(tmp_path) == ([], "")
    assert authors_and_licence(tmp_path / "nowhere") == ([], "")


def tables(folder: Path, **changes: str) -> Path:
    """A case of one source, one speaker and one quotation, with changes to its cells."""
    cells = {
        "url": ADDRESS,
        "published": "2024-03-12",
        "article_kind": "news",
        "actor_kind": "person",
        "named": "name",
        "fragment": "not one more winter",
    } | changes
    rows = {
        "articles": f"id,publisher,title,url,published,kind\ngazette,Ellery Gazette,not stated,"
        f"{cells['url']},{cells['published']},{cells['article_kind']}",
        "actors": f"id,name,kind,named\nada,Ada Okafor,{cells['actor_kind']},{cells['named']}",
        "statements": f"id,article,actor,fragment\ns-1,gazette,ada,{cells['fragment']}",
    }
    for name, text in rows.items():
        (folder / f"{name}.csv").write_text(text + "\n", "utf-8")
    return folder


def test_a_quotation_on_the_page_is_told_with_its_speaker_and_source(tmp_path: Path) -> None:
    found = quotations(tables(tmp_path), '<h2 id="top">x</h2><li class="a" id="s-1">')
    assert found == [
        {
            "@type": "NewsArticle",
            "@id": ADDRESS,
            "publisher": {"@type": "Organization", "name": "Ellery Gazette"},
            "datePublished": "2024-03-12",
        },
        {
            "@type": "Quotation",
            "@id": "#s-1",
            "text": "not one more winter",
            "spokenByCharacter": {"@type": "Person", "name": "Ada Okafor"},
            "isPartOf": {"@id": ADDRESS},
        },
    ]


def test_what_the_tables_do_not_state_is_not_told(tmp_path: Path) -> None:
    case = tables(tmp_path, published="2024-03~", article_kind="legal", actor_kind="document")
    source, quotation = quotations(case, '<li id="s-1">')
    assert (source["@type"], "datePublished" in source) == ("CreativeWork", False)
    assert "spokenByCharacter" not in quotation


def test_a_speaker_known_by_a_role_has_no_name(tmp_path: Path) -> None:
    _, quotation = quotations(tables(tmp_path, named="role"), '<li id="s-1">')
    assert quotation["spokenByCharacter"] == {"@type": "Person", "description": "Ada Okafor"}


@pytest.mark.parametrize("change", [{"url": "withheld"}, {"fragment": ""}, {"url": "javascript:x"}])
def test_a_statement_without_words_or_address_is_no_quotation(
    tmp_path: Path, change: dict[str, str]
) -> None:
    assert quotations(tables(tmp_path, **change), '<li id="s-1">') == []


def test_a_statement_that_is_not_on_the_page_is_not_told(tmp_path: Path) -> None:
    assert quotations(tables(tmp_path), '<li id="s-2"><a href="#s-1">') == []


def test_a_case_that_cannot_be_read_has_no_quotations(tmp_path: Path) -> None:
    assert quotations(tmp_path, '<li id="s-1">') == []
    assert statements_in(tmp_path, '<li id="s-1">') == []


def test_the_statements_on_a_page_come_in_its_order(tmp_path: Path) -> None:
    case = tables(tmp_path)
    with (case / "statements.csv").open("a", encoding="utf-8") as file:
        file.write("s-2,gazette,ada,\n")
    assert statements_in(case, '<p id="s-2"><h2 id="top"><p id="s-1">') == ["s-2", "s-1"]
