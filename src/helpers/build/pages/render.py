"""From the cells of a notebook to HTML, by nbconvert with our own template."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2.bccache import Bucket, BytecodeCache
from markupsafe import Markup
from mistune import Markdown, import_plugin
from nbconvert.exporters import TemplateExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer
from nbformat import NotebookNode
from traitlets.config import Config

from helpers.build.pages.quoted import ids_in
from helpers.build.pages.smaller import smaller
from helpers.build.pages.style import fitted_style
from helpers.build.publishing.downloads import links

# Types a page can show, best first. Script, widgets, mermaid and Markdown from outputs are not
# among them: they would need a script, or turn data into markup.
SHOWN = ["text/html", "image/svg+xml", "image/png", "image/jpeg", "text/plain"]
#: The ids of the template.
OWN = {"report", "contents-title", "how-to-cite"}
FOLDER = Path(__file__).parents[1]


class Compiled(BytecodeCache):
    """Templates that were compiled for an earlier page; each page has an environment of its own."""

    def __init__(self) -> None:
        self.codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket of a template, when there is something for it."""
        if code := self.codes.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in the bucket."""
        self.codes[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


def render(cells: list[NotebookNode], page: Mapping[str, Any], *, stem: str) -> str:
    """The page as HTML: `cells` are its body, `page` is what the template shows around it.

    `stem` is the file name of the page without ending; its tables are named for it.
    """
    notebook = NotebookNode(nbformat=4, nbformat_minor=5, metadata=NotebookNode(), cells=cells)
    everything = [*page["findings"], *page["basis"], *cells]
    taken = {one for cell in everything for html in displayed(cell) for one in ids_in(html)}
    html, _ = exporter(stem, taken | OWN).from_notebook_node(notebook, {"page": page})
    style = page["head"]["style"]
    html = html.replace(style, fitted_style(style, html.replace(style, "")), 1)
    return smaller(with_own_names(html))


def with_own_names(html: str) -> str:
    """The page with a number behind the names of regions that share one, so that they differ."""
    met: Counter[str] = Counter()

    def named(region: re.Match[str]) -> str:
        met[region[2]] += 1
        return f'{region[1]}{region[2]}, {met[region[2]]}"' if met[region[2]] > 1 else region[0]

    return re.sub(r'(<\w+[^<>]* role="region" aria-label=")([^"<>]*)"', named, html)


def displayed(cell: NotebookNode) -> list[str]:
    """The HTML that a cell displays."""
    outputs = cell.get("outputs", [])
    return [output.get("data", {}).get("text/html", "") for output in outputs]


def exporter(stem: str, taken: set[str]) -> TemplateExporter:
    """An exporter of nbconvert's with our template, for one page whose outputs have these ids."""
    renderer = Renderer(taken)
    plugins = [import_plugin(name) for name in ("strikethrough", "table", "url", "def_list")]
    # nbconvert's own reader takes text between two dollar signs for mathematics; here it is money.
    markdown = Markdown(renderer, plugins=plugins)
    made = TemplateExporter(
        config=Config(
            NbConvertBase={"display_data_priority": SHOWN},
            # None of nbconvert's own changes anything here, and it checks the notebook after each.
            Exporter={"default_preprocessors": []},
        ),
        extra_template_basedirs=[str(FOLDER)],
        template_name="template",
        template_file="page.html.j2",
        filters={
            "markdown": lambda source: str(markdown(source)),
            "together": lambda html: re.sub(r"(?<=\d) (?=%)", "\u00a0", html),
            "downloads": lambda data: links(data, stem),
        },
    )
    made.environment.bytecode_cache = COMPILED
    # Resources are copied on their way to the template; a global is not, and fills while it runs.
    made.environment.globals["contents"] = renderer.contents
    return made


class Renderer(IPythonRenderer):
    """Markdown cells as HTML; headings get readable ids, those of sections are listed."""

    def __init__(self, taken: set[str]) -> None:
        super().__init__(escape=False, exclude_anchor_links=True)
        self.contents: list[tuple[str, str]] = []
        self.taken = set(taken)

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        """A heading as HTML; one of a section goes into the contents."""
        label = Markup(text).striptags()
        name = re.sub(r"\W+", "-", label.lower()).strip("-") or "section"
        anchor, number = name, 1
        # An id of the case's own stays its own, or its links would break.
        while anchor in self.taken:
            anchor, number = f"{name}-{number + 1}", number + 1
        self.taken.add(anchor)
        level = max(level, 2)  # the question is the one h1
        if level == 2:
            self.contents.append((anchor, label))
        return f'<h{level} id="{anchor}">{text}</h{level}>\n'

    def text(self, text: str) -> str:
        """Words as HTML; what was typed as a straight apostrophe is set as a curved one."""
        return str(super().text(re.sub(r"(?<=\w)'|^'(?=s\b)", "’", text)))

    def table(self, text: str) -> str:
        """A table in a region that scrolls by itself."""
        region = '<div class="scroll" tabindex="0" role="region" aria-label="Table">'
        return f"{region}<table>{text}</table></div>\n"
