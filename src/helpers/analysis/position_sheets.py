"""A sheet for each stakeholder group: who speaks for it, what it holds, since when, in which words."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from helpers.analysis.position_places import concept_places, group_places
from helpers.analysis.position_views import unique_names
from helpers.analysis.positions import ordered_concepts
from helpers.analysis.words import count, plural, share
from helpers.case import Case, date_in_words, stated

#: What a sheet calls the position of its group, in the order of its parts.
HELD = {
    "supports": "supports",
    "opposes": "opposes",
    "split": "on both sides",
    "neutral": "neutral",
}
FIRST, MISSING = "First on record", "No statement of its own used"
Fact = tuple[str, str]  # term, text


def sheet_facts(
    case: Case, statements: pd.DataFrame, groups: pd.DataFrame, absent: pd.DataFrame
) -> pd.DataFrame:
    """What stands at the head of each group's sheet, one row for each item.

    `groups` are positions by group, `absent` is `position_gaps.unheard`. Columns place and title (of
    the sheet), term and text. Groups come in the case's order, those without a statement too.
    """
    places = group_places(case)
    rows = []
    for group, label in case.labels["group"].items():
        mine = statements[statements["group"] == group]
        held = groups[groups["group"] == group]
        missing = absent[absent["group_id"] == group]
        title = f"{label}: {count(len(mine), 'statement')}"
        facts = [
            *spoken(case, mine),
            *since(mine),
            *silence(case, held),
            *((MISSING, name) for name in missing["actor"]),
        ]
        rows += [(places[group], title, *fact) for fact in facts]
    return pd.DataFrame(rows, columns=["place", "title", "term", "text"])


def spoken(case: Case, statements: pd.DataFrame) -> Iterator[Fact]:
    """Who speaks for the group, with role, for whom, and how often; the most vocal first."""
    names = unique_names(case)
    behalf = statements["behalf_of"].map(names).fillna("")
    for actor, number in statements["actor"].value_counts(sort=True).items():
        mine = statements["actor"] == actor
        role = statements.loc[mine, "role"].iloc[0]
        name = names[actor]
        parts = [name] if not known(role) or role.lower() in name.lower() else [name, role]
        parts += [f"for {each}" for each in dict.fromkeys(behalf[mine]) if each]
        yield "Who speaks", f"{', '.join(parts)} ({number})"


def known(text: str) -> bool:
    """Whether a cell holds a real value."""
    return bool(stated(pd.Series([text])).iloc[0])


def since(statements: pd.DataFrame) -> Iterator[Fact]:
    """From when to when the group is on record, and how many statements have no date."""
    dated = statements[stated(statements["said"])]
    if len(dated):
        first = dated.loc[dated["said_earliest"].fillna(dated["said_latest"]).idxmin(), "said"]
        last = dated.loc[dated["said_latest"].fillna(dated["said_earliest"]).idxmax(), "said"]
        yield FIRST, date_in_words(first)
        yield "Last on record", date_in_words(last)
    if undated := len(statements) - len(dated):
        yield "Without a date", f"{undated} {plural('statement', undated)}"


def silence(case: Case, held: pd.DataFrame) -> Iterator[Fact]:
    """On how many concepts the group is silent."""
    if silent := len(case.concepts) - len(held):
        yield "Is silent on", share(silent, len(case.concepts)) + " concepts"


def sheet_cells(case: Case, groups: pd.DataFrame) -> pd.DataFrame:
    """The parts of the sheets: one row for each group and concept with a statement.

    On a sheet what the group supports comes first, then what it opposes. Columns sheet (place of the
    group's sheet), group and concept (ids), label (of the concept), position and others (place of
    the concept's camps).
    """
    at = {concept: number for number, concept in enumerate(ordered_concepts(case, groups))}
    labels = case.concepts.set_index("id")["label"]
    cells = groups.assign(side=groups["position"].map(list(HELD).index))
    cells = cells.assign(rank=cells["concept"].map(at))
    cells = cells.sort_values(["side", "rank"], kind="stable", ignore_index=True)
    return pd.DataFrame(
        {
            "sheet": cells["group"].map(group_places(case)),
            "group": cells["group"],
            "concept": cells["concept"],
            "label": cells["concept"].map(labels),
            "position": cells["position"].map(HELD),
            "others": cells["concept"].map(concept_places(case)),
        }
    )
