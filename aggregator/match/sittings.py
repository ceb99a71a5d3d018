"""The single sittings of an event, and when each is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from aggregator.match.lengths import HALF_DAY, OPEN_HOURS, STAY, drops_in, usual_length
from aggregator.model import Event, Sitting

DAY: Final = timedelta(days=1)
COURSE: Final = timedelta(days=7)
"""What meets daily for longer than this is not joined from beginning to end of an evening: one walks in."""
LEAST: Final = 2
"""So many nights lie in it at least: with one in between, one may as well stay from the first hour to the last."""
_STAYED_AT: Final = OPEN_HOURS | {"camp", "hackathon"}
"""Kinds whose hours from the first day to the last are one stretch, or open hours."""


def sittings(event: Event) -> Sequence[Sitting]:
    """The single sittings of an event, the first one first, or the event itself as one."""
    if event.dates:
        every = (Sitting(one.start, one.end, one.all_day) for one in event.dates)
        return sorted(every, key=lambda one: one.start)
    if event.start is None:
        return ()
    return _daily(event, event.start) or (Sitting(event.start, event.end, event.all_day),)


def _daily(event: Event, start: datetime) -> Sequence[Sitting]:
    """The evenings of a course that is told as one stretch: 12/7 19:00 to 12/11 21:00 is five times two hours."""
    end = event.end
    if end is None or event.all_day or not DAY < end - start <= COURSE or not _STAYED_AT.isdisjoint(event.kinds):
        return ()
    first, last = (moment.astimezone(ZoneInfo(event.zone)) for moment in (start, end))
    days = (last.date() - first.date()).days
    length = last - (first + days * DAY)
    if days < LEAST or not timedelta(0) < length < HALF_DAY:
        return ()
    return tuple(Sitting(first + number * DAY, first + number * DAY + length) for number in range(days + 1))


def begins_once(event: Event) -> bool:
    """Whether an event is one sitting that one can go to until it begins: ``sittings`` and ``last_moment`` for most events."""
    if event.dates or event.all_day or event.start is None or not OPEN_HOURS.isdisjoint(event.kinds):
        return False
    return event.end is None or event.end - event.start <= STAY


def end_of(sitting: Sitting, event: Event) -> datetime:
    """When a sitting ends; the usual length of its kind where it does not say so."""
    if sitting.end is not None and sitting.end > sitting.start:
        return sitting.end
    return sitting.start + (DAY if sitting.all_day else usual_length(event))


def last_moment(sitting: Sitting, event: Event) -> datetime:
    """Until when one could still go: the start, or the end of what one can drop in at."""
    end = end_of(sitting, event)
    return end if sitting.all_day or drops_in(event, end - sitting.start) else sitting.start
