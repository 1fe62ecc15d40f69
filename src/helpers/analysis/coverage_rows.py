"""The rows that the tables on gaps, quotations and coders count, and where they stand on the page."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from helpers.analysis.counting import coded_again
from helpers.analysis.coverage import PLACE, gap_table
from helpers.analysis.event_selection import accounts_in_context
from helpers.analysis.selection import statements_in_context
from helpers.analysis.words import sentence
from helpers.case import Case

#: Statements, and accounts, that the page shows at most.
MOST = 1000
SAID = "said-in."  # how the place of the statements of a source begins
#: How the place of a row begins, by its table; rows of the other tables have none on the page.
PLACES = {"articles": PLACE, "statements": "", "accounts": "account."}
LINES = ["anchor", "words", "table", "ids"]


def gap_lines(missing: pd.DataFrame) -> pd.DataFrame:
    """A line for each row of `missing_cells`: anchor (its place), words, table, ids."""
    words = [
        f"{row.table}, {row.column.replace('_', ' ')}: {row.kind}" for row in missing.itertuples()
    ]
    return lines(gap_anchors(missing), words, missing["table"], missing["ids"])


def gap_anchors(missing: pd.DataFrame) -> pd.Series:
    """The place of each of these gaps: "gap.statements-said-not-stated"."""
    parts = missing["table"] + "-" + missing["column"] + "-" + missing["kind"]
    return "gap." + parts.astype(str).map(slug)


def placed_gaps(missing: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """The table of gaps (`gap_table`), each number with the place of its line.

    With it comes for each column of numbers the column of its places.
    """
    table = gap_table(missing)
    kinds = list(dict.fromkeys(missing["kind"]))
    keys = missing.assign(
        anchor="#" + gap_anchors(missing), column=missing["column"].str.replace("_", " ")
    )
    for kind in kinds:
        mine = keys[keys["kind"] == kind].set_index(["table", "column"])["anchor"]
        places = [mine.get((row.table, row.column), "") for row in table.itertuples()]
        table = table.assign(**{place_of(kind): places})
    return table, {kind: place_of(kind) for kind in kinds}


def place_of(kind: str) -> str:
    """The name of the column with the places of a kind of gap."""
    return f"place of {kind}"


def state_lines(states: pd.DataFrame) -> pd.DataFrame:
    """A line for each state of verification (rows of `quotation_states`), as `gap_lines` has them."""
    words = "quotations: " + states["state"].astype(str)
    anchors = "state." + states["state"].astype(str).map(slug)
    return lines(anchors, list(words), "statements", states["statements"])


def coder_lines(agreed: pd.DataFrame) -> pd.DataFrame:
    """A line for each concept that was coded twice (rows of `agreement`), as `gap_lines` has them."""
    words = "coded twice: " + agreed["concept"].astype(str)
    anchors = "coded." + agreed["concept_id"].where(agreed["concept_id"] != "", "-all")
    return lines(anchors.astype(str), list(words), "statements", agreed["statements"])


def lines(
    anchors: pd.Series, words: list[str], table: pd.Series | str, ids: pd.Series
) -> pd.DataFrame:
    """Lines of these columns."""
    columns = {"anchor": anchors, "words": [sentence(text).rstrip(".") for text in words]}
    return pd.DataFrame(columns | {"table": table, "ids": ids}, columns=LINES)


def slug(text: str) -> str:
    """The text as a place: small letters, digits and hyphens."""
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def statements_by_source(
    case: Case, listed: pd.DataFrame, found: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Every statement in context by its source, and the sources (`source_list`) with its `said`.

    Of more than `MOST` these lines' statements stand before others. `again` says of a statement that
    another coder coded it first; such come last of their source. `said` is where the statements of
    a source begin, "" where none is shown.
    """
    table = statements_in_context(case)
    rank = pd.Series(range(len(listed)), listed["source_id"])
    table = table.assign(again=coded_again(table), rank=table["article"].map(rank))
    behind = table["id"].isin(named(found, "statements"))
    shown = pd.concat([table[behind], table[~behind]]).head(MOST).sort_index()
    shown = shown.sort_values(["rank", "again"], kind="stable").drop(columns="rank")
    heard = listed["source_id"].isin(shown["article"])
    return shown, listed.assign(said=("#" + SAID + listed["source_id"]).where(heard, ""))


def accounts_behind(case: Case, found: pd.DataFrame) -> pd.DataFrame:
    """The accounts that these lines name, at most `MOST`: event, question, source, says, ids, anchor."""
    table = accounts_in_context(case)
    rows = table[table["id"].isin(named(found, "accounts"))].head(MOST)
    columns = {"title": "event", "question": "question", "publisher": "source", "says": "says"}
    shown = rows[list(columns)].rename(columns=columns)
    return shown.assign(
        account_id=rows["id"],
        event_id=rows["event"],
        article_id=rows["article"],
        anchor="account." + rows["id"],
        place="#" + PLACE + rows["article"],
    )


def named(found: pd.DataFrame, table: str) -> set[str]:
    """The ids that the lines of one table name."""
    return {one for ids in found.loc[found["table"] == table, "ids"] for one in ids.split(";")}


def placed(
    found: pd.DataFrame,
    articles: Collection[str],
    statements: Collection[str],
    accounts: Collection[str],
) -> pd.DataFrame:
    """The lines with `places`: for each of `ids`, joined by ";", where it stands, "" for nowhere.

    The page shows these articles, statements and accounts.
    """
    shown = {"articles": set(articles), "statements": set(statements), "accounts": set(accounts)}
    places = [
        ";".join(
            f"#{PLACES[row.table]}{one}" if one in shown.get(row.table, ()) else ""
            for one in row.ids.split(";")
        )
        for row in found.itertuples()
    ]
    return found.assign(places=pd.Series(places, found.index, dtype=str))
