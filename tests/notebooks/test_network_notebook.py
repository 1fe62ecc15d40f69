"""The notebooks of the network and of the sources, run cell by cell on what is hard on them."""

import csv
import io
import re

import pytest

import helpers.case
from helpers.analysis.selection import SelectionError
from helpers.case import passages

NETWORK, SOURCES = "07-discourse-network", "01-overview"


@pytest.fixture
def report(run_notebook):
    """Run a notebook on a case: the text, the HTML and the files of its page."""
    return lambda case, notebook=NETWORK, **given: run_notebook(notebook, case, **given)


def ids(html):
    """The ids on the page."""
    return re.findall(r' id="([^"]+)"', html)


def listed(html):
    """The ids of the items of lists on the page: statements that count, and ties."""
    return re.findall(r'<li id="([^"]+)"', html)


def targets(html):
    """Where the links within the page lead."""
    return re.findall(r'href="#([^"]+)"', html)


def drawing(html, name):
    """The figure of that name, its wide form if there are two."""
    figure = re.search(rf'<figure class="chart" id="{name}".*?</figure>', html, flags=re.S)[0]
    return figure.partition('<div class="phone"')[0]


def table_rows(html, caption):
    """The rows of the table under that caption, without its headings."""
    table = html.partition(caption)[2].partition("</table>")[0]
    return re.findall(r"<tr>.*?</tr>", table.partition("<tbody>")[2])


@pytest.mark.parametrize("notebook", [NETWORK, SOURCES])
def test_every_link_leads_somewhere_and_no_id_comes_twice(ferry, report, notebook):
    _, html, _ = report(ferry, notebook)
    assert len(ids(html)) == len(set(ids(html)))
    assert set(targets(html)) <= set(ids(html))


def test_every_tie_drawn_and_every_cell_leads_to_an_entry_that_leads_to_statements(ferry, report):
    _, html, files = report(ferry)
    entries = re.findall(r'<(?:li|a) id="(t\.\d+)"', html)
    cells = re.findall(r'<td><a(?: class="o")? href="#(t\.\d+)">', drawing(html, "pairs"))
    lines = re.findall(r'<a href="#(t\.\d+)"><title>[^<]+</title><path', drawing(html, "ties"))
    assert sorted(cells) == sorted(entries)
    assert len(lines) > 10
    assert set(lines) <= set(entries)
    # 38 pairs of the ferry have a balance that is not zero; all 14 speakers are drawn.
    assert len(entries) == 38
    assert files["ties.csv"].count("\r\n") > 38


def test_every_number_of_the_matrix_is_that_of_the_statements_on_the_page(ferry, report):
    _, html, _ = report(ferry)
    said = ferry.statements[ferry.statements["id"].isin(listed(html))]
    balance = said["stance"].map({"support": 1, "oppose": -1})
    held = balance.groupby([said["actor"], said["concept"]]).sum().unstack(fill_value=0)
    rows = re.findall(
        r'<th scope="row"><a href="#by\.(.*?)">.*?</a>(.*?)</tr>', drawing(html, "pairs")
    )
    for at, (actor, cells) in enumerate(rows):
        numbers = re.findall(r"<td>(?:<a[^>]*>([+−]\d+)</a>)?", cells)
        assert len(numbers) == at
        for (other, _), number in zip(rows, numbers, strict=False):
            # The sum over the concepts of the product of both's support less opposition.
            assert int(number.replace("−", "-") or 0) == (held.loc[actor] * held.loc[other]).sum()


def test_every_name_in_a_figure_leads_to_what_the_speaker_said(ferry, report):
    _, html, _ = report(ferry)
    for name in ("ties", "pairs", "periods"):
        people = re.findall(r'<a href="#(by\.[a-z0-9-]+)"', drawing(html, name))
        assert len(set(people)) == 14, name
    said = set(listed(html)) & set(ferry.statements["id"])
    sided = ferry.statements["stance"].isin(["support", "oppose"])
    assert said <= set(ferry.statements.loc[sided, "id"])
    assert len(said) == 36


