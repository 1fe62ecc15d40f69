"""Which statements, events and accounts an analysis uses, and what each filter left out.

One `Selection` serves every notebook. A filter that is empty lets everything through. A statement
or event whose date straddles a bound, or that has none, is left out when a bound is set, and
counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from helpers.analysis.counting import COUNTING, SIDES, coded_again, count_once
from helpers.analysis.event_selection import SelectedEvents, select_events
from helpers.analysis.filters import (
    SelectionError,
    date_tests,
    listed_values,
    passing,
    require,
    vocabulary,
)
from helpers.analysis.words import count, listed
from helpers.case import Case, stated

__all__ = ["Selected", "Selection", "SelectionError", "count_once", "statements_in_context"]

#: Each filter of a Selection with the column it looks at.
FILTERS = {
    "articles": "article",
    "tiers": "tier",
    "article_kinds": "article_kind",
    "actors": "actor",
    "groups": "group",
    "concepts": "concept",
    "kinds": "kind",
    "forms": "form",
    "basis": "basis",
}
#: The filters on sources, which choose statements as well as accounts.
SOURCES = {name: FILTERS[name] for name in ("articles", "tiers", "article_kinds")}
#: The same columns in the table of articles.
OF_ARTICLES = {"articles": "id", "tiers": "tier", "article_kinds": "kind"}
#: What a filter chooses, where its name does not say it.
CHOICES = {"article_kinds": "kinds of source", "kinds": "kinds of statement", "basis": "bases"}
UNREAD = "stance cannot be read from the copy"
SECOND = "coded a second time, by another coder"
SIDELESS = "takes no side"


@dataclass(frozen=True)
class Selected:
    """The statements an analysis uses, with what was left out and why."""

    statements: pd.DataFrame
    """One row a statement, with article, actor and concept columns joined."""
    dropped: dict[str, int]
    """Reason -> number of statements left out for it, in the order applied; no zeros."""
    counting: str

    @property
    def rule(self) -> str:
        """The counting rule in words."""
        if self.counting == "statement":
            return "every statement counts"
        if self.counting == "once":
            return "an actor’s stance on a concept counts once"
        return f"an actor’s stance on a concept counts once per {self.counting}"

    def left_out(self) -> str:
        """What was left out and why, in one sentence."""
        if not self.dropped:
            return "Nothing was left out."
        return f"Left out: {listed(f'{n:,} ({reason})' for reason, n in self.dropped.items())}."

    def whole(self) -> str:
        """What a part of the statements is a part of: all of them, by which rule, and the rest."""
        every = count(len(self.statements), "statement")
        return f"{every} on all matters; {self.rule}. {self.left_out()}"

    def note(self) -> str:
        """What a figure says under itself: how many statements, the rule, what was left out."""
        used = count(len(self.statements), "statement").capitalize()
        return f"{used} used; {self.rule}. {self.left_out()}"


@dataclass(frozen=True)
class Selection:
    """Filters on the statements and events of a case, and the rule by which statements count.

    Every filter is a list of allowed values, empty for all. `since` and `until` are EDTF dates.
    Call it with a case to get the `Selected` statements, or its `events` to get events and
    accounts. `phases` chooses events only, since a statement has no phase. Where two coders coded
    the same article, actor and concept, the coder of the first row counts.
    """

    articles: tuple[str, ...] | list[str] = ()
    tiers: tuple[str, ...] | list[str] = ()
    article_kinds: tuple[str, ...] | list[str] = ()
    actors: tuple[str, ...] | list[str] = ()
    groups: tuple[str, ...] | list[str] = ()
    concepts: tuple[str, ...] | list[str] = ()
    kinds: tuple[str, ...] | list[str] = ()
    forms: tuple[str, ...] | list[str] = ()
    basis: tuple[str, ...] | list[str] = ()
    phases: tuple[str, ...] | list[str] = ()
    since: str = ""
    until: str = ""
    counting: str = "article"
    unread: bool = False  # keep statements whose stance the copy does not show
    by_stance: bool = True  # False: for measures that ignore stance, as their counting key does
    spared: tuple[str, ...] = ()  # kinds that actors, groups, kinds and counting leave as they are

    def __call__(self, case: Case) -> Selected:
        """The statements of `case` that pass every filter, counted by the rule.

        Raises SelectionError for a value, date or rule that cannot be meant.
        """
        require("counting", self.counting, set(COUNTING))
        chosen = self._chosen(case, FILTERS)
        table = statements_in_context(case)
        tests = [(SECOND, ~coded_again(table))]
        tests += [] if self.unread else [(UNREAD, stated(table["stance"]))]
        tests += [] if self.by_stance else [(SIDELESS, table["stance"].isin(SIDES))]
        spared = table["kind"].isin(self.spared)
        for name, values in chosen.items():
            passes = table[FILTERS[name]].isin(values)
            passes |= spared if name in ("actors", "groups", "kinds") else False
            tests.append((f"other {CHOICES.get(name, name)}", passes))
        tests += date_tests(table, "said", self.since, self.until)
        kept, dropped = passing(table, tests)
        own = kept["kind"].isin(self.spared)
        counted = count_once(kept[~own], self.counting, by_stance=self.by_stance)
        counted = kept[own | kept.index.isin(counted.index)] if own.any() else counted
        if again := len(kept) - len(counted):
            dropped["said again under the counting rule"] = again
        return Selected(counted, dropped, self.counting)

    def events(self, case: Case) -> SelectedEvents:
        """The events of `case` in the phases and between the dates, and the accounts of them.

        Articles, tiers and article_kinds choose the sources whose accounts are heard; the other
        filters are about statements. Raises SelectionError like a call.
        """
        chosen = self._chosen(case, ("phases", *SOURCES))
        heard = {SOURCES[name]: values for name, values in chosen.items() if name in SOURCES}
        return select_events(
            case, chosen.get("phases", []), heard, since=self.since, until=self.until
        )

    def sources(self, case: Case) -> tuple[pd.DataFrame, dict[str, int]]:
        """The articles of `case` that articles, tiers and article_kinds choose.

        With them comes, by reason, how many each filter left out. Raises SelectionError like a call.
        """
        tests = [
            (f"other {CHOICES.get(name, name)}", case.articles[OF_ARTICLES[name]].isin(values))
            for name, values in self._chosen(case, SOURCES).items()
        ]
        return passing(case.articles, tests)

    def _chosen(self, case: Case, names: Iterable[str]) -> dict[str, list[str]]:
        """The values of those of the named filters that are set, each known to the case."""
        given = {name: getattr(self, name) for name in names if getattr(self, name)}
        chosen = {name: listed_values(name, values) for name, values in given.items()}
        for name, values in chosen.items():
            allowed = vocabulary(case, name)
            for value in values:
                require(name, value, allowed)
        return chosen


def statements_in_context(case: Case) -> pd.DataFrame:
    """Every statement that a source carries, with its article, actor and concept beside it.

    Columns of `statements` plus publisher, url, tier, article_kind, name, role, group, group_label,
    label (of the concept), concept_kind. Rows for things looked for and not found are left out.
    """
    articles = case.articles.set_index("id")
    actors = case.actors.set_index("id")
    concepts = case.concepts.set_index("id")
    table = case.statements[stated(case.statements["article"])]
    return table.assign(
        publisher=table["article"].map(articles["publisher"]),
        url=table["article"].map(articles["url"]),
        tier=table["article"].map(articles["tier"]),
        article_kind=table["article"].map(articles["kind"]),
        name=table["actor"].map(actors["name"]),
        role=table["actor"].map(actors["role"]),
        group=table["actor"].map(actors["group"]),
        group_label=table["actor"].map(actors["group"]).map(case.labels["group"]),
        label=table["concept"].map(concepts["label"]),
        concept_kind=table["concept"].map(concepts["kind"]),
    )
