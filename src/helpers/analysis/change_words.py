"""What changed in the discourse network at a date: table, boxes' rows, sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from helpers.analysis.camps import camps
from helpers.analysis.changes import moves, tie_changes
from helpers.analysis.discourse import Periods
from helpers.analysis.network_captions import HEARD, thinned
from helpers.analysis.network_views import ALONE, member_table
from helpers.analysis.tie_views import MOST, tie_evidence
from helpers.analysis.words import count, does, few, in_words, listed, quoted, sentence
from helpers.case import Case, date_in_words, parse_edtf

PERIOD_COLUMNS = [
    "period",
    "actor_id",
    "actor",
    "coalition",
    "coalition_name",
    "change",
    "fellows",
    "statements",
]


def periods(split: str) -> tuple[str, str]:
    """What the two periods are called."""
    day = date_in_words(split)
    return f"before {day}", f"from {day} on"


def split_events(case: Case, split: str, *, most: int = 2) -> str:
    """What happened at the dividing date, in a sentence; empty when nothing is recorded."""
    if not split or case.events.empty:
        return ""
    date = parse_edtf(split)
    inside = case.events["date_earliest"] >= date.earliest
    on = case.events[inside & (case.events["date_latest"] <= date.latest)]
    more = [count(len(on) - most, "other event")] if len(on) > most else []
    titles = listed([*map(quoted, on["title"].head(most)), *more])
    return f"On {date.in_words()}: {titles}." if len(on) else ""


def change_findings(both: Periods, case: Case) -> list[str]:
    """Who speaks when, who kept fellows and who parted, which ties turned: one to three sentences."""
    if not both.split:
        return ["No date divides the statements, so there are no two periods to compare."]
    first, second = periods(both.split)
    nets = {first: both.before, second: both.after}
    empty = [name for name, net in nets.items() if not net.speakers]
    if empty:
        return [
            f"Nobody takes a side {listed(empty, 'or')}, so there are no two networks to compare."
        ]
    twice = len(set(both.before.speakers) & set(both.after.speakers))
    found = [
        f"{does(len(both.before.speakers), 'speaker', 'take').capitalize()} a side {first} and "
        f"{in_words(len(both.after.speakers))} {second}; {in_words(twice)} in both periods."
    ]
    name = case.actors.set_index("id")["name"]
    table, told = moves(both), []
    for change, words in (("stays", "kept at least one fellow"), ("parts", "kept none of theirs")):
        who = table.loc[table["change"] == change, "actor"]
        told += [f"{few(name[who])} {words}"] if len(who) else []
    if told:
        found.append(f"Of those with fellows in both, {'; '.join(told)}.")
    return [*found, tie_sentence(tie_changes(both))]


def tie_sentence(changes: pd.DataFrame) -> str:
    """How the ties among those who speak in both periods changed, in one sentence."""
    if changes.empty:
        return "Those who speak in both periods have no tie with each other in either."
    counted = changes["change"].value_counts()
    parts = []
    for words, number in counted.items():
        noun, _, rest = words.partition(" ")
        parts.append(f"{count(number, noun)} {rest}")
    return f"Among the ties between those who speak in both periods: {listed(parts)}."


def change_title(both: Periods) -> str:
    """The title of the figure on two periods."""
    if not both.split:
        return "No date divides the statements"
    table = moves(both)["change"]
    stays, parts = int((table == "stays").sum()), int((table == "parts").sum())
    if not stays + parts:
        return "Nobody can be compared: no two fellows of a coalition speak in both periods"
    kept = ((stays, "at least one"), (parts, "none"))
    told = listed(f"{in_words(number)} kept {what}" for number, what in kept if number)
    return f"Of {count(stays + parts, 'speaker')} with fellows to compare, {told}"


def change_alt(rows: pd.DataFrame, both: Periods) -> str:
    """The figure told in words: each coalition of either period with its members."""
    parts = []
    for column, when in enumerate(periods(both.split)):
        for title, part in rows[rows["column"] == column].groupby("title", sort=False):
            parts.append(sentence(f"{when}, {title}: {few(part['label'], HEARD)}"))
    return " ".join(parts) or "Nobody takes a side in either period."


def change_note(both: Periods, rows: pd.DataFrame) -> str:
    """How the two periods were made and what neither holds; "" when there are none."""
    if not both.split:
        return ""
    first, second = periods(both.split)
    hidden = len({*both.before.speakers, *both.after.speakers}) - rows["actor"].nunique()
    more = (
        f" Not drawn: {count(hidden, 'speaker')} with the fewest statements; the file has all."
        if hidden
        else ""
    )
    return (
        f"Of the statements that take a side, {len(both.before.sided):,} lie surely {first} and "
        f"{len(both.after.sided):,} {second}; what has no date or may lie on either side is in neither period. "
        "A line joins a speaker's two places. Coalitions were looked for anew in each period."
        f"{thinned(both.before) or thinned(both.after)}"
        f"{more} {sentence(first)[:-1]}: {both.before.used.note()} {sentence(second)[:-1]}: {both.after.used.note()}"
    )


def period_rows(both: Periods, case: Case, actors: Iterable[str]) -> pd.DataFrame:
    """Those of `actors` who take a side in a period, in its boxes: one row for each period.

    Columns actor, label (the name), title (of the box), coalition (0 for none), column (0 before,
    1 after). Who takes a side in both periods comes first in a box.
    """
    name = case.actors.set_index("id")["name"]
    nets = (both.before, both.after)
    twice = set(nets[0].speakers) & set(nets[1].speakers)
    chosen = sorted(actors, key=lambda actor: actor not in twice)
    rows = []
    for column, net in enumerate(nets):
        title = camps(net, case).set_index("coalition")["name"]
        side = net.members.set_index("actor")["coalition"]
        speakers = set(net.speakers)
        for actor in (actor for actor in chosen if actor in speakers):
            number = int(side.get(actor, 0))
            rows.append((actor, name[actor], title.get(number, ALONE), number, column))
    table = pd.DataFrame(rows, columns=["actor", "label", "title", "coalition", "column"])
    order = ["column", "last", "coalition"]
    table = table.assign(last=table["coalition"] == 0).sort_values(order, kind="stable")
    return table.drop(columns="last").reset_index(drop=True)


def change_table(both: Periods, case: Case) -> pd.DataFrame:
    """The ties of both periods, of very many those that changed most.

    Columns actor_id, actor, other_id, other, change, before, after, statements.
    """
    name = case.actors.set_index("id")["name"]
    table = tie_changes(both).head(MOST)
    said = pd.concat([both.before.sided, both.after.sided]).drop_duplicates("id")
    return pd.DataFrame(
        {
            "actor_id": table["a"],
            "actor": table["a"].map(name),
            "other_id": table["b"],
            "other": table["b"].map(name),
            "change": table["change"],
            "before": table["before"],
            "after": table["after"],
            "statements": tie_evidence(table, said)["statements"],
        }
    )


def membership_table(both: Periods, case: Case) -> pd.DataFrame:
    """Who was in which coalition in which period, one row for each speaker and period.

    Columns period, actor_id, actor, coalition (number within the period, 0 for none),
    coalition_name, change and fellows (see `moves`), statements. Lists of ids are joined by ";".
    """
    change = moves(both).set_index("actor")
    parts = [
        member_table(net, camps(net, case), case).assign(period=period)
        for period, net in zip(periods(both.split), (both.before, both.after), strict=True)
    ]
    table = pd.concat(parts, ignore_index=True)
    table["change"] = table["actor_id"].map(change["change"])
    table["fellows"] = table["actor_id"].map(change["fellows"])
    return table[PERIOD_COLUMNS]


def change_list(rows: pd.DataFrame, places: Mapping[str, str]) -> pd.DataFrame:
    """Those drawn in both periods: speaker, coalition before and after, place (of `places`)."""
    sides = [rows[rows["column"] == column].set_index("actor")["title"] for column in (0, 1)]
    who = rows.drop_duplicates("actor")
    before, after = (who["actor"].map(side) for side in sides)
    table = pd.DataFrame({"speaker": who["label"], "before": before, "after": after})
    table["place"] = [places.get(actor, "") for actor in who["actor"]]
    return table.dropna().reset_index(drop=True)
