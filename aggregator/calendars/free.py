"""Free stretches of a profile over some days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from aggregator.calendars.slots import Slot, parse_slot
from aggregator.model import Free, Interval, Profile


def free(profile: Profile, start: date, end: date, busy: Iterable[Interval] = ()) -> Free:
    """When ``profile`` is free from ``start`` to ``end`` (both included).

    Days off are free from morning to night; ``profile.busy`` and ``busy`` (the own calendars) are taken.

    Raises:
        ValueError: a slot cannot be read (``config`` has checked them).
    """
    zone = ZoneInfo(profile.zone)
    days = [start + timedelta(days=step) for step in range((end - start).days + 1)]
    slots = [parse_slot(words) for words in profile.free]
    off = [parse_slot(words) for words in profile.days_off]
    taken = [*busy, *_intervals([parse_slot(words) for words in profile.busy], days, zone)]
    free_ones = [*_intervals(slots, days, zone), *_intervals(off, days, zone)]
    if not slots:
        return Free(busy=_sorted(taken), always=True)
    return Free(slots=_sorted(joined(free_ones)), busy=_sorted(taken))


def _intervals(slots: Sequence[Slot], days: Sequence[date], zone: ZoneInfo) -> Iterator[Interval]:
    for slot in slots:
        for day in days:
            if slot.on(day):
                begin, end = slot.between(day, zone)
                yield Interval(start=begin, end=end, label=slot.words)


def joined(intervals: Iterable[Interval]) -> list[Interval]:
    """Stretches that touch or overlap made one; its label is the first one's."""
    found: list[Interval] = []
    for one in sorted(intervals, key=lambda interval: (interval.start, interval.end)):
        if found and one.start <= found[-1].end:
            found[-1] = found[-1].model_copy(update={"end": max(found[-1].end, one.end)})
        else:
            found.append(one)
    return found


def _sorted(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    return tuple(sorted(intervals, key=lambda one: (one.start, one.end, one.label)))


def whole_day(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From midnight to midnight."""
    begin = datetime.combine(day, time(), zone)
    return begin, begin + timedelta(days=1)
