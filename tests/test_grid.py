"""Painted hours and words say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.calendars import parse_slots
from aggregator.calendars.grid import COLUMNS, FIRST, STEP, in_words, paint

CELLS = st.tuples(st.integers(0, len(COLUMNS) - 1), st.integers(FIRST // STEP, 47).map(lambda at: at * STEP))


@given(st.frozensets(CELLS))
def test_property_painting_survives_the_words(cells: frozenset[tuple[int, int]]) -> None:
    words = in_words(cells)
    assert paint(words) == (cells, ())
    assert all(parse_slots(one) for one in words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("平日 19:00-22:00", "土日祝 10:00-18:00"), ("平日 19:00-22:00", "土日祝 10:00-18:00")),
        (("月 7:00-8:00", "水 7:00-8:00"), ("月・水 7:00-8:00",)),
        (("毎日 7:00-9:00",), ("毎日 7:00-9:00",)),
        (("土 9:00-12:00", "土 14:00-18:00"), ("土 9:00-12:00", "土 14:00-18:00")),
    ],
)
def test_days_of_the_same_hours_are_said_together(words: tuple[str, ...], said: tuple[str, ...]) -> None:
    assert in_words(paint(words)[0]) == said


def test_what_no_grid_shows_stays_in_words() -> None:
    rest = ("第2土曜 10:00-", "12/24 18:00-", "平日 6:30-8:45", "金 22:00-26:00", "祝前日 19:00-23:00")
    assert paint((*rest, "日 9:00-12:00"))[1] == rest
