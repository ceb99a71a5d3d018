"""Labelled parts are found in time linear in the text, whatever it is made of."""

from __future__ import annotations

import pytest

from aggregator.normalise.sections import sections
from aggregator.normalise.text import fold


@pytest.mark.parametrize("signs", [" ", "\n", "\t", "■", "2", "【", "/ ", "\n "])
def test_a_very_long_row_of_signs_has_no_parts(signs: str) -> None:
    assert sections(fold(signs * 100_000)) == ()


def test_a_number_may_belong_to_the_label_or_to_the_line() -> None:
    found = sections(fold("日時: 12月11日\n2次会 21:00\n3. 会場: みどりビル"))
    assert [one.label for one in found] == ["日時", "2次会", "会場"]
