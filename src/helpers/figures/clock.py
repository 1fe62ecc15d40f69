"""One day by the clock: each event's time and, below it, each source's own, conflicts joined."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.lanes import GAP, Lanes
from helpers.figures.marks import draw_key, forms_in, key_height
from helpers.figures.sheet import ROW, say_nothing_left, sheet, width_of
from helpers.figures.timescale import draw_scale

HEAD = 26.0


def clock_view(
    lanes: pd.DataFrame,
    *,
    hours: pd.DataFrame,
    conflicts: pd.DataFrame,
    told: Collection[str] = (),
    ax: Axes | None = None,
) -> Axes:
    """The lanes of a day (`Day.lanes`) on an axis of its `hours`.

    An event stands in bold with its own time; a source below it gives another time, or one of
    several. `conflicts` (event, early, late, words) are joined by a dashed line and said in words.
    `told` holds the ids of events and accounts that the page has in words; their lanes lead there.
    """
    if lanes.empty:
        return say_nothing_left("No event has a clock time on this day.", ax)
    tall = ROW * len(lanes)
    tall += GAP * ((lanes["kind"] == "event").sum() + 1) + ROW * conflicts["event"].nunique()
    forms = forms_in(lanes)
    ax = sheet(HEAD + tall + key_height(forms, width_of(ax)), ax)
    drawing = Lanes(ax, HEAD, told=told, crossed=set(conflicts["event"]))
    scale = drawing.scale(hours)
    draw_scale(ax, scale, top=HEAD, bottom=HEAD + tall)
    notes = {row["event"]: row["words"] for row in conflicts.to_dict("records")}
    drawing.draw(lanes, scale, notes)
    drawing.join(list(zip(conflicts["early"], conflicts["late"], strict=True)))
    draw_key(ax, HEAD + tall, forms)
    return ax
