"""The case that the benchmark makes up is what it says: clean, or bad in the share asked for."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from helpers.case import PROJECT, check_case


@pytest.fixture(scope="module")
def large_case() -> ModuleType:
    path = PROJECT / "bench" / "made_up" / "large_case.py"
    spec = importlib.util.spec_from_file_location("large_case", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_made_up_case_is_clean(large_case: ModuleType, tmp_path: Path) -> None:
    large_case.make_case(tmp_path / "large", statements=500, bad=0.0)
    assert check_case("large", tmp_path) == []


def test_the_bad_case_has_three_problems_in_each_bad_statement(
    large_case: ModuleType, tmp_path: Path
) -> None:
    large_case.make_case(tmp_path / "bad", statements=500, bad=1.0)
    assert sum(problem.count for problem in check_case("bad", tmp_path)) == 1_500
