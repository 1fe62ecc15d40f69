"""Pages in fewer bytes that are still the same pages."""

from __future__ import annotations

import pytest

from helpers.build.pages.quoted import ids_in
from helpers.build.pages.smaller import (
    smaller,
    without_needless_ends,
    without_needless_quotes,
    without_repeated_styles,
)


@pytest.mark.parametrize(
    ("html", "short"),
    [
        ("<p>a</p>\n<p>b</p></section>", "<p>a\n<p>b</section>"),
        ("<p>a</p><details>", "<p>a<details>"),
        ("<ul><li>a</li>\n<li>b</li></ul>", "<ul><li>a\n<li>b</ul>"),
        (
            "<tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></tbody></table>",
            "<tr><th>a<td>b<tr><td>c</table>",
        ),
    ],
)
def test_ends_go_where_html_lets_them_out(html: str, short: str) -> None:
    assert without_needless_ends(html) == short


@pytest.mark.parametrize(
    "html", ["<p>a</p>b", "<a><p>a</p></a>", "<p>a</p><b>c</b>", "<li>a</li>b"]
)
def test_ends_stay_where_something_else_follows(html: str) -> None:
    assert without_needless_ends(html) == html


@pytest.mark.parametrize(
    ("html", "short"),
    [
        ('<a href="#s-1" rel="noreferrer">', "<a href=#s-1 rel=noreferrer>"),
        ('<tr id="a.b"><td colspan="2">', "<tr id=a.b><td colspan=2>"),
        ('<use x="1.5" y="-2"/>', "<use x=1.5 y=-2 />"),
        ('<A HREF="x" id="x">', '<A HREF="x" id=x>'),
        ('<b class="p" style="--n:4;fill:var(--ink)">', "<b class=p style=--n:4;fill:var(--ink)>"),
    ],
)
def test_values_of_plain_letters_lose_their_quotes(html: str, short: str) -> None:
    assert without_needless_quotes(html) == short


@pytest.mark.parametrize(
    "html",
    [
        '<a href="a b">',
        '<a href="a&quot;b=c">',
        '<a href="">',
        '<a href="a`b">',
        '<a href="#søster">',
        "<a title=\"x id='1'\">",
        "<a title='x id=\"1\" y'>",
        'href="#s-1"',
        "&lt;a href=&#34x",
    ],
)
def test_other_values_and_words_keep_theirs(html: str) -> None:
    assert without_needless_quotes(html) == html


def test_quotes_in_words_are_written_as_they_are_and_those_in_values_are_not() -> None:
    html = '<p title="&quot;1&#39;">&quot;It&#x27;s&quot; &lt;b&gt; &amp;quot;'
    assert without_needless_quotes(html) == '<p title="&quot;1&#39;">"It\'s" &lt;b&gt; &amp;quot;'


def test_only_the_body_of_a_page_is_made_smaller() -> None:
    part = '<p id="a">b</p></section>'
    assert smaller(f"{part}<main>{part}</main>{part}") == (
        f"{part}<main><p id=a>b</section></main>{part}"
    )


def test_places_are_found_with_and_without_quotes() -> None:
    assert ids_in('<p id="a-1"><li id=b.2><b class="c" id=d>id="e"') == ["a-1", "b.2", "d"]


def test_a_colour_that_the_page_names_is_said_by_its_name_alone() -> None:
    html = '<p style="color:var(--ink, #1a1a1a)">var(--ink, #1a1a1a)<style>a{fill:var(--grey,#62625f)}</style>'
    assert without_repeated_styles(html) == (
        '<p style="color:var(--ink)">var(--ink, #1a1a1a)<style>a{fill:var(--grey)}</style>'
    )


def test_a_rule_that_an_earlier_drawing_has_is_left_out_of_a_later_one() -> None:
    first, both = (
        f"<defs><style>{rules}</style></defs>"
        for rules in (".saaaa{x:1}", ".saaaa{x:1}.sbbbb{x:2}")
    )
    assert without_repeated_styles(first + both + first) == (
        f"{first}<defs><style>.sbbbb{{x:2}}</style></defs>"
    )
