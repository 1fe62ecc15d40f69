"""What `standpoint check` prints."""

from collections import Counter
from collections.abc import Sequence

from helpers.case.check import Examined, examine
from helpers.case.places import home_problem
from helpers.case.problems import shown
from helpers.case.project import data_folder, list_folders
from helpers.case.schema import TABLES


def report_cases(names: Sequence[str], data: str, texts: str) -> int:
    """Prints how each case stands, every folder when none is named; 0 when all are clean, else 2."""
    cases = list(names) or list_folders(data)
    if not cases:
        nothing = f"{data_folder(data)}: holds no case: no folder with a datapackage.json"
        print(home_problem(data) or nothing)
        return 2
    clean = True
    for name in cases:
        examined = examine(name, data, texts)
        clean = clean and not examined.problems
        print("\n".join(_told(name, examined)))
    return 0 if clean else 2


def _told(name: str, examined: Examined) -> list[str]:
    """The lines about one case: its problems, or what it holds."""
    count = sum(problem.count for problem in examined.problems)
    if count:
        heading = f"{shown(name) or '(no name)'}: {_counted(count, 'problems')}"
        return [heading, *(f"  {problem}" for problem in examined.problems)]
    held = ", ".join(_counted(len(examined.tables[table]), table) for table in TABLES)
    return [f"{name}: no problems", f"  {held}", f"  {_quotations(examined)}"]


def _quotations(examined: Examined) -> str:
    states = Counter(state for state in examined.quotations.tolist() if state)
    if not states:
        return "no quotations"
    parts = ", ".join(f"{count:,} {state}" for state, count in sorted(states.items()))
    return f"{_counted(states.total(), 'quotations')}: {parts}"


def _counted(number: int, nouns: str) -> str:
    """The number and what it counts: `1 article`, `12 articles`."""
    return f"{number:,} {nouns.removesuffix('s') if number == 1 else nouns}"
