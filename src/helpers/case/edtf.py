"""Dates as their author wrote them: one date or an interval of two, and how to say it in words."""

from dataclasses import dataclass, field

import numpy as np

from helpers.case.moments import EdtfError, Moment, parse_moment

__all__ = ["Edtf", "EdtfError", "parse_edtf"]

UNKNOWN = np.datetime64("NaT", "s")


@dataclass(frozen=True)
class Edtf:
    """A date or interval.

    `earliest` and `latest` are its first and last second (datetime64[s], inclusive, local to the
    case; NaT where that end is open or unknown). `approximate` and `uncertain` hold when either end
    is so marked. `open_start` and `open_end` are True for `..`, False for an unknown end. `start`
    and `end` are the dates at the two ends, None where there is none, the same for a single date.
    """

    text: str
    earliest: np.datetime64
    latest: np.datetime64
    approximate: bool
    uncertain: bool
    open_start: bool
    open_end: bool
    start: Moment | None = field(repr=False, compare=False)
    end: Moment | None = field(repr=False, compare=False)

    def in_words(self) -> str:
        """The date as a reader says it: "about 10:30 on 3 June 2025", "5 to 8 August 2025"."""
        if self.start and self.end:
            return _alone(self.start) if self.start is self.end else _both(self.start, self.end)
        if self.start:
            words = _one_end(self.start)
            return f"from {words} on" if self.open_end else f"from {words}, end unknown"
        assert self.end, "parse_edtf refuses an interval without any date"
        words = _one_end(self.end)
        return f"up to {words}" if self.open_start else f"until {words}, start unknown"


def parse_edtf(text: str) -> Edtf:
    """The date or interval that `text` writes. Raises EdtfError saying why it is none."""
    if "/" in text:
        return _interval(text)
    moment = parse_moment(text)
    return _edtf(text, moment, moment)


def _interval(text: str) -> Edtf:
    parts = text.split("/")
    if len(parts) > 2:
        raise EdtfError("has more than one /; an interval has a start, one / and an end")
    start, end = (None if part in ("", "..") else parse_moment(part) for part in parts)
    if start is None and end is None:
        raise EdtfError("has no date at either end; an interval needs one at least")
    if start and end and start.earliest > end.latest:
        raise EdtfError("ends before it starts; write the earlier date first")
    return _edtf(text, start, end, open_start=parts[0] == "..", open_end=parts[1] == "..")


def _edtf(
    text: str,
    start: Moment | None,
    end: Moment | None,
    *,
    open_start: bool = False,
    open_end: bool = False,
) -> Edtf:
    known = [moment for moment in (start, end) if moment]
    return Edtf(
        text=text,
        earliest=start.earliest if start else UNKNOWN,
        latest=end.latest if end else UNKNOWN,
        approximate=any(moment.approximate for moment in known),
        uncertain=any(moment.uncertain for moment in known),
        open_start=open_start,
        open_end=open_end,
        start=start,
        end=end,
    )


def _alone(moment: Moment) -> str:
    about = "about " if moment.approximate else ""
    return about + _full(moment) + (", uncertain" if moment.uncertain else "")


def _full(moment: Moment) -> str:
    date = " ".join(moment.date)
    return f"{moment.clock} on {date}" if moment.clock else date


def _one_end(moment: Moment, words: str = "") -> str:
    """One end of an interval, its mark in brackets so that it is not read as the other end's."""
    about = "about " if moment.approximate else ""
    return about + (words or _full(moment)) + (" (uncertain)" if moment.uncertain else "")


def _both(start: Moment, end: Moment) -> str:
    """An interval with two known ends; what they share ("August 2025") is said once."""
    if start == end:
        return _alone(start)
    if (start.clock or end.clock) and start.date == end.date:
        return _within_day(start, end)
    if start.clock or end.clock:
        return f"{_one_end(start)} to {_one_end(end)}"
    own, shared = list(start.date), list(end.date)
    while len(own) > 1 and len(own) == len(shared) and own[-1] == shared[-1]:
        own.pop()
        shared.pop()
    return f"{_one_end(start, ' '.join(own))} to {_one_end(end)}"


def _within_day(start: Moment, end: Moment) -> str:
    """An interval within one day; an end without a time is that end of the day."""
    date = " ".join(start.date)
    if not start.clock:
        return f"{_one_end(start, date)}, up to {_one_end(end, end.clock)}"
    if not end.clock:
        return f"{_one_end(end, date)}, from {_one_end(start, start.clock)} on"
    return f"{_one_end(start, start.clock)} to {_one_end(end, f'{end.clock} on {date}')}"
