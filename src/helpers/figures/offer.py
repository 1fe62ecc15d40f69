"""Files that a part of a page offers beside what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from helpers.figures.download import to_csv
from helpers.figures.show import Part


def with_files(part: Part, files: Mapping[str, str | pd.DataFrame]) -> Part:
    """The part with these files to download, name -> text; a frame is written as CSV.

    For what a page offers whole and shows in part, and for files that are no table.
    """
    texts = {
        name: to_csv(content) if isinstance(content, pd.DataFrame) else content
        for name, content in files.items()
    }
    return replace(part, files={**part.files, **texts})
