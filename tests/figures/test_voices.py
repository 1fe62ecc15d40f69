"""What a page says of each speaker: statements, their state, and what the ties rest on."""

import re

import pandas as pd

from helpers.figures.voices import MOST, voices

BLANK = {
    "actor": "a", "concept": "tea", "label": "Tea", "stance": "support", "said": "2025-06-03",
    "paraphrase": "Likes it.", "fragment": "", "quotation": "", "publisher": "Paper", "source": "s--1",
}  # fmt: skip
SPEAKERS = pd.DataFrame(
    [
        ("a", "Ann", "#by.a", "Baker.", "1 · for “Tea”", "#camp.1"),
        ("b", "Bea", "#by.b", "Cook.", "1 · for “Tea”", "#camp.1"),
        ("c", "Cas", "#by.c", "Clerk.", "in no coalition", "#camp.0"),
    ],
    columns=["actor", "name", "place", "about", "title", "camp"],
)
TIES = pd.DataFrame(
    [
        ("#t.1", "a", "Bea", "+1", [("Tea", "s-3")], []),
        ("#t.2", "a", "Cas", "−1", [("Tea", "s-4")], [("Milk", "s-5"), ("Salt", "s-6")]),
    ],
    columns=["place", "actor", "name", "number", "agree", "differ"],
)


def page(*rows, ties=TIES.iloc[:0]):
    said = pd.DataFrame([BLANK | {"id": f"s-{n}"} | row for n, row in enumerate(rows, start=1)])
    return voices(SPEAKERS, said, ties, caption="Everybody", back="network").html


def test_speakers_stand_under_their_coalition_each_with_a_place_to_lead_to():
    html = page({})
    headings = re.findall(r'<h([34]) id="(.*?)">', html)
    assert headings == [
        ("3", "camp.1"),
        ("4", "by.a"),
        ("4", "by.b"),
        ("3", "camp.0"),
        ("4", "by.c"),
    ]


def test_a_statement_has_side_concept_date_words_source_and_id():
    assert (
        '<li id="s-1"><u>oppose</u> “Tea”, 3 June 2025: Likes it. <a href="#s--1">Paper</a>, s-1'
    ) in page({"stance": "oppose"})


def test_what_is_said_again_on_the_same_side_is_not_named_again():
    html = page({}, {}, {"stance": "oppose"})
    assert '<li id="s-2">again, 3 June 2025' in html
    assert '<li id="s-3"><u>oppose</u> “Tea”' in html


def test_the_state_that_all_quotations_share_is_said_once():
    quoted = {"fragment": "tea", "quotation": "verified"}
    html = page(quoted, quoted)
    assert "Every quotation in this list has the state “verified”." in html
    assert "(verified)" not in html


def test_quotations_of_different_states_say_their_own():
    html = page(
        {"fragment": "tea", "quotation": "verified"},
        {"fragment": "milk", "quotation": "text not held"},
    )
    assert "<q>tea</q> (verified)" in html
    assert "<q>milk</q> (text not held)" in html
    assert "Every quotation" not in html


def test_of_very_many_statements_on_one_side_the_first_are_listed_and_the_others_counted():
    html = page(*[{}] * (MOST + 3))
    assert html.count("<li id=") == MOST
    assert "… and 3 more, in the downloads." in html


def test_a_tie_on_one_concept_stands_with_others_like_it_and_one_on_several_alone():
    html = page({}, ties=TIES)
    assert '<li>Agrees on “Tea” with <a id="t.1" href="#s-3">Bea</a>' in html
    assert (
        '<li id="t.2">Cas (−1): agrees on <a href="#s-4">Tea</a>; differs on '
        '<a href="#s-5">Milk</a>, <a href="#s-6">Salt</a>'
    ) in html


def test_without_a_speaker_there_is_nothing():
    assert (
        voices(SPEAKERS.iloc[:0], pd.DataFrame(), TIES, caption="Everybody", back="network").html
        == ""
    )


def test_each_speaker_ends_with_the_way_back_to_the_figure():
    sections = page({}, ties=TIES).split("<h4")[1:]
    assert [re.findall('<a href="#network">Back</a>', each) for each in sections] == [
        ['<a href="#network">Back</a>']
    ] * 3


def test_a_speaker_s_statement_holds_the_places_of_those_it_counts_for():
    assert 's-1, counts once with <b id="s-9">s-9</b>' in page({"also": "s-9"})
