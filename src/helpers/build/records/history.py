"""What the ledger tells of earlier builds: for people, and as JSON."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from helpers.build.planning.values import nearest
from helpers.build.publishing.lock import holder, is_held
from helpers.build.records.ledger import NAME, STAGES, STATES, Unreadable, connect
from helpers.build.words import trouble

#: So many builds are told when no number is asked for.
LAST = 20
#: What stopped a build, by its exit code.
SIGNS = {130: "Ctrl-C", 143: "SIGTERM"}
STARTED = "started, UTC"


def print_history(out: Path, case: str = "", *, last: int = LAST, as_json: bool = False) -> int:
    """Print the latest builds of the folder `out`, all or those of a case; 0, or 2 with a reason."""
    try:
        builds = read_history(out, case, last)
    except LookupError as unknown:
        return _refused(f"no build of a case named {case!r} is recorded{unknown.args[0]}")
    except OSError as error:
        return _refused(trouble(error))
    except (Unreadable, sqlite3.Error) as error:
        return _refused(f"{out / NAME}: cannot be read: {error}")
    if as_json:
        print(json.dumps(builds, ensure_ascii=False, indent=1))
    elif not builds:
        print(f"No build is recorded in {out}.")
    else:
        print("\n".join(_of_case(builds) if case else _of_all(builds)))
    return 0


def read_history(out: Path, case: str = "", last: int = LAST) -> list[dict[str, Any]]:
    """The latest builds, the newest first, each with its `reports`; none when none is recorded.

    A build that has not ended is `running` when its process still holds the folder's lock, else
    `cut short`. Raises LookupError for a case without a build, Unreadable, sqlite3.Error.
    """
    if not (out / NAME).exists():
        return []
    with closing(connect(out / NAME)) as ledger:
        ledger.row_factory = sqlite3.Row
        known = [row[0] for row in ledger.execute('SELECT DISTINCT "case" FROM reports')]
        if case and case not in known:
            raise LookupError(nearest(case, known))
        some = 'WHERE id IN (SELECT build FROM reports WHERE "case" = ?)' if case else ""
        rows = ledger.execute(
            f"SELECT * FROM builds {some} ORDER BY id DESC LIMIT ?", [*[case] * bool(case), last]
        ).fetchall()
        return [_build(ledger, dict(row), case, _running(out)) for row in rows]


def _running(out: Path) -> tuple[int, str] | None:
    """The process that builds now, by number and computer."""
    at_work = holder(out) if is_held(out) else None  # one that was killed has left its word
    return (at_work.pid, at_work.host) if at_work else None


def _build(
    ledger: sqlite3.Connection, build: dict[str, Any], case: str, running: tuple[int, str] | None
) -> dict[str, Any]:
    """One build with its reports, of one case or of all."""
    rows = ledger.execute(
        'SELECT * FROM reports WHERE build = ? AND ? IN ("case", \'\') ORDER BY "case", stem',
        [build["id"], case],
    ).fetchall()
    reports = [_report(dict(row)) for row in rows]
    unended = "running" if running == (build["pid"], build["host"]) else "cut short"
    counts = {state: sum(one["state"] == state for one in reports) for state in STATES}
    state = "ended" if build["ended"] else unended
    return {**build, "state": state, **counts, "reports": reports}


def _report(row: dict[str, Any]) -> dict[str, Any]:
    """A report of a build; its durations together."""
    del row["build"]
    durations = {stage: row.pop(f"{stage}_seconds") for stage in STAGES}
    seconds = {stage: value for stage, value in durations.items() if value is not None}
    return {**row, "warm": bool(row["warm"]), "seconds": seconds}


def _of_all(builds: Sequence[dict[str, Any]]) -> list[str]:
    """A line for each build, and one for each of its failures."""
    heads = ["build", STARTED, "by", "built", "failed", "current", "seconds", "exit"]
    rows = [
        [str(build["id"]), _moment(build), build["triggered_by"], *_ended(build)]
        for build in builds
    ]
    lines = _columns([heads, *rows])
    told = [lines[0]]
    for line, build in zip(lines[1:], builds, strict=True):
        others = (one for one in build["reports"] if one["state"] != "built")
        words = (
            f"{_name(one)} {_stopped(one, build) or 'failed: ' + one['error']}" for one in others
        )
        told += [line, *(f"    {each}" for each in words)]
    return [_plain(line) for line in told]


def _ended(build: dict[str, Any]) -> list[str]:
    """How a build ended, as the cells of its line."""
    counts = [str(build[name]) for name in ("built", "failed", "current")]
    if build["state"] != "ended":
        return [*counts, "", build["state"]]
    return [*counts, f"{build['seconds']:.1f}", _sign(build, "{code} ({sign})")]


def _sign(build: dict[str, Any], words: str = "{sign}") -> str:
    """What stopped a build, in `words`; its exit code alone when nothing did."""
    code = build["exit_code"]
    return words.format(code=code, sign=SIGNS[code]) if code in SIGNS else str(code)


def _stopped(report: dict[str, Any], build: dict[str, Any]) -> str:
    """What kept a report from being built or failing; "" for one that was built or failed."""
    if report["state"] != "stopped":
        return ""
    by = build["exit_code"] in SIGNS
    return f"stopped by {_sign(build)}" if by else "not run: the build ended before it"


def _of_case(builds: Sequence[dict[str, Any]]) -> list[str]:
    """A line for each report of each build."""
    heads = ["build", STARTED, "report", "state", "seconds", "memory", "why"]
    rows = [
        [
            str(build["id"]),
            _moment(build),
            one["stem"],
            one["state"],
            f"{sum(one['seconds'].values()):.1f}",
            _memory(one["peak_memory"]),
            _stopped(one, build) or one["error"] or one["reason"],
        ]
        for build in builds
        for one in build["reports"]
    ]
    return [_plain(line) for line in _columns([heads, *rows])]


def _moment(build: dict[str, Any]) -> str:
    return f"{datetime.fromisoformat(build['started']):%Y-%m-%d %H:%M}"


def _memory(size: int | None) -> str:
    return "" if size is None else f"{size / 2**20:,.0f} MB"


def _name(report: dict[str, Any]) -> str:
    return f"{report['case']}/{report['stem']}"


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines whose cells stand below each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _plain(line: str) -> str:
    """A line that does nothing to a terminal but show its signs."""
    return "".join(sign if sign.isprintable() else "�" for sign in line)


def _refused(problem: str) -> int:
    print(f"standpoint history: {problem}", file=sys.stderr)
    return 2
