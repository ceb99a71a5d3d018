"""Free slots in the words people use: ``平日 6:30-8:45``, ``平日の夜``, ``水・金 19:00-22:00``, ``土日祝``, ``第2土曜 10:00-``, ``12/24 18:00-``.

The grammar is in docs/slots.md.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, time, timedelta, tzinfo
from typing import Final

import jpholiday

from aggregator.i18n import Translate

_WEEKDAYS: Final = "月火水木金土日"
_ENGLISH: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EN: Final = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?"
)
HOLIDAY, EVE, ANY, WORKDAY = 7, 8, 9, 10
_GROUPS: Final = {
    "平日": (WORKDAY,), "weekday": (WORKDAY,), "週末": (5, 6), "weekend": (5, 6), "毎日": (ANY,), "daily": (ANY,),
    "everyday": (ANY,), "休日": (5, 6, HOLIDAY), "祝": (HOLIDAY,), "祝日": (HOLIDAY,), "holiday": (HOLIDAY,),
    "祝前日": (EVE,),
}  # fmt: skip
_CLOCK: Final = (
    r"(?P<{0}next>翌)?(?P<{0}half_day>午前|午後)?\s*"
    r"(?P<{0}hour>\d{{1,2}})(?::(?P<{0}minute>\d{{2}})|時(?:(?P<{0}minute_ja>\d{{1,2}})分?|(?P<{0}half>半))?)?\s*(?P<{0}after>am|pm)?"
)
_TIMES: Final = re.compile(
    rf"\s*(?:{_CLOCK.format('a')})?\s*(?:-|~|から|以降)\s*(?:{_CLOCK.format('b')})?\s*(?:まで)?$", re.IGNORECASE
)
_DATE: Final = r"(?:(?P<{0}year>\d{{4}})[-/年])?(?P<{0}month>\d{{1,2}})[-/月](?P<{0}day>\d{{1,2}})日?(?:\([月火水木金土日祝・]+\))?"
_DATES: Final = re.compile(rf"^{_DATE.format('a')}(?:\s*(?:\.\.|~|から)\s*{_DATE.format('b')})?(?=[\sの]|$)")
_NTH: Final = re.compile(r"^第\s?(\d(?:[・,、]\s?第?\d)*)\s?([月火水木金土日])(?:曜日?)?")
_LAST: Final = re.compile(r"^最終\s?([月火水木金土日])(?:曜日?)?")
_SPAN: Final = re.compile(r"^([月火水木金土日])(?:曜日?)?\s?[-~]\s?([月火水木金土日])(?:曜日?)?")
_ENGLISH_SPAN: Final = re.compile(rf"^({_EN})\s?-\s?({_EN})(?![a-z])", re.IGNORECASE)
_WORD: Final = re.compile(
    rf"^(?:(祝前日|祝日?|平日|週末|毎日|休日|[月火水木金土日](?:曜日?)?)|((?:{_EN}|weekdays?|weekends?|daily|every\s?day|holidays?)(?![a-z])))",
    re.IGNORECASE,
)
_PARTS: Final = {"朝": (390, 525), "午前": (540, 720), "午後": (780, 1080), "夜": (1110, 1320)}
"""Minutes from midnight of the parts of a day that have a name: stated in docs/slots.md, as people who work mean them."""
_ENGLISH_PARTS: Final = {"early morning": "朝", "morning": "午前", "afternoon": "午後", "evening": "夜"}
_BETWEEN: Final = " ・,、/と&"
MIDNIGHT: Final = 24 * 60
NOON: Final = 12 * 60
LATEST: Final = 30
"""People write hours up to this one for the small hours of the next day (25:00)."""

_Day = tuple[int, int, int]


class SlotError(ValueError):
    """A slot that cannot be read. The text is Japanese; ``said`` gives it in another language.

    Args:
        text: what is wrong and what would be right, with ``{words}`` for what was written.
        words: what was written.
    """

    def __init__(self, text: str, words: str = "") -> None:
        self.text, self.words = text, words
        super().__init__(text.format(words=words))

    def said(self, say: Translate) -> str:
        """The sentence in the language of ``say``."""
        return say(self.text).format(words=self.words)


@dataclass(frozen=True, slots=True)
class Slot:
    """A rule for stretches of time.

    ``days`` are weekdays (0: Monday) and special days; ``nth`` restricts weekdays to certain ones of a month (-1: the
    last). ``start`` and ``end`` are minutes from midnight; an ``end`` beyond 1440 is on the next day. ``dates`` (first,
    last, each year-month-day with year 0 for every year) make it a rule for certain dates instead.
    """

    words: str
    days: frozenset[int] = frozenset()
    nth: frozenset[int] = frozenset()
    dates: tuple[_Day, _Day] | None = None
    start: int = 0
    end: int = MIDNIGHT

    def on(self, day: date) -> bool:
        """Whether the rule speaks of ``day``. Only 平日 leaves out national holidays; 月〜金 is every Monday to Friday."""
        if self.dates is not None:
            return _within(day, *self.dates)
        return self._on_weekday(day) or self._on_special(day)

    def between(self, day: date, zone: tzinfo) -> tuple[datetime, datetime]:
        """The stretch that it gives on ``day``."""
        midnight = datetime.combine(day, time(), zone)
        return midnight + timedelta(minutes=self.start), midnight + timedelta(minutes=self.end)

    def _on_weekday(self, day: date) -> bool:
        if day.weekday() not in self.days:
            return False
        last = (day + timedelta(days=7)).month != day.month
        return not self.nth or (day.day - 1) // 7 + 1 in self.nth or (last and -1 in self.nth)

    def _on_special(self, day: date) -> bool:
        if ANY in self.days:
            return True
        if HOLIDAY in self.days and jpholiday.is_holiday(day):
            return True
        if EVE in self.days and jpholiday.is_holiday(day + timedelta(days=1)):
            return True
        return WORKDAY in self.days and day.weekday() < 5 and not jpholiday.is_holiday(day)


def parse_slot(words: str) -> Slot:
    """Read a slot.

    Raises:
        SlotError: (a ``ValueError``) with a sentence that says what is not understood and what would be right.
    """
    text = _folded(words)
    if not text:
        raise SlotError("空です。平日 19:00-22:00 のように書いてください")
    if match := _DATES.match(text):
        start, end = _times(text[match.end() :])
        return Slot(words, dates=_dates(match), start=start, end=end)
    days, nth, rest = _days(text)
    if not days and _part(rest):
        days = {ANY}
    if not days:
        raise SlotError(
            "「{words}」の曜日が分かりません。平日 19:00-22:00、土日祝 10:00-18:00、第2土曜、12/24 18:00- のように書いてください",
            words,
        )
    start, end = _times(rest)
    return Slot(words, frozenset(days), frozenset(nth), None, start, end)


def _folded(words: str) -> str:
    """NFKC, one sort of dash and tilde, single spaces; 毎週 says nothing that the weekday does not."""
    table = {ord(c): "~" for c in "〜～∼"} | {ord(c): "-" for c in "‐‑–—−ー―－"}
    text = unicodedata.normalize("NFKC", words.translate(table)).translate(table)
    return " ".join(text.split()).removeprefix("毎週").strip()


def _days(text: str) -> tuple[set[int], set[int], str]:
    """The days at the beginning of ``text``, which ones of a month, and the rest."""
    days: set[int] = set()
    nth: set[int] = set()
    while found := _next_days(text):
        more, which, length = found
        days |= more
        nth |= which
        text = text[length:].lstrip(_BETWEEN)
    return days, nth, text


def _next_days(text: str) -> tuple[set[int], set[int], int] | None:
    """One word for days: the days, which ones of a month, and the word's length."""
    if match := _NTH.match(text):
        return {_WEEKDAYS.index(match[2])}, {int(digit) for digit in re.findall(r"\d", match[1])}, match.end()
    if match := _LAST.match(text):
        return {_WEEKDAYS.index(match[1])}, {-1}, match.end()
    if match := _SPAN.match(text):
        return _stretch(_WEEKDAYS.index(match[1]), _WEEKDAYS.index(match[2])), set(), match.end()
    if match := _ENGLISH_SPAN.match(text):
        return _stretch(_english(match[1]), _english(match[2])), set(), match.end()
    if match := _WORD.match(text):
        return _word(match[0].lower()), set(), match.end()
    return None


