"""Pages appear whole; the index is made from what the folder holds."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from helpers.build.index import make_index
from helpers.build.page import Page
from helpers.build.publish import (
    keep_failure,
    publish_index,
    publish_page,
    write_whole,
)
from helpers.build.record import Failure, Record, read_folder

PAGE = Record(
    "harbour-ferry",
    "The harbour ferry",
    "01-who",
    "Who said what?",
    ["Nine spoke."],
    "2025-06-03T14:05:00+00:00",
)
FAILURE = Failure(
    "harbour-ferry",
    "The harbour ferry",
    "02-when",
    "When?",
    "2025-06-04T06:00:00+00:00",
    "cell 4: KeyError: '<b>'",
)


def test_a_write_that_breaks_off_leaves_the_file_before(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    write_whole(path, "before")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "half a page \ud800")
    assert path.read_text() == "before"
    assert [found.name for found in tmp_path.iterdir()] == ["page.html"]


def test_a_page_can_be_read_by_others(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    write_whole(path, "text")
    ordinary = tmp_path / "ordinary"
    ordinary.touch()
    assert path.stat().st_mode == ordinary.stat().st_mode


def page_of(record: Record, **files: str) -> Page:
    """A page whose files are named by their words, as `in_short` for 01-who-in-short.csv."""
    named = {f"{record.notebook}-{name.replace('_', '-')}.csv": files[name] for name in files}
    record = replace(record, files=list(named))
    content = record.as_json().replace("&", "&amp;").replace('"', "&quot;")
    html = f'<head><meta name="standpoint-report" content="{content}"></head>'
    return Page(record, html, named)


def tables(out: Path) -> dict[str, str]:
    """The files beside the pages of the ferry with their texts, line ends as they are."""
    found = (out / "harbour-ferry" / "tables").glob("*")
    return {path.name: path.read_bytes().decode() for path in found}


def test_a_record_comes_back_from_its_page(tmp_path: Path) -> None:
    publish_page(tmp_path, page_of(PAGE))
    assert read_folder(tmp_path).pages == [PAGE]


def test_the_record_of_an_older_page_is_read(tmp_path: Path) -> None:
    (tmp_path / "harbour-ferry").mkdir()
    older = {name: value for name, value in asdict(PAGE).items() if name not in ("about", "files")}
    content = json.dumps(older).replace('"', "&quot;")
    page = f'<head><meta name="standpoint-report" content="{content}"></head>'
    (tmp_path / "harbour-ferry" / "01-who.html").write_text(page)
    assert read_folder(tmp_path).pages == [PAGE]


def test_files_stand_beside_the_page_as_they_were_offered(tmp_path: Path) -> None:
    publish_page(tmp_path, page_of(PAGE, in_short="a\r\né\r\n", all="b\r\n"))
    assert tables(tmp_path) == {"01-who-in-short.csv": "a\r\né\r\n", "01-who-all.csv": "b\r\n"}


def test_files_that_only_the_page_before_offered_are_removed(tmp_path: Path) -> None:
    publish_page(tmp_path, page_of(PAGE, old="1", both="2"))
    publish_page(tmp_path, page_of(PAGE, both="3", new="4"))
    assert tables(tmp_path) == {"01-who-both.csv": "3", "01-who-new.csv": "4"}


def test_files_of_another_notebook_stay_even_when_its_name_begins_alike(tmp_path: Path) -> None:
    copy = replace(PAGE, notebook="01-who-again")
    publish_page(tmp_path, page_of(copy, all="theirs"))
    publish_page(tmp_path, page_of(PAGE, all="ours"))
    publish_page(tmp_path, page_of(PAGE))
    assert tables(tmp_path) == {"01-who-again-all.csv": "theirs"}


@pytest.mark.parametrize("name", ["01-who-../../kept.csv", "../kept.csv", "02-when-all.csv"])
def test_no_file_is_removed_that_the_notebook_cannot_have_offered(
    tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "harbour-ferry" / "tables" / "01-who-.."
    folder.mkdir(parents=True)
    kept = [folder.parent.parent / "kept.csv", folder.parent / "02-when-all.csv"]
    for path in kept:
        path.touch()
    before = page_of(PAGE)
    record = replace(PAGE, files=[name])
    html = before.html.replace("&quot;files&quot;: []", f"&quot;files&quot;: [&quot;{name}&quot;]")
    assert name in html
    publish_page(tmp_path, Page(record, html, {}))
    publish_page(tmp_path, before)
    assert all(path.exists() for path in kept)


def test_a_file_that_cannot_be_written_leaves_page_and_files_as_they_were(tmp_path: Path) -> None:
    publish_page(tmp_path, page_of(PAGE, all="before"))
    page = (tmp_path / "harbour-ferry" / "01-who.html").read_bytes()
    with pytest.raises(UnicodeEncodeError):
        publish_page(tmp_path, page_of(PAGE, all="after", bad="half \ud800", new="x"))
    assert tables(tmp_path) == {"01-who-all.csv": "before"}
    assert (tmp_path / "harbour-ferry" / "01-who.html").read_bytes() == page
    assert not list(tmp_path.rglob("*.part"))


def test_other_files_in_the_folder_are_passed_over(tmp_path: Path) -> None:
    publish_page(tmp_path, page_of(PAGE))
    (tmp_path / "harbour-ferry" / "notes.html").write_text("<p>mine</p>")
    other = '<head><meta name="standpoint-report" content="{&quot;case&quot;: 1}"></head>'
    (tmp_path / "harbour-ferry" / "other.html").write_text(other)
    assert read_folder(tmp_path).pages == [PAGE]


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


ODD_RECORDS = [
    {"built": "yesterday"},
    {"built": 5},
    {"findings": None},
    {"findings": [1]},
    {"files": "tables"},
    {"question": ["Who?"]},
    {"notebook": "02-when"},
    {"case_title": "half \ud800"},
]


@pytest.mark.parametrize("odd", ODD_RECORDS)
def test_a_page_with_an_odd_record_is_left_out_of_the_index(
    tmp_path: Path, odd: dict[str, object]
) -> None:
    publish_page(tmp_path, page_of(replace(PAGE, notebook="00-fine")))
    content = json.dumps(asdict(PAGE) | odd).replace('"', "&quot;")
    head = f'<head><meta name="standpoint-report" content="{content}"></head>'
    put(tmp_path / "harbour-ferry" / "01-who.html", head)
    index, skipped = publish_index(tmp_path)
    assert "1 report on 1 case." in index.read_text("utf-8")
    assert skipped == [
        "harbour-ferry/01-who.html is left out of the index: "
        "what it says of itself is not what a report of that name says"
    ]


def test_folders_and_pipes_named_like_pages_are_left_out_of_the_index(tmp_path: Path) -> None:
    publish_page(tmp_path, page_of(PAGE))
    (tmp_path / "harbour-ferry" / "02-when.html").mkdir()
    (tmp_path / ".failed" / "harbour-ferry" / "02-when.json").mkdir(parents=True)
    os.mkfifo(tmp_path / "harbour-ferry" / "03-pipe.html")
    index, skipped = publish_index(tmp_path)
    assert "1 report on 1 case." in index.read_text("utf-8")
    assert skipped == [
        f"{name} is left out of the index: it is not a file"
        for name in (
            "harbour-ferry/02-when.html",
            "harbour-ferry/03-pipe.html",
            ".failed/harbour-ferry/02-when.json",
        )
    ]


def test_a_page_that_may_not_be_read_is_left_out_and_can_be_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_page(tmp_path, page_of(PAGE))

    def locked(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_text", locked)
        index, skipped = publish_index(tmp_path)
        publish_page(tmp_path, page_of(PAGE))
    assert "0 reports on 0 cases." in index.read_text("utf-8")
    assert skipped == [
        "harbour-ferry/01-who.html is left out of the index: it cannot be read (Permission denied)"
    ]
    assert publish_index(tmp_path)[1] == []


@pytest.mark.parametrize("text", ["[" * 100_000, "<![odd[", '{"case": 1}'])
def test_a_failure_with_an_odd_record_is_left_out_of_the_index(tmp_path: Path, text: str) -> None:
    put(tmp_path / ".failed" / "harbour-ferry" / "02-when.json", text)
    (note,) = publish_index(tmp_path)[1]
    assert note.startswith(".failed/harbour-ferry/02-when.json is left out of the index: what it")


def test_a_failure_is_kept_until_the_report_is_published(tmp_path: Path) -> None:
    keep_failure(tmp_path, FAILURE, "{}")
    assert read_folder(tmp_path).failures == [FAILURE]
    mended = Record("harbour-ferry", "The harbour ferry", "02-when", "When?", [], PAGE.built)
    publish_page(tmp_path, page_of(mended))
    assert read_folder(tmp_path).failures == []


def test_the_index_has_pages_of_earlier_builds(tmp_path: Path) -> None:
    publish_page(tmp_path, page_of(PAGE))
    keep_failure(tmp_path, FAILURE, "{}")
    html = publish_index(tmp_path)[0].read_text("utf-8")
    assert "Nine spoke." in html
    assert "1 report on 1 case. The last build of 1 failed." in html


def test_the_index_says_when_a_page_was_built() -> None:
    html = make_index([PAGE], [])
    assert '<time datetime="2025-06-03T14:05:00+00:00">3 June 2025, 14:05 UTC</time>' in html


def test_a_failure_without_an_earlier_page_is_listed_without_a_link() -> None:
    html = make_index([], [FAILURE])
    assert "<h2>When?</h2>" in html
    assert "There is no earlier page." in html
    assert "cell 4: KeyError: &#39;&lt;b&gt;&#39;" in html


def test_a_failure_with_an_earlier_page_says_which_is_shown() -> None:
    failure = Failure(PAGE.case, PAGE.case_title, PAGE.notebook, PAGE.question, PAGE.built, "x")
    html = make_index([PAGE], [failure])
    assert html.count("<article") == 1
    assert "The page shown is the last good one." in html


def test_hostile_words_in_the_index_are_text() -> None:
    hostile = '"><script>alert(1)</script>'
    page = Record("a b&c", hostile, '01-"x"', hostile, [hostile], PAGE.built)
    html = make_index([page], [])
    assert "<script" not in html
    assert 'href="a%20b%26c/01-%22x%22.html"' in html


def test_an_index_of_nothing_is_a_page() -> None:
    assert "0 reports on 0 cases." in make_index([], [])


def test_the_index_of_one_case_is_its_front_page() -> None:
    html = make_index([replace(PAGE, about="A ferry breaks down.")], [])
    assert "<h1>The harbour ferry</h1>" in html
    assert '<p class="about">A ferry breaks down.</p>' in html
    assert '<h2><a href="harbour-ferry/01-who.html">Who said what?</a></h2>' in html
    assert "<title>The harbour ferry</title>" in html


def test_the_index_of_several_cases_has_a_section_for_each() -> None:
    other = replace(PAGE, case="tram", case_title="The tram", about="A tram stops.")
    html = make_index([PAGE, other], [])
    assert "<h1>Reports</h1>" in html
    assert html.count("<h2") == html.count("</section>") == 2
    assert html.count("<h3>") == 2
    assert html.index("The tram</h2>") < html.index("A tram stops.")


def test_the_index_shows_the_first_two_findings_and_counts_the_files() -> None:
    html = make_index([replace(PAGE, findings=["One.", "Two.", "Three."], files=["a", "b"])], [])
    assert "<p>One.</p>\n<p>Two.</p>" in html
    assert "Three." not in html
    assert ", with 2 files to download" in html


def test_a_case_that_only_failed_says_what_it_is_about() -> None:
    html = make_index([], [replace(FAILURE, about="A ferry breaks down.")])
    assert '<p class="about">A ferry breaks down.</p>' in html
