"""A day as it is written. Plain values."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

from aggregator.model import Precision

WEEKDAYS: Final = "月火水木金土日"
ENGLISH_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Day(NamedTuple):
    """A day as it stands in the text. What it leaves out is ``None``; ``weekday`` 0 is Monday.

    ``strong``: the form can hardly mean anything else; a weak one (11/28, 15日, 文化の日) needs company. ``value``: the day
    itself, where the words alone (明日) or the calendar give it. ``guessed``: a weekday alone, of which the next is taken.
    ``after``: how far it is from the day that is told before it (翌日の日曜).
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    strong: bool = True
    precision: Precision = Precision.DAY
    value: date | None = None
    recurring: bool = False
    guessed: bool = False
    after: timedelta | None = None

    @property
    def partial(self) -> bool:
        """Whether it needs an earlier day's month."""
        return self.value is None and self.month is None
