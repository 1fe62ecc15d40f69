"""The form of a CSV file: what is simply read right, and what is refused and how."""

import csv
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.case.reading import read_table

SAVE_AS = "save the file as UTF-8 (a spreadsheet calls it CSV UTF-8)"


# No carriage return: it becomes a newline. No NUL: a file full of them is taken for UTF-16.
cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=20)


@given(st.lists(st.tuples(cells, cells), max_size=20))
def test_what_a_csv_writer_wrote_is_read_as_it_was(rows: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("one", "other"), *rows])
        table, problems = read_table(path, ["one", "other"])
    assert problems == []
    for name, expected in zip(("one", "other"), zip(*rows, strict=True), strict=False):
        column = table.columns[name]
        assert [column.cell(row) for row in range(len(table))] == list(expected)


def test_the_invented_case_has_no_problem(ferry) -> None:
    assert ferry.problems() == []


def test_a_byte_order_mark_is_read_right(ferry) -> None:
    before = ferry.read().actors
    ferry.edit("actors", lambda content: b"\xef\xbb\xbf" + content)
    assert ferry.read().actors.equals(before)


def test_windows_line_ends_are_read_right(ferry) -> None:
    before = ferry.read().statements
    ferry.edit("statements", lambda content: content.replace(b"\n", b"\r\n"))
    assert ferry.read().statements.equals(before)


def test_a_line_break_in_a_quoted_cell_belongs_to_the_cell(ferry) -> None:
    ferry.change("events", "vote", description="The subsidy stays;\nso does the boat.")
    ferry.edit("events", lambda content: content.replace(b"\n", b"\r\n"))
    events = ferry.read().events.set_index("id")
    assert events.description["vote"] == "The subsidy stays;\nso does the boat."


def test_rows_are_counted_by_record_when_cells_hold_line_breaks(ferry) -> None:
    ferry.change("events", "contract-signed", description="One\ntwo\nthree")
    ferry.change("events", "early-sailing-ends", phase="")
    assert "events.csv, row 3, column phase: must have a value" in ferry.problems()[0]


def test_quotation_marks_and_commas_in_a_quoted_cell_are_read_right(ferry) -> None:
    ferry.change("actors", "sato", note='Known as "the captain", she says.')
    actors = ferry.read().actors.set_index("id")
    assert actors.note["sato"] == 'Known as "the captain", she says.'


def test_a_missing_file_is_named(ferry) -> None:
    ferry.path("events").rename(ferry.folder / "event.csv")
    assert ferry.problems() == [
        "events.csv: is missing from the case's folder (nearest: event.csv)"
    ]


def test_a_folder_in_place_of_a_file_is_named(ferry) -> None:
    ferry.path("accounts").unlink()
    ferry.path("accounts").mkdir()
    assert ferry.problems() == ["accounts.csv: cannot be read: it is a folder, not a regular file"]


def test_latin_1_is_refused_at_its_first_bad_byte(ferry) -> None:
    ferry.change("actors", "sato", note="Chair; née Ito")
    ferry.edit("actors", lambda content: content.decode().encode("latin-1"))
    assert ferry.problems() == [
        "actors.csv, row 12, column note: has byte 0xe9, which is not UTF-8 (in Latin-1 or "
        f"Windows-1252 it is 'é'); {SAVE_AS}. The table was not read further"
    ]


def test_a_byte_order_mark_does_not_hide_the_column_of_a_bad_byte(ferry) -> None:
    ferry.edit("actors", lambda content: b"\xef\xbb\xbf" + content + b"\xf6,A buoy,,,,,,\n")
    assert ferry.problems()[0].startswith("actors.csv, row 19, column id: has byte 0xf6")


