"""A case as the notebooks get it."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from helpers.case import Case, CaseError, read_case, stated

TABLES = ("articles", "actors", "concepts", "statements", "events", "accounts")


@pytest.fixture
def case(ferry) -> Case:
    return ferry.read()


def test_a_case_has_what_its_package_says_of_it(case: Case) -> None:
    assert case.name == "harbour-ferry"
    assert case.title.startswith("Harbour ferry: the breakdown")
    assert case.timezone == "America/Halifax"


def test_labels_keep_the_order_the_case_declares(case: Case) -> None:
    assert list(case.labels) == ["phase", "group"]
    assert list(case.labels["phase"]) == ["background", "breakdown", "audit", "hearing", "decision"]
    assert case.labels["group"]["auditor"] == "Comptroller"


@pytest.mark.parametrize("table", TABLES)
def test_a_table_keeps_the_order_of_its_file(case: Case, ferry, table: str) -> None:
    frame = getattr(case, table)
    assert frame.id.tolist() == [row["id"] for row in ferry.rows(table)]
    assert isinstance(frame.index, pd.RangeIndex)


def test_the_kinds_of_missing_stay_the_words_they_are(case: Case) -> None:
    statements = case.statements.set_index("id")
    row = statements.loc["no-answer-01"]
    assert (row.article, row.said, row.said_basis) == ("not found", "not found", "")
    assert case.articles.set_index("id").url["riders-petition"] == "withheld"


def test_columns_of_text_are_of_pandas_text_type(case: Case) -> None:
    assert {str(case.statements[name].dtype) for name in ("id", "stance", "note", "said")} == {
        "str"
    }
    assert str(case.statements.quotation.dtype) == "str"


def test_offsets_are_whole_numbers_and_missing_where_there_are_none(case: Case) -> None:
    statements = case.statements.set_index("id")
    assert str(statements.start.dtype) == "Int64"
    assert statements.end["hearing-transcript-01"] - statements.start["hearing-transcript-01"] == 19
    assert statements.start["riders-petition-01"] is pd.NA
    assert statements.start["council-minutes-01"] is pd.NA


@pytest.mark.parametrize(
    ("table", "row", "column", "earliest", "latest"),
    [
        ("events", "engine-stops", "date", "2024-03-12 07:22:00", "2024-03-12 07:25:59"),
        ("events", "trial-sailing", "date", "2024-09-01", None),
        ("articles", "company-notice", "published", "2024-03-12 07:31:00", "2024-03-12 07:31:59"),
        ("articles", "weekly-after", "published", None, None),
        ("statements", "no-answer-01", "said", None, None),
        ("accounts", "boat-leaves-02", "time", None, None),
        ("accounts", "contract-signed-01", "time", "2021-09-01", "2021-09-30 23:59:59"),
    ],
)
def test_each_date_has_its_first_and_last_second(
    case: Case, table: str, row: str, column: str, earliest: str | None, latest: str | None
) -> None:
    frame = getattr(case, table).set_index("id")
    for name, expected in ((f"{column}_earliest", earliest), (f"{column}_latest", latest)):
        assert frame[name].dtype == np.dtype("datetime64[s]")
        assert (
            frame[name][row] is pd.NaT
            if expected is None
            else frame[name][row] == pd.Timestamp(expected)
        )


def test_each_date_has_its_marks(case: Case) -> None:
    events = case.events.set_index("id")
    marks = events[["date_approximate", "date_uncertain"]]
    assert marks.dtypes.tolist() == [bool, bool]
    assert marks.loc["tug-arrives"].tolist() == [True, False]
    assert marks.loc["early-sailing-ends"].tolist() == [False, True]
    assert marks.loc["vote"].tolist() == [False, False]


def test_a_date_in_the_year_1000_is_read(ferry) -> None:
    ferry.change("events", "contract-signed", date="1000")
    events = ferry.read().events.set_index("id")
    assert str(events.date_earliest.to_numpy()[0]) == "1000-01-01T00:00:00"


def test_stated_is_false_for_every_kind_of_missing() -> None:
    column = pd.Series(["x", "", "not stated", "not found", "withheld", "Not stated"], dtype="str")
    assert stated(column).tolist() == [True, False, False, False, False, True]


def test_a_table_without_rows_has_its_columns_and_types(ferry) -> None:
    for table in ("accounts", "events"):
        ferry.edit(table, lambda content: content.splitlines(keepends=True)[0])
    cells = [
        row | {"responds_to": "", "meets": "", "meets_reason": ""}
        for row in ferry.rows("statements")
    ]
    ferry.write("statements", cells)
    events = ferry.read().events
    assert len(events) == 0
    assert str(events.date_earliest.dtype) == "datetime64[s]"
    assert str(events.title.dtype) == "str"


def test_a_case_with_problems_is_refused_with_all_of_them(ferry) -> None:
    ferry.change("events", "vote", phase="", basis="guess")
    with pytest.raises(CaseError) as refused:
        read_case(ferry.name, ferry.data)
    assert len(refused.value.problems) == 2
    assert str(refused.value).count("\n") == 1


def test_a_case_cannot_be_given_other_tables(case: Case) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        case.events = case.actors  # type: ignore[misc]


def test_reading_a_case_changes_none_of_its_files(ferry) -> None:
    def contents() -> dict[str, bytes]:
        files = [path for path in ferry.data.rglob("*") if path.is_file()]
        return {str(path): path.read_bytes() for path in files}

    before = contents()
    ferry.read()
    assert contents() == before
