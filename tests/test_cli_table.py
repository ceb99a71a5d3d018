"""Tables stand straight with Japanese in them."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from aggregator.cli import cli
from aggregator.cli.help import Formatter, wrapped
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


def test_helps_of_options_begin_at_the_same_column_also_behind_japanese_words() -> None:
    lines = CliRunner().invoke(cli, ["run", "--help"]).output.splitlines()
    options = [line for line in lines if line.startswith("  -")]
    explained = [line.rpartition("  ") for line in options]
    assert len(options) > 4
    assert len({width(before) + 2 for before, _gap, _text in explained}) == 1
    assert all(width(line) <= 100 for line in lines)


@given(st.text(st.sampled_from("催しの会。、（）「」 abc-")), st.integers(min_value=12, max_value=40))
def test_property_wrapped_text_fits_and_nothing_is_lost(text: str, columns: int) -> None:
    lines = list(wrapped(text, columns))
    assert "".join("".join(lines).split()) == "".join(text.split())
    if not any(mark in text for mark in "。、（）「」abc-"):
        assert all(width(line) <= columns for line in lines)


def test_no_line_begins_with_a_full_stop_or_ends_with_an_open_bracket() -> None:
    formatter = Formatter(width=20)
    formatter.write_text("十いくつの催しを読みます。（これは、説明です）")
    lines = formatter.getvalue().splitlines()
    assert all(width(line) <= 20 for line in lines)
    assert not any(line.startswith(("。", "）", "、")) or line.endswith("（") for line in lines)
