"""Where a moment stands on an axis that may leave stretches of time out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.sheet import text_width, write
from helpers.figures.style import FAINT, GREY

BREAK = 26.0  # points between two pieces of the axis
SHORTEST = 46.0  # points of a piece that would be no longer than its label
TICK = 8.5  # size of tick labels
DAY = 86_400.0
#: Steps between ticks from the finest: a pandas frequency, its seconds, how its ticks are written.
STEPS = (
    *((f"{n}min", n * 60.0, "%H:%M") for n in (1, 5, 10, 15, 30, 60, 120, 180, 360, 720)),
    ("D", DAY, "{day} %b"),
    ("W-MON", 7 * DAY, "{day} %b"),
    ("MS", 30 * DAY, "%b %Y"),
    ("QS", 90 * DAY, "%b %Y"),
    *((f"{n}YS", n * 365 * DAY, "%Y") for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)


@dataclass(frozen=True)
class TimeScale:
    """Pieces of time (columns start, end) laid side by side from `left` to `right`, in points."""

    pieces: pd.DataFrame
    left: float
    right: float

    @cached_property
    def edges(self) -> list[tuple[float, float]]:
        """Where each piece begins and ends."""
        room = self.right - self.left - BREAK * (len(self.pieces) - 1)
        lengths = (self.pieces["end"] - self.pieces["start"]).dt.total_seconds().to_numpy()
        widths = np.maximum(room * lengths / max(lengths.sum(), 1), SHORTEST)
        longest = widths.argmax()
        widths[longest] = room - (widths.sum() - widths[longest])
        starts = self.left + np.cumsum(widths + BREAK) - widths - BREAK
        return [(float(s), float(s + w)) for s, w in zip(starts, widths, strict=True)]

    def place(self, moment: pd.Timestamp) -> float:
        """The moment's place; one in a gap stands at the edge of the nearest piece before it."""
        spot = self.left
        for (start, end), (left, right) in zip(self.spans, self.edges, strict=True):
            if moment < start:
                break
            part = (moment - start) / (end - start) if end > start else 0.5
            spot = left + min(part, 1) * (right - left)
        return spot

    @cached_property
    def spans(self) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
        """Start and end of each piece."""
        return list(self.pieces[["start", "end"]].itertuples(index=False, name=None))

    def ticks(self) -> list[tuple[float, str]]:
        """Places and labels of ticks: the finest round steps whose labels do not collide."""
        found = []
        for (start, end), (left, right) in zip(self.spans, self.edges, strict=True):
            found += self._ticks_of(start, end, right - left)
        return found

    def _ticks_of(
        self, start: pd.Timestamp, end: pd.Timestamp, room: float
    ) -> list[tuple[float, str]]:
        seconds = max((end - start).total_seconds(), 1)
        if room < 2 * text_width(written(WIDEST, "%b %Y"), TICK):
            return [(self.place(start + (end - start) / 2), written(start, "%b %Y"))]
        for step, length, form in STEPS:
            if seconds > 1.5 * DAY > 1.5 * length:
                continue  # over several days, ticks within a day would not say which day
            if room * length / seconds >= text_width(written(WIDEST, form), TICK) + 6:
                dates = pd.date_range(start.normalize(), end, freq=step)
                found = [(self.place(d), written(d, form)) for d in dates if start <= d <= end]
                return found or [(self.place(start + (end - start) / 2), written(start, DATE))]
        return []


WIDEST = pd.Timestamp("2020-09-30 20:00")
DATE = "{day} %b %Y"


def written(moment: pd.Timestamp, form: str) -> str:
    """The moment in that form: strftime's, and {day} for the day without a leading zero."""
    return moment.strftime(form).format(day=moment.day)


def draw_scale(ax: Axes, scale: TimeScale, *, top: float, bottom: float) -> None:
    """Labels of the ticks above `top`, a faint line down to `bottom` for each, and the breaks."""
    ticks = scale.ticks()
    for x, label in ticks:
        write(ax, x, top - 9, label, align="center", size=TICK, colour=GREY)
    xs = [place for x, _ in ticks for place in (x, x, np.nan)]  # one path for all lines
    ax.plot(xs, [top, bottom, np.nan] * len(ticks), color=FAINT, linewidth=0.6, zorder=0)
    edges = scale.edges
    for left, right in edges:
        ax.plot([left, right], [top, top], color=GREY, linewidth=0.9, zorder=1)
    for (_, end), (start, _) in pairwise(edges):
        middle = (end + start) / 2
        for shift in (-3, 3):
            slant = [middle + shift - 2, middle + shift + 2]
            ax.plot(slant, [top + 5, top - 5], color=GREY, linewidth=0.9)
        dashes = (0, (2, 4))
        ax.plot([middle, middle], [top + 8, bottom], color=FAINT, linewidth=0.8, linestyle=dashes)
