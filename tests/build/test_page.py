"""The page made of an executed notebook; no kernel is needed for that."""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.build.page import make_page
from helpers.build.plan import Report
from helpers.build.record import Record

MOMENT = datetime(2025, 6, 3, 14, 5, tzinfo=UTC)
FINDINGS = '<div class="findings"><p>Nine of 14 groups &amp; one.</p></div>'
BASIS = '<p class="basis">46 statements.</p>'


def cell(*data: dict[str, str], tag: str = "", stream: str = "", text: str = "") -> Any:
    outputs = [new_output("display_data", data=item) for item in data]
    if stream:
        outputs.append(new_output("stream", name=stream, text=text))
    source = "secret_name = 1"
    return new_code_cell(source, outputs=outputs, metadata={"tags": [tag] if tag else []})


@pytest.fixture
def page(report: Report) -> Callable[..., tuple[Record, str]]:
    """Make the page of a notebook with these cells after its question."""

    def make(*cells: Any, first: str = "# Who said what?") -> tuple[Record, str]:
        notebook = new_notebook(cells=[new_markdown_cell(first), *cells])
        made = make_page(report, notebook, MOMENT)
        return made.record, made.html

    return make


def test_a_page_asks_for_nothing_but_itself(page: Callable[..., Any]) -> None:
    _, html = page(cell({"text/html": FINDINGS}, tag="findings"))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert policy[1].startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    assert not re.search(r"<(script|iframe|object|embed|base|form)\b", html)
    assert not re.search(r"(src|href)=\"(https?:)?//|@import|url\(", html)


def test_the_policy_stands_before_anything_it_governs(page: Callable[..., Any]) -> None:
    _, html = page()
    assert html.index("Content-Security-Policy") < html.index("<link") < html.index("<style")


def test_template_and_style_stay_small(page: Callable[..., Any]) -> None:
    _, html = page()
    assert len(html.encode()) < 15_000


def test_code_and_warnings_stay_out_of_the_page(page: Callable[..., Any]) -> None:
    _, html = page(cell(stream="stderr", text="FutureWarning: old habit"))
    assert "secret_name" not in html
    assert "old habit" not in html


def test_printed_text_is_escaped_and_without_colour_codes(page: Callable[..., Any]) -> None:
    _, html = page(cell(stream="stdout", text="\x1b[31m<b>red</b>\x1b[0m"))
    assert "<pre>&lt;b&gt;red&lt;/b&gt;</pre>" in html


def test_findings_and_basis_open_the_page_wherever_they_stand(page: Callable[..., Any]) -> None:
    _, html = page(
        new_markdown_cell("## Counts\n\nEach row counts."),
        cell({"text/html": BASIS}),
        cell({"text/html": FINDINGS}, tag="findings"),
        new_markdown_cell("## Limits\n\nNot all is known."),
    )
    order = ["<h1>", FINDINGS, BASIS, "<nav class=", '<h2 id="counts">', '<h2 id="limits">']
    places = [html.index(part) for part in order]
    assert places == sorted(places)
    assert html.count(FINDINGS) == html.count(BASIS) == 1


def test_a_basis_beside_the_findings_is_shown_once_and_is_no_finding(
    page: Callable[..., Any],
) -> None:
    shown = [
        {"text/html": FINDINGS, "text/plain": "Nine of 14 groups & one.\n\nTwo are split.\n"},
        {"text/html": BASIS, "text/plain": "46 statements."},
    ]
    record, html = page(cell(*shown, tag="findings"))
    assert record.findings == ["Nine of 14 groups & one.", "Two are split."]
    assert html.count(BASIS) == 1


def test_the_first_finding_describes_the_page(page: Callable[..., Any]) -> None:
    _, html = page(cell({"text/plain": 'They said "no" <b>.'}, tag="findings"))
    assert '<meta name="description" content="They said &#34;no&#34; &lt;b&gt;.">' in html


def test_a_page_without_findings_is_described_by_its_question(page: Callable[..., Any]) -> None:
    record, html = page()
    assert record.findings == []
    assert '<meta name="description" content="Who said what?">' in html


def test_there_is_one_h1_and_headings_have_ids_of_their_own(page: Callable[..., Any]) -> None:
    _, html = page(new_markdown_cell("# Again\n\n## Limits & dates\n\n## Limits & dates\n\nText."))
    assert html.count("<h1") == 1
    assert re.findall(r'<h2 id="([^"]+)">', html) == [
        "contents-title",
        "again",
        "limits-dates",
        "limits-dates-2",
    ]
    assert "¶" not in html


