"""The front page and the pages of cases, made from what the folder of pages holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from helpers.build.pages.page import Page
from helpers.build.planning.plan import Report
from helpers.build.publishing.case_page import changes_in, make_case_files
from helpers.build.publishing.index import make_index
from helpers.build.publishing.making import mark
from helpers.build.publishing.publish import keep_failure, publish
from helpers.build.publishing.record import Failure, Record, read_folder
from helpers.build.publishing.site import INDEX, SEARCH, is_stale, publish_index, refresh_index

CASE = "harbour-ferry"


def page_of(record: Record, body: str = "<p>Nine.</p>") -> Page:
    """A page with that body, whose files are those of its record."""
    content = record.as_json().replace("&", "&amp;").replace('"', "&quot;")
    head = f'<head><meta name="standpoint-report" content="{content}"></head>'
    told = '<p class="build-record">Built.</p>'
    return Page(record, f"{head}{body}{told}</html>", dict.fromkeys(record.files, ""))


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_an_index_that_cannot_be_written_stays_as_it_was(
    a_page: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    publish(tmp_path, page_of(a_page), "{}")
    index = publish_index(tmp_path)[0].read_bytes()
    publish(tmp_path, page_of(replace(a_page, findings=["Ten spoke."])), "{}")
    monkeypatch.setattr("helpers.build.publishing.disk.write", full)
    path, notes = publish_index(tmp_path)
    assert notes == [
        f"{each}: cannot be written (No space left on device); it stays as it was"
        for each in (tmp_path / "harbour-ferry" / SEARCH, tmp_path / "harbour-ferry" / INDEX, path)
    ]
    assert path.read_bytes() == index


ODD_RECORDS = [
    {"built": "yesterday"},
    {"built": 5},
    {"findings": None},
    {"findings": [1]},
    {"files": "tables"},
    {"question": ["Who?"]},
    {"notebook": "02-when"},
    {"case_title": "half \ud800"},
    {"variant": "core"},
    {"parameters": {"least": {}}},
    {"inputs": {"data": 1}},
]


@pytest.mark.parametrize("odd", ODD_RECORDS)
def test_a_page_with_an_odd_record_is_left_out_of_the_index(
    a_page: Record, tmp_path: Path, odd: dict[str, object]
) -> None:
    publish(tmp_path, page_of(replace(a_page, notebook="00-fine")), "{}")
    content = json.dumps(asdict(a_page) | odd).replace('"', "&quot;")
    head = f'<head><meta name="standpoint-report" content="{content}"></head>'
    put(tmp_path / "harbour-ferry" / "01-who.html", head)
    index, skipped = publish_index(tmp_path)
    assert "1 report on 1 case." in index.read_text("utf-8")
    assert skipped == [
        "harbour-ferry/01-who.html is left out of the index: "
        "what it says of itself is not what a report of that name says"
    ]


def test_folders_and_pipes_named_like_pages_are_left_out_of_the_index(
    a_page: Record, tmp_path: Path
) -> None:
    publish(tmp_path, page_of(a_page), "{}")
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
    a_page: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, page_of(a_page), "{}")

    read_text = Path.read_text

    def locked(path: Path, *args: str, **named: str) -> str:
        if path.name == "01-who.html":
            raise PermissionError(13, "Permission denied")
        return read_text(path, *args, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_text", locked)
        index, skipped = publish_index(tmp_path)
        publish(tmp_path, page_of(a_page), "{}")
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


def test_the_index_has_pages_of_earlier_builds(
    a_page: Record, a_failure: Failure, tmp_path: Path
) -> None:
    publish(tmp_path, page_of(a_page), "{}")
    keep_failure(tmp_path, a_failure, "{}")
    html = publish_index(tmp_path)[0].read_text("utf-8")
    assert "Nine spoke." in html
    assert "1 report on 1 case. The last build of 1 report failed." in html


def test_the_index_says_when_a_page_was_built(a_page: Record) -> None:
    html = make_index([a_page], [])
    assert '<time datetime="2025-06-03T14:05:00+00:00">3 June 2025, 14:05 UTC</time>' in html


def test_a_failure_without_an_earlier_page_is_listed_without_a_link(a_failure: Failure) -> None:
    html = make_index([], [a_failure])
    assert "<h2>When?</h2>" in html
    assert "There is no earlier page." in html
    assert "cell 4: KeyError: &#39;&lt;b&gt;&#39;" in html


def test_a_failure_with_an_earlier_page_says_which_is_shown(a_page: Record) -> None:
    failure = Failure(
        a_page.case, a_page.case_title, a_page.notebook, a_page.question, a_page.built, "x"
    )
    html = make_index([a_page], [failure])
    assert html.count("<article") == 1
    assert "The page shown is the last good one." in html


def test_hostile_words_in_the_index_are_text(a_page: Record) -> None:
    hostile = '"><script>alert(1)</script>'
    page = Record("a b&c", hostile, '01-"x"', hostile, [hostile], a_page.built)
    html = make_index([page], [])
    assert "<script>alert" not in html
    assert 'href="a%20b%26c/01-%22x%22.html"' in html


def test_an_index_of_nothing_is_a_page() -> None:
    assert "0 reports on 0 cases." in make_index([], [])


def test_the_index_of_one_case_is_its_front_page(a_page: Record) -> None:
    html = make_index([replace(a_page, about="A ferry breaks down.")], [])
    assert "<h1>The harbour ferry</h1>" in html
    assert '<p class="about">A ferry breaks down.</p>' in html
    assert '<h2><a href="harbour-ferry/01-who.html">Who said what?</a></h2>' in html
    assert "<title>The harbour ferry</title>" in html


def test_the_index_of_several_cases_has_a_section_for_each(a_page: Record) -> None:
    other = replace(a_page, case="tram", case_title="The tram", about="A tram stops.")
    html = make_index([a_page, other], [])
    assert "<h1>Reports</h1>" in html
    assert html.count("<h2 id=") == html.count("<section aria-labelledby=") == 2
    assert html.count("<h3>") == 2
    assert html.index("The tram</a></h2>") < html.index("A tram stops.")


def test_the_index_leads_to_all_that_can_be_found_in_each_case(a_page: Record) -> None:
    for cases in (["tram"], ["bus", "tram"]):
        html = make_index([replace(a_page, case=case) for case in cases], [])
        for case in cases:
            assert f'<a href="{case}/index.html">All that can be found in the case' in html


def test_the_index_loads_the_search_of_each_case_and_is_the_one_page_that_may_load(
    a_page: Record,
) -> None:
    pages = [replace(a_page, case=case, case_title="</script>") for case in ("a b", "tram")]
    html = make_index(pages, [])
    titled = '"\\u003c/script\\u003e"'
    assert f'const cases = [["a b",{titled},"a%20b/"],["tram",{titled},"tram/"]];' in html
    assert html.count("&#39;strict-dynamic&#39;") == 1
    assert "strict-dynamic" not in make_case_files(Path(), "tram", pages[1:], [])[INDEX]


def test_an_index_of_nothing_has_nothing_to_search() -> None:
    assert "<search" not in make_index([], [])


def test_a_search_that_is_missing_is_made_again(
    a_page: Record, report: Report, tmp_path: Path
) -> None:
    publish(tmp_path, page_of(a_page), "{}")
    refresh_index(tmp_path, [report], [])
    (tmp_path / a_page.case / SEARCH).unlink()
    refresh_index(tmp_path, [report], [])
    assert "Nine spoke." in (tmp_path / a_page.case / SEARCH).read_text("utf-8")


def test_the_index_shows_the_first_finding_and_counts_the_files(a_page: Record) -> None:
    html = make_index([replace(a_page, findings=["One.", "Two.", "Three."], files=["a", "b"])], [])
    assert "<p>One.</p>" in html
    assert "Two." not in html
    assert ", with 2 files to download" in html


def test_a_case_that_only_failed_says_what_it_is_about(a_failure: Failure) -> None:
    html = make_index([], [replace(a_failure, about="A ferry breaks down.")])
    assert '<p class="about">A ferry breaks down.</p>' in html


def in_case(
    pages: list[Record], failures: list[Failure], out: Path, data: Path | None = None
) -> str:
    return make_case_files(out, CASE, pages, failures, data)[INDEX]


def test_a_case_has_a_page_that_is_taken_for_no_report(a_page: Record, tmp_path: Path) -> None:
    publish(tmp_path, page_of(a_page), "{}")
    publish_index(tmp_path)
    html = (tmp_path / "harbour-ferry" / INDEX).read_text("utf-8")
    assert "<h1>The harbour ferry</h1>" in html
    assert '<h3><a href="01-who.html">Who said what?</a></h3>' in html
    found = read_folder(tmp_path)
    assert (found.pages, found.skipped) == ([a_page], [])


def test_front_page_and_pages_of_cases_lead_to_each_other(a_page: Record, tmp_path: Path) -> None:
    publish(tmp_path, page_of(a_page), "{}")
    front = publish_index(tmp_path)[0].read_text("utf-8")
    case = (tmp_path / "harbour-ferry" / INDEX).read_text("utf-8")
    assert '<a href="harbour-ferry/index.html">' in front
    assert '<a href="../index.html">All reports</a>' in case


def test_only_pages_of_cases_that_were_built_or_are_stale_are_made(
    a_page: Record, tmp_path: Path
) -> None:
    tram = replace(a_page, case="tram")
    for record in (a_page, tram):
        publish(tmp_path, page_of(record), "{}")
    publish_index(tmp_path)
    for case in ("harbour-ferry", "tram"):
        (tmp_path / case / INDEX).write_text('<meta name="standpoint-index">as it was')
    publish_index(tmp_path, only=["tram"])
    assert (tmp_path / "harbour-ferry" / INDEX).read_text().endswith("as it was")
    assert "<h1>" in (tmp_path / "tram" / INDEX).read_text("utf-8")


def test_a_page_of_a_case_is_stale_when_missing_or_older_than_a_report_or_failure(
    a_page: Record, a_failure: Failure, tmp_path: Path
) -> None:
    assert not is_stale(tmp_path, a_page.case)
    path = publish(tmp_path, page_of(a_page), "{}")
    assert is_stale(tmp_path, a_page.case)
    publish_index(tmp_path)
    index = tmp_path / a_page.case / INDEX
    os.utime(index, ns=(path.stat().st_mtime_ns + 10,) * 2)
    assert not is_stale(tmp_path, a_page.case)
    os.utime(path, ns=(index.stat().st_mtime_ns + 1,) * 2)
    assert is_stale(tmp_path, a_page.case)
    publish_index(tmp_path)
    os.utime(keep_failure(tmp_path, a_failure, "{}"), ns=(2**61,) * 2)
    assert is_stale(tmp_path, a_page.case)


def test_a_build_with_nothing_to_do_makes_pages_only_that_are_missing(
    a_page: Record, report: Report, tmp_path: Path
) -> None:
    publish(tmp_path, page_of(a_page), "{}")
    assert refresh_index(tmp_path, [report], [])[0] == tmp_path / INDEX
    front, case = tmp_path / INDEX, tmp_path / a_page.case / INDEX
    front.write_text(front.read_text("utf-8") + "as it was")
    refresh_index(tmp_path, [report], [])
    assert front.read_text("utf-8").endswith("as it was")
    for missing in (case, front):
        missing.unlink()
        refresh_index(tmp_path, [report], [])
        assert "<h1>The harbour ferry</h1>" in missing.read_text("utf-8")


@pytest.mark.parametrize("old", [INDEX, f"{CASE}/{INDEX}"])
def test_pages_that_were_made_with_other_templates_are_made_again(
    a_page: Record, report: Report, tmp_path: Path, old: str
) -> None:
    publish(tmp_path, page_of(a_page), "{}")
    refresh_index(tmp_path, [report], [])
    path = tmp_path / old
    told = f'<meta name="standpoint-index" content="{mark()}">'
    assert told in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(mark(), "0" * 16) + "as it was")
    refresh_index(tmp_path, [report], [])
    assert told in path.read_text("utf-8")
    assert "as it was" not in path.read_text("utf-8")


def test_the_page_of_a_case_whose_tables_are_not_at_hand_is_left_with_its_search(
    a_page: Record, tmp_path: Path
) -> None:
    publish(tmp_path, page_of(a_page), "{}")
    publish_index(tmp_path)
    (tmp_path / a_page.case / INDEX).write_text("made with other templates")
    publish_index(tmp_path, {"tram": tmp_path}, ["tram"])
    assert (tmp_path / a_page.case / INDEX).read_text() == "made with other templates"


def test_what_makes_pages_is_not_imported_before_one_has_to_be_made() -> None:
    code = (
        "import sys, helpers.build.builder\n"
        "heavy = {'jinja2', 'markupsafe', 'helpers.build.publishing.index', 'helpers.build.publishing.case_page'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_what_is_kept_of_a_failure_can_be_opened_from_both_pages(
    a_page: Record, a_failure: Failure, tmp_path: Path
) -> None:
    keep_failure(tmp_path, a_failure, "{}", "Traceback", "last words")
    front = publish_index(tmp_path)[0]
    for page, top in ((front, ""), (tmp_path / a_page.case / INDEX, "../")):
        html = page.read_text("utf-8")
        for ending, words in (
            (".ipynb", "notebook as far as it ran"),
            (".txt", "traceback"),
            (".log", "log"),
        ):
            place = f"{top}.failed/harbour-ferry/02-when{ending}"
            assert f'<a href="{place}">{words}</a>' in html
            assert (page.parent / place).is_file()


def test_a_failed_report_says_when_it_was_last_built_and_when_it_failed(
    a_page: Record, a_failure: Failure, tmp_path: Path
) -> None:
    failure = replace(
        a_failure, notebook=a_page.notebook, question=a_page.question, kept=["../../x.txt"]
    )
    html = " ".join(in_case([a_page], [failure], tmp_path).split())
    assert (
        '<strong>Build failed</strong>: last built <time datetime="2025-06-03T14:05:00+00:00">3 June '
        '2025, 14:05 UTC</time>; the build of <time datetime="2025-06-04T06:00:00+00:00">4 June 2025, '
        "06:00 UTC</time> failed: cell 4: KeyError"
    ) in html
    assert "x.txt" not in html


def test_sets_of_parameters_are_listed_under_their_report(a_page: Record, tmp_path: Path) -> None:
    core = replace(a_page, variant="core", variant_title="Core <sources>", findings=["Two spoke."])
    html = in_case([a_page, core], [], tmp_path)
    assert html.count("<article") == 1
    assert '<a href="01-who--core.html">Core &lt;sources&gt;</a>' in html
    assert html.count("Two spoke.") == 1  # in the list of what can be found
    alone = in_case([core], [], tmp_path)
    assert '<p class="set">Core &lt;sources&gt;</p>' in alone


def write_changes(folder: Path, said: object) -> Path:
    put(folder / "changes.json", json.dumps(said))
    return folder / "changes.json"


def test_what_changed_is_told_as_text(a_page: Record, tmp_path: Path) -> None:
    said = {"sentences": ["1 article <b>added</b>."], "since": "2025-06-03T14:05:00+00:00"}
    write_changes(tmp_path / a_page.case, said)
    html = in_case([a_page], [], tmp_path)
    assert "What changed</h2>\n<p>Since the last good build, 3 June 2025, 14:05 UTC:</p>" in html
    assert "<li>1 article &lt;b&gt;added&lt;/b&gt;.</li>" in html


def test_the_moment_since_when_nothing_changed_is_told_once(
    a_page: Record, a_failure: Failure, tmp_path: Path
) -> None:
    nothing = "Nothing changed since the last good build, 3 June 2025, 14:05 UTC."
    said = {"sentences": [nothing], "since": "2025-06-03T14:05:00+00:00"}
    write_changes(tmp_path / a_page.case, said)
    assert in_case([], [a_failure], tmp_path).count("3 June 2025, 14:05 UTC") == 1


DRAWN = '<figure class="chart"><svg><path style="fill:var(--ink)" d="M{0} 1h9v9z"/></svg></figure>'


def front_of(out: Path, *records: Record) -> str:
    """The front page of such reports, each with a drawing of its own."""
    for at, record in enumerate(records):
        publish(out, page_of(record, DRAWN.format(at)), "{}")
    return publish_index(out)[0].read_text("utf-8")


def test_of_several_cases_each_has_one_picture_of_its_positions(
    a_page: Record, tmp_path: Path
) -> None:
    positions = replace(a_page, notebook="02-stakeholder-positions")
    tram = replace(a_page, case="tram")
    html = front_of(tmp_path, a_page, positions, tram)
    assert html.count('<svg class="picture"') == 2
    assert html.index('d="M1 1') < html.index('d="M2 1')
    assert 'd="M0 1' not in html


def test_pictures_of_many_cases_have_a_limit_together(
    a_page: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpers.build.publishing.index.ROOM", 300)
    html = front_of(tmp_path, *(replace(a_page, case=f"c{n}") for n in range(5)))
    assert html.count('<svg class="picture"') == 2
    assert html.count("<section aria-labelledby=") == 5


@pytest.mark.parametrize("cases", [["harbour-ferry"], ["harbour-ferry", "tram"]])
def test_the_index_says_in_a_sentence_what_changed_in_each_case(
    a_page: Record, tmp_path: Path, cases: list[str]
) -> None:
    said = {"sentences": ["1 <b> added.", "Two.", "Three."], "since": "2025-06-03T14:05:00+00:00"}
    for case in cases:
        write_changes(tmp_path / case, said)
    html = front_of(tmp_path, *(replace(a_page, case=case) for case in cases))
    told = "1 &lt;b&gt; added. (Since the last good build, 3 June 2025, 14:05 UTC; "
    for case in cases:
        more = f'<a href="{case}/index.html#changes-title">2 more changes</a>.)'
        assert f'<p class="news">{told}{more}</p>' in html
    assert "Two." not in html


def test_the_index_says_of_each_case_that_nothing_changed_or_that_reports_failed(
    a_page: Record, a_failure: Failure, tmp_path: Path
) -> None:
    nothing = "Nothing changed since the last good build, 3 June 2025, 14:05 UTC."
    said = {"sentences": [nothing], "since": "2025-06-03T14:05:00+00:00"}
    write_changes(tmp_path / "tram", said)
    keep_failure(tmp_path, a_failure, "{}")
    html = front_of(tmp_path, a_page, replace(a_page, case="tram"))
    failed = "<strong>The last build of 1 report failed.</strong>"
    assert f'<p class="news">{failed}</p>' in html
    assert f'<p class="news">{nothing}</p>' in html


def test_a_front_page_that_goes_elsewhere_says_nothing_of_changes(
    a_page: Record, tmp_path: Path
) -> None:
    write_changes(tmp_path / a_page.case, {"sentences": ["One."]})
    assert "One." in make_index([a_page], [], tmp_path)
    assert "One." not in make_index([a_page], [], tmp_path, changes=False)


def test_a_flood_of_changes_is_cut_and_counted(tmp_path: Path) -> None:
    changes = changes_in(write_changes(tmp_path, {"sentences": ["W" * 100_000] * 23}))
    assert changes is not None
    assert [len(changes["sentences"]), changes["more"]] == [20, 3]
    assert changes["sentences"][0] == "W" * 599 + "…"


ODD_CHANGES = [
    [],
    {},
    "sentences",
    {"sentences": "one"},
    {"sentences": []},
    {"sentences": [1]},
    {"sentences": ["half \ud800"]},
    {"sentences": ["One."], "since": "yesterday"},
    {"sentences": ["One."], "since": 5},
]


@pytest.mark.parametrize("odd", ODD_CHANGES)
def test_an_odd_file_of_changes_is_passed_over(tmp_path: Path, odd: object) -> None:
    assert changes_in(write_changes(tmp_path, odd)) is None


def test_a_file_of_changes_that_is_no_file_or_no_json_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    put(tmp_path / "deep.json", "[" * 100_000)
    names = ("absent", "pipe", "deep.json", ".")
    assert [changes_in(tmp_path / name) for name in names] == [None] * 4


def test_a_page_of_a_case_allows_its_own_scripts_and_no_other(
    a_page: Record, tmp_path: Path
) -> None:
    html = in_case([a_page], [], tmp_path)
    policy = html.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]
    assert policy.count("sha256-") == html.count("<script>") == 2
    assert "default-src &#39;none&#39;" in policy


def test_hostile_words_in_the_page_of_a_case_are_text(
    a_page: Record, a_failure: Failure, tmp_path: Path
) -> None:
    hostile = '"><script>alert(1)</script></style>'
    page = Record(a_page.case, hostile, '01-"x"', hostile, [hostile], a_page.built, about=hostile)
    html = in_case([page], [replace(a_failure, error=hostile)], tmp_path)
    assert "<script>alert" not in html
    assert html.count("</style>") == 1
    assert 'href="01-%22x%22.html"' in html
