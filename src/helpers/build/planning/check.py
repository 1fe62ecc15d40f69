"""What a build must not begin without: a fit folder, cases in order, and values that they have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.build.planning.notebook import Refused
from helpers.build.planning.plan import Report

if TYPE_CHECKING:
    from helpers.build.planning.decide import Due


def check_cases(reports: Sequence[Report]) -> None:
    """Check the tables of the cases that the reports are about, and against them what these are given.

    Raises Refused with all problems. Reports that are current need no check: they passed it.
    """
    if not reports:
        return
    from helpers.build.planning.judged import wrong_values  # they take numpy
    from helpers.case.check import examine

    problems: list[str] = []
    for place in dict.fromkeys((report.case.name, report.data) for report in reports):
        case = examine(*place)
        problems += [f"{place[0]}: {problem}" for problem in case.problems]
        about = [each for each in reports if (each.case.name, each.data) == place]
        for report in [] if case.problems else about:
            problems += wrong_values(report, case)
    if problems:
        raise Refused(dict.fromkeys(problems))


def check_plan(decided: Sequence[Due], out: Path) -> None:
    """The same for a plan, with what else a build into the folder `out` would be refused for.

    Nothing is written. Raises Refused in the order in which a build would.
    """
    from helpers.build.publishing.place import refuse_unfit
    from helpers.build.publishing.strangers import refuse_strangers

    reports = [each.report for each in decided]
    due = [each.report for each in decided if each.reason]
    refuse_unfit(out, reports)
    refuse_strangers(out, reports, due)
    check_cases(due)
