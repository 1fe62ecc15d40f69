"""One source of truth for versions: the lock and environment.yml follow pyproject.toml."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
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
EXTRAS = {
    name: [Requirement(line) for line in lines]
    for name, lines in PYPROJECT["project"]["optional-dependencies"].items()
}
# The modules that serve an extra; no other module imports what only an extra brings.
OF_EXTRAS = {"cluster": ["connect.py", "cluster.py", "worker.py"]}
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


def third_party(modules: Iterable[Path]) -> set[str]:
    """Top-level names of the packages, but for our own, that modules import."""
    found: set[str] = set()
    for module in modules:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add(str(node.module).partition(".")[0])
    return found - sys.stdlib_module_names - {"helpers"}


def missing(modules: Iterable[Path], requirements: list[Requirement]) -> list[str]:
    """What modules import that these requirements do not bring in."""
    brought = with_what_they_need(requirements)
    owners = packages_distributions()
    return [
        name
        for name in third_party(modules)
        if not brought & {canonicalize_name(owner) for owner in owners.get(name, [])}
    ]


def test_what_the_package_imports_comes_with_the_core_dependencies() -> None:
    extra = {name for names in OF_EXTRAS.values() for name in names}
    modules = [path for path in (PROJECT / "src").rglob("*.py") if path.name not in extra]
    assert missing(modules, CORE) == []


@pytest.mark.parametrize("extra", EXTRAS)
def test_what_serves_an_extra_imports_what_the_extra_brings(extra: str) -> None:
    modules = [path for path in (PROJECT / "src").rglob("*.py") if path.name in OF_EXTRAS[extra]]
    assert missing(modules, [*CORE, *EXTRAS[extra]]) == []
    assert set(EXTRAS[extra]) <= set(DEV)  # so that it is locked and tested
