"""The notebooks of audit, demands and accounts, run cell by cell on parameters that are hard on them."""

import csv
import re
from dataclasses import replace

import pytest

from helpers.analysis.selection import SelectionError

AUDIT, DEMANDS, ACCOUNTS = "04-audit-and-council", "05-demands-and-answers", "06-accounts-compared"
ALL = pytest.mark.parametrize("notebook", [AUDIT, DEMANDS, ACCOUNTS])


@pytest.fixture
def report(run_notebook):
    """Run a notebook on a case: the HTML and the files of its page."""

    def made(case, notebook, **parameters):
        return run_notebook(notebook, case, **parameters)[1:]

    return made


def rows(table):
    """The number of rows of a table, without its header."""
    return len(table.splitlines()) - 1


@pytest.mark.parametrize(
    ("parameters", "findings", "responses"),
    [
        ({}, 5, 6),  # three findings, two recommendations
        ({"groups": ["council"]}, 5, 2),  # okafor's answer, the council's vote
        ({"actors": ["tremaine"]}, 5, 2),
        ({"kinds": ["vote"]}, 5, 1),
        ({"concepts": ["services-skipped"]}, 1, 2),
        ({"forms": ["document"]}, 5, 1),
        ({"since": "2024-06-05"}, 0, 0),
    ],
)
def test_filters_choose_responses_and_leave_what_they_respond_to(
    ferry, report, parameters, findings, responses
):
    _, files = report(ferry, AUDIT, **parameters)
    assert (rows(files["findings.csv"]), rows(files["responses.csv"])) == (findings, responses)


@pytest.mark.parametrize(
    ("parameters", "demands", "answers"),
    [
        ({}, 3, 2),
        ({"groups": ["administration"]}, 3, 2),
        ({"actors": ["council"]}, 3, 0),
        ({"kinds": ["vote"]}, 3, 0),
        ({"concepts": ["fare-freeze"]}, 1, 1),
        ({"forms": ["paraphrase"]}, 2, 0),
    ],
)
def test_filters_choose_answers_and_leave_the_demands(ferry, report, parameters, demands, answers):
    _, files = report(ferry, DEMANDS, **parameters)
    assert (rows(files["wording.csv"]), rows(files["answers.csv"])) == (demands, answers)


@pytest.mark.parametrize("notebook", [AUDIT, DEMANDS])
def test_the_counting_rule_leaves_reports_and_demands_as_they_are(ferry, report, notebook):
    plain, files = report(ferry, notebook)
    once, counted = report(ferry, notebook, counting="once")
    kept = "findings.csv" if notebook == AUDIT else "wording.csv"
    assert "on all matters; every statement counts." in plain
    assert "an actor’s stance on a concept counts once. Left out: " in once
    assert (
        counted[kept].splitlines()[1].split(",")[2:4] == files[kept].splitlines()[1].split(",")[2:4]
    )


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"groups": ["passengers"]}, "other groups"),
        ({"actors": ["sato"]}, "other actors"),
        ({"concepts": ["fare-freeze"]}, "other concepts"),
        ({"kinds": ["claim"]}, "other kinds of statement"),
        ({"forms": ["quotation"]}, "other forms"),
        ({"basis": ["inferred"]}, "other bases"),
    ],
)
def test_filters_on_statements_choose_stances_and_leave_the_accounts(
    ferry, report, parameters, reason
):
    whole, files = report(ferry, ACCOUNTS)
    html, chosen = report(ferry, ACCOUNTS, **parameters)
    assert f"({reason})" in html
    assert f"({reason})" not in whole
    assert rows(chosen["stances-of-one-source.csv"]) < rows(files["stances-of-one-source.csv"])
    assert chosen["accounts.csv"] == files["accounts.csv"]


@ALL
def test_every_table_and_list_of_statements_says_what_it_rests_on(ferry, report, notebook):
    html, _ = report(ferry, notebook)
    after = re.findall(r"</table></div>(?!</div>)(.{0,16})", html, flags=re.S)
    assert after
    assert set(after) == {'<p class="note">'}


@ALL
@pytest.mark.parametrize(
    "parameters", [{"since": "2099"}, {"until": "1900"}, {"tiers": ["context"]}]
)
def test_a_selection_that_leaves_little_or_nothing_does_not_fail(
    ferry, report, notebook, parameters
):
    html, _ = report(ferry, notebook, **parameters)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert "nan" not in html.casefold().split()


@ALL
def test_an_empty_selection_says_so_first(ferry, report, notebook):
    html, _ = report(ferry, notebook, since="2099")
    first = re.findall(r"<p>(.*?)</p>", html)[0]
    assert first in {
        "No finding and no recommendation is among the statements used.",
        "No demand is among the statements used, so there is no answer to show.",
        "No account is left by these filters.",
    }


@ALL
def test_a_case_without_a_statement_does_not_fail(ferry, report, notebook):
    html, _ = report(replace(ferry, statements=ferry.statements.iloc[:0]), notebook)
    assert "<article" not in html


@ALL
@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"actors": ["callaway"]}, "actors: the case has no 'callaway'; nearest: calloway"),
        ({"concepts": ["fare-freze"]}, "nearest: fare-freeze"),
        ({"groups": ["councill"]}, "nearest: council"),
        ({"kinds": ["demands"]}, "nearest: demand"),
        ({"forms": ["quote"]}, "nearest: quotation"),
        ({"basis": ["infered"]}, "nearest: inferred"),
        ({"since": "2025-02-30"}, "since: '2025-02-30'"),
        ({"since": "2026", "until": "2025"}, r"since \(2026\) is after until \(2025\)"),
        ({"groups": "council"}, r"groups: 'council' is no list; write \['council'\]"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_refused_in_one_line(
    ferry, report, notebook, parameters, message
):
    with pytest.raises(SelectionError, match=message) as refused:
        report(ferry, notebook, **parameters)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("notebook", "parameters", "message"),
    [
        (AUDIT, {"most": 0}, "most: 0 is not allowed; use a whole number, 1 or more"),
        (DEMANDS, {"most": 0}, "most: 0 is not allowed; use a whole number, 1 or more"),
        (AUDIT, {"days": -1}, "days: -1 is not allowed; use 0 or more"),
        (DEMANDS, {"days": -1}, "days: -1 is not allowed; use 0 or more"),
        (ACCOUNTS, {"common": 0}, "common: 0 is not allowed; use 1 or more"),
        (ACCOUNTS, {"by": "author"}, "by: 'author' is not allowed; "),
        (ACCOUNTS, {"phases": ["sailing"]}, "phases: the case has no 'sailing'"),
        (AUDIT, {"counting": "fortnight"}, "counting: 'fortnight' is not allowed; "),
    ],
)
def test_a_number_or_rule_out_of_range_is_refused(ferry, report, notebook, parameters, message):
    with pytest.raises(SelectionError, match=message):
        report(ferry, notebook, **parameters)


def test_the_table_of_responses_has_their_order(ferry, report):
    _, files = report(ferry, AUDIT)
    table = csv.DictReader(files["responses.csv"].splitlines())
    told = {row["statement_id"]: (row["as"], row["order"]) for row in table}
    assert told["gazette-audit-04"] == ("reaction", "1")  # 14 or 15 May
    assert told["hearing-transcript-10"] == ("reaction", "2")  # 4 June
    assert told["council-minutes-02"] == ("what came of it", "1")  # the vote, the only one


@pytest.mark.parametrize("notebook", [AUDIT, DEMANDS])
def test_days_without_end_leave_no_later_answer(ferry, report, notebook):
    html, _ = report(ferry, notebook, days=10**30)
    assert "<figure" in html
