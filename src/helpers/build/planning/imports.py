"""Which modules of this project a source depends on, found by reading and not by importing.

Import statements are found by a pattern: parsing a hundred modules would take longer than all else
that a build with nothing to do takes. At worst words of a comment pass for an import, and a report
is built once more than it had to be. A test holds the pattern against Python's own parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

#: The folder that holds the package `helpers`.
SOURCES = Path(__file__).resolve().parents[3]
ROOT = Path(__file__).resolve().parents[2].name
IMPORT = re.compile(
    r"(?:^|[;:])[ \t]*"
    r"(?:from[ \t]+(?P<module>[.\w]+)[ \t]+import[ \t]*(?P<names>\([^)]*\)|[^\n;]*)"
    r"|import[ \t]+(?P<modules>[^\n;]*))",
    re.MULTILINE,
)
# A module may be named in a text, as for importlib.import_module or python -m.
NAMED = re.compile(rf"""["']({ROOT}(?:\.\w+)+)["']""")
ASIDE = re.compile(r"#[^\n]*|\\\n")


def imported_names(source: str, package: str = "") -> Iterator[str]:
    """Dotted names that a source imports; `package` is what its relative imports start from."""
    yield from NAMED.findall(source)
    for found in IMPORT.finditer(ASIDE.sub(" ", source)):
        if found["modules"]:
            yield from _words(found["modules"])
            continue
        module = _absolute(found["module"], package)
        yield module
        yield from (f"{module}.{name}" for name in _words(found["names"]))


class Modules:
    """The modules of this project, by dotted name; a package is its `__init__.py`."""

    def __init__(self, sources: Path = SOURCES) -> None:
        self.paths: dict[str, Path] = {}
        for path in (sources / ROOT).rglob("*.py"):
            parts = path.relative_to(sources).with_suffix("").parts
            self.paths[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
        self.needs: dict[str, set[str]] = {}

    def needed(self, names: Iterable[str]) -> set[Path]:
        """The files that these dotted names need, with all that these need in turn."""
        found: set[str] = set()
        waiting = self._modules(names)
        while waiting:
            name = waiting.pop()
            found.add(name)
            if name not in self.needs:
                self.needs[name] = self._imported(self.paths[name], name)
            waiting |= self.needs[name] - found
        return {self.paths[name] for name in found}

    def _imported(self, path: Path, name: str) -> set[str]:
        """The modules that one module imports."""
        package = name if path.stem == "__init__" else name.rpartition(".")[0]
        return self._modules(imported_names(path.read_text(encoding="utf-8"), package))

    def _modules(self, names: Iterable[str]) -> set[str]:
        """The modules that are read to import dotted names: each module and its packages."""
        own = {name for name in names if name.partition(".")[0] == ROOT}
        parts = [name.split(".") for name in own]
        begun = {".".join(each[:end]) for each in parts for end in range(1, len(each) + 1)}
        return begun & self.paths.keys()


def _words(names: str) -> list[str]:
    """The names in `a, b as c`, with or without parentheses."""
    return [part.split()[0] for part in names.strip("() \t").split(",") if part.split()]


def _absolute(module: str, package: str) -> str:
    """A module's full name; a dot stands for the package, each further one for its parent."""
    name = module.lstrip(".")
    if not (level := len(module) - len(name)):
        return module
    parts = package.split(".")
    return ".".join([*parts[: len(parts) - level + 1], *([name] if name else [])])
