"""Sentences of the report that compares accounts, each computed from its tables."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.event_selection import SelectedEvents
from helpers.analysis.time_lanes import Compared
from helpers.analysis.words import count, in_words, listed, part, quoted, sentence

NOTHING = "No account is left by these filters."


def disagreement_finding(selected: SelectedEvents, questions: pd.DataFrame) -> str:
    """On how many questions and events sources disagree."""
    if questions.empty:
        return NOTHING
    torn = questions[questions["contested"]]
    between, alone = torn[torn["sources"] > 1], torn[torn["sources"] == 1]
    if between.empty:
        first = f"No source differs from the others on any of {count(len(questions), 'question')}."
        return f"{first} {alone_words(alone, selected)}".strip()
    differ = int(between["differs"].sum())
    return (
        f"Sources give different versions on {part(len(between), len(questions), 'question')}, about "
        f"{part(between['event'].nunique(), len(selected.events), 'event')}; "
        f"{part(differ, len(selected.accounts), 'account')} differ{'s' if differ == 1 else ''} "
        f"from the rest. {alone_words(alone, selected)}"
    ).strip()


def alone_words(alone: pd.DataFrame, selected: SelectedEvents) -> str:
    """On how many questions an account differs without a second source to set against it."""
    if alone.empty:
        return ""
    unheard = any(reason.startswith("accounts: other") for reason in selected.dropped)
    return (
        f"On {count(len(alone), 'other question')}, the only source gives another version than the "
        f"record, such as the calendar{', or than sources left out' if unheard else ''}."
    )


def time_finding(times: pd.DataFrame) -> str:
    """How many disputed times conflict, and which by most; empty when no time is disputed."""
    disputed = times[times["conflicting"] | (times["differs"] > 0)]
    torn = disputed[disputed["conflicting"]]
    if disputed.empty:
        return ""
    where = "where a source gives another time"
    if torn.empty:
        return f"On {count(len(disputed), 'question')} {where}, all the times can still be true."
    widest = torn.loc[(torn["latest_earliest"] - torn["earliest_latest"]).idxmax()]
    return (
        f"On {part(len(torn), len(disputed), 'question')} {where}, two times contradict each other, "
        f"furthest for {quoted(widest['question'])} ({widest['words']})."
    )


def single_finding(events: pd.DataFrame, statements: pd.DataFrame, positions: pd.DataFrame) -> str:
    """What rests on one source only: events, findings and recommendations, stances."""
    tables = {"event": events[events["sources"] > 0]}
    for kind in ("finding", "recommendation"):
        tables[kind] = statements[statements["kind"] == kind]
    parts = [
        part(int((table["sources"] == 1).sum()), len(table), noun)
        for noun, table in tables.items()
        if len(table)
    ]
    if len(positions):
        alone = int((positions["sources"] == 1).sum())
        parts.append(f"{part(alone, len(positions), 'stance')} of a speaker on a concept")
    return f"{sentence(listed(parts)).rstrip('.')} rest on one source only." if parts else ""


def pair_name(one: str, other: str) -> str:
    """Two sources as one phrase."""
    return f"{one}, its own accounts" if one == other else f"{one} and {other}"


def pair_finding(pairs: pd.DataFrame) -> str:
    """Which pair of sources disagrees most often; empty when none does."""
    torn = pairs[pairs["disagree"] > 0]
    if torn.empty:
        return ""
    top = torn[torn["disagree"] == torn["disagree"].max()]
    first = top.iloc[0]
    also = f" ({count(len(top) - 1, 'other pair')} as often)" if len(top) > 1 else ""
    names = pair_name(first["one"], first["other"])
    return (
        f"The pair that disagrees most often is {names}: on "
        f"{part(int(first['disagree']), int(first['compared']), 'question')} where the two can be "
        f"compared{also}."
    )


def accounts_findings(
    selected: SelectedEvents,
    questions: pd.DataFrame,
    times: pd.DataFrame,
    single: str,
    pairs: pd.DataFrame,
) -> list[str]:
    """The findings of the report, those without anything to say left out."""
    if selected.accounts.empty:
        return [NOTHING]
    found = (
        disagreement_finding(selected, questions),
        time_finding(times),
        single,
        pair_finding(pairs),
    )
    return [text for text in found if text]


def overview_title(events: pd.DataFrame) -> str:
    """The finding of the overview figure."""
    torn = int((events["differs"] > 0).sum())
    if events.empty or not torn:
        return "No account differs from another" if len(events) else NOTHING.rstrip(".")
    top = events.iloc[0]
    return (
        f"{sentence(count(torn, 'event')).rstrip('.')} {'has' if torn == 1 else 'have'} accounts that "
        f"differ, {quoted(top['title'])} with the most"
    )


def overview_note(events: pd.DataFrame, shown: int) -> str:
    """How many rows the overview leaves out; empty when none."""
    left = len(events) - shown
    return (
        f"Not drawn: {count(left, 'event')} with fewer differences; see the table."
        if left > 0
        else ""
    )


def differing(number: int) -> str:
    """So many accounts differ: "one differs", "two differ"."""
    return f"{in_words(number)} differ{'s' if number == 1 else ''}"


def overview_alt(events: pd.DataFrame, shown: int) -> str:
    """The overview figure in words."""
    parts = [
        f"{row['title']}: {count(row['accounts'], 'account')}"
        + (f", {differing(row['differs'])}" if row["differs"] else "")
        for row in events.head(shown).to_dict("records")
    ]
    return f"Accounts of each event. {'; '.join(parts)}." if parts else NOTHING


def times_title(times: pd.DataFrame) -> str:
    """The finding of the figure of disputed times."""
    return (time_finding(times) or "No two sources give different times for one event").rstrip(".")


def times_alt(disputes: list[Compared]) -> str:
    """The figure of disputed times in words: each question with what each source says."""
    parts = []
    for each in disputes:
        told = [f"{row['label']} {row['clock']}" for row in each.lanes.to_dict("records")]
        parts.append(f"{each.question} {sentence(each.words)} {sentence(listed(told))}")
    return " ".join(parts) or "No two sources give different times for one event."
