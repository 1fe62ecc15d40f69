"""The subcommands of `standpoint`. What one needs is imported when it runs: help is quick."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypeAlias

from helpers.build.arguments import CASES, CODES, DATA, FILE, OUT, add_choice, add_how, number_from


class _Version(argparse.Action):
    """Prints the version of the installed package; looked up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"standpoint {version('standpoint')}")
        parser.exit()


def parser() -> argparse.ArgumentParser:
    """The parser of the command line; `run` of what it parses does what was asked for."""
    command = argparse.ArgumentParser(
        prog="standpoint", description="Reports on how a policy event is covered, case by case."
    )
    command.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = command.add_subparsers(metavar="COMMAND", required=True)
    for add in (_add_check, _add_plan, _add_build, _add_history, _add_bundle):
        add(commands)
    return command


Commands: TypeAlias = argparse._SubParsersAction


def _add_check(commands: Commands[argparse.ArgumentParser]) -> None:
    check = commands.add_parser(
        "check",
        help="list everything that is wrong with the tables of a case",
        description="Check the tables of the cases, and their quotations where texts are held.",
    )
    check.add_argument("cases", nargs="*", metavar="CASE", help=CASES)
    check.add_argument("--data", metavar="DIR", default="", help=DATA)
    texts = "the folder of the articles' texts (default: texts/ in each case)"
    check.add_argument("--texts", metavar="DIR", default="", help=texts)
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
    plan.add_argument("--json", action="store_true", help="print JSON, for programs")
    plan.set_defaults(run=_plan)


def _add_build(commands: Commands[argparse.ArgumentParser]) -> None:
    build = commands.add_parser(
        "build",
        help="run the notebooks and publish them as HTML pages",
        description="Run the notebooks whose pages are not current and publish them as HTML pages.",
        epilog=CODES,
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
    history.add_argument("case", nargs="?", default="", metavar="CASE", help=CASES)
    history.add_argument("--out", metavar="DIR", help=OUT)
    last = "how many builds to list (default: 20)"
    history.add_argument("--last", type=number_from(1), default=20, metavar="N", help=last)
    history.add_argument("--json", action="store_true", help="print JSON, for programs")
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
    bundle.add_argument("case", metavar="CASE", help="a folder under data/")
    bundle.add_argument("--out", metavar="DIR", default="", help=OUT)
    to = "the zip (default: <case>-<version>.zip, in the folder you are in)"
    bundle.add_argument("--to", metavar="FILE", default="", help=to)
    bundle.add_argument("--data", metavar="DIR", default="", help=DATA)
    bundle.add_argument("--file", metavar="FILE", default="", help=FILE)
    bundle.set_defaults(run=_bundle)


def _bundle(arguments: argparse.Namespace) -> int:
    from helpers.build.publishing.bundle import run_bundle

    return run_bundle(arguments)
