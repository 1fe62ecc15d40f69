"""A build of real notebooks in real kernels."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.build.running.homes import LONGEST_FOLDER
from helpers.case import PROJECT


def test_reports_come_back_in_the_order_of_the_plan(built: Any) -> None:
    names = [outcome.report.notebook.name for outcome in built.summary.outcomes]
    assert names == ["01-good", "02-hostile", "03-fails", "04-exits"]
    assert sorted(built.told.ended) == names


def test_a_failing_notebook_does_not_stop_the_others(built: Any) -> None:
    assert [o.report.notebook.name for o in built.summary.failed] == ["03-fails", "04-exits"]
    assert built.outcome("01-good").page == built.out / "harbour-ferry" / "01-good.html"


def test_a_failure_names_cell_exception_and_line(built: Any) -> None:
    assert built.outcome("03-fails").error == "cell 4: KeyError: 'phase' (in: rows['phase'])"


def test_a_failing_notebook_leaves_the_earlier_page(built: Any) -> None:
    assert built.page("03-fails").endswith("the earlier page")


def test_a_failed_notebook_is_kept_as_far_as_it_ran(built: Any) -> None:
    kept = built.out / ".failed" / "harbour-ferry" / "03-fails.ipynb"
    assert built.outcome("03-fails").kept == kept
    outputs = [cell.get("outputs") for cell in json.loads(kept.read_text("utf-8"))["cells"]]
    assert [o[0]["ename"] for o in outputs if o] == ["KeyError"]


def test_a_cell_that_exits_is_a_failure_though_papermill_calls_it_complete(built: Any) -> None:
    assert built.outcome("04-exits").error == "cell 3: SystemExit: 0"
    assert not (built.out / "harbour-ferry" / "04-exits.html").exists()


def test_the_kernel_is_this_environments_python(built: Any) -> None:
    assert f"<pre>{sys.executable}\n</pre>" in built.page("01-good")


def test_parameters_reach_the_notebook_and_others_keep_their_defaults(built: Any) -> None:
    assert "<pre>harbour-ferry True 2 1 2\n</pre>" in built.page("01-good")


def test_a_kernel_works_in_an_empty_folder_of_its_own(built: Any) -> None:
    folder = built.page("01-good").split("<pre>")[2].split("\n")[0]
    assert folder.endswith("/work")
    assert folder != str(Path.cwd())
    assert not Path(folder).exists()


def test_a_notebook_reads_the_case_it_was_given(built: Any) -> None:
    assert built.page("01-good").count("<pre>harbour-ferry\n</pre>") == 1


def test_a_warning_in_a_notebook_is_noted_and_not_on_the_page(built: Any) -> None:
    (note,) = built.outcome("01-good").notes
    assert note.startswith("cell 7 wrote to stderr: ")
    assert note.endswith("FutureWarning: an old habit")
    assert "old habit" not in built.page("01-good")


def test_progress_counts_cells_as_their_author_does(built: Any) -> None:
    numbers = [(number, of) for name, number, of in built.told.cells if name == "02-hostile"]
    assert numbers == [(1, 4), (2, 4), (2, 4), (3, 4), (4, 4)]


def test_a_build_leaves_no_files_beside_pages_index_and_failures(built: Any) -> None:
    names = {str(path.relative_to(built.out)) for path in built.out.rglob("*") if path.is_file()}
    of_case = {f"{name}.html" for name in ("01-good", "02-hostile", "03-fails", "index")}
    of_case |= {f"notebooks/{name}.ipynb" for name in ("01-good", "02-hostile")} | {
        "changes.json",
        "search.js",
    }
    kept = {
        f".failed/harbour-ferry/{name}{suffix}"
        for name in ("03-fails", "04-exits")
        for suffix in (".ipynb", ".json", ".txt")
    }
    own = {"index.html", ".ledger.sqlite", ".lock"}
    assert names == own | {f"harbour-ferry/{name}" for name in of_case} | kept


def test_a_notebook_file_is_not_changed_by_its_build(built: Any) -> None:
    cells = json.loads((built.notebooks / "01-good.ipynb").read_text("utf-8"))["cells"]
    assert all(not cell.get("outputs") for cell in cells)


def test_a_hostile_finding_is_escaped_on_page_and_index(built: Any) -> None:
    index = (built.out / "index.html").read_text("utf-8")
    for html in (built.page("02-hostile"), index):
        assert "Nobody &lt;script&gt;alert(1)&lt;/script&gt; &amp;" in html
        assert "alert(1)</script>" not in html
        assert "{{ 7 * 7 }}" in html


def test_the_index_marks_failures_and_links_to_what_was_kept(built: Any) -> None:
    index = (built.out / "index.html").read_text("utf-8")
    assert "Build failed" in index
    assert 'href=".failed/harbour-ferry/04-exits.ipynb"' in index
    assert 'href="harbour-ferry/01-good.html"' in index


def test_reports_built_one_after_another_are_the_same_as_at_once(
    built: Any, build_ferry: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # from elsewhere, too
    summary, told = build_ferry(built.notebooks, tmp_path / "out", ["02"], 1)
    assert (built.told.jobs, told.jobs) == (3, 1)
    page = (tmp_path / "out" / "harbour-ferry" / "02-hostile.html").read_text("utf-8")
    assert page == built.page("02-hostile")
    assert summary.failed == []


def test_what_has_most_code_is_run_first_and_told_in_its_place(
    build_ferry: Callable[..., Any], write_notebook: Callable[..., Path], tmp_path: Path
) -> None:
    for name, cells in {"01-short": 1, "02-long": 9, "03-middle": 5, "04-as-short": 1}.items():
        write_notebook(tmp_path / "books" / f"{name}.ipynb", *["print('some words')"] * cells)
    summary, told = build_ferry(tmp_path / "books", tmp_path / "out", [], 1)
    assert told.ended == ["02-long", "03-middle", "01-short", "04-as-short"]
    names = [outcome.report.notebook.name for outcome in summary.outcomes]
    assert names == ["01-short", "02-long", "03-middle", "04-as-short"]


def test_a_failure_does_not_tell_where_the_project_is(
    write_notebook: Callable[..., Path], build_ferry: Callable[..., Any], tmp_path: Path
) -> None:
    asks = "from helpers.case import no_such_name"
    write_notebook(tmp_path / "books" / "01-asks.ipynb", asks)
    summary, _ = build_ferry(tmp_path / "books", tmp_path / "out", [], 1)
    assert "(src/helpers/case/__init__.py)" in summary.outcomes[0].error
    assert str(PROJECT) not in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_a_killed_kernel_is_a_failure_with_its_cell(
    write_notebook: Callable[..., Path], build_ferry: Callable[..., Any], tmp_path: Path
) -> None:
    deadly = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    write_notebook(tmp_path / "books" / "01-dies.ipynb", "x = 1", deadly)
    summary, _ = build_ferry(tmp_path / "books", tmp_path / "out", [], 1)
    assert summary.outcomes[0].error == (
        "cell 4: the kernel was killed (SIGKILL); tried 2 times (--retries)"
    )
    assert not list((tmp_path / "out").glob("*/01*.html"))


def test_a_success_forgets_the_failure_before_it(
    write_notebook: Callable[..., Path], build_ferry: Callable[..., Any], tmp_path: Path
) -> None:
    books, out = tmp_path / "books", tmp_path / "out"
    write_notebook(books / "01-mends.ipynb", "1 / 0")
    build_ferry(books, out, [], 1)
    assert "Build failed" in (out / "index.html").read_text("utf-8")
    write_notebook(books / "01-mends.ipynb", "1 / 1")
    build_ferry(books, out, [], 1)
    assert "Build failed" not in (out / "index.html").read_text("utf-8")
    assert not list((out / ".failed").rglob("*.*"))


def test_folders_with_long_names_do_not_hinder_the_sockets_of_kernels(
    write_notebook: Callable[..., Path],
    build_ferry: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deep = tmp_path / ("a" * LONGEST_FOLDER)
    deep.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(deep))
    write_notebook(tmp_path / "books" / "01-deep.ipynb", "print(2 + 2)")
    summary, _ = build_ferry(tmp_path / "books", tmp_path / "out", [], 1)
    assert summary.failed == []
