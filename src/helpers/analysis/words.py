"""Words for computed sentences: numbers with what they count, lists, quoted names."""

from __future__ import annotations

import re
from collections.abc import Iterable

IRREGULAR = {"person": "people", "body": "bodies", "story": "stories", "party": "parties"}
#: What stands in quotation marks or brackets, where a comma ends no item of a list.
ENCLOSED = re.compile(r"“[^”]*”|\([^)]*\)")
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def plural(noun: str, number: int) -> str:
    """The noun as `number` needs it: "answer" and 2 give "answers"."""
    if number == 1:
        return noun
    head, _, last = noun.rpartition(" ")
    ending = IRREGULAR.get(last) or (last[:-1] + "ies" if last.endswith("ry") else last + "s")
    return f"{head} {ending}".strip()


def in_words(number: int) -> str:
    """The number as prose has it: "no", "one", "ten", "12", "1,234"."""
    return SMALL[int(number)] if number <= 10 else f"{int(number):,}"


def some(number: int) -> str:
    """The number in words, where what it counts has been named: "none", "one", "12"."""
    return in_words(number) if number else "none"


def count(number: int, noun: str) -> str:
    """The number with what it counts: "no answer", "one answer", "12 answers", "1,234 answers"."""
    return f"{in_words(number)} {plural(noun, 1 if number <= 1 else number)}"


def does(number: int, noun: str, verb: str) -> str:
    """The number with what it counts and does: "one speaker supports", "two speakers support"."""
    return f"{count(number, noun)} {verb}{'s' if number <= 1 else ''}"


def listed(items: Iterable[str], last: str = "and") -> str:
    """The items as one phrase: "a", "a and b", "a, b and c"; "none" when there is no item.

    Where an item has a comma of its own, such as a body's name: "a; b, c and d; and e".
    """
    items = list(items)
    if len(items) < 2:
        return items[0] if items else "none"
    if any("," in ENCLOSED.sub("", item) for item in items):
        return f"{'; '.join(items[:-1])}; {last} {items[-1]}"
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def few(items: Iterable[str], most: int = 8, last: str = "and") -> str:
    """The items as one phrase, those beyond `most` as a number: "a, b and 12 others"."""
    items = list(items)
    if len(items) <= most:
        return listed(items, last)
    return listed([*items[: most - 1], f"{in_words(len(items) - most + 1)} others"], last)


def sentence(text: str) -> str:
    """The text with a capital letter first and a full stop at its end."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def share(part: int, whole: int) -> str:
    """The part of the whole in words a reader can check: "7 of 12 (58 %)"; "0 of 0" when empty."""
    return f"{part:,} of {whole:,}" + (f" ({part / whole:.0%})".replace("%", " %") if whole else "")


def part(number: int, whole: int, noun: str = "") -> str:
    """The part of a whole as the subject of a sentence, with what is counted if `noun` is given.

    "none of 14 findings", "two of seven", "both findings", "all ten", "the only finding".
    """
    if whole == 1:
        return f"the only {noun or 'one'}" if number else f"no {noun}" if noun else "none"
    many = f" {plural(noun, whole)}" if noun else ""
    if number == whole > 0:
        return f"{'both' if whole == 2 else f'all {in_words(whole)}'}{many}"
    return f"{in_words(number) if number else 'none'} of {in_words(whole)}{many}"


def quoted(text: str) -> str:
    """A sentence in quotation marks without its full stop, fit to stand inside another."""
    return f"“{text.strip().removesuffix('.')}”"


def have(number: int) -> str:
    """The verb for so many: "none has", "one has", "two have"."""
    return "has" if number <= 1 else "have"


def be(number: int) -> str:
    """The verb for so many: "none is", "one is", "two are"."""
    return "is" if number <= 1 else "are"
