"""Which years days without one have, where their list lies in the order of time. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

from aggregator.induce.marks import Mark

_MANY: Final = 6
"""So many days show an order."""
_HALF: Final = 6
_NEAR_YEARS: Final = 2
"""Years that a list which is kept up may tell of, behind today and before it."""


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, if there is such a day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def years_first(marks: Sequence[tuple[Mark, ...]], today: date) -> list[tuple[Mark, ...]]:
    """The dates of all lines, those of three short numbers with the year first (26.07.02) where more of them are near ``today`` so."""
    turned = {mark: _turned(mark) for found in marks for mark in found if mark.short}
    near = sum(one is not None and abs((one.year or 0) - today.year) <= _NEAR_YEARS for one in turned.values())
    if near <= sum(abs((mark.year or 0) - today.year) <= _NEAR_YEARS for mark in turned):
        return [*marks]
    return [tuple(turned.get(mark) or mark for mark in found) for found in marks]


def _turned(mark: Mark) -> Mark | None:
    """A short date read with the year first, if there is such a day."""
    (first, second), third = mark.numbers or (0, 0), (mark.year or 0) % 100
    day = day_of(2000 + first, second, third)
    return replace(mark, year=day.year, month=day.month, day=day.day, numbers=None) if day is not None else None


def years_in_order(days: Sequence[tuple[int, int]], today: date) -> Sequence[date | None]:
    """Months and days in the order of time, up or down, with their years; nothing where they are in none."""
    steps = [second > first for first, second in pairwise(days) if second != first]
    if len(days) < _MANY or not steps:
        return [None] * len(days)
    up = 2 * sum(steps) > len(steps)
    turns = sum(step != up for step in steps)
    if turns * 10 > len(steps):
        return [None] * len(days)
    years, year = [0], 0
    for first, second in pairwise(days):
        turned = (second < first) if up else (second > first)
        year += (1 if up else -1) if turned and abs(second[0] - first[0]) > _HALF else 0
        years.append(year)
    choices = (
        [day_of(today.year + base + year, *day) for year, day in zip(years, days, strict=True)] for base in (0, -1, 1)
    )
    return min(choices, key=lambda told: sum(_away(day, today) for day in told if day is not None))


def _away(day: date, today: date) -> int:
    return abs((day - today).days)