@pytest.mark.parametrize(
    ("network", "normalisation"),
    [
        ("subtract", "none"), ("subtract", "dna-cosine"), ("congruence", "cosine"),
        ("conflict", "average"), ("ignore", "jaccard"),
    ],
)  # fmt: skip
def test_every_network_can_be_shown_in_every_normalisation(ferry, report, network, normalisation):
    _, html, files = report(ferry, network=network, normalisation=normalisation)
    assert set(targets(html)) <= set(ids(html))
    assert f"{network} ({normalisation})" in html
    assert f"{network}_weight" in files["ties.csv"]


def test_every_table_says_how_many_statements_it_rests_on(ferry, report):
    _, html, _ = report(ferry)
    after = re.findall(r'</table></div><p class="note">(.{0,120})', html)
    rests = [text for text in after if "Made of 36 statements that" in text]
    # Coalitions, what is between them, pairs of speakers, bridges, contest, pairs of concepts.
    assert len(rests) == 6


@pytest.mark.parametrize(
    ("caption", "number"),
    [
        ("<caption>Coalitions and their members", 4),
        ("<caption>Agreements minus conflicts, inside", 4),
        ("strongest of 38 pairs of speakers", 10),
        ("<caption>Bridges, the strongest first", 5),
        ("<caption>How contested each concept is", 6),
        ("Strongest affiliations of speakers with concepts", 10),
        ("<caption>Who takes a side in both periods", 4),
        ("Table and data: Ties in the two periods", 3),
    ],
)
def test_every_row_of_a_table_leads_to_what_was_said(ferry, report, caption, number):
    _, html, _ = report(ferry)
    rows = table_rows(html, caption)
    assert len(rows) == number
    assert all('<a href="#' in row for row in rows)


def test_a_name_under_a_contested_concept_leads_to_what_the_speaker_said_on_that_side(
    ferry, report
):
    _, html, _ = report(ferry)
    said = ferry.statements.set_index("id")
    label = ferry.concepts.set_index("label")["id"]
    for row in table_rows(html, "<caption>How contested each concept is"):
        concept = label[re.search(r'<th scope="row">(.*?)</th>', row)[1]]
        cells = re.findall(r"<td[^>]*>(.*?)</td>", row)
        for stance, cell, number in (
            ("support", cells[2], cells[1]),
            ("oppose", cells[4], cells[3]),
        ):
            ids = re.findall(r'href="#([^"]+)"', cell)
            assert set(said.loc[ids, "concept"]) <= {concept}
            assert set(said.loc[ids, "stance"]) <= {stance}
            assert len(ids) == said.loc[ids, "actor"].nunique()
            again = sum(int(n) - 1 for n in re.findall(r" \((\d+)\)</a>", cell))
            assert len(ids) + again == int(number)


def test_an_affiliation_leads_to_what_the_speaker_said_on_the_concept(ferry, report):
    _, html, _ = report(ferry)
    said = ferry.statements.set_index("id")
    label = ferry.concepts.set_index("id")["label"]
    for row in table_rows(html, "Strongest affiliations of speakers with concepts"):
        actor, first, concept = re.search(
            r'href="#by\.([^"]+)".*?<td><a href="#([^"]+)">(.*?)</a>', row
        ).groups()
        assert (said.at[first, "actor"], label[said.at[first, "concept"]]) == (actor, concept)


def test_speakers_who_are_not_drawn_have_their_statements_on_the_page_all_the_same(ferry, report):
    _, html, _ = report(ferry, most=5)
    assert html.count('<h4 id="by.') == 14
    assert len(set(listed(html)) & set(ferry.statements["id"])) == 36
    assert len(set(re.findall(r'<a href="#by\.', drawing(html, "ties")))) == 1
    assert (
        "Not drawn: nine speakers with the fewest statements; the list of speakers has what they "
        "said, the files have all."
    ) in html


def test_the_network_of_some_concepts_says_how_many_statements_were_left_out(ferry, report):
    text, _, _ = report(ferry, concepts=["keep-subsidy"])
    assert re.search(r"\d+ \(other concepts\)", text)


@pytest.mark.parametrize("counting", ["statement", "week", "once"])
def test_every_counting_rule_can_be_applied(ferry, report, counting):
    text, _, _ = report(ferry, counting=counting)
    assert "fall into" in text


