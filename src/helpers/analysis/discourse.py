"""One discourse network with all that belongs to it, and two of them: before and after a date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from helpers.analysis.coalitions import coalitions
from helpers.analysis.counting import SIDES
from helpers.analysis.network import (
    StanceMatrices,
    measured,
    stance_matrices,
    ties,
    with_counts,
)
from helpers.analysis.selection import Selected, Selection
from helpers.case import Case
from helpers.case.choices import first_day


@dataclass(frozen=True)
class Network:
    """Who argues alike: the statements it rests on, the ties, the coalitions."""

    used: Selected
    x: StanceMatrices
    ties: pd.DataFrame
    """Columns a, b, weight (of the measure, normalised), agreements, conflicts; strongest first."""
    members: pd.DataFrame
    """Columns actor, coalition, stability; every speaker who agrees with somebody."""
    normalisation: str
    seed: int
    measure: str = "subtract"

    @cached_property
    def sided(self) -> pd.DataFrame:
        """The statements that take a side, of which the network is made."""
        return self.used.statements[self.used.statements["stance"].isin(SIDES)]

    @property
    def speakers(self) -> list[str]:
        """The actors who take a side, sorted."""
        return sorted(self.sided["actor"].unique())


def network_of(used: Selected, *, normalisation: str = "average", seed: int = 1) -> Network:
    """The subtract network of the selected statements, with the coalitions of its agreements.

    SelectionError for an unknown normalisation.
    """
    x = stance_matrices(used.statements)
    found = tie_frame(x, "subtract", normalisation)
    return Network(used, x, found, coalitions(found, seed=seed), normalisation, seed)


def tie_frame(x: StanceMatrices, measure: str, normalisation: str) -> pd.DataFrame:
    """The ties of one measure with what they are made of, see `Network.ties`."""
    return with_counts(ties(measured(x, measure, normalisation), x.actors), x)


def measured_by(measure: str, net: Network, selection: Selection, case: Case) -> Network:
    """The network of another measure, with the speakers and coalitions of `net`, a subtract one.

    `ignore` knows no stance, so there the counting rule of `selection` knows none either.
    SelectionError for an unknown measure.
    """
    if measure == net.measure:
        return net
    used = replace(selection, by_stance=False)(case) if measure == "ignore" else net.used
    x = stance_matrices(used.statements)
    found = tie_frame(x, measure, net.normalisation)
    return replace(net, used=used, x=x, ties=found, measure=measure)


def dividing_day(statements: pd.DataFrame, events: pd.DataFrame) -> str:
    """The day that best halves the statements: most are surely before it, or surely not before it.

    Among the days on which an event surely falls, or else the days on which statements were made;
    "" when no day has statements on both sides.
    """
    earliest = statements["said_earliest"].dropna().sort_values().to_numpy()
    latest = statements["said_latest"].dropna().sort_values().to_numpy()
    days = np.unique(earliest.astype("datetime64[D]"))
    if len(days) and len(events):
        first, last = (events[f"date_{end}"].dt.normalize() for end in ("earliest", "latest"))
        on = np.unique(first[first == last].to_numpy().astype("datetime64[D]"))
        on = on[(on > days[0]) & (on <= days[-1])]
        days = on if len(on) else days
    before = np.searchsorted(latest, days)
    smaller = np.minimum(before, len(earliest) - np.searchsorted(earliest, days))
    return str(days[smaller.argmax()]) if smaller.any() else ""


@dataclass(frozen=True)
class Periods:
    """The networks before a date and from it on; both empty when no date divides the statements."""

    split: str
    before: Network
    after: Network


def two_periods(case: Case, selection: Selection, whole: Network, split: str = "") -> Periods:
    """The networks of `selection` before and from `split` on, found as `whole` was, its network.

    An empty `split` is the `dividing_day`. Raises SelectionError for a date that cannot be meant.
    """
    split = split or dividing_day(whole.sided, case.events)
    nobody = replace(whole.used, statements=whole.used.statements.iloc[:0])
    parts = [half(case) for half in halves(selection, split)] if split else [nobody, nobody]
    return Periods(
        split,
        *(network_of(used, normalisation=whole.normalisation, seed=whole.seed) for used in parts),
    )


def halves(selection: Selection, split: str) -> tuple[Selection, Selection]:
    """The selection up to the last minute before `split` (EDTF), and from `split` on.

    Raises SelectionError for a date that `first_day` refuses.
    """
    start = first_day(split, selection.since, selection.until).astype("datetime64[m]")
    return replace(selection, until=str(start - 1)), replace(selection, since=str(start))
