"""When statements were made, in the words of the timeline report."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.spoken import ALL, Spoken
from helpers.analysis.timeline import UNITS
from helpers.analysis.times import window_in_words
from helpers.analysis.words import be, count, in_words, listed, part, sentence

#: How a table and a figure name the levels.
NAMES = {"support": "support", "oppose": "oppose", "other": "mixed or neutral"}
COLUMNS = NAMES | {"other": "mixed_or_neutral"}
NOTHING = "No statement is left by these filters."


def finding(said: Spoken) -> str:
    """In which period most statements were made; in which state of dating they are otherwise."""
    if not said.used:
        return NOTHING
    if not said.drawn:
        return f"None of {count(said.used, 'statement')} can be placed on one {period(said)}."
    everything = said.counts[said.counts["band"] == ALL]
    totals = everything.groupby(["start", "end"])["number"].sum()
    top = totals[totals == totals.max()]
    start, end = top.index[0]
    when = period_in_words(start, end, said.unit)
    on = "on" if said.unit == "D" else "in"
    rest = f", more than {on} any other {period(said)}"
    if len(top) > 1:
        rest = f", and as many {on} {count(len(top) - 1, 'other ' + period(said))}"
    known = f" whose {period(said)} is known" if said.drawn < said.used else ""
    if len(top) == 1 and top.iloc[0] == said.drawn:
        whole = f"{part(said.drawn, said.drawn, 'statement')}{known}"
        return sentence(f"{whole} {'was' if said.drawn == 1 else 'were'} made {when}")
    return (
        f"Of {count(said.drawn, 'statement')}{known}, {in_words(int(top.iloc[0]))} "
        f"{'was' if top.iloc[0] == 1 else 'were'} made {when}{rest}."
    )


def period(said: Spoken) -> str:
    """The calendar period by which statements are counted: day, week, month or year."""
    return UNITS[said.unit][0]


def period_in_words(start: pd.Timestamp, end: pd.Timestamp, unit: str) -> str:
    """A period as the time of something: "on 5 August 2025", "in August 2025", "in 2025"."""
    forms = {"M": "in %B %Y", "Y": "in %Y"}
    if unit in forms:
        return start.strftime(forms[unit])
    words = window_in_words(start, end)
    return f"on {words}" if unit == "D" else f"in the week of {words}"


def note(said: Spoken) -> str:
    """What stands under the strips: how many statements are drawn, which are not, which twice."""
    if not said.used:
        return ""
    lost = {
        f"{in_words(said.undated)} without a known date": said.undated,
        f"{in_words(said.wide)} whose date covers more than one {period(said)}": said.wide,
    }
    reasons = listed(words for words, number in lost.items() if number)
    texts = [f"The strips count {part(said.drawn, said.used, 'statement')} by the {period(said)}"]
    if said.drawn < said.used:
        texts.append(f"Not in the strips: {reasons}")
    if said.several:
        texts.append(
            f"{count(said.several, 'statement')} made during two phases or more "
            f"{'stands' if said.several == 1 else 'stand'} in the strip of each"
        )
    if said.outside:
        texts.append(
            f"{count(said.outside, 'statement')} made during no phase {be(said.outside)} in the "
            "last strip only"
        )
    return " ".join(map(sentence, texts))


def alt(said: Spoken) -> str:
    """The strips in words: for each phase how many statements of each stance."""
    parts = []
    for band, rows in said.counts.groupby("band", sort=False):
        totals = rows.groupby("level")["number"].sum()
        told = [f"{totals[key]:,} {NAMES[key]}" for key in NAMES if key in totals]
        parts.append(f"{band}: {listed(told)}")
    return f"Statements made. {'; '.join(parts)}." if parts else NOTHING


def table(said: Spoken) -> pd.DataFrame:
    """The counts behind the strips: a row for each phase, then one for each period of all.

    Columns made (during what, or the period in words), support, oppose, mixed_or_neutral (numbers),
    statement_ids (joined by ";").
    """
    everything = said.counts["band"] == ALL
    phases = said.counts[~everything]
    phases = phases.assign(made="During: " + phases["band"])
    every = said.counts[everything].sort_values("start", kind="stable")
    rows = pd.concat([phases, every.assign(made=headings(every, said.unit))])
    numbers = rows.pivot_table(
        index="made", columns="level", values="number", aggfunc="sum", fill_value=0, sort=False
    )
    numbers = numbers.reindex(columns=list(NAMES), fill_value=0).astype(int).rename(columns=COLUMNS)
    ids = rows.groupby("made", sort=False).agg(statement_ids=("statements", ";".join))
    return numbers.join(ids).reset_index()[["made", *COLUMNS.values(), "statement_ids"]]


def headings(periods: pd.DataFrame, unit: str) -> pd.Series:
    """The period of each row (start, end) as a heading: "On 5 August 2025"."""
    spans = zip(periods["start"], periods["end"], strict=True)
    words = [sentence(period_in_words(start, end, unit)).rstrip(".") for start, end in spans]
    return pd.Series(words, periods.index, dtype=str)


def groups(said: Spoken) -> pd.DataFrame:
    """Every statement with the heading under which the page lists it.

    Columns id, made (the heading), anchor (its id on the page), told (how many of each stance stand
    under it, in words) and dated (whether it has a period).
    """
    dated = said.dates["start"].notna()
    known = said.dates[dated]
    made = headings(known, said.unit).reindex(said.dates.index)
    days = "said." + known["start"].dt.strftime("%Y-%m-%d")
    table = pd.DataFrame(
        {
            "id": said.dates["id"],
            "made": made.fillna(f"Not surely on one {period(said)}"),
            "anchor": days.reindex(said.dates.index).fillna("said.some-time"),
            "dated": dated,
            "level": said.dates["level"],
        }
    )
    told = {name: numbers_in_words(rows["level"]) for name, rows in table.groupby("anchor")}
    return table.assign(told=table["anchor"].map(told).astype(str))


def numbers_in_words(levels: pd.Series) -> str:
    """How many of these levels are support, oppose, or neither: "3 support and 2 oppose"."""
    numbers = levels.value_counts()
    return listed(f"{numbers[key]:,} {NAMES[key]}" for key in NAMES if key in numbers)


def title(events_title: str, said: Spoken) -> str:
    """The finding of the figure as its title: events, then statements."""
    if not said.used:
        return events_title
    return f"{events_title}; {count(said.used, 'statement')}"