def _word(word: str) -> set[int]:
    name = word.replace(" ", "").rstrip("s")
    if name in _GROUPS:
        return set(_GROUPS[name])
    return {_WEEKDAYS.index(word[0]) if word[0] in _WEEKDAYS else _english(word)}


def _english(word: str) -> int:
    return _ENGLISH.index(word[:3].lower())


def _stretch(first: int, last: int) -> set[int]:
    return {(first + step) % 7 for step in range((last - first) % 7 + 1)}


def _times(text: str) -> tuple[int, int]:
    """Minutes from midnight of beginning and end; all day where nothing is said."""
    told = text.strip().removeprefix("の").strip()
    if not told:
        return 0, MIDNIGHT
    if part := _part(told):
        return part
    match = _TIMES.fullmatch(told)
    if match is None or (match["ahour"] is None and match["bhour"] is None):
        raise SlotError("「{words}」が読めません。時刻は 19:00-22:00 のように書いてください", told)
    start = _minutes(match, "a") if match["ahour"] else 0
    end = _minutes(match, "b") if match["bhour"] else MIDNIGHT
    start, end = _same_half_day(match, start, end)
    if end <= start:
        end += MIDNIGHT
    if start >= MIDNIGHT or end > start + MIDNIGHT:
        raise SlotError("「{words}」は一日より長いか、翌日に始まっています。19:00-25:00 のように書いてください", told)
    return start, end


