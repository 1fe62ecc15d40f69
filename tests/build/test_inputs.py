"""What a report is made from: what counts, and what does not."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.util import resolve_name
from pathlib import Path

import nbformat
import pytest

from helpers.build.planning import inputs
from helpers.build.planning.imports import SOURCES, Modules, imported_names
from helpers.build.planning.inputs import Inputs, data_hash, inputs_of
from helpers.build.planning.notebook import read_notebook
from helpers.build.planning.plan import Report

CASES = Path(__file__).parents[1] / "cases"


@pytest.fixture
def own(report: Report, write_notebook: Callable[..., Path], tmp_path: Path) -> Report:
    """A report whose notebook and case are this test's own."""
    shutil.copytree(CASES / "harbour-ferry", tmp_path / "data" / "harbour-ferry")
    path = write_notebook(tmp_path / "01-who.ipynb", "from helpers.analysis import camps\ncamps")
    return replace(report, notebook=read_notebook(path), data=tmp_path / "data")


def changed(before: Report, after: Report) -> set[str]:
    """The groups that differ between two reports, read apart."""
    return {*inputs_of(after, {}).changes(inputs_of(before, {}).as_dict())}


def edited(report: Report, edit: Callable[[nbformat.NotebookNode], None]) -> Report:
    """The report with another version of its notebook, in a file of the same name."""
    notebook = nbformat.read(report.notebook.path, 4)
    edit(notebook)
    folder = report.notebook.path.parent / "edited"
    folder.mkdir()
    nbformat.write(notebook, folder / "01-who.ipynb")
    return replace(report, notebook=read_notebook(folder / "01-who.ipynb"))


def test_the_same_report_has_the_same_key_wherever_it_lies(own: Report, tmp_path: Path) -> None:
    shutil.copytree(own.data, tmp_path / "elsewhere" / "data")
    copy = replace(own, data=tmp_path / "elsewhere" / "data")
    assert inputs_of(own, {}).key == inputs_of(copy, {}).key
    assert inputs_of(own, {}) == inputs_of(copy, {})


def test_outputs_counts_and_ids_of_a_notebook_do_not_count(own: Report) -> None:
    def run_by_hand(notebook: nbformat.NotebookNode) -> None:
        cell = notebook.cells[2]
        cell.execution_count, cell.id = 7, "another"
        cell.outputs = [nbformat.v4.new_output("stream", text="seen")]
        cell.metadata["collapsed"] = True
        notebook.metadata["kernelspec"] = {"name": "mine", "display_name": "Mine"}

    assert changed(own, edited(own, run_by_hand)) == set()


@pytest.mark.parametrize(
    "edit",
    [
        lambda notebook: notebook.cells[2].update(source="from helpers.analysis import camps\n1"),
        lambda notebook: notebook.cells[2].metadata.update(tags=["findings"]),
        lambda notebook: notebook.cells.append(nbformat.v4.new_markdown_cell("## Limits")),
        lambda notebook: notebook.cells.insert(1, notebook.cells.pop(2)),
        lambda notebook: notebook.cells[0].update(attachments={"a.png": {"image/png": ""}}),
    ],
    ids=["source", "tags", "a new cell", "order", "a picture"],
)
def test_sources_tags_and_order_of_cells_count(
    own: Report, edit: Callable[[nbformat.NotebookNode], None]
) -> None:
    assert changed(own, edited(own, edit)) == {"notebook"}


def test_parameters_count_by_their_values(own: Report) -> None:
    given = replace(own, given={"least": 3})
    assert inputs_of(given, {}).changes(inputs_of(own, {}).as_dict()) == {"parameters": ["least"]}
    assert changed(own, replace(own, given={"least": 2})) == set()  # the notebook's own value


def test_the_title_of_a_set_and_the_showing_of_code_count(own: Report) -> None:
    assert changed(own, replace(own, variant="core", variant_title="Core")) == {"parameters"}
    assert changed(own, replace(own, show_code=True)) == {"parameters"}


