"""The arguments of the commands that build, and how their texts are read."""

from __future__ import annotations

import argparse
from collections.abc import Callable


def add_choice(command: argparse.ArgumentParser) -> None:
    """The options that say which reports are meant; `plan` and `build` share them."""
    command.add_argument("cases", nargs="*", metavar="CASE", help="folder under data/; none: all")
    command.add_argument(
        "--notebook",
        nargs="+",
        action="extend",
        default=[],
        metavar="NAME",
        help="a notebook's name or number, as 03-timeline, 03 or 3; none: all",
    )
    command.add_argument(
        "-p",
        dest="given",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a parameter for each notebook chosen, as -p counting=day",
    )
    command.add_argument(
        "--with-context",
        action="store_true",
        help="show quotations in their sentences, where the articles' texts are held",
    )
    command.add_argument("--show-code", action="store_true", help="pages with the code, folded")
    command.add_argument(
        "--file",
        metavar="FILE",
        default="",
        help="build file; else reports.toml, where there is one",
    )
    command.add_argument("--out", metavar="DIR", help="folder for the pages; else reports/")
    command.add_argument("--data", metavar="DIR", default="", help="folder of cases; else data/")
    command.add_argument("--force", action="store_true", help="build what is current, too")


def add_how(command: argparse.ArgumentParser) -> None:
    """The options that say how a build runs and whom it tells."""
    how = command.add_argument_group("how it runs")
    how.add_argument(
        "--jobs", type=number_from(1), metavar="N", help="reports at a time; else a core's"
    )
    how.add_argument("--cell-timeout", type=_seconds, metavar="S", help="seconds for a cell; 600")
    how.add_argument("--report-timeout", type=_seconds, metavar="S", help="for a report; 1800")
    how.add_argument("--memory", type=_size, metavar="SIZE", help="for a kernel (Linux); 4GB")
    how.add_argument(
        "--retries", type=number_from(0), metavar="N", default=1, help="of killed kernels; 1"
    )
    how.add_argument("--output-limit", type=_size, metavar="SIZE", help="for what it prints; 20MB")
    how.add_argument("--no-warm", action="store_true", help="start every kernel from nothing")
    how.add_argument("--scheduler", metavar="URL", default="", help="a Dask cluster, as tcp://…")
    how.add_argument("--wait", action="store_true", help="wait while another build runs")
    told = command.add_argument_group("what it tells")
    told.add_argument("--quiet", action="store_true", help="only failures and changes")
    told.add_argument("--notify", metavar="CMD", default="", help="run when there are such")
    told.add_argument("--pdf", action="store_true", help="print each page to PDF, too (Chromium)")


def number_from(least: int) -> Callable[[str], int]:
    """What reads a whole number that is not below `least`."""

    def read(text: str) -> int:
        if not text.isdecimal() or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least} on")
        return int(text)

    return read


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds above 0")
    return seconds


def _size(text: str) -> int:
    from helpers.build.planning.buildfile import read_size

    try:
        return read_size(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
