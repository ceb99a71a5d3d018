"""IANA names for the ways in which calendars in the wild name a time zone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

_IANA: Final = re.compile(r"[A-Z][A-Za-z]+(?:/[A-Za-z_+-]+\d*)+")
_OFFSET: Final = re.compile(r"(?:UTC|GMT)\s*([+-])\s*(\d{1,2})(?::?(00))?(?!\d)")
_SPOKEN: Final = {
    "eastern time": "America/New_York",
    "central time": "America/Chicago",
    "mountain time": "America/Denver",
    "pacific time": "America/Los_Angeles",
    "jst": "Asia/Tokyo",
    "osaka": "Asia/Tokyo",
    "sapporo": "Asia/Tokyo",
    "beijing": "Asia/Shanghai",
    "tokyo standard time": "Asia/Tokyo",
}


@cache
def iana_zone(name: str) -> str | None:
    """The IANA name meant by ``name``; ``None`` where nobody can tell.

    Takes IANA names, also behind a vendor's prefix, Windows names (CLDR), the display names of Windows and Rails
    (``(UTC+09:00) Osaka, Sapporo, Tokyo``, ``Eastern Time (US & Canada)``), bare cities and whole-hour offsets.
    """
    name = name.strip().strip('"')
    candidates = (name, WINDOWS_TO_OLSON.get(name), *(end for found in _IANA.findall(name) for end in _ends(found)))
    for candidate in candidates:
        if candidate and _exists(candidate):
            return candidate
    lowered = name.lower()
    for words, zone in _SPOKEN.items():
        if lowered.startswith(words) or f" {words}" in lowered:
            return zone
    return _city(lowered) or _offset(name)


def _ends(path: str) -> Iterator[str]:
    """``Tzfile/America/Argentina/Salta``, then without its first parts one by one: a vendor's folder may look like a zone's."""
    while "/" in path:
        yield path
        path = path.partition("/")[2]


def _exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _city(lowered: str) -> str | None:
    cities = {
        zone.rpartition("/")[2].replace("_", " ").lower(): zone for zone in sorted(available_timezones()) if "/" in zone
    }
    words = (word.strip() for word in re.sub(r"\([^)]*\)", "", lowered).split(","))
    return next((cities[word] for word in words if word in cities), None)


def _offset(name: str) -> str | None:
    found = _OFFSET.search(name)
    if not found:
        return None
    zone = f"Etc/GMT{'-' if found[1] == '+' else '+'}{int(found[2])}"  # the sign of Etc/GMT is the other way round
    return zone if _exists(zone) else None
