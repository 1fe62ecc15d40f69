"""Problems of a CSV file's form: its encoding, its quotes, its header, the length of its rows."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path

from helpers.case.problems import SHOWN, Problem, nearest, shown
from helpers.case.schema import TABLES
from helpers.case.tables import further

BOM = b"\xef\xbb\xbf"
CELL_LIMIT = 2**31 - 1  # the csv module's own limit, 131,072, would stop the reading at a long cell
SAVE_AS = "save the file as UTF-8 (a spreadsheet calls it CSV UTF-8)"


@contextmanager
def long_cells() -> Iterator[None]:
    """Lets a cell be as long as it is, so that the check can say which one is too long."""
    usual = csv.field_size_limit(CELL_LIMIT)
    try:
        yield
    finally:
        csv.field_size_limit(usual)


def missing_file(path: Path) -> Problem:
    """The problem of a file that is not there."""
    expected = {f"{table}.csv" for table in TABLES}
    others = {other.name for other in path.parent.glob("*.[cC][sS][vV]")} - expected
    close = nearest(path.name, sorted(others))
    return Problem(path.name, None, None, "", f"is missing from the case's folder{close}")


def unreadable(path: Path, error: OSError) -> Problem:
    """The problem of a file that the system does not let us read."""
    return Problem(path.name, None, None, "", f"cannot be read: {error.strerror or error}")


def utf16(path: Path) -> Problem | None:
    """The problem of a file in UTF-16, which a csv reader would take for text full of NULs."""
    with path.open("rb") as file:
        start = file.read(200)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or start.count(0) > len(start) // 4:
        return Problem(path.name, 1, None, "", f"is UTF-16 from its first byte on; {SAVE_AS}")
    return None


def bad_byte(path: Path) -> Problem:
    """The first byte that is not UTF-8: its row, its column and what it was meant to be."""
    content = path.read_bytes().removeprefix(BOM)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        bad, before = content[error.start : error.start + 1], content[: error.start].decode("utf-8")
    with long_cells():
        rows = list(csv.reader(io.StringIO(before + "?", newline=None)))
    header, last = rows[0], rows[-1]
    column = header[len(last) - 1] if len(rows) > 1 and len(last) <= len(header) else None
    meant = shown(bad.decode("cp1252", errors="replace"))
    message = (
        f"has byte 0x{bad.hex()}, which is not UTF-8 (in Latin-1 or Windows-1252 it is '{meant}'); "
        f"{SAVE_AS}. The table was not read further"
    )
    return Problem(path.name, len(rows), column, "", message)


def bad_quotes(path: Path, row: int, error: csv.Error) -> Problem:
    """The problem of a row where quoting breaks down."""
    message = (
        f"has a quotation mark that is not closed or not doubled ({error}); "
        'write a quotation mark inside a quoted cell as "". The table was not read further'
    )
    return Problem(path.name, row, None, "", message)


def header_problems(file: str, header: Sequence[str], wanted: Sequence[str]) -> list[Problem]:
    """What is wrong with the names in the first row: missing, unknown, repeated or out of order."""
    right = f"use {','.join(wanted)}"
    if not header:
        return [Problem(file, 1, None, "", f"is empty but must name the columns; {right}")]
    if len(header) == 1 and max(map(header[0].count, ";\t")) >= len(wanted) // 2:
        return [Problem(file, 1, None, "", "is not separated by commas; save the file with commas")]
    absent = [name for name in wanted if name not in header]
    meant = _misspelt([name for name in header if name not in wanted], absent)
    missing = [name for name in absent if name not in meant.values()]
    found = [Problem(file, 1, name, "", "is missing; add the column") for name in missing]
    for name in header:
        if name not in wanted:
            do = f"rename {shown(name)} to {meant[name]}" if name in meant else "remove it"
            message = f"is not a column of this table; {do}"
            found.append(Problem(file, 1, shown(name), "", message))
        elif header.count(name) > 1 and (file, name) not in {(p.file, p.column) for p in found}:
            found.append(Problem(file, 1, name, "", "is there more than once; keep one"))
    if not found and list(header) != list(wanted):
        found.append(Problem(file, 1, None, "", f"has its columns out of order; {right}"))
    return found


def _misspelt(unknown: Sequence[str], absent: Sequence[str]) -> dict[str, str]:
    """Unknown names with the missing column that each must stand for, no column twice."""
    meant: dict[str, str] = {}
    for name in unknown:
        left = [each for each in absent if each not in meant.values()]
        plain = name.strip().lower()
        close = [each for each in left if each == plain] or get_close_matches(plain, left, n=1)
        if close and name not in meant:
            meant[name] = close[0]
    return meant


def ragged_rows(file: str, rows: list[tuple[int, int]], width: int) -> list[Problem]:
    """The problem of each of these rows, given as row number and how many cells it has."""
    found = []
    for number, cells in rows[:SHOWN]:
        message = f"has {cells} cells, the header {width}; look for a comma or quotation mark"
        message = message if cells else "is empty; remove the line"
        found.append(Problem(file, number, None, "", message))
    return found + further(file, None, len(rows) - SHOWN)
