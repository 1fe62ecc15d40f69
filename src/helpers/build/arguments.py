"""The arguments of the commands that build, and how their texts are read."""

from __future__ import annotations

import argparse
from collections.abc import Callable

CASES = "a folder under data/; without one, all"
DATA = "the folder of the cases (default: data/)"
OUT = "the folder of the pages (default: reports/)"
FILE = "the build file (default: reports.toml, if there is one)"
CODES = (
    "Exit codes: 0 every page is current, 1 some report failed, 2 refused before anything ran, "
    "3 another build is at work there, 130 stopped by Ctrl-C, 143 by SIGTERM."
)


def add_choice(command: argparse.ArgumentParser) -> None:
    """The options that say which reports are meant; `plan` and `build` share them."""
    add = command.add_argument
    add("cases", nargs="*", metavar="CASE", help=CASES)
    books = "a notebook's name or number, as 03-timeline or 3; without one, all"
    add("--notebook", nargs="+", action="extend", default=[], metavar="NAME", help=books)
    given = "a parameter of the notebooks chosen, as -p counting=day"
    add("-p", dest="given", action="append", default=[], metavar="NAME=VALUE", help=given)
    context = "show quotations within their sentences, where the articles' texts are held"
    add("--with-context", action="store_true", help=context)
    add("--show-code", action="store_true", help="have the pages show their code, folded")
    add("--file", metavar="FILE", default="", help=FILE)
    add("--out", metavar="DIR", help=OUT)
    add("--data", metavar="DIR", default="", help=DATA)
    add("--force", action="store_true", help="build what is current, too")


def add_how(command: argparse.ArgumentParser) -> None:
    """The options that say how a build runs and whom it tells."""
    how = command.add_argument_group("how it builds").add_argument
    how("--pdf", action="store_true", help="print the pages to PDF, too (needs Chromium)")
    jobs = "how many reports to run at a time (default: one to a core)"
    how("--jobs", type=number_from(1), metavar="N", help=jobs)
    cell = "seconds that a cell may take (default: 600)"
    how("--cell-timeout", type=_seconds, metavar="S", help=cell)
    report = "seconds that a report may take (default: 1800)"
    how("--report-timeout", type=_seconds, metavar="S", help=report)
    memory = "memory of a kernel and the programs it starts, as 500MB (default: 4GB; Linux only)"
    how("--memory", type=_size, metavar="SIZE", help=memory)
    output = "how much a report may print (default: 20MB)"
    how("--output-limit", type=_size, metavar="SIZE", help=output)
    retries = "how often a kernel that was killed is replaced (default: 1)"
    how("--retries", type=number_from(0), metavar="N", default=1, help=retries)
    how("--no-warm", action="store_true", help="start every kernel from nothing")
    cluster = "run the reports on a Dask cluster, as tcp://10.0.0.5:8786"
    how("--scheduler", metavar="URL", default="", help=cluster)
    how("--wait", action="store_true", help="wait while another build is at work there")
    tell = command.add_argument_group("what it tells").add_argument
    tell("--quiet", action="store_true", help="print failures and changes only")
    notify = "a command to run when something changed or failed; it reads JSON"
    tell("--notify", metavar="CMD", default="", help=notify)


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
