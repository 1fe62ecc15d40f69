"""A case examined from top to bottom: every problem it has, whatever else is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from helpers.case import links, rules
from helpers.case.cells import cell_problems
from helpers.case.package import Package, read_package
from helpers.case.places import place_problem, texts_problem
from helpers.case.problems import Problem
from helpers.case.project import data_folder
from helpers.case.quotations import check_quotations, unknown_texts
from helpers.case.reading import no_collection, read_table
from helpers.case.schema import NEEDED, TABLES, Labels, fields
from helpers.case.spoken import said_rules
from helpers.case.tables import Table


@dataclass(frozen=True)
class Examined:
    """A case as it was read, and everything that is wrong with it.

    `quotations` holds the state of each statement's quotation, in the order of the rows.
    """

    folder: Path
    problems: list[Problem]
    package: Package = field(default_factory=Package)
    tables: Mapping[str, Table] = field(default_factory=dict)
    quotations: NDArray[np.object_] = field(default_factory=lambda: np.zeros(0, dtype=object))


def check_case(name: str, data: str | Path = "", texts: str | Path = "") -> list[Problem]:
    """Everything that is wrong with the case; empty when it can be used."""
    return examine(name, data, texts).problems


def examine(name: str, data: str | Path = "", texts: str | Path = "") -> Examined:
    """The case called `name` under `data`, its quotations held against the texts in `texts`.

    The texts are `<article>.txt` in that folder, by default the case's own `texts/`. Nothing is
    written, and a case that is damaged, or not there, is a problem in the result, not an error.
    """
    folder = data_folder(data) / name
    if problem := place_problem(name, data) or texts_problem(texts):
        return Examined(folder, [problem])
    with no_collection():
        return _examine(folder, Path(texts).absolute() if str(texts) else folder / "texts")


def _examine(folder: Path, texts: Path) -> Examined:
    package, problems = read_package(folder)
    tables = {}
    for table in TABLES:
        wanted = [each.name for each in fields(table)]
        tables[table], found = read_table(folder / f"{table}.csv", wanted)
        problems += found + _table_problems(tables[table], package.labels)
    problems += _link_problems(tables)
    problems += rules.article_rules(tables["articles"])
    problems += rules.statement_rules(tables["statements"])
    problems += rules.fragment_rules(tables["statements"])
    problems += rules.event_rules(tables["events"])
    problems += rules.inference_rules(tables["events"], "date_note")
    problems += rules.inference_rules(tables["accounts"], "note")
    problems += said_rules(tables["statements"], tables["articles"])
    if texts == folder / "texts":  # another folder may hold the texts of several cases
        problems += unknown_texts(tables["articles"], texts)
    quotations = check_quotations(tables["statements"], tables["articles"], texts)
    return Examined(folder, problems + quotations.problems, package, tables, quotations.states)


def _table_problems(table: Table, labels: Labels) -> list[Problem]:
    """What is wrong within one table, cell by cell."""
    found = []
    if table.name in NEEDED and table.complete and not len(table):
        message = "has no row under its header; it needs one at least"
        found.append(Problem(f"{table.name}.csv", None, None, "", message))
    for each in fields(table.name, labels):
        if table.has(each.name):
            found += cell_problems(table, each)
    return found


def _link_problems(tables: Mapping[str, Table]) -> list[Problem]:
    """What is wrong with ids and with the references between and within tables."""
    ids = links.index_ids(tables)
    found = links.shared_ids(tables, ids)
    for table in tables.values():
        found += links.duplicate_ids(table, ids)
        found += links.reserved_ids(table)
        for each in fields(table.name):
            if each.references and table.has("id", each.name):
                found += links.dangling(table, each, tables, ids)
            if table.name in each.references and table.has("id", each.name):
                found += links.circles(table, each, ids)
    return found
