"""What the head of every page holds: style, the page's own script, and the policy that allows it."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from helpers.build.pages.style import smaller_style

TEMPLATE = Path(__file__).parents[1] / "template"


def head(*scripts: str) -> dict[str, str]:
    """The values that head.html.j2 shows: `policy`, `scheme` and `style`.

    `scripts` are the texts of further scripts that the page holds inline, byte for byte: the policy
    lets these run, and no other.
    """
    scheme = smaller_script((TEMPLATE / "scheme.js").read_text("utf-8"))
    return {
        "policy": policy(scheme, *scripts),
        "scheme": Markup(scheme),
        "style": Markup(smaller_style((TEMPLATE / "style.css").read_text("utf-8"))),
    }


def policy(*scripts: str) -> str:
    """A Content-Security-Policy under which nothing is fetched and only `scripts` run."""
    hashes = " ".join(f"'sha256-{digest(script)}'" for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def digest(script: str) -> str:
    """The SHA-256 of a script's text as policies write it, in base 64."""
    return b64encode(sha256(script.encode()).digest()).decode()


def smaller_script(script: str) -> str:
    """The script without comments and indents; comments are lines, or stand between /* and */."""
    script = re.sub(r"^\s*//.*\n|/\*.*?\*/", "", script, flags=re.M)
    return re.sub(r"\n\s*", "\n", script).strip()
