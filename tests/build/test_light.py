"""Modules that are left out of an import, and only of that."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable

import pytest

from helpers.build.running.kernels import Kernels
from helpers.build.running.light import light_imports, without
from helpers.build.running.ran import Ran


def test_a_module_can_be_left_out_and_had_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with without("colorsys"), pytest.raises(ImportError):
        importlib.import_module("colorsys")
    assert importlib.import_module("colorsys").__name__ == "colorsys"


def test_a_module_that_is_there_stays() -> None:
    with without("json"):
        assert importlib.import_module("json") is sys.modules["json"]


def test_what_is_left_out_comes_back_when_an_import_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "rfc3987_syntax", raising=False)
    with pytest.raises(KeyError), light_imports():
        raise KeyError
    assert "rfc3987_syntax" not in sys.modules


def test_a_kernel_has_no_debugger_unless_its_notebook_imports_one(
    warm_kernels: Kernels, run_cells: Callable[..., Ran], said: Callable[[Ran], list[str]]
) -> None:
    ask = "import sys; 'debugpy' in sys.modules, hasattr(get_ipython().kernel, 'debugger')"
    then = "import debugpy; debugpy.__name__"
    for kernels in (warm_kernels, Kernels()):
        assert said(run_cells(ask, then, kernels=kernels)) == ["(False, False)", "'debugpy'"]
