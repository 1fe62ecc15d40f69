"""An executed notebook as others may read it: without what is known of this machine only."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.case import PROJECT

if TYPE_CHECKING:  # slow to import
    from nbformat import NotebookNode

    from helpers.build.planning.plan import Report

# A path begins where no longer path or address goes on: the sign before it may be the last of an
# escape in JSON, or of a colour's code.
BEGIN = r"(?:(?<![\w.~-])|(?<=\\[nrt])|(?<=\dm))"


def shareable(executed: NotebookNode, report: Report, private: Sequence[Path] = ()) -> str:
    """The notebook as JSON, without paths of this machine and without papermill's diary.

    The project's folder is left out of paths, the folder of cases goes by its name, a home folder
    by `~`, and `private` folders (the kernel's) by `…`. Papermill's word on how cells went is left
    out, since it calls cells of a killed kernel complete.
    """
    import nbformat

    notebook = nbformat.from_dict(executed)
    for part in (notebook, *notebook.cells):
        part.metadata.pop("papermill", None)
    return without_paths(nbformat.writes(notebook) + "\n", report, private)


def without_paths(text: str, report: Report, private: Sequence[Path] = ()) -> str:
    """A text, JSON or other, with the folders of this machine as `shareable` shows them."""
    shown = [(f"{path}", "…") for path in private]
    if not report.data.is_relative_to(PROJECT):
        shown.append((f"{report.data}", report.data.name))
    shown += [(f"{PROJECT}/", ""), (f"{PROJECT}", "."), (f"{Path.home()}", "~")]
    for path, word in shown:
        if len(path) > 1:
            text = _replaced(text, path, word)
    return text


def _replaced(text: str, path: str, word: str) -> str:
    """`text` with a word for a path, as it is written plainly or within JSON."""
    written = {path: word}
    for ascii_only in (True, False):
        inside = [json.dumps(each, ensure_ascii=ascii_only)[1:-1] for each in (path, word)]
        written[inside[0]] = inside[1]
    for each, shown in written.items():
        if each not in text:  # seen a hundred times sooner than by a pattern
            continue
        end = "" if path.endswith("/") else r"(?![\w.-])"
        as_it_is = shown.replace("\\", r"\\")
        text = re.sub(f"{BEGIN}{re.escape(each)}{end}", as_it_is, text)
    return text
