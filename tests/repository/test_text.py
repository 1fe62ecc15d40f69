"""What holds for every text in the repository: finished, and free of one machine's paths."""

import re
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
MODULES = sorted((PROJECT / "src").rglob("*.py"))

UNFINISHED = re.compile(r"\b(TO[D]O|FI[X]ME)\b")
MACHINE_PATH = re.compile(r"(?<![\w.-])(/(home|root|Users|work|tmp)/|[A-Z]:\\Users\\)")


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Every file that git tracks or would track, but for pictures, by its path."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    paths = [PROJECT / name for name in listed.stdout.split("\0") if name]
    held = [path for path in paths if path.is_file() and path.suffix != ".png"]
    return {str(path.relative_to(PROJECT)): path.read_text("utf-8") for path in held}


def lines_with(pattern: re.Pattern[str], texts: dict[str, str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_nothing_is_left_to_do(texts: dict[str, str]) -> None:
    assert lines_with(UNFINISHED, texts) == []


def test_no_file_names_a_path_of_one_machine(texts: dict[str, str]) -> None:
    assert lines_with(MACHINE_PATH, texts) == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_a_module_stays_short_enough_for_one_subject(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) <= 300
