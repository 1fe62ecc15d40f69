"""Ids that the pages of a case keep for parts of their own, which no statement or event may have.

Places that a page makes from data need no list: they have a form that no id of data has, such as
`account.vote-01`, `by.frey` or `-7`. A test holds this list against every page.
"""

import re

#: The frame of every page, its headings and its figures.
WORDS = {
    "agreement",
    "all-events-in-order",
    "answers-that-were-not-found",
    "as-spoken-and-as-printed",
    "before-and-after",
    "bridges",
    "camps",
    "clock",
    "coalitions",
    "contents-title",
    "contested-concepts",
    "demand-answer-outcome",
    "demands-answered",
    "each-concept-the-camps",
    "each-demand-by-itself",
    "each-group-on-its-own-sheet-with-every-statement",
    "empty-corners",
    "every-pair",
    "every-source",
    "findings-answered",
    "gaps-named",
    "groups",
    "groups-and-concepts",
    "how-far-coders-agree",
    "how-far-the-quotations-are-verified",
    "how-many-accounts-there-are-and-how-many-differ",
    "how-much-each-group-says-and-on-which-side",
    "how-to-cite",
    "limits",
    "months",
    "one-day-by-the-clock",
    "overview",
    "pairs",
    "periods",
    "publishers",
    "recommendations-answered",
    "report",
    "scheme-auto",
    "scheme-dark",
    "scheme-light",
    "span",
    "speakers",
    "speakers-and-concepts",
    "the-accounts-event-by-event",
    "the-evidence",
    "the-rows-behind-the-tables",
    "the-sources",
    "ties",
    "times",
    "what-came-surely-before-what",
    "what-drew-no-answer",
    "what-happened-and-what-was-said-by-phase",
    "what-is-missing",
    "what-rests-on-one-source",
    "what-was-found-and-recommended",
    "what-was-said",
    "when-each-stance-was-taken-and-who-moved",
    "when-sources-give-different-times",
    "when-the-sources-were-published",
    "which-gaps-were-named-and-what-came-of-them",
    "which-groups-responded",
    "which-sources-disagree-with-which",
    "who-published-what-was-read",
    "who-responded-to-the-findings-and-what-came-of-it",
    "who-responded-to-the-recommendations-and-what-came-of-it",
}
#: The lines of a drawing, which its links share.
LINES = re.compile("l[0-9a-f]{1,4}")


def is_reserved(value: str) -> bool:
    """Whether a part of some page has this id, or it is the end of such a part."""
    return value.removesuffix("-end") in WORDS or bool(LINES.fullmatch(value))
