"""Free stretches of a profile over some days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from aggregator.calendars.slots import Slot, parse_slots
from aggregator.model import Free, Interval, Profile


def free(profile: Profile, start: date, end: date, busy: Iterable[Interval] = ()) -> Free:
    """When ``profile`` is free from ``start`` to ``end`` (both included).

    Days off are free from morning to night; ``profile.busy`` and ``busy`` (the own calendars) are taken. What a slot of
    the evening before leaves of the first day is free, too.

    Raises:
        SlotError: a slot cannot be read (``config`` has checked them).
    """
    zone = ZoneInfo(profile.zone)
    days = [start + timedelta(days=step) for step in range(-1, (end - start).days + 1)]
    taken = _sorted([*busy, *_intervals(profile.busy, days, zone)])
    off = _sorted(_intervals(profile.days_off, days, zone))
    if not profile.free:
        return Free(busy=taken, off=off, always=True)
    return Free(slots=_sorted(_joined([*_intervals(profile.free, days, zone), *off])), busy=taken, off=off)


def _intervals(rules: Sequence[str], days: Sequence[date], zone: ZoneInfo) -> Iterator[Interval]:
    """The stretches of ``days[1:]``, and those of ``days[0]`` that reach into the day after."""
    for slot in (slot for words in rules for slot in parse_slots(words)):
        for day in days:
            if slot.on(day) and (day is not days[0] or slot.end > 24 * 60):
                yield _interval(slot, day, zone)


def _interval(slot: Slot, day: date, zone: ZoneInfo) -> Interval:
    begin, end = slot.between(day, zone)
    return Interval(start=begin, end=end, label=slot.words)


def _joined(intervals: Iterable[Interval]) -> list[Interval]:
    """Stretches that touch or overlap made one; its label is the first one's."""
    found: list[Interval] = []
    for one in _sorted(intervals):
        if found and one.start <= found[-1].end:
            found[-1] = found[-1].model_copy(update={"end": max(found[-1].end, one.end)})
        else:
            found.append(one)
    return found


def _sorted(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    return tuple(sorted(intervals, key=lambda one: (one.start, one.end, one.label)))
