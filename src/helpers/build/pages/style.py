"""The stylesheet as small as a page needs it: no comments, and no rule for what it does not hold."""

from __future__ import annotations

import re

TAGS = re.compile(r"<([a-z][a-z0-9]*)\b")
CLASSES = re.compile(r'\bclass="([^"]*)"')
#: What a selector says of an element besides its name and classes.
ASIDE = re.compile(r'"[^"]*"|\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]|::?[\w-]+|#[\w-]+')
NAMED = re.compile(r"\.?[A-Za-z][\w-]*")
ONE_OF = re.compile(r":is\(((?:[^()]|\([^()]*\))*)\)")
COMBINED = re.compile(r" ?([>+~]) ?")


def smaller_style(css: str) -> str:
    """The stylesheet without comments and line ends; what stands in quotes stays as it is."""
    parts = re.split(r'("[^"]*")', re.sub(r"/\*.*?\*/", "", css, flags=re.S))
    for at in range(0, len(parts), 2):
        part = re.sub(r"\s+", " ", parts[at])
        part = re.sub(r" ?([{};,>]) ?", r"\1", part).replace(": ", ":")
        parts[at] = part.replace(";}", "}")
    return "".join(parts).strip()


def fitted_style(css: str, html: str) -> str:
    """The small stylesheet without the selectors that no element of `html` can fit.

    These ask for an element or a class that is not there; so may some of the several in `:is(.a, .b)`.
    What stands in other brackets is not looked into.
    """
    present = {f".{name}" for names in CLASSES.findall(html) for name in names.split()}
    return _fitted(css, present | set(TAGS.findall(html)))


def _fitted(css: str, present: set[str]) -> str:
    fitted = ""
    for selector, block in rules(css):
        if selector.startswith(("@media", "@supports")):
            inner = _fitted(block, present)
            fitted += f"{selector}{{{inner}}}" if inner else ""
        elif wanted := fitting(selector, present):
            fitted += f"{wanted}{{{block}}}"
    return fitted


def fitting(selectors: str, present: set[str]) -> str:
    """Those of a list of selectors that can match, each with those in its `:is()` that can."""
    kept = []
    for one in split_list(selectors):
        one = ONE_OF.sub(lambda found: one_of(fitting(found[1], present)), one)
        if ":is()" not in one and asked_for(one) <= present:
            kept.append(COMBINED.sub(r"\1", one))
    return ",".join(kept)


def one_of(selectors: str) -> str:
    """`:is()` of a list, which a class that is alone in it can do without."""
    return selectors if re.fullmatch(r"\.[\w-]+", selectors) else f":is({selectors})"


def rules(css: str) -> list[tuple[str, str]]:
    """The rules of a stylesheet: selector or condition, and what stands between its braces."""
    found, start, brace, depth = [], 0, 0, 0
    for match in re.finditer(r'"[^"]*"|[{}]', css):
        if match[0] == "{":
            depth += 1
            brace = match.start() if depth == 1 else brace
        elif match[0] == "}":
            depth -= 1
            if not depth:
                found.append((css[start:brace], css[brace + 1 : match.start()]))
                start = match.end()
    return found


def split_list(selectors: str) -> list[str]:
    """The selectors of a list; a comma in brackets or quotes parts nothing."""
    return re.findall(r'(?:"[^"]*"|\((?:[^()]|\([^()]*\))*\)|[^,("])+', selectors)


def asked_for(selector: str) -> set[str]:
    """The elements, as `p`, and the classes, as `.a`, without which a selector matches nothing."""
    return set() if selector.startswith("@") else set(NAMED.findall(ASIDE.sub("", selector)))
