"""Events and accounts as an analysis uses them, with what the filters of a `Selection` left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.analysis.filters import date_tests, passing
from helpers.analysis.words import count, listed
from helpers.case import Case, parse_edtf, stated


@dataclass(frozen=True)
class SelectedEvents:
    """The events and accounts an analysis uses, with what was left out and why."""

    events: pd.DataFrame
    """One row an event in order of time, see `events_in_context`."""
    accounts: pd.DataFrame
    """One row an account of these events, see `accounts_in_context`."""
    dropped: dict[str, int]
    """Reason -> number of events or accounts left out for it, in the order applied; no zeros."""

    def note(self) -> str:
        """What stands under a figure: how many events, accounts and sources, what was left out."""
        sources = self.accounts["article"].nunique()
        used = "no event is left by these filters."
        if len(self.events):
            used = (
                f"{count(len(self.events), 'event')} and {count(len(self.accounts), 'account')} "
                f"from {count(sources, 'source')} used."
            )
        return f"{used[0].upper()}{used[1:]} {self.left_out()}"

    def note_of_events(self) -> str:
        """What stands under what counts events alone: how many, and how many each filter left out."""
        return f"{count(len(self.events), 'event').capitalize()} used. {self.left_out('event')}"

    def left_out(self, *nouns: str) -> str:
        """How many events and accounts, or of these `nouns` alone, each filter left out."""
        parts = [(key.partition("s: "), number) for key, number in self.dropped.items()]
        reasons = [
            f"{count(number, noun)} ({why})"
            for (noun, _, why), number in parts
            if noun in (nouns or ("event", "account"))
        ]
        return f"Left out: {listed(reasons)}." if reasons else "Nothing was left out."


def select_events(
    case: Case,
    phases: Sequence[str],
    heard: Mapping[str, Sequence[str]],
    *,
    since: str = "",
    until: str = "",
) -> SelectedEvents:
    """The events of `case` that pass, and the accounts of them that are `heard`.

    `phases` (none for all), `since` and `until` (EDTF) choose events; `heard` gives for columns of
    `accounts_in_context` the values that choose accounts. An account that only mentions its event
    gives no version of it and is left out. See `Selection.events`.
    """
    events = events_in_context(case)
    tests = [("other phases", events["phase"].isin(phases))] if phases else []
    events, dropped = passing(events, tests + date_tests(events, "date", since, until))
    accounts = accounts_in_context(case)
    tests = [("of events left out", accounts["event"].isin(events["id"]))]
    tests += [("no more than a mention of their event", accounts["relation"] != "mentions")]
    tests += [
        (
            f"other {'kinds of source' if column == 'article_kind' else f'{column}s'}",
            accounts[column].isin(values),
        )
        for column, values in heard.items()
    ]
    accounts, unheard = passing(accounts, tests)
    out = {f"events: {reason}": number for reason, number in dropped.items()}
    out |= {f"accounts: {reason}": number for reason, number in unheard.items()}
    return SelectedEvents(events.reset_index(drop=True), accounts.reset_index(drop=True), out)


def events_in_context(case: Case) -> pd.DataFrame:
    """Every event in order of time, undated ones last.

    The order is that of the first moment possible; what is only known to lie within a day, or to
    have happened by some time of it, stands at the end of that stretch. Columns of `events` plus
    phase_label, and of its date: words, timed (to the minute), soft_start, soft_end.
    """
    table = case.events.assign(phase_label=case.events["phase"].map(case.labels["phase"]))
    table = with_date_parts(table, "date")
    earliest, latest = table["date_earliest"], table["date_latest"]
    day = earliest.dt.normalize()
    within_day = (earliest == day) & (latest.dt.normalize() == day)
    first = earliest.mask(within_day | earliest.isna(), latest)
    order = table.assign(first=first).sort_values(["first", "date_latest"], kind="stable")
    return order.drop(columns="first").reset_index(drop=True)


def accounts_in_context(case: Case) -> pd.DataFrame:
    """Every account with its event and its source, in the order of the file.

    Columns of `accounts` plus title and phase_label of the event, publisher, url, tier and
    article_kind of the source, and of its time: words, timed, soft_start, soft_end.
    """
    events = case.events.set_index("id")
    articles = case.articles.set_index("id")
    table = case.accounts.assign(
        title=case.accounts["event"].map(events["title"]),
        phase_label=case.accounts["event"].map(events["phase"]).map(case.labels["phase"]),
        publisher=case.accounts["article"].map(articles["publisher"]),
        url=case.accounts["article"].map(articles["url"]),
        tier=case.accounts["article"].map(articles["tier"]),
        article_kind=case.accounts["article"].map(articles["kind"]),
    )
    return with_date_parts(table, "time")


def with_date_parts(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """The table with what its date column says beyond the bounds that the case derives.

    Adds words (the date as a reader says it, or the missing word), timed (it names a clock time),
    soft_start and soft_end (that end is approximate); booleans are False where there is no date.
    """
    texts = table[column]
    known = {text: parse_edtf(text) for text in texts[stated(texts)].unique()}
    dates = [known.get(text) for text in texts]
    parts = {
        "words": [
            date.in_words() if date else text for date, text in zip(dates, texts, strict=True)
        ],
        "timed": [bool(date and "T" in date.text) for date in dates],
        "soft_start": [bool(date and date.start and date.start.approximate) for date in dates],
        "soft_end": [bool(date and date.end and date.end.approximate) for date in dates],
    }
    types = {name: str if name == "words" else bool for name in parts}
    return table.join(pd.DataFrame(parts, index=table.index).astype(types))
