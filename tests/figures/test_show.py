"""Parts of a page: what comes from data is text, never markup, and a figure says what it shows."""

import re
from xml.etree import ElementTree

import pandas as pd
import pytest

from helpers.figures import show
from helpers.figures.style import new_axes

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</svg><script>1</script>",
    "{{ 7 * 7 }} $\\frac{1}{0}$ $x^$",
    "\u202eright to left\u202c\u200b",
    "=1+1",
]


def element(html):
    """The part's HTML parsed as XML, which any markup left unescaped would break or show in."""
    return ElementTree.fromstring(html.replace("<br>", "<br/>"))


@pytest.mark.parametrize("text", HOSTILE)
def test_findings_prose_and_cells_show_hostile_text_as_text(text):
    for part in (
        show.findings([text]),
        show.prose(text),
        show.table(pd.DataFrame({text: [text]}), caption=text),
    ):
        tree = element(part.html)
        assert {node.tag for node in tree.iter()} <= {
            "div", "p", "table", "caption", "thead", "tbody", "tr", "th", "td",
        }  # fmt: skip
        assert text in "".join(tree.itertext())


@pytest.mark.parametrize("text", HOSTILE)
def test_a_figure_shows_hostile_labels_as_text(text):
    ax = new_axes(3, 1)
    ax.set_title(text.replace("\u200b", "").replace("\u202e", "").replace("\u202c", ""))
    html = show.figure(ax, alt=text, title=text, note=text).html
    tree = element(html)
    assert not [node for node in tree.iter() if node.tag.endswith("script")]
    drawing = tree.find(".//*[@role='img']")
    words = {node.get("id"): node.text for node in tree.iter()}
    assert words[drawing.get("aria-labelledby")] == words[drawing.get("aria-describedby")] == text


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "#x y", "//host", "http://a b", ""]
)
def test_a_target_that_is_no_plain_address_is_no_link(target):
    assert show.link("name", target) == "name"


def test_addresses_and_places_on_the_page_are_links():
    assert show.link("a & b", "https://example.org/?a=1&b=2") == (
        '<a href="https://example.org/?a=1&amp;b=2" rel="external">a &amp; b</a>'
    )
    assert show.link("wcco-01", "#wcco-01") == '<a href="#wcco-01">wcco-01</a>'


def test_a_table_has_caption_scoped_headings_and_numbers_to_the_right():
    html = show.table(pd.DataFrame({"who": ["a"], "n": [1234], "x": [0.5]}), caption="Counts").html
    assert "<caption>Counts</caption>" in html
    assert '<th scope="row">a</th><td class="num">1,234</td><td class="num">0.50</td>' in html


def test_a_column_of_targets_is_not_shown_and_ids_become_links():
    frame = pd.DataFrame({"title": ["T"], "url": ["https://example.org"], "ids": ["s-1;s-2"]})
    html = show.table(frame, caption="c", links={"title": "url"}, ids="ids").html
    assert '<a href="https://example.org" rel="external">T</a>' in html
    assert '<a href="#s-1">s-1</a>, <a href="#s-2">s-2</a>' in html
    assert "url" not in re.findall(r"<th[^>]*>([^<]*)", html)


def test_a_missing_value_is_an_empty_cell():
    assert "<td></td>" in show.table(pd.DataFrame({"a": ["x"], "b": [None]}), caption="c").html


def test_the_colours_of_a_figure_follow_the_page():
    ax = new_axes(2, 1)
    ax.barh([0], [1], color="#0b6e8f")
    drawing = show.svg(ax)
    assert "fill:var(--support,#0b6e8f)" in drawing
    assert "#0b6e8f" not in drawing.replace("var(--support,#0b6e8f)", "")


def test_figures_on_one_page_share_no_id_and_every_reference_is_met():
    drawings = []
    for height in (1, 2):
        ax = new_axes(2, height)
        ax.plot([0, 1], [0, 1], marker="o")
        drawings.append(show.svg(ax))
    ids = [re.findall(r' id="([^"]+)"', drawing) for drawing in drawings]
    assert not set(ids[0]) & set(ids[1])
    for drawing, own in zip(drawings, ids, strict=True):
        assert set(re.findall(r'(?:url\(#|href="#)([\w-]+)', drawing)) == set(own)


def test_what_a_figure_tells_does_not_begin_with_its_title_again():
    html = show.figure(new_axes(), title="One bar", alt="One bar. It is a: 1.").html
    assert ">It is a: 1.</desc>" in html
    assert html.count("One bar") == 2  # above the drawing, and as the name of its region


def test_a_label_that_looks_like_an_attribute_is_not_rewritten():
    label = 'a id="figure_1" fill: #0b6e8f; d="1.23456"'
    ax = new_axes(6, 1)
    ax.text(0, 0, label)
    assert label in "".join(element(show.svg(ax)).itertext())


def test_the_same_figure_is_drawn_byte_for_byte_the_same():
    def drawing():
        ax = new_axes(2, 1)
        ax.plot([0, 1], [0, 1])
        return show.svg(ax)

    assert drawing() == drawing()


def test_evidence_gives_speaker_date_stance_words_source_and_state(ferry):
    from helpers.analysis.selection import statements_in_context

    table = statements_in_context(ferry)
    one = table[table["fragment"] != ""].head(1)
    row, html = one.iloc[0], show.statements(one, caption="Evidence").html
    text = "".join(element(html).itertext())
    for part in (
        row["name"],
        row["label"],
        row["stance"],
        row["paraphrase"],
        row["fragment"],
        row["publisher"],
    ):
        assert part in text
    assert "(verified)" in text
    assert f'id="{row["id"]}"' in html


def test_a_table_without_a_row_is_a_sentence():
    html = show.table(pd.DataFrame(columns=["a"]), caption="Answers", folded=True).html
    assert html == '<p class="note">Answers: nothing to show.</p>'


def test_a_table_without_a_row_keeps_its_note():
    html = show.table(pd.DataFrame(columns=["a"]), caption="Answers", note="Two used.").html
    assert html == '<p class="note">Answers: nothing to show. Two used.</p>'


def test_a_table_shows_the_columns_it_is_told_and_offers_all_of_them():
    frame = pd.DataFrame({"who": ["a"], "ids": ["s-1;s-2"]})
    part = show.table(frame, caption="c", columns=["who"], name="t")
    assert "s-1" not in part.html
    assert part.files["t.csv"] == "who,ids\r\na,s-1;s-2\r\n"


def test_a_column_is_headed_by_its_name_in_words_or_as_it_is_told():
    frame = pd.DataFrame({"only_voice": ["a"], "meets": ["met"]})
    html = show.table(frame, caption="c", heads={"meets": "Our inference"}).html
    assert re.findall(r"<th[^>]*>([^<]*)</th>", html)[:2] == ["only voice", "Our inference"]


def test_a_table_can_be_a_file_only():
    part = show.download(pd.DataFrame({"a": [1, 2]}), caption="Numbers", name="t")
    assert part.html == '<p class="note">Table: Numbers, 2 rows.</p>'
    assert list(part.files) == ["t.csv"]


def test_a_narrow_screen_can_be_given_a_part_instead_of_a_drawing():
    html = show.figure(new_axes(2, 1), alt="a", title="t", phone=show.prose("In words.")).html
    assert '<div class="phone" hidden><p class="computed">In words.</p></div>' in html
