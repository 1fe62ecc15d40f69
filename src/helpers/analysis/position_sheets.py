"""A sheet for each stakeholder group: who speaks for it, what it holds, since when, in which words."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from helpers.analysis.position_places import concept_place, group_places, with_places
from helpers.analysis.position_views import unique_names
from helpers.analysis.positions import ordered_actors, ordered_concepts
from helpers.analysis.words import count, plural
from helpers.case import Case, date_in_words, stated

#: What a sheet says of the concepts on which the group has a position.
HELD = {
    "supports": "Supports",
    "opposes": "Opposes",
    "split": "Is on both sides of",
    "neutral": "Is neutral on",
}
FIRST, MISSING = "First on record", "No statement of its own"
Fact = tuple[str, str, str]  # term, text, target


def sheet_facts(
    case: Case, statements: pd.DataFrame, groups: pd.DataFrame, absent: pd.DataFrame
) -> pd.DataFrame:
    """What stands at the head of each group's sheet, one row for each item.

    `groups` are positions by group, `absent` is `position_gaps.unheard`. Columns place and title (of
    the sheet), term, text, target (`#id`, or ""). Groups come in the case's order, those without a
    statement too.
    """
    places = group_places(case)
    rows = []
    for group, label in case.labels["group"].items():
        mine = statements[statements["group"] == group]
        held = groups[groups["group"] == group]
        missing = absent[absent["group"] == label]
        title = f"{label}: {count(len(mine), 'statement')}"
        facts = [
            *spoken(case, mine),
            *since(mine),
            *positions_held(case, held, places[group]),
            *((MISSING, name, "") for name in missing["actor"]),
        ]
        rows += [(places[group], title, *fact) for fact in facts]
    return pd.DataFrame(rows, columns=["place", "title", "term", "text", "target"])


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
        yield "Who speaks", f"{', '.join(parts)} ({number})", ""


def known(text: str) -> bool:
    """Whether a cell holds a real value."""
    return bool(stated(pd.Series([text])).iloc[0])


def since(statements: pd.DataFrame) -> Iterator[Fact]:
    """From when to when the group is on record, and how many statements have no date."""
    dated = statements[stated(statements["said"])]
    if len(dated):
        first = dated.loc[dated["said_earliest"].fillna(dated["said_latest"]).idxmin(), "said"]
        last = dated.loc[dated["said_latest"].fillna(dated["said_earliest"]).idxmax(), "said"]
        yield FIRST, date_in_words(first), ""
        yield "Last on record", date_in_words(last), ""
    if undated := len(statements) - len(dated):
        yield "Without a date", f"{undated} {plural('statement', undated)}", ""


def positions_held(case: Case, held: pd.DataFrame, place: str) -> Iterator[Fact]:
    """The concepts by position, each with where its statements stand, and those of silence."""
    labels = case.concepts.set_index("id")["label"]
    position = held.set_index("concept")["position"]
    order = [concept for concept in labels.index if concept in position.index]
    for name, term in HELD.items():
        for concept in order:
            if position[concept] == name:
                yield term, labels[concept], f"#{place}--{concept}"
    for concept in labels.index.difference(position.index, sort=False):
        yield "Is silent on", labels[concept], ""


def sheet_cells(case: Case, groups: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """The parts of the sheets: one row for each group and concept with a statement, in order.

    Columns sheet (place of the group's sheet), place, label (of the concept), position, line (how
    many statements of how many speakers, since when) and others (place of the concept's camps).
    """
    cells = with_places(case, groups)
    at = {concept: number for number, concept in enumerate(ordered_concepts(case, groups))}
    labels = case.concepts.set_index("id")["label"]
    said = dict(iter(statements.groupby(["group", "concept"])))
    cells = cells.assign(rank=cells["concept"].map(at)).sort_values("rank", kind="stable")
    return pd.DataFrame(
        {
            "sheet": cells["group"].map(group_places(case)),
            "place": cells["place"],
            "label": cells["concept"].map(labels),
            "position": cells["position"].map(ONE_WORD),
            "line": [
                told(said[cell["group"], cell["concept"]]) for cell in cells.to_dict("records")
            ],
            "others": cells["concept"].map(concept_place),
        }
    )


ONE_WORD = {
    "supports": "supports",
    "opposes": "opposes",
    "split": "on both sides",
    "neutral": "neutral",
}


def told(statements: pd.DataFrame) -> str:
    """A part of a sheet in one line: how many statements of how many speakers, since when."""
    number = count(len(statements), "statement").capitalize()
    line = f"{number} by {count(statements['actor'].nunique(), 'speaker')}"
    first = [text for term, text, _ in since(statements) if term == FIRST]
    if not first:
        return f"{line}, without a date."
    return f"{line}, {'the first' if len(statements) > 1 else 'made'} {first[0]}."


def evidence(case: Case, statements: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The statements in the order of the sheets, with the places of their cells.

    Adds columns part (the cell of the group) and cell (that of the speaker): within a part the most
    vocal speaker comes first, and each speaker's statements in order of time.
    """
    order = {actor: at for at, actor in enumerate(ordered_actors(case, actors))}
    placed = statements.assign(
        part=with_places(case, statements.drop(columns="actor"))["place"],
        cell=with_places(case, statements)["place"],
        rank=statements["actor"].map(order),
    )
    return placed.sort_values(["rank", "said_earliest"], kind="stable").drop(columns="rank")
