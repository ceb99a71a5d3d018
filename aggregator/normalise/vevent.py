"""A calendar entry that was pasted as it is (``BEGIN:VEVENT … DTSTART;TZID=…``, RFC 5545) as a listing with labels. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

_SIGN: Final = "DTSTART"
_PROPERTY: Final = re.compile(
    r"\s*(?P<name>[A-Z][A-Z0-9-]*)(?P<parameters>(?:;[A-Z0-9-]+=(?:\"[^\"\n]*\"|[^:;\"\n]*))*):(?P<value>.*)",
    re.IGNORECASE,
)
_NAMES: Final = re.compile(
    r"begin|end|summary|dt(?:start|end|stamp)|duration|location|description|organizer|status|url|uid|sequence|created|class"
    r"|last-modified|rrule|rdate|exdate|transp|attendee|categories|priority|geo|action|trigger|method|prodid|version"
    r"|calscale|comment|contact|attach|color|recurrence-id|tz[a-z]+|x-[a-z0-9-]+",
    re.IGNORECASE,
)
"""Other words before a colon begin no property: DESCRIPTION:持ち物, below it Zoom: 123."""
_TIME: Final = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d)(?::?\d\d)?(Z)?)?")
_PERIOD: Final = re.compile(r"P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:\d{1,7}S)?)?")
_ESCAPED: Final = re.compile(r"\\([nN,;\\])")
_CN: Final = re.compile(r";CN=\"?([^\";:]+)", re.IGNORECASE)
_TZID: Final = re.compile(r";TZID=\"?([^\";:]+)", re.IGNORECASE)
_OF_EVENT: Final = frozenset(("", "vcalendar", "vevent"))


class _Property(NamedTuple):
    name: str
    parameters: str
    value: str


def as_listing(text: str, zone: tzinfo) -> str:
    """``text``, whose first calendar entry is told as a listing tells it, with what stands around it; else as it is."""
    if _SIGN not in text:
        return text
    around: list[str] = []
    told: dict[str, _Property] = {}
    for one in _properties(text.splitlines(), around):
        told.setdefault(one.name, one)
    when = _when(told, zone) if "dtstart" in told else None
    return "\n".join([*_lines(told, when), *around]) if when else text


def _properties(lines: Iterable[str], around: list[str]) -> Iterator[_Property]:
    """The properties of entries, but not of their alarms and time zones; ``around`` takes what is no calendar's."""
    opened: list[str] = []
    current: _Property | None = None
    for line in lines:
        found = _PROPERTY.match(line)
        if found is None or _NAMES.fullmatch(found["name"]) is None:
            if current is None:
                around.append(line)
            else:  # a line that is too long goes on behind a space, which copying may have taken off
                current = current._replace(value=current.value + line.removeprefix(" ").removeprefix("\t"))
            continue
        if current is not None:
            yield current
        name, value = found["name"].lower(), found["value"].strip().lower()
        current = None
        if name == "begin":
            opened.append(value)
        elif name == "end":
            opened[-1:] = []
        elif (opened[-1] if opened else "") in _OF_EVENT:
            current = _Property(name, found["parameters"], found["value"].rstrip("\r"))
        else:
            current = _Property("", "", "")
    if current is not None:
        yield current


def _lines(told: dict[str, _Property], when: str) -> Iterator[str]:
    """The lines of a listing."""
    words = {name: _ESCAPED.sub(_plain, one.value).strip() for name, one in told.items()}
    yield ("【中止】" if words.get("status", "").upper() == "CANCELLED" else "") + words.get("summary", "")
    yield f"日時: {when}"
    if words.get("location"):
        yield f"会場: {words['location']}"
    host = _CN.search(told["organizer"].parameters) if "organizer" in told else None
    if host is not None:
        yield f"主催: {host[1]}"
    if words.get("description"):
        yield f"\n{words['description']}"


def _plain(escaped: re.Match[str]) -> str:
    return "\n" if escaped[1] in "nN" else escaped[1]


def _when(told: dict[str, _Property], zone: tzinfo) -> str | None:
    """Start and end as a listing writes them; the end of whole days is the day behind them."""
    begin = _moment(told["dtstart"], zone)
    if begin is None:
        return None
    try:
        end = _end(told, begin, zone)
    except OverflowError:  # before the first year or behind the last one
        end = None
    if end is None or type(end) is not type(begin) or end <= begin:
        return _said(begin)
    same = isinstance(begin, datetime) and isinstance(end, datetime) and begin.date() == end.date()
    return f"{_said(begin)}~{end:%H:%M}" if same else f"{_said(begin)}~{_said(end)}"


def _end(told: dict[str, _Property], begin: date, zone: tzinfo) -> date | None:
    """The end, as a time or as the last day."""
    end = _moment(told["dtend"], zone) if "dtend" in told else None
    if end is None and "duration" in told and (period := _PERIOD.fullmatch(told["duration"].value.strip())):
        weeks, days, hours, minutes = (int(part or 0) for part in period.groups())
        end = begin + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    return end - timedelta(days=1) if end is not None and not isinstance(end, datetime) else end


def _said(moment: date) -> str:
    clock = f" {moment:%H:%M}" if isinstance(moment, datetime) else ""
    return f"{moment.year}年{moment.month}月{moment.day}日{clock}"


def _moment(one: _Property, zone: tzinfo) -> date | None:
    """A time in ``zone``, or a day."""
    found = _TIME.fullmatch(one.value.strip())
    if found is None:
        return None
    try:
        if found[4] is None:
            return date(*map(int, found.group(1, 2, 3)))
        named = _TZID.search(one.parameters)
        own = UTC if found[6] else _zone(named[1]) if named else None
        year, month, day, hour, minute = map(int, found.group(1, 2, 3, 4, 5))
        return datetime(year, month, day, hour, minute, tzinfo=own or zone).astimezone(zone)
    except (ValueError, OverflowError):
        return None


def _zone(name: str) -> tzinfo | None:
    """The zone of that name; none where nobody knows it (``Tokyo Standard Time``)."""
    try:
        return ZoneInfo(name.strip())
    except (ValueError, OSError, KeyError):
        return None
