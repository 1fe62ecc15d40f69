import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers.case import Anchor, locate, make_anchor

TEXT = "The town pays. The town 🚢 waits, and the town pays again."
# A small alphabet, so that texts repeat themselves; one letter lies beyond the first plane.
texts = st.text(alphabet="ab 🚢\n", min_size=1, max_size=60)


def test_an_anchor_counts_code_points_not_bytes_or_surrogates() -> None:
    anchor = make_anchor(TEXT, 26, 31)
    assert (anchor.exact, anchor.prefix, anchor.suffix) == (
        "waits",
        "ays. The town 🚢 ",
        ", and the town p",
    )


def test_an_anchor_at_the_edge_of_the_text_has_no_surroundings_there() -> None:
    anchor = make_anchor("one two", 0, 7)
    assert (anchor.prefix, anchor.suffix) == ("", "")


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2), (0, 8)])
def test_an_anchor_of_nothing_or_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"from {start} to {end} in a text of 7 characters"):
        make_anchor("one two", start, end)


def test_a_fragment_where_its_anchor_says_is_verified() -> None:
    anchor = Anchor(exact="waits", prefix="🚢 ", suffix=",", start=26, end=31)
    assert locate(TEXT, anchor) == ("verified", 26)


def test_a_fragment_elsewhere_is_moved() -> None:
    anchor = Anchor(exact="waits", prefix="🚢 ", suffix=",", start=20, end=25)
    assert locate(TEXT, anchor) == ("moved", 26)


def test_surroundings_settle_which_of_several_places_is_meant() -> None:
    anchor = Anchor(exact="town", prefix="and the ", suffix=" pays", start=0, end=4)
    assert locate(TEXT, anchor) == ("moved", 41)


def test_a_fragment_found_more_than_once_is_ambiguous() -> None:
    anchor = Anchor(exact="town", prefix="", suffix="", start=0, end=4)
    assert locate(TEXT, anchor) == ("ambiguous", None)


def test_places_that_overlap_are_two_places() -> None:
    assert locate("aaa", Anchor(exact="aa", prefix="", suffix="", start=7, end=9))[0] == "ambiguous"


def test_a_fragment_between_other_words_than_the_anchor_says_is_moved() -> None:
    anchor = Anchor(exact="waits", prefix="who ", suffix=",", start=26, end=31)
    assert locate(TEXT, anchor) == ("moved", 26)


def test_a_fragment_that_is_nowhere_is_orphaned() -> None:
    anchor = Anchor(exact="wails", prefix="🚢 ", suffix=",", start=26, end=31)
    assert locate(TEXT, anchor) == ("orphaned", None)


def test_a_fragment_in_other_letters_is_orphaned_not_guessed() -> None:
    anchor = Anchor(exact="Waits", prefix="", suffix="", start=26, end=31)
    assert locate(TEXT, anchor) == ("orphaned", None)


def test_a_place_before_the_text_is_not_counted_from_its_end() -> None:
    anchor = Anchor(exact="again", prefix="pays ", suffix=".", start=-6, end=-1)
    assert locate(TEXT, anchor) == ("moved", 51)


@st.composite
def anchored(draw: st.DrawFn) -> tuple[str, Anchor]:
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    return text, make_anchor(text, start, draw(st.integers(start + 1, len(text))))


@given(anchored())
def test_an_anchor_is_verified_in_the_text_it_was_made_from(made: tuple[str, Anchor]) -> None:
    text, anchor = made
    assert locate(text, anchor) == ("verified", anchor.start)


def places(text: str, part: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(part, at)]


@given(anchored(), texts)
def test_text_inserted_before_moves_the_fragment_by_its_length(
    made: tuple[str, Anchor], inserted: str
) -> None:
    text, anchor = made
    longer = inserted + text
    whole = anchor.prefix + anchor.exact + anchor.suffix
    assume(len(places(longer, whole)) == 1)
    assert locate(longer, anchor) == ("moved", anchor.start + len(inserted))


@given(anchored(), texts)
def test_text_added_after_leaves_the_fragment_where_it_was(
    made: tuple[str, Anchor], added: str
) -> None:
    text, anchor = made
    assert locate(text + added, anchor) == ("verified", anchor.start)


@given(anchored())
def test_a_text_without_the_fragment_orphans_it(made: tuple[str, Anchor]) -> None:
    text, anchor = made
    other = text.translate(str.maketrans("ab 🚢\n", "cdefg"))
    assert locate(other, anchor) == ("orphaned", None)


@given(texts, anchored())
def test_a_place_that_is_given_always_holds_the_fragment(
    text: str, made: tuple[str, Anchor]
) -> None:
    anchor = made[1]
    state, at = locate(text, anchor)
    assert (at is None) == (state in ("ambiguous", "orphaned"))
    assert at is None or text[at : at + len(anchor.exact)] == anchor.exact


@given(texts, anchored())
def test_a_fragment_is_ambiguous_only_when_it_is_there_twice(
    text: str, made: tuple[str, Anchor]
) -> None:
    state, _ = locate(text, made[1])
    assert state != "ambiguous" or len(places(text, made[1].exact)) > 1
