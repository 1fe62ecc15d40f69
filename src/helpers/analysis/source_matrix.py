"""Which sources agree with which: the pairs as a matrix, like beside like."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.analysis.event_selection import SelectedEvents
from helpers.analysis.filters import at_least
from helpers.analysis.words import be, count, in_words, part, sentence

#: Sources in the matrix at most; the table beside it has all pairs.
MOST = 20
UNKNOWN = 0.5  # how far apart two sources stand that have too little in common to be compared


@dataclass(frozen=True)
class SourceMatrix:
    """Sources against sources, on the questions that both can be compared on."""

    sources: list[str]
    """In the order of the matrix."""
    cells: pd.DataFrame
    """Pairs with enough questions in common: rows of `source_pairs`, row and column (places)."""
    common: int
    """The least number of questions that a pair must have in common."""
    thin: int
    """Pairs that have fewer, left out."""
    crowded: int
    """Sources left out because the matrix has room for `MOST`."""


def source_matrix(pairs: pd.DataFrame, common: int) -> SourceMatrix:
    """The matrix of these pairs (rows of `source_pairs`) that share `common` questions or more.

    Sources that agree stand side by side: they are clustered by the share of their common questions
    on which they disagree. Raises SelectionError when `common` is less than 1.
    """
    at_least("common", common, 1)
    rich = pairs[pairs["compared"] >= common]
    others = rich[rich["one"] != rich["other"]]
    weight = pd.concat([others.groupby(side)["compared"].sum() for side in ("one", "other")])
    ranked = weight.groupby(level=0).sum().sort_values(ascending=False, kind="stable")
    chosen = sorted(ranked.index[:MOST])
    cells = rich[rich["one"].isin(chosen) & rich["other"].isin(chosen)]
    sources = side_by_side(chosen, cells)
    place = {source: at for at, source in enumerate(sources)}
    one, other = cells["one"].map(place), cells["other"].map(place)
    return SourceMatrix(
        sources=sources,
        cells=cells.assign(row=np.maximum(one, other), column=np.minimum(one, other)),
        common=common,
        thin=len(pairs) - len(rich),
        crowded=max(len(ranked) - MOST, 0),
    )


def side_by_side(sources: list[str], cells: pd.DataFrame) -> list[str]:
    """The sources in an order that puts those beside each other that agree."""
    if len(sources) < 3:
        return sources
    # Imported here, since it takes long and one report alone needs it.
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import squareform

    place = {source: at for at, source in enumerate(sources)}
    apart = np.full((len(sources), len(sources)), UNKNOWN)
    one, other = cells["one"].map(place).to_numpy(), cells["other"].map(place).to_numpy()
    share = (cells["disagree"] / cells["compared"]).to_numpy()
    apart[one, other] = apart[other, one] = share
    np.fill_diagonal(apart, 0)
    tree = linkage(squareform(apart), "average", optimal_ordering=True)
    return [sources[at] for at in leaves_list(tree)]


def matrix_title(found: SourceMatrix) -> str:
    """The finding of the matrix: how many pairs disagree more than they agree, how many never do."""
    pairs = found.cells[found.cells["one"] != found.cells["other"]]
    if pairs.empty:
        return f"No two sources can be compared on {count(found.common, 'question')} or more"
    more = int((pairs["disagree"] > pairs["agree"]).sum())
    never = int((pairs["disagree"] == 0).sum())
    if len(pairs) == 1:
        often = "most" if more else "none" if never else "at most half"
        return f"The two sources that can be compared disagree on {often} of their common questions"
    text = (
        f"{part(more, len(pairs), 'pair')} of sources {'disagrees' if more == 1 else 'disagree'} on "
        f"most of their common questions, {part(never, len(pairs))} on none"
    )
    return sentence(text).rstrip(".")


def matrix_note(found: SourceMatrix, selected: SelectedEvents) -> str:
    """What the matrix holds and leaves out, and what it rests on."""
    own = int((found.cells["one"] == found.cells["other"]).sum())
    shown = f"{count(len(found.cells) - own, 'pair')} of two sources"
    shown += f" and {in_words(own)} of a source with itself" if own else ""
    texts = [f"{shown} used, with {count(found.common, 'common question')} or more"]
    if found.thin:
        texts.append(f"left out {be(found.thin)} {count(found.thin, 'pair')} with fewer")
    if found.crowded:
        fewest = count(found.crowded, "source")
        texts.append(f"left out {be(found.crowded)} {fewest} that can be compared least often")
    return " ".join([*map(sentence, texts), selected.note()])