def test_latin_1_in_the_header_is_refused_in_row_1(ferry) -> None:
    ferry.edit("actors", lambda content: content.replace(b"role", b"r\xf4le"))
    assert ferry.problems()[0].startswith("actors.csv, row 1: has byte 0xf4, which is not UTF-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_refused_with_or_without_its_mark(ferry, encoding: str) -> None:
    ferry.edit("concepts", lambda content: content.decode().encode(encoding))
    assert ferry.problems() == [f"concepts.csv, row 1: is UTF-16 from its first byte on; {SAVE_AS}"]


def test_an_empty_file_is_refused_with_the_header_it_needs(ferry) -> None:
    ferry.edit("concepts", lambda _: b"")
    assert ferry.problems() == [
        "concepts.csv, row 1: is empty but must name the columns; "
        "use id,label,proposition,kind,definition"
    ]


def test_a_missing_column_is_named(ferry) -> None:
    rows = [{k: v for k, v in row.items() if k != "kind"} for row in ferry.rows("concepts")]
    ferry.write("concepts", rows, ["id", "label", "proposition", "definition"])
    assert ferry.problems() == ["concepts.csv, row 1, column kind: is missing; add the column"]


def test_an_unknown_column_is_named_with_the_one_it_may_be(ferry) -> None:
    ferry.edit("concepts", lambda content: content.replace(b"definition", b"defintion", 1))
    assert ferry.problems() == [
        "concepts.csv, row 1, column defintion: is not a column of this table; "
        "rename defintion to definition",
    ]


@pytest.mark.parametrize("header", ["Phase", "PHASE", " phase", "phase ", "phse"])
def test_a_header_that_is_nearly_right_is_one_problem(ferry, header: str) -> None:
    ferry.edit("events", lambda content: content.replace(b",phase,", f",{header},".encode(), 1))
    assert ferry.problems() == [
        f"events.csv, row 1, column {header}: is not a column of this table; "
        f"rename {header} to phase"
    ]


def test_of_two_headers_that_are_nearly_right_one_is_renamed(ferry) -> None:
    ferry.edit("concepts", lambda content: content.replace(b"label,proposition", b"Kind,KIND", 1))
    ferry.edit("concepts", lambda content: content.replace(b",kind,", b",label,", 1))
    assert ferry.problems() == [
        "concepts.csv, row 1, column proposition: is missing; add the column",
        "concepts.csv, row 1, column Kind: is not a column of this table; rename Kind to kind",
        "concepts.csv, row 1, column KIND: is not a column of this table; remove it",
    ]


def test_an_extra_column_is_named(ferry) -> None:
    rows = [row | {"colour": "blue"} for row in ferry.rows("concepts")]
    ferry.write("concepts", rows, [*rows[0]])
    assert ferry.problems() == [
        "concepts.csv, row 1, column colour: is not a column of this table; remove it"
    ]


def test_a_column_that_is_there_twice_is_named_once(ferry) -> None:
    ferry.edit("concepts", lambda content: content.replace(b"kind", b"label", 1))
    assert (
        "concepts.csv, row 1, column label: is there more than once; keep one" in ferry.problems()
    )


def test_of_a_column_that_is_there_twice_the_first_is_read(ferry) -> None:
    ferry.edit("statements", lambda content: content.replace(b"coder", b"actor", 1))
    assert ferry.problems() == [
        "statements.csv, row 1, column coder: is missing; add the column",
        "statements.csv, row 1, column actor: is there more than once; keep one",
    ]


def test_columns_out_of_order_are_refused_and_still_read_by_name(ferry) -> None:
    header = ["label", "id", "proposition", "kind", "definition"]
    ferry.write("concepts", ferry.rows("concepts"), header)
    assert ferry.problems() == [
        "concepts.csv, row 1: has its columns out of order; "
        "use id,label,proposition,kind,definition"
    ]


def test_semicolons_between_cells_are_recognised(ferry) -> None:
    ferry.edit("concepts", lambda content: content.replace(b",", b";"))
    assert ferry.problems()[0] == (
        "concepts.csv, row 1: is not separated by commas; save the file with commas"
    )


def test_a_row_that_is_too_short_is_told_from_one_whose_last_cell_is_empty(ferry) -> None:
    ferry.edit("actors", lambda content: content + b"buoy,A buoy,body,,,harbour,name\n")
    assert ferry.problems() == [
        "actors.csv, row 19: has 7 cells, the header 8; look for a comma or quotation mark"
    ]


def test_a_row_that_is_too_long_is_named(ferry) -> None:
    ferry.edit("actors", lambda content: content + b"buoy,A buoy,body,,,harbour,name,,\n")
    assert ferry.problems() == [
        "actors.csv, row 19: has 9 cells, the header 8; look for a comma or quotation mark"
    ]


def test_an_empty_line_is_named_and_the_rows_after_it_keep_their_numbers(ferry) -> None:
    ferry.edit("actors", lambda content: content.replace(b"\ncalloway", b"\n\ncalloway"))
    ferry.edit("actors", lambda content: content.replace(b"contract,Ferry", b"Contract,Ferry"))
    assert ferry.problems() == [
        "actors.csv, row 3: is empty; remove the line",
        "actors.csv, row 19, column id: 'Contract' is not an id; "
        "use lower-case words joined by hyphens (a to z, 0 to 9)",
    ]


def test_a_quotation_mark_that_is_never_closed_is_named_by_row(ferry) -> None:
    ferry.edit("events", lambda content: content.replace(b"The council votes", b'"The council'))
    [problem] = ferry.problems()
    assert problem.startswith("events.csv, row 13: has a quotation mark that is not closed")


def test_a_quotation_mark_that_is_not_doubled_is_named_by_row(ferry) -> None:
    broken = b'"Riders say "never" again"'
    ferry.edit("events", lambda content: content.replace(b"The budget hearing", broken))
    [problem] = ferry.problems()
    assert problem.startswith("events.csv, row 12: has a quotation mark that is not closed")


def test_what_stands_before_a_broken_row_is_still_checked(ferry) -> None:
    ferry.change("events", "boat-leaves", basis="hearsay")
    ferry.edit("events", lambda content: content.replace(b"The council votes", b'"The council'))
    assert any("row 4, column basis: 'hearsay' is not allowed" in line for line in ferry.problems())


def test_references_into_a_table_that_was_not_read_whole_are_not_called_lost(ferry) -> None:
    ferry.path("actors").unlink()
    assert ferry.problems() == ["actors.csv: is missing from the case's folder"]


def test_a_cell_of_20_megabytes_is_named_and_shown_short(ferry) -> None:
    ferry.change("statements", "radio-morning-02", paraphrase="x" * 20_000_000)
    [problem] = ferry.problems()
    assert problem == (
        f"statements.csv, row 5, column paraphrase: '{'x' * 59}…' "
        "has 20,000,000 characters; at most 1,000 fit here"
    )


@pytest.mark.parametrize("table", ["articles", "actors", "concepts", "statements"])
def test_a_table_that_must_have_a_row_is_refused_without(ferry, table: str) -> None:
    ferry.edit(table, lambda content: content.splitlines(keepends=True)[0])
    assert f"{table}.csv: has no row under its header; it needs one at least" in ferry.problems()


def test_events_and_accounts_may_have_no_row(ferry) -> None:
    for table in ("accounts", "events"):
        ferry.edit(table, lambda content: content.splitlines(keepends=True)[0])
    lost = [line for line in ferry.problems() if "column responds_to" not in line]
    assert lost == []


def test_every_problem_is_listed_not_only_the_first(ferry) -> None:
    ferry.path("accounts").unlink()
    ferry.change("events", "vote", phase="")
    ferry.change("actors", "sato", kind="alien")
    ferry.package(lambda declared: declared.update(timezone="Mars/Olympus"))
    files = [line.split(".")[0] for line in ferry.problems()]
    assert files == ["datapackage", "actors", "events", "accounts"]


def test_more_than_20_problems_of_a_kind_are_counted_not_listed(ferry) -> None:
    rows = [row | {"coder": ""} for row in ferry.rows("statements")]
    ferry.write("statements", rows)
    problems = ferry.problems()
    assert len(problems) == 21
    assert problems[-1] == "statements.csv, column coder: and 33 more like this"


def test_a_file_longer_than_one_batch_keeps_its_order_and_row_numbers(ferry) -> None:
    [like] = [row for row in ferry.rows("accounts") if row["id"] == "vote-01"]
    more = [like | {"id": f"vote-{n}", "says": f"Says {n}."} for n in range(100, 25_100)]
    ferry.write("accounts", [*ferry.rows("accounts"), *more, like | {"id": "x", "basis": "guess"}])
    assert [line[:38] for line in ferry.problems()] == ["accounts.csv, row 25031, column basis:"]
    ferry.write("accounts", [*ferry.rows("accounts")[:-1]])
    assert ferry.read().accounts.says.tolist()[29:] == [row["says"] for row in more]
