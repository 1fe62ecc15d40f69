"""`standpoint bundle`: a case in one zip, with its pages, tables and data, to be kept or passed on."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from helpers.build.planning.buildfile import read_build_file
from helpers.build.planning.decide import Due, decide
from helpers.build.planning.inputs import data_hash
from helpers.build.planning.notebook import Refused
from helpers.build.planning.plan import CaseName, Report, plan_reports
from helpers.build.publishing.downloads import FOLDER, is_published
from helpers.build.publishing.lock import Locked, reading_lock
from helpers.build.publishing.record import Record, read_record
from helpers.build.words import counted
from helpers.case import PROJECT
from helpers.case.places import require_regular
from helpers.case.project import PACKAGE, data_folder
from helpers.case.schema import TABLES

SUFFIX = ".zip"
#: What goes with the data, looked for beside them and then above them.
PAPERS = ("CITATION.cff", "LICENSE-DATA")
DICTIONARY = "README.md"


@dataclass(frozen=True)
class Bundle:
    """What goes into a zip: the reports, and those left out with the reason; its files by name."""

    case: CaseName
    pages: Sequence[Record]
    left_out: Mapping[str, str]
    files: Mapping[str, bytes]

    @property
    def name(self) -> str:
        """The name of the zip without ending, and of the folder in it."""
        version = re.sub(r"[^0-9A-Za-z.+-]+", "-", self.case.version)[:40].strip("-.")
        return f"{self.case.name}-{version}" if version else self.case.name


def run_bundle(arguments: argparse.Namespace) -> int:
    """Write the zip that the arguments ask for: 0, or 2 when refused, 3 while a build is at work.

    The arguments are `case`, and as texts or "" `out`, `to`, `data` and `file`.
    """
    from helpers.build.publishing.archive import write_archive

    try:
        out = Path(arguments.out or PROJECT / "reports").absolute()
        bundle = make_bundle(arguments.case, out, arguments.data, arguments.file)
        path = _target(arguments.to or f"{bundle.name}{SUFFIX}")
        digest = write_archive(path, bundle.name, bundle.files)
    except Refused as refused:
        return _end(2, refused.problems)
    except Locked as locked:
        return _end(3, [str(locked)])
    except OSError as error:
        return _end(2, [f"{error.filename or arguments.to}: {error.strerror or error}"])
    for name, reason in bundle.left_out.items():
        print(f"left out: {name} ({reason})", file=sys.stderr)
    size = path.stat().st_size / 1e6
    told = f"{counted(len(bundle.pages), 'report')}, {counted(len(bundle.files), 'file')}"
    print(f"{path}: {told}, {size:.1f} MB\nSHA-256 {digest}")
    return 0


def make_bundle(case: str, out: Path, data: str | Path = "", build_file: str | Path = "") -> Bundle:
    """What belongs into the zip of a case whose pages lie below `out`.

    Reports that are not current are left out, since they do not show the data that go with them;
    so are pages with sentences of the articles. Raises Refused when no report is left, and for a
    wrong name; Locked while a build is at work; OSError for a file that cannot be read.
    """
    file = read_build_file(Path(build_file) if build_file else None)
    reports = plan_reports([case], data=data, build_file=file)
    about, home = reports[0].case, data_folder(data)
    if not out.is_dir():
        raise Refused(
            [f"{out} is not a folder: build the case first, or name the folder with --out"]
        )
    with reading_lock(out):
        decided = _decide(reports, out)
        pages, left_out = _choose(decided, out)
        if not pages:
            each = [f"{name}: {reason}" for name, reason in left_out.items()]
            raise Refused([f"{case}: no report is current; build the case first", *each])
        files = dict(_pages(out, case, pages, home / case))
        files |= dict(_data(home, case))
    if data_hash(reports[0]) != decided[0].inputs.data:
        raise Refused([f"{case}: its tables were changed while they were read; try again"])
    bundle = Bundle(about, pages, left_out, files)
    return Bundle(about, pages, left_out, files | {"README.txt": readme(bundle).encode()})


def _decide(reports: Sequence[Report], out: Path) -> list[Due]:
    """Each report with the reason why its page is not current.

    A build may have been asked for the code of the cells; pages with it are as good as those without.
    """
    plain = decide(reports, out)
    if all(not each.reason for each in plain):
        return plain
    coded = decide([replace(report, show_code=True) for report in reports], out)
    # The one that the page was built as has fewer reasons, by that one.
    return [min(pair, key=lambda due: len(due.reason)) for pair in zip(plain, coded, strict=True)]


def _choose(decided: Sequence[Due], out: Path) -> tuple[list[Record], dict[str, str]]:
    """The pages that are current, and why each of the others is left out."""
    pages, left_out = [], {}
    for each in decided:
        record = read_record(out / f"{each.report.name}.html")
        if each.reason or record is None:
            left_out[each.report.name] = f"not current: {each.reason}"
        elif each.report.values.get("context"):
            left_out[each.report.name] = "it shows sentences of the articles, which are not ours"
        else:
            pages.append(record)
    return pages, left_out


def _pages(
    out: Path, case: str, pages: Sequence[Record], data: Path
) -> Iterator[tuple[str, bytes]]:
    """The pages with their tables, and a front page and a page of the case for them alone."""
    from helpers.build.publishing.case_page import make_case_files
    from helpers.build.publishing.index import make_index
    from helpers.build.publishing.site import INDEX

    yield INDEX, make_index(pages, [], out, changes=False).encode()
    for name, text in make_case_files(out, case, pages, [], data, changes=False).items():
        yield f"{case}/{name}", text.encode()
    for page in pages:
        names = [f"{FOLDER}/{name}" for name in page.files if is_published(name, page.stem)]
        for name in (f"{page.stem}.html", *names):
            yield f"{case}/{name}", _read(out / case / name)


def _data(home: Path, case: str) -> Iterator[tuple[str, bytes]]:
    """The tables of the case with their description, the dictionary, and what goes with them.

    Nothing else of the folder is taken: the articles' texts are their publishers'.
    """
    for name in (PACKAGE, *(f"{table}.csv" for table in TABLES)):
        if (home / case / name).exists():
            yield f"data/{case}/{name}", _read(home / case / name)
    yield f"data/{DICTIONARY}", _read(PROJECT / "data" / DICTIONARY)
    for name in PAPERS:
        found = [folder / name for folder in (home / case, home, home.parent)]
        if path := next((each for each in found if each.is_file()), None):
            yield name, _read(path)


def _read(path: Path) -> bytes:
    require_regular(path)
    return path.read_bytes()


def readme(bundle: Bundle) -> str:
    """What the zip says of itself, to someone who has nothing but the zip."""
    from helpers.build.publishing.bundle_words import words

    return words(bundle.case, bundle.pages, bundle.left_out, sorted(bundle.files))


def _target(named: str) -> Path:
    """Where the zip is to be written; raises Refused for what is no place for one."""
    path = Path(named).absolute()
    if path.suffix != SUFFIX:
        raise Refused([f"--to {named}: the name does not end in {SUFFIX}"])
    if path.exists() and not path.is_file():
        raise Refused([f"--to {named}: it is there already and is no file"])
    if not path.parent.is_dir():
        raise Refused([f"--to {named}: {path.parent} is not a folder"])
    return path


def _end(code: int, problems: Sequence[str]) -> int:
    print("\n  ".join(["standpoint bundle: nothing was written", *problems]), file=sys.stderr)
    return code
