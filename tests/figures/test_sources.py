"""The list of sources of a page."""

import pandas as pd

from helpers.figures.sources import source_list

SOURCES = pd.DataFrame(
    {
        "place": ["s--1", "s--2", "s--4"],
        "number": [1, 2, 4],
        "publisher": ["One", "<Two>", "Four"],
        "published": ["3 June 2025", "June 2025", "date not known"],
        "url": ["https://one.example/x", "javascript:alert(1)", "not stated"],
    }
)


def test_a_source_says_its_publisher_and_date_and_leads_to_its_address():
    html = source_list(SOURCES).html
    assert (
        '<li id="s--1"><a href="https://one.example/x" rel="external">One</a>, 3 June 2025' in html
    )


def test_a_number_is_said_where_one_is_left_out_before_it():
    html = source_list(SOURCES).html
    assert '<li id="s--2">' in html
    assert '<li id="s--4" value="4">Four, date not known' in html


def test_what_is_no_address_is_no_link():
    html = source_list(SOURCES).html
    assert "javascript" not in html
    assert "&lt;Two&gt;, June 2025" in html


def test_no_source_is_a_sentence():
    assert source_list(SOURCES.head(0)).text == "No source is left by these filters."
