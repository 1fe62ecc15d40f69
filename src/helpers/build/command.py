"""What `standpoint plan` and `build` do with their arguments; each returns an exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO, cast

from helpers.build.outcome import Summary
from helpers.build.output import UNWRITTEN, Lasting
from helpers.build.planning.buildfile import BuildFile, read_build_file
from helpers.build.planning.give import read_given
from helpers.build.planning.notebook import Refused
from helpers.build.planning.plan import Report, plan_reports
from helpers.build.publishing.lock import Locked
from helpers.build.running.runner import Options
from helpers.build.words import reason, trouble
from helpers.case import PROJECT


def run_plan(arguments: argparse.Namespace) -> int:
    """Print what a build would do: 0, or 2 when it would be refused."""
    from helpers.build.planning.check import check_plan
    from helpers.build.planning.decide import decide
    from helpers.build.planning.planned import plan_json, plan_lines
    from helpers.build.planning.remarks import remarks

    try:
        file = _file(arguments)
        reports = _reports(arguments, file)
        decided = decide(reports, _out(arguments), arguments.force)
        check_plan(decided, _out(arguments))
        notes = remarks(reports, _out(arguments), arguments.cases or file.cases)
    except Refused as refused:
        _refused("plan: nothing could be planned", refused.problems)
        return 2
    except OSError as error:
        _refused("plan: nothing could be planned", [trouble(error)])
        return 2
    print(plan_json(decided) if arguments.json else "\n".join(plan_lines(decided)))
    for note in notes:
        print(f"note: {note}", file=sys.stderr)
    return 0


def run_build(arguments: argparse.Namespace) -> int:
    """Build what is due and tell of it: 0 all current, 1 some failed, 2 refused, 3 locked."""
    from helpers.build.records.notify import refusal_json, summary_json

    output, how = Lasting(sys.stdout), "nothing was built"
    try:
        summary = _build(arguments, output)
        how = "not all pages are in place"
        told = summary_json(summary, summary.changes)
    except Refused as refused:
        told = refusal_json(refused.problems)
    except Locked as locked:
        told = refusal_json([str(locked)], "locked")
    except OSError as error:
        how = "did not go to its end"
        told = refusal_json([trouble(error)], "failed")
    if told["problems"]:
        _refused(f"build: {how}", told["problems"])
    if arguments.quiet:
        _tell_changes(told, output)
    if output.lost and not isinstance(output.lost, BrokenPipeError):
        _warn(f"note: {UNWRITTEN} ({reason(output.lost)})")
    _notify(arguments.notify, told)
    return int(told["exit_code"])


def _build(arguments: argparse.Namespace, output: Lasting) -> Summary:
    """The build that the arguments ask for, told on `output`, which need not last as long."""
    from helpers.build.builder import build
    from helpers.build.outcome import Silent

    file = _file(arguments)
    reports, options = _reports(arguments, file), _options(arguments, file)
    if arguments.quiet:
        return build(reports, out=_out(arguments), progress=Silent(), options=options)
    from rich.console import Console

    from helpers.build.planning.remarks import remarks
    from helpers.build.progress import Telling

    with Telling(Console(file=cast(TextIO, output), highlight=False)) as telling:
        summary = build(reports, out=_out(arguments), progress=telling, options=options)
    notes = remarks(reports, _out(arguments), arguments.cases or file.cases)
    telling.ended_with(replace(summary, notes=[*summary.notes, *notes]))
    return summary


def _reports(arguments: argparse.Namespace, file: BuildFile) -> list[Report]:
    """The reports that are meant; raises Refused."""
    return plan_reports(
        arguments.cases,
        arguments.notebook,
        data=arguments.data,
        build_file=file,
        given=read_given(arguments.given),
        context=arguments.with_context,
        show_code=arguments.show_code,
    )


def _file(arguments: argparse.Namespace) -> BuildFile:
    """The build file that is named, or the project's own; raises Refused."""
    return read_build_file(Path(arguments.file) if arguments.file else None)


def _options(arguments: argparse.Namespace, file: BuildFile) -> Options:
    """How to build; what the command line says stands above the build file."""
    said = {
        "cell": arguments.cell_timeout,
        "report": arguments.report_timeout,
        "memory": arguments.memory,
        "output": arguments.output_limit,
    }
    limits = file.limits | {name: value for name, value in said.items() if value is not None}
    return Options(
        jobs=arguments.jobs,
        limits=limits,
        retries=arguments.retries,
        warm=not arguments.no_warm,
        scheduler=arguments.scheduler,
        force=arguments.force,
        wait=arguments.wait,
        pdf=arguments.pdf,
    )


def _out(arguments: argparse.Namespace) -> Path:
    """The folder of pages; raises Refused when none is named."""
    if arguments.out == "":
        raise Refused(["--out names no folder; leave it out to use reports/"])
    return Path(arguments.out or PROJECT / "reports").absolute()


def _refused(what: str, problems: Sequence[str]) -> None:
    _warn("\n  ".join([f"standpoint {what}", *problems]))


def _warn(text: str) -> None:
    print(text, file=Lasting(sys.stderr), flush=True)


def _tell_changes(told: Mapping[str, Any], output: Lasting) -> None:
    """Print what a mail from cron should contain."""
    from helpers.build.records.notify import quiet_lines

    for line in quiet_lines(told):
        print(line, file=output)
    output.flush()


def _notify(command: str, told: Mapping[str, Any]) -> None:
    """Hand the summary to the command of --notify, when there is something to tell."""
    from helpers.build.records.notify import notify, worth_telling

    if command and worth_telling(told) and (problem := notify(command, told)):
        _warn(f"note: {problem}")
