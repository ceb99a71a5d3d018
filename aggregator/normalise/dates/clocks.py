"""Find the clock times of a text, ranges of them, and lengths of time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from aggregator.normalise.dates.numbers import KANJI, SMALL, number

_HALVES: Final = {
    "午前": 0, "am": 0, "朝": 0, "早朝": 0, "午後": 12, "pm": 12, "夜": 12, "夕方": 12, "夕": 12, "晩": 12, "昼": 12, "お昼": 12, "深夜": 24,
}  # fmt: skip
_HALF: Final = r"(?P<h>午前|午後|早朝|朝|お?昼|夕方?|夜|晩|深夜|[ap]\.?m\.?(?![a-z]))\s*の?\s*"
_CLOCK: Final = re.compile(
    rf"(?:{_HALF})?(?:"
    r"(?<![\d/.])(?<!\d:)(?P<a>[0-2]?\d|3[0-1])\s?:\s?(?P<am>[0-5]\d)(?::[0-5]\d)?(?![\d])(?!:\d)"
    rf"|(?<![\d{KANJI}.])(?<!\d:)(?P<b>{SMALL})\s*時(?!間|点|代|期|給|計|限|刻|短|差|事)\s*(?:(?P<half>半)|(?P<bm>{SMALL})\s*分(?!間)?)?"
    r"|(?<![\d:/.])(?P<c>[01]?\d)(?=\s*[ap]\.?m\b)"
    r"|(?<![\d:/.])(?P<g>[01]?\d)h(?P<gm>[0-5]\d)(?!\d)"
    r")\s*(?P<t>[ap]\.?m\.?(?![a-z]))?",
    re.IGNORECASE,
)
_NOON: Final = re.compile(r"正午|(?<![a-z])noon(?![a-z])|midnight", re.IGNORECASE)
_SHORT_RANGE: Final = re.compile(r"(?<![\d:/.月日\-])(?P<a>[0-2]?\d)\s?(?:~|-|から)\s?(?=(?P<b>[0-2]?\d)\s*時(?!間))")
_PM_AFTER: Final = re.compile(r"(?<![\d:/.])(?P<a>1[0-2]|[1-9])\s?(?:~|-|to)\s?(?=(?:1[0-2]|[1-9])(?::[0-5]\d)?\s*[ap]\.?m)", re.IGNORECASE)
_LENGTH: Final = re.compile(
    rf"(?<![\d.:~])(?:約|およそ|所要)?\s*(?:(?P<h>\d{{1,2}}(?:\.5)?|[{KANJI}]{{1,2}})\s*時間(?P<half>半)?\s*(?:(?P<hm>\d{{1,2}})\s*分)?|(?P<m>\d{{2,3}})\s*(?:分間?|min(?:utes)?\b))(?!前|後|おき|以内|ごと|単位|遅|に1|早|あた|制限|程?度?前|/)"
)
MINUTES_A_DAY: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in minutes from midnight; from 1440 on it is the next day (25:00). ``half`` says that 午前/午後 stands there."""

    start: int
    end: int
    minutes: int
    half: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time, in minutes."""

    start: int
    end: int
    minutes: int


def scan_clocks(text: str) -> list[Clock]:
    """The times of day in the folded ``text``, in order."""
    found = [clock for match in _CLOCK.finditer(text) if (clock := _clock(match))]
    found += [Clock(match.start(), match.end(), 0 if match[0].lower() == "midnight" else 720, half=True) for match in _NOON.finditer(text)]
    for match in _SHORT_RANGE.finditer(text):
        if int(match["a"]) <= 30:
            found.append(Clock(match.start("a"), match.end("a"), int(match["a"]) * 60, bare=True))
    found += [_borrowed(match, text) for match in _PM_AFTER.finditer(text)]
    kept: list[Clock] = []
    for clock in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or clock.start >= kept[-1].end:
            kept.append(clock)
    return kept


def scan_lengths(text: str) -> list[Length]:
    """The lengths of time in the folded ``text`` (2時間, 90分), in order."""
    found = []
    for match in _LENGTH.finditer(text):
        if match["m"]:
            minutes = int(match["m"])
        else:
            hours = float(match["h"]) if match["h"][0].isdigit() else float(number(match["h"]) or 0)
            minutes = int(hours * 60) + (30 if match["half"] else 0) + int(match["hm"] or 0)
        if 0 < minutes <= MINUTES_A_DAY:
            found.append(Length(match.start(), match.end(), minutes))
    return found


def _clock(match: re.Match[str]) -> Clock | None:
    hours = number(match["a"] or match["b"] or match["c"] or match["g"] or "")
    minutes = 30 if match["half"] else number(match["am"] or match["bm"] or match["gm"] or "0")
    if hours is None or minutes is None or hours > 30 or minutes > 59:
        return None
    half = (match["h"] or match["t"] or "").replace(".", "").lower()
    if not half:
        return Clock(match.start(), match.end(), hours * 60 + minutes)
    return Clock(match.start(), match.end(), _with_half(hours, half) * 60 + minutes, half=True)


def _with_half(hours: int, half: str) -> int:
    """The hour of the day of ``hours`` after 午前, 午後, 夜 and the like."""
    base = _HALVES.get(half, 0)
    if base == 0:
        return 0 if hours == 12 and half in ("am", "午前") else hours
    if base == 24:
        return hours + 24 if hours < 6 else hours
    if half in ("昼", "お昼"):
        return hours + 12 if hours <= 5 else hours
    if half in ("夜", "晩") and hours in (0, 12):
        return 24
    return hours + 12 if hours < 12 else hours


def _borrowed(match: re.Match[str], text: str) -> Clock:
    """The 7 of ``7-9pm`` has the half of the 9, unless that would put it behind it (``11-1pm``)."""
    tail = re.compile(r"(\d{1,2})(?::[0-5]\d)?\s*([ap])", re.IGNORECASE).match(text, match.end())
    hours = int(match["a"])
    evening = tail is not None and tail[2].lower() == "p" and (hours < int(tail[1]) or int(tail[1]) == 12) and hours != 12
    return Clock(match.start("a"), match.end("a"), (hours + 12 if evening and hours < 12 else hours) * 60, half=True)


def carried(first: Clock, second: Clock) -> Clock:
    """The second clock of a range with the first one's 午前/午後 where it has none: 午後7時〜9時 ends at 21:00."""
    if first.half and not second.half and second.minutes <= first.minutes and second.minutes + 720 > first.minutes and second.minutes < 720:
        return replace(second, minutes=second.minutes + 720)
    return second
