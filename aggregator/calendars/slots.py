"""Free slots in the words people use: ``平日 6:30-8:45``, ``平日の夜``, ``水・金 19:00-22:00``, ``土日祝``, ``第2土曜 10:00-``, ``12/24 18:00-``.

The grammar is in docs/slots.md.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
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
    r"(?P<{0}hour>\d{{1,2}})"
    r"(?::(?P<{0}minute>\d{{2}})|時(?:(?P<{0}minute_ja>\d{{1,2}})分?|(?P<{0}half>半))?)?\s*"
    r"(?P<{0}after>am|pm)?"
)
_TIMES: Final = re.compile(
    rf"\s*(?:{_CLOCK.format('a')})?\s*(?:-|~|から|以降)\s*(?:{_CLOCK.format('b')})?\s*(?:まで)?$", re.IGNORECASE
)
_DATE: Final = (
    r"(?:(?P<{0}year>\d{{4}})[-/年])?(?P<{0}month>\d{{1,2}})[-/月](?P<{0}day>\d{{1,2}})日?"
    r"(?:\([月火水木金土日祝・]+\))?"
)
_DATES: Final = re.compile(rf"^{_DATE.format('a')}(?:\s*(?:\.\.|~|から)\s*{_DATE.format('b')})?(?=[\sの]|$)")
_NTH: Final = re.compile(r"^第\s?(\d(?:[・,、]\s?第?\d)*)\s?([月火水木金土日])(?:曜日?)?")
_LAST: Final = re.compile(r"^最終\s?([月火水木金土日])(?:曜日?)?")
_SPAN: Final = re.compile(r"^([月火水木金土日])(?:曜日?)?\s?[-~]\s?([月火水木金土日])(?:曜日?)?")
_ENGLISH_SPAN: Final = re.compile(rf"^({_EN})\s?-\s?({_EN})(?![a-z])", re.IGNORECASE)
_WORD: Final = re.compile(
    (
        r"^"
        r"(?:(祝前日|祝日?|平日|週末|毎日|休日|[月火水木金土日](?:曜日?)?)"
        rf"|((?:{_EN}|weekdays?|weekends?|daily|every\s?day|holidays?)(?![a-z])))"
    ),
    re.IGNORECASE,
)
_PARTS: Final = {
    "早朝": (300, 480), "朝": (390, 525), "午前": (540, 720), "昼": (660, 840), "昼休み": (720, 780), "昼間": (600, 1020), "午後": (780, 1080),
    "夕方": (960, 1140), "夜": (1110, 1320), "深夜": (1320, 1500), "終日": (0, 1440),
}  # fmt: skip
"""Minutes from midnight of the parts of a day that have a name: stated in docs/slots.md, as people who work mean them."""
_ALSO: Final = {
    "日中": "昼間", "午前中": "午前", "お昼": "昼", "ランチタイム": "昼", "夜間": "夜", "晩": "夜", "一日中": "終日", "一日": "終日", "いつでも": "終日", "朝方": "朝",
    "出勤前": "朝", "仕事の前": "朝", "仕事前": "朝", "仕事帰り": "夜", "仕事のあと": "夜", "仕事の後": "夜", "仕事後": "夜", "退勤後": "夜",
    "early morning": "朝", "before work": "朝", "morning": "午前", "noon": "昼", "lunch": "昼", "lunchtime": "昼", "lunch break": "昼休み",
    "daytime": "昼間", "afternoon": "午後", "late afternoon": "夕方", "evening": "夜", "night": "夜", "after work": "夜", "late night": "深夜",
    "all day": "終日", "anytime": "終日",
}  # fmt: skip
"""Other names of the same."""
_ONLY: Final = re.compile(r"\s*(?:だけ|のみ|限定|なら(?:ok|可)?|は?ok|は?可|only)$", re.IGNORECASE)
"""What says that nothing else is free: so does every slot."""
_NO_HOLIDAYS: Final = re.compile(
    (
        r"\s*\(?(?:祝日?|祭日)(?:以外|を?除く|は?除く|を?除いた|でない)\)?\s?の?\s*"
        r"|\s*(?:except|but not|not on)(?: national| public)? holidays\s*"
    ),
    re.IGNORECASE,
)
_OTHER_WEEK: Final = re.compile(
    rf"^(?:隔週の?|every other |biweekly |alternate )(?:([月火水木金土日])(?:曜日?)?|({_EN})(?![a-z]))", re.IGNORECASE
)
_SINCE: Final = re.compile(
    r"^\s*\(?(?:from\s+)?(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?(?:\s?から)?\)?\s*", re.IGNORECASE
)
_EVERY: Final = re.compile(r"^(?:毎週の?|毎月の?\s?(?=第|最終))\s?")
_WEEKNIGHTS: Final = re.compile(r"\bweeknights?\b", re.IGNORECASE)
_JOINED: Final = re.compile(r"\s*(?:[と、,・/&や+]|\band\b)\s*")
_FROM: Final = re.compile(r"^(?:after|from|since)\s+(.+)$", re.IGNORECASE)
_UNTIL: Final = re.compile(r"^(?:until|till|before|by)\s+(.+)$|^(.+?)(?:まで|以前)$", re.IGNORECASE)
_ONWARDS: Final = re.compile(r"^(.+?)\s*(?:以降|以後|から|onwards?|or later)$", re.IGNORECASE)
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
    last, each year-month-day with year 0 for every year) make it a rule for certain dates instead. ``since``: every other week
    from the week of that day. ``workdays_only``: not on national holidays.
    """

    words: str
    days: frozenset[int] = frozenset()
    nth: frozenset[int] = frozenset()
    dates: tuple[_Day, _Day] | None = None
    start: int = 0
    end: int = MIDNIGHT
    since: date | None = None
    workdays_only: bool = False

    def on(self, day: date) -> bool:
        """Whether the rule speaks of ``day``. Only 平日 leaves out national holidays; 月〜金 is every Monday to Friday."""
        if self.dates is not None:
            return _within(day, *self.dates)
        if self.workdays_only and jpholiday.is_holiday(day):
            return False
        if self.since is not None and (day < self.since or (_monday(day) - _monday(self.since)).days % 14):
            return False
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


