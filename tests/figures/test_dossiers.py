"""Dossiers: every statement once, every part with its sentence, hostile text as text."""

from xml.etree import ElementTree

import pandas as pd

from helpers.figures.dossiers import dossiers

STATEMENT = {
    "id": "s-1",
    "key": "k",
    "part": "Answers",
    "name": "City",
    "role": "",
    "speaker": "City",
    "said": "2025-08-05",
    "stance": "oppose",
    "label": "Masks",
    "paraphrase": "Says no.",
    "fragment": "",
    "quotation": "",
    "publisher": "Paper",
    "url": "not stated",
    "meets": "",
    "meets_reason": "",
    "note": "",
}
HEADS = pd.DataFrame({"key": ["k", "l"], "title": ["Masks", "Pay"], "lead": ["No masks.", ""]})


def html(*rows, heads=HEADS, words="", folded=False):
    frame = pd.DataFrame([STATEMENT | row for row in rows] or [STATEMENT]).head(len(rows))
    parts = {"Words": words, "Answers": "No answer."}
    return dossiers(heads, frame, parts=parts, folded=folded).html


def tree(text):
    return ElementTree.fromstring(f"<main>{text}</main>")


def test_each_dossier_has_its_title_and_its_parts():
    sections = tree(html({}, words="None printed.")).findall("section")
    assert [s.find("h3").text for s in sections] == ["Masks", "Pay"]
    assert [h.text for h in sections[0].findall("h4")] == ["Words", "Answers"]
    assert "None printed." in "".join(sections[0].itertext())


def test_a_part_without_a_statement_shows_its_sentence():
    (_, pay) = tree(html({})).findall("section")
    assert pay.find("p").text == "No answer."


def test_a_part_without_statement_and_sentence_is_left_out():
    (masks, _) = tree(html({})).findall("section")
    assert [h.text for h in masks.findall("h4")] == ["Answers"]


def test_a_statement_has_one_block_on_the_page_and_is_linked_where_it_comes_again():
    found = tree(html({}, {"key": "l"}))
    assert [a.get("id") for a in found.iter("article")] == ["s-1"]
    again = found.findall("section")[1].find("p/a")
    assert again.get("href") == "#s-1"


def test_our_judgement_is_marked_as_an_inference():
    text = html({"meets": "partly met", "meets_reason": "Some of it.", "note": "Relayed."})
    assert "Our judgement (inference): partly met. Some of it." in text
    assert "Note: Relayed." in text


def test_a_direction_stands_under_a_reaction_only():
    assert "Direction: disputes it." in html({"direction": "disputes it"})
    assert "Direction" not in html({"direction": ""})


def test_folded_dossiers_open_under_their_title():
    (first, _) = tree(html({}, folded=True)).findall("details")
    assert first.find("summary").text == "Masks"


def test_hostile_text_stays_text():
    bad = "<script>alert(1)</script>"
    text = html(dict.fromkeys(("name", "paraphrase", "meets", "meets_reason", "note"), bad))
    assert "<script>" not in text


def test_without_a_dossier_the_page_says_so():
    assert "Nothing to show." in html(heads=HEADS.head(0))


def test_each_dossier_ends_with_the_way_back_to_its_figure():
    for folded, tag in ((False, "section"), (True, "details")):
        parts = tree(html({}, heads=HEADS.assign(back=["drawn", "other"]), folded=folded))
        last = [list(part)[-1].find("a") for part in parts.findall(tag)]
        assert [(a.text, a.get("href")) for a in last] == [("Back", "#drawn"), ("Back", "#other")]


def test_a_statement_that_stands_for_others_holds_their_places():
    assert 's-1 · counts once with <b id="s-7">s-7</b></article>' in html({"also": "s-7"})
