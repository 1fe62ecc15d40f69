"""Parameters that are out of their range are refused with what is allowed."""

import pytest

from helpers.analysis.filters import SelectionError, at_least, one_of


def test_a_number_below_its_least_is_refused_and_the_least_itself_is_not():
    at_least("most", 1, 1)
    with pytest.raises(SelectionError, match="most: 0 is not allowed; use 1 or more"):
        at_least("most", 0, 1)


@pytest.mark.parametrize("value", ["Week", 3, None])
def test_a_value_outside_a_fixed_set_is_refused_with_the_set(value):
    one_of("counting", "week", ["week", "month"])
    with pytest.raises(SelectionError, match=f"counting: '{value}' is unknown; use week or month"):
        one_of("counting", value, ["week", "month"])
