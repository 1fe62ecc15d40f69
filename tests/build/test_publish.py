"""Pages appear whole; the index is made from what the folder holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.build.index import make_index
from helpers.build.notebook import Refused
from helpers.build.publish import (
    keep_failure,
    prepare_folder,
    publish_index,
    publish_page,
    write_whole,
)
from helpers.build.record import Failure, Record, read_failures, read_records

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


def test_a_folder_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for out in (tmp_path / "file", tmp_path / "file" / "reports"):
        with pytest.raises(Refused, match="it is, or lies below, a file"):
            prepare_folder(out)


def test_a_folder_that_takes_no_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with pytest.raises(Refused, match="No space left on device"):
        prepare_folder(tmp_path / "reports")


def page_of(record: Record) -> str:
    content = record.as_json().replace("&", "&amp;").replace('"', "&quot;")
    return f'<head><meta name="standpoint-report" content="{content}"></head>'


def test_a_record_comes_back_from_its_page(tmp_path: Path) -> None:
    publish_page(tmp_path, PAGE, page_of(PAGE))
    assert read_records(tmp_path) == [PAGE]


def test_other_files_in_the_folder_are_passed_over(tmp_path: Path) -> None:
    publish_page(tmp_path, PAGE, page_of(PAGE))
    (tmp_path / "harbour-ferry" / "notes.html").write_text("<p>mine</p>")
    other = '<head><meta name="standpoint-report" content="{&quot;case&quot;: 1}"></head>'
    (tmp_path / "harbour-ferry" / "other.html").write_text(other)
    assert read_records(tmp_path) == [PAGE]


def test_a_failure_is_kept_until_the_report_is_published(tmp_path: Path) -> None:
    keep_failure(tmp_path, FAILURE, "{}")
    assert read_failures(tmp_path) == [FAILURE]
    mended = Record("harbour-ferry", "The harbour ferry", "02-when", "When?", [], PAGE.built)
    publish_page(tmp_path, mended, page_of(mended))
    assert read_failures(tmp_path) == []


def test_the_index_has_pages_of_earlier_builds(tmp_path: Path) -> None:
    publish_page(tmp_path, PAGE, page_of(PAGE))
    keep_failure(tmp_path, FAILURE, "{}")
    html = publish_index(tmp_path).read_text("utf-8")
    assert "Nine spoke." in html
    assert "1 report on 1 case. The last build of 1 failed." in html


def test_the_index_says_when_a_page_was_built() -> None:
    html = make_index([PAGE], [])
    assert '<time datetime="2025-06-03T14:05:00+00:00">3 June 2025, 14:05 UTC</time>' in html


def test_a_failure_without_an_earlier_page_is_listed_without_a_link() -> None:
    html = make_index([], [FAILURE])
    assert "<h3>When?</h3>" in html
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