@pytest.mark.parametrize("name", ["statements.csv", "datapackage.json", "texts/new.txt"])
def test_every_file_of_a_case_counts_and_is_named(own: Report, name: str) -> None:
    before = inputs_of(own, {}).as_dict()
    path = own.data / "harbour-ferry" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\n")
    assert inputs_of(own, {}).changes(before) == {"data": [name]}


def test_a_file_that_is_gone_counts(own: Report) -> None:
    before = inputs_of(own, {}).as_dict()
    (own.data / "harbour-ferry" / "accounts.csv").unlink()
    assert inputs_of(own, {}).changes(before) == {"data": []}


def test_the_dates_of_files_and_what_is_no_table_do_not_count(own: Report) -> None:
    before = inputs_of(own, {})
    folder = own.data / "harbour-ferry"
    os.utime(folder / "statements.csv", (0, 0))
    (folder / "notes.md").write_text("mine")
    (folder / ".statements.csv.swp").write_text("mine")
    os.mkfifo(folder / "pipe.csv")  # reading it would never end
    assert inputs_of(own, {}) == before


def test_texts_in_another_folder_count(
    own: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "texts").mkdir()
    elsewhere = replace(own, given={"texts": str(tmp_path / "texts")})
    before = inputs_of(elsewhere, {}).as_dict()
    (tmp_path / "texts" / "a.txt").write_text("He said so.")
    assert inputs_of(elsewhere, {}).changes(before) == {"data": ["texts/a.txt"]}


def test_an_edit_during_a_build_shows_in_the_hash_of_the_data(own: Report) -> None:
    before = inputs_of(own, {}).data
    assert data_hash(own) == before
    with (own.data / "harbour-ferry" / "events.csv").open("a") as table:
        table.write("\n")
    assert data_hash(own) == inputs_of(own, {}).data != before


def test_another_case_is_other_data_and_nothing_else(own: Report) -> None:
    shutil.copytree(own.data / "harbour-ferry", own.data / "ferry-two")
    (own.data / "ferry-two" / "events.csv").write_text("id\n")
    other = replace(own, case=replace(own.case, name="ferry-two"))
    assert changed(own, other) == {"data"}


