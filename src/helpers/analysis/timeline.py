"""What happened when over the whole span of a case, and how well that is known."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from helpers.analysis.times import drawn, length_in_words, window_in_words
from helpers.analysis.words import listed
from helpers.case import stated

SECOND, DAY = pd.Timedelta(seconds=1), pd.Timedelta(days=1)
#: How closely a date is known: the longest stretch it may cover, and the words for it.
PRECISION = (
    (pd.Timedelta(minutes=1), "to the minute"),
    (DAY - SECOND, "to a part of a day"),
    (DAY, "to the day"),
    (pd.Timedelta(days=27), "to several days"),
    (pd.Timedelta.max, "to a month or more"),
)
#: Calendar periods by which a timeline counts: the finest is used that needs few enough of them.
UNITS = {"D": ("day", 1.0), "W": ("week", 7.0), "M": ("month", 30.44), "Y": ("year", 365.25)}
BINS = 120  # at most, for events
CUT = pd.Timedelta(days=30)  # the shortest stretch that is cut out of an axis


def precision(events: pd.DataFrame) -> pd.Series:
    """How closely the date of each event is known, in words; "one end open", "no date" included."""
    length = events["date_latest"] - events["date_earliest"] + SECOND
    words = pd.Series("no date", index=events.index)
    words = words.mask(stated(events["date"]), "one end open")
    for longest, name in reversed(PRECISION):
        words = words.mask(length <= longest, name)
    return words


def dating(events: pd.DataFrame) -> pd.DataFrame:
    """Events by how closely their date is known, from the closest on.

    Columns: known (words), events, about (marked approximate), uncertain, own (derived or inferred
    by the coders rather than reported), ids (of the events, joined by ";").
    """
    table = events.assign(known=precision(events), own=events["basis"] != "reported")
    order = [name for _, name in PRECISION] + ["one end open", "no date"]
    grouped = table.groupby("known", sort=False).agg(
        events=("id", "size"),
        about=("date_approximate", "sum"),
        uncertain=("date_uncertain", "sum"),
        own=("own", "sum"),
        ids=("id", ";".join),
    )
    present = [name for name in order if name in grouped.index]
    return grouped.reindex(present).reset_index()


def bounds(table: pd.DataFrame, column: str = "date") -> pd.DataFrame:
    """The first and last moment of each row with a date: an open or unknown end has no length."""
    earliest, latest = table[f"{column}_earliest"], table[f"{column}_latest"]
    both = pd.DataFrame({"first": earliest.fillna(latest), "last": latest.fillna(earliest)})
    return both.dropna().sort_values("first", kind="stable")


def axis_pieces(events: pd.DataFrame, statements: pd.DataFrame | None = None) -> pd.DataFrame:
    """The stretches of time that the axis shows: columns start, end; in order, not touching.

    They hold all dated events and `statements`. A stretch without any is cut out when it is at
    least a month and more than twice as long as all the rest of the axis, so that one event far
    away does not crowd the others together.
    """
    covered = bounds(events)
    if statements is not None:
        covered = pd.concat([covered, bounds(statements, "said")], ignore_index=True)
        covered = covered.sort_values("first", kind="stable")
    reached = covered["last"].cummax()
    gap = covered["first"] - reached.shift()
    cuts: list[int] = []
    shown = reached.max() - covered["first"].min()
    for at in gap.sort_values(ascending=False).index:
        rest = shown - gap[at]
        if not gap[at] > max(2 * rest, CUT):
            break
        cuts.append(at)
        shown = rest
    number = covered.index.isin(cuts).cumsum()
    pieces = pd.DataFrame({"start": covered["first"], "end": reached, "piece": number})
    return (
        pieces.groupby("piece")
        .agg(start=("start", "min"), end=("end", "max"))
        .reset_index(drop=True)
    )


def cuts_in_words(pieces: pd.DataFrame) -> str:
    """A sentence on what the axis leaves out, empty when it leaves out nothing."""
    gaps = [
        f"{length_in_words(start - end)} after {window_in_words(end.normalize(), day_end(end))}"
        for end, start in zip(pieces["end"][:-1], pieces["start"][1:], strict=True)
    ]
    return f"The axis leaves out {listed(gaps)}, for which nothing is recorded." if gaps else ""


def day_end(moment: pd.Timestamp) -> pd.Timestamp:
    """The last second of the day of `moment`."""
    return moment.normalize() + DAY - SECOND


def bin_unit(pieces: pd.DataFrame, most: int = BINS) -> str:
    """The finest calendar period (a key of `UNITS`) of which the axis holds at most that many."""
    days = (pieces["end"] - pieces["start"]).sum() / DAY
    return next((unit for unit, (_, length) in UNITS.items() if days / length <= most), "Y")


def density(events: pd.DataFrame, pieces: pd.DataFrame) -> pd.DataFrame:
    """Events counted by phase and calendar period, for timelines too full to show each.

    An event counts once, in the period of the first moment possible. Columns phase_label, start,
    end (last second), events.
    """
    unit = bin_unit(pieces)
    first = bounds(events)["first"]
    table = pd.DataFrame(
        {"phase_label": events["phase_label"].reindex(first.index), "first": first}
    )
    table["period"] = table["first"].dt.to_period(unit)
    counted = table.groupby(["phase_label", "period"], sort=False).size().reset_index(name="events")
    return counted.assign(
        start=counted["period"].dt.start_time, end=counted["period"].dt.end_time.dt.floor("s")
    ).drop(columns="period")


def busiest(events: pd.DataFrame) -> tuple[str, int]:
    """The day on which most events surely fall, in words, and how many; ("", 0) without any."""
    day = events["date_earliest"].dt.normalize()
    surely = day[day == events["date_latest"].dt.normalize()]
    if surely.empty:
        return "", 0
    found = surely.value_counts(sort=False).sort_index()
    top = found.idxmax()
    return window_in_words(top, day_end(top)), int(found.max())


def span_marks(events: pd.DataFrame, listed: Collection[str] = ()) -> pd.DataFrame:
    """The dated events as the span figure draws them: up to a day is a dot, more is long.

    Adds url: where an event stands on the page with its accounts, for the ids in `listed`. At
    that scale an approximate time of day is a known day, so only approximate days fade.
    """
    marks = drawn(events, "date", dot=DAY)
    fades = marks["long"] | ~marks["timed"]
    return marks.assign(
        soft_start=marks["soft_start"] & fades,
        soft_end=marks["soft_end"] & fades,
        url=("#" + marks["id"]).where(marks["id"].isin(listed), ""),
    )
