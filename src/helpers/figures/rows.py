"""The rows of a table as mappings, which is what a part of a page is written from."""

from __future__ import annotations

from typing import Any

import pandas as pd


def rows_by(frame: pd.DataFrame, *columns: str) -> dict[Any, list[dict[str, Any]]]:
    """The rows of a frame as mappings, in its order, by the value of one column or of several.

    With several the key is a tuple. A frame for each group would take a hundred times as long.
    """
    found: dict[Any, list[dict[str, Any]]] = {}
    for row in frame.to_dict("records"):
        key = row[columns[0]] if len(columns) == 1 else tuple(row[name] for name in columns)
        found.setdefault(key, []).append(row)
    return found
