"""Tables of a page whose cells lead to their places: names for ids, numbers, folded ones."""

import pandas as pd
import pytest

from helpers.figures import show

WHO = {"a": ("Ann", "#by.a"), "b": ("Bea & Co, Ltd", ""), "c": ("Cas", "#by.c")}


def html_of(frame, **given):
    return show.table(frame, caption="Members", **given).html


def test_ids_in_a_cell_are_shown_as_names_each_leading_to_its_place():
    part = show.table(
        pd.DataFrame({"camp": ["x", "y"], "who": ["a;b", ""]}), caption="c", named={"who": WHO}
    )
    assert '<td><a href="#by.a">Ann</a>; Bea &amp; Co, Ltd</td>' in part.html
    assert part.html.endswith("<td></td></tr></tbody></table></div>")
    assert "Ann; Bea & Co, Ltd" in part.text
    assert "a;b" not in part.text


def test_an_id_without_a_name_is_shown_as_it_is():
    frame = pd.DataFrame({"camp": ["x"], "who": ["<d>"]})
    assert "<td>&lt;d&gt;</td>" in html_of(frame, named={"who": WHO})


def test_of_very_many_names_in_a_cell_the_first_are_shown_and_the_others_counted():
    many = {f"a{n}": (f"A{n}", f"#by.a{n}") for n in range(25)}
    html = html_of(pd.DataFrame({"camp": ["x"], "who": [";".join(many)]}), named={"who": many})
    assert html.count('<a href="#by.') == 20
    assert "; and 5 more</td>" in html


def test_a_number_can_lead_to_its_place():
    frame = pd.DataFrame({"who": ["x", "y"], "sum": [1234, 5], "place": ["#t.1", ""]})
    html = html_of(frame, links={"sum": "place"})
    assert '<td class="num"><a href="#t.1">1,234</a></td>' in html
    assert '<td class="num">5</td>' in html


def test_a_number_below_zero_has_a_minus_on_the_page_and_a_hyphen_in_the_file():
    frame = pd.DataFrame({"who": ["x"], "n": [-3], "share": [-0.5]})
    part = show.table(frame, caption="c", name="sums")
    assert '<td class="num">−3</td><td class="num">−0.50</td>' in part.html
    assert part.files["sums.csv"].splitlines()[1] == "x,-3,-0.5"


def test_a_folded_table_has_its_caption_once_for_readers_and_once_as_the_name_of_its_region():
    frame = pd.DataFrame({"who": ["x"], "n": [1]})
    assert html_of(frame).count("Members") == 2
    folded = html_of(frame, folded=True)
    assert "<summary>Table and data: Members</summary>" in folded
    assert 'role="region" aria-label="Members"' in folded
    assert "<caption>" not in folded


def test_a_table_of_many_words_names_the_heads_that_a_phone_puts_before_its_cells():
    frame = pd.DataFrame({"who": ["a"], "long text": ["w " * 60], 'it\'s \\ "n" <b>': [1]})
    html = show.table(frame, caption="c").html
    assert (
        "<table class=\"stack\" style=\"--b:'long text';--c:'it\\'s \\\\ &quot;n&quot; &lt;b&gt;'\">"
        in html
    )


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"who": ["a"] * 11, "text": ["w " * 60, *["w"] * 10]}),
        pd.DataFrame({name: ["w " * 60] for name in "abcdefghi"}),
        pd.DataFrame({"who": ["a"], "text": ["w"]}),
    ],
)
def test_a_table_of_few_words_or_many_columns_stays_a_table(frame):
    assert "<table><" in show.table(frame, caption="c").html
