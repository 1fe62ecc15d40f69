"""Whether what is said can have been said by the time that its article was published."""

from collections.abc import Iterator

import numpy as np

from helpers.case.edtf import Edtf, EdtfError, parse_edtf
from helpers.case.problems import SHOWN, Problem
from helpers.case.schema import MISSING
from helpers.case.tables import Table, further

DAY = 24 * 60 * 60  # elsewhere it may be the day before or after
NEVER, EVER = -(2**62), 2**62  # seconds: before and after every date


def said_rules(statements: Table, articles: Table) -> Iterator[Problem]:
    """Nothing is said later than its article was published, as far as both dates are certain."""
    if not (statements.has("said", "article") and articles.has("id", "published")):
        return
    said, article = statements.columns["said"], statements.columns["article"]
    published = dict(
        zip(articles.columns["id"].cells(), articles.columns["published"].cells(), strict=True)
    )
    first = said.by_row(map(_earliest, said.values))
    last = article.by_row(_latest(published.get(each, "")) for each in article.values)
    late = np.flatnonzero(first > last)
    for position in late[:SHOWN].tolist():
        date = published[article.cell(position)]
        message = f"is later than its article was published, {date}; check both dates"
        yield statements.problem("said", position, message)
    yield from further("statements.csv", "said", len(late) - SHOWN)


def _earliest(text: str) -> int:
    """The first second that a date may mean."""
    date = _certain(text)
    return NEVER if date is None or np.isnat(date.earliest) else int(date.earliest.astype(int))


def _latest(text: str) -> int:
    """The last second that a date may mean, in any zone of time."""
    date = _certain(text)
    return EVER if date is None or np.isnat(date.latest) else int(date.latest.astype(int)) + DAY


def _certain(text: str) -> Edtf | None:
    """The date; None for none, and for one that is approximate or uncertain."""
    try:
        date = None if text in MISSING else parse_edtf(text)
    except EdtfError:  # which is told where the cell is checked
        return None
    return date if date and not (date.approximate or date.uncertain) else None
