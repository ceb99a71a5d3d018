"""Free slots in the words people use: ``平日 6:30-8:45``, ``水・金 19:00-22:00``, ``土日祝``, ``第2土曜 10:00-``, ``12/24 18:00-``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

import jpholiday

_WEEKDAYS: Final = "月火水木金土日"
_ENGLISH: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOLIDAY, _EVE, _ANY = 7, 8, 9
_CLOCK: Final = r"(?:(?P<{0}h>\d{{1,2}})(?::(?P<{0}m>\d{{2}})|時(?:(?P<{0}n>\d{{1,2}})分?|(?P<{0}half>半))?)?)"
_TIMES: Final = re.compile(rf"\s*{_CLOCK.format('a')}?\s*(?:-|~|から)\s*{_CLOCK.format('b')}?\s*(?:まで)?$")
_ISO: Final = r"(?:(?:(?P<{0}y>\d{{4}})[-/年])?(?P<{0}o>\d{{1,2}})[-/月](?P<{0}d>\d{{1,2}})日?)"
_RANGE: Final = re.compile(rf"^{_ISO.format('a')}(?:\s*(?:\.\.|~)\s*{_ISO.format('b')})?(?=\s|$)")
_NTH: Final = re.compile(r"^第\s?(\d(?:[・,、]第?\d)*)\s?([月火水木金土日])曜?日?")
_LAST: Final = re.compile(r"^最終\s?([月火水木金土日])曜?日?")
_SPAN: Final = re.compile(r"^([月火水木金土日])曜?日?\s*[-~]\s*([月火水木金土日])曜?日?")
_ENGLISH_SPAN: Final = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\s*-\s*(mon|tue|wed|thu|fri|sat|sun)[a-z]*", re.IGNORECASE)
_WORD: Final = re.compile(r"^(祝前日|祝日?|平日|週末|毎日|休日|[月火水木金土日](?:曜日?)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|weekdays?|weekends?|daily|holidays?)", re.IGNORECASE)
_GROUPS: Final = {
    "平日": (0, 1, 2, 3, 4), "weekday": (0, 1, 2, 3, 4), "週末": (5, 6), "weekend": (5, 6), "毎日": (_ANY,), "daily": (_ANY,),
    "休日": (5, 6, _HOLIDAY), "祝": (_HOLIDAY,), "祝日": (_HOLIDAY,), "holiday": (_HOLIDAY,), "祝前日": (_EVE,),
}  # fmt: skip
MIDNIGHT: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Slot:
    """A rule for stretches of time. ``days`` are weekdays (0: Monday) and special days; ``nth`` restricts them to certain ones of a month.

    ``start`` and ``end`` are minutes from midnight; an ``end`` beyond 1440 is on the next day. ``dates`` (first, last,
    each year-month-day with year 0 for every year) make it a rule for certain dates instead.
    """

    words: str
    days: frozenset[int] = frozenset()
    nth: frozenset[int] = frozenset()
    dates: tuple[tuple[int, int, int], tuple[int, int, int]] | None = None
    start: int = 0
    end: int = MIDNIGHT

    def on(self, day: date) -> bool:
        """Whether the rule speaks of ``day``. 平日 and single weekdays leave out national holidays where 平日 was said."""
        if self.dates is not None:
            return _within(day, *self.dates)
        holiday = jpholiday.is_holiday(day)
        if _ANY in self.days or (holiday and _HOLIDAY in self.days):
            return True
        if _EVE in self.days and jpholiday.is_holiday(day + timedelta(days=1)):
            return True
        if day.weekday() not in self.days or (holiday and self._weekdays_only):
            return False
        return not self.nth or _ordinal(day) in self.nth or (-1 in self.nth and (day + timedelta(days=7)).month != day.month)

    def between(self, day: date, zone: tzinfo) -> tuple[datetime, datetime]:
        """The stretch that it gives on ``day``."""
        midnight = datetime.combine(day, time(), zone)
        return midnight + timedelta(minutes=self.start), midnight + timedelta(minutes=self.end)

    @property
    def _weekdays_only(self) -> bool:
        return self.days >= frozenset(range(5)) and _HOLIDAY not in self.days


def parse_slot(words: str) -> Slot:
    """Read a slot.

    Raises:
        ValueError: with a sentence that says what is not understood and what would be right.
    """
    text = unicodedata.normalize("NFKC", words).translate({ord(c): "~" for c in "〜～"} | {ord(c): "-" for c in "‐–—−ー―"}).strip()
    if not text:
        raise ValueError("空です。平日 19:00-22:00 のように書いてください")
    if match := _RANGE.match(text):
        return _dated(words, match, text[match.end() :])
    days, nth, rest = _days(text)
    if not days:
        raise ValueError("曜日が分かりません。平日 19:00-22:00、土日祝 10:00-18:00、第2土曜、12/24 18:00- のように書いてください")
    start, end = _times(rest)
    return Slot(words, frozenset(days), frozenset(nth), None, start, end)


def _days(text: str) -> tuple[set[int], set[int], str]:
    days: set[int] = set()
    nth: set[int] = set()
    while text:
        if match := _NTH.match(text):
            nth |= {int(digit) for digit in re.findall(r"\d", match[1])}
            days.add(_WEEKDAYS.index(match[2]))
        elif match := _LAST.match(text):
            nth.add(-1)
            days.add(_WEEKDAYS.index(match[1]))
        elif match := _SPAN.match(text):
            days |= _stretch(_WEEKDAYS.index(match[1]), _WEEKDAYS.index(match[2]))
        elif match := _ENGLISH_SPAN.match(text):
            days |= _stretch(_ENGLISH.index(match[1].lower()), _ENGLISH.index(match[2].lower()))
        elif match := _WORD.match(text):
            days |= _word(match[1].lower())
        else:
            break
        text = text[match.end() :].lstrip(" ・,、/と")
    return days, nth, text


def _word(word: str) -> set[int]:
    if word.rstrip("s") in _GROUPS:
        return set(_GROUPS[word.rstrip("s")])
    return {_WEEKDAYS.index(word[0])} if word[0] in _WEEKDAYS else {_ENGLISH.index(word[:3])}


def _stretch(first: int, last: int) -> set[int]:
    return {(first + step) % 7 for step in range((last - first) % 7 + 1)}


def _times(text: str) -> tuple[int, int]:
    if not text.strip():
        return 0, MIDNIGHT
    match = _TIMES.fullmatch(text)
    if match is None or (match["ah"] is None and match["bh"] is None):
        raise ValueError(f"「{text.strip()}」が読めません。時刻は 19:00-22:00 のように書いてください")
    start = _minutes(match, "a") if match["ah"] else 0
    end = _minutes(match, "b") if match["bh"] else MIDNIGHT
    if end <= start:
        end += MIDNIGHT
    if start > MIDNIGHT or end > start + MIDNIGHT:
        raise ValueError(f"「{text.strip()}」が読めません。時刻は 19:00-22:00 のように書いてください")
    return start, end


def _minutes(match: re.Match[str], name: str) -> int:
    minutes = 30 if match[f"{name}half"] else int(match[f"{name}m"] or match[f"{name}n"] or 0)
    hours = int(match[f"{name}h"])
    if hours > 30 or minutes > 59:
        raise ValueError(f"「{match[0].strip()}」という時刻はありません")
    return hours * 60 + minutes


def _dated(words: str, match: re.Match[str], rest: str) -> Slot:
    first = int(match["ay"] or 0), int(match["ao"]), int(match["ad"])
    last = (int(match["by"] or match["ay"] or 0), int(match["bo"]), int(match["bd"])) if match["bo"] else first
    for year, month, day in (first, last):
        try:
            date(year or 2024, month, day)
        except ValueError:
            raise ValueError(f"{month}/{day} という日はありません") from None
    start, end = _times(rest)
    return Slot(words, frozenset(), frozenset(), (first, last), start, end)


def _within(day: date, first: tuple[int, int, int], last: tuple[int, int, int]) -> bool:
    if first[0]:
        return first <= (day.year, day.month, day.day) <= last
    begin, end, this = first[1:], last[1:], (day.month, day.day)
    return begin <= this <= end if begin <= end else this >= begin or this <= end


def _ordinal(day: date) -> int:
    return (day.day - 1) // 7 + 1
