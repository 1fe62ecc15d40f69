"""When statements were made, beside what happened: counted by phase, period and stance."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.analysis.timeline import bin_unit, bounds, day_end

#: What a stance counts as on the timeline.
LEVELS = {"support": "support", "oppose": "oppose", "mixed": "other", "neutral": "other"}
#: The strip that holds every statement that is drawn, whatever its phase.
ALL = "All statements"
BARS = 400  # in a strip at most: about one for each point of its width


@dataclass(frozen=True)
class Spoken:
    """The statements of a selection on the time axis of its events."""

    counts: pd.DataFrame
    """Rows of `counted`, those of each phase, then those of `ALL`; anchor: see `anchored`."""
    unit: str
    """The calendar period of the counts, a key of `timeline.UNITS`."""
    dates: pd.DataFrame
    """Every statement in order of time: id, level, start and end of its period, NaT where it has none."""
    used: int
    undated: int
    wide: int
    """Statements whose date covers more than one period, and which no strip can show."""
    several: int
    """Drawn statements that were made during two phases or more, and stand in each."""
    outside: int
    """Drawn statements that were made during no phase."""

    @property
    def drawn(self) -> int:
        """How many statements stand in a strip."""
        return self.used - self.undated - self.wide


def spoken(statements: pd.DataFrame, events: pd.DataFrame, pieces: pd.DataFrame) -> Spoken:
    """The statements (`Selected.statements`) counted in the phases of these events.

    A statement is drawn where its whole date lies in one calendar period. It was made during a
    phase when its whole date lies in the phase's stretch, see `stretches`.
    """
    unit = bin_unit(pieces, BARS)
    dated = bounds(statements, "said")
    dated = dated.assign(period=dated["first"].dt.to_period(unit))
    surely = dated[dated["period"] == dated["last"].dt.to_period(unit)]
    placed = statements[["id", "stance"]].join(surely, how="inner")
    placed = placed.assign(level=placed["stance"].map(LEVELS))
    strips, phases = [], pd.Series(0, index=placed.index)
    for row in stretches(events).to_dict("records"):
        inside = (placed["first"] >= row["start"]) & (placed["last"] <= row["end"])
        strips.append(counted(placed[inside], row["phase_label"]))
        phases += inside
    strips.append(counted(placed, ALL))
    return Spoken(
        counts=anchored(pd.concat(strips, ignore_index=True)),
        unit=unit,
        dates=periods(statements, placed),
        used=len(statements),
        undated=len(statements) - len(dated),
        wide=len(dated) - len(placed),
        several=int((phases > 1).sum()),
        outside=int((phases == 0).sum()),
    )


def periods(statements: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """Every statement with the period in which it was made (start, end), those without one last."""
    made = placed["period"].reindex(statements.index)
    table = pd.DataFrame(
        {
            "id": statements["id"],
            "level": statements["stance"].map(LEVELS),
            "start": made.dt.start_time,
            "end": made.dt.end_time.dt.floor("s"),
            "first": statements["said_earliest"],
        }
    )
    return table.sort_values(["start", "first"], kind="stable").drop(columns="first")


def stretches(events: pd.DataFrame) -> pd.DataFrame:
    """For each phase with a dated event its first and last day: phase_label, start, end.

    It runs from the day by which its first event had surely begun to the last day on which an
    event had surely not ended before: the bounds of a moment do not lengthen it, a span does.
    """
    both = bounds(events, "date")
    span = events["interval"].reindex(both.index) == "span"
    begun, going = both["last"].mask(span, both["first"]), both["first"].mask(span, both["last"])
    grouped = pd.DataFrame(
        {"phase_label": events["phase_label"].reindex(both.index), "begun": begun, "going": going}
    ).groupby("phase_label", sort=False)
    table = grouped.agg(begun=("begun", "min"), going=("going", "max")).reset_index()
    ends = table[["begun", "going"]]
    start, end = ends.min(axis=1).dt.normalize(), ends.max(axis=1)
    return table[["phase_label"]].assign(
        start=start, end=pd.Series([day_end(each) for each in end], end.index, "datetime64[s]")
    )


def counted(placed: pd.DataFrame, band: str) -> pd.DataFrame:
    """Statements of one strip by period and stance.

    Columns band, level (a value of `LEVELS`), start, end (of the period), number, statements (their
    ids joined by ";").
    """
    grouped = placed.groupby(["period", "level"])["id"].agg(["size", ";".join]).reset_index()
    return pd.DataFrame(
        {
            "band": band,
            "level": grouped["level"],
            "start": grouped["period"].dt.start_time,
            "end": grouped["period"].dt.end_time.dt.floor("s"),
            "number": grouped["size"],
            "statements": grouped["join"],
        }
    )


def anchored(counts: pd.DataFrame) -> pd.DataFrame:
    """The counts with an anchor for each period: the id on the page of its row for all phases."""
    return counts.assign(anchor="said." + counts["start"].dt.strftime("%Y-%m-%d"))
