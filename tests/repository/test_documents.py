"""README, citation and changelog say what the repository holds."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).parents[2]


def text(name: str) -> str:
    return (PROJECT / name).read_text("utf-8")


def test_the_readme_lists_every_notebook_and_no_other() -> None:
    listed = set(re.findall(r"\b\d\d-[a-z-]+\b", text("README.md")))
    assert listed == {path.stem for path in (PROJECT / "notebooks").glob("*.ipynb")}


def test_the_readme_names_both_commands_of_a_new_user() -> None:
    commands = set(re.findall(r"^ *(?:\$ )?(make [a-z]+)", text("README.md"), re.MULTILINE))
    assert {"make reports", "make test"} <= commands


def test_every_make_target_in_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z]+)`", text("README.md"))) - targets == set()


def test_citation_and_changelog_carry_the_version_of_the_package() -> None:
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    newest = re.search(r"^## \[?v?([^\]\s]+)", text("CHANGELOG.md"), re.MULTILINE)
    assert yaml.safe_load(text("CITATION.cff"))["version"] == version
    assert newest
    assert newest[1] == version


def test_pre_commit_runs_the_linters_of_make_test() -> None:
    recipe = re.findall(r"^\trun (.+); \\$", text("Makefile"), re.MULTILINE)
    hooks = yaml.safe_load(text(".pre-commit-config.yaml"))["repos"][0]["hooks"]
    linters = {line.split()[0] for line in recipe} - {"pytest"}
    assert {Path(hook["entry"].split()[0]).name for hook in hooks} == linters


@pytest.mark.parametrize("name", ["README.md", "data/README.md"])
def test_every_local_link_and_picture_is_there(name: str) -> None:
    page = PROJECT / name
    targets = re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []
