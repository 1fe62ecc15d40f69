"""The tools that judge the pages are pinned, and come from wherever the reader's npm gets packages."""

import json
from pathlib import Path

TOOLS = Path(__file__).parent / "tools"


def test_every_tool_has_one_version_and_the_lock_has_it_too() -> None:
    wanted = json.loads((TOOLS / "package.json").read_text("utf-8"))["devDependencies"]
    locked = json.loads((TOOLS / "package-lock.json").read_text("utf-8"))["packages"]
    assert sorted(wanted) == ["axe-core", "lighthouse", "vnu-jar"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted


def test_the_lock_names_no_place_to_fetch_from_and_has_a_hash_for_every_package() -> None:
    locked = json.loads((TOOLS / "package-lock.json").read_text("utf-8"))["packages"]
    packages = [package for name, package in locked.items() if name]
    assert [package for package in packages if "resolved" in package] == []
    assert [package for package in packages if "integrity" not in package] == []
