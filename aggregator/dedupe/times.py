"""Do two events take place at the same time? Doors and start, whole days, missing hours."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from aggregator.dedupe.points import POINTS
from aggregator.dedupe.traits import Traits
from aggregator.i18n import bare_day, bare_moment, said

NEAR = timedelta(minutes=10)
DOORS = timedelta(minutes=90)
"""Doors that a text tells open so long before the start at most."""
_NEAR, _REACH = NEAR.total_seconds(), DOORS.total_seconds()
_HALF, _SLOT, _HOUR = 30 * 60, 35 * 60, 60 * 60


class When(NamedTuple):
    """``kind``: same, near, doors, end, overlap, told, day, moved, within, unknown or apart; ``keys``: the evidence in it, as in ``POINTS``."""

    kind: str
    keys: tuple[str, ...] = ()

    @property
    def points(self) -> float:
        """For being one event."""
        return sum(POINTS[key] for key in self.keys)


_UNKNOWN, _APART = When("unknown"), When("apart", ("time apart",))
_END, _OVERLAP = When("end", ("time end",)), When("overlap", ("time overlap",))
_SHARP = {
    (key, ends): When(kind, (key, ends) if ends else (key,))
    for kind, key in (
        ("same", "time same"),
        ("near", "time near"),
        ("doors", "time doors"),
        ("doors", "time after doors"),
    )
    for ends in ("", "end near", "end other")
}
"""By the evidence of the start and of the end."""


def compare(a: Traits, b: Traits) -> When:
    """How the times of two events stand to each other."""
    if not (a.timed and b.timed):
        return _UNKNOWN if a.start is None or b.start is None else _days(a, b)
    gap = abs(a.moment - b.moment)
    if gap <= _NEAR:
        return _SHARP["time near" if gap else "time same", _ends(a, b)]
    return _close(a, b, gap) if gap <= _REACH else _other_days(a, b)


def say(a: Traits, b: Traits, when: When) -> str:
    """The comparison in words."""
    words = {
        "same": said("どちらも {at} 開始", at=_at(a)),
        "doors": said("一方は開場の時刻です"),
        "told": said("{at} に始まり、もう一方の文章にその時刻があります", at=_at(a if a.timed else b)),
        "end": said("{a} と {b} に始まり、同じ時刻に終わります", a=_at(a), b=_at(b)),
        "day": said("どちらも {day}（時刻のない方があります）", day=_at(a)),
        "unknown": said("日時のない方があります"),
        "within": said("一方は、もう一方の会期のなかの一日です"),
        "moved": said("一方は、もう一方の日からの延期です"),
    }
    return words.get(when.kind, said("{a} と {b} に始まります", a=_at(a), b=_at(b)))


def _close(a: Traits, b: Traits, gap: float) -> When:
    """Both exact, and little apart."""
    first, second = (a, b) if a.moment < b.moment else (b, a)
    if first.until is not None and first.until <= second.moment:
        return _APART
    if key := _of_doors(first, second):
        return _SHARP[key, _ends(a, b)]
    if gap > _HOUR:
        return _APART
    if a.until is not None and a.until == b.until:
        return _END
    open_end = a.until is None or b.until is None
    return _OVERLAP if gap <= _SLOT and open_end else _APART


def _of_doors(first: Traits, second: Traits) -> str:
    """The evidence that one tells when the doors open and the other when it starts, if so."""
    if _doors(first, second) or _doors(second, first):
        return "time doors"
    return "time after doors" if _after_doors(first, second) else ""


def _doors(one: Traits, other: Traits) -> bool:
    """Whether ``one`` tells the other's start as the hour of its doors, or of its own start."""
    told = one.told_clocks
    return other.start == one.event.doors or other.minute in told.doors or other.minute in told.starts


def _after_doors(first: Traits, second: Traits) -> bool:
    """Whether the ``first`` only tells when its doors open, and not when it starts."""
    told = first.told_clocks
    return first.minute in told.doors and told.starts <= {first.minute, second.minute}


def _other_days(a: Traits, b: Traits) -> When:
    """Hours or days apart: put off, or one of the days of the other, or two events."""
    if _moved(a, b) or _moved(b, a):
        return When("moved", ("time moved",))
    if _within(a, b) or _within(b, a):
        return When("within", ("time within",))
    return _APART


def _within(one: Traits, other: Traits) -> bool:
    """Whether ``one`` lasts for some days, of which ``other`` is one that is not the first."""
    return other.day in one.later_days and not other.later_days


def _moved(one: Traits, other: Traits) -> bool:
    """Whether ``one`` says that it was put off, and from the earlier day of the ``other``."""
    return one.moment > other.moment and one.put_off and other.day in one.told_days


def _days(a: Traits, b: Traits) -> When:
    """At least one gives a day only."""
    if a.day != b.day:
        return _other_days(a, b)
    if a.timed or b.timed:
        timed, other = (a, b) if a.timed else (b, a)
        if timed.minute in other.told_clocks.all:
            return When("told", ("time told",))
        return When("day", ("time day", "time told otherwise") if other.told_clocks.all else ("time day",))
    last, others = _last_day(a), _last_day(b)
    if last is None or others is None:
        return When("day", ("time day",))
    if last != others:
        return When("day", ("time day", "last day other"))
    return When("day", ("time day", "last day same") if last != a.day else ("time day",))


def _last_day(one: Traits) -> date | None:
    return one.event.end.date() if one.event.end else None


def _ends(a: Traits, b: Traits) -> str:
    """The evidence that both tell when they end, and not the same."""
    if a.until is None or b.until is None:
        return ""
    gap = abs(a.until - b.until)
    if gap <= _NEAR:
        return ""
    return "end near" if gap <= _HALF else "end other"


def follow(a: Traits, b: Traits) -> bool:
    """Whether one is over when the other begins: two sittings, not two tellings."""
    if a.start is None or b.start is None:
        return False
    first, second = sorted((a, b), key=lambda one: (one.event.start or one.event.end, one.uid))
    return first.event.end is not None and second.start is not None and first.event.end <= second.start


def _at(one: Traits) -> str:
    """When it begins, as lists tell it; of a day without an hour, the day."""
    if one.local is None:
        return "?"
    return bare_moment(one.local) if one.timed else bare_day(one.local)
