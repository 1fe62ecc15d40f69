"""What changed since the last good build: sentences, changes.json, the snapshot that is compared."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.build.publishing.record import META, Record
from helpers.build.records import changed
from helpers.build.records.changed import (
    Changes,
    FindingChange,
    begin_changes,
    changes_of,
    settle_changes,
)
from helpers.build.records.changed_words import sentences
from helpers.build.records.snapshot import keep_snapshot, read_snapshot, stage_snapshot
from helpers.case.changes import CaseChange, Shift, TableChange

CASE = "harbour-ferry"
FERRY = Path(__file__).parents[1] / "cases" / CASE
FIRST, SECOND = "2025-06-03T14:05:00+00:00", "2025-06-04T06:00:00+00:00"
TELLS_FIRST = "There is no earlier good build of this case to compare with."


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A copy of the ferry case."""
    return Path(shutil.copytree(FERRY, tmp_path / "data" / CASE))


@pytest.fixture
def build(tmp_path: Path, case: Path) -> Callable[..., Changes]:
    """What a build does of ours: begin, put a page with these findings up, settle."""

    def run(findings: list[str], built: str = FIRST, *, good: bool = True) -> Changes:
        out = tmp_path / "out"
        begin_changes(out, CASE, case)
        record = Record(CASE, "The harbour ferry", "01-who", "Who?", findings, built)
        page = out / CASE / "01-who.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        content = record.as_json().replace('"', "&quot;")
        page.write_text(f'<html><head><meta name="{META}" content="{content}"></head></html>')
        return settle_changes(out, CASE, built=built, good=good)

    return run


def edit(case: Path, table: str, change: Callable[[list[dict[str, str]]], Any]) -> None:
    """Change the rows of a table in place."""
    path = case / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def kept(tmp_path: Path) -> Any:
    return json.loads((tmp_path / "out" / CASE / "changes.json").read_text("utf-8"))


def test_the_first_build_says_so(build: Callable[..., Changes], tmp_path: Path) -> None:
    assert build(["Nine spoke."]).sentences() == [TELLS_FIRST]
    assert (kept(tmp_path)["state"], kept(tmp_path)["since"]) == ("first", None)


def test_that_nothing_changed_is_said(build: Callable[..., Changes]) -> None:
    build(["Nine spoke."])
    told = build(["Nine spoke."], SECOND).sentences()
    assert told == ["Nothing changed since the last good build, 3 June 2025, 14:05 UTC."]


def test_an_edit_and_the_finding_that_follows_from_it_are_told(
    build: Callable[..., Changes], case: Path, tmp_path: Path
) -> None:
    build(["Nine speakers are heard."])
    edit(case, "events", lambda rows: rows[0].update(note="Seen again."))
    event = (case / "events.csv").read_text("utf-8").split("\n")[1].partition(",")[0]
    told = build(["Ten speakers are heard."], SECOND).sentences()
    assert told == [
        f"1 event changed: {event} (note).",
        "In 01-who, “Nine speakers are heard.” now reads “Ten speakers are heard.”",
    ]
    assert kept(tmp_path)["tables"]["events"]["changed"] == {
        "count": 1,
        "list": [{"id": event, "columns": ["note"]}],
    }


def test_a_build_that_failed_is_not_what_the_next_is_compared_with(
    build: Callable[..., Changes], case: Path
) -> None:
    build(["Nine speakers are heard."])
    edit(case, "events", lambda rows: rows[0].update(note="Seen again."))
    build(["Ten speakers are heard."], SECOND, good=False)
    told = build(["Ten speakers are heard."], SECOND).sentences()
    assert [one.split(":")[0].split(",")[0] for one in told] == ["1 event changed", "In 01-who"]


