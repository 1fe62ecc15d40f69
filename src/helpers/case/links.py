"""Whether ids are unique and every reference leads somewhere, and not round in a circle."""

from collections import ChainMap, Counter
from collections.abc import Iterator, Mapping
from itertools import chain, count

import numpy as np

from helpers.case.problems import SHOWN, Problem, either, nearest, shown
from helpers.case.reserved import is_reserved
from helpers.case.schema import MISSING, Field
from helpers.case.tables import Column, Rows, Table, further

SHORT = 10  # chains of references are hardly ever longer

Ids = Mapping[str, dict[str, int]]  # table -> id -> position of its row


def index_ids(tables: Mapping[str, Table]) -> Ids:
    """Where each id of each table is; the last place for one that is there more than once."""
    return {name: _positions(table) for name, table in tables.items() if table.has("id")}


def _positions(table: Table) -> dict[str, int]:
    column = table.columns["id"]
    ids = map(column.values.__getitem__, column.codes.tolist())
    return dict(zip(ids, count(), strict=False))


def duplicate_ids(table: Table, ids: Ids) -> list[Problem]:
    """The rows whose id an earlier row of the same table has."""
    if not table.has("id") or len(ids[table.name]) == len(table):
        return []
    column = table.columns["id"]
    cells = [column.values[code] for code in column.codes.tolist()]
    repeated = {each for each, times in Counter(cells).items() if times > 1}
    first: dict[str, int] = {}
    again = [
        position
        for position, each in enumerate(cells)
        if each in repeated and first.setdefault(each, position) != position
    ]
    return table.problems(
        "id",
        np.array(again),
        lambda value: (
            f"is already the id of row {table.numbers[first[value]]}; an id names one row"
        ),
    )


def shared_ids(tables: Mapping[str, Table], ids: Ids) -> list[Problem]:
    """The events whose id is also a statement's: responds_to could not tell them apart."""
    both = ids.get("events", {}).keys() & ids.get("statements", {}).keys()
    rows = np.array(sorted(ids["events"][each] for each in both), dtype=np.intp)
    message = "is a statement's id too; responds_to could not tell them apart, so change one"
    return tables["events"].problems("id", rows, message) if len(rows) else []


def reserved_ids(table: Table) -> list[Problem]:
    """The statements and events whose id a page has for a part of its own, so that links would miss."""
    if table.name not in ("statements", "events") or not table.has("id"):
        return []
    column = table.columns["id"]
    bad = [i for i, value in enumerate(column.values) if is_reserved(value)]
    return table.problems(
        "id",
        column.rows_of(bad),
        lambda value: f"is what a page calls a part of its own; use another, as {value}-1",
    )


def dangling(table: Table, field: Field, tables: Mapping[str, Table], ids: Ids) -> list[Problem]:
    """The cells of a reference column that lead nowhere; none if a target was not read whole."""
    if not all(target in ids and tables[target].complete for target in field.references):
        return []
    first, known = ids[field.references[0]], ChainMap(*(ids[each] for each in field.references))
    files = either(f"{target}.csv" for target in field.references)

    def lost(value: str) -> str | None:
        parts = value.split(field.separator) if field.separator else [value]
        return next((part for part in parts if part not in known), None)

    def says(value: str) -> str:
        part = lost(value) or ""
        which = f"holds '{shown(part)}', which is not" if field.separator else "is not"
        return f"{which} an id in {files}{nearest(part, known)}"

    column = table.columns[field.name]
    elsewhere = [i for i, value in enumerate(column.values) if value not in first]
    stated = [i for i in elsewhere if column.values[i] not in MISSING]
    bad = [i for i in stated if lost(column.values[i]) is not None]
    return table.problems(field.name, column.rows_of(bad), says) if bad else []


def circles(table: Table, field: Field, ids: Ids) -> list[Problem]:
    """The references within one table that lead back to where they started."""
    own = {each: position for each, position in ids[table.name].items() if each not in MISSING}
    steps = _steps(table.columns[field.name], own, field.separator)
    loops = list(_loops(*steps, rows=len(table)))
    names = {position: each for each, position in own.items()} if loops else {}
    problems = []
    for loop in loops[:SHOWN]:
        way = " -> ".join(names[position] for position in [*loop, loop[0]][:6])
        message = "refers to itself" if len(loop) == 1 else f"leads round in a circle: {way}"
        problems.append(table.problem(field.name, loop[0], f"{message}; that cannot be"))
    return problems + further(f"{table.name}.csv", field.name, len(loops) - SHOWN)


def _steps(column: Column, own: dict[str, int], separator: str) -> tuple[Rows, Rows]:
    """Every reference to a row of the same table: the positions it leads from and to."""
    parts = (value.split(separator) if separator else [value] for value in column.values)
    targets = [[own[part] for part in each if part in own] for each in parts]
    flat = np.array(list(chain.from_iterable(targets)), dtype=np.intp)
    sizes = np.array(list(map(len, targets)), dtype=np.intp)
    counts = sizes[column.codes]
    offsets = (np.cumsum(sizes) - sizes)[column.codes] - (np.cumsum(counts) - counts)
    sources = np.repeat(np.arange(len(counts)), counts)
    return sources, flat[np.repeat(offsets, counts) + np.arange(len(sources))]


def _loops(sources: Rows, targets: Rows, rows: int) -> Iterator[list[int]]:
    """The circles, each as the positions it leads through: depth first, one for each way back."""
    for _ in range(SHORT):  # what leads to a row without a reference is in no circle
        has_one = np.zeros(rows, np.bool_)
        has_one[sources] = True
        sources, targets = sources[has_one[targets]], targets[has_one[targets]]
    follows: dict[int, list[int]] = {}
    for source, target in zip(sources.tolist(), targets.tolist(), strict=True):
        follows.setdefault(source, []).append(target)
    done: set[int] = set()
    for start in follows:
        path = {} if start in done else {start: iter(follows[start])}
        while path:
            here = next(reversed(path))
            step = next(path[here], None)
            if step is None:
                done.add(here)
                del path[here]
            elif step in path:
                way = list(path)
                yield way[way.index(step) :]
            elif step not in done:
                path[step] = iter(follows.get(step, ()))
