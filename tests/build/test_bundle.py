"""A case in one zip: the same bytes every time, with what belongs in it and nothing else."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import nbformat
import pytest

from helpers.build.pages.page import make_page
from helpers.build.planning import plan
from helpers.build.planning.inputs import inputs_of
from helpers.build.planning.plan import Report, plan_reports
from helpers.build.publishing.bundle import make_bundle, run_bundle
from helpers.build.publishing.bundle_words import plain
from helpers.build.publishing.lock import build_lock
from helpers.build.publishing.publish import keep_failure, publish
from helpers.build.publishing.record import Failure

CASE = "harbour-ferry"
CASES = Path(__file__).parents[1] / "cases"
TOP = "harbour-ferry-1.0.0"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of cases with the ferry and its texts, and a licence."""
    shutil.copytree(CASES / CASE, tmp_path / "data" / CASE)
    (tmp_path / "data" / "LICENSE-DATA").write_text("Do as you like.\n")
    return tmp_path / "data"


@pytest.fixture
def out(
    tmp_path: Path,
    data: Path,
    write_notebook: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """A folder of pages: two reports of the ferry, as if they had just been built."""
    for name in ("01-who", "02-when"):
        write_notebook(tmp_path / "notebooks" / f"{name}.ipynb")
    monkeypatch.setattr(plan, "NOTEBOOKS", tmp_path / "notebooks")
    for number, report in enumerate(plan_reports([CASE], data=data)):
        put_page(tmp_path / "out", report, number)
    return tmp_path / "out"


def put_page(out: Path, report: Report, number: int) -> None:
    part = {
        "text/html": f"<p>Number {number}.</p>",
        "application/vnd.standpoint.files+json": {"all.csv": "a\r\n"},
    }
    output = nbformat.v4.new_output("display_data", data=part)
    cell = nbformat.v4.new_code_cell("", outputs=[output], metadata={"tags": ["findings"]})
    executed = nbformat.v4.new_notebook(cells=[cell])
    moment = datetime(2025, 6, 3, 14, number, tzinfo=UTC)
    inputs = inputs_of(report, {}).as_dict()
    publish(out, make_page(report, executed, moment, inputs=inputs), "{}")


def bundled(out: Path, data: Path, to: Path, case: str = CASE) -> int:
    return run_bundle(
        argparse.Namespace(case=case, out=str(out), to=str(to), data=str(data), file="")
    )


def test_two_bundles_have_the_same_bytes(out: Path, data: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    assert bundled(out, data, first) == 0
    for path in [*out.rglob("*"), *data.rglob("*")]:
        path.touch()
    (data / CASE / "actors.csv").chmod(0o600)
    assert bundled(out, data, second) == 0
    assert first.read_bytes() == second.read_bytes()


def test_a_bundle_holds_pages_tables_data_and_papers(out: Path, data: Path, tmp_path: Path) -> None:
    assert bundled(out, data, tmp_path / "x.zip") == 0
    with ZipFile(tmp_path / "x.zip") as archive:
        infos = archive.infolist()
    names = [info.filename.removeprefix(f"{TOP}/") for info in infos]
    tables = ("accounts", "actors", "articles", "concepts", "events", "statements")
    wanted = {"README.txt", "SHA256SUMS", "LICENSE-DATA", "index.html", "data/README.md"}
    wanted |= {f"data/{CASE}/{name}.csv" for name in tables} | {f"data/{CASE}/datapackage.json"}
    wanted |= {f"{CASE}/{name}.html" for name in ("index", "01-who", "02-when")}
    wanted.add(f"{CASE}/search.js")
    wanted |= {f"{CASE}/tables/{name}-all.csv" for name in ("01-who", "02-when")}
    assert set(names) == wanted
    assert [info.filename for info in infos] == sorted(info.filename for info in infos)
    facts = {(i.date_time, i.external_attr >> 16, i.compress_type, i.create_system) for i in infos}
    assert facts == {((1980, 1, 1, 0, 0, 0), 0o100644, ZIP_STORED, 3)}


def unzipped(archive: Path, to: Path) -> Path:
    with ZipFile(archive) as file:
        file.extractall(to)
    return to / TOP


def test_a_bundle_does_not_say_what_changed_in_the_folder_it_comes_from(
    out: Path, data: Path
) -> None:
    (out / CASE / "changes.json").write_text('{"sentences": ["One row added."]}')
    held = make_bundle(CASE, out, data).files.values()
    assert [each for each in held if b"One row added." in each] == []


def test_no_text_of_an_article_is_in_a_bundle(out: Path, data: Path, tmp_path: Path) -> None:
    texts = [path.read_bytes() for path in (data / CASE / "texts").glob("*.txt")]
    assert bundled(out, data, tmp_path / "x.zip") == 0
    with ZipFile(tmp_path / "x.zip") as archive:
        held = b"".join(archive.read(name) for name in archive.namelist())
    assert len(texts) == 3
    assert [text for text in texts if text[:80] in held] == []


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="there is no sha256sum here")
def test_the_sums_hold_until_a_file_is_changed(out: Path, data: Path, tmp_path: Path) -> None:
    assert bundled(out, data, tmp_path / "x.zip") == 0
    folder = unzipped(tmp_path / "x.zip", tmp_path / "there")
    check = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(check, cwd=folder).returncode == 0
    listed = {line.split("  ")[1] for line in (folder / "SHA256SUMS").read_text().splitlines()}
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert listed == there - {"SHA256SUMS"}
    (folder / "data" / CASE / "actors.csv").write_text("other")
    assert subprocess.run(check, cwd=folder, capture_output=True).returncode == 1


def test_every_link_of_the_pages_leads_somewhere(out: Path, data: Path, tmp_path: Path) -> None:
    assert bundled(out, data, tmp_path / "x.zip") == 0
    folder = unzipped(tmp_path / "x.zip", tmp_path / "there")
    links = {
        (page.relative_to(folder).as_posix(), href)
        for page in folder.rglob("*.html")
        for href in re.findall(r' href="([^"#:]+)["#]', page.read_text("utf-8"))
    }
    assert [
        link for link in links if not (folder / link[0]).parent.joinpath(link[1]).is_file()
    ] == []
    case, report = f"{CASE}/index.html", f"{CASE}/01-who.html"
    assert {("index.html", case), (case, "01-who.html"), (case, "../index.html")} < links
    assert {(report, "index.html"), (report, "../index.html")} < links


def test_the_readme_says_what_there_is(out: Path, data: Path) -> None:
    readme = make_bundle(CASE, out, data).files["README.txt"].decode()
    assert "- Who said what?\n  harbour-ferry/01-who.html, built 3 June 2025, 14:00 UTC" in readme
    assert "- LICENSE-DATA" in readme
    assert "CITATION.cff" not in readme
    assert "sha256sum -c SHA256SUMS" in readme


def test_a_report_that_is_not_current_is_left_out_and_named(
    out: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    failure = Failure(CASE, "Ferry", "02-when", "When?", "2025-06-04T06:00:00+00:00", "cell 4: x")
    keep_failure(out, failure, "{}")
    assert bundled(out, data, tmp_path / "x.zip") == 0
    assert (
        capsys.readouterr().err == "left out: harbour-ferry/02-when (not current: failed before)\n"
    )
    folder = unzipped(tmp_path / "x.zip", tmp_path / "there")
    assert sorted(path.name for path in (folder / CASE).glob("*.html")) == [
        "01-who.html",
        "index.html",
    ]
    assert "02-when" not in (folder / CASE / "index.html").read_text("utf-8")
    assert (
        "- harbour-ferry/02-when: not current: failed before" in (folder / "README.txt").read_text()
    )


def test_a_page_with_sentences_of_the_articles_is_left_out(
    out: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = Report.values.fget
    assert values is not None
    monkeypatch.setattr(
        Report,
        "values",
        property(lambda one: values(one) | {"context": one.notebook.name == "01-who"}),
    )
    for report in plan_reports([CASE], data=data):
        put_page(out, report, 0)
    bundle = make_bundle(CASE, out, data)
    assert [page.stem for page in bundle.pages] == ["02-when"]
    assert bundle.left_out == {
        "harbour-ferry/01-who": "it shows sentences of the articles, which are not ours"
    }


@pytest.mark.parametrize("with_code", [("01-who",), ("01-who", "02-when")])
def test_pages_with_the_code_of_their_cells_are_as_current_as_those_without(
    out: Path, data: Path, with_code: tuple[str, ...]
) -> None:
    for report in plan_reports([CASE], data=data):
        if report.notebook.name in with_code:
            put_page(out, replace(report, show_code=True), 0)
    bundle = make_bundle(CASE, out, data)
    assert [page.stem for page in bundle.pages] == ["01-who", "02-when"]
    assert bundle.left_out == {}


def test_a_page_with_code_that_is_not_current_is_told_without_a_word_about_its_code(
    out: Path, data: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for report in plan_reports([CASE], data=data):
        put_page(out, replace(report, show_code=True), 0)
    with (data / CASE / "actors.csv").open("a") as file:
        file.write("\n")
    assert bundled(out, data, tmp_path / "x.zip") == 2
    assert "01-who: not current: data changed: actors.csv\n" in capsys.readouterr().err


def test_pages_that_do_not_show_the_data_are_refused(
    out: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (data / CASE / "actors.csv").open("a") as file:
        file.write("\n")
    assert bundled(out, data, tmp_path / "x.zip") == 2
    said = capsys.readouterr().err
    assert "harbour-ferry: no report is current; build the case first" in said
    assert "harbour-ferry/01-who: not current: data changed: actors.csv" in said
    assert not (tmp_path / "x.zip").exists()


def test_tables_that_are_edited_meanwhile_are_refused(
    out: Path,
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    read = Path.read_bytes

    def edited(path: Path) -> bytes:
        content = read(path)
        if path.name == "statements.csv":
            path.write_bytes(content + b"\n")
        return content

    monkeypatch.setattr(Path, "read_bytes", edited)
    assert bundled(out, data, tmp_path / "x.zip") == 2
    assert "its tables were changed while they were read" in capsys.readouterr().err


REFUSED = {
    "pages.tar": "the name does not end in .zip",
    "no/such/folder/x.zip": "is not a folder",
    "folder.zip": "it is there already and is no file",
}


@pytest.mark.parametrize("to", REFUSED)
def test_a_place_that_is_none_is_refused(
    out: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], to: str
) -> None:
    (tmp_path / "folder.zip").mkdir()
    assert bundled(out, data, tmp_path / to) == 2
    assert REFUSED[to] in capsys.readouterr().err


def test_a_wrong_case_and_a_missing_folder_are_refused(
    out: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bundled(out, data, tmp_path / "x.zip", "harbor-ferry") == 2
    assert "harbour-ferry" in capsys.readouterr().err
    assert bundled(tmp_path / "nowhere", data, tmp_path / "x.zip") == 2
    assert "nowhere is not a folder: build the case first" in capsys.readouterr().err


def test_a_bundle_waits_for_no_build(
    out: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with build_lock(out):
        assert bundled(out, data, tmp_path / "x.zip") == 3
    assert "another build is at work" in capsys.readouterr().err


def test_a_full_disk_leaves_the_zip_before(
    out: Path,
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "x.zip").write_text("before")
    monkeypatch.setattr("helpers.build.publishing.archive.os.fsync", full)
    monkeypatch.setattr("helpers.build.publishing.lock.os.fsync", full, raising=False)
    assert bundled(out, data, tmp_path / "x.zip") == 2
    assert "No space left on device" in capsys.readouterr().err
    assert (tmp_path / "x.zip").read_text() == "before"
    assert not list(tmp_path.glob(".*.part"))


def test_a_version_cannot_lead_out_of_the_folder(out: Path, data: Path) -> None:
    bundle = make_bundle(CASE, out, data)
    for version, name in {
        "../../x": "harbour-ferry-x",
        "..": CASE,
        "1 / 2": "harbour-ferry-1-2",
    }.items():
        assert replace(bundle, case=replace(bundle.case, version=version)).name == name


def test_letters_that_a_terminal_obeys_are_not_in_the_readme() -> None:
    assert plain("A\x1b[2J ferry\u202e\nreads") == "A [2J ferry reads"
