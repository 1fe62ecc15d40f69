"""Which events and accounts an analysis uses, and what each filter left out.

The same idea as `Selection` for statements: an empty filter lets everything through, and an event
whose date straddles a bound, or that has no date, is left out when a bound is set, and counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from helpers.analysis.selection import date_tests, require
from helpers.analysis.words import count, listed
from helpers.case import Case, parse_edtf, stated

Tests = Iterable[tuple[str, pd.Series]]


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
        used = (
            f"{count(len(self.events), 'event')} and {count(len(self.accounts), 'account')} "
            f"from {count(sources, 'source')} used."
        )
        reasons = listed(f"{number:,} ({reason})" for reason, number in self.dropped.items())
        left = f"Left out: {reasons}." if self.dropped else "Nothing was left out."
        return f"{used[0].upper()}{used[1:]} {left}"


@dataclass(frozen=True)
class EventSelection:
    """Filters on the events of a case and on the accounts of them.

    `phases`, `since` and `until` (EDTF) choose events; `tiers` and `article_kinds` choose the
    sources whose accounts are heard. Call it with a case to get `SelectedEvents`.
    """

    phases: tuple[str, ...] | list[str] = ()
    tiers: tuple[str, ...] | list[str] = ()
    article_kinds: tuple[str, ...] | list[str] = ()
    since: str = ""
    until: str = ""

    def __call__(self, case: Case) -> SelectedEvents:
        """The events of `case` that pass, and the accounts of them that pass.

        Raises SelectionError for a value or date that cannot be meant.
        """
        for phase in self.phases:
            require("phases", phase, set(case.labels["phase"]))
        for tier in self.tiers:
            require("tiers", tier, set(case.articles["tier"]))
        for kind in self.article_kinds:
            require("article_kinds", kind, set(case.articles["kind"]))
        events = events_in_context(case)
        events, out = passing(events, self._event_tests(events), "event")
        accounts = accounts_in_context(case)
        accounts = accounts[accounts["event"].isin(events["id"])]
        accounts, also_out = passing(accounts, self._account_tests(accounts), "account")
        return SelectedEvents(events, accounts, out | also_out)

    def _event_tests(self, events: pd.DataFrame) -> list[tuple[str, pd.Series]]:
        chosen = [("other phases", events["phase"].isin(self.phases))] if self.phases else []
        return chosen + date_tests(events, "date", self.since, self.until)

    def _account_tests(self, accounts: pd.DataFrame) -> list[tuple[str, pd.Series]]:
        wanted = {"tier": self.tiers, "article_kind": self.article_kinds}
        return [
            (f"other {column.replace('_', ' ')}s of source", accounts[column].isin(values))
            for column, values in wanted.items()
            if values
        ]


def passing(table: pd.DataFrame, tests: Tests, noun: str) -> tuple[pd.DataFrame, dict[str, int]]:
    """The rows that pass every test, and for each reason how many rows it left out."""
    dropped = {}
    for reason, passes in tests:
        kept = table[passes.reindex(table.index)]
        if number := len(table) - len(kept):
            dropped[f"{noun}s: {reason}"] = number
        table = kept
    return table.reset_index(drop=True), dropped


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
