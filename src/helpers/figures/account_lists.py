"""Accounts as words of a page: event by event, question by question, what each source says."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pandas as pd

from helpers.case import MISSING
from helpers.figures.part import Part, link, prose, way_back
from helpers.figures.rows import rows_by

#: Accounts, and events, on a page at most; a page with more could no longer be read.
LIMIT = 1000
NONE = "No event is left by these filters."
SILENT = "None of the sources selected gives an account of it."
NOT_SHOWN = "Its accounts are in the download only."
#: A row of the accounts of a case.
Account = Mapping[str, Any]
RELATIONS = ("reports", "differs", "adds")


@dataclass(frozen=True)
class AccountList:
    """How accounts are written, and where their links lead."""

    sources: Mapping[str, str]
    """For the id of an article its place on the page."""
    linked: Collection[str] = ()
    """Ids of accounts that something leads to; each gets its place, `account.` and the id."""
    verdicts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """For (event, question) how the times compare, as a sentence."""
    anchors: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """For (event, question) its place on the page; those of an event stand in this order."""
    back: str = ""
    """The id of what led here."""
    brief: bool = False
    """A publisher with one article is a link once in an event; all events have one way back."""
    folded: bool = False
    """The questions of an event that is open are folded, each under how its accounts compare."""

    def part(self, events: pd.DataFrame, accounts: pd.DataFrame) -> Part:
        """One folded list an event, which `#` and the event's id lead to, with its accounts.

        `events` has, in the order shown, id, title, words (of the date), lead (sentences on it, may
        be empty) and open (whether it is not folded at first). Where questions have places, the
        first of them is the event's place. Items of lists are not closed, as HTML allows.
        """
        if events.empty:
            return prose(NONE, kind="note")
        shown, heard = on_page(events, accounts)
        told, every = rows_by(with_again(heard), "event"), accounts["event"].value_counts()
        html = "".join(
            self.event(row, told.get(row["id"], []), int(every.get(row["id"], 0)))
            for row in shown.to_dict("records")
        )
        for what, here, whole in (("events", shown, events), ("accounts", heard, accounts)):
            if len(here) < len(whole):
                words = f"The first {len(here):,} of {len(whole):,} {what} are shown."
                html += f'<p class="note">{words}</p>'
        html += way_back(self.back) if self.brief else ""
        return Part(html, "\n".join(shown["words"] + ": " + shown["title"]))

    def event(self, event: Mapping[str, object], accounts: Sequence[Account], number: int) -> str:
        """One event with its accounts by question, and the `number` of all its accounts."""
        many = f"{number:,} account{'' if number == 1 else 's'}"
        summary = escape(f"{event['title']} · {event['words']} ({many})", quote=False)
        # The id stands inside, because browsers open what is folded for a place within it.
        place = "" if self.anchors and accounts else f' id="{escape(str(event["id"]))}"'
        silent = "" if accounts else NOT_SHOWN if number else SILENT
        lead = " ".join(filter(None, [str(event["lead"]), silent]))
        inner = f"<p{place}>{escape(lead, quote=False)}" if lead or place else ""
        folded = self.folded and bool(event["open"])
        inner += self.questions(accounts, folded=folded)
        start = "<details open" if event["open"] else "<details"
        back = link("Back", f"#{self.back}") if self.back and not self.brief else ""
        back = f"</p>{back}" if back and inner and not accounts else back
        return f"{start}><summary>{summary}</summary>{inner}{back}</details>"

    def questions(self, accounts: Sequence[Account], *, folded: bool = False) -> str:
        """The accounts of one event under the questions they answer."""
        groups: dict[tuple[str, str], list[Account]] = {}
        for account in accounts:
            groups.setdefault((account["event"], account["question"]), []).append(account)
        order = [key for key in self.anchors if key in groups] or list(groups)
        return "".join(self.question(key, groups[key], folded) for key in order)

    def question(self, key: tuple[str, str], accounts: Sequence[Account], folded: bool) -> str:
        """One question: how its accounts compare, then the accounts, those that report first."""
        place = f' id="{escape(self.anchors[key])}"' if key in self.anchors else ""
        number = f"{self.anchors[key].removeprefix('q.')}. " if key in self.anchors else ""
        asked = f"{number}{escape(key[1], quote=False)}"
        verdict = f" {escape(self.verdicts[key])}" if key in self.verdicts else ""
        rows = sorted(accounts, key=lambda account: RELATIONS.index(account["relation"]))
        items = "".join(map(self.item, rows))
        if folded:
            # The place is the list's, because browsers open what is folded for a place within it.
            heading = f"{asked} {tally([account['relation'] for account in accounts])}{verdict}"
            return f"<details><summary>{heading}</summary><ul{place}>{items}</ul></details>"
        return f"<p{place}><b>{asked}</b>{verdict}<ul>{items}</ul>"

    def item(self, account: Account) -> str:
        """One account: source, relation, what it says, what must be known of it."""
        relation = account["relation"]
        relation = {"reports": "", "differs": " <u>differs</u>"}.get(relation, f" {relation}")
        place = f' id="account.{escape(account["id"])}"' if account["id"] in self.linked else ""
        known = self.brief and account["again"]
        source = link(account["publisher"], "" if known else f"#{self.sources[account['article']]}")
        return f"<li{place}>{source}{relation}: {escape(account['says'] + remarks(account), quote=False)}"


def on_page(events: pd.DataFrame, accounts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The first of these events, and of their accounts, for which a page has room."""
    shown = events.head(LIMIT)
    return shown, accounts[accounts["event"].isin(shown["id"])].head(LIMIT)


def with_again(accounts: pd.DataFrame) -> pd.DataFrame:
    """The accounts with again: whether an event had the article before, its publisher's only one.

    A name without a link must not be that of another article by the same publisher.
    """
    articles = accounts.groupby(["event", "publisher"])["article"]
    again = accounts.duplicated(["event", "article"]) & (articles.transform("nunique") == 1)
    return accounts.assign(again=again)


def tally(relations: Sequence[str]) -> str:
    """How many accounts there are of a question and how many of them differ: "5 of 12 differ."."""
    number, differ = len(relations), relations.count("differs")
    if not differ:
        return f"{number:,} account{'' if number == 1 else 's'}."
    return f"{differ:,} of {number:,} differ{'s' if differ == 1 else ''}."


def remarks(account: Mapping[str, str]) -> str:
    """The time that an account gives, how it is known where the source does not say it, the note."""
    said = f" Time: {account['words']}." if account["words"] not in MISSING else ""
    note = "" if account["note"] in MISSING else account["note"]
    basis = account["basis"]
    said_in_note = basis == "reported" or note.lower().startswith(basis)
    known = "" if said_in_note else f" {basis.capitalize()}."
    return said + known + (f" {note}" if note else "")
