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
from types import FrameType


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; its exit code: 0 well, 1 some report failed, 2 refused.

    130 says that Ctrl-C stopped it, 143 that a service manager or a time limit did (SIGTERM).
    """
    arguments = _parser().parse_args(argv)
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal that lacks a letter shows its code
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        with _ended_by_term():
            code: int = arguments.run(arguments)
        sys.stdout.flush()
    except _Ended:
        print("stopped", file=sys.stderr)
        return 143
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:  # whoever read the output has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return code


class _Ended(KeyboardInterrupt):
    """SIGTERM came: whatever tidies up after Ctrl-C tidies up after it, too."""


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
    _add_check(commands)
    _add_build(commands)
    return parser


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
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


def _add_build(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    build = commands.add_parser(
        "build",
        help="run the notebooks and publish them as HTML pages",
        description="Run the notebooks on the cases and publish each as an HTML page.",
    )
    build.add_argument("cases", nargs="*", metavar="CASE", help="folder under data/; none: all")
    build.add_argument(
        "--notebook",
        nargs="+",
        action="extend",
        default=[],
        metavar="NAME",
        help="a notebook's name or number, as 03-timeline, 03 or 3; none: all",
    )
    build.add_argument("--out", metavar="DIR", help="folder for the pages; else reports/")
    build.add_argument("--data", metavar="DIR", default="", help="folder of cases; else data/")
    build.set_defaults(run=_build)


def _build(arguments: argparse.Namespace) -> int:
    from rich.console import Console

    from helpers.build.builder import build
    from helpers.build.notebook import Refused
    from helpers.build.progress import Telling
    from helpers.case import PROJECT

    try:
        if arguments.out == "":
            raise Refused(["--out names no folder; leave it out to build into reports/"])
        with Telling(Console(highlight=False)) as telling:
            summary = build(
                arguments.cases,
                arguments.notebook,
                out=arguments.out or PROJECT / "reports",
                data=arguments.data,
                progress=telling,
            )
    except Refused as refused:
        told = ["standpoint build: nothing was built", *refused.problems]
        print("\n  ".join(told), file=sys.stderr)
        return 2
    except OSError as error:
        print(f"standpoint build: {error}", file=sys.stderr)
        return 1
    telling.ended_with(summary)
    return 1 if summary.failed else 0
