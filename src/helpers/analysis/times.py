"""Stretches of time in words, and how far apart two of them are."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.words import plural
from helpers.case import parse_edtf

MINUTE, HOUR, DAY = 60, 3600, 86_400
#: Gaps of more days than this are said in months, and of more months than that in years.
DAYS_SAID, MONTHS_SAID = 60, 24


def window_in_words(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """The stretch from `first` to `last` (its last second) as a reader says it, years to minutes."""
    start, end = written(first, opens=True), written(last, opens=False)
    whole_day = first.date() == last.date() and "T" not in start + end
    if whole_day or start == end:
        return parse_edtf(start).in_words()
    if first.date() == last.date() and "T" not in start:
        start += "T00:00"
    return parse_edtf(f"{start}/{end}").in_words()


def written(moment: pd.Timestamp, *, opens: bool) -> str:
    """The moment as EDTF: a date where it opens or closes a day, else to the minute."""
    at_edge = moment.strftime("%H:%M:%S") == ("00:00:00" if opens else "23:59:59")
    return moment.strftime("%Y-%m-%d" if at_edge else "%Y-%m-%dT%H:%M")


def apart(last: pd.Timestamp, first: pd.Timestamp) -> pd.Timedelta:
    """How far the end of one stretch (its last second) is from the start of a later one.

    Whole days, and times of day, are as far apart as a reader counts them: 5 and 7 August two days,
    10:30 and 11:45 an hour and a quarter. From a whole day to a time on a later one, the gap is
    counted from the day's end.
    """
    end, start = written(last, opens=False), written(first, opens=True)
    if "T" in end:
        return first - last.floor("min")
    if "T" in start:
        return first - (last + pd.Timedelta(seconds=1))
    return first - last.normalize()


def length_in_words(length: pd.Timedelta) -> str:
    """A length of time as a reader says it: "1 hour 30 minutes", "3 days", "about 21 years"."""
    seconds = int(length.total_seconds())
    days = seconds // DAY
    if days > DAYS_SAID:
        months = round(days / 30.44)
        if months > MONTHS_SAID:
            return f"about {units(round(days / 365.25), 'year')}"
        return f"about {units(months, 'month')}"
    if days:
        return units(days, "day")
    hours, minutes = seconds // HOUR, seconds % HOUR // MINUTE
    parts = [units(hours, "hour")] * bool(hours) + [units(minutes, "minute")] * bool(minutes)
    return " ".join(parts) or "less than a minute"


def units(number: int, noun: str) -> str:
    """The number in digits, as times are written: "1 hour", "30 minutes"."""
    return f"{number:,} {plural(noun, number)}"


def drawn(
    table: pd.DataFrame,
    column: str,
    *,
    dot: pd.Timedelta,
    window: tuple[pd.Timestamp, pd.Timestamp] | None = None,
) -> pd.DataFrame:
    """The rows whose date can be drawn, with how: what every figure of times needs.

    Adds first and last (moments inside the window), long (covers more than `dot`), within (so long
    are the bounds of a moment: all that is long and not a span by its column interval),
    reaches_back and reaches_on (that end is open, unknown or outside the window), hollow (derived
    or inferred, not reported), unsure. Rows without a date, or wholly outside the window, are left out.
    """
    table = touching(table, column, window)
    earliest, latest = table[f"{column}_earliest"], table[f"{column}_latest"]
    first, last = earliest.fillna(latest), latest.fillna(earliest)
    if window:
        first, last = first.clip(*window), last.clip(*window)
    long = last - first >= dot
    return table.assign(
        first=first,
        last=last,
        long=long,
        within=long & (table.get("interval", "") != "span"),
        reaches_back=earliest.isna() | (first > earliest),
        reaches_on=latest.isna() | (last < latest),
        hollow=table["basis"] != "reported",
        unsure=table[f"{column}_uncertain"],
    )


def touching(
    table: pd.DataFrame, column: str, window: tuple[pd.Timestamp, pd.Timestamp] | None
) -> pd.DataFrame:
    """The rows with a date; with a `window`, those of them that are not wholly outside it."""
    earliest, latest = table[f"{column}_earliest"], table[f"{column}_latest"]
    kept = earliest.notna() | latest.notna()
    if window:
        kept &= ~((latest < window[0]) | (earliest > window[1]))
    return table[kept]
