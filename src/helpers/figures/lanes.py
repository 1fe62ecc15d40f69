"""Times on lanes, one above the other: what is compared left, its time on a common axis right."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.marks import draw_time
from helpers.figures.sheet import ROW, SMALL, fitted, text_width, width_of, write
from helpers.figures.style import GREY, INK, OPPOSE
from helpers.figures.timescale import TimeScale

INDENT = 14.0  # of a source below its event
GAP = 6.0  # between the lanes of one event and the next
LABELS = 288.0  # points for titles and publishers, left of the axis
MARGIN = 18.0  # kept free beside the axis for arrows


@dataclass
class Lanes:
    """Lanes drawn on a sheet, from `top` down, an event's own (kind event) before its sources'.

    `marks` gives for each account id the ends of its mark and its height (x0, x1, y).
    """

    ax: Axes
    top: float
    labels: float = LABELS
    """Points for the labels left of the axis."""
    words: float = 60.0
    """Points kept free right of the axis for the words beside a mark."""
    told: Collection[str] = ()
    """Ids of what the page has in words: accounts, and events by all accounts of them."""
    crossed: Collection[str] = ()
    """Ids of events across whose lanes a line is drawn; words beside their marks hide it."""
    marks: dict[str, tuple[float, float, float]] = field(default_factory=dict)

    def scale(self, pieces: pd.DataFrame) -> TimeScale:
        """The axis of these lanes."""
        return TimeScale(pieces, self.labels + MARGIN, width_of(self.ax) - self.words)

    def draw(self, lanes: pd.DataFrame, scale: TimeScale, notes: Mapping[str, str]) -> None:
        """Draw the lanes; `notes` holds for an event what is said of its conflict, on a last line."""
        y = self.top
        rows = lanes.to_dict("records")
        following = [row["event"] for row in rows[1:]] + [""]
        for lane, after in zip(rows, following, strict=True):
            if lane["kind"] == "event":
                y += GAP
            y += ROW
            x0, x1 = self._lane(lane, scale, y - ROW / 2)
            if lane["kind"] == "account":
                self.marks |= dict.fromkeys(lane["ids"].split(";"), (x0, x1, y - ROW / 2))
            if lane["event"] in notes and after != lane["event"]:
                y += ROW
                note = fitted(notes[lane["event"]], width_of(self.ax) - INDENT, SMALL)
                write(self.ax, INDENT, y - ROW / 2, note, size=SMALL, colour=OPPOSE)

    def _lane(self, lane: dict[str, Any], scale: TimeScale, y: float) -> tuple[float, float]:
        """One lane: its label, its mark and what stands beside it; the ends of the mark."""
        event, differs = lane["kind"] == "event", lane["relation"] == "differs"
        x0, x1 = scale.place(lane["first"]), scale.place(lane["last"])
        if not lane["long"]:
            x0 = x1 = (x0 + x1) / 2
        colour = INK if event else OPPOSE if differs else GREY
        left, right = draw_time(self.ax, x0, x1, y, lane, colour)
        said = lane["clock"] + (" (differs)" if differs else "")
        self._beside(left - 5, right + 5, y, said, lane)
        self._label(lane, y)
        return x0, x1

    def _target(self, lane: dict[str, Any]) -> str:
        """Where the label of a lane leads: to its event, or to the words of its first account."""
        first = lane["ids"].split(";")[0]
        place = f"#account.{first}" if first else f"#{lane['event']}"
        return place if (first or lane["event"]) in self.told else ""

    def _label(self, lane: dict[str, Any], y: float) -> None:
        """The title of an event in bold, or indented the publisher of an account."""
        event = lane["kind"] == "event"
        weight, indent = ("bold", 0.0) if event else ("normal", INDENT)
        label = fitted(lane["label"], self.labels - indent, weight=weight)
        colour = INK if event else GREY
        write(self.ax, indent, y, label, target=self._target(lane), weight=weight, colour=colour)

    def _beside(self, left: float, right: float, y: float, said: str, lane: dict[str, Any]) -> None:
        """The time in words on one side of its mark, who gives it on the other."""
        by, covers = lane["by"], lane["event"] in self.crossed
        rooms = {"right": width_of(self.ax) - right, "left": left - self.labels - MARGIN}
        wide = text_width(said, SMALL)
        side = "right" if wide <= rooms["right"] or rooms["right"] >= rooms["left"] else "left"
        other = "left" if side == "right" else "right"
        if by and text_width(by, SMALL) > rooms[other]:
            said, by = f"{said}, {by}", ""
        for text, where in ((said, side), (by, other)):
            x, align = (right, "left") if where == "right" else (left, "right")
            text = fitted(text, rooms[where], SMALL) if text else ""
            write(self.ax, x, y, text, align=align, size=SMALL, colour=GREY, covers=covers)

    def join(self, pairs: Sequence[tuple[str, str]]) -> None:
        """A dashed line from the end of the earlier to the start of the later of two accounts."""
        for early, late in pairs:
            if early in self.marks and late in self.marks:
                (_, x0, y0), (x1, _, y1) = self.marks[early], self.marks[late]
                style: dict[str, Any] = {"linewidth": 1.2, "linestyle": (0, (3, 2)), "zorder": 4}
                self.ax.plot([x0, x1], [y0, y1], color=OPPOSE, gid="conflict", **style)
