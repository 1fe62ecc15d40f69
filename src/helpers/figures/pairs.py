"""Every pair of speakers as a cell of a sorted matrix, each mark leading to what it rests on."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from helpers.figures.linked import Area, in_points
from helpers.figures.sheet import (
    POINTS,
    fitted,
    say_nothing_left,
    sheet,
    spread,
    text_width,
    write,
)
from helpers.figures.style import FAINT, GREY, OPPOSE, PAPER, SUPPORT, VARIABLES

CAP = 4  # statements at which a mark stops growing
SIDE = 16  # points: a cell; whole, which keeps paths short
SIZE = 9.0  # of names
LONGEST = 270.0  # points for a name
NOTHING = "No two speakers are tied under these filters."
#: What each kind of tie is painted with, and the signs that tell the kinds apart without colour.
KINDS = {
    "agreement": ("a", SUPPORT, "M-{0} 0H{0}M0-{0}V{0}"),
    "conflict": ("c", OPPOSE, "M-{0} 0H{0}"),
    "same question": ("q", GREY, ""),
}


class Stamp(Area):
    """A cell with a mark that the drawing holds once and repeats wherever it is used."""

    layer = 'class="stamps"'

    def __init__(
        self, middle: tuple[int, int], kind: str, number: int, *, target: str, name: str
    ) -> None:
        corner = (middle[0] - SIDE / 2, middle[1] - SIDE / 2)
        super().__init__(corner, SIDE, SIDE, target=target, name=name)
        self.kind, self.step = kind, min(max(int(number), 1), CAP)

    def outline(self) -> str:
        """The use of the mark."""
        left, top, width, height = in_points(self)
        x, y = (f"{round(at, 1):g}" for at in (left + width / 2, top + height / 2))
        return f'<use href="#{self.mark}" x="{x}" y="{y}"/>'

    @property
    def mark(self) -> str:
        """The id of the mark."""
        return f"m.{KINDS[self.kind][0]}{self.step}"

    def needs(self) -> str:
        """The mark around 0, 0: a square, larger for a larger number, with its sign."""
        _, colour, sign = KINDS[self.kind]
        half = 3 + self.step
        arm = f"{0.55 * half:.1f}".removesuffix(".0")
        square = f"M-{half}-{half}h{2 * half}v{2 * half}h-{2 * half}z"
        return (
            f'<g id="{self.mark}"><path fill="var(--{VARIABLES[colour]},{colour})" d="{square}"/>'
            f'<path fill="none" stroke="var(--paper,{PAPER})" stroke-width="1.4" '
            f'd="{sign.format(arm)}"/></g>'
        )


def tie_matrix(members: pd.DataFrame, ties: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Every pair of speakers as a cell: + where they agree, a minus where they differ.

    `members`: actor, name, coalition (those of one stand together), place (`#id` on the page);
    `ties`: a, b, number (its size sets that of the mark), kind, place, name (of the link). A name
    stands where its row ends and its column begins, so that each pair has one cell.
    """
    if members.empty or ties.empty:
        return say_nothing_left(NOTHING, ax)
    spots = [round(SIDE * (at + 1)) for at in spread(members["coalition"].astype(str), 0.5)]
    labels = [fitted(name, LONGEST, SIZE) for name in members["name"]]
    ends = [at + text_width(label, SIZE) for at, label in zip(spots, labels, strict=True)]
    ax = sheet(spots[-1] + SIDE, ax, (max(ends) + SIDE) / POINTS)
    guides(ax, spots)
    for at, label, place in zip(spots, labels, members["place"], strict=True):
        write(ax, at - SIDE / 2 + 2, at, label, size=SIZE)
        ax.texts[-1].set_url(place)
    rank = dict(zip(members["actor"], spots, strict=True))
    for tie in ties.to_records(index=False):
        column, row = sorted((rank[tie.a], rank[tie.b]))
        ax.add_patch(Stamp((column, row), tie.kind, tie.number, target=tie.place, name=tie.name))
    return ax


def guides(ax: Axes, spots: list[int]) -> None:
    """A faint line from each name along its row, and one down its column."""
    half, last = SIDE // 2, spots[-1]
    lines = [[(0, at), (at - half, at)] for at in spots]
    lines += [[(at, at + half), (at, last + half)] for at in spots[:-1]]
    path = Path.make_compound_path(*map(Path, lines))
    ax.add_patch(PathPatch(path, facecolor="none", edgecolor=FAINT, linewidth=0.5, zorder=0))