def _part(told: str) -> tuple[int, int] | None:
    """The stated hours of a part of the day: 朝, 午前, 午後, 夜."""
    name = told.lower().removesuffix("s")
    return _PARTS.get(_ENGLISH_PARTS.get(name, name))


def _same_half_day(match: re.Match[str], start: int, end: int) -> tuple[int, int]:
    """午後1時から5時 and 7-9pm: what is said once holds for both ends."""
    told = [(match[f"{name}half_day"] or match[f"{name}after"] or "").lower() for name in "ab"]
    if told[0] in ("午後", "pm") and not told[1] and end <= start < end + NOON:
        return start, end + NOON
    if (match["bafter"] or "").lower() == "pm" and not told[0] and match["ahour"] and start + NOON < end:
        return start + NOON, end
    return start, end


def _minutes(match: re.Match[str], name: str) -> int:
    minutes = 30 if match[f"{name}half"] else int(match[f"{name}minute"] or match[f"{name}minute_ja"] or 0)
    hours = int(match[f"{name}hour"])
    if hours > LATEST or minutes > 59:
        raise SlotError("「{words}」という時刻はありません。19:00-22:00 のように書いてください", match[0].strip())
    half_day = (match[f"{name}half_day"] or match[f"{name}after"] or "").lower()
    if half_day and hours <= 12:
        hours = hours % 12 + (12 if half_day in ("午後", "pm") else 0)
    return hours * 60 + minutes + (MIDNIGHT if match[f"{name}next"] else 0)


def _dates(match: re.Match[str]) -> tuple[_Day, _Day]:
    """First and last day; a last day without a year is the next one of that date."""
    first = int(match["ayear"] or 0), int(match["amonth"]), int(match["aday"])
    last = first
    if match["bmonth"]:
        last = int(match["byear"] or first[0]), int(match["bmonth"]), int(match["bday"])
        if not match["byear"] and first[0] and last < first:
            last = (first[0] + 1, *last[1:])
    for year, month, day in (first, last):
        _require_day(year, month, day)
    if last[0] and last < first:
        raise SlotError("「{words}」は終わりが始まりより前です", match[0])
    if last[0] and not first[0]:
        raise SlotError("「{words}」は始まりにも年を書いてください", match[0])
    return first, last


def _require_day(year: int, month: int, day: int) -> None:
    try:
        date(year or 2024, month, day)  # a leap year: 2/29 is a day of some years
    except ValueError:
        raise SlotError("{words} という日はありません", f"{month}/{day}") from None
    if year >= MAXYEAR:
        raise SlotError("{words} という年は遠すぎます", str(year))


def _within(day: date, first: _Day, last: _Day) -> bool:
    if first[0]:
        return first <= (day.year, day.month, day.day) <= last
    begin, end, this = first[1:], last[1:], (day.month, day.day)
    return begin <= this <= end if begin <= end else this >= begin or this <= end
