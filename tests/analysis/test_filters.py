"""Parameters that are out of their range are refused with what is allowed."""

import pandas as pd
import pytest

from helpers.analysis.filters import SelectionError, at_least
from helpers.analysis.network_words import strong_ties

TIES = pd.DataFrame({"a": ["x", "x"], "b": ["y", "z"], "weight": [0.4, -2.0]})


def test_a_number_below_its_least_is_refused_and_the_least_itself_is_not():
    at_least("most", 1, 1)
    with pytest.raises(SelectionError, match="most: 0 is not allowed; use 1 or more"):
        at_least("most", 0, 1)


def test_strong_ties_are_those_of_the_threshold_either_way():
    assert strong_ties(TIES, 0.5)["b"].tolist() == ["z"]
    with pytest.raises(SelectionError, match="threshold: -1 is not allowed"):
        strong_ties(TIES, -1)
