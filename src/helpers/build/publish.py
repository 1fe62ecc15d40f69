"""Putting pages where readers find them: each file appears whole, by rename, or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path

from helpers.build.index import make_index
from helpers.build.notebook import Refused
from helpers.build.record import Failure, Record, failed_notebook, read_failures, read_records


def prepare_folder(out: Path) -> None:
    """Make the folder of pages; raises Refused when nothing can be written there."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as error:
        raise Refused([f"{out}: cannot hold pages ({_reason(error)})"]) from error


def _reason(error: OSError) -> str:
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "it is, or lies below, a file"
    return error.strerror or type(error).__name__


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path` so that a reader sees the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Beside its target, since a rename is atomic within one file system only.
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(part, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def publish_page(out: Path, record: Record, html: str) -> Path:
    """Put a page in its place, forget an earlier failure of the report; the path of the page."""
    path = out / record.case / f"{record.notebook}.html"
    write_whole(path, html)
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


def publish_index(out: Path) -> Path:
    """Make the index of all pages and failures in the folder; the path of the index."""
    path = out / "index.html"
    write_whole(path, make_index(read_records(out), read_failures(out)))
    return path
