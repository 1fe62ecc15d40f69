"""Characters that a text may not hold, since what is shown would not be what is written."""

from unicodedata import category, name

LINE_BREAKS = frozenset("\n\u2028\u2029")
# Embeddings, overrides and isolates, the deprecated controls of shaping, interlinear annotation.
# The marks of direction and the joiners stay: Arabic, Hebrew and Persian are written with them.
REORDERING = frozenset(
    map(
        chr,
        [
            *range(0x202A, 0x202F),
            *range(0x2066, 0x206A),
            *range(0x206A, 0x2070),
            *range(0xFFF9, 0xFFFC),
        ],
    )
)


def character_problem(text: str, *, one_line: bool) -> str:
    """What is wrong with the first character that `text` may not hold; "" when all may be."""
    if text.isprintable():  # quick, and False for every character in question
        return ""
    for character in text:
        code = f"U+{ord(character):04X}"
        if character in REORDERING:
            named = f"{code} {name(character, '')}".rstrip()
            return f"holds {named}, which changes the order in which text is shown; remove it"
        if one_line and character in LINE_BREAKS:
            return "holds a line break; write it on one line"
        if category(character) == "Cc" and character not in "\t\n":
            allowed = "tabs" if one_line else "tabs and line breaks"
            return f"holds the control character {code}; only {allowed} are allowed"
    return ""


def marked(text: str) -> str:
    """The text with U+FFFD, the replacement character, for each character that it may not hold."""
    if text.isprintable():
        return text
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if character_problem(c, one_line=False) else c for c in text
    )
