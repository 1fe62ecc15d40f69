"""One date as written in EDTF: a year, month, day, minute or second, with its qualifier.

Accepted: Level 0 dates; `?` (uncertain), `~` (approximate) or `%` (both) at the end; the
unspecified digits of Level 1 (201X, 20XX, 2004-XX, 1985-04-XX, 1985-XX-XX). Times are local to the
case, so they carry no offset, and may stop at the minute (2025-06-03T10:30), which EDTF itself does
not allow. Bounds come from the calendar alone: a qualifier never widens them.
"""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass

import numpy as np

_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?"
    r"(?:T(?P<clock>\d{2}:\d{2}(?::\d{2})?)(?P<offset>Z|[+-]\d{2}(?::?\d{2})?)?)?(?P<mark>[?~%])?",
    re.ASCII,
)
_FORMS = (
    "write 2025-06-03, 2025-06, 2025, 2025-06-03T10:30, 201X, 2025-06-XX, or two of these with a "
    "/ between (.. for an open end); ? after a date is uncertain, ~ approximate, % both"
)


class EdtfError(ValueError):
    """A text that is not a date this project reads; its message says why and what is allowed."""


@dataclass(frozen=True)
class Moment:
    """One date: its first and last second (datetime64[s], both inclusive), its marks, its words.

    `date` are the words of the date from small to large, so that the large ones need not be said
    twice in an interval: ("5", "August", "2025"). `clock` is "10:30", or "" without a time.
    """

    earliest: np.datetime64
    latest: np.datetime64
    approximate: bool
    uncertain: bool
    date: tuple[str, ...]
    clock: str


def parse_moment(text: str) -> Moment:
    """The date that `text` writes. Raises EdtfError when it is none, or cannot exist."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise EdtfError(f"is not a date in EDTF; {_FORMS}")
    year, month, day, clock, offset, mark = match.groups(default="")
    if offset:
        raise EdtfError(f"has an offset from UTC; times are local to the case, so omit {offset}")
    _refuse_impossible(year, month, day, clock)
    first, length = _period(year, month, day, clock)
    return Moment(
        earliest=first.astype("datetime64[s]"),
        latest=(first + length).astype("datetime64[s]") - np.timedelta64(1, "s"),
        approximate=mark in ("~", "%"),
        uncertain=mark in ("?", "%"),
        date=_words(year, month, day),
        clock=clock,
    )


def _refuse_impossible(year: str, month: str, day: str, clock: str) -> None:
    if month and "X" in year:
        raise EdtfError("names a month of a year that is not fully known; leave the month out")
    if month == "XX" and day not in ("", "XX"):
        raise EdtfError("names a day of an unknown month; write the day as XX too")
    if month and month != "XX" and not "01" <= month <= "12":
        raise EdtfError(f"does not exist: {month} is not a month (01 to 12)")
    if day and day != "XX":
        _refuse_impossible_day(int(year), int(month), int(day))
    if clock and day in ("", "XX"):
        raise EdtfError("gives a time without a full date; write it as 2025-06-03T10:30")
    if clock[:2] > "23" or clock[3:5] > "59" or clock[6:8] > "59":
        raise EdtfError(f"does not exist: {clock} is not a time (00:00 to 23:59)")


def _refuse_impossible_day(year: int, month: int, day: int) -> None:
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise EdtfError(f"does not exist: {month_name[month]} {year:04} has {days} days")


def _period(year: str, month: str, day: str, clock: str) -> tuple[np.datetime64, int]:
    """The first unit of time of the date, and how many units it lasts: 201X is 2010 and ten years.

    numpy takes the unit from the text, and unlike datetime has a year 0000 and an end of 9999.
    """
    if clock:
        return np.datetime64(f"{year}-{month}-{day}T{clock}"), 1
    if month in ("", "XX"):
        return np.datetime64(year.replace("X", "0")), 10 ** year.count("X")
    return np.datetime64(f"{year}-{month}" if day in ("", "XX") else f"{year}-{month}-{day}"), 1


def _words(year: str, month: str, day: str) -> tuple[str, ...]:
    if "X" in year:
        return (f"some year in {year.replace('X', '0')}–{year.replace('X', '9')}",)
    if month in ("", "XX"):
        return (f"some {'day' if day else 'month'} of {year}" if month else year,)
    name = month_name[int(month)]
    if day == "XX":
        return (f"some day in {name} {year}",)
    return (str(int(day)), name, year) if day else (name, year)
