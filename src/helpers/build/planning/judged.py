"""Dates, and names that only a case knows, judged as the notebook that is given them will judge them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from helpers.build.planning.passed import passed
from helpers.build.planning.plan import Report
from helpers.case.check import Examined
from helpers.case.choices import (
    FILTERS,
    SelectionError,
    bound,
    bounds,
    first_day,
    listed_values,
    one_day,
    require,
    vocabulary,
)

#: The arguments that are dates, with what judges them; skipped where one of them was wrong before.
DATES: tuple[tuple[tuple[str, ...], Callable[..., object]], ...] = (
    (("since",), lambda since: bound("since", since)),
    (("until",), lambda until: bound("until", until)),
    (("since", "until"), bounds),
    (("day",), one_day),
    (("split", "since", "until"), first_day),
)


def wrong_values(report: Report, case: Examined) -> Iterator[str]:
    """What is wrong with the values that the report is given, each with where it came from.

    A value may be told more than once. `case` must have passed its check.
    """
    for call in judged(report):
        yield from _wrong_dates(report, call)
        for problem in _wrong_names(report, call, case):
            yield f"{report.case.name}: {problem}"


def judged(report: Report) -> list[dict[str, str]]:
    """Arguments of judges with their parameters, call by call, where one at least is given."""
    if not report.origins:
        return []
    own = report.notebook.parameters
    calls = [
        {argument: name for argument, name in call.items() if name in own}
        for call in passed(report.notebook.code)
    ]
    return [call for call in calls if report.origins.keys() & call.values()]


def _wrong_dates(report: Report, call: Mapping[str, str]) -> Iterator[str]:
    wrong: set[str] = set()
    for arguments, judge in DATES:
        values = [report.values[call[each]] if each in call else "" for each in arguments]
        given = {each: call[each] for each in arguments if call.get(each) in report.origins}
        if not (values[0] and given and wrong.isdisjoint(arguments)):
            continue
        if problem := _refusal(judge, *values):
            wrong.update(arguments)
            yield f"{_place(report, given)} {problem}"


def _wrong_names(report: Report, call: Mapping[str, str], case: Examined) -> Iterator[str]:
    labels = {column: each for (_, column), each in case.package.labels.items()}
    for argument, name in call.items():
        values = report.values[name]
        if argument not in FILTERS or name not in report.origins or not values:
            continue
        where = _place(report, {argument: name})
        if problem := _refusal(listed_values, argument, values):
            yield f"{where} {problem}"
            continue
        known = vocabulary(argument, lambda *at: case.tables[at[0]].columns[at[1]].values, labels)
        problems = (_refusal(require, argument, value, known) for value in values)
        yield from (f"{where} {problem}" for problem in problems if problem)


def _refusal(judge: Callable[..., object], *values: Any) -> str:
    """Why a judge refuses values, in its words; an empty string when it does not."""
    try:
        judge(*values)
    except SelectionError as error:
        return str(error)
    return ""


def _place(report: Report, given: Mapping[str, str]) -> str:
    """Where the parameters came from, and their names where the judge's words have others."""
    places = [
        report.origins[name] if name == argument else f"{report.origins[name]} {name}:"
        for argument, name in given.items()
    ]
    return " and ".join(dict.fromkeys(places))
