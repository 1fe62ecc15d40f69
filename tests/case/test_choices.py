"""What filters may name of a case and which dates bound them, judged without pandas."""

from __future__ import annotations

import subprocess
import sys

import pytest

from helpers.case import choices
from helpers.case.choices import SelectionError, bounds, first_day, one_day, require

GROUPS = {"council", "harbour", "passengers"}


def refusal(judge, *values: object) -> str:
    with pytest.raises(SelectionError) as refused:
        judge(*values)
    return str(refused.value)


def test_a_name_that_is_there_is_taken():
    require("groups", "council", GROUPS)


def test_an_unknown_name_is_refused_with_the_nearest_and_what_is_allowed():
    assert refusal(require, "groups", "concil", GROUPS) == (
        "groups: the case has no 'concil'; nearest: council; use council, harbour or passengers"
    )


def test_a_name_like_no_other_is_refused_with_what_is_allowed():
    told = refusal(require, "groups", "zzz", GROUPS)
    assert told == "groups: the case has no 'zzz'; use council, harbour or passengers"


def test_a_value_that_is_not_the_cases_is_refused_with_what_is_allowed():
    told = refusal(require, "counting", "hour", {"all", "article", "day"})
    assert told == "counting: 'hour' is not allowed; allowed is all, article or day"


def test_of_many_names_a_few_are_told():
    many = {f"speaker-{number:02}" for number in range(40)} | {"town"}
    told = refusal(require, "actors", "twn", many)
    assert told.endswith("nearest: town; use speaker-00, speaker-01 or 39 others")
    assert refusal(require, "actors", "QQQ", many).endswith("speaker-10 or 30 others")


def test_among_a_million_names_the_nearest_is_looked_for_where_it_begins_alike():
    many = {f"{letter}-{number}" for letter in "abcdefgh" for number in range(30_000)}
    assert "nearest: " in refusal(require, "articles", "b-29x999", many)


@pytest.mark.parametrize("value", [3, None, ["council"]])
def test_what_is_no_name_at_all_is_refused(value):
    assert f"the case has no '{value}'" in refusal(require, "groups", value, GROUPS).replace(
        '"', ""
    )


def test_a_value_that_would_move_the_cursor_is_shown_harmless():
    assert "\x1b" not in refusal(require, "groups", "\x1b[2J" * 40, GROUPS)
    assert "\x1b" not in refusal(bounds, "\x1b[2J" * 40, "")


def test_names_come_from_the_columns_of_the_tables_and_the_categories_of_the_case():
    tables = {("actors", "id"): ["town", "", "town"], ("statements", "kind"): ["claim"]}
    labels = {"group": {"council": "The Council"}, "phase": {"raid": "The raid"}}

    def known(name: str) -> set[str]:
        return choices.vocabulary(name, lambda *place: tables[place], labels)

    assert known("actors") == {"town"}
    assert known("kinds") == {"claim"}
    assert known("groups") == {"council"}
    assert known("phases") == {"raid"}


def test_two_bounds_are_read_and_must_stand_in_order():
    first, last = bounds("2025", "")
    assert str(first.earliest) == "2025-01-01T00:00:00"
    assert last is None
    assert refusal(bounds, "2025-02-30", "") == (
        "since: '2025-02-30' does not exist: February 2025 has 28 days"
    )
    assert refusal(bounds, "", "soon").startswith(
        "until: 'soon' is not a date in EDTF; write 2025-"
    )
    assert refusal(bounds, "2026", "2025") == "since (2026) is after until (2025)"


def test_a_day_is_one_day_and_no_month_and_no_minute():
    assert str(one_day("2025-06-03")) == "2025-06-03T00:00:00"
    for text in ("2025-06", "2025-06-03T10:30", "2025-06-03/2025-06-04", "../2025-06-03"):
        assert refusal(one_day, text) == f"day: '{text}' is not one day; write it as 2025-06-03"


def test_a_split_has_a_first_day_between_the_bounds():
    assert str(first_day("2025-06")) == "2025-06-01T00:00:00"
    assert "has no first day" in refusal(first_day, "../2025")
    assert "is not between since (2026) and until (open)" in refusal(first_day, "2025", "2026")


def test_judging_takes_no_pandas():
    run = "import sys, helpers.case.choices; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
