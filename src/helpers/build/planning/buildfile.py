"""The build file: which cases, notebooks and parameter sets make up a build. See docs/build-file.md."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.build.planning.notebook import Refused
from helpers.build.planning.values import nearest, quoted
from helpers.case import PROJECT
from helpers.case.problems import shown

#: Read when it is there.
BUILD_FILE = PROJECT / "reports.toml"
KEYS = ("cases", "notebooks", "parameters", "limits", "sets")
SET_KEYS = ("title", "notebooks", "cases", "parameters")
LIMITS = ("cell", "report", "memory", "output")
SET_NAME = re.compile(r"(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*")
SIZE = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?) ?([kMGT]i?)?B", re.IGNORECASE)
UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}
UNITS |= {"ki": 2**10, "mi": 2**20, "gi": 2**30, "ti": 2**40}


@dataclass(frozen=True)
class ParameterSet:
    """A named set of parameters, which makes further reports; no cases or notebooks: all that fit."""

    name: str
    title: str
    parameters: dict[str, Any]
    cases: list[str] = field(default_factory=list)
    notebooks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class BuildFile:
    """What a build file says, its names as written; no cases or notebooks stand for all.

    `limits` has those of cell and report (seconds), memory and output (bytes) that are set.
    """

    name: str = BUILD_FILE.name
    cases: list[str] = field(default_factory=list)
    notebooks: list[str] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)
    limits: dict[str, float] = field(default_factory=dict)
    sets: list[ParameterSet] = field(default_factory=list)


def read_build_file(named: Path | None = None) -> BuildFile:
    """What the build file `named` says, or the project's own; defaults when that is not there.

    Raises Refused with every problem of its form. Whether cases, notebooks and parameters of
    these names exist is seen when the build is planned.
    """
    path = named or BUILD_FILE
    if not named and not path.exists():
        return BuildFile()
    try:
        text = path.read_bytes().decode("utf-8-sig")
        said = tomllib.loads(text)
    except OSError as error:
        raise Refused([f"{path}: cannot be read ({error.strerror})"]) from error
    except UnicodeDecodeError as error:
        raise Refused([f"{path.name}: is not text in UTF-8 (byte {error.start + 1})"]) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused([f"{path.name}: is not TOML: {error}"]) from error
    problems = [f"{path.name}: {problem}" for problem in _problems(said)]
    if problems:
        raise Refused(problems)
    sets = [_set(name, given) for name, given in said.pop("sets", {}).items()]
    limits = {name: _limit(name, value) for name, value in said.pop("limits", {}).items()}
    return BuildFile(path.name, **said, limits=limits, sets=sets)


def read_size(text: str) -> int:
    """A size as bytes, from `500 MB`, `2 GB` or `1.5 GiB`. Raises ValueError."""
    found = SIZE.fullmatch(text.strip())
    size = int(float(found[1]) * UNITS[(found[2] or "").lower()]) if found else 0
    if size < 1:
        raise ValueError(f"{quoted(text)} is not a size; write it as '500 MB' or '2 GB'")
    return size


def _set(name: str, said: dict[str, Any]) -> ParameterSet:
    title = said.pop("title", name.replace("-", " ").capitalize())
    return ParameterSet(name, title, **said)


def _limit(name: str, value: Any) -> float:
    return read_size(value) if name in ("memory", "output") else value


def _problems(said: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the form of a build file."""
    yield from _unknown(said, KEYS, "")
    yield from _wrong_names(said, "")
    for table in ("parameters", "limits", "sets"):
        if not isinstance(said.get(table, {}), dict):
            yield f"{table}: must be a table, [{table}], not {quoted(said[table])}"
    if isinstance(said.get("limits"), dict):
        yield from _wrong_limits(said["limits"])
    if isinstance(said.get("sets"), dict):
        for name, given in said["sets"].items():
            yield from _wrong_set(name, given)


def _unknown(said: Mapping[str, Any], known: tuple[str, ...], where: str) -> Iterator[str]:
    for key in said:
        if key not in known:
            yield f"{where}no key is named {quoted(key)}{nearest(key, known)}; there are: {', '.join(known)}"


def _wrong_names(said: Mapping[str, Any], where: str) -> Iterator[str]:
    """Problems of the lists of cases and notebooks."""
    for key in ("cases", "notebooks"):
        names = said.get(key, ["some"])
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            yield f'{where}{key}: must be a list of names, as ["one"], not {quoted(names)}'
        elif not names:
            yield f"{where}{key}: names none; leave it out to build all of them"


def _wrong_limits(limits: Mapping[str, Any]) -> Iterator[str]:
    yield from _unknown(limits, LIMITS, "[limits]: ")
    for name in ("cell", "report"):
        value = limits.get(name, 1)
        if type(value) not in (int, float) or not 0 < value < 10**9:
            yield f"[limits]: {name}: {quoted(value)} is not a number of seconds above 0"
    for name in ("memory", "output"):
        try:
            read_size(str(limits.get(name, "1 B")))
        except ValueError as error:
            yield f"[limits]: {name}: {error}"


def _wrong_set(name: str, said: Any) -> Iterator[str]:
    where = f"[sets.{shown(name)}]: "
    if not SET_NAME.fullmatch(name):
        yield f"sets: {quoted(name)} is not a name for a set; use lower-case words joined by hyphens"
    if not isinstance(said, dict):
        yield f"{where}must be a table, not {quoted(said)}"
        return
    yield from _unknown(said, SET_KEYS, where)
    yield from _wrong_names(said, where)
    title = said.get("title", "some")
    if not isinstance(title, str) or not title.strip() or not title.isprintable():
        yield f"{where}title: must be a line of text, not {quoted(title)}"
    parameters = said.get("parameters")
    if not isinstance(parameters, dict) or not parameters:
        yield f'{where}parameters: must name one at least, as parameters = {{tiers = ["core"]}}'
