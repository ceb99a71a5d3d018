"""The own calendars: iCalendar (RFC 5545) -> stretches that are taken."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

import recurring_ical_events
from icalendar import Calendar

from aggregator.model import Interval

log = logging.getLogger(__name__)

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
    kept = [one for one in calendar.walk("VEVENT") if not _endless(one)]
    calendar.subcomponents = [one for one in calendar.subcomponents if one.name != "VEVENT"] + kept
    found = recurring_ical_events.of(calendar, skip_bad_series=True).between(start, end)
    return tuple(sorted(_intervals(found, zone, label), key=lambda one: (one.start, one.end, one.label)))


def _endless(event: Any) -> bool:
    rule = event.get("RRULE")
    rules = rule if isinstance(rule, list) else [rule] if rule else []
    return any(str(one.get("FREQ", [""])[0]).upper() in _ENDLESS for one in rules)


def _intervals(events: list[Any], zone: tzinfo, label: str) -> Iterator[Interval]:
    for event in events:
        if (
            str(event.get("TRANSP", "OPAQUE")).upper() == "TRANSPARENT"
            or str(event.get("STATUS", "")).upper() == "CANCELLED"
        ):
            continue
        try:
            begin, finish = _aware(event["DTSTART"].dt, zone), _finish(event, zone)
        except (KeyError, AttributeError, TypeError, ValueError) as error:
            log.debug("an entry of the calendar %s is left out: %s", label, error)
            continue
        if finish > begin:
            yield Interval(start=begin, end=finish, label=str(event.get("SUMMARY", "")) or label)


def _finish(event: Any, zone: tzinfo) -> datetime:
    begin = event["DTSTART"].dt
    if "DTEND" in event:
        return _aware(event["DTEND"].dt, zone)
    if "DURATION" in event:
        length: timedelta = event["DURATION"].dt
        return _aware(begin, zone) + length
    return _aware(begin, zone) + (timedelta(0) if isinstance(begin, datetime) else timedelta(days=1))


def _aware(value: date, zone: tzinfo) -> datetime:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    return datetime.combine(value, time(), zone)
