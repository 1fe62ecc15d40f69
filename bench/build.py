"""How long builds take and what they need, against papermill and nbconvert as people use them.

Whole processes, median of five runs (`--runs`), all on the first case; the last lines are a Markdown
table. `--quick` takes one run of each, one notebook and two copies of the case.
"""

import argparse
import shutil
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from building.others import in_a_loop, one_by_one
from building.row import in_a_row
from building.took import Took, median, medians, per_core, python, standpoint

PROJECT = Path(__file__).parents[1]
CASE = "minneapolis-separation-ordinance"
Row = tuple[str, Took, str]


def main() -> None:
    """Measure each, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--copies", type=int, default=50)
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    if given.quick:
        given.runs, given.copies = 1, 2
    books = sorted((PROJECT / "notebooks").glob("*.ipynb"))[: 1 if given.quick else None]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), books, given.runs, given.copies)
        steps = bench.from_nothing, bench.nothing_to_do, bench.many_cases, bench.in_a_row
        rows = [row for step in steps for row in step()]
    print("\n| | median | |\n|---|---:|---|")
    for what, took, words in rows:
        print(f"| {what} | {took.seconds:.2f} s | {words} |")


class Bench:
    """Builds of some notebooks in a temporary folder; each method is a row or more of the table."""

    def __init__(self, folder: Path, books: Sequence[Path], runs: int, copies: int) -> None:
        self.folder, self.books, self.runs, self.copies = folder, books, runs, copies
        self.out, self.shelf, self.data = folder / "reports", folder / "shelf", folder / "data"
        self.many = f"{len(books)} report{'s' * (len(books) > 1)}"

    def build(self, out: Path, *options: str) -> Took:
        """One `standpoint build` of the notebooks into `out`."""
        names = [book.stem for book in self.books]
        return standpoint("build", *options, "--notebook", *names, "--out", str(out))

    def afresh(self, *options: str) -> Took:
        """The same for the one case, into a folder that is not there yet."""
        shutil.rmtree(self.out, ignore_errors=True)
        return self.build(self.out, CASE, *options)

    def from_nothing(self) -> list[Row]:
        """All reports of the case, with Standpoint and without."""
        apart, together, cold, self.fresh = medians(
            self.runs,
            {
                "papermill, then jupyter nbconvert": partial(
                    one_by_one, self.folder, CASE, self.books
                ),
                "papermill and nbconvert in one process": partial(
                    in_a_loop, self.folder, CASE, self.books
                ),
                "standpoint build --no-warm": partial(self.afresh, "--no-warm"),
                "standpoint build": self.afresh,
            },
        )
        slower = [took.seconds / self.fresh.seconds for took in (apart, together)]
        words = "{:.1f} and {:.1f} times faster than these two (wanted: 8 and 3)".format(*slower)
        return [
            (f"{self.many}: `papermill`, then `jupyter nbconvert`, for each", apart, ""),
            (f"{self.many}: papermill and nbconvert as libraries in one process", together, ""),
            (f"{self.many}: `standpoint build`", self.fresh, words),
            (f"{self.many}: `standpoint build --no-warm`", cold, ""),
        ]

    def nothing_to_do(self) -> list[Row]:
        """A build after a build, against an import."""
        bare, nothing = medians(
            self.runs,
            {
                "import papermill": partial(python, "import papermill"),
                "nothing to do": partial(self.build, self.out, CASE),
            },
        )
        part = f"{nothing.seconds / bare.seconds:.2f} of that (wanted: 0.3)"
        words = f"{part}, {nothing.peak:.0f} MB (wanted: 60)"
        return [
            ("`python -c 'import papermill'`", bare, ""),
            ("`standpoint build`, nothing to do", nothing, words),
        ]

    def many_cases(self) -> list[Row]:
        """Copies of the case, then one row of one of them changed."""
        copy_case(self.data, self.copies)
        whole = partial(self.build, self.shelf, "--data", str(self.data))
        took = median(f"{self.copies} copies of the case", 1, whole)
        changed = median(
            "one row changed", self.runs, partial(change, self.data, self.shelf, whole)
        )
        count = len(self.books) * self.copies
        pace, one = per_core(count, took), per_core(len(self.books), self.fresh)
        words = (
            f"{pace:.2f} reports a second and core, {pace / one:.0%} of one case (wanted: 90 %); "
            f"peak of the builder {took.peak:.0f} MB, with one case {self.fresh.peak:.0f} MB"
        )
        return [
            (f"{count} reports on {self.copies} copies of the case", took, words),
            (f"one row of one of the {self.copies} cases changed", changed, "only that case ran"),
        ]

    def in_a_row(self) -> list[Row]:
        """Builds in one process."""
        times = 5 if self.copies == 2 else 200
        took, words = in_a_row(self.folder, PROJECT / "tests" / "cases", times)
        return [(f"{times} builds of a tiny report in a row", took, words)]


def change(data: Path, shelf: Path, build: Callable[[], Took]) -> Took:
    """Change one row of one case, then build them all; only that case's reports may run."""
    table = data / "case-001" / "actors.csv"
    header, row, rest = table.read_text("utf-8").split("\n", 2)
    table.write_text("\n".join([header, f"{row} (changed)", rest]), encoding="utf-8")
    before = stamps(shelf)
    took = build()
    again = {path.parent.name for path, stamp in stamps(shelf).items() if before[path] != stamp}
    if again != {"case-001"}:
        raise SystemExit(f"one row of case-001 changed; what was built again: {sorted(again)}")
    return took


def stamps(shelf: Path) -> dict[Path, int]:
    """When each page was written."""
    return {path: path.stat().st_mtime_ns for path in shelf.glob("*/*.html")}


def copy_case(data: Path, copies: int) -> None:
    """Fill a folder with cases that are all the same."""
    for number in range(1, copies + 1):
        name = f"case-{number:03}"
        texts = shutil.ignore_patterns("texts")
        shutil.copytree(PROJECT / "data" / CASE, data / name, ignore=texts)
        package = data / name / "datapackage.json"
        package.write_text(package.read_text("utf-8").replace(f'"{CASE}"', f'"{name}"'), "utf-8")


if __name__ == "__main__":
    main()
