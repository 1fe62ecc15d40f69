"""What a notebook hands to the judges of dates and names is read from its code."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from helpers.analysis.clock import day_by_clock
from helpers.analysis.network_limits import check_parameters
from helpers.analysis.selection import Selection
from helpers.build.planning.notebook import read_notebook
from helpers.build.planning.passed import JUDGES, passed
from helpers.build.planning.plan import NOTEBOOKS
from helpers.case.choices import FILTERS

PARAMETERS = "groups: list[str] = []\nfew: list[str] = []\nsince: str = ''\n"
IMPORT = "from helpers.analysis.selection import Selection\n"


def handed(cell: str) -> dict[str, str]:
    """All arguments of judges that are variables, with these."""
    return {key: name for call in passed(PARAMETERS + cell) for key, name in call.items()}


@pytest.mark.parametrize(
    "cell",
    [
        f"{IMPORT}chosen = Selection(groups=groups)\ngroups = 3",
        f"{IMPORT}groups = Selection(groups=groups)",
        "from helpers.analysis.selection import Selection as S\nused = S(groups=groups)(None)",
        "from helpers.analysis import selection as s\ns.Selection(groups=groups)(None)",
        "import helpers.analysis.selection as s\ns.Selection((), (), (), (), groups)",
        "import helpers.analysis.selection\nhelpers.analysis.selection.Selection(groups=groups)",
    ],
)
def test_what_is_plainly_passed_is_found(cell: str) -> None:
    assert handed(cell) == {"groups": "groups"}


@pytest.mark.parametrize(
    "cell",
    [
        "def Selection(groups):\n    return groups\nSelection(groups=groups)",
        "from pandas import Selection\nSelection(groups=groups)",
        f"{IMPORT}print(groups)",
        f"{IMPORT}groups = [each.lower() for each in groups]\nSelection(groups=groups)",
        f"{IMPORT}for groups in ([], groups):\n    pass\nSelection(groups=groups)",
        f"{IMPORT}if groups == ['council']:\n    Selection(groups=groups)",
        f"{IMPORT}Selection(groups=groups or ['council'])",
        f"{IMPORT}Selection(groups=[*groups])",
        f"{IMPORT}Selection(counting=groups)",
        f"%matplotlib inline\n{IMPORT}Selection(groups=groups)",
        f"{IMPORT}Selection(groups=groups)\0",
    ],
)
def test_what_is_not_plainly_passed_is_left_to_the_notebook(cell: str) -> None:
    assert handed(cell) == {}


def test_an_argument_may_be_a_parameter_of_another_name() -> None:
    cell = f"{IMPORT}Selection(groups=few, since=since)"
    assert handed(cell) == {"groups": "few", "since": "since"}


def test_each_call_is_told_apart() -> None:
    cell = f"{IMPORT}both = Selection(groups=groups), Selection(groups=few)"
    assert passed(PARAMETERS + cell) == [{"groups": "groups"}, {"groups": "few"}]


@pytest.mark.parametrize("judge", [Selection, day_by_clock, check_parameters])
def test_the_judges_have_the_arguments_that_are_looked_for(judge: object) -> None:
    assert callable(judge)
    wanted = JUDGES[f"{judge.__module__.removeprefix('helpers.')}.{judge.__name__}"]
    known = list(inspect.signature(judge).parameters.values())
    if known[0].kind is inspect.Parameter.KEYWORD_ONLY:
        assert {*wanted} <= {each.name for each in known}
    else:
        assert wanted == tuple(each.name for each in known[: len(wanted)])


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_every_date_and_name_of_our_notebooks_is_passed_plainly(path: Path) -> None:
    book = read_notebook(path)
    judged = {*FILTERS, "since", "until", "day", "split"} & book.parameters.keys()
    assert judged
    assert {name for call in passed(book.code) for name in call.values()} >= judged
