"""What a build must not begin without: cases in order, and values that they have."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.build.planning.notebook import Refused
from helpers.build.planning.plan import Report


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


def check_given(reports: Sequence[Report]) -> None:
    """The same for those reports alone whose values must be judged: a plan is quick without them."""
    if not any(report.origins for report in reports):
        return
    from helpers.build.planning.judged import judged

    check_cases([report for report in reports if judged(report)])
