"""Times that programs write: ISO 8601 / RFC 3339, RFC 5322, and the stretches of two ISO times."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_tz
from typing import Final

from aggregator.model import Precision
from aggregator.normalise.dates.model import Moment

_ISO: Final = re.compile(
    (
        r"\s*(?P<date>\d{4}-\d{1,2}-\d{1,2}|\d{8})"
        r"(?:[T\s]\s*(?P<h>\d{1,2}):?(?P<m>\d{2})(?::?(?P<s>\d{2})(?:[.,]\d+)?)?)?\s*"
        r"(?P<z>Z|UTC|GMT|JST|[+-](?:0?\d|1[0-4])(?::?[0-5]\d)?)?\s*"
    ),
    re.IGNORECASE,
)
_PERIOD: Final = re.compile(r"PT(?:(?P<h>\d{1,2})H)?(?:(?P<m>\d{1,3})M)?")
_ZONES: Final = {"z": 0, "utc": 0, "gmt": 0, "jst": 9 * 60}


def structured(text: str, zone: tzinfo) -> tuple[Moment | None, Moment | None] | None:
    """Start and end if ``text`` is wholly one machine-written time, or two with a slash between (ISO 8601-1 §5.5).

    ``None``: it is something else. A time without an offset is in ``zone``.
    """
    text = text.strip()
    if len(text) > 80:
        return None
    first = _ISO.match(text)
    if first is not None and _is_range(first, text):
        return None
    if first and first.end() == len(text):
        return _moment(first, text, zone), None
    if first and text[first.end() : first.end() + 1] == "/":
        begun, length = _moment(first, text, zone), _PERIOD.fullmatch(text, first.end() + 1)
        if begun is not None and length is not None and isinstance(begun.value, datetime):
            minutes = 60 * int(length["h"] or 0) + int(length["m"] or 0)
            return begun, begun._replace(value=begun.value + timedelta(minutes=minutes)) if minutes else None
        second = _ISO.fullmatch(text, first.end() + 1)
        if second:
            return _moment(first, text, zone), _moment(second, text, zone)
    return _rfc5322(text, zone)


def _is_range(found: re.Match[str], text: str) -> bool:
    """Whether the ``-12:00`` of ``2026-11-28 10:00-12:00`` is an end: without a T and seconds it is no offset."""
    negative = (found["z"] or "").startswith("-")
    return negative and found["s"] is None and "T" not in text.upper()


def _moment(found: re.Match[str], text: str, zone: tzinfo) -> Moment | None:
    digits = (
        found["date"].replace("-", " ").split()
        if "-" in found["date"]
        else [found["date"][:4], found["date"][4:6], found["date"][6:]]
    )
    try:
        day = date(*map(int, digits))
        if found["h"] is None:
            return Moment(day, Precision.DAY, found.start(), found.end(), text)
        hours, minutes = int(found["h"]), int(found["m"])
        moment = datetime(day.year, day.month, day.day, tzinfo=_zone(found["z"]) or zone) + timedelta(
            hours=hours, minutes=minutes
        )
        here = moment.astimezone(zone)
    except (ValueError, OverflowError):
        return None
    if hours > 30 or minutes > 59:
        return None
    return Moment(here, Precision.MINUTE, found.start(), found.end(), text)


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text.lower() in _ZONES:
        return timezone(timedelta(minutes=_ZONES[text.lower()])) if _ZONES[text.lower()] else UTC
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if text[0] == "-" else offset)


def _rfc5322(text: str, zone: tzinfo) -> tuple[Moment | None, Moment | None] | None:
    """``Sat, 28 Nov 2026 07:00:00 +0900`` (RFC 5322 §3.3); JST is nine hours ahead, as its writers mean it."""
    if not re.match(
        r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?\s*(?:[+-]\d{4}|[A-Z]{1,4})?$",
        text,
    ):
        return None
    if re.search(r"[AP]M$", text):
        return None
    words = re.sub(r"\bJST\b", "+0900", text)
    parsed = parsedate_tz(words)
    if parsed is None:
        return None
    try:
        offset = timezone(timedelta(seconds=parsed[9] or 0))
        moment = datetime(*parsed[:6], tzinfo=offset).astimezone(zone)
    except (ValueError, OverflowError):
        return None
    return Moment(moment, Precision.MINUTE, 0, len(text), text), None
