"""Tables stand straight with Japanese in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.cli.table import clip, show_table, width


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("朝活", 4), ("ｶﾌｪ", 3), ("か\u3099", 2), ("", 0)])
def test_width_counts_terminal_columns(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.text(), st.integers(min_value=2, max_value=40))
def test_property_clipped_text_fits_and_is_one_line(text: str, columns: int) -> None:
    clipped = clip(text, columns)
    assert width(clipped) <= columns
    assert "\n" not in clipped


def test_columns_of_japanese_rows_begin_at_the_same_place(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(["名前", "n"], [["朝の読書会", "1"], ["run", "2"]])
    lines = capsys.readouterr().out.splitlines()
    assert {width(line[: line.rindex(line[-1])]) for line in lines} == {12}
