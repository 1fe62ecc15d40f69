"""Accounts as words of a page: event by event, question by question, what each source says."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html import escape

import pandas as pd

from helpers.case import MISSING
from helpers.figures.part import Part, link, prose

#: Accounts, and events, on a page at most; a page with more could no longer be read.
LIMIT = 1000
NONE = "No event is left by these filters."
SILENT = "None of the sources selected gives an account of it."
RELATIONS = ("reports", "differs", "adds")


@dataclass(frozen=True)
class AccountList:
    """How accounts are written, and where their links lead."""

    sources: Mapping[str, str]
    """For the id of an article its place on the page."""
    linked: Collection[str] = ()
    """Ids of accounts that something leads to; each gets its place, `account-` and the id."""
    verdicts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """For (event, question) how the times compare, as a sentence."""
    anchors: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """For (event, question) its place on the page; those of an event stand in this order."""
    back: str = ""
    """The id of what led here."""
    brief: bool = False
    """Of accounts that give no time only the numbers of their sources are named; where none of an
    event gives one, the first that reports is told in words."""
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
        shown, heard = events.head(LIMIT), accounts.head(LIMIT)
        told = dict(iter(heard.groupby("event", sort=False)))
        html = "".join(self.event(row, told.get(row["id"])) for row in shown.to_dict("records"))
        for what, here, whole in (("events", shown, events), ("accounts", heard, accounts)):
            if len(here) < len(whole):
                words = f"The first {len(here):,} of {len(whole):,} {what} are shown."
                html += f'<p class="note">{words}</p>'
        return Part(html, "\n".join(shown["words"] + ": " + shown["title"]))

    def event(self, event: Mapping[str, object], accounts: pd.DataFrame | None) -> str:
        """One event with its accounts by question."""
        number = 0 if accounts is None else len(accounts)
        many = f"{number:,} account{'' if number == 1 else 's'}"
        summary = escape(f"{event['title']} · {event['words']} ({many})", quote=False)
        # The id stands inside, because browsers open what is folded for a place within it.
        place = "" if self.anchors and number else f' id="{escape(str(event["id"]))}"'
        lead = " ".join(filter(None, [str(event["lead"]), "" if number else SILENT]))
        inner = f"<p{place}>{escape(lead, quote=False)} " if lead or place else ""
        inner += "" if accounts is None else self.told(accounts, folded=bool(event["open"]))
        start = "<details open" if event["open"] else "<details"
        back = link("Back", f"#{self.back}") if self.back else ""
        return f"{start}><summary>{summary}</summary>{inner}{back}</details>"

    def told(self, accounts: pd.DataFrame, *, folded: bool) -> str:
        """The accounts of one event; where brief, those with a time, and the sources of the rest."""
        if not self.brief:
            return self.questions(accounts, folded=folded and self.folded)
        worded = accounts["time_earliest"].notna() | accounts["time_latest"].notna()
        if not worded.any():
            worded = accounts["id"] == next(
                iter(accounts["id"][accounts["relation"] == "reports"]), ""
            )
        rest = accounts[~worded]
        places = [self.sources[article] for article in rest["article"].unique()]
        links = ", ".join(link(place.removeprefix("s--"), f"#{place}") for place in places)
        words = (
            f"{len(rest):,} {'other ' if worded.any() else ''}account{'s' * (len(rest) > 1)}, from "
        )
        words += "source" if len(places) == 1 else "sources"
        return self.questions(accounts[worded]) + (f"<p>{words} {links}. " if len(rest) else "")

    def questions(self, accounts: pd.DataFrame, *, folded: bool = False) -> str:
        """The accounts of one event under the questions they answer."""
        groups = dict(iter(accounts.groupby(["event", "question"], sort=False)))
        order = [key for key in self.anchors if key in groups] or list(groups)
        return "".join(self.question(key, groups[key], folded) for key in order)

    def question(self, key: tuple[str, str], accounts: pd.DataFrame, folded: bool) -> str:
        """One question: how its accounts compare, then the accounts, those that report first."""
        place = f' id="{escape(self.anchors[key])}"' if key in self.anchors else ""
        number = f"{self.anchors[key].removeprefix('q')}. " if key in self.anchors else ""
        asked = f"{number}{escape(key[1], quote=False)}"
        verdict = f" {escape(self.verdicts[key])}" if key in self.verdicts else ""
        rank = accounts["relation"].map(RELATIONS.index)
        rows = accounts.iloc[rank.argsort(kind="stable")].to_dict("records")
        items = "".join(map(self.item, rows))
        if folded:
            # The place is the list's, because browsers open what is folded for a place within it.
            heading = f"{asked} {tally(accounts['relation'])}{verdict}"
            return f"<details><summary>{heading}</summary><ul{place}>{items}</ul></details>"
        return f"<p{place}><b>{asked}</b>{verdict}<ul>{items}</ul>"

    def item(self, account: Mapping[str, str]) -> str:
        """One account: source, relation, what it says, what must be known of it."""
        relation = account["relation"]
        relation = {"reports": "", "differs": ' <b class="torn">differs</b>'}.get(
            relation, f" {relation}"
        )
        place = f' id="account-{escape(account["id"])}"' if account["id"] in self.linked else ""
        source = link(account["publisher"], f"#{self.sources[account['article']]}")
        return f"<li{place}>{source}{relation}: {escape(account['says'] + remarks(account), quote=False)}"


def tally(relations: pd.Series) -> str:
    """How many accounts there are of a question and how many of them differ: "5 of 12 differ."."""
    number, differ = len(relations), int((relations == "differs").sum())
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


def way_back(place: str) -> str:
    """A link to the place that led here."""
    return f'<p class="source">{link("Back", f"#{place}")}</p>' if place else ""