@pytest.mark.parametrize(
    ("affiliation", "share"), [("subtract", "activity"), ("combine", "prominence")]
)
def test_every_affiliation_can_be_shown(ferry, report, affiliation, share):
    text, _, files = report(ferry, affiliation=affiliation, share=share)
    assert f"({affiliation})" in text
    assert {"affiliation.csv", "affiliation.graphml"} <= set(files)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"network": "conflicts"}, "network: 'conflicts' is unknown; .* the nearest is conflict"),
        ({"normalisation": "avrage"}, "normalisation: 'avrage' is unknown; .*nearest is average"),
        ({"share": "average"}, "share: 'average' is unknown; use none, activity or prominence"),
        ({"affiliation": "both"}, "affiliation: 'both' is unknown"),
        ({"counting": "fortnight"}, "counting: "),
        ({"threshold": -0.5}, "threshold: -0.5 is not allowed; use 0 or more"),
        ({"bridge": -1.0}, "bridge: -1 is not allowed"),
        ({"most": 0}, "most: 0 is not allowed; use a whole number, 1 or more"),
        ({"most": 2.5}, "most: 2.5 is not allowed"),
        ({"most": "all"}, "most: 'all' is no number"),
        ({"bridge": float("nan")}, "bridge: nan is not allowed; use 0 or more"),
        ({"threshold": float("inf")}, "threshold: inf is not allowed"),
        ({"seed": -1}, "seed: -1 is not allowed; use a whole number, 0 or more"),
        ({"tiers": ["corr"]}, "nearest: core"),
        ({"split": "June"}, "split: 'June'"),
        ({"since": "2026", "until": "2025"}, r"since \(2026\) is after until \(2025\)"),
    ],
)
def test_a_parameter_that_cannot_be_meant_is_refused_in_one_line(
    ferry, report, parameters, message
):
    with pytest.raises(SelectionError, match=message) as refused:
        report(ferry, **parameters)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "parameters",
    [
        {"most": 0}, {"bridge": -1.0}, {"threshold": -0.5}, {"seed": 1.5}, {"network": "conflicts"},
        {"normalisation": "avrage"}, {"affiliation": "both"}, {"share": "average"},
        {"split": "June"}, {"split": "2025-01", "since": "2025-06"},
    ],
)  # fmt: skip
def test_a_parameter_out_of_range_is_refused_before_the_case_is_looked_at(report, parameters):
    no_case = None
    with pytest.raises(SelectionError, match=rf"^{next(iter(parameters))}\b"):
        report(no_case, **parameters)


def test_a_selection_that_leaves_nothing_says_so_in_every_part(ferry, report):
    text, html, files = report(ferry, since="2099")
    assert text.startswith("No two speakers take a side on the same concept under these filters")
    assert "No statement that takes a side is left. Left out:" in text
    assert "no speaker in no source" not in text
    assert set(targets(html)) <= set(ids(html))
    assert all(content for content in files.values())


@pytest.mark.parametrize("rows", [[], [("a", "p", "support")], [("a", "p", "neutral")]])
def test_no_statement_one_actor_or_no_side_does_not_fail(made_case, report, rows):
    text, html, _ = report(made_case(*rows))
    assert text.startswith("No two speakers take a side on the same concept")
    assert set(targets(html)) <= set(ids(html))


def test_where_speakers_only_differ_the_page_does_not_say_that_nobody_takes_a_side(
    made_case, report
):
    text, html, _ = report(made_case(("a", "p", "support"), ("b", "p", "oppose")))
    assert text.startswith("One pair speaks on the same concept, but none agrees")
    assert "No two speakers take a side" not in text
    assert 'id="t.1"' in html


def test_of_300_speakers_the_most_telling_are_drawn_and_the_files_have_all(made_case, report):
    rows = [(f"a{i:03}", f"c{i % 7}", "support" if i % 2 else "oppose") for i in range(300)]
    text, html, files = report(made_case(*rows))
    assert (
        "Not drawn: 273 speakers with the fewest statements; the list of speakers has what 33 of them "
        "said, the files have all." in html
    )
    assert html.count('<h4 id="by.') == 60
    assert "What a speaker without a link said is in the files alone." in html
    assert set(targets(html)) <= set(ids(html))
    assert files["members.csv"].count("\r\n") == 301
    assert "others" in text
    assert len(html) < 200_000


