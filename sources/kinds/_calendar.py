"""A reader for iCalendar (RFC 5545) as it is found: whatever is broken loses only itself.

icalendar refuses a whole calendar for one bad line outside an event. Here the file is cut into its VEVENT and VTIMEZONE
blocks first, and each is read alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

import icalendar
from icalendar.timezone import tzp

from sources.kinds._zones import iana_zone

_FOLD: Final = re.compile(rb"(?:\r\n|\n|\r)+[ \t]")  # some writers leave an empty line in a fold
_BREAK: Final = re.compile(r"\r\n|\n|\r")
_TZID: Final = re.compile(r""";TZID=("[^"]*"|\((?:UTC|GMT)[^)]*\)[^;:]*|[^;:"]*)(?=[;:])""", re.IGNORECASE)
_DATED: Final = ("DTSTART;", "DTEND;", "RECURRENCE-ID;", "EXDATE;", "RDATE;")
_TEXTS: Final = ("DESCRIPTION", "SUMMARY", "LOCATION", "COMMENT", "CONTACT", "CATEGORIES", "X-")
_PROPERTY: Final = re.compile(r"(?!https?:|mailto:)[A-Za-z][A-Za-z0-9-]*\s*[;:]")


@dataclass(frozen=True)
class Block:
    """One component: its content lines, unfolded, from BEGIN to END."""

    lines: tuple[str, ...]

    def raw(self, name: str) -> str | None:
        """The value of property ``name`` as it stands in the file; ``None`` where it is absent."""
        for line in self.lines:
            head, _, value = line.partition(":")
            if head.upper() == name or head.upper().startswith(f"{name};"):
                return value.strip()
        return None

    @property
    def text(self) -> str:
        """The block as an iCalendar stream."""
        return "\r\n".join(self.lines) + "\r\n"


@dataclass
class Calendar:
    """The blocks of one file, and what its head says."""

    name: str | None = None
    zone: str | None = None
    timezones: list[Block] = field(default_factory=list)
    events: list[Block] = field(default_factory=list)


def unfold(body: bytes, charset: str = "utf-8") -> list[str]:
    """Content lines. Folds are undone before decoding, since they may cut a character (RFC 5545 §3.1).

    A line that is no property continues the text before it: generators exist that forget to escape line breaks. Behind a
    date or an identity there is nothing to continue, and the line goes.
    """
    joined = _FOLD.sub(b"", body)
    try:
        text = joined.decode("utf-8")
    except UnicodeDecodeError:
        text = joined.decode(charset, "replace")
    lines: list[str] = []
    for line in _BREAK.split(text.lstrip("\ufeff").replace("\x00", "")):
        if _PROPERTY.match(line):
            lines.append(line)
        elif line.strip() and lines and lines[-1].upper().startswith(_TEXTS):
            lines[-1] += f"\\n{line}"
    return lines


def read_calendar(body: bytes, charset: str = "utf-8") -> Calendar | None:
    """The calendar in ``body``, which may be bare events as mails and CalDAV carry them; ``None`` where there is none."""
    lines = unfold(body, charset)
    if not any(line.strip().upper() in {"BEGIN:VCALENDAR", "BEGIN:VEVENT"} for line in lines):
        return None
    calendar = Calendar()
    for block in _blocks(lines, calendar):
        (calendar.events if block.lines[0] == "BEGIN:VEVENT" else calendar.timezones).append(block)
    return calendar


def _blocks(lines: list[str], calendar: Calendar) -> Iterator[Block]:
    """Each VEVENT and VTIMEZONE, also one whose END is missing."""
    current: list[str] = []
    kind = ""
    for line in _without_alarms(lines):
        marker = line.strip().upper()
        if marker in {"BEGIN:VEVENT", "BEGIN:VTIMEZONE"}:
            if current:
                yield Block((*current, f"END:{kind}"))
            kind, current = marker.partition(":")[2], [marker]
        elif current and marker == f"END:{kind}":
            yield Block((*current, marker))
            current = []
        elif current:
            current.append(line)
        else:
            _head(line, calendar)
    if current:
        yield Block((*current, f"END:{kind}"))


def _without_alarms(lines: list[str]) -> Iterator[str]:
    """The lines outside VALARM, whose SUMMARY and DESCRIPTION are not the event's; one that is never closed ends with its event."""
    alarm = False
    for line in lines:
        marker = line.strip().upper()
        if marker == "BEGIN:VALARM":
            alarm = True
        elif marker == "END:VEVENT":
            alarm = False
        if not alarm:
            yield line
        elif marker == "END:VALARM":
            alarm = False


def _head(line: str, calendar: Calendar) -> None:
    name, _, value = line.partition(":")
    match name.partition(";")[0].upper():
        case "X-WR-CALNAME" | "NAME":
            calendar.name = calendar.name or icalendar.vText.from_ical(value).strip() or None
        case "X-WR-TIMEZONE" | "TIMEZONE-ID":
            calendar.zone = calendar.zone or iana_zone(value)


def components(calendar: Calendar, wanted: Callable[[Block], bool]) -> Iterator[tuple[Block, icalendar.Event | None]]:
    """Each ``wanted`` event read by icalendar; ``None`` beside a block that it cannot read at all."""
    tzp.use_zoneinfo()  # forget the VTIMEZONEs of the calendar before this one
    for block in calendar.timezones:
        _component(block, icalendar.Timezone)
    defined = {tzid for block in calendar.timezones if (tzid := block.raw("TZID"))}
    for block in filter(wanted, calendar.events):
        found = _component(_with_iana_zones(block, defined), icalendar.Event)
        yield block, found if isinstance(found, icalendar.Event) else None


def _with_iana_zones(block: Block, defined: set[str]) -> Block:
    """``block`` with the names of zones that the file does not define written as IANA has them; unknown ones go (floating)."""

    def renamed(found: re.Match[str]) -> str:
        name = found[1].strip('"')
        if name in defined:
            return found[0]
        zone = iana_zone(name)
        return f";TZID={zone}" if zone else ""

    lines = (_TZID.sub(renamed, line, count=1) if line.upper().startswith(_DATED) else line for line in block.lines)
    return Block(tuple(lines))


def _component(block: Block, kind: type[icalendar.Component]) -> icalendar.Component | None:
    try:
        found = kind.from_ical(block.text)
    except (ValueError, LookupError, TypeError, AttributeError, OSError):  # seen from icalendar on broken input
        return None
    if not isinstance(found, kind):
        return None
    for name, _ in found.errors:  # icalendar 7 keeps a broken value that raises at every touch; 6 leaves it out
        if name:
            found.pop(name, None)
    return found
