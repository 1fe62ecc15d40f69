"""Quotations held against the articles' texts: verified, moved, ambiguous, orphaned, not held."""

import hashlib
from pathlib import Path

import pytest

TEXT = "radio-morning"


def hold(ferry, content: bytes, *, coded: bool = True) -> None:
    """Another text for the radio bulletin, with its hash in the article's row when it is coded."""
    (ferry.folder / "texts" / f"{TEXT}.txt").write_bytes(content)
    if coded:
        ferry.change("articles", TEXT, text_sha256=hashlib.sha256(content).hexdigest())


def text_of(ferry) -> str:
    return (ferry.folder / "texts" / f"{TEXT}.txt").read_text("utf-8")


def test_a_quotation_in_a_text_that_is_held_is_verified(ferry) -> None:
    states = ferry.read().statements.set_index("id").quotation
    assert states["radio-morning-01"] == "verified"
    assert states["riders-petition-01"] == "text not held"
    assert states["council-minutes-01"] == ""


def test_a_text_that_is_not_held_is_a_state_and_no_problem(ferry) -> None:
    (ferry.folder / "texts" / f"{TEXT}.txt").unlink()
    states = ferry.read().statements.set_index("id").quotation
    assert states["radio-morning-01"] == "text not held"


def test_texts_may_be_held_in_another_folder(ferry, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (ferry.folder / "texts").rename(elsewhere)
    (elsewhere / f"{TEXT}.txt").write_text("Another text altogether.", "utf-8")
    assert set(ferry.read().statements.quotation) == {"", "text not held"}
    assert any("articles.csv, row 2" in line for line in ferry.problems(texts=elsewhere))


def test_a_folder_of_texts_that_is_not_there_is_a_problem(ferry, tmp_path: Path) -> None:
    assert ferry.problems(texts=tmp_path / "no") == [
        f"{tmp_path / 'no'}: is not a folder; it should hold <article>.txt"
    ]


def test_a_quotation_that_is_further_on_is_moved(ferry) -> None:
    hold(ferry, ("Corrected. " + text_of(ferry)).encode())
    [row] = [row for row in ferry.rows("statements") if row["id"] == "radio-morning-01"]
    now, then = int(row["start"]) + 11, row["start"]
    assert ferry.problems()[0] == (
        "statements.csv, row 4, column fragment: 'nobody said a word' is moved: "
        f"at {now}, not at {then}; correct start, end, prefix and suffix"
    )
    assert len(ferry.problems()) == 5


def test_a_quotation_between_other_words_is_moved(ferry) -> None:
    ferry.change("statements", "radio-morning-01", suffix=" at all")
    assert ferry.problems() == [
        "statements.csv, row 4, column fragment: 'nobody said a word' is moved: "
        "at start, but between other words; correct prefix and suffix"
    ]


def test_a_quotation_that_is_there_twice_and_not_in_its_place_is_ambiguous(ferry) -> None:
    cells = {"fragment": "the boat", "start": "0", "end": "8", "prefix": "", "suffix": ""}
    ferry.change("statements", "radio-morning-01", **cells)
    assert ferry.problems() == [
        "statements.csv, row 4, column fragment: 'the boat' is ambiguous: "
        "more than once in the article's text, and not where its anchor says"
    ]


def test_a_quotation_that_is_not_in_the_text_is_orphaned(ferry) -> None:
    ferry.change("statements", "radio-morning-01", fragment="nobody said a wird")
    assert ferry.problems() == [
        "statements.csv, row 4, column fragment: 'nobody said a wird' is orphaned: "
        "not in the article's text; correct the fragment or the article"
    ]


def test_surroundings_that_are_not_stated_are_not_held_against_a_quotation(ferry) -> None:
    ferry.change("statements", "radio-morning-01", prefix="not stated", suffix="not stated")
    states = ferry.read().statements.set_index("id").quotation
    assert states["radio-morning-01"] == "verified"


def test_another_text_than_the_coded_one_is_a_problem_even_if_it_holds_the_words(ferry) -> None:
    content = (text_of(ferry) + "Corrected.\n").encode()
    hold(ferry, content, coded=False)
    [line] = ferry.problems()
    assert line.startswith("articles.csv, row 2, column text_sha256: '")
    assert f"is not the SHA-256 of texts/{TEXT}.txt" in line
    assert hashlib.sha256(content).hexdigest() in line


def test_offsets_count_code_points_beyond_the_first_plane_as_one(ferry) -> None:
    hold(ferry, "🚢🚢 nobody said a word".encode())
    cells = {"start": "3", "end": "21", "prefix": "🚢🚢 ", "suffix": ""}
    ferry.change("statements", "radio-morning-01", **cells)
    assert not any("row 4," in line for line in ferry.problems())


def test_a_text_with_windows_line_ends_is_taken_byte_for_byte(ferry) -> None:
    hold(ferry, text_of(ferry).replace("\n", "\r\n").encode())
    assert all("is moved" in line for line in ferry.problems())
    assert len(ferry.problems()) == 5


def test_a_text_that_is_not_utf_8_is_named_with_the_byte(ferry) -> None:
    hold(ferry, b"caf\xe9")
    assert ferry.problems() == [f"texts/{TEXT}.txt: is not UTF-8 at byte 3; save it as UTF-8"]


def test_a_text_that_cannot_be_read_is_named(ferry) -> None:
    (ferry.folder / "texts" / f"{TEXT}.txt").unlink()
    (ferry.folder / "texts" / f"{TEXT}.txt").mkdir()
    assert ferry.problems() == [
        f"texts/{TEXT}.txt: cannot be read: it is a folder, not a regular file"
    ]


def test_an_offset_needs_an_article_that_says_which_text_it_counts_in(ferry) -> None:
    cells = {"start": "10", "end": "42"}
    ferry.change("statements", "riders-petition-01", **cells)
    assert ferry.problems() == [
        "statements.csv, row 17, column start: '10' counts in a text, "
        "but its article has no text_sha256"
    ]


def test_a_quotation_from_a_coded_text_needs_its_offsets(ferry) -> None:
    cells = {"start": "not stated", "end": "not stated"}
    ferry.change("statements", "radio-morning-01", **cells)
    assert ferry.problems() == [
        "statements.csv, row 4, column start: 'not stated' is no offset, "
        "but its article has a text_sha256"
    ]


@pytest.mark.parametrize("state", ["moved", "orphaned"])
def test_many_quotations_in_the_same_state_are_counted_not_listed(ferry, state: str) -> None:
    [like] = [row for row in ferry.rows("statements") if row["id"] == "radio-morning-01"]
    fragment = like["fragment"] if state == "moved" else "nobody said a wird"
    row = like | {"fragment": fragment, "start": "0", "end": "18"}
    more = [row | {"id": f"more-{number}"} for number in range(30)]
    ferry.write("statements", [*ferry.rows("statements"), *more])
    problems = ferry.problems()
    assert len(problems) == 21
    assert f"is {state}: " in problems[0]
    assert problems[-1] == "statements.csv, column fragment: and 10 more like this"
