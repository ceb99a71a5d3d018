"""One VEVENT as a RawEvent."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import icalendar

from aggregator.plugin import RawEvent, Window
from sources.kinds._calendar import Block, Calendar
from sources.kinds._recurrence import instant

_STATUS: Final = {"CONFIRMED": "scheduled", "TENTATIVE": "scheduled", "CANCELLED": "cancelled", "CANCELED": "cancelled"}
_DAY: Final = timedelta(days=1)
_LINK: Final = re.compile(r"https?://[^\s<>\"'）」』、。]+")
_LABELLED_LINK: Final = re.compile(
    r"^[^\n]{0,40}?"
    r"(?:information|details?|more info|event page|website|詳細|詳しくは|公式|ページ|サイト|URL|申込|申し込み)"
    r"[^\nh]{0,20}(https?://[^\s<>\"'）」』、。]+)",
    re.IGNORECASE | re.MULTILINE,
)
_ENTITY: Final = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")


def moment(event: icalendar.Event, name: str) -> date | None:
    """The value of a date property; ``None`` where it is absent or broken."""
    value = event.get(name)
    found = getattr(value[0] if isinstance(value, list) else value, "dt", None)
    return found if isinstance(found, date) else None


def touches(event: icalendar.Event, window: Window) -> bool:
    """Whether it may lie in ``window``; a day is allowed on each side, since a zone may be unknown yet."""
    start = moment(event, "DTSTART")
    if start is None:
        return True
    last = _end(event, start) or start
    return instant(last) + _DAY >= window.start and instant(start) - _DAY <= window.end


def may_touch(block: Block, window: Window) -> bool:
    """Whether ``block`` is worth reading: calendars keep their whole history, and most of it is long over."""
    if any(block.raw(name) for name in ("RRULE", "RDATE", "RECURRENCE-ID", "DURATION")):
        return True
    days = [told[:8] for name in ("DTSTART", "DTEND") if (told := block.raw(name)) and told[:8].isdecimal()]
    earliest, latest = (window.start - 2 * _DAY).strftime("%Y%m%d"), (window.end + 2 * _DAY).strftime("%Y%m%d")
    return not days or (max(days) >= earliest and min(days) <= latest)


def record(event: icalendar.Event, calendar: Calendar, *, several: bool) -> RawEvent:
    """``event`` as a record; ``several``: its UID is shared, so its date belongs to its identity."""
    text = _text(event, "DESCRIPTION") or _text(event, "X-ALT-DESC") or ""
    location, uid = _text(event, "LOCATION"), _text(event, "UID")
    url, link = _url(event, text), location if location and _LINK.fullmatch(location) else None
    which = moment(event, "RECURRENCE-ID") or moment(event, "DTSTART")
    known = uid or (url if several else None)
    return RawEvent(
        title=_text(event, "SUMMARY"),
        url=url or link,
        id=f"{known} {instant(which).isoformat()}" if known and several and which else known,
        venue=None if link else location,
        online=True if link and _host(link) != _host(url) and "GEO" not in event else None,
        organiser=_organiser(event),
        status=_STATUS.get((_text(event, "STATUS") or "").upper()),
        tags=tuple(_categories(event)),
        text=text,
        published=moment(event, "CREATED"),
        updated=moment(event, "LAST-MODIFIED"),
        **_position(event),
        **_times(event, calendar),
    )


def _times(event: icalendar.Event, calendar: Calendar) -> dict[str, Any]:
    start = moment(event, "DTSTART")
    if start is None:
        return {}
    end = _end(event, start)
    zone = calendar.zone
    if not isinstance(start, datetime):
        last = end - _DAY if end else start  # DTEND is the first day after (RFC 5545 §3.6.1)
        return {"start": start, "end": last, "all_day": True, "zone": zone}
    if isinstance(end, datetime) and _whole_days(event, start, end, zone):
        return {"start": start, "end": end, "all_day": True, "zone": zone}
    return {"start": start, "end": end, "zone": zone}


def _whole_days(event: icalendar.Event, start: datetime, end: datetime, zone: str | None) -> bool:
    """Whether it is an all-day event written with times: marked so by Outlook, or from midnight to midnight."""
    if str(event.get("X-MICROSOFT-CDO-ALLDAYEVENT", "")).upper() == "TRUE":
        return True
    local = start.astimezone(ZoneInfo(zone)) if zone and start.tzinfo else start
    return local.time() == time.min and (end - start) % _DAY == timedelta(0)


def _end(event: icalendar.Event, start: date) -> date | None:
    """End after RFC 5545 §3.6.1; ``None`` where none is given or it does not lie after the start."""
    end = moment(event, "DTEND")
    if end is None:
        length = getattr(event.get("DURATION"), "dt", None)
        end = start + length if isinstance(length, timedelta) else None
    if end is None or isinstance(end, datetime) != isinstance(start, datetime):
        return None
    if isinstance(end, datetime) and isinstance(start, datetime) and (end.tzinfo is None) != (start.tzinfo is None):
        return None
    return end if end > start else None


def _text(event: icalendar.Event, name: str) -> str | None:
    """A text property, without the HTML entities that do not belong there (DESCRIPTION may be HTML and keeps them)."""
    value = event.get(name)
    told = str(value[0] if isinstance(value, list) else value or "").strip()
    if name not in {"DESCRIPTION", "X-ALT-DESC"} and _ENTITY.search(told):
        told = html.unescape(told)
    return told or None


def _url(event: icalendar.Event, text: str) -> str | None:
    """URL, else a link that the description announces as the event's page."""
    told = _text(event, "URL")
    if told and _LINK.match(told):
        return told
    found = _LABELLED_LINK.search(text)
    return found[1] if found else None


def _host(url: str | None) -> str:
    return urlsplit(url or "").netloc


def _organiser(event: icalendar.Event) -> str | None:
    value = event.get("ORGANIZER")
    value = value[0] if isinstance(value, list) else value
    name = str(value.params.get("CN") or "").strip() if value is not None and hasattr(value, "params") else ""
    return None if not name or "@" in name else name


def _categories(event: icalendar.Event) -> Iterator[str]:
    value = event.get("CATEGORIES", [])
    for part in value if isinstance(value, list) else [value]:
        for word in getattr(part, "cats", [part]):
            if str(word).strip():
                yield str(word).strip()


def _position(event: icalendar.Event) -> dict[str, float]:
    place = event.get("GEO")
    latitude, longitude = getattr(place, "latitude", None), getattr(place, "longitude", None)
    if isinstance(latitude, float) and isinstance(longitude, float) and (latitude or longitude):
        return {"lat": latitude, "lng": longitude}
    return {}
