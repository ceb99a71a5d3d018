"""The dates of a series within a window (RFC 5545 §3.8.5), with rules that would never end refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any, Final

import icalendar
import recurring_ical_events

from aggregator.plugin import Window

_MOST: Final = 1000
_LONGEST: Final = timedelta(days=1100)
_HOURS_A_DAY: Final = 24
_LONGEST_MONTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_UNFIT: Final = {  # mostly forbidden by RFC 5545 §3.3.10; where nothing matches, the search runs to the year 9999
    "HOURLY": ("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"),
    "DAILY": ("BYYEARDAY", "BYWEEKNO", "BYSETPOS"),
    "WEEKLY": ("BYYEARDAY", "BYWEEKNO"),
    "MONTHLY": ("BYYEARDAY", "BYWEEKNO"),
}


class EndlessRuleError(ValueError):
    """A rule that would give thousands of dates a day, or search for a day that never comes."""


def expand(events: Iterable[icalendar.Event], window: Window) -> Iterator[icalendar.Event]:
    """The occurrences of one series that touch ``window``, at most a thousand, in order.

    ``events`` are the master and its overrides (RECURRENCE-ID).

    Raises:
        EndlessRuleError: the rule is a bomb.
        ValueError: the rule cannot be read.
    """
    calendar = icalendar.Calendar()
    first = window.end
    for event in events:
        for rule in _rules(event):
            _refuse_bombs(rule)
            _mend_until(event, rule)
        calendar.add_component(event)
        first = min(first, instant(event.decoded("DTSTART")))
    earliest = max(window.start, first - timedelta(days=1))
    latest = min(window.end, earliest + _LONGEST)
    found = recurring_ical_events.of(calendar).between(earliest, latest)
    yield from islice((event for event in found if isinstance(event, icalendar.Event)), _MOST)


def repeats(event: icalendar.Event) -> bool:
    """Whether ``event`` belongs to a series."""
    return any(name in event for name in ("RRULE", "RDATE", "RECURRENCE-ID"))


def _rules(event: icalendar.Event) -> list[icalendar.vRecur]:
    rules = event.get("RRULE", [])
    return rules if isinstance(rules, list) else [rules]


def _values(rule: Mapping[str, Any], name: str) -> list[Any]:
    value = rule.get(name, [])
    return value if isinstance(value, list) else [value]


def _refuse_bombs(rule: Mapping[str, Any]) -> None:
    frequency = str(next(iter(_values(rule, "FREQ")), "")).upper()
    if frequency in {"SECONDLY", "MINUTELY"}:
        raise EndlessRuleError(f"FREQ={frequency} repeats within the hour")
    for name in _UNFIT.get(frequency, ()):
        if _values(rule, name):
            raise EndlessRuleError(f"FREQ={frequency} with {name}")
    if any(int(step) < 1 for step in _values(rule, "INTERVAL")):
        raise EndlessRuleError("INTERVAL below 1")
    a_day = 1
    for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        a_day *= len(_values(rule, name)) or 1
    if a_day > _HOURS_A_DAY:
        raise EndlessRuleError(f"{a_day} times a day")
    months, days = _values(rule, "BYMONTH"), _values(rule, "BYMONTHDAY")
    if (
        months
        and days
        and not any(abs(int(day)) <= _LONGEST_MONTHS[int(month) - 1] for month in months for day in days)
    ):
        raise EndlessRuleError("a day of the month that never comes")


def _mend_until(event: icalendar.Event, rule: icalendar.vRecur) -> None:
    """Read an UNTIL that is a bare date or a local time in the event's zone: the whole of that day counts.

    RFC 5545 asks for UTC there; calendars that write otherwise mean their own days, and would lose the last one.
    """
    start = event.decoded("DTSTART")
    if not isinstance(start, datetime) or start.tzinfo is None:
        return
    mended = []
    for until in _values(rule, "UNTIL"):
        local = (
            until
            if isinstance(until, datetime)
            else datetime.combine(until, time.max.replace(microsecond=0), start.tzinfo)
        )
        mended.append((local if local.tzinfo else local.replace(tzinfo=start.tzinfo)).astimezone(UTC))
    if mended:
        rule["UNTIL"] = mended


def instant(when: date) -> datetime:
    """``when`` with a zone: days begin and floating times are at UTC, for rough comparison only."""
    if not isinstance(when, datetime):
        return datetime.combine(when, time.min, UTC)
    return when if when.tzinfo else when.replace(tzinfo=UTC)
