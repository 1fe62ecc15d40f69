"""Sentences of the report that compares accounts, each computed from its tables."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.event_selection import SelectedEvents
from helpers.analysis.time_lanes import Compared
from helpers.analysis.words import be, count, listed, part, quoted, sentence, some

NOTHING = "No account is left by these filters."
ALIKE = "No two of the accounts used give different times for one event."


def disagreement_finding(selected: SelectedEvents, questions: pd.DataFrame) -> str:
    """On how many questions and events sources disagree."""
    if questions.empty:
        return NOTHING
    torn = questions[questions["contested"]]
    between, alone = torn[torn["sources"] > 1], torn[torn["sources"] == 1]
    if between.empty:
        asked = count(len(questions), "question")
        which = "the only question" if len(questions) == 1 else f"any of {asked}"
        first = f"No source differs from the others on {which}."
        return f"{first} {alone_words(alone, selected)}".strip()
    differ = int(between["differs"].sum())
    return (
        "Sources give different versions of "
        f"{part(between['event'].nunique(), len(selected.events), 'event')}, on "
        f"{part(len(between), len(questions), 'question')}; "
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
        f"On {part(len(torn), len(disputed), 'question')} {where}, two times conflict, "
        f"furthest for {quoted(widest['question'])} ({widest['words']})."
    )


def single_finding(events: pd.DataFrame, statements: pd.DataFrame, positions: pd.DataFrame) -> str:
    """What rests on one source only: events, findings and recommendations, stances."""
    tables = {"event": events[events["sources"] > 0]}
    for kind in ("finding", "recommendation"):
        tables[kind] = statements[statements["kind"] == kind]
    if len(positions):
        tables["stance"] = positions
    alone = {n: int((table["sources"] == 1).sum()) for n, table in tables.items() if len(table)}
    parts = [
        part(number, len(tables[noun]), noun)
        + (" of a speaker on a concept" if noun == "stance" else "")
        for noun, number in alone.items()
    ]
    verb = "rests" if len(parts) == 1 and max(alone.values()) <= 1 else "rest"
    return f"{sentence(listed(parts)).rstrip('.')} {verb} on one source only." if parts else ""


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
    which = "The pair that disagrees most often is" if len(torn) > 1 else "Only one pair disagrees,"
    asked = part(int(first["disagree"]), int(first["compared"]), "question")
    return f"{which} {names}: on {asked} where the two can be compared{also}."


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
    many = sentence(count(torn, "event")).rstrip(".")
    text = f"{many} {'has' if torn == 1 else 'have'} accounts that differ"
    top = events[events["differs"] == events["differs"].max()]
    if len(top) > 1:
        return text
    return f"{text}{':' if torn == 1 else ','} {quoted(top['title'].iloc[0])}" + (
        " with the most" if torn > 1 else ""
    )


def overview_note(events: pd.DataFrame, shown: int, each: int = 1) -> str:
    """What one mark of the overview stands for (`each` accounts), and how many rows it leaves out."""
    mark = "One mark is one account." if len(events) else ""
    if each > 1:
        mark = f"One mark stands for up to {count(each, 'account')}; the numbers are exact."
    left = len(events) - shown
    if left <= 0:
        return mark
    return f"{mark} Not shown: {count(left, 'event')} with fewer differences; see the download."


def questions_note(questions: pd.DataFrame, selected: SelectedEvents) -> str:
    """What a table of questions rests on: how many there are, and the accounts behind them."""
    if questions.empty:
        return selected.note()
    torn, single = int(questions["contested"].sum()), int((questions["sources"] == 1).sum())
    return (
        f"Of {count(len(questions), 'question')}, {some(torn)} {be(torn)} contested "
        f"and {some(single)} {'rests' if single <= 1 else 'rest'} on one source. {selected.note()}"
    )


def events_note(events: pd.DataFrame, selected: SelectedEvents) -> str:
    """What the table of events with one source leaves out: accounts that only mention an event."""
    without = int((events["sources"] == 0).sum())
    none = sentence(f"{count(without, 'event')} without any account {be(without)} not listed")
    return (
        "An account that only mentions an event gives no version of it and does not count as its "
        f"source, so an event listed here may be mentioned elsewhere.{f' {none}' if without else ''} "
        f"{selected.note()}"
    )


def times_note(times: pd.DataFrame, selected: SelectedEvents) -> str:
    """What the figure of disputed times shows and leaves out."""
    disputed = times[times["conflicting"] | (times["differs"] > 0)]
    shown, calm = int(disputed["accounts"].sum()), len(times) - len(disputed)
    lone = len(selected.accounts) - int(times["accounts"].sum())
    used = f"{count(shown, 'account')} with a time used, on {count(len(disputed), 'question')}"
    left = (
        f"not drawn: {count(calm, 'question')} on which all times agree and nobody differs, and "
        f"{count(lone, 'account')} without a time, or with the only one on their question"
    )
    lanes = "Sources of one publisher that give the same time share a lane."
    if not shown:
        return selected.note()
    return f"{sentence(used)} {sentence(left)} {lanes} {selected.note()}"


def lane_ids(disputes: list[Compared]) -> set[str]:
    """The ids of the accounts that lanes of these questions lead to: the first of each lane."""
    return {ids.split(";")[0] for each in disputes for ids in each.lanes["ids"]}


def times_title(times: pd.DataFrame) -> str:
    """The finding of the figure of disputed times."""
    return (time_finding(times) or ALIKE).rstrip(".")


def times_alt(disputes: list[Compared]) -> str:
    """The figure of disputed times in words: each question with what each source says."""
    parts = []
    for each in disputes:
        told = [f"{row['label']} {row['clock']}" for row in each.lanes.to_dict("records")]
        parts.append(f"{each.question} {sentence(each.words)} {sentence(listed(told))}")
    return " ".join(parts) or ALIKE
