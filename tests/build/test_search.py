"""What can be found in a case, and the small pictures of its reports."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from pathlib import Path

import pytest

from helpers.build.pages.smaller import smaller
from helpers.build.publishing import search
from helpers.build.publishing.picture import picture
from helpers.build.publishing.record import Record
from helpers.build.publishing.search import Group, Hit, as_script, groups

PAGE = Record("case", "The case", "02-who", "Who?", ["Nine spoke."], "2025-06-03T14:05:00+00:00")
ROWS = {
    "actors": [
        {"id": "ada", "name": "Ada", "role": "not stated"},
        {"id": "bo", "name": "Bo", "role": "captain"},
        {"id": "silent", "name": "Cy", "role": ""},
    ],
    "concepts": [{"id": "ferry", "label": "A ferry"}],
    "articles": [{"id": "paper", "publisher": "The Paper"}],
    "events": [
        {"id": "storm", "title": "A storm", "description": "It\nblows."},
        {"id": "calm", "title": "A calm", "description": ""},
    ],
    "statements": [
        {
            "id": "s-1",
            "actor": "ada",
            "stance": "support",
            "paraphrase": "Says so.",
            "fragment": "",
        },
        {"id": "s-2", "actor": "bo", "stance": "oppose", "paraphrase": "No.", "fragment": "not so"},
        {"id": "s-3", "actor": "bo", "stance": "mixed", "paraphrase": "Or.", "fragment": ""},
        {"id": "s-4", "actor": "silent", "stance": "support", "paraphrase": "Eh.", "fragment": ""},
    ],
}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The folder of a small case, beside the folder of its pages."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name, rows in ROWS.items():
        same = {"concept": "ferry", "article": "paper"} if name == "statements" else {}
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, [*rows[0], *same])
            table.writeheader()
            table.writerows(row | same for row in rows)
    return folder


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """The folder of two reports and a variant of the first."""
    bodies = {
        "02-who": '<p id="s-3"><p id="s-2"><p id="s-1">',
        "02-who--core": '<p id="s-1"><p id="calm">',
        "03-when": '<p id="s-1"><tr id="storm"><p id="unknown">',
    }
    for name, body in bodies.items():
        (tmp_path / f"{name}.html").write_text(body)
    return tmp_path


RECORDS = [
    replace(PAGE, variant="core", variant_title="Core <only>", findings=["Two spoke."]),
    replace(PAGE, notebook="03-when", question="When?", findings=[]),
    PAGE,
]


def test_each_thing_leads_to_its_first_place_and_plain_reports_come_first(
    pages: Path, case: Path
) -> None:
    found = {group.name: list(group.hits) for group in groups(pages, RECORDS, case)}
    assert found["Statements"] == [
        Hit("02-who.html#s-1", "Ada supports “A ferry”", "Says so. · The Paper"),
        Hit("02-who.html#s-2", "Bo opposes “A ferry”", "No. “not so” · The Paper"),
        Hit("02-who.html#s-3", "Bo mixed on “A ferry”", "Or. · The Paper"),
    ]
    assert found["Events"] == [
        Hit("03-when.html#storm", "A storm", "It blows."),
        Hit("02-who--core.html#calm", "A calm"),
    ]


def test_an_actor_is_found_at_the_first_statement_on_a_page(pages: Path, case: Path) -> None:
    found = {group.name: list(group.hits) for group in groups(pages, RECORDS, case)}
    assert found["Actors"] == [
        Hit("02-who.html#s-1", "Ada", "1 statement"),
        Hit("02-who.html#s-3", "Bo", "captain · 2 statements"),
    ]


def test_findings_lead_to_their_page_and_name_its_parameters(pages: Path) -> None:
    (group,) = groups(pages, RECORDS, None)
    assert list(group.hits) == [
        Hit("02-who--core.html", "Two spoke.", "Who? (Core <only>)"),
        Hit("02-who.html", "Nine spoke.", "Who?"),
    ]


def test_what_is_found_is_told_in_a_script_that_nothing_in_it_ends() -> None:
    found = [Group("Findings", [Hit("02-who.html", "A </script>", "Who?")], more=3)]
    assert as_script("a 'case'", found) == (
        'standpointFound("a \\u0027case\\u0027",'
        '[["Findings",3,[["02-who.html","A \\u003c/script\\u003e","Who?"]]]]);\n'
    )


def test_more_statements_than_can_be_listed_are_counted(
    pages: Path, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MOST", 2)
    said = groups(pages, RECORDS, case)[-1]
    assert (said.name, len(said.hits), said.more) == ("Statements", 2, 1)


@pytest.mark.parametrize("text", ["", "id\n", "id,actor\nx", "\x00", "id,name\ns,s\n"])
def test_tables_that_cannot_be_read_leave_the_findings(pages: Path, case: Path, text: str) -> None:
    (case / "statements.csv").write_text(text)
    assert [group.name for group in groups(pages, RECORDS, case)][:1] == ["Findings"]
    (case / "statements.csv").unlink()
    os.mkfifo(case / "statements.csv")
    assert [group.name for group in groups(pages, RECORDS, case)] == ["Findings"]


def test_a_row_that_is_cut_off_has_its_id_for_a_name(pages: Path, case: Path) -> None:
    (case / "events.csv").write_text("id,title,description\nstorm\n")
    (events,) = (group for group in groups(pages, RECORDS, case) if group.name == "Events")
    assert list(events.hits) == [Hit("03-when.html#storm", "storm")]


def test_a_report_whose_page_is_gone_has_nothing_to_lead_to(pages: Path, case: Path) -> None:
    (pages / "03-when.html").unlink()
    (events,) = (group for group in groups(pages, RECORDS, case) if group.name == "Events")
    assert [hit.name for hit in events.hits] == ["A calm"]


def figure(body: str) -> str:
    return f'<h1>x</h1><figure class="chart" id="a">{body}</figure>'


def test_a_drawing_keeps_its_shapes_and_nothing_else() -> None:
    svg = (
        '<svg onload="x()"><g><defs><style>.s1{fill:var(--support,#fff)}</style></defs>'
        '<g class="s1"><path d="M10 20h40.4v10h-40.4z"/></g><text x="1">Ada</text>'
        '<path style="fill:none;stroke:var(--faint,#ddd);stroke-dasharray:1,2" d="M10 10h40"/>'
        '<path style="fill:url(//example.org)" d="M0 0h900"/><path class="s1" d="x()"/>'
        '<a href="#s-1"><path d="M0 0h900v900z"/></a></g></svg>'
    )
    assert picture(figure(svg)) == (
        '<svg class="picture" aria-hidden="true" viewBox="6 6 48 28" '
        'preserveAspectRatio="xMidYMin slice"><path fill="var(--support)" d="M10 20h40v10h-40z"/>'
        '<path fill="none" stroke="var(--faint)" stroke-width="1" stroke-dasharray="1" d="M10 10h40"/>'
        "</svg>"
    )


def test_positions_become_a_grid_of_squares() -> None:
    table = (
        '<table class="positions"><tr><th scope="row">A<td><a class="p" href="#x">+3</a><td><td>'
        '<a class="o" href="#y">−1</a></tr><tfoot><tr><th scope="row">all<td>1</tr></table>'
    )
    assert 'fill="var(--support)" d="M0 0h11v11h-11z"' in picture(figure(table))
    assert picture(smaller(f"<main>{figure(table)}</main>")) == picture(figure(table))
    assert 'fill="var(--oppose)" d="M24 0h11v11h-11z"' in picture(figure(table))


def test_the_sides_of_a_small_grid_can_be_told_without_colour() -> None:
    cells = "".join(f'<td><a class="{side}" href="#x">1</a>' for side in "pobn")
    table = f'<table class="positions"><tr><th scope="row">A{cells}</tr></table>'
    drawn = picture(figure(table))
    plus, minus, parted = "M2 5.5h7m-3.5-3.5v7", "M14 5.5h7", "M35 0l-11 11"
    assert f'stroke="var(--paper)" stroke-width="2" d="{plus}{minus}{parted}"' in drawn
    assert drawn.count("<path") == 4  # a path for each colour, and one for all signs


def test_marks_become_bars_of_their_number() -> None:
    rows = '<ul class="dots"><li>x<span>●●○<b>◆</b></span> 4</ul>'
    drawn = picture(figure(rows))
    assert 'd="M0 0h12v7h-12z"' in drawn
    assert 'fill="var(--oppose)" d="M18 0h6v7h-6z"' in drawn


def test_answers_stand_in_the_column_of_their_heading() -> None:
    rows = (
        '<div class="flow"><p aria-hidden="true"><span>Said</span><span>Answer</span>'
        '<span>Outcome</span></p><div><div>a</div><ul aria-label="Outcome"><li>'
        '<span class="mk not">x</span></ul></div></div>'
    )
    assert 'fill="var(--oppose)" d="M185 0h7v7h-7z"' in picture(figure(rows))


@pytest.mark.parametrize(
    "html", ["", "<svg></svg>", figure("<table></table>"), figure('<img src="data:,">')]
)
def test_a_page_without_a_figure_of_shapes_has_no_picture(html: str) -> None:
    assert picture(html) == ""


def test_a_drawing_of_too_much_gives_no_picture() -> None:
    path = '<path style="fill:var(--ink)" d="M1 1h9v9z"/>'
    assert picture(figure(f"<svg>{path * 100}</svg>"))
    assert picture(figure(f"<svg>{path * 2_000}</svg>")) == ""
