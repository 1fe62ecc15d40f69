"""What the head of every page holds: style, the page's own script, and the policy that allows it."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from markupsafe import Markup

from helpers.build.pages.style import smaller_style

TEMPLATE = Path(__file__).parents[1] / "template"


def head(*scripts: str, loads: bool = False) -> dict[str, Any]:
    """The values that head.html.j2 shows: `policies`, `scheme` and `style`.

    `scripts` are the texts of further scripts that the page holds inline, byte for byte: the policy
    lets these run, and no other, but for those that they load themselves when the page `loads` any.
    """
    scheme = smaller_script((TEMPLATE / "scheme.js").read_text("utf-8"))
    return {
        "policies": policies(scheme, *scripts, loads=loads),
        "scheme": Markup(scheme),
        "style": Markup(smaller_style((TEMPLATE / "style.css").read_text("utf-8"))),
    }


def policies(*scripts: str, loads: bool = False) -> list[str]:
    """Content-Security-Policies under which nothing is fetched and only `scripts` run; all hold.

    With `loads` these may load others. Places cannot be named for that: a file has no origin, and a
    hash of a script that is a file is not looked at; so 'strict-dynamic' trusts what they ask for.
    It trusts what a `<link>` asks for, too, wherever that lies: which a second policy forbids, that
    knows places and nothing else. Of the two, each lets in what the other one stops.
    """
    hashes = " ".join(f"'sha256-{digest(script)}'" for script in scripts) or "'none'"
    trusted = [f"{hashes} 'strict-dynamic'", f"{hashes} 'self' file:"] if loads else [hashes]
    return [
        f"default-src 'none'; script-src {each}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
        for each in trusted
    ]


def digest(script: str) -> str:
    """The SHA-256 of a script's text as policies write it, in base 64."""
    return b64encode(sha256(script.encode()).digest()).decode()


def smaller_script(script: str) -> str:
    """The script without comments and indents; comments are lines, or stand between /* and */."""
    script = re.sub(r"^\s*//.*\n|/\*.*?\*/", "", script, flags=re.M)
    return re.sub(r"\n\s*", "\n", script).strip()
