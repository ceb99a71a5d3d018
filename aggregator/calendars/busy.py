"""The own calendars: iCalendar (RFC 5545) -> stretches that are taken."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, tzinfo
from typing import Any

import recurring_ical_events
from icalendar import Calendar

from aggregator.model import Interval

log = logging.getLogger(__name__)

_BROKEN = (ValueError, KeyError, TypeError, AttributeError, OverflowError)
"""What reading one entry may raise: calendars hold everything that some program has ever written."""
_ENDLESS = ("SECONDLY", "MINUTELY", "HOURLY")


def read_busy(ics: bytes, start: datetime, end: datetime, zone: tzinfo, label: str = "") -> tuple[Interval, ...]:
    """The appointments of a calendar between ``start`` and ``end``.

    What is TRANSPARENT or CANCELLED takes no time; an all-day entry takes the whole day unless it is transparent. One bad
    VEVENT loses only itself; a rule that repeats within a day is not expanded.

    Args:
        ics: the file.
        start: aware.
        end: aware.
        zone: of floating times.
        label: name of the calendar, for entries without a summary.

    Raises:
        ValueError: it is no calendar.
    """
    calendar = Calendar.from_ical(ics)
    entries: dict[str, list[Any]] = defaultdict(list)
    for number, entry in enumerate(calendar.walk("VEVENT")):
        entries[str(entry.get("UID") or number)].append(entry)
    found: list[Interval] = []
    for one in entries.values():
        try:
            found.extend(_intervals(_expanded(calendar, one, start, end), zone, label))
        except _BROKEN as error:
            log.debug("an entry of the calendar %s is left out: %s", label, error)
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.label)))


def _expanded(calendar: Any, entries: list[Any], start: datetime, end: datetime) -> list[Any]:
    """The sittings of one entry and its overrides (they share the UID), each with its end."""
    if any(_endless(entry) for entry in entries):
        return []
    alone = Calendar()
    alone.subcomponents = [*(one for one in calendar.subcomponents if one.name == "VTIMEZONE"), *entries]
    return list(recurring_ical_events.of(alone).between(start, end))


def _endless(event: Any) -> bool:
    rule = event.get("RRULE")
    rules = rule if isinstance(rule, list) else [rule] if rule else []
    return any(str(one.get("FREQ", [""])[0]).upper() in _ENDLESS for one in rules)


def _intervals(events: list[Any], zone: tzinfo, label: str) -> Iterator[Interval]:
    for event in events:
        transparent = str(event.get("TRANSP", "OPAQUE")).upper() == "TRANSPARENT"
        if transparent or str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        begin, finish = _aware(event["DTSTART"].dt, zone), _aware(event["DTEND"].dt, zone)
        if finish > begin:
            yield Interval(start=begin, end=finish, label=str(event.get("SUMMARY", "")) or label)


def _aware(value: date, zone: tzinfo) -> datetime:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    return datetime.combine(value, time(), zone)