def test_what_reports_share_is_read_once(own: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    whole = inputs._file

    def file(path: Path) -> str:
        read.append(path)
        return whole(path)

    monkeypatch.setattr(inputs, "_file", file)
    seen: dict[object, object] = {}
    inputs_of(own, seen)
    first = len(read)
    assert inputs_of(replace(own, variant="core"), seen).data == inputs_of(own, {}).data
    assert len(read) == 2 * first  # the one read apart; the one that shares read nothing


def test_helpers_are_those_the_notebook_needs_and_those_that_make_pages(own: Report) -> None:
    parts = inputs_of(own, {}).parts["helpers"]
    assert {
        "helpers/analysis/camps.py",
        "helpers/case/schema.py",
        "helpers/case/tables.json",
        "helpers/build/pages/page.py",
        "helpers/build/running/kernels.py",
    } <= set(parts)
    assert "helpers/figures/timeline.py" not in parts
    assert "helpers/cli.py" not in parts
    assert "helpers/build/progress.py" not in parts


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A little package: a needs b through its package, b needs c, d stands alone."""
    package = tmp_path / "helpers"
    (package / "low").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "low" / "__init__.py").write_text("from .b import *")
    (package / "a.py").write_text("from helpers import (  # all\n    low as l,\n)\n")
    (package / "low" / "b.py").write_text("def f():\n    from ..c import x; return x")
    (package / "c.py").write_text("import os, helpers.a as again")
    (package / "d.py").write_text("import helpers.a")
    return tmp_path


def test_modules_are_followed_through_packages_functions_and_circles(tree: Path) -> None:
    needed = Modules(tree).needed(["helpers.a.name", "pandas", "helpers.absent"])
    names = {path.relative_to(tree / "helpers").as_posix() for path in needed}
    assert names == {"__init__.py", "a.py", "low/__init__.py", "low/b.py", "c.py"}


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import helpers.a, os as o", {"helpers.a", "os"}),
        ("if x: from helpers.a import b  # why", {"helpers.a", "helpers.a.b"}),
        ("x = 1; import helpers.a", {"helpers.a"}),
        ("from helpers.a import (  # b, c\n    d as e,\n)", {"helpers.a", "helpers.a.d"}),
        ("from helpers.a import b, \\\n    c", {"helpers.a", "helpers.a.b", "helpers.a.c"}),
        ("from . import a", {"helpers.low", "helpers.low.a"}),
        ("from ..c import d", {"helpers.c", "helpers.c.d"}),
        ("import_module('helpers.a.b')", {"helpers.a.b"}),
        ("important = 'from here'", set()),
    ],
)
def test_an_import_is_found_in_every_form(source: str, names: set[str]) -> None:
    assert {*imported_names(source, "helpers.low")} == names


def parsed(source: str, package: str) -> Iterator[str]:
    """The names that Python's own parser finds."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = resolve_name("." * node.level + (node.module or ""), package)
            yield from (f"{module}.{name.name}" for name in node.names)


def test_no_import_of_this_project_escapes_the_pattern() -> None:
    count = 0
    for path in sorted((SOURCES / "helpers").rglob("*.py")):
        package = ".".join(path.relative_to(SOURCES).parent.parts)
        source = path.read_text("utf-8")
        names = set(parsed(source, package))
        assert names - set(imported_names(source, package)) == set(), path
        count += len(names)
    assert count > 500


def changed_in(group: str, before: Inputs, after: Inputs) -> list[str]:
    changes = after.changes(before.as_dict())
    assert set(changes) == {group}
    return changes[group]


def test_an_edited_module_is_named(own: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    before = inputs_of(own, {})
    whole = inputs._file
    monkeypatch.setattr(
        inputs, "_file", lambda path: "other" if path.name == "camps.py" else whole(path)
    )
    assert changed_in("helpers", before, inputs_of(own, {})) == ["helpers/analysis/camps.py"]


def test_the_template_counts_but_for_the_index(
    own: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = inputs_of(own, {})
    shutil.copytree(inputs.TEMPLATE, tmp_path / "template")
    monkeypatch.setattr(inputs, "TEMPLATE", tmp_path / "template")
    (tmp_path / "template" / "index" / "reports.html.j2").write_text("other")
    assert inputs_of(own, {}) == before
    (tmp_path / "template" / "style.css").write_text("other")
    assert changed_in("template", before, inputs_of(own, {})) == ["style.css"]


def test_lock_file_and_installed_versions_count(
    own: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = inputs_of(own, {})
    (tmp_path / "other.lock").write_text("pandas==9\n")
    (tmp_path / "pandas-9.0.dist-info").mkdir()
    (tmp_path / "toy-9.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    assert changed_in("environment", before, inputs_of(own, {})) == ["pandas"]
    monkeypatch.setattr(inputs, "LOCK", tmp_path / "other.lock")
    assert "requirements.lock" in changed_in("environment", before, inputs_of(own, {}))


def test_two_processes_keep_the_same_of_the_same_inputs(own: Report) -> None:
    kept = []
    for seed in ("1", "2"):  # of the order of sets
        source = (
            "from helpers.build.planning.inputs import inputs_of\n"
            "from helpers.build.planning.plan import plan_reports\n"
            f"print(inputs_of(plan_reports(data={str(own.data)!r})[0], {{}}).as_dict())"
        )
        run = subprocess.run(
            [sys.executable, "-c", source],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        kept.append(run.stdout)
    assert kept[0] == kept[1]


def test_what_a_page_keeps_of_its_inputs_is_small(own: Report) -> None:
    kept = inputs_of(own, {}).as_dict()
    assert all(isinstance(value, str) for value in kept.values())
    assert len(json.dumps(kept)) < 1_500


def test_a_record_without_marks_still_tells_the_group(own: Report) -> None:
    before = inputs_of(own, {}).as_dict() | {"marks": "", "data": "0"}
    assert inputs_of(own, {}).changes(before) == {"data": []}


def test_many_texts_are_not_told_apart(own: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "TOLD_APART", 5)
    before = inputs_of(own, {}).as_dict()
    (own.data / "harbour-ferry" / "events.csv").write_text("id\n")
    assert inputs_of(own, {}).changes(before) == {"data": []}
