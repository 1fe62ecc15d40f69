"""Importing what is needed without what is not."""

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
    with without("rfc3987_syntax"):
        yield


@contextmanager
def without(module: str) -> Iterator[None]:
    """Within it, a module that is not imported yet cannot be, as where it is not installed."""
    absent = module not in sys.modules
    if absent:
        sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if absent:
            del sys.modules[module]
