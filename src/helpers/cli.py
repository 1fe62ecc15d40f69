"""The `standpoint` command. What a subcommand needs is imported when it runs: help is quick."""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TypeAlias

from helpers.build.arguments import add_choice, add_how, number_from


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; its exit code: 0 well, 1 some report failed, 2 refused, 3 another builds.

    130 says that Ctrl-C stopped it, 143 that a service manager or a time limit did (SIGTERM).
    """
    arguments = _parser().parse_args(argv)
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal that lacks a letter shows its code
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        with _ended_by_term():
            code: int = arguments.run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt as stopped:
        print("stopped", file=sys.stderr)
        return getattr(stopped, "code", 130)
    except BrokenPipeError:  # whoever read the output has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return code


class _Ended(KeyboardInterrupt):
    """SIGTERM came: whatever tidies up after Ctrl-C tidies up after it, too."""

    code = 143


@contextmanager
def _ended_by_term() -> Iterator[None]:
    """Raise _Ended where SIGTERM meets the main thread; one that follows does not disturb the end."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only there can signals be handled
        return

    def end(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise _Ended

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class _Version(argparse.Action):
    """Prints the version of the installed package; looked up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"standpoint {version('standpoint')}")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="standpoint", description="Reports on how a policy event is covered, case by case."
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for add in (_add_check, _add_plan, _add_build, _add_history, _add_bundle):
        add(commands)
    return parser


Commands: TypeAlias = argparse._SubParsersAction


def _add_check(commands: Commands[argparse.ArgumentParser]) -> None:
    check = commands.add_parser(
        "check",
        help="list everything that is wrong with the tables of a case",
        description="Check the tables of the cases, and their quotations where texts are held.",
    )
    check.add_argument("cases", nargs="*", metavar="CASE", help="folder under data/; none: all")
    check.add_argument("--data", metavar="DIR", default="", help="folder of cases; else data/")
    check.add_argument(
        "--texts",
        metavar="DIR",
        default="",
        help="folder of <article>.txt; else texts/ of each case",
    )
    check.set_defaults(run=_check)


def _check(arguments: argparse.Namespace) -> int:
    from helpers.case.report import report_cases

    return report_cases(arguments.cases, arguments.data, arguments.texts)


def _add_plan(commands: Commands[argparse.ArgumentParser]) -> None:
    plan = commands.add_parser(
        "plan",
        help="list what a build would do, and why",
        description="List the reports, which of them a build would run, and why. Nothing is written.",
    )
    add_choice(plan)
    plan.add_argument("--json", action="store_true", help="for programs")
    plan.set_defaults(run=_plan)


def _add_build(commands: Commands[argparse.ArgumentParser]) -> None:
    build = commands.add_parser(
        "build",
        help="run the notebooks and publish them as HTML pages",
        description="Run the notebooks whose pages are not current and publish them as HTML pages.",
    )
    add_choice(build)
    add_how(build)
    build.set_defaults(run=_build)


def _plan(arguments: argparse.Namespace) -> int:
    from helpers.build.command import run_plan

    return run_plan(arguments)


def _build(arguments: argparse.Namespace) -> int:
    from helpers.build.command import run_build

    return run_build(arguments)


def _add_history(commands: Commands[argparse.ArgumentParser]) -> None:
    history = commands.add_parser(
        "history",
        help="list the latest builds",
        description="List the latest builds; of one case with each of its reports.",
    )
    history.add_argument("case", nargs="?", default="", metavar="CASE", help="none: all cases")
    history.add_argument("--out", metavar="DIR", help="folder of the pages; else reports/")
    history.add_argument("--last", type=number_from(1), default=20, metavar="N", help="so many; 20")
    history.add_argument("--json", action="store_true", help="for programs")
    history.set_defaults(run=_history)


def _history(arguments: argparse.Namespace) -> int:
    from helpers.build.records.history import print_history
    from helpers.case import PROJECT

    out = Path(arguments.out or PROJECT / "reports")
    return print_history(out, arguments.case, last=arguments.last, as_json=arguments.json)


def _add_bundle(commands: Commands[argparse.ArgumentParser]) -> None:
    bundle = commands.add_parser(
        "bundle",
        help="write a case into one zip: pages, tables, data",
        description="Write the current reports of a case, their tables and its data into one zip, "
        "always the same bytes.",
    )
    bundle.add_argument("case", metavar="CASE", help="folder under data/")
    bundle.add_argument("--out", metavar="DIR", default="", help="folder of pages; else reports/")
    bundle.add_argument(
        "--to", metavar="FILE", default="", help="the zip; else <case>-<version>.zip here"
    )
    bundle.add_argument("--data", metavar="DIR", default="", help="folder of cases; else data/")
    bundle.add_argument("--file", metavar="FILE", default="", help="build file; else reports.toml")
    bundle.set_defaults(run=_bundle)


def _bundle(arguments: argparse.Namespace) -> int:
    from helpers.build.publishing.bundle import run_bundle

    return run_bundle(arguments)
