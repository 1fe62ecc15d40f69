"""Camps and sheets as text: every name leads to its statements, every statement stands once."""

from xml.etree import ElementTree

import pandas as pd

from helpers.figures.camp_list import camp_list
from helpers.figures.group_sheets import group_sheets

CONCEPTS = pd.DataFrame(
    {"id": ["p", "q"], "label": ["Pay", "Quit"], "proposition": ["Pay more.", "Quit now."]}
)
CAMPS = pd.DataFrame(
    [("p", "opposes", "Ben", "actor--b--p"), ("p", "supports", "Ada", "actor--a--p")],
    columns=["concept", "position", "name", "place"],
)
FACTS = pd.DataFrame(
    [
        ("group--g", "G: two statements", "Who speaks", "Ada (2)", ""),
        ("group--g", "G: two statements", "Supports", "Pay", "#group--g--p"),
        ("group--h", "H: no statement", "Is silent on", "Pay", ""),
    ],
    columns=["place", "title", "term", "text", "target"],
)
CELLS = pd.DataFrame(
    [("group--g", "group--g--p", "Pay", "supports", "Two statements.", "concept--p")],
    columns=["sheet", "place", "label", "position", "line", "others"],
)
STATEMENT = {
    "id": "s-1",
    "part": "group--g--p",
    "cell": "actor--a--p",
    "name": "Ada",
    "role": "",
    "said": "2025-06-03",
    "stance": "support",
    "label": "Pay",
    "paraphrase": "Wants more.",
    "fragment": "",
    "quotation": "",
    "publisher": "Paper",
    "url": "not stated",
}


def tree(part):
    return ElementTree.fromstring(f"<main>{part.html}</main>")


def sheets(*rows, facts=FACTS, cells=CELLS):
    statements = pd.DataFrame([STATEMENT | row for row in rows or [{}]])
    return tree(group_sheets(facts, cells, statements))


def test_supporters_come_first_with_their_number_and_lead_to_their_statements():
    first = tree(camp_list(CONCEPTS, CAMPS)).find(".//section")
    assert first.get("id") == "concept--p"
    assert ["".join(line.itertext()) for line in first.iter("li")] == [
        "+ 1 support: Ada",
        "− 1 oppose: Ben",
    ]
    assert [link.get("href") for link in first.iter("a")] == ["#actor--a--p", "#actor--b--p"]


def test_a_concept_without_a_voice_says_so():
    second = tree(camp_list(CONCEPTS, CAMPS)).findall(".//section")[1]
    assert "".join(second.itertext()) == "QuitQuit now.Nobody is on record."


def test_a_second_list_on_a_page_has_no_ids():
    assert not [e for e in tree(camp_list(CONCEPTS, CAMPS, places=False)).iter() if e.get("id")]


def test_a_sheet_is_folded_under_its_title_and_has_its_facts():
    first, second = sheets().findall("details")
    assert (first.get("id"), first.find("summary").text) == ("group--g", "G: two statements")
    assert [term.text for term in first.iter("dt")] == ["Who speaks", "Supports"]
    assert first.find(".//dd/a").get("href") == "#group--g--p"
    assert second.find("section") is None


def test_the_statements_of_a_cell_stand_in_its_place_once_with_a_way_to_the_others():
    root = sheets({}, {"id": "s-2"})
    part = root.find(".//section")
    assert part.get("id") == "group--g--p"
    assert part.find("h3/a").get("href") == "#concept--p"
    (cell,) = part.findall("div")
    assert cell.get("id") == "actor--a--p"
    assert [article.get("id") for article in root.iter("article")] == ["s-1", "s-2"]


def test_a_sheet_ends_with_the_way_back():
    link = sheets().find("details").findall("p")[-1].find("a")
    assert link.get("href") == "#groups"


def test_hostile_text_stays_text():
    bad = "<script>alert(1)</script>"
    html = (
        camp_list(CONCEPTS.assign(label=bad, proposition=bad), CAMPS.assign(name=bad)).html
        + group_sheets(
            FACTS.assign(title=bad, text=bad, term=bad),
            CELLS.assign(label=bad, position=bad, line=bad),
            pd.DataFrame([STATEMENT | {"name": bad, "paraphrase": bad}]),
        ).html
    )
    assert "<script>" not in html


def test_no_statement_is_a_sentence():
    part = group_sheets(FACTS, CELLS, pd.DataFrame([STATEMENT]).head(0))
    assert part.text == "No statement is left by these filters."