def parse_slots(words: str) -> tuple[Slot, ...]:
    """Read what a person wrote: mostly one slot, several where they are joined (平日の朝と夜).

    Raises:
        SlotError: (a ``ValueError``) with a sentence that says what is not understood and what would be right.
    """
    text = _folded(words)
    if not text:
        raise SlotError("空です。平日 19:00-22:00 のように書いてください")
    found: list[Slot] = []
    head: Slot | None = None
    while text or not found:
        head, text = _head(text, words, head)
        told, text = _first(text)
        start, end = _times(told)
        found.append(replace(head, start=start, end=end))
    return tuple(found)


def _head(text: str, words: str, before: Slot | None) -> tuple[Slot, str]:
    """The days at the beginning of ``text``, or those ``before`` where it has none; and the rest."""
    if match := _DATES.match(text):
        return Slot(words, dates=_dates(match)), text[match.end() :]
    text, spared = _NO_HOLIDAYS.subn(" ", text)
    if match := _OTHER_WEEK.match(text.strip()):
        return _alternate(match, words, text.strip(), spared=bool(spared))
    days, nth, rest = _days(text.strip())
    if days:
        return Slot(words, frozenset(days), frozenset(nth), workdays_only=bool(spared)), rest
    if before is not None:
        return before, text.strip()
    if _part(_first(rest)[0]):
        return Slot(words, frozenset({ANY}), workdays_only=bool(spared)), rest
    raise SlotError(
        "「{words}」の曜日が分かりません。平日 19:00-22:00、土日祝 10:00-18:00、第2土曜、12/24 18:00- のように書いてください",
        words,
    )


def _alternate(match: re.Match[str], words: str, text: str, *, spared: bool) -> tuple[Slot, str]:
    """隔週水曜 2026-12-02から: which weeks they are must be said."""
    rest = text[match.end() :]
    told = _SINCE.match(rest)
    if told is None:
        raise SlotError(
            "「{words}」はどの週か分かりません。第2・4水曜 19:00-22:00 か、隔週水曜 2026-12-02から 19:00-22:00 のように書いてください",
            words,
        )
    year, month, day = (int(number) for number in told.groups())
    _require_day(year, month, day)
    weekday = _WEEKDAYS.index(match[1]) if match[1] else _english(match[2])
    return Slot(words, frozenset({weekday}), since=date(year, month, day), workdays_only=spared), rest[told.end() :]


def _first(text: str) -> tuple[str, str]:
    """The first of several times, and what follows it."""
    told = _ONLY.sub("", text.strip()).removeprefix("の").strip()
    parts = _JOINED.split(told, maxsplit=1)
    return (told, "") if len(parts) == 1 or not all(parts) else (_ONLY.sub("", parts[0]), parts[1])


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _folded(words: str) -> str:
    """NFKC, one sort of dash and tilde, single spaces; 毎週, and 毎月 before 第2土曜, say nothing that the days do not."""
    table = {ord(c): "~" for c in "〜～∼"} | {ord(c): "-" for c in "‐‑–—−ー―－"}
    text = unicodedata.normalize("NFKC", words.translate(table)).translate(table)
    text = _EVERY.sub("", " ".join(text.split()))
    return _WEEKNIGHTS.sub("weekday night", text)


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
    if part := _part(told) or _beside_part(told):
        return part
    match = _TIMES.fullmatch(_with_dash(told))
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
    """The stated hours of a part of the day: 朝, 午前, 昼間, 夜, 仕事帰り."""
    name = " ".join(told.lower().removeprefix("in the ").removeprefix("at ").split())
    name = name if name in _ALSO else name.removesuffix("s")
    return _PARTS.get(_ALSO.get(name, name))


def _beside_part(told: str) -> tuple[int, int] | None:
    """夕方以降, 昼まで: from or until a part of the day begins."""
    if (match := _ONWARDS.match(told)) and (part := _part(match[1])):
        return part[0], MIDNIGHT
    if (match := _UNTIL.match(told)) and (part := _part(match[1] or match[2])):
        return 0, part[0]
    return None


def _with_dash(told: str) -> str:
    """After 7pm, 9時まで, 19時頃から as 7pm-, -9時, 19時から."""
    plain = re.sub(r"頃|ごろ", "", told)
    if match := _FROM.match(plain):
        return f"{match[1]}-"
    if match := re.match(r"^(.+?)\s*(?:以後|onwards?|or later)$", plain, re.IGNORECASE):
        return f"{match[1]}-"
    if not re.search("[-~]|から", plain) and (match := _UNTIL.match(plain)):
        return f"-{match[1] or match[2]}"
    return plain


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
