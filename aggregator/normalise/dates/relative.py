"""Days that are named from where one stands: 明日, 来週の水曜, 毎月第2土曜, 月末, 3日後, 文化の日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

import jpholiday

from aggregator.model import Precision
from aggregator.normalise.dates.days import WEEKDAYS, Day
from aggregator.normalise.dates.numbers import SMALL, number
from aggregator.normalise.dates.years import make_day

_DAYS: Final = {
    "一昨日": -2, "おととい": -2, "昨日": -1, "きのう": -1, "本日": 0, "今日": 0, "きょう": 0, "今晩": 0, "今夜": 0, "今朝": 0, "明日": 1, "あした": 1, "あす": 1,
    "明晩": 1, "明朝": 1, "明後日": 2, "あさって": 2, "明々後日": 3, "明明後日": 3, "しあさって": 3, "翌日": 1,
}  # fmt: skip
_WEEKS: Final = {"先々週": -2, "先週": -1, "今週": 0, "来週": 1, "翌週": 1, "再来週": 2, "さ来週": 2}
_MONTHS: Final = {"先々月": -2, "先月": -1, "今月": 0, "来月": 1, "翌月": 1, "再来月": 2, "さ来月": 2, "当月": 0}
_YEARS: Final = {"一昨年": -2, "昨年": -1, "去年": -1, "今年": 0, "本年": 0, "来年": 1, "翌年": 1, "再来年": 2}
_MONTH_WORDS: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ORDINALS: Final = {"最終": -1, "最後の": -1, "最終週の": -1}

_DAY_WORD: Final = re.compile("(?:" + "|".join(sorted(_DAYS, key=len, reverse=True)) + r")(?!香|の会|々)")
_WEEK_WORD: Final = re.compile(
    "(?P<w>" + "|".join(sorted(_WEEKS, key=len, reverse=True)) + rf"|今度|次|この次)\s*の?\s*(?:[(（]?(?P<d>[{WEEKDAYS}])(?:曜日?|[)）](?!曜)|(?=[\s,、\d~]|$|の|に|から|朝|夜|午)))"
)
_WEEKEND: Final = re.compile("(?P<w>" + "|".join(sorted(_WEEKS, key=len, reverse=True)) + r"|今)?の?週末")
_NTH: Final = re.compile(
    rf"(?P<e>毎月|毎|各月|隔月|偶数月|奇数月)?\s*の?(?P<m>{_MONTH_WORDS}|(?P<n>{SMALL})月)?\s*の?\s*(?P<o>(?:第\s*{SMALL}\s*(?:週目?|[・,、･と&/]\s*第?\s*{SMALL}\s*)*[・,、と]?)+|最終|最後の)\s*週?の?\s*(?P<d>[{WEEKDAYS}](?:\s*[・,、]\s*[{WEEKDAYS}])*)(?:曜日?|(?=[\s,、\d~)）の\n]|$))"
)
_EVERY: Final = re.compile(rf"(?:毎週|隔週|毎)\s*の?[(（]?(?P<d>[{WEEKDAYS}](?:曜日?)?(?:\s*(?:[・,、/&]|と|および)\s*[{WEEKDAYS}](?:曜日?)?)*)[)）]?(?=曜|[\s,、\d~)）のに朝夜午昼]|$|開)曜?日?")
_EVERY_DATE: Final = re.compile(rf"毎月\s*(?P<d>{SMALL})日(?!間)")
_EVERY_DAY: Final = re.compile(r"毎日(?!新聞|放送)")
_MONTH_DAY: Final = re.compile(rf"(?P<m>{_MONTH_WORDS})\s*の?\s*(?:(?P<d>{SMALL})日(?!間)|(?P<p>末日?|月末|初め|頭|上旬|初旬|中旬|半ば|下旬))")
_MONTH_END: Final = re.compile(r"(?<!毎)(?<!今)月末(?!まで有効)|(?<!毎)月初(?!め)")
_MONTH_ALONE: Final = re.compile(rf"(?P<m>{_MONTH_WORDS})(?!号|の|分|末|開催分)")
_AFTER: Final = re.compile(rf"(?P<n>{SMALL})\s*(?P<u>日|週間|か月|ヶ月|カ月|ヵ月|ケ月|箇月|年)(?P<s>後|前)(?!半|後|に申|まで|から|以)")
_YEAR_DAY: Final = re.compile("(?P<y>" + "|".join(sorted(_YEARS, key=len, reverse=True)) + rf")\s*の?\s*(?P<m>{SMALL})月\s*(?:(?P<d>{SMALL})日)?")
_HOLIDAYS: Final = (
    "元日", "元旦", "成人の日", "建国記念の日", "建国記念日", "天皇誕生日", "春分の日", "昭和の日", "憲法記念日", "みどりの日", "こどもの日",
    "海の日", "山の日", "敬老の日", "秋分の日", "スポーツの日", "文化の日", "勤労感謝の日", "大晦日", "大みそか",
)  # fmt: skip
_HOLIDAY: Final = re.compile("|".join(_HOLIDAYS))
_SEASONS: Final = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 14)}
_SEASON: Final = re.compile(r"(?P<y>(?:19|20)\d\d)年\s*の?\s*(?P<s>[春夏秋冬])|(?P<r>今|来|昨|去)年?の?(?P<t>[春夏秋冬])(?=ごろ|頃|に|$|\s)")
_TRIGGER: Final = re.compile(r"[今来毎昨明翌再次隔先第後前末曜旦旬]|本日|の日|さ来|あさ|あす|あした|きょう|おとと|誕生日|記念日|大晦|大み|月初|[春夏秋冬]|元日|週末|最終")


def scan_relative(text: str, on: date) -> list[Day]:
    """The days that the folded ``text`` names relative to ``on``, in order; overlaps are resolved by the caller."""
    if not _TRIGGER.search(text):
        return []
    return [day for scan in _SCANS for day in scan(text, on)]


def _day_words(text: str, on: date) -> Iterator[Day]:
    for found in _DAY_WORD.finditer(text):
        yield _day(found, on + timedelta(days=_DAYS[found[0]]), strong=False)


def _week_words(text: str, on: date) -> Iterator[Day]:
    for found in _WEEK_WORD.finditer(text):
        weekday = WEEKDAYS.index(found["d"])
        if found["w"] in _WEEKS:
            monday = on - timedelta(days=on.weekday())
            day = monday + timedelta(days=7 * _WEEKS[found["w"]] + weekday)
        else:
            day = on + timedelta(days=(weekday - on.weekday() - 1) % 7 + 1)
        yield _day(found, day)
    for found in _WEEKEND.finditer(text):
        if found["w"]:
            monday = on - timedelta(days=on.weekday())
            saturday = monday + timedelta(days=7 * _WEEKS.get(found["w"], 0) + 5)
            yield _day(found, saturday, strong=False, precision=Precision.PART, last=saturday + timedelta(days=1))


def _nth_weekdays(text: str, on: date) -> Iterator[Day]:
    """第2土曜: in a month that is named, or the next one that comes (then it is a rule)."""
    for found in _NTH.finditer(text):
        ordinals = [_ORDINALS[found["o"]]] if found["o"] in _ORDINALS else [n for word in re.findall(SMALL, found["o"]) if (n := number(word)) and n <= 5]
        weekdays = [WEEKDAYS.index(word) for word in found["d"] if word in WEEKDAYS]
        if not ordinals:
            continue
        if found["m"]:
            first = _month_of(found, on)
            days = [day for o in ordinals for w in weekdays if first and (day := nth(first.year, first.month, o, w))]
            for day in sorted(days):
                yield _day(found, day)
            continue
        coming = [day for ahead in range(3) for o in ordinals for w in weekdays if (day := nth(*_shift(on, ahead), o, w)) and day >= on]
        if coming:
            yield _day(found, min(coming), recurring=bool(found["e"]) or len(ordinals) > 1 or len(weekdays) > 1)


def _rules(text: str, on: date) -> Iterator[Day]:
    for found in _EVERY.finditer(text):
        ahead = min((WEEKDAYS.index(word) - on.weekday()) % 7 for word in found["d"].replace("曜日", "").replace("曜", "") if word in WEEKDAYS)
        yield _day(found, on + timedelta(days=ahead), recurring=True)
    for found in _EVERY_DATE.finditer(text):
        number_of_day = number(found["d"]) or 0
        days = [day for ahead in range(3) if (day := make_day(*_shift(on, ahead), number_of_day)) and day >= on]
        if days:
            yield _day(found, min(days), recurring=True)
    for found in _EVERY_DAY.finditer(text):
        yield _day(found, on, strong=False, recurring=True)


def _months(text: str, on: date) -> Iterator[Day]:
    for found in _MONTH_DAY.finditer(text):
        year, month = _shift(on, _MONTHS[found["m"]])
        if found["d"]:
            if day := make_day(year, month, number(found["d"]) or 0):
                yield _day(found, day)
        else:
            yield _part(found, year, month, found["p"])
    for found in _MONTH_END.finditer(text):
        yield _part(found, on.year, on.month, found[0], strong=False)
    for found in _MONTH_ALONE.finditer(text):
        year, month = _shift(on, _MONTHS[found["m"]])
        yield _day(found, date(year, month, 1), strong=False, precision=Precision.MONTH, last=_last(year, month))
    for found in _YEAR_DAY.finditer(text):
        year, month = on.year + _YEARS[found["y"]], number(found["m"]) or 0
        day = make_day(year, month, number(found["d"] or "1") or 0)
        if day:
            yield _day(found, day, precision=Precision.DAY if found["d"] else Precision.MONTH)


def _part(found: re.Match[str], year: int, month: int, part: str, *, strong: bool = True) -> Day:
    """上旬, 末 and the like of a month."""
    last = _last(year, month)
    if part.startswith(("末", "月末")):
        return _day(found, last, strong=strong)
    if part == "月初":
        return _day(found, date(year, month, 1), strong=strong)
    first, end = {"中旬": (11, 20), "半ば": (11, 20), "下旬": (21, 31)}.get(part, (1, 10))
    return _day(found, date(year, month, first), precision=Precision.PART, last=min(last, date(year, month, min(end, last.day))))


def _distances(text: str, on: date) -> Iterator[Day]:
    for found in _AFTER.finditer(text):
        amount = (number(found["n"]) or 0) * (1 if found["s"] == "後" else -1)
        if found["u"] in ("日", "週間"):
            day: date | None = on + timedelta(days=amount * (7 if found["u"] == "週間" else 1))
        else:
            year, month = _shift(on, amount * (12 if found["u"] == "年" else 1))
            day = make_day(year, month, min(on.day, _last(year, month).day))
        if day:
            yield _day(found, day, strong=False)


def _named(text: str, on: date) -> Iterator[Day]:
    """National holidays by name, the next one that comes (国民の祝日に関する法律), and the last day of the year."""
    for found in _HOLIDAY.finditer(text):
        days = [day for year in (on.year, on.year + 1) if (day := _holiday(found[0], year)) and day >= on - timedelta(days=14)]
        if days:
            yield _day(found, days[0], strong=False)
    for found in _SEASON.finditer(text):
        year = int(found["y"]) if found["y"] else on.year + {"今": 0, "来": 1}.get(found["r"], -1)
        first, _end = _SEASONS[found["s"] or found["t"]]
        yield _day(found, date(year, first, 1), strong=bool(found["y"]), precision=Precision.SEASON)


@lru_cache(maxsize=128)
def _holiday(name: str, year: int) -> date | None:
    if name in ("大晦日", "大みそか"):
        return date(year, 12, 31)
    official = {"元旦": "元日", "建国記念日": "建国記念の日"}.get(name, name)
    return next((day for day, called in jpholiday.year_holidays(year) if called == official), None)


def nth(year: int, month: int, ordinal: int, weekday: int) -> date | None:
    """The ``ordinal``-th ``weekday`` of a month; -1 is the last."""
    if ordinal == -1:
        last = _last(year, month)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return make_day(year, month, 1 + (weekday - first.weekday()) % 7 + 7 * (ordinal - 1))


def _month_of(found: re.Match[str], on: date) -> date | None:
    if found["n"]:
        month = number(found["n"]) or 0
        if not 1 <= month <= 12:
            return None
        return date(on.year + (1 if month < on.month else 0), month, 1)
    year, month = _shift(on, _MONTHS[found["m"]])
    return date(year, month, 1)


def _shift(on: date, months: int) -> tuple[int, int]:
    index = on.year * 12 + on.month - 1 + months
    return index // 12, index % 12 + 1


def _last(year: int, month: int) -> date:
    following, first = _shift(date(year, month, 1), 1)
    return date(following, first, 1) - timedelta(days=1)


def _day(found: re.Match[str], value: date, *, strong: bool = True, precision: Precision = Precision.DAY, last: date | None = None, recurring: bool = False) -> Day:
    return Day(
        found.start(), found.end(), value.year, value.month, value.day, strong=strong, precision=precision, value=value, last=last, recurring=recurring
    )


_SCANS: Final = (_day_words, _week_words, _nth_weekdays, _rules, _months, _distances, _named)
