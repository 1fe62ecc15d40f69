"""Which statements an analysis uses, and what each filter left out.

One `Selection` serves every notebook. A filter that is empty lets everything through. A statement
whose date straddles a bound, or that has no date, is left out when a bound is set, and counted.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, fields

import pandas as pd

from helpers.analysis.words import count, listed
from helpers.case import Case, Edtf, EdtfError, parse_edtf, stated

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
#: Counting rules: the first statement of each key is kept, in date, article, position order.
COUNTING = {
    "statement": None,
    "article": "article",
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "once": "",
}


class SelectionError(ValueError):
    """A filter names something that the case does not have, or a date that is none."""


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
            return "an actor's stance on a concept counts once"
        return f"an actor's stance on a concept counts once per {self.counting}"

    def left_out(self) -> str:
        """What was left out and why, in one sentence."""
        if not self.dropped:
            return "Nothing was left out."
        return f"Left out: {listed(f'{n:,} ({reason})' for reason, n in self.dropped.items())}."

    def note(self) -> str:
        """What a figure says under itself: how many statements, the rule, what was left out."""
        used = count(len(self.statements), "statement").capitalize()
        return f"{used} used; {self.rule}. {self.left_out()}"


@dataclass(frozen=True)
class Selection:
    """Filters on the statements of a case, and the rule by which they are counted.

    Every filter is a list of allowed values, empty for all. `since` and `until` are EDTF dates.
    Call it with a case to get the `Selected` statements.
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
    since: str = ""
    until: str = ""
    counting: str = "article"
    unread: bool = False  # keep statements whose stance the copy does not show

    def __call__(self, case: Case) -> Selected:
        """The statements of `case` that pass every filter, counted by the rule.

        Raises SelectionError for a value, date or rule that cannot be meant.
        """
        allowed = vocabulary(case)
        for name in FILTERS:
            for value in getattr(self, name):
                require(name, value, allowed[name])
        require("counting", self.counting, set(COUNTING))
        kept, dropped = statements_in_context(case), {}
        for reason, passes in self._tests(kept):
            before = len(kept)
            kept = kept[passes.reindex(kept.index)]
            dropped[reason] = before - len(kept)
        counted = count_once(kept, self.counting)
        dropped["said again under the counting rule"] = len(kept) - len(counted)
        return Selected(counted, {k: n for k, n in dropped.items() if n}, self.counting)

    def _tests(self, table: pd.DataFrame) -> list[tuple[str, pd.Series]]:
        """Each active filter as its reason for leaving out and the rows that pass it."""
        tests = []
        if not self.unread:
            tests.append(("stance cannot be read from the copy", stated(table["stance"])))
        for field in fields(self):
            if field.name in FILTERS and getattr(self, field.name):
                column = FILTERS[field.name]
                tests.append((f"other {field.name}", table[column].isin(getattr(self, field.name))))
        return tests + date_tests(table, "said", self.since, self.until)


def date_tests(
    table: pd.DataFrame, column: str, since: str, until: str
) -> list[tuple[str, pd.Series]]:
    """The tests of two bounds (EDTF, empty for none) on a date column, reason and rows that pass.

    A date passes when all of it lies inside the bounds. Raises SelectionError for a bad bound.
    """
    if not (since or until):
        return []
    first, last = bound("since", since), bound("until", until)
    if first and last and first.earliest > last.latest:
        raise SelectionError(f"since ({since}) is after until ({until})")
    earliest, latest = table[f"{column}_earliest"], table[f"{column}_latest"]
    inside = pd.Series(True, index=table.index)
    if first:
        inside &= earliest >= first.earliest
    if last:
        inside &= latest <= last.latest
    return [
        ("no date", earliest.notna() | latest.notna()),
        ("outside the dates, or not surely inside", inside),
    ]


def bound(name: str, text: str) -> Edtf | None:
    """The parsed EDTF date of a bound, None when empty; SelectionError when it is no date."""
    try:
        return parse_edtf(text) if text else None
    except EdtfError as err:
        raise SelectionError(f"{name}: '{text}' {err}") from err


def require(name: str, value: str, allowed: set[str]) -> None:
    """Raise SelectionError, with the nearest names, unless `value` is one of `allowed`."""
    if value in allowed:
        return
    near = difflib.get_close_matches(str(value), sorted(allowed), 3, 0.4)
    hint = f"nearest: {listed(near, 'or')}" if near else f"use {listed(sorted(allowed), 'or')}"
    raise SelectionError(f"{name}: the case has no '{value}'; {hint}")


def vocabulary(case: Case) -> dict[str, set[str]]:
    """For each filter the values that the case has."""
    return {
        "articles": set(case.articles["id"]),
        "tiers": set(case.articles["tier"]),
        "article_kinds": set(case.articles["kind"]),
        "actors": set(case.actors["id"]),
        "groups": set(case.labels["group"]),
        "concepts": set(case.concepts["id"]),
        "kinds": set(case.statements["kind"]),
        "forms": set(case.statements["form"]) - {""},
        "basis": set(case.statements["basis"]),
    }


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


def count_once(statements: pd.DataFrame, counting: str) -> pd.DataFrame:
    """The statements with later ones of the same key left out, in their first order.

    The key is actor, concept, stance and what the rule names: the article, or the calendar period
    (with its year) of the earliest possible date; undated statements have a period of their own.
    """
    if counting == "statement":
        return statements
    key = statements[["actor", "concept", "stance"]]
    if counting == "article":
        key = key.assign(within=statements["article"])
    elif counting != "once":
        key = key.assign(within=statements["said_earliest"].dt.to_period(COUNTING[counting]))
    order = statements["said_earliest"].sort_values(kind="stable").index
    return statements[~key.loc[order].duplicated().reindex(statements.index)]
