"""How contested concepts are: one measure for every report that says where a case divides."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.words import does, few, in_words, listed
from helpers.case import Case

LEAST = 4  # statements with a side that contest needs to be a number


def contest(statements: pd.DataFrame, *, at_least: int = LEAST) -> pd.DataFrame:
    """How contested each concept is: 1 - |support - oppose| / (support + oppose) of its statements.

    Columns concept, support, oppose, contest, statements (ids of those that take a side), the most
    contested first; below `at_least` such statements contest is NaN: too few to be a number.
    """
    sided = statements[statements["stance"].isin(["support", "oppose"])]
    grouped = sided.groupby("concept", observed=True)
    table = pd.DataFrame(
        {
            "support": (sided["stance"] == "support").groupby(sided["concept"]).sum(),
            "oppose": (sided["stance"] == "oppose").groupby(sided["concept"]).sum(),
            "statements": grouped["id"].agg(";".join),
        }
    )
    total = table["support"] + table["oppose"]
    contested = 1 - (table["support"] - table["oppose"]).abs() / total
    table.insert(2, "contest", contested.where(total >= at_least))
    table = table.rename_axis("concept").reset_index()
    return table.sort_values("contest", ascending=False, kind="stable", ignore_index=True)


def contest_sentences(case: Case, contested: pd.DataFrame) -> list[str]:
    """The most contested concept with its proposition, or those that are so equally, or none."""
    label = case.concepts.set_index("id")["label"]
    both = contested[(contested["support"] > 0) & (contested["oppose"] > 0)]
    if both.empty:
        return ["No concept has statements on both sides."]
    hot = both[both["contest"] == both["contest"].max()]
    if hot.empty:
        names = few(f"“{label[one]}”" for one in both["concept"])
        return [
            f"Statements stand on both sides of {names}; fewer than {in_words(LEAST)} that take a side "
            "are too few to call a concept contested."
        ]
    if len(hot) > 1:
        names = listed(f"“{label[one]}”" for one in hot["concept"])
        return [
            f"{in_words(len(hot)).capitalize()} concepts are contested most, and equally: {names}."
        ]
    return [single(case, hot.iloc[0])]


def single(case: Case, row: pd.Series) -> str:
    """The one concept that is contested most, with its proposition and how many stand where."""
    concept = case.concepts.set_index("id").loc[row["concept"]]
    against = f"{in_words(row['oppose'])} oppose{'s' if row['oppose'] == 1 else ''} it"
    return (
        f"The most contested concept is “{concept['label']}”: "
        f"{does(row['support'], 'statement', 'support')} that "
        f"“{concept['proposition'].rstrip('.')}”, {against}."
    )
