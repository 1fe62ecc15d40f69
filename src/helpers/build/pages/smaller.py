"""A page in fewer bytes that are the same page to every reader of HTML.

Done to the body of a report alone: its head and its foot are read by programs of ours.
"""

from __future__ import annotations

import re

FOLLOWS = (
    "address|article|aside|blockquote|details|div|dl|figcaption|figure|footer|h[1-6]|header|hr|main|nav|"
    "ol|p|pre|search|section|table|ul"
)
AROUND = "article|blockquote|dd|details|div|figure|li|main|section|td"
#: End tags that HTML lets out, by what follows.
NEEDLESS_END = re.compile(
    r"</li>(?=\s*(?:<li\b|</[ou]l>))|</t[dh]>(?=<t[dh]\b|</tr>)|</tr>(?=<tr\b|</t(?:body|head)>)"
    rf"|</tbody>(?=</table>)|</p>(?=\s*(?:<(?:{FOLLOWS})\b|</(?:{AROUND})>))"
)
#: A tag as it is parsed, or a letter that has to be written otherwise in the values of tags only.
TAG_OR_LETTER = re.compile(
    r"""<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>|&(?:#39|#x27|quot|#34);""", re.IGNORECASE
)
#: An attribute with a value of letters that need no quotes; at the end of `<x/>` it needs a space.
NEEDLESS_QUOTES = re.compile(r'(?<=\s)([a-z-]+)="([\w#./:%+,;?()-]+)"(?=[\s>/])', re.ASCII)
#: Where the colours of figures stand: styles of tags, and those of a drawing.
STYLING = re.compile(r'(?<= style=")[^"<>]*(?=")|(?<=<style>)[^<>]*(?=</style>)')
#: A colour of the page's style, as a figure says it for places that have no such style.
NAMED_COLOUR = re.compile(r"var\((--\w+), ?#[0-9a-f]{6}\)")
#: A rule of a drawing; its class is named for what it says.
RULE = re.compile(r"\.s[a-z2-7]{4}{[^{}]*}")


def smaller(html: str) -> str:
    """The page, with the part between its head and its foot written in fewer bytes."""
    head, main, rest = html.partition("<main")
    body, end, foot = rest.partition("</main>")
    short = without_needless_ends(without_repeated_styles(f"{main}{body}{end}"))
    short = without_needless_quotes(short)
    return f"{head}{short}{foot}"


def without_needless_ends(html: str) -> str:
    """The page without the end tags that HTML lets out: of paragraphs, items, cells and rows."""
    return NEEDLESS_END.sub("", html)


def without_needless_quotes(html: str) -> str:
    """The page without quotes around values that need none, and with the quotes of texts as they are."""

    def bare(value: re.Match[str]) -> str:
        return f"{value[1]}={value[2]}{' ' if value.string[value.end()] == '/' else ''}"

    def short(found: re.Match[str]) -> str:
        if found[0].startswith("<"):
            # What looks like an attribute between single quotes would be a part of a value.
            return found[0] if "'" in found[0] else NEEDLESS_QUOTES.sub(bare, found[0])
        return '"' if found[0] in ("&quot;", "&#34;") else "'"

    return TAG_OR_LETTER.sub(short, html)


def without_repeated_styles(html: str) -> str:
    """The page without the values of colours that its style names, and with every rule once.

    A rule of one drawing holds for all drawings of the page, and equal rules have one name.
    """
    met: set[str] = set()

    def first(rule: re.Match[str]) -> str:
        again = rule[0] in met
        met.add(rule[0])
        return "" if again else rule[0]

    def short(styling: re.Match[str]) -> str:
        return RULE.sub(first, NAMED_COLOUR.sub(r"var(\1)", styling[0]))

    return STYLING.sub(short, html).replace("<defs><style></style></defs>", "")