def test_of_very_many_statements_on_one_concept_the_first_are_listed(made_case, report):
    again = [
        {"actor": "a", "concept": "p", "stance": "support", "article": f"n{n:02}"}
        for n in range(30)
    ]
    _, html, _ = report(made_case(*again, ("b", "p", "support")))
    assert "… and 20 more, in the downloads." in html


def test_hostile_text_in_a_case_is_only_text_on_the_page(made_case, report):
    bad = '"><script>alert(1)</script>'
    case = made_case(("a", "p", "support"), ("b", "p", "support"), ("c", "p", "oppose"))
    case.actors["name"] = [bad, bad + "2", bad + "3"]
    case.actors["role"] = bad
    case.concepts["label"] = case.concepts["proposition"] = bad
    case.statements["paraphrase"] = bad
    case.statements["fragment"] = bad
    case.articles["publisher"] = bad
    case.labels["group"]["g"] = bad
    _, html, _ = report(case)
    assert "<script" not in html
    assert set(targets(html)) <= set(ids(html))


def test_quotations_are_shown_in_their_sentence_only_when_asked_for(ferry, report, monkeypatch):
    assert "<mark>" not in report(ferry)[1]
    sentence = {"before": "Before it, ", "behind": " and after it."}
    monkeypatch.setattr(passages, "in_context", lambda _, rows, *more: rows.assign(**sentence))
    assert "<q>Before it, <mark>" in report(ferry, context=True)[1]


def test_a_bar_of_sources_leads_to_the_list_and_a_month_to_its_sources(ferry, report):
    _, html, files = report(ferry, SOURCES)
    bars = re.findall(r'<a href="#(source\.[a-z0-9-]+)"><title>', drawing(html, "publishers"))
    assert len(bars) == ferry.articles["publisher"].nunique()
    months = re.findall(r'<a href="#(month\.[a-z0-9-]+)"><title>', drawing(html, "months"))
    rows = re.findall(r'<tr id="(month\.[^"]+)">', html)
    assert months == rows
    assert {"publishers.csv", "months.csv", "dating.csv", "gaps.csv", "quotations.csv"} <= set(
        files
    )
    assert files["dating.csv"].startswith("how,sources,source_ids")


@pytest.mark.parametrize("given", [{}, {"tiers": ["context"]}])
def test_a_source_leads_to_the_statements_it_counts_and_each_says_when(ferry, report, given):
    _, html, files = report(ferry, SOURCES, **given)
    under = dict(re.findall(r'<p id="said-in\.([^"]+)">.*?<ul>(.*?)</ul>', html))
    counted = dict(re.findall(r'<a href="#said-in\.([^"]+)">(\d+)</a>', html))
    for row in csv.DictReader(io.StringIO(files["sources.csv"])):
        items = under[row["source_id"]].split("<li ")[1:]
        first = [one for one in items if "coded a second time)" not in one]
        assert ";".join(re.match('id="([^"]+)"', one)[1] for one in first) == row["statement_ids"]
        assert counted[row["source_id"]] == row["statements"] == str(len(first))
        assert all(re.search(r"\((date not stated|[^()]*20\d\d)", one) for one in items)


def test_the_tiers_choose_gaps_quotations_and_coders_too(ferry, report):
    whole, part = (report(ferry, SOURCES, tiers=tiers) for tiers in ([], ["context"]))
    for name in ("gaps.csv", "quotations.csv", "sources.csv"):
        assert len(part[2][name]) < len(whole[2][name]), name
    # Of the seven statements that were coded twice, one stands in a context source.
    assert "Seven statements were coded more than once" in whole[0]
    assert "One statement were coded more than once" not in part[0]
    assert "One statement was coded more than once" in part[0]


def test_no_source_at_all_does_not_fail(ferry, report, monkeypatch):
    monkeypatch.setattr(helpers.case, "read_case", lambda *_: ferry)
    empty = ferry.articles.iloc[:0]
    text, html, _ = report(
        helpers.case.Case(**{**vars(ferry), "articles": empty, "statements": ferry.statements.iloc[:0],
                             "accounts": ferry.accounts.iloc[:0]}),
        SOURCES,
    )  # fmt: skip
    assert text.startswith("No source is left by these filters.")
    assert set(targets(html)) <= set(ids(html))
