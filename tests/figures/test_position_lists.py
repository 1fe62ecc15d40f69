"""Camps, sheets, stances and sources as text: every name leads to its statements, each stands once."""

from xml.etree import ElementTree

import pandas as pd

from helpers.figures.camp_list import camp_list
from helpers.figures.group_sheets import group_sheets
from helpers.figures.stance_list import stance_list

CONCEPTS = pd.DataFrame(
    {
        "id": ["p", "q"],
        "label": ["Pay", "Quit"],
        "proposition": ["Pay more.", "Quit now."],
        "place": ["c--1", "c--2"],
    }
)
CAMPS = pd.DataFrame(
    [("p", "opposes", "Ben", "s-2"), ("p", "supports", "Ada", "s-1")],
    columns=["concept", "position", "name", "place"],
)
FACTS = pd.DataFrame(
    [
        ("g--1", "G: two statements", "Who speaks", "Ada (2)"),
        ("g--1", "G: two statements", "Is silent on", "1 of 2 (50 %) concepts"),
        ("g--2", "H: no statement", "Is silent on", "2 of 2 (100 %) concepts"),
    ],
    columns=["place", "title", "term", "text"],
)
CELLS = pd.DataFrame(
    [("g--1", "g", "p", "Pay", "supports", "c--1")],
    columns=["sheet", "group", "concept", "label", "position", "others"],
)
STATEMENT = {
    "id": "s-1",
    "group": "g",
    "concept": "p",
    "name": "Ada",
    "role": "nurse",
    "said": "2025-06-03",
    "stance": "support",
    "label": "Pay",
    "paraphrase": "Wants more.",
    "fragment": "",
    "quotation": "",
    "publisher": "Paper",
    "url": "not stated",
    "source": "s--1",
}
MARK = {
    "label": "Pay",
    "stance": "support",
    "words": "3 June 2025",
    "who": "Ada",
    "target": "#s-1",
    "name": "Pay: support, 3 June 2025, Ada",
}


def tree(part):
    return ElementTree.fromstring(f"<main>{part.html}</main>")


def sheets(*rows, facts=FACTS, cells=CELLS):
    statements = pd.DataFrame([STATEMENT | row for row in rows or [{}]])
    return tree(group_sheets(facts, cells, statements))


def test_the_longest_of_many_bars_has_room_on_a_phone():
    many = pd.DataFrame(
        [("p", "supports", f"A{at}", "s") for at in range(48)] + [("p", "opposes", "B", "s")] * 12,
        columns=CAMPS.columns,
    )
    html = camp_list(CONCEPTS, many).html
    assert html.count("--n:24") == 1
    assert html.count("--n:6") == 1


def test_supporters_come_first_with_their_number_and_lead_to_their_statements():
    root = tree(camp_list(CONCEPTS, CAMPS))
    assert root.find(".//h3").get("id") == "c--1"
    assert ["".join(line.itertext()) for line in root.iter("li")] == [
        "+ 1 support: Ada",
        "− 1 oppose: Ben",
    ]
    assert [link.get("href") for link in root.iter("a")] == ["#s-1", "#s-2"]


def test_a_concept_without_a_voice_says_so():
    assert camp_list(CONCEPTS, CAMPS).html.endswith("<p>Nobody is on record.</p></div>")


def test_without_any_camp_one_sentence_stands_for_the_list():
    text = camp_list(CONCEPTS, CAMPS.head(0)).text
    assert text == "No statement is left by these filters, so no camp can be shown."


def test_a_sheet_is_folded_under_its_title_and_has_its_facts():
    first, second = sheets().findall("details")
    assert first.find("summary").text == "G: two statements"
    assert [term.text for term in first.iter("dt")] == ["Who speaks", "Is silent on"]
    assert second.find("article") is None


def test_the_place_of_a_sheet_lies_inside_it_so_that_a_link_opens_it():
    sheet = sheets().find("details")
    assert (sheet.get("id"), sheet.find("dl").get("id")) == (None, "g--1")


def test_the_statements_on_a_concept_stand_under_it_once_with_a_way_to_the_others():
    root = sheets({}, {"id": "s-2"})
    heading = root.find(".//h3")
    assert ("".join(heading.itertext()), heading.find("a").get("href")) == (
        "Pay: supports",
        "#c--1",
    )
    assert [article.get("id") for article in root.iter("article")] == ["s-1", "s-2"]


def test_a_block_on_a_sheet_leaves_concept_and_role_to_it_and_leads_to_its_source():
    block = sheets().find(".//article")
    assert "".join(block.itertext()) == "Ada · 3 June 2025 · supportWants more.Paper · s-1"
    assert block.find("a").get("href") == "#s--1"


def test_a_sheet_ends_with_the_way_back():
    link = sheets().find("details")[-1]
    assert link.get("href") == "#groups"


def test_stances_stand_by_concept_each_date_once():
    marks = pd.DataFrame([MARK, MARK | {"stance": "oppose", "who": "Ben", "target": "#s-2"}])
    assert (
        '<li><b>Pay</b>: 3 June 2025: + <a href="#s-1">Ada</a>, − <a href="#s-2">Ben</a>'
        in stance_list(marks).html
    )


def test_no_stance_with_a_date_is_a_sentence():
    assert stance_list(pd.DataFrame()).text == "No statement with a date is left by these filters."


def test_hostile_text_stays_text():
    bad = "<script>alert(1)</script>"
    html = (
        camp_list(CONCEPTS.assign(label=bad, proposition=bad), CAMPS.assign(name=bad)).html
        + group_sheets(
            FACTS.assign(title=bad, text=bad, term=bad),
            CELLS.assign(label=bad, position=bad),
            pd.DataFrame([STATEMENT | {"name": bad, "paraphrase": bad, "publisher": bad}]),
        ).html
        + stance_list(pd.DataFrame([MARK | {"label": bad, "words": bad, "who": bad}])).html
    )
    assert "<script>" not in html


def test_no_statement_is_a_sentence():
    part = group_sheets(FACTS, CELLS, pd.DataFrame([STATEMENT]).head(0))
    assert part.text == "No statement is left by these filters."
