"""A time of day and a length of time. Plain values."""

from __future__ import annotations

from typing import Final, NamedTuple

MINUTES_A_DAY: Final = 24 * 60
HALF_A_DAY: Final = 12 * 60


class Clock(NamedTuple):
    """A time of day in minutes from midnight; from 1440 on it is the next day (25:00).

    ``half`` says that 午前/午後 stands there, ``offset`` gives the minutes from UTC where the text does. ``guessed``: nothing says which half of the day
    is meant (2時から, 6時に駅前).
    """

    start: int
    end: int
    minutes: int
    half: bool = False
    bare: bool = False
    offset: int | None = None
    guessed: bool = False


class Length(NamedTuple):
    """A length of time, in minutes."""

    start: int
    end: int
    minutes: int


def carried(first: Clock, second: Clock) -> Clock:
    """The second clock of a range with the first one's 午前/午後 where it has none: 午後7時〜9時 ends at 21:00."""
    if (
        first.half
        and not second.half
        and second.minutes <= first.minutes
        and second.minutes + 720 > first.minutes
        and second.minutes < 720
    ):
        return second._replace(minutes=second.minutes + 720)
    return second
