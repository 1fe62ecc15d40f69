"""What the parameters of a discourse network may be, asked before anything is worked out."""

from __future__ import annotations

from helpers.analysis.affiliation import AFFILIATIONS, SHARES
from helpers.analysis.filters import at_least, one_of
from helpers.analysis.network import MEASURES, NORMALISATIONS
from helpers.case.choices import first_day

#: The parameters that name one of a few, and those.
NAMES = {
    "network": tuple(MEASURES),
    "normalisation": NORMALISATIONS,
    "affiliation": AFFILIATIONS,
    "share": SHARES,
}
#: The parameters that are numbers: the least allowed, and whether they are whole.
NUMBERS = {
    "threshold": (0, False),
    "bridge": (0, False),
    "most": (1, True),
    "seed": (0, True),
}


def check_parameters(*, split: str = "", since: str = "", until: str = "", **given: object) -> None:
    """Raise SelectionError for the first parameter out of range: its name, value and what is allowed.

    `given` are some of `NAMES` and `NUMBERS` with their values; `split` must lie within the bounds.
    """
    for name, value in given.items():
        if name in NAMES:
            one_of(name, value, NAMES[name])
        else:
            least, whole = NUMBERS[name]
            at_least(name, value, least, whole=whole)
    if split:
        first_day(split, since, until)
