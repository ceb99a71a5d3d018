"""The year that a listing leaves out, and the years of the Japanese eras."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

from aggregator.normalise.dates.numbers import SMALL, number

_MONTH: Final = re.compile(rf"(?P<n>{SMALL})\s?(?:月|がつ)|(?<!\d)(?P<m>1[0-2]|0?[1-9])[/.](?=\d)")
_ERAS = {
    "令和": 2018,
    "R": 2018,
    "平成": 1988,
    "H": 1988,
    "昭和": 1925,
    "S": 1925,
    "大正": 1911,
    "T": 1911,
    "明治": 1867,
    "M": 1867,
}
_JUST_PAST = 45
"""Days: a listing speaks of the future, but one that was just over may still be listed."""
_LONGEST_AHEAD = 366
_LONGEST_BACK = 300
"""Days: further away than these no listing leaves out the year; there rather the weekday is mistaken."""


def western(era: str, year: int) -> int | None:
    """The western year of a year of an era (the first year, 元年, is 1); ``None`` if there is no such era.

    >>> western("令和", 8)
    2026
    """
    base = _ERAS.get(era.upper() if era.isascii() else era)
    return None if base is None or not 1 <= year <= 99 else base + year


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, if the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def nearest(month: int, day: int, weekday: int | None, on: date) -> tuple[date | None, bool]:
    """The day of ``month`` and ``day`` that a listing seen ``on`` a day means.

    A year not too far away in which the weekday (0: Monday) agrees wins; else the nearest day, future before past.

    Returns:
        the day (``None`` if no year has it) and whether the weekday agrees (true where none is given).
    """
    years = range(on.year - 1, on.year + 2) if (month, day) != (2, 29) else range(on.year - 4, on.year + 5)
    days = [found for year in years if (found := make_day(year, month, day))]
    agreeing = [one for one in days if one.weekday() == weekday and -_LONGEST_BACK <= (one - on).days <= _LONGEST_AHEAD]
    best = min(agreeing or days, key=lambda one: cost(one, on), default=None)
    return best, weekday is None or bool(agreeing) or best is None


def cost(day: date, on: date) -> int:
    """How unlikely it is that a listing seen ``on`` a day means ``day``: the future first, then the more distant past."""
    distance = (day - on).days
    if distance >= 0:
        return distance
    return -distance if -distance <= _JUST_PAST else 10_000 - distance


def month_before(text: str, at: int) -> int | None:
    """The month that is named last before ``at``, if one is."""
    *_, last = (None, *_MONTH.finditer(text, 0, at))
    return number(last["n"] or last["m"]) if last is not None else None
