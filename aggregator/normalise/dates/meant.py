"""Which day a written day means: its month from the day before it, its year from the day of reading and its weekday."""

from __future__ import annotations

from datetime import date
from typing import Final

from aggregator.model import Precision
from aggregator.normalise.dates.day import Day
from aggregator.normalise.dates.years import make_day, nearest

_LONG_BACK: Final = 120
"""Days: an item of a list that lies further back than this is of the next year (12/20, 1/10)."""
_MONTHS_AHEAD: Final = 4


def resolve(token: Day, before: date | None, on: date, *, apart: bool = False) -> tuple[date, bool, bool] | None:
    """The day that is meant, whether its weekday agrees, and whether the year was inferred.

    Args:
        token: the day as it is written.
        before: the day that stands just before it in the same list or range, if one does.
        on: the day of reading.
        apart: a sentence ends between the two, or the event is moved forward, so that a smaller number need not be of the next month.
    """
    if token.value is not None:
        return token.value, True, False
    month = token.month if token.month is not None else before.month if before else None
    if month is None or token.day is None:
        return _by_weekday(token, on)
    if token.month is None and token.weekday is not None and before is not None:
        following = _following(token, before, month, on if apart else None)
        return (following, True, True) if following is not None else _by_weekday(token, on)
    if token.year is not None:
        day = _fitting(token, token.year, month)
        return (day, token.weekday in (None, day.weekday()), False) if day else None
    if before is not None and (day := _following(token, before, month, on if apart else None)) is not None:
        return day, True, True
    number = token.day if token.precision is Precision.DAY else min(token.day, 28)
    found, agrees = nearest(month, number, token.weekday, on)
    day = _fitting(token, found.year, month) if found else None
    return (day, agrees, True) if day else None


def _following(token: Day, before: date, month: int, since: date | None) -> date | None:
    """The day that goes on from ``before``, or lies before it in its month but not before ``since``; ``None`` where the weekday speaks against it."""
    day = _fitting(token, before.year, month)
    if day is None:
        return None
    if day < before and (before - day).days > _LONG_BACK:
        day = _fitting(token, before.year + 1, month) or day
    if token.month is None and day < before and not (since is not None and day >= since):
        year, following = (before.year + 1, 1) if month == 12 else (before.year, month + 1)
        day = _fitting(token, year, following) or day
    return day if token.weekday in (None, day.weekday()) else None


def _by_weekday(token: Day, on: date) -> tuple[date, bool, bool] | None:
    """15日(土): the next month in which the 15th is a Saturday, if there is one soon."""
    if token.day is None:
        return None
    for ahead in range(_MONTHS_AHEAD if token.weekday is not None else 2):
        index = on.year * 12 + on.month - 1 + ahead
        day = make_day(index // 12, index % 12 + 1, token.day)
        if day and day >= on and token.weekday in (None, day.weekday()):
            return day, True, True
    return None


def _fitting(token: Day, year: int, month: int) -> date | None:
    """The token's day in that month; the last of a month for 末."""
    day = token.day or 1
    if token.precision is Precision.DAY:
        return make_day(year, month, day)
    days = (make_day(year, month, candidate) for candidate in range(day, 27, -1))
    return next((found for found in days if found), make_day(year, month, day))


class Told:
    """The days of the month that a text has told, so that a number alone (24日は13時から) means the one of them."""

    def __init__(self) -> None:
        self.days: dict[int, date] = {}
        self.month: date | None = None

    def again(self, token: Day, day: date) -> date:
        """``day``, or where ``token`` is but its number and that day of the month was told already, that one."""
        if token.value is not None or token.day is None:
            return day
        if token.month is not None and day.replace(day=1) != self.month:
            self.month = day.replace(day=1)
            self.days.clear()
        known = self.days.get(day.day) if token.month is None else None
        if known is not None and token.weekday in (None, known.weekday()):
            return known
        self.days[day.day] = day
        return day
