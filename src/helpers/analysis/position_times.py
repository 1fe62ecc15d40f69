"""Stances over time: when each was taken, concept by concept, as far as the dates say."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.event_selection import with_date_parts
from helpers.analysis.position_places import concept_places
from helpers.analysis.position_shifts import shift_sentences, shifts
from helpers.analysis.position_views import unique_names
from helpers.analysis.positions import ordered_concepts
from helpers.analysis.selection import Selected
from helpers.analysis.timeline import axis_pieces, cuts_in_words
from helpers.analysis.times import drawn, window_in_words
from helpers.analysis.words import count
from helpers.case import Case

DAY = pd.Timedelta(days=1)
#: Where a stance stands in the lane of its concept, from the top.
LEVELS = {"support": "above", "mixed": "on", "neutral": "on", "oppose": "below"}
#: More concepts than this make a figure that nobody reads.
MOST_LANES = 30
ON_A_PHONE = "The figure needs a wider screen. The list below says the same."
#: Statements that share all of these are one mark.
SHARED = ["concept", "stance", "said", "hollow"]


def dated_stances(case: Case, statements: pd.DataFrame) -> pd.DataFrame:
    """The dated statements as marks on a time axis, those of one concept, stance and date as one.

    Columns concept, label, stance, level (above, on, below), said, words (the date), first, last
    and the flags of `times.drawn`; number, who (the speaker, or how many statements), actor_ids and
    ids (joined by ";"), target (the statement, or the concept's camps where there are several) and
    name (the mark in words). In the order of the matrix, then of time. A date that the coders
    inferred is hollow.
    """
    table = with_date_parts(statements, "said")
    inferred = table["said_basis"] == "inferred"
    table = table.assign(basis=inferred.map({True: "inferred", False: "reported"}))
    marks = drawn(table, "said", dot=DAY)
    marks = marks.assign(speaker=marks["actor"].map(unique_names(case)))
    grouped = marks.groupby(SHARED, sort=False)
    marks = marks.assign(
        number=grouped["id"].transform("size"),
        ids=grouped["id"].transform(";".join),
        actor_ids=grouped["actor"].transform(lambda names: ";".join(dict.fromkeys(names))),
    ).drop_duplicates(SHARED)
    rank = {concept: at for at, concept in enumerate(in_order(case, statements))}
    marks = marks.assign(rank=marks["concept"].map(rank), level=marks["stance"].map(LEVELS))
    marks = marks.sort_values(["rank", "first", "last"], kind="stable", ignore_index=True)
    single = "#" + marks["id"]
    several = "#" + marks["concept"].map(concept_places(case)).astype("str")
    marks["target"] = single.where(marks["number"] == 1, several)
    marks["who"] = marks["speaker"].where(
        marks["number"] == 1, marks["number"].astype("str") + " statements"
    )
    marks["name"] = [told(mark) for mark in marks.to_dict("records")]
    return marks


def in_order(case: Case, statements: pd.DataFrame) -> list[str]:
    """The concepts in the order of the matrices."""
    sides = pd.crosstab(statements["concept"], statements["stance"])
    sides = sides.reindex(columns=["support", "oppose"], fill_value=0)
    return ordered_concepts(case, sides.reset_index())


def told(mark: dict[str, object]) -> str:
    """A mark in words: "Masks: support, 5 August 2025, Ada", or how many statements."""
    return f"{mark['label']}: {mark['stance']}, {mark['words']}, {mark['who']}"


def most_telling(marks: pd.DataFrame, most: int = MOST_LANES) -> tuple[pd.DataFrame, str]:
    """The marks of the `most` concepts with most dated statements, and what is left out in words."""
    said = marks.groupby("concept")["number"].sum()
    if len(said) <= most:
        return marks, ""
    kept = said.nlargest(most).index
    left_out = f" Not shown: {count(len(said) - most, 'concept')} with the fewest dated statements."
    return marks[marks["concept"].isin(kept)].reset_index(drop=True), left_out


def turns(marks: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """The changes of side between two marks: columns start, end (rows of `marks`), order."""
    of = {one: at for at, ids in marks["ids"].items() for one in ids.split(";")}
    found = shifts(statements)
    found = found.assign(start=found["from_id"].map(of), end=found["to_id"].map(of))
    return found.dropna(subset=["start", "end"])[["start", "end", "order"]].astype(
        {"start": int, "end": int}
    )


def times_title(case: Case, statements: pd.DataFrame) -> str:
    """The title of the figure: who changed sides, or that nobody did."""
    if statements.empty:
        return "No statement is left by these filters, so nothing can be placed in time"
    found = shifts(statements)
    certain = found.loc[found["order"] != "undecided", "actor"].nunique()
    if certain:
        return f"{count(certain, 'speaker').capitalize()} changed sides on a concept"
    if len(found):
        return shift_sentences(case, found)[0].rstrip(".")
    return "No speaker changed sides on a concept"


def times_alt(marks: pd.DataFrame, statements: pd.DataFrame, title: str) -> str:
    """The figure told in words: its finding, the span, and the busiest date."""
    if marks.empty:
        return f"{title}. No statement has a date that could be drawn."
    span = window_in_words(marks["first"].min(), marks["last"].max())
    busiest = marks.groupby("words", sort=False)["number"].sum()
    return (
        f"{title}. Stances on {count(marks['concept'].nunique(), 'concept')}, {span}; support above "
        f"a line for each concept, opposition below. The date with most statements: "
        f"{busiest.idxmax()}, {busiest.max()} of {len(statements)}."
    )


def times_note(marks: pd.DataFrame, used: Selected, not_shown: str = "") -> str:
    """How many statements the figure shows, what it and its axis leave out, and the rule."""
    placed = int(marks["number"].sum())
    undated = len(used.statements) - placed
    missing = f"; {count(undated, 'statement')} without a date" if undated else ""
    if marks.empty:
        return f"No statement drawn{missing}. {used.note()}"
    told = (
        f"{count(placed, 'statement').capitalize()} drawn{missing}. A number beside a mark counts "
        "statements of one stance and date."
    )
    return " ".join(filter(None, [told + not_shown, cuts_in_words(axis(marks)), used.note()]))


def times_table(marks: pd.DataFrame) -> pd.DataFrame:
    """The marks as a table, one a row.

    Columns concept_id, concept, stance, said (EDTF), date (in words), earliest, latest, date_is
    (inferred, or stated or resolved), number (of statements), actor_ids and statements (ids, joined
    by ";").
    """
    return pd.DataFrame(
        {
            "concept_id": marks["concept"],
            "concept": marks["label"],
            "stance": marks["stance"],
            "said": marks["said"],
            "date": marks["words"],
            "earliest": marks["said_earliest"].dt.strftime("%Y-%m-%dT%H:%M").fillna("not known"),
            "latest": marks["said_latest"].dt.strftime("%Y-%m-%dT%H:%M").fillna("not known"),
            "date_is": marks["hollow"].map({True: "inferred", False: "stated or resolved"}),
            "number": marks["number"],
            "actor_ids": marks["actor_ids"],
            "statements": marks["ids"],
        }
    )


def axis(marks: pd.DataFrame) -> pd.DataFrame:
    """The stretches of time that the figure shows, see `timeline.axis_pieces`."""
    bounds = {"said_earliest": "date_earliest", "said_latest": "date_latest"}
    return axis_pieces(marks.rename(columns=bounds))
