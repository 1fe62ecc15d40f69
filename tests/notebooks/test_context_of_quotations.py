"""With its parameter `context`, a report shows quotations within their sentence."""

from pathlib import Path

import nbformat
import papermill
import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("notebook", ["03-timeline", "04-audit-and-council"])
def test_a_quotation_stands_within_its_sentence_when_asked_for(tmp_path, notebook):
    given = {"case": "harbour-ferry", "data": str(ROOT / "tests" / "cases"), "context": True}
    out = tmp_path / "out.ipynb"
    papermill.execute_notebook(
        ROOT / "notebooks" / f"{notebook}.ipynb", out, parameters=given, progress_bar=False
    )
    cells = nbformat.read(out, 4).cells
    shown = [o.get("data", {}).get("text/html", "") for c in cells for o in c.get("outputs", [])]
    assert "<mark>" in "".join(shown)
