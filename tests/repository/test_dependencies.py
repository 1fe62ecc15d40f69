"""One source of truth for versions: the lock and environment.yml follow pyproject.toml."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
CORE = [Requirement(line) for line in PYPROJECT["project"]["dependencies"]]
DEV = [Requirement(line) for line in PYPROJECT["dependency-groups"]["dev"]]
BUILD = [Requirement(line) for line in PYPROJECT["build-system"]["requires"]]


@pytest.fixture(scope="module")
def lock() -> str:
    return (PROJECT / "requirements.lock").read_text("utf-8")


def pins(lock: str, package: str) -> list[str]:
    """The versions of a package in the lock: more than one where Pythons differ."""
    return re.findall(rf"^{re.escape(canonicalize_name(package))}==(\S+)", lock, re.MULTILINE)


@pytest.mark.parametrize("requirement", [*CORE, *DEV, *BUILD], ids=str)
def test_the_lock_pins_every_dependency_within_its_range(
    requirement: Requirement, lock: str
) -> None:
    versions = pins(lock, requirement.name)
    assert versions
    assert [version for version in versions if version not in requirement.specifier] == []


def test_the_lock_has_a_hash_for_every_package(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", lock, flags=re.MULTILINE).strip())
    assert [entry for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)] == []


def test_the_lock_names_no_place_to_fetch_from(lock: str) -> None:
    assert re.findall(r"^.*(?:://|\s@\s|--(?:extra-)?index|--find-links).*$", lock, re.M) == []


def test_conda_users_get_the_ranges_of_pyproject() -> None:
    listed = yaml.safe_load((PROJECT / "environment.yml").read_text("utf-8"))["dependencies"]
    ranges = [Requirement(line) for line in listed if isinstance(line, str) and line != "pip"]
    python = Requirement(f"python{PYPROJECT['project']['requires-python']}")
    assert sorted(map(str, ranges)) == sorted(map(str, [python, *CORE]))


def test_conda_users_get_the_package_from_this_folder() -> None:
    environment = yaml.safe_load((PROJECT / "environment.yml").read_text("utf-8"))
    assert environment["name"] == PYPROJECT["project"]["name"]
    assert environment["channels"] == ["conda-forge"]
    assert environment["dependencies"][-2:] == ["pip", {"pip": ["--editable ."]}]


def with_what_they_need(requirements: list[Requirement]) -> set[str]:
    """Names of the distributions that installing these brings in, themselves included."""
    found: set[str] = set()
    waiting = list(requirements)
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        try:
            waiting += map(Requirement, requires(name) or [])
        except PackageNotFoundError:
            continue
    return found


def third_party(folder: Path) -> Iterator[str]:
    """Top-level names of the packages that the modules under a folder import."""
    for module in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (name.name.partition(".")[0] for name in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                yield str(node.module).partition(".")[0]


def test_what_the_package_imports_comes_with_the_core_dependencies() -> None:
    core = with_what_they_need(CORE)
    owners = packages_distributions()
    imported = set(third_party(PROJECT / "src")) - sys.stdlib_module_names - {"helpers"}
    missing = [
        name for name in imported if not core & {canonicalize_name(o) for o in owners.get(name, [])}
    ]
    assert missing == []
