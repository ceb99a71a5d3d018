"""Do two events take place at the same time? Doors and start, whole days, missing hours."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from aggregator.dedupe.traits import Traits

NEAR = timedelta(minutes=10)
DOORS = timedelta(minutes=60)
SLOT = timedelta(minutes=35)


class When(NamedTuple):
    """``kind``: same, near, doors, overlap, day, unknown or apart; ``points`` for being one event."""

    kind: str
    points: float
    words: str


def compare(a: Traits, b: Traits) -> When:
    """How the times of two events stand to each other."""
    if a.start is None or b.start is None:
        return When("unknown", 0.0, "one of them names no time")
    if not (a.timed and b.timed):
        return _days(a, b)
    gap = abs(a.start - b.start)
    if gap == timedelta(0):
        return When("same", 3.0 + _ends(a, b), f"both begin {_clock(a)}")
    if gap <= NEAR:
        return When("near", 2.2 + _ends(a, b), f"begin {_minutes(gap)} min apart")
    if gap <= DOORS and (a.event.doors == b.start or b.event.doors == a.start):
        return When("doors", 2.8, "one names the opening of the doors")
    if _follow(a, b) or gap > DOORS:
        return When("apart", 0.0, f"begin {_clock(a)} and {_clock(b)}")
    if a.event.end is not None and a.event.end == b.event.end:
        return When("doors", 2.0, f"begin {_minutes(gap)} min apart and end together")
    if gap <= SLOT and (a.event.end is None or b.event.end is None):
        return When("overlap", 0.5, f"begin {_minutes(gap)} min apart, as doors and start do")
    return When("apart", 0.0, f"begin {_clock(a)} and {_clock(b)}")


def _days(a: Traits, b: Traits) -> When:
    """At least one gives a day only."""
    if a.day != b.day:
        return When("apart", 0.0, f"on {a.day} and {b.day}")
    if a.timed or b.timed:
        return When("day", 1.5, f"both on {a.day}, one without a time")
    if _last_day(a) and _last_day(b):
        return When("day", 1.8 + (0.7 if _last_day(a) == _last_day(b) else -0.6), f"both from {a.day}")
    return When("day", 1.8, f"both on {a.day}")


def _last_day(one: Traits) -> object:
    return one.event.end.date() if one.event.end else None


def _ends(a: Traits, b: Traits) -> float:
    if a.event.end is None or b.event.end is None:
        return 0.0
    gap = abs(a.event.end - b.event.end)
    if gap == timedelta(0):
        return 0.8
    return 0.0 if gap <= timedelta(hours=2) else -0.4


def _follow(a: Traits, b: Traits) -> bool:
    """Whether one is over when the other begins: two sittings, not two tellings."""
    first, second = sorted((a, b), key=lambda one: (one.event.start or one.event.end, one.uid))
    return first.event.end is not None and second.start is not None and first.event.end <= second.start


def _clock(one: Traits) -> str:
    return f"{one.local:%m-%d %H:%M}" if one.local else "?"


def _minutes(gap: timedelta) -> int:
    return int(gap.total_seconds() // 60)
