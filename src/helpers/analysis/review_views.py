"""What an audit found and recommended and what responds to it, as tables."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis.responses import unanswered
from helpers.case import Case

KINDS = ["finding", "recommendation"]
#: The parts of a finding's dossier.
REPORTS, REACTIONS, OUTCOMES = "Reported by", "Reactions", "What came of it"
#: The same with what stands there when nothing is on record; a part without words is left out.
DOSSIER = {REPORTS: "", REACTIONS: "No reaction is on record.", OUTCOMES: ""}


def ranked(targets: pd.DataFrame) -> pd.DataFrame:
    """The targets with findings first, then recommendations; in each the most reported first."""
    order = targets.assign(rank=targets["kind"].map(KINDS.index))
    order = order.sort_values(["rank", "sources"], ascending=[True, False], kind="stable")
    return order.drop(columns="rank").reset_index(drop=True)


def found_table(targets: pd.DataFrame, replies: pd.DataFrame) -> pd.DataFrame:
    """Each finding and recommendation with who reports it and how many respond."""
    numbers = replies["target"].value_counts()
    return pd.DataFrame(
        {
            "what": targets["paraphrase"],
            "kind": targets["kind"],
            "sources": targets["sources"],
            "reported_by": targets["publishers"],
            "responses": targets["id"].map(numbers).fillna(0).astype(int),
            **ids_of(targets),
        }
    )


def ids_of(targets: pd.DataFrame) -> dict[str, pd.Series]:
    """The ids of findings and recommendations: statements, concept, actor, articles."""
    return {
        "statement_ids": targets["rows"],
        "concept_id": targets["concept"],
        "actor_id": targets["actor"],
        "article_ids": targets["articles"],
    }


def response_table(targets: pd.DataFrame, replies: pd.DataFrame) -> pd.DataFrame:
    """Every response: what it responds to, its place in the order, by whom, in which direction."""
    known = targets.set_index("id")
    return pd.DataFrame(
        {
            "responds_to": replies["target"].map(known["paraphrase"]),
            "as": replies["outcome"].map({False: "reaction", True: "what came of it"}),
            "order": replies["place"],
            "by": replies["speaker"],
            "said": replies["when"],
            "direction": replies["direction"],
            "what": replies["paraphrase"],
            "how_far_met_our_inference": replies["meets"],
            "why": replies["meets_reason"],
            "source": replies["publisher"],
            "target_ids": replies["target"].map(known["rows"]),
            "statement_id": replies["id"],
            "actor_id": replies["actor"],
            "concept_id": replies["concept"],
            "article_id": replies["article"],
        }
    )


def silent_table(targets: pd.DataFrame, replies: pd.DataFrame) -> pd.DataFrame:
    """The findings and recommendations that no response names."""
    silent = unanswered(targets, replies)
    return pd.DataFrame(
        {
            "what": silent["paraphrase"],
            "kind": silent["kind"],
            "sources": silent["sources"],
            **ids_of(silent),
        }
    )


def missing_table(missing: pd.DataFrame) -> pd.DataFrame:
    """Answers that were looked for and not found: of whom, to whom, on what."""
    return pd.DataFrame(
        {
            "answer_of": missing["name"],
            "to": missing["target_name"],
            "on": missing["label"],
            "what_is_missing": missing["paraphrase"],
            "how_it_was_looked_for": missing["note"],
            "target_ids": missing["target"],
            "statement_id": missing["id"],
            "actor_id": missing["actor"],
        }
    )


def event_table(case: Case, statements: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Responses to events in which those who found and recommended took part, as a whole.

    `statements` is prepared; what they say themselves is left out.
    """
    authors = set(targets["actor"])
    took_part = [not authors.isdisjoint(cell.split(";")) for cell in case.events["actors"]]
    titles = case.events.loc[np.array(took_part, dtype=bool)].set_index("id")["title"]
    said = statements[~statements["actor"].isin(authors)]
    rows = said.assign(event=said["targets"]).explode("event")
    rows = rows[rows["event"].isin(titles.index)]
    return pd.DataFrame(
        {
            "responds_to": rows["event"].map(titles),
            "by": rows["speaker"],
            "said": rows["when"],
            "what": rows["paraphrase"],
            "source": rows["publisher"],
            "statement_ids": rows["id"],
            "event_id": rows["event"],
            "actor_id": rows["actor"],
            "concept_id": rows["concept"],
            "article_id": rows["article"],
            "url": rows["url"],
        }
    )


def not_shown(statements: pd.DataFrame, shown: pd.Series, *ids: pd.Series) -> pd.DataFrame:
    """The statements with any of these `ids` that are not among those already `shown`."""
    wanted = {name for each in ids for name in each} - set(shown)
    return statements[statements["id"].isin(wanted)]


def dossier_heads(targets: pd.DataFrame) -> pd.DataFrame:
    """What each dossier is about: key (id), title (the paraphrase), lead (what sort it is).

    `back` is the id of the figure that leads there.
    """
    lead = targets["kind"].str.capitalize() + " on “" + targets["label"] + "”."
    columns = {"key": targets["id"], "title": targets["paraphrase"], "lead": lead}
    return pd.DataFrame(columns | {"back": targets["kind"] + "s-answered"})


def dossier_rows(
    statements: pd.DataFrame, targets: pd.DataFrame, replies: pd.DataFrame
) -> pd.DataFrame:
    """Every statement of a finding's dossier: its reports, the reactions, what came of it.

    Columns of `statements`, key (id of the target), part (heading) and direction ("" for reports).
    """
    told = statements[statements["canonical"].isin(targets["id"])]
    told = told.assign(key=told["canonical"], part=REPORTS, direction="")
    parts = replies["outcome"].map({False: REACTIONS, True: OUTCOMES})
    answers = replies.assign(key=replies["target"], part=parts)
    return pd.concat([told, answers], ignore_index=True)
