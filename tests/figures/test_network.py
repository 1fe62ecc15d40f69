"""The network figures: who is drawn, which ties, and in which manner."""

import pandas as pd
from matplotlib.patches import PathPatch

from helpers.figures.network import circle, tie_matrix

MEMBERS = pd.DataFrame({"actor": ["a", "b", "c"], "coalition": [1, 1, 2]})
TIES = pd.DataFrame({"a": ["a", "a"], "b": ["b", "c"], "weight": [2.0, -1.0]})
NAMES = pd.Series(
    {"a": "Ann", "b": "Bea", "c": "A name that is far too long to be written on a circle"}
)


def test_every_speaker_is_labelled_and_long_names_are_cut():
    texts = [text.get_text() for text in circle(MEMBERS, TIES, names=NAMES).texts]
    assert texts[:2] == ["Ann", "Bea"]
    assert texts[2].endswith("…")
    assert texts[3:] == ["1", "2"]


def test_agreement_is_solid_and_conflict_dashed_and_the_strong_tie_wider():
    chords = [
        patch
        for patch in circle(MEMBERS, TIES, names=NAMES).patches
        if isinstance(patch, PathPatch)
    ]
    solid = [chord for chord in chords if chord.get_linestyle() in ("-", "solid")]
    dashed = [chord for chord in chords if chord not in solid]
    assert len(solid) == 1
    assert len(dashed) == 1
    assert solid[0].get_linewidth() > dashed[0].get_linewidth()


def test_a_tie_to_somebody_who_is_not_drawn_is_not_drawn():
    ax = circle(MEMBERS.iloc[:1], TIES, names=NAMES)
    assert not [patch for patch in ax.patches if isinstance(patch, PathPatch)]


def test_no_member_is_said_in_words():
    assert (
        circle(MEMBERS.iloc[:0], TIES.iloc[:0], names=NAMES)
        .texts[0]
        .get_text()
        .startswith("Nothing")
    )


def test_the_matrix_of_pairs_marks_each_tie_twice_and_the_diagonal_once():
    weights = pd.DataFrame(
        [[0, 2, -1], [2, 0, 0], [-1, 0, 0]], index=list("abc"), columns=list("abc")
    )
    counts = sorted(
        int((p.get_path().codes == 1).sum())
        for p in tie_matrix(weights, groups=["1", "1", "2"]).patches
    )
    # Three dots on the diagonal, two plus squares, two minus squares, signs 2 x 2 + 2 x 1.
    assert counts == [2, 2, 3, 6]


def test_an_empty_matrix_of_pairs_is_said_in_words():
    assert tie_matrix(pd.DataFrame(), groups=[]).texts[0].get_text().startswith("Nothing")
