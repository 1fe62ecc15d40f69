"""Signs for how a response stands to what it responds to, told apart by form as well as hue.

Each is one character of text in a class of the page's style, since these signs stand in lists.
"""

from __future__ import annotations

from html import escape

#: Signs of directions: how a reaction stands to a finding. Class and character.
DIRECTION_SIGNS = {
    "takes it up": ("up", "+"),
    "disputes it": ("no", "−"),
    "takes another stance on it": ("", "□"),
    "speaks to another question": ("", "◇"),
    "said earlier": ("", "◁"),
    "stance cannot be read": ("", "?"),
}
#: Signs of judgements: how far an answer meets what was asked.
JUDGEMENT_SIGNS = {
    "met": ("yes", "●"),
    "partly met": ("yes", "◐"),
    "not met": ("not", "⊗"),
    "passed on": ("", "→"),
    "existing rule": ("", "="),
    "declared": ("", "⊙"),
    "not judged": ("", "○"),
    "none on record": ("", "·"),
}
SIGNS = DIRECTION_SIGNS | JUDGEMENT_SIGNS


def sign(name: str) -> str:
    """The sign of a direction or judgement, hidden from screen readers: words stand beside it.

    KeyError for an unknown name.
    """
    if name not in SIGNS:
        raise KeyError(f"no sign is called '{name}'; use one of {list(SIGNS)}")
    kind, character = SIGNS[name]
    named = f"mk {kind}".strip()
    return f'<span class="{named}" aria-hidden="true">{character}</span>'


def key(names: list[str]) -> str:
    """The signs with their meaning on one line of HTML."""
    return " ".join(f"{sign(name)} {escape(name)}" for name in names)
