"""The page made of an executed notebook; no kernel is needed for that."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.build.pages.page import make_page
from helpers.build.planning.plan import Report
from helpers.build.publishing.record import Record

MOMENT = datetime(2025, 6, 3, 14, 5, tzinfo=UTC)
FINDINGS = '<div class="findings"><p>Nine of 14 groups &amp; one.</p></div>'
BASIS = '<p class="basis">46 statements.</p>'


def cell(*data: dict[str, str], tag: str = "", stream: str = "", text: str = "") -> Any:
    outputs = [new_output("display_data", data=item) for item in data]
    if stream:
        outputs.append(new_output("stream", name=stream, text=text))
    source = "secret_name = 1"
    return new_code_cell(source, outputs=outputs, metadata={"tags": [tag] if tag else []})


@pytest.fixture(autouse=True)
def as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are looked at as the template writes them; that fewer bytes say the same is tested apart."""
    monkeypatch.setattr("helpers.build.pages.render.smaller", lambda html: html)


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
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert policy[1].endswith(
        "'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"<(iframe|object|embed|base|form)\b", html)
    assert not re.search(r"(src|href)=\"(https?:)?//|@import|url\(", html)


def test_templates_are_compiled_for_the_first_page_only(
    page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = cell({"text/html": FINDINGS}, tag="findings")
    first = page(cells)
    monkeypatch.setattr(Environment, "compile", None)
    assert page(cells) == first


def test_the_one_script_that_runs_is_the_one_the_policy_names(page: Callable[..., Any]) -> None:
    _, html = page()
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", html, re.S)
    assert [attributes for attributes, _ in scripts] == ["", ' type="application/ld+json"']
    digest = b64encode(hashlib.sha256(scripts[0][1].encode()).digest()).decode()
    assert re.findall(r"'sha256-([^']+)'", html) == [digest]


def test_the_policy_stands_before_anything_it_governs(page: Callable[..., Any]) -> None:
    _, html = page()
    places = ["Content-Security-Policy", "standpoint-report", "<link", "<script", "<style"]
    assert sorted(places, key=html.index) == places


def test_template_and_style_stay_small(page: Callable[..., Any]) -> None:
    _, html = page()
    assert len(html.encode()) < 20_000


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
        "how-to-cite",
    ]
    assert "¶" not in html


def test_the_contents_list_the_sections(page: Callable[..., Any]) -> None:
    _, html = page(
        new_markdown_cell("## By *group*\n\nText."),
        new_markdown_cell("### Detail\n\n## By day\n\nText."),
    )
    links = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>', html)
    assert links == [
        ("by-group", "By group"),
        ("by-day", "By day"),
        ("how-to-cite", "How to cite"),
    ]


def test_an_id_of_the_case_stays_its_own_when_a_heading_would_have_it(
    page: Callable[..., Any],
) -> None:
    statement = {"text/html": '<article class="statement" id="limits">Said so.</article>'}
    _, html = page(new_markdown_cell("## Limits\n\nNot all is known."), cell(statement))
    assert html.count(' id="limits"') == 1
    assert '<h2 id="limits-2">' in html


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
    assert re.findall(r'<h[23] id="([^"]+)">', html)[1:] == ["counts", "by-day", "how-to-cite"]


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


def test_an_apostrophe_in_prose_is_set_as_one_and_code_stays_as_it_is(
    page: Callable[..., Any],
) -> None:
    _, html = page(new_markdown_cell("## Who's there\n\nThe *city*'s plan; coders' work. `it's`"))
    assert "Who’s there</h2>" in html
    assert "<em>city</em>’s plan; coders’ work. <code>it's</code>" in html


def test_no_line_ends_between_a_number_and_its_per_cent_sign(page: Callable[..., Any]) -> None:
    _, html = page(cell({"text/html": "<p>14 of 20 (70 %) are %s</p>"}))
    assert "<p>14 of 20 (70\u00a0%) are %s" in html


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
    assert html.count('tabindex="0" role="region" aria-label="Table') == 2
    assert html.count('tabindex="0" role="region" aria-label="Figure"') == 1


def test_a_picture_has_its_text_alternative(page: Callable[..., Any]) -> None:
    described = cell({"image/png": "iVBORw0KGgo=\n"})
    described.outputs[0].metadata = {"image/png": {"alt": 'Bars, "tall"'}}
    _, html = page(described)
    assert '<img src="data:image/png;base64,iVBORw0KGgo=" alt="Bars, &#34;tall&#34;">' in html


def test_a_page_says_how_to_cite_it_and_one_of_its_statements(page: Callable[..., Any]) -> None:
    version = importlib.metadata.version("standpoint")
    _, html = page(
        cell({"text/html": '<li id="contract-2021-01">Says so.</li><li id="other">No.</li>'})
    )
    assert (
        '<p class="citation">Standpoint maintainers (2025). “Who said what?” In: The harbour ferry, '
        f"version 1.2.0. Built with Standpoint {version}, 3 June 2025.</p>" in html
    )
    assert '<a href="#contract-2021-01">01-who.html#contract-2021-01</a>' in html
    assert "As long as this page lists a statement, its address stays the same" in html


def test_a_page_without_statements_names_no_address_of_one(page: Callable[..., Any]) -> None:
    _, html = page()
    assert "its address stays the same" not in html


def test_the_footer_says_once_when_the_page_was_built(page: Callable[..., Any]) -> None:
    _, html = page()
    moment = '<time datetime="2025-06-03T14:05:00+00:00">3 June 2025, 14:05 UTC</time>'
    assert html.count(f'<p class="build-record">Last built {moment}</p>') == 1
    assert html.index("<footer>") < html.index('<p class="build-record">')


def test_provenance_is_shown_as_it_is_given_and_escaped(report: Report) -> None:
    notebook = new_notebook(cells=[new_markdown_cell("# Who said what?")])
    html = make_page(report, notebook, MOMENT, provenance={"Words": "a & <b>"}).html
    assert "<dt>Words<dd>a &amp; &lt;b&gt;\n" in html
    assert str(report.data) not in html
    assert str(Path.home()) not in html


def test_a_page_keeps_what_it_was_made_from_in_its_head(report: Report) -> None:
    variant = replace(
        report, variant="core", variant_title="It's core & <only>", given={"least": 3}
    )
    notebook = new_notebook(cells=[new_markdown_cell("# Who said what?")])
    made = make_page(variant, notebook, MOMENT, inputs={"data": "ab12"}, kept="notebooks/x.ipynb")
    told = re.search(r"<meta name=\"standpoint-report\" content='([^']*)'>", made.html)
    assert told
    record = json.loads(unescape(told[1]))
    assert record["variant_title"] == "It's core & <only>"
    assert record["parameters"] == {"least": 3}
    assert record["inputs"] == {"data": "ab12"}
    assert record["executed"] == "notebooks/x.ipynb"


def test_a_page_of_other_parameters_says_which(report: Report) -> None:
    variant = replace(report, variant="core", variant_title="Core <only>")
    html = make_page(variant, new_notebook(cells=[new_markdown_cell("# Who?")]), MOMENT).html
    assert '<h1>Who said what?</h1>\n<p class="variant">Core &lt;only&gt;</p>' in html
    assert "<title>Who said what? (Core &lt;only&gt;) – The harbour ferry</title>" in html
    assert "01-who--core.html" not in html  # no statement, no address


def test_code_is_shown_folded_and_escaped_when_asked_for(report: Report) -> None:
    silent = new_code_cell("import this  # <b> & {{ 7 * 7 }}", execution_count=1)
    cells = [new_markdown_cell("# Who said what?"), new_markdown_cell("## Load"), silent]
    cells.append(cell({"text/html": FINDINGS}, tag="findings"))
    html = make_page(report, new_notebook(cells=cells), MOMENT, show_code=True).html
    shown = '<details class="code"><summary>Code of cell 1</summary><pre><code>import this'
    assert f"{shown}  # &lt;b&gt; &amp; {{{{ 7 * 7 }}}}</code></pre></details>" in html
    assert html.count('<details class="code">') == 2
    assert '<h2 id="load">' in html


def test_regions_of_one_name_are_told_apart(page: Callable[..., Any]) -> None:
    frame = {"text/html": '<table class="dataframe"><tr><td>1</td></tr></table>'}
    _, html = page(cell(frame, frame))
    assert re.findall(r'role="region" aria-label="([^"]+)"', html) == ["Table", "Table, 2"]


def test_words_of_the_case_are_escaped_in_the_head(page: Callable[..., Any]) -> None:
    hostile = {"text/html": "<p>x</p>", "text/plain": '"><img src=x onerror=alert(1)>'}
    _, html = page(cell(hostile, tag="findings"))
    head = html[: html.index("</head>")]
    assert "<img" not in head
    assert "&#34;&gt;&lt;img" in head