def test_an_edit_during_the_build_is_a_change_of_the_next(
    build: Callable[..., Changes], case: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    begin_changes(out, CASE, case)
    edit(case, "events", lambda rows: rows[0].update(note="Seen again."))
    settle_changes(out, CASE, built=FIRST, good=True)
    assert build([], SECOND).sentences()[0].startswith("1 event changed: ")


def test_a_case_that_cannot_be_copied_is_told_and_no_failure(tmp_path: Path, case: Path) -> None:
    (case / "events.csv").unlink()
    os.mkfifo(case / "events.csv")
    begin_changes(tmp_path / "out", CASE, case)
    changes = settle_changes(tmp_path / "out", CASE, built=FIRST, good=True)
    assert changes.state == "unknown"
    assert "could not be copied" in changes.sentences()[0]


def test_a_snapshot_that_is_damaged_is_told_and_replaced(
    build: Callable[..., Changes], tmp_path: Path
) -> None:
    build(["Nine spoke."])
    (tmp_path / "out" / ".snapshots" / CASE / "events.csv").write_bytes(b"\xff")
    assert build(["Nine spoke."], SECOND).state == "unknown"
    assert build(["Nine spoke."], SECOND).state == "nothing"


def test_a_full_disk_while_settling_is_told_and_no_failure(
    build: Callable[..., Changes], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(["Nine spoke."])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(changed, "keep_snapshot", full)
    assert "No space left on device" in build(["Nine spoke."], SECOND).sentences()[0]


def test_a_build_stopped_between_two_renames_keeps_the_earlier_snapshot(
    tmp_path: Path, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage_snapshot(tmp_path, CASE, case)
    keep_snapshot(tmp_path, CASE, FIRST, {"01-who": ["Nine spoke."]})
    staged = stage_snapshot(tmp_path, CASE, case)
    rename = Path.rename

    def stopped(path: Path, target: Path) -> Path:
        if path == staged:
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        keep_snapshot(tmp_path, CASE, SECOND, {})
    found = read_snapshot(tmp_path, CASE)
    assert found
    assert (found.built, found.findings) == (FIRST, {"01-who": ["Nine spoke."]})
    monkeypatch.undo()
    stage_snapshot(tmp_path, CASE, case)
    keep_snapshot(tmp_path, CASE, SECOND, {})
    assert [path.name for path in (tmp_path / ".snapshots").iterdir()] == [CASE]


def test_the_texts_of_articles_are_not_copied(tmp_path: Path, case: Path) -> None:
    assert (case / "texts").is_dir()
    staged = stage_snapshot(tmp_path, CASE, case)
    assert {path.suffix for path in staged.iterdir()} == {".csv", ".json"}


def made(**changes: TableChange) -> Changes:
    return Changes(CASE, data=CaseChange(changes, []))


def test_a_sentence_names_two_rows_and_counts_the_others() -> None:
    table = TableChange(added=["P201", "P202", "P203"], removed=["a", "b"], changed={"c": ["said"]})
    assert sentences(made(statements=table)) == [
        "3 statements added: P201, P202 and 1 more.",
        "2 statements removed: a and b.",
        "1 statement changed: c (said).",
    ]


def test_articles_statements_and_events_are_told_before_the_other_tables() -> None:
    one = TableChange(added=["x"])
    told = sentences(made(actors=one, events=one, statements=one, articles=one))
    assert [words.split()[1] for words in told] == ["article", "statement", "event", "actor"]


def test_positions_tell_what_they_were_and_are() -> None:
    shifts = [
        Shift("a", "x", "Ada", "A bridge", "neutral", "opposes"),
        Shift("b", "x", "Bo", "A bridge", "supports", "split"),
        Shift("c", "x", "Cy", "A bridge", "silent", "supports"),
        Shift("d", "x", "Di", "A bridge", "opposes", "silent"),
    ]
    assert sentences(Changes(CASE, data=CaseChange({}, shifts))) == [
        "2 positions shifted: Ada on “A bridge” (neutral → opposes) and "
        "Bo on “A bridge” (supports → on both sides).",
        "1 position new: Cy on “A bridge” (supports).",
        "1 position gone: Di on “A bridge” (opposes).",
    ]


def test_a_finding_is_paired_with_the_one_most_like_it(case: Path) -> None:
    before = ["Nine of ten speakers are named.", "The audit found 3 faults."]
    now = ["The audit found 4 faults.", "Nobody answered.", "Nine of ten speakers are named."]
    found = changes_of(CASE, case, case, {"01-who": before}, {"01-who": now, "02-new": ["New."]})
    assert found.findings == [
        FindingChange("01-who", "The audit found 3 faults.", "The audit found 4 faults."),
        FindingChange("01-who", "", "Nobody answered."),
    ]


def test_many_findings_are_cut_short_in_sentences_and_whole_in_json() -> None:
    findings = [FindingChange("01-who", "", "long " * 100)] * 5
    changes = Changes(CASE, findings=findings)
    assert sentences(changes)[3:] == ["2 more findings changed."]
    assert max(map(len, sentences(changes))) < 200
    assert changes.as_json()["findings"][4]["now"] == "long " * 100


def test_a_long_finding_is_quoted_from_shortly_before_it_differs() -> None:
    before, now = (
        f"{'Many words come first. ' * 10}At the end {n} speak." for n in ("nine", "ten")
    )
    changes = Changes(CASE, findings=[FindingChange("01-who", before, now)])
    told = "…first. Many words come first. At the end"
    assert sentences(changes) == [f"In 01-who, “{told} nine speak.” now reads “{told} ten speak.”"]


def test_a_new_version_of_the_data_package_is_a_change(case: Path, tmp_path: Path) -> None:
    before = Path(shutil.copytree(case, tmp_path / "before"))
    package = json.loads((case / "datapackage.json").read_text("utf-8"))
    (case / "datapackage.json").write_text(json.dumps(package | {"version": "9.9.9"}), "utf-8")
    assert sentences(changes_of(CASE, before, case, {}, {})) == [
        "The data package changed: version."
    ]


def test_a_long_list_is_cut_in_the_file_and_counted_whole() -> None:
    ids = [f"s-{number}" for number in range(1_500)]
    added = made(statements=TableChange(added=ids)).as_json()["tables"]["statements"]["added"]
    assert (added["count"], len(added["list"])) == (1_500, 1_000)


def test_nothing_heavy_is_imported_to_tell_what_changed() -> None:
    code = "import sys, helpers.build.records.changed_words, helpers.build.records.snapshot, helpers.case.changes\n"
    code += (
        "print(*sorted({'pandas', 'nbformat', 'matplotlib', 'rich', 'scipy'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "\n"
