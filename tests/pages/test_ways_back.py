"""Every report of both cases: from the evidence back to what led there; ids that no case can have."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from helpers.analysis.counting import SIDES
from helpers.analysis.selection import Selection
from helpers.case import PROJECT, Case, read_case
from helpers.case.reserved import is_reserved

Open = Callable[..., Page]

# Of these statements those whose block, the nearest part that folds or is a section, leads to no
# figure and no table.
LOST = """(ids) => ids.map((id) => document.getElementById(id)).filter((one) => {
  const block = one && one.closest('details, section');
  return one && ![...block ? block.querySelectorAll('a[href^="#"]') : []].some((link) => {
    const place = document.getElementById(link.hash.slice(1));
    return place && place.closest('figure, table');
  });
}).map((one) => one.id)"""
IDS = "() => [...document.querySelectorAll('[id]')].map((one) => one.id)"
ID = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


@pytest.fixture(scope="module")
def its_case(report_page: Path, ferry: Case) -> Case:
    """The case of the report."""
    name = report_page.parent.name
    return ferry if name == ferry.name else read_case(name, PROJECT / "data")


def test_the_block_of_every_statement_leads_back_to_a_figure_or_table(
    open_file: Open, report_page: Path, its_case: Case
) -> None:
    page = open_file(report_page.as_uri())
    assert page.evaluate(LOST, list(its_case.statements["id"])) == []


def test_no_id_is_on_a_page_twice_and_none_of_its_own_can_be_one_of_data(
    open_file: Open, report_page: Path, its_case: Case
) -> None:
    ids = open_file(report_page.as_uri()).evaluate(IDS)
    assert len(ids) == len(set(ids))
    own = set(ids) - {*its_case.statements["id"], *its_case.events["id"]}
    assert {one for one in own if ID.fullmatch(one) and not is_reserved(one)} == set()


def test_what_is_said_again_has_its_place_where_the_counting_rule_leaves_it_out(
    open_file: Open, report_page: Path, its_case: Case
) -> None:
    counted = report_page.stem[:2]
    if counted not in ("02", "03", "07"):
        return  # the others count every statement, or list none
    every = Selection(counting="statement")(its_case).statements
    every = every[every["stance"].isin(SIDES)] if counted == "07" else every
    ids = open_file(report_page.as_uri()).evaluate(IDS)
    assert len(Selection()(its_case).statements) < len(every) or counted == "07"
    assert set(every["id"]) <= set(ids)
