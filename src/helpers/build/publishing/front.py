"""What the front page and the pages of cases are shown with: their templates, style and script."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from helpers.build.pages.head import TEMPLATE, head, smaller_script
from helpers.build.pages.share import written
from helpers.build.pages.style import fitted_style, smaller_style
from helpers.build.publishing.making import mark
from helpers.build.words import in_words

#: What belongs to these pages alone: a change of it makes no report due.
OWN = TEMPLATE / "index"


def show(
    template: str, *scripts: str, given: Mapping[str, object] | None = None, **values: Any
) -> str:
    """The page as HTML with a style that fits it; `scripts` name the parts of its own script.

    With `given`, name -> value as JSON has it, that script starts by these and may load others.
    """
    text = "".join(f"const {name} = {written(value)};\n" for name, value in (given or {}).items())
    text += "\n".join(smaller_script((OWN / name).read_text("utf-8")) for name in scripts)
    top = head(*([text] if text else []), loads=given is not None)
    style = f"{top['style']}{smaller_style((OWN / 'front.css').read_text('utf-8'))}"
    stand_in = Markup("/**/")  # stands for the style until the page it has to fit is there
    html = _environment().get_template(template)
    made = html.render(head=top | {"style": stand_in}, script=Markup(text), mark=mark(), **values)
    return made.replace(
        f"<style>{stand_in}</style>", f"<style>{fitted_style(style, made)}</style>", 1
    )


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader([OWN, TEMPLATE]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["moment"] = in_words
    return made
