"""Importing what the builder needs without what it does not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def light_imports() -> Iterator[None]:
    """Within it, nbformat is imported in a third of the time.

    It brings in jsonschema, which where JupyterLab is installed takes a second to prepare a check
    of international web addresses. No notebook's format has such an address.
    """
    absent = "rfc3987_syntax" not in sys.modules
    if absent:
        sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if absent:
            del sys.modules["rfc3987_syntax"]