def test_the_contents_list_the_sections(page: Callable[..., Any]) -> None:
    _, html = page(
        new_markdown_cell("## By *group*\n\nText."),
        new_markdown_cell("### Detail\n\n## By day\n\nText."),
    )
    links = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>', html)
    assert links == [("by-group", "By group"), ("by-day", "By day")]


def test_a_heading_with_nothing_under_it_is_left_out(page: Callable[..., Any]) -> None:
    _, html = page(
        new_markdown_cell("## Load"),
        cell(),
        new_markdown_cell("## Findings"),
        cell({"text/html": FINDINGS}, tag="findings"),
        new_markdown_cell("## Counts"),
        new_markdown_cell("### By day"),
        cell({"text/plain": "3"}),
        new_markdown_cell("## Last"),
    )
    assert re.findall(r'<h[23] id="([^"]+)">', html) == ["counts", "by-day"]


def test_cells_tagged_remove_cell_are_left_out(page: Callable[..., Any]) -> None:
    _, html = page(cell({"text/plain": "for the author"}, tag="remove-cell"))
    assert "for the author" not in html


def test_prose_after_the_question_is_kept(page: Callable[..., Any]) -> None:
    _, html = page(first="# Who & what?\n\nThis report *counts*.")
    assert "<h1>Who said what?</h1>" in html  # the question as planned, here the report's
    assert "<p>This report <em>counts</em>.</p>" in html


def test_two_sums_of_dollars_are_money_and_not_mathematics(page: Callable[..., Any]) -> None:
    _, html = page(new_markdown_cell("From $5 million to *more* than $7 million."))
    assert "<p>From $5 million to <em>more</em> than $7 million.</p>" in html


def test_outputs_that_need_a_script_are_shown_as_text(page: Callable[..., Any]) -> None:
    script = {"application/javascript": "alert(1)", "text/plain": "<Javascript object>"}
    diagram = {"text/vnd.mermaid": "graph TD; a-->b", "text/plain": "a-b"}
    words = {"text/markdown": "# [x](javascript:alert(1))", "text/plain": "x"}
    _, html = page(cell(script, diagram, words))
    assert "alert" not in html
    assert "graph TD" not in html
    assert "<pre>&lt;Javascript object&gt;</pre>" in html


def test_wide_things_scroll_in_a_region_that_has_a_name(page: Callable[..., Any]) -> None:
    frame = {"text/html": '<table class="dataframe"><tr><td>1</td></tr></table>'}
    drawing = {"image/svg+xml": "<svg></svg>"}
    _, html = page(cell(frame, drawing), new_markdown_cell("| a |\n|---|\n| b |"))
    assert html.count('tabindex="0" role="region" aria-label="Table"') == 2
    assert html.count('tabindex="0" role="region" aria-label="Figure"') == 1


def test_a_picture_has_its_text_alternative(page: Callable[..., Any]) -> None:
    described = cell({"image/png": "iVBORw0KGgo=\n"})
    described.outputs[0].metadata = {"image/png": {"alt": 'Bars, "tall"'}}
    _, html = page(described)
    assert '<img src="data:image/png;base64,iVBORw0KGgo=" alt="Bars, &#34;tall&#34;">' in html


def test_a_page_says_how_to_cite_it(page: Callable[..., Any]) -> None:
    _, html = page()
    version = importlib.metadata.version("standpoint")
    assert (
        "<p>Cite as: “Who said what?” In: The harbour ferry, version 1.2.0. Built with Standpoint "
        f"{version}, 3 June 2025.</p>" in html
    )


def test_provenance_tells_all_but_paths(page: Callable[..., Any], report: Report) -> None:
    _, html = page()
    footer = html[html.index("<footer>") :]
    assert "<dd>2025-06-03 14:05:00 UTC</dd>" in footer
    assert "<dd>harbour-ferry, version 1.2.0</dd>" in footer
    assert "case = &#39;harbour-ferry&#39;, data = &#39;cases&#39;, least = 2" in footer
    assert "papermill 2." in footer
    assert str(report.data) not in html
    assert str(Path.home()) not in html


def test_words_of_the_case_are_escaped_in_the_head(page: Callable[..., Any]) -> None:
    hostile = {"text/html": "<p>x</p>", "text/plain": '"><img src=x onerror=alert(1)>'}
    _, html = page(cell(hostile, tag="findings"))
    head = html[: html.index("</head>")]
    assert "<img" not in head
    assert "&#34;&gt;&lt;img" in head
