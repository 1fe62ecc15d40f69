"""The `standpoint` command. What a subcommand needs is imported when it runs: help is quick."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; its exit code: 0 well, 1 some report failed, 2 refused, 130 stopped."""
    arguments = _parser().parse_args(argv)
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal that lacks a letter shows its code
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:  # whoever read the output has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="standpoint", description="Reports on how a policy event is covered, case by case."
    )
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
        help="a notebook's name or number, as 03-timeline or 03; none: all",
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
