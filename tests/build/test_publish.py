"""Pages appear whole, with all that belongs to them."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from helpers.build.pages.page import Page
from helpers.build.publishing.disk import write_whole
from helpers.build.publishing.downloads import FilesRefused
from helpers.build.publishing.publish import (
    keep_failure,
    publish,
    recover,
)
from helpers.build.publishing.record import Failure, Record, read_folder

KEPT = ["02-when.ipynb", "02-when.txt", "02-when.log"]


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
    head = f'<head><meta name="standpoint-report" content="{content}"></head>'
    return Page(record, f'{head}<p>Nine.</p><p class="build-record">Built.</p></html>', named)


def tables(out: Path) -> dict[str, str]:
    """The files beside the pages of the ferry with their texts, line ends as they are."""
    found = (out / "harbour-ferry" / "tables").glob("*")
    return {path.name: path.read_bytes().decode() for path in found}


def test_a_record_comes_back_from_its_page(a_page: Record, tmp_path: Path) -> None:
    publish(tmp_path, page_of(a_page), "{}")
    assert read_folder(tmp_path).pages == [a_page]


def test_the_record_of_an_older_page_is_read(a_page: Record, tmp_path: Path) -> None:
    (tmp_path / "harbour-ferry").mkdir()
    older = {
        name: value for name, value in asdict(a_page).items() if name not in ("about", "files")
    }
    content = json.dumps(older).replace('"', "&quot;")
    page = f'<head><meta name="standpoint-report" content="{content}"></head>'
    (tmp_path / "harbour-ferry" / "01-who.html").write_text(page)
    assert read_folder(tmp_path).pages == [a_page]


def test_what_a_later_version_adds_to_a_record_is_passed_over(
    a_page: Record, tmp_path: Path
) -> None:
    path = publish(tmp_path, page_of(a_page), "{}")
    later = path.read_text().replace("{&quot;case&quot;", "{&quot;mood&quot;: 1, &quot;case&quot;")
    path.write_text(later)
    assert read_folder(tmp_path).pages == [a_page]


def test_parameters_and_inputs_come_back_as_they_were(a_page: Record, tmp_path: Path) -> None:
    parameters = {
        "least": 2,
        "share": 0.5,
        "context": False,
        "groups": ["crew", 'a "b"'],
        "day": None,
    }
    record = replace(
        a_page, parameters=parameters, inputs={"data": "9f"}, variant_title="Core <only>"
    )
    publish(tmp_path, page_of(record), "{}")
    assert read_folder(tmp_path).pages == [record]


def test_files_stand_beside_the_page_as_they_were_offered(a_page: Record, tmp_path: Path) -> None:
    publish(tmp_path, page_of(a_page, in_short="a\r\né\r\n", all="b\r\n"), "{}")
    assert tables(tmp_path) == {"01-who-in-short.csv": "a\r\né\r\n", "01-who-all.csv": "b\r\n"}


def test_files_that_only_the_page_before_offered_are_removed(
    a_page: Record, tmp_path: Path
) -> None:
    publish(tmp_path, page_of(a_page, old="1", both="2"), "{}")
    publish(tmp_path, page_of(a_page, both="3", new="4"), "{}")
    assert tables(tmp_path) == {"01-who-both.csv": "3", "01-who-new.csv": "4"}


def test_files_of_another_notebook_stay_even_when_its_name_begins_alike(
    a_page: Record, tmp_path: Path
) -> None:
    copy = replace(a_page, notebook="01-who-again")
    publish(tmp_path, page_of(copy, all="theirs"), "{}")
    publish(tmp_path, page_of(a_page, all="ours"), "{}")
    publish(tmp_path, page_of(a_page), "{}")
    assert tables(tmp_path) == {"01-who-again-all.csv": "theirs"}


@pytest.mark.parametrize("name", ["01-who-../../kept.csv", "../kept.csv", "02-when-all.csv"])
def test_no_file_is_removed_that_the_notebook_cannot_have_offered(
    a_page: Record, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "harbour-ferry" / "tables" / "01-who-.."
    folder.mkdir(parents=True)
    kept = [folder.parent.parent / "kept.csv", folder.parent / "02-when-all.csv"]
    for path in kept:
        path.touch()
    before = page_of(a_page)
    record = replace(a_page, files=[name])
    html = before.html.replace("&quot;files&quot;:[]", f"&quot;files&quot;:[&quot;{name}&quot;]")
    assert name in html
    publish(tmp_path, Page(record, html, {}), "{}")
    publish(tmp_path, before, "{}")
    assert all(path.exists() for path in kept)


def test_a_file_that_cannot_be_written_leaves_page_and_files_as_they_were(
    a_page: Record, tmp_path: Path
) -> None:
    publish(tmp_path, page_of(a_page, all="before"), "{}")
    page = (tmp_path / "harbour-ferry" / "01-who.html").read_bytes()
    with pytest.raises(UnicodeEncodeError):
        publish(tmp_path, page_of(a_page, all="after", bad="half \ud800", new="x"), "{}")
    assert tables(tmp_path) == {"01-who-all.csv": "before"}
    assert (tmp_path / "harbour-ferry" / "01-who.html").read_bytes() == page
    assert not list(tmp_path.rglob("*.part"))


def test_an_executed_notebook_stands_beside_its_page(a_page: Record, tmp_path: Path) -> None:
    publish(tmp_path, page_of(replace(a_page, variant="core")), '{"cells": []}')
    executed = tmp_path / "harbour-ferry" / "notebooks" / "01-who--core.ipynb"
    assert executed.read_text() == '{"cells": []}'


def test_the_sets_of_a_notebook_have_pages_and_files_of_their_own(
    a_page: Record, tmp_path: Path
) -> None:
    for name in ("core", ""):
        made = page_of(replace(a_page, variant=name), all=name)
        files = {f"{made.record.stem}-all.csv": name}
        made = replace(
            made, files=files, html=made.html.replace("01-who-all", next(iter(files))[:-4])
        )
        publish(tmp_path, made, "{}")
    publish(tmp_path, page_of(a_page), "{}")
    assert tables(tmp_path) == {"01-who--core-all.csv": "core"}
    assert [record.variant for record in read_folder(tmp_path).pages] == ["core", ""]


def test_a_file_that_belongs_to_another_report_is_refused(a_page: Record, tmp_path: Path) -> None:
    publish(tmp_path, page_of(replace(a_page, notebook="01-who-again"), all="theirs"), "{}")
    with pytest.raises(FilesRefused, match=r"'01-who-again-all\.csv' belongs to another report"):
        publish(tmp_path, page_of(a_page, again_all="ours"), "{}")
    assert tables(tmp_path) == {"01-who-again-all.csv": "theirs"}


def test_a_file_that_went_over_to_another_report_is_not_removed(
    a_page: Record, tmp_path: Path
) -> None:
    publish(tmp_path, page_of(a_page, again_all="ours"), "{}")
    (tmp_path / "harbour-ferry" / "01-who.html").rename(tmp_path / "kept.html")
    publish(tmp_path, page_of(replace(a_page, notebook="01-who-again"), all="theirs"), "{}")
    (tmp_path / "kept.html").rename(tmp_path / "harbour-ferry" / "01-who.html")
    publish(tmp_path, page_of(a_page), "{}")
    assert tables(tmp_path) == {"01-who-again-all.csv": "theirs"}


def test_a_clock_that_is_set_back_does_not_keep_the_older_page(
    a_page: Record, tmp_path: Path
) -> None:
    publish(tmp_path, page_of(a_page, all="1"), "{}")
    for path in (tmp_path / "harbour-ferry").rglob("*.*"):
        os.utime(path, (4e9, 4e9))  # files of the year 2096
    earlier = replace(a_page, built="2001-01-01T00:00:00+00:00")
    publish(tmp_path, page_of(earlier, all="2"), "{}")
    assert tables(tmp_path) == {"01-who-all.csv": "2"}
    assert [record.built for record in read_folder(tmp_path).pages] == [earlier.built]


@pytest.fixture
def same(a_page: Record, a_failure: Failure) -> Failure:
    """A failure of the report that there is a page of."""
    return replace(a_failure, notebook=a_page.notebook, question=a_page.question)


def test_the_page_that_stays_says_that_a_later_build_failed(
    same: Failure, a_page: Record, tmp_path: Path
) -> None:
    path = publish(tmp_path, page_of(a_page, all="1"), "{}")
    before = path.read_text()
    keep_failure(tmp_path, same, "{}")
    assert path.read_text() == before.replace(
        "Built.",
        'Last built <time datetime="2025-06-03T14:05:00+00:00">3 June 2025, 14:05 UTC</time>; '
        'the build of <time datetime="2025-06-04T06:00:00+00:00">4 June 2025, 06:00 UTC</time> failed.',
    )
    assert tables(tmp_path) == {"01-who-all.csv": "1"}


def test_the_next_failure_is_told_in_place_of_the_one_before(
    same: Failure, a_page: Record, tmp_path: Path
) -> None:
    path = publish(tmp_path, page_of(a_page), "{}")
    keep_failure(tmp_path, same, "{}")
    keep_failure(tmp_path, replace(same, failed="2025-07-01T06:00:00+00:00"), "{}")
    assert 'the build of <time datetime="2025-07-01' in path.read_text()
    assert "4 June" not in path.read_text()
    publish(tmp_path, page_of(a_page), "{}")
    assert "Last built" not in path.read_text()


@pytest.mark.parametrize("told", ["", '<p class="build-record">1</p><p class="build-record">2</p>'])
def test_a_page_without_one_build_record_is_left_as_it_is(
    same: Failure, a_page: Record, tmp_path: Path, told: str
) -> None:
    made = page_of(a_page)
    html = made.html.replace('<p class="build-record">Built.</p>', told)
    path = publish(tmp_path, replace(made, html=html), "{}")
    keep_failure(tmp_path, same, "{}")
    assert path.read_text() == html


def test_a_failure_keeps_the_end_of_a_long_log_and_no_empty_file(
    a_failure: Failure, tmp_path: Path
) -> None:
    keep_failure(tmp_path, a_failure, "{}", "Traceback", "a" * 2_000_000 + "the end")
    folder = tmp_path / ".failed" / "harbour-ferry"
    assert (folder / "02-when.log").read_text().endswith("aaa" + "the end")
    assert (folder / "02-when.log").stat().st_size == 1_000_000
    keep_failure(tmp_path, a_failure, "{}")
    assert sorted(path.name for path in folder.iterdir()) == ["02-when.ipynb", "02-when.json"]


def test_what_a_write_that_was_cut_short_left_is_removed(tmp_path: Path) -> None:
    parts = [tmp_path / ".index.html.7.part", tmp_path / "harbour-ferry" / ".changes.json.7.part"]
    kept = tmp_path / "harbour-ferry" / "notes.part"
    for path in (*parts, kept):
        put(path, "half")
    assert recover(tmp_path) == []
    assert [path.exists() for path in (*parts, kept)] == [False, False, True]


def test_other_files_in_the_folder_are_passed_over(a_page: Record, tmp_path: Path) -> None:
    publish(tmp_path, page_of(a_page), "{}")
    (tmp_path / "harbour-ferry" / "notes.html").write_text("<p>mine</p>")
    other = '<head><meta name="standpoint-report" content="{&quot;case&quot;: 1}"></head>'
    (tmp_path / "harbour-ferry" / "other.html").write_text(other)
    assert read_folder(tmp_path).pages == [a_page]


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_a_failure_is_kept_until_the_report_is_published(
    a_page: Record, a_failure: Failure, tmp_path: Path
) -> None:
    keep_failure(tmp_path, a_failure, "{}", "Traceback", "last words")
    assert read_folder(tmp_path).failures == [replace(a_failure, kept=KEPT)]
    mended = Record("harbour-ferry", "The harbour ferry", "02-when", "When?", [], a_page.built)
    publish(tmp_path, page_of(mended), "{}")
    assert read_folder(tmp_path).failures == []
    assert not list((tmp_path / ".failed").rglob("*.*"))
