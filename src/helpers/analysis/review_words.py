"""What an audit found and recommended and what responds to it, in sentences."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.responses import DIRECTIONS, DISPUTES, EARLIER, JUDGEMENTS, unanswered
from helpers.analysis.review_views import KINDS
from helpers.analysis.words import be, count, have, in_words, listed, part, quoted, sentence
from helpers.case import stated

#: Each direction after a number: of one response, of several.
VERBS = {
    "takes it up": ("takes it up", "take it up"),
    "disputes it": ("disputes it", "dispute it"),
    "takes another stance on it": ("takes another stance on it", "take another stance on it"),
    "speaks to another question": ("speaks to another question", "speak to another question"),
    "said earlier": ("was said earlier", "were said earlier"),
    "stance cannot be read": ("cannot be read", "cannot be read"),
}


def tally(directions: pd.Series) -> str:
    """How many responses go in which direction: "three take it up and one disputes it"."""
    numbers = directions.value_counts()
    return listed(
        f"{in_words(numbers[name])} {VERBS[name][int(numbers[name] > 1)]}"
        for name in DIRECTIONS
        if name in numbers
    )


def review_findings(
    targets: pd.DataFrame, replies: pd.DataFrame, missing: pd.DataFrame
) -> list[str]:
    """The answer of the report in up to four sentences; one when nothing is on record."""
    if targets.empty:
        return ["No finding and no recommendation is among the statements used."]
    found = [
        reported_sentence(targets),
        f"{reaction_sentence(targets, replies)} {disputed_sentence(targets, replies)}".strip(),
        outcome_sentence(targets, replies),
        silence_sentence(targets, replies, missing),
    ]
    return [text for text in found if text]


def reported_sentence(targets: pd.DataFrame) -> str:
    """Who found and recommended how much, in how many sources, and what most of them report."""
    numbers = targets["kind"].value_counts()
    what = listed(count(numbers[kind], kind) for kind in KINDS if kind in numbers)
    articles = {name for cell in targets["articles"] for name in cell.split(";")}
    names = authors(targets)
    who = listed(names) if len(names) < 4 else count(len(names), "speaker")
    single = int((targets["sources"] == 1).sum())
    rest = "rests" if single == 1 else "rest"
    alone = f"; {part(single, len(targets))} {rest} on one source only" if single else ""
    alone = alone if len(targets) > 1 else "; it rests on one source only" if single else ""
    text = f"{who} {be(len(names))} on record with {what}, in {count(len(articles), 'source')}"
    top = most_reported(targets)
    if top is None:
        return sentence(text + alone)
    most = (
        f"most widely reported, by {count(top['sources'], 'source')}: {quoted(top['paraphrase'])}"
    )
    return f"{sentence(text + alone)} {sentence(most + next_reported(targets))}"


def next_reported(targets: pd.DataFrame) -> str:
    """What most sources report after the first; empty when that is one source or many findings."""
    fewer = targets[targets["sources"] < targets["sources"].max()]
    second = fewer[fewer["sources"] == fewer["sources"].max()]
    if not 1 <= len(second) <= 2 or second["sources"].iloc[0] < 2:
        return ""
    each = " each" if len(second) == 2 else ""
    said = listed(map(quoted, second["paraphrase"]))
    return f"; next, by {in_words(second['sources'].iloc[0])}{each}: {said}"


def authors(targets: pd.DataFrame) -> list[str]:
    """Who found and recommended, each with the role where it is stated."""
    known = targets["name"].where(
        ~stated(targets["role"]), targets["name"] + " (" + targets["role"] + ")"
    )
    return list(dict.fromkeys(known))


def most_reported(targets: pd.DataFrame) -> pd.Series | None:
    """The target that more sources report than any other; None when several share the first place."""
    first = targets[targets["sources"] == targets["sources"].max()]
    return first.iloc[0] if len(first) == 1 and len(targets) > 1 else None


def reaction_sentence(targets: pd.DataFrame, replies: pd.DataFrame) -> str:
    """How many have a reaction, and which has most; neither what was said earlier nor what came of it."""
    answers = replies[~replies["outcome"] & (replies["direction"] != EARLIER)]
    numbers = answers["target"].value_counts()
    text = f"{some(len(numbers), targets)} {have(len(numbers))} a reaction on record"
    if answers.empty:
        return sentence(f"{text}, among the statements used")
    top = targets[targets["id"].map(numbers) == numbers.max()].iloc[0]
    widest = most_reported(targets)
    same = widest is not None and widest["id"] == top["id"]
    which = (
        f"the {top['kind']} most widely reported"
        if same
        else f"the {top['kind']} {quoted(top['paraphrase'])}"
    )
    mine = answers[answers["target"] == top["id"]]["direction"]
    if len(mine) == 1:
        return sentence(text if len(targets) == 1 else f"{text}, none more than one")
    reactions = f"with {count(len(mine), 'reaction')}: {tally(mine)}"
    return f"{sentence(text)} {sentence(f'most answered is {which}, {reactions}')}"


def disputed_sentence(targets: pd.DataFrame, replies: pd.DataFrame) -> str:
    """What is disputed, and by whom; empty when there is no reaction that could dispute."""
    disputes = replies[(replies["direction"] == DISPUTES) & ~replies["outcome"]]
    said = targets.set_index("id")["paraphrase"]
    parts = [
        f"{quoted(said[target])}, by {listed(rows['name'].unique())}"
        for target, rows in disputes.groupby("target", sort=False)
    ]
    if not parts:
        return "None is disputed." if (~replies["outcome"]).any() else ""
    return sentence(
        f"{in_words(len(parts))} {be(len(parts))} disputed, as we read it: {'; '.join(parts)}"
    )


def outcome_sentence(targets: pd.DataFrame, replies: pd.DataFrame) -> str:
    """How far the recommendations are met by our judgement; empty when there is none.

    What came of a recommendation counts; where nothing did, the answers at the time.
    """
    asked = targets[targets["kind"] == "recommendation"]["id"]
    judged = replies[replies["target"].isin(asked) & (replies["meets"] != "")]
    last = judged[judged["outcome"] == judged.groupby("target")["outcome"].transform("max")]
    words = last.groupby("target")["meets"].agg(lambda meets: listed(in_order(meets)))
    numbers = words.value_counts()
    ways = [
        f"{part(numbers[word], len(asked)) if len(numbers) == 1 else in_words(numbers[word])} "
        f"{be(numbers[word])} {word}"
        for word in in_order(words)
    ]
    if not len(asked):
        return ""
    if words.empty:
        none = (
            "the only recommendation" if len(asked) == 1 else part(0, len(asked), "recommendation")
        )
        return sentence(f"{none} has no vote or answer that we judged, among the statements used")
    if len(asked) == 1:
        return (
            "By the last vote or answer on record and in our judgement, the only recommendation is "
            f"{words.iloc[0]}."
        )
    if len(asked) > len(words):
        ways.append(f"{in_words(len(asked) - len(words))} {be(len(asked) - len(words))} not judged")
    return sentence(
        f"of {count(len(asked), 'recommendation')}, by the last vote or answer on record and in our "
        f"judgement, {listed(ways)}"
    )


def in_order(judgements: pd.Series) -> list[str]:
    """Each judgement once, from met to not judged; what combines several comes after."""
    return sorted(set(judgements), key=lambda word: [*JUDGEMENTS, word].index(word))


def silence_sentence(targets: pd.DataFrame, replies: pd.DataFrame, missing: pd.DataFrame) -> str:
    """How many have no response at all, and how many answers were looked for in vain."""
    silent, whole = len(unanswered(targets, replies)), len(targets)
    text = (
        f"{some(silent, targets)} {have(silent)} no response"
        if silent < whole
        else "none has a response"
    )
    text = text if silent else "each has a response"
    text = f"{text}, then or later, among the statements used"
    if missing.empty:
        return sentence(text)
    was = "was" if len(missing) == 1 else "were"
    return sentence(f"{text}; {count(len(missing), 'answer')} {was} looked for and not found")


def some(number: int, targets: pd.DataFrame) -> str:
    """So many of the targets, with what they are: "four of 14 findings and recommendations"."""
    kinds = [kind for kind in KINDS if kind in set(targets["kind"])]
    if len(kinds) == 1:
        return part(number, len(targets), kinds[0])
    what = f" {listed(f'{kind}s' for kind in kinds)}" if len(targets) > 2 else ""
    return part(number, len(targets)) + what
