"""Demands and their answers, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.analysis.demands import NONE, UNLINKED
from helpers.analysis.responses import JUDGEMENTS
from helpers.analysis.selection import Selected
from helpers.analysis.words import be, count, in_words, listed, part, sentence

#: Each judgement as what is said of one demand, of several.
VERDICTS = {
    "met": ("is met", "are met"),
    "partly met": ("is partly met", "are partly met"),
    "not met": ("is not met", "are not met"),
    "passed on": ("is passed on", "are passed on"),
    "existing rule": ("is answered with an existing rule", "are answered with existing rules"),
    "declared": ("is answered with a declaration", "are answered with declarations"),
    "not judged": ("is answered without a judgement of ours", "are answered without a judgement"),
}
#: Wording of a demand that is on record in one form only, in a sentence.
ONE_FORM = {
    "printed only": "reported as printed only",
    "spoken only": "reported as spoken only",
    "reported only": "reported without wording",
}


def basis(selected: Selected, asked: pd.DataFrame, given: pd.DataFrame) -> str:
    """What a report or figure rests on: how many of the statements it uses, what was left out."""
    if selected.statements.empty:
        return f"No statement is left by these filters. {selected.left_out()}"
    ids = {name for cell in asked["ids"] for name in cell.split(";")}
    text = f"used: {count(len(ids), 'statement')} of demands and "
    text += f"{count(given['id'].nunique(), 'statement')} in answer to them, "
    return sentence(f"{text}out of {selected.whole()}")


def flow_note(selected: Selected, asked: pd.DataFrame, given: pd.DataFrame, most: int) -> str:
    """What stands under the figure: what it rests on, and how many demands are not drawn."""
    hidden = max(len(asked) - most, 0)
    text = f"Judgements are ours; each has its reason below it. {basis(selected, asked, given)}"
    if hidden:
        text += " " + sentence(f"not drawn: {count(hidden, 'demand')}, see the table")
    return text


def demand_findings(
    statements: pd.DataFrame, asked: pd.DataFrame, given: pd.DataFrame, stages: pd.DataFrame
) -> list[str]:
    """The answer of the report in three or four sentences; one when nothing is demanded."""
    if asked.empty:
        return ["No demand is among the statements used, so there is no answer to show."]
    return [
        makers_sentence(statements, asked),
        stage_sentence(given, stages, "answer", len(asked)),
        stage_sentence(given, stages, "outcome", len(asked)),
        met_sentence(stages, len(asked)),
    ]


def makers_sentence(statements: pd.DataFrame, asked: pd.DataFrame) -> str:
    """Who makes the demands, and in which form they are on record."""
    words = statements[statements["kind"] == "demand"]
    spoken_or_printed = words[words["form"] != "paraphrase"]
    own = words if spoken_or_printed.empty else spoken_or_printed
    names = own["behalf"].where(own["behalf"] != "", own["name"]).unique()
    verb = "makes" if len(names) == 1 else "make"
    text = f"{listed(names)} {verb} {count(len(asked), 'demand')}"
    return f"{sentence(text)} {forms(asked)}"


def forms(asked: pd.DataFrame) -> str:
    """Which demands are on record as spoken, as printed, or in one of the two only."""
    both = asked[asked["spoken"] & asked["printed"]]
    text = f"{part(len(both), len(asked))} {be(len(both))} reported both as spoken and as printed"
    for wording, words in ONE_FORM.items():
        labels = asked[asked["wording"] == wording]["label"]
        if len(labels):
            text += f"; {labelled(labels)} {be(len(labels))} {words}"
    return sentence(f"{text}, among the statements used")


def labelled(labels: Iterable[str]) -> str:
    """The labels of concepts in quotation marks, as one phrase."""
    return listed(f"“{label}”" for label in labels)


def verdicts(stages: pd.DataFrame, stage: str) -> pd.Series:
    """For each demand (label of the index is its concept) the judgements at a stage, in words."""
    mine = stages[stages["stage"] == stage]
    order = [*JUDGEMENTS, "not judged", NONE]
    return mine.groupby("concept", sort=False)["judgement"].agg(
        lambda found: listed(word for word in order if word in set(found))
    )


def stage_sentence(given: pd.DataFrame, stages: pd.DataFrame, stage: str, number: int) -> str:
    """Who answered how many demands at a stage, and how far the answers go in our judgement."""
    mine = given[given["stage"] == stage]
    names = listed(dict.fromkeys(mine["name"]))
    many = part(mine["demand"].nunique(), number, "demand")
    if stage == "answer":
        lead = (
            f"{names} answered {many} at the time"
            if len(mine)
            else "no answer at the time is on record"
        )
    else:
        lead = f"later votes and answers ({names}) bear on {many}"
        lead = lead if len(mine) else "no later vote or answer to a demand is on record"
    return f"{sentence(lead)} {verdict_words(stages, stage)}" if len(mine) else sentence(lead)


def verdict_words(stages: pd.DataFrame, stage: str) -> str:
    """The demands by judgement: "In our judgement “A” is not met; “B” and “C” are partly met."."""
    labels = stages.drop_duplicates("concept").set_index("concept")["label"]
    found = verdicts(stages, stage)
    groups = []
    for judgement in dict.fromkeys(found[found != NONE]):
        mine = [labels[concept] for concept in found[found == judgement].index]
        one, many = VERDICTS.get(judgement, (f"is {judgement}", f"are {judgement}"))
        groups.append(f"{labelled(mine)} {one if len(mine) == 1 else many}")
    told = f"In our judgement {'; '.join(groups)}."
    silent = [labels[concept] for concept in found[found == NONE].index]
    return f"{told} On {labelled(silent)} nothing is on record." if silent else told


def met_sentence(stages: pd.DataFrame, number: int) -> str:
    """How many demands are met in full by an answer, and on which a vote was that is none to them."""
    met = stages[stages["judgement"] == "met"]["concept"].nunique()
    told = f"{part(met, number, 'demand')} {be(met)} met in full by an answer on record"
    apart = stages.loc[stages["words"] == UNLINKED, "label"].unique()
    if len(apart):
        told += f"; on {labelled(apart)} a vote is on record that is not connected with the demand"
    return sentence(told)


def flow_title(stages: pd.DataFrame, number: int) -> str:
    """The title of the figure that joins demands with their answers."""
    if not number:
        return "No demand is left by these filters"
    at_once, later = (
        stages[(stages["stage"] == stage) & (stages["judgement"] == "met")]["concept"].nunique()
        for stage in ("answer", "outcome")
    )
    text = f"{part(at_once, number, 'demand')} {be(at_once)} met by the answer at the time"
    text += f", {in_words(later) if later else 'none'} by what came later (our judgement)"
    return text[0].upper() + text[1:]
