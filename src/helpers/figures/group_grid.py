"""Which group reacted to what: findings by groups, one mark for each direction.

On a narrow sheet each finding is followed by the list of the groups that reacted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import radians, sin

import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.flow import Item, Row, flow
from helpers.figures.linked import add_area
from helpers.figures.reply_marks import DIRECTION_MARKS, NO_MARK, draw_key, draw_marks
from helpers.figures.sheet import (
    NARROW,
    fitted,
    say_nothing_left,
    sheet,
    text_width,
    width_of,
    wrapped,
    write,
)
from helpers.figures.style import FAINT, GREY

NOTHING = "No finding or recommendation is left by these filters."
LABELS = 270.0  # points for the names of the rows
EDGE = 70.0  # points on the right, where the last slanted heading ends
SIZE = 9.0  # of the names
LINE = 12.4  # points from one line of a name to the next
PAD = 6.0  # above and below a row
KEY = 34.0  # height of the key
SLANT = 48  # degrees of the headings
HALF = 4.6  # half of a mark's side
STEP = 13.0  # from one mark of a cell to the next
DIGIT = 8.0  # more where a number stands beside it
Mark = tuple[str, float, float]


def group_grid(
    targets: pd.DataFrame,
    numbers: pd.DataFrame,
    *,
    groups: Mapping[str, str],
    most: int = 30,
    ax: Axes | None = None,
) -> Axes:
    """Rows are targets, columns groups, marks the directions of the group's reactions.

    `numbers` has target, group, its label, direction, number, which stands beside its mark when it
    is more than one, and place, the id on the page that the mark leads to. `groups` gives the
    groups' labels in order. At most `most` targets are drawn.
    """
    targets = targets.head(most)
    if targets.empty or not groups:
        return say_nothing_left(NOTHING, ax)
    if width_of(ax) <= NARROW:
        return group_list(targets, numbers, groups, ax)
    return group_columns(targets, numbers, groups, ax)


def group_columns(
    targets: pd.DataFrame, numbers: pd.DataFrame, groups: Mapping[str, str], ax: Axes | None
) -> Axes:
    """The grid itself, on a sheet that is wide enough for its columns."""
    names = [clipped(text, LABELS - 14) for text in targets["paraphrase"]]
    y = heading_height(groups.values())
    ax = sheet(y + sum(map(row_height, names)) + KEY, ax)
    columns = draw_headings(ax, groups, y)
    marks: list[Mark] = []
    for target, lines in zip(targets["id"], names, strict=True):
        draw_name(ax, lines, y)
        mine = numbers[numbers["target"] == target]
        marks += cells(ax, mine, columns, y + row_height(lines) / 2)
        y += row_height(lines)
    draw_marks(ax, marks, HALF)
    present = set(numbers["direction"])
    draw_key(ax, y + KEY / 2, [name for name in DIRECTION_MARKS if name in present])
    return ax


def row_height(lines: list[str]) -> float:
    """The height of the row that a name of so many lines needs."""
    return LINE * len(lines) + 2 * PAD


def draw_name(ax: Axes, lines: list[str], top: float) -> None:
    """The name of a row under a thin rule."""
    ax.plot(ax.get_xlim(), [top, top], color=FAINT, linewidth=0.8)
    for i, line in enumerate(lines):
        write(ax, 0, top + PAD + (i + 0.5) * LINE, line, size=SIZE)


def group_list(
    targets: pd.DataFrame, numbers: pd.DataFrame, groups: Mapping[str, str], ax: Axes | None
) -> Axes:
    """The same as a list: under each target the groups that reacted, with the direction."""
    rows = []
    for target in targets.to_dict("records"):
        mine = numbers[numbers["target"] == target["id"]].to_dict("records")
        items = [
            Item(
                mark=row["direction"],
                head=groups[row["group"]],
                grey=times(row),
                link=row["place"],
            )
            for row in mine
        ]
        nothing = [Item(grey="no reaction on record", mark="none on record")]
        rows.append(Row(Item(body=target["paraphrase"]), items or nothing, []))
    return flow(rows, heads=("", "", ""), empty=NOTHING, ax=ax)


def times(row: Mapping[str, object]) -> str:
    """A direction in words, with how often when more than once."""
    often = f", {row['number']} times" if row["number"] != 1 else ""
    return f"{row['direction']}{often}"


def clipped(text: str, room: float, most: int = 2) -> list[str]:
    """The text in at most `most` lines, an ellipsis where it goes on."""
    lines = wrapped(text, room, SIZE)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], fitted(" ".join(lines[most - 1 :]), room, SIZE)]


def heading_height(labels: Iterable[str]) -> float:
    """The height that the slanted labels need, in points."""
    return max(text_width(label, SIZE) for label in labels) * sin(radians(SLANT)) + 16


def draw_headings(ax: Axes, groups: Mapping[str, str], top: float) -> dict[str, float]:
    """The labels of the groups above their columns; where each column stands."""
    step = (ax.get_xlim()[1] - LABELS - EDGE) / len(groups)
    columns = {group: LABELS + (i + 0.5) * step for i, group in enumerate(groups)}
    for group, x in columns.items():
        ax.text(
            x - 2,
            top - 6,
            groups[group],
            rotation=SLANT,
            rotation_mode="anchor",
            ha="left",
            va="bottom",
            fontsize=SIZE,
        )
    return columns


def cells(ax: Axes, numbers: pd.DataFrame, columns: Mapping[str, float], y: float) -> list[Mark]:
    """The marks of one row, a small dot where a group has no reaction.

    Numbers are written, and an area over each mark leads to what it stands for.
    """
    marks: list[Mark] = []
    for group, middle in columns.items():
        mine = numbers[numbers["group"] == group]
        mine = mine.sort_values("direction", key=lambda names: names.map(DIRECTION_MARKS.index))
        widths = [STEP + (DIGIT if number > 1 else 0) for number in mine["number"]]
        x = middle - sum(widths) / 2
        for row, width in zip(mine.to_dict("records"), widths, strict=True):
            marks.append((row["direction"], x + STEP / 2, y))
            if row["number"] > 1:
                write(ax, x + STEP / 2 + HALF + 2, y, str(row["number"]), size=8.5, colour=GREY)
            name = f"{row['label']}: {times(row)}"
            target = f"#{row['place']}"
            add_area(ax, (x + width / 2, y), width, 2 * STEP, target=target, name=name)
            x += width
        if mine.empty:
            marks.append((NO_MARK, middle, y))
    return marks
