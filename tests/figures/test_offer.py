"""Files that a part offers beside what it shows."""

import pandas as pd

from helpers.figures import show
from helpers.figures.offer import with_files


def test_a_frame_is_offered_as_csv_and_a_text_as_it_is() -> None:
    part = with_files(
        show.prose("Said."), {"all.csv": pd.DataFrame({"a": ["=1"]}), "net.graphml": "<graphml/>"}
    )
    assert part.files == {"all.csv": "a\r\n'=1\r\n", "net.graphml": "<graphml/>"}
    assert part.text == "Said."


def test_files_that_a_part_has_already_stay() -> None:
    table = show.table(pd.DataFrame({"a": [1]}), caption="One", name="one")
    assert set(with_files(table, {"two.csv": "b\r\n"}).files) == {"one.csv", "two.csv"}
