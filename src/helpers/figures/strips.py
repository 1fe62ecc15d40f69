"""Strips of a timeline: how many statements each period holds, one line for each stance."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from helpers.case import date_in_words
from helpers.figures.linked import add_area
from helpers.figures.sheet import NARROW, ROW, SMALL, fitted, layer, text_width, width_of, write
from helpers.figures.style import FAINT, GREY, OPPOSE, SUPPORT
from helpers.figures.timescale import TimeScale

LINE = 17.0  # points from one line of a strip to the next
LINKED = 150  # periods that are links at most; of more, the table is the way
THIN, LOW = 2.4, 3.0  # width of the thinnest bar, height of the lowest
#: The lines of a strip: sign, words and colour of each stance, so that it never hangs on colour.
LEVELS = {
    "support": ("+", "support", SUPPORT),
    "oppose": ("−", "oppose", OPPOSE),
    "other": ("○", "mixed or neutral", GREY),
}


@dataclass(frozen=True)
class Bands:
    """The strips of the phases, and the one of all, on a sheet of that width."""

    counts: pd.DataFrame
    """See `helpers.analysis.spoken.Spoken.counts`."""
    width: float

    def of(self, band: str) -> pd.DataFrame:
        """The counts of one strip."""
        return self.counts[self.counts["band"] == band]

    def last(self) -> str:
        """The name of the strip of all; empty when there is none."""
        return str(self.counts["band"].iloc[-1]) if len(self.counts) else ""

    def height(self, band: str) -> float:
        """The height in points of a phase's strip; none where nothing was said in it."""
        lines = self.of(band)["level"].nunique()
        return lines * LINE + (ROW + 4 if self.width <= NARROW else 4.0) if lines else 0.0

    def height_of_all(self) -> float:
        """The height of the strip of all, with its name."""
        return self.height(self.last()) + ROW + 4 if len(self.counts) else 0.0

    def draw(self, ax: Axes, scale: TimeScale, band: str, top: float) -> float:
        """A phase's strip from `top` down and a line below it; where it ends."""
        most = int(self.counts["number"].max()) if len(self.counts) else 1
        end = top + self.height(band)
        draw_strip(ax, scale, self.of(band), top=top, most=most)
        if len(self.counts.drop_duplicates("anchor")) <= LINKED:
            link_periods(ax, scale, self.of(band), top, end)
        ax.plot([0, self.width], [end, end], color=FAINT, linewidth=1.0, zorder=1.1)
        return end

    def draw_all(self, ax: Axes, scale: TimeScale, top: float) -> float:
        """The strip of all from `top` down, below its name; where it ends."""
        if self.counts.empty:
            return top
        write(ax, 0, top + 4 + ROW / 2, self.last(), weight="bold")
        return self.draw(ax, scale, self.last(), top + ROW + 4)


def draw_strip(ax: Axes, scale: TimeScale, counts: pd.DataFrame, *, top: float, most: int) -> None:
    """The strip of these counts (level, start, end, number) from `top` down.

    A bar's height is its number, `most` filling a line. The total of each line stands left of it,
    on a phone in the line above the first.
    """
    narrow = width_of(ax) <= NARROW
    levels = [level for level in LEVELS if (counts["level"] == level).any()]
    totals = counts.groupby("level")["number"].sum()
    y, x = top + (ROW if narrow else 0.0), 0.0
    for level in levels:
        sign, words, colour = LEVELS[level]
        rows = counts[counts["level"] == level]
        y += LINE
        draw_bars(ax, scale, rows, bottom=y - 1, most=most, colour=colour)
        ax.plot([scale.left, scale.right], [y - 1] * 2, color=FAINT, linewidth=0.6, zorder=1)
        label = f"{sign} {totals[level]:,} {words}"
        spot = (x, top + ROW / 2) if narrow else (0.0, y - LINE / 2)
        room = width_of(ax) - x if narrow else scale.left - 6
        write(ax, *spot, fitted(label, room, SMALL), size=SMALL, colour=colour)
        x += text_width(label, SMALL) + 10


def link_periods(
    ax: Axes, scale: TimeScale, counts: pd.DataFrame, top: float, bottom: float
) -> None:
    """Lay over each period of a strip a link to its row of the table, `anchor`."""
    for anchor, rows in counts.groupby("anchor", sort=False):
        start, end = rows["start"].iloc[0], rows["end"].iloc[0]
        left, right = scale.place(start), scale.place(end)
        days = [f"{day:%Y-%m-%d}" for day in (start, end)]
        when = date_in_words(days[0] if days[0] == days[1] else "/".join(days))
        name = f"{when}: {rows['number'].sum():,}"
        middle = ((left + right) / 2, (top + bottom) / 2)
        size = (max(right - left, 2 * THIN), bottom - top)
        add_area(ax, middle, *size, target=f"#{anchor}", name=name)


def draw_bars(
    ax: Axes,
    scale: TimeScale,
    rows: pd.DataFrame,
    *,
    bottom: float,
    most: int,
    colour: str,
    tall: float = LINE - 3,
) -> None:
    """One bar for each row, as one path, `tall` for `most`; none is too thin or low to be seen."""
    spots = [(scale.place(row.start), scale.place(row.end)) for row in rows.itertuples()]
    heights = [max(tall * number / most, LOW) for number in rows["number"]]
    over = layer(2, colour)
    if all(right - left <= THIN for left, right in spots):
        # Bars of one width are lines so strong, which the page says in half as many bytes.
        xs = [x for left, _ in spots for x in (*[left + THIN / 2] * 2, nan)]
        ys = [y for high in heights for y in (bottom, bottom - high, nan)]
        ax.plot(xs, ys, color=colour, linewidth=THIN, zorder=over)
        return
    outline: list[Any] = []
    for (left, right), high in zip(spots, heights, strict=True):
        wide = max(right, left + THIN)
        outline += [(left, bottom), (left, bottom - high), (wide, bottom - high), (wide, bottom)]
        outline.append((left, bottom))
    codes = [Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY] * len(rows)
    ax.add_patch(PathPatch(Path(outline, codes), facecolor=colour, linewidth=0, zorder=over))
