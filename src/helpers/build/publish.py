"""Putting pages where readers find them: each file appears whole, by rename, or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.build.downloads import FOLDER, is_published
from helpers.build.index import make_index
from helpers.build.record import Failure, failed_notebook, read_folder, read_record

if TYPE_CHECKING:  # making a page takes packages that are slow to import
    from helpers.build.page import Page


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path` so that a reader sees the old file or the new one, never a part."""
    write_together({path: text})


def write_together(texts: Mapping[Path, str]) -> None:
    """Write texts to their paths, each seen whole or not at all, and none when one cannot be written.

    All are written beside their targets before the first is put in its place.
    """
    parts: dict[Path, Path] = {}
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            # Beside its target, since a rename is atomic within one file system only.
            part = path.with_name(f".{path.name}.{os.getpid()}.part")
            parts[part] = path
            # No line end is changed: a table has those of its standard.
            with open(part, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        for part, path in parts.items():
            os.replace(part, path)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def publish_page(out: Path, page: Page) -> Path:
    """Put a page and its files in their places; the path of the page.

    Files that only the page before offered are removed, and so is what was kept of a failure.
    """
    record = page.record
    path = out / record.case / f"{record.notebook}.html"
    folder = path.parent / FOLDER
    before = read_record(path)
    texts = {folder / name: text for name, text in page.files.items()}
    write_together(texts | {path: page.html})
    for name in set(before.files if before else []) - set(page.files):
        if is_published(name, record.notebook):
            (folder / name).unlink(missing_ok=True)
    kept = failed_notebook(out, record.case, record.notebook)
    for old in (kept, kept.with_suffix(".json")):
        old.unlink(missing_ok=True)
    return path


def keep_failure(out: Path, failure: Failure, notebook: str) -> Path:
    """Keep a failed notebook (JSON) and why it failed; the path of the notebook."""
    path = failed_notebook(out, failure.case, failure.notebook)
    write_whole(path, notebook)
    record = json.dumps(asdict(failure), ensure_ascii=False, indent=1)
    write_whole(path.with_suffix(".json"), record + "\n")
    return path


def publish_index(out: Path) -> tuple[Path, list[str]]:
    """Make the index of all pages and failures in the folder.

    Its path comes back, and a sentence for each file that had to be left out of it.
    """
    path = out / "index.html"
    found = read_folder(out)
    write_whole(path, make_index(found.pages, found.failures))
    return path, found.skipped
