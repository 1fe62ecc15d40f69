"""The stylesheet that a page carries: small, whole in what it needs, and nothing else."""

from __future__ import annotations

import pytest

from helpers.build.pages.head import TEMPLATE
from helpers.build.pages.style import asked_for, fitted_style, rules, smaller_style, split_list


def test_comments_and_line_ends_go_and_quoted_text_stays() -> None:
    css = '/* why */\na ,\n b {\n  color : red;\n  content: "a;  b { , }";\n}\n'
    assert smaller_style(css) == 'a,b{color :red;content:"a;  b { , }"}'


def test_a_rule_for_a_class_that_is_not_there_goes() -> None:
    css = ".a{x:1}.b{x:2}p{x:3}.a .b,p .a{x:4}"
    assert fitted_style(css, '<p class="a c">.b') == ".a{x:1}p{x:3}p .a{x:4}"


def test_a_rule_for_an_element_that_is_not_there_goes() -> None:
    css = "pre,p{x:1}q::before{x:2}p>a[href]:hover{x:3}*{x:4}p h2#h1{x:5}:not(q,p){x:6}"
    fitted = "p{x:1}p>a[href]:hover{x:3}*{x:4}p h2#h1{x:5}:not(q,p){x:6}"
    assert fitted_style(css, "<p>pre<a href=x>q</a><h2>") == fitted


def test_of_one_of_several_those_stay_that_are_there() -> None:
    css = ":is(.a,.b,p) q{x:1}:is(.b,i) q{x:2}q:is(p,i:is(.a,.b)){x:3}:is(.a,.b) + q{x:4}"
    fitted = ":is(.a,p) q{x:1}q:is(p){x:3}.a+q{x:4}"
    assert fitted_style(css, '<p class="a"><q>') == fitted


def test_conditions_keep_what_is_left_in_them_and_go_when_nothing_is() -> None:
    css = '@media print{.a{x:1}.b{x:2}}@media screen{.b{x:3}}@supports (c: d){p{content:"}"}}'
    fitted = '@media print{.a{x:1}}@supports (c: d){p{content:"}"}}'
    assert fitted_style(css, '<p class="a">') == fitted


def test_one_of_several_is_not_asked_for() -> None:
    assert asked_for("main>:is(.a, .b:not(.c)) .d") == {"main", ".d"}
    assert asked_for('a[href^="x.y"]::after') == {"a"}
    assert split_list(":is(.a,.b) c,d:not(:is(e,f)),g") == [":is(.a,.b) c", "d:not(:is(e,f))", "g"]


def test_combinators_lose_the_room_around_them() -> None:
    assert smaller_style("a > b , c+d > * { x: y }") == "a>b,c+d>*{x:y}"


@pytest.mark.parametrize("name", ["--ink", "color-scheme", "@media print", "@page"])
def test_the_page_keeps_what_every_page_needs(name: str) -> None:
    css = smaller_style((TEMPLATE / "style.css").read_text("utf-8"))
    assert name in fitted_style(css, "<p>")


def test_nothing_of_the_stylesheet_is_lost_by_taking_it_apart() -> None:
    css = smaller_style((TEMPLATE / "style.css").read_text("utf-8"))
    assert "".join(f"{selector}{{{block}}}" for selector, block in rules(css)) == css
