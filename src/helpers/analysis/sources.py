"""The sources that a page names: what is said on it names its source and leads to the list of them."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from helpers.case import MISSING, Case, date_in_words


def source_places(case: Case) -> dict[str, str]:
    """For the id of each article the id of its place on a page: "-1" for the first of the case.

    No row has an id that begins with a hyphen, so the places of a page stay apart.
    """
    return {article: f"-{number}" for number, article in enumerate(case.articles["id"], start=1)}


def published_in_words(date: str) -> str:
    """When a source appeared, for an EDTF date: an open end is a bound, "5 August 2025 or later"."""
    first, slash, last = date.partition("/")
    if slash and last in ("", ".."):
        return f"{date_in_words(first)} or later"
    if slash and first in ("", ".."):
        return f"{date_in_words(last)} or earlier"
    return date_in_words(date)


def sources(case: Case, used: Collection[str]) -> pd.DataFrame:
    """The articles with these ids, in the order of the case.

    Columns place, number (in the case, from 1), publisher, published (in words) and url.
    """
    articles = case.articles.assign(number=range(1, len(case.articles) + 1))
    articles = articles[articles["id"].isin(set(used))]
    return pd.DataFrame(
        {
            "place": articles["id"].map(source_places(case)),
            "number": articles["number"],
            "publisher": articles["publisher"],
            "published": [
                "date not known" if date in MISSING else published_in_words(date)
                for date in articles["published"]
            ],
            "url": articles["url"],
        }
    )
