"""Parameters of the network are checked before anything is worked out."""

import math

import pytest

from helpers.analysis.filters import SelectionError
from helpers.analysis.network_limits import check_parameters

FIT = {
    "network": "subtract", "normalisation": "none", "threshold": 0.0, "bridge": 0.5,
    "affiliation": "ignore", "share": "none", "most": 27, "seed": 1,
}  # fmt: skip


def test_the_least_that_is_allowed_is_allowed():
    check_parameters(**FIT | {"bridge": 0, "most": 1, "seed": 0}, split="2025-06-03")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("most", 0, "most: 0 is not allowed; use a whole number, 1 or more"),
        ("most", 1.5, "most: 1.5 is not allowed; use a whole number, 1 or more"),
        ("most", True, "most: True is no number; use a whole number, 1 or more"),
        ("bridge", -0.1, "bridge: -0.1 is not allowed; use 0 or more"),
        ("bridge", "half", "bridge: 'half' is no number; use 0 or more"),
        ("threshold", math.nan, "threshold: nan is not allowed; use 0 or more"),
        ("seed", -1, "seed: -1 is not allowed; use a whole number, 0 or more"),
        ("share", "half", "share: 'half' is unknown; use none, activity or prominence"),
    ],
)  # fmt: skip
def test_the_message_has_the_parameter_its_value_and_what_is_allowed(name, value, message):
    with pytest.raises(SelectionError) as refused:
        check_parameters(**FIT | {name: value})
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("split", "since", "until", "message"),
    [
        ("June", "", "", "split: 'June'"),
        ("../2025", "", "", "has no first day"),
        ("2025-01", "2025-06", "", r"split \(2025-01\) is not between since \(2025-06\) and until"),
        ("2026", "", "2025", r"split \(2026\) is not between since \(open\) and until \(2025\)"),
    ],
)
def test_a_date_that_divides_nothing_is_refused(split, since, until, message):
    with pytest.raises(SelectionError, match=message):
        check_parameters(split=split, since=since, until=until)
