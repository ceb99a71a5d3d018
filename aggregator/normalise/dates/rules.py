"""Days that a rule names: 毎週水曜, 第2土曜, 毎月15日, every other Friday; and those of a range that a rule picks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Final

from aggregator.model import Precision
from aggregator.normalise.dates.day import ENGLISH_DAYS, WEEKDAYS, Day
from aggregator.normalise.dates.numbers import KANJI, SMALL, number
from aggregator.normalise.dates.vocabulary import MONTHS, ORDINALS
from aggregator.normalise.dates.years import make_day


def either(words: Iterable[str]) -> str:
    """A choice between words, the longest first, as a regular expression."""
    return "|".join(sorted(words, key=len, reverse=True))


MONTH_WORDS: Final = either(MONTHS)
FOLLOWS: Final = r"(?=[\s,、\d~)の]|$|に|から|朝|夜|午)"
_PARITY: Final = {"偶数月": 0, "奇数月": 1}
NTH: Final = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d)年\s*)?(?P<e>毎月|各月|隔月|偶数月|奇数月)?\s*の?"
    rf"(?P<m>{MONTH_WORDS}|(?P<n>{SMALL})月(?:は、?(?=第))?)?\s*の?\s*"
    rf"(?P<o>第\s?{SMALL}(?:週目?)?"
    rf"(?:(?:[{WEEKDAYS}]曜?日?)?\s?[・,、･と&/]\s?第?\s?{SMALL}(?![\d月/])(?:週目?)?){{0,4}}"
    r"|最終|(?:(?<=月)|(?<=月の)|(?<=毎月の))(?:最後の|最初の)|(?<=月)末の)\s*週?の?\s*"
    rf"(?P<d>(?!日(?!曜|[・,、]))[{WEEKDAYS}](?:\s?[・,、]\s?[{WEEKDAYS}]){{0,6}})(?:曜日?(?!会)|{FOLLOWS})"
)
"""第2土曜, 最終金; 日 alone is the day itself (研修最終日)."""
EVERY: Final = re.compile(
    r"(?:毎週|隔週|毎(?=[月火水木金土日]曜))\s*の?[(]?"
    rf"(?P<d>[{WEEKDAYS}](?:曜日?)?(?:\s?(?:[・,、/&]|と|および)?\s?[{WEEKDAYS}](?:曜日?)?){{0,6}})[)]?"
    r"(?=曜|[\s,、\d~)のに朝夜午昼]|$|開)曜?日?"
)
_WITHIN: Final = re.compile(rf"(?<!\d)(?P<n>{SMALL})月(?:中|から|より)?の?、?\s*$")
"""12月中の毎週土曜, 12月から毎週土曜: the first of them is in that month."""
_EN_DAY: Final = r"(?P<d>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?(?![a-z])"
EN_EVERY: Final = re.compile(rf"(?:every|each)\s+(?P<o>other\s+|[1-5](?:st|nd|rd|th)\s+)?{_EN_DAY}", re.IGNORECASE)
EN_NTH: Final = re.compile(
    rf"(?P<o>[1-5])(?:st|nd|rd|th)\s+{_EN_DAY}(?=\s+(?:of\s+)?(?:every|each|the)\s+month)", re.IGNORECASE
)
EVERY_DATE: Final = re.compile(
    rf"毎月\s*の?(?:(?P<d>{SMALL}日?(?:\s?(?:[・,、と]|および)\s?{SMALL}日?){{0,6}}(?<=日))(?!間)|末日?|月末)"
)
EVERY_DAY: Final = re.compile(r"毎日(?!新聞|放送|更新|の(?!朝|夜|午|\s?\d)|を|が)")
_RULE: Final = re.compile(rf"[毎隔]週?の?\s?[(]?[{WEEKDAYS}]|第\s?{SMALL}|最[終後]")
_IN_RULE: Final = re.compile(r"曜日?|毎月|隔月|週")
_MOST_SITTINGS: Final = 60
_WEEK: Final = timedelta(days=7)


def nth_weekday(found: re.Match[str], on: date) -> Iterator[Day]:
    """第2土曜: in a month that is named, or the next one that comes (then it is a rule)."""
    word = found["o"]
    ordinals = (
        [ORDINALS[word]]
        if word in ORDINALS
        else [n for one in re.findall(SMALL, word) if (n := number(one)) and n <= 5]
    )
    weekdays = [WEEKDAYS.index(one) for one in found["d"] if one in WEEKDAYS]
    first = _month_of(found, on) if found["m"] else None
    if found["m"]:
        days = [day for o in ordinals for w in weekdays if first and (day := nth(first.year, first.month, o, w))]
        yield from _side_by_side(day_from(found, day) for day in sorted(days))
        return
    coming = [
        day
        for year, month in (shift(on, ahead) for ahead in range(4))
        if month % 2 == _PARITY.get(found["e"], month % 2)
        for o in ordinals
        for w in weekdays
        if (day := nth(year, month, o, w)) and day >= on
    ]
    if coming:
        yield day_from(found, min(coming), recurring=bool(found["e"]) or len(ordinals) > 1 or len(weekdays) > 1)


def _side_by_side(days: Iterable[Day]) -> Iterator[Day]:
    """Days of the same words, of which each takes one character behind the first, so that none overlaps: 3月の第2・第4木曜."""
    several = [*days]
    for place, day in enumerate(several):
        behind = len(several) - place
        start = day.end - behind if place else day.start
        yield day._replace(start=start, end=day.end - behind + 1)


def every_week(found: re.Match[str], on: date) -> Iterator[Day]:
    """毎週水曜, 12月中の毎週土曜: the next one, today included."""
    weekdays = re.sub("曜日?", "", found["d"])
    if within := _WITHIN.search(found.string, max(0, found.start() - 8), found.start()):
        month = number(within["n"]) or 0
        first = make_day(on.year + (month < on.month), month, 1)
        on = max(on, first) if first else on
    ahead = min((WEEKDAYS.index(word) - on.weekday()) % 7 for word in weekdays if word in WEEKDAYS)
    every_other = found[0].startswith("隔")
    yield day_from(found, on + timedelta(days=ahead), recurring=True)._replace(guessed=every_other)


def english_rule(found: re.Match[str], on: date) -> Iterator[Day]:
    """Every Wednesday, 2nd Saturday of every month: the next one, today included."""
    weekday, ordinal = ENGLISH_DAYS.index(found["d"][:3].lower()), (found["o"] or "")[:1]
    days = [on + timedelta(days=(weekday - on.weekday()) % 7)]
    if ordinal.isdecimal():
        months = [shift(on, ahead) for ahead in range(3)]
        days = [day for month in months if (day := nth(*month, int(ordinal), weekday)) and day >= on]
    if days:
        yield day_from(found, min(days), recurring=True)._replace(guessed=ordinal == "o")


def every_date(found: re.Match[str], on: date) -> Iterator[Day]:
    """毎月15日, 毎月10日・20日, 毎月末: the next one, today included."""
    months = [shift(on, ahead) for ahead in range(3)]
    wanted = [number(one) or 0 for one in re.findall(SMALL, found["d"])] if found["d"] else [None]
    days = [
        day
        for month in months
        for one in wanted
        if (day := last_day(*month) if one is None else make_day(*month, one)) and day >= on
    ]
    if days:
        yield day_from(found, min(days), recurring=True)


def every_day(found: re.Match[str], on: date) -> Iterator[Day]:
    """毎日: from today on."""
    yield day_from(found, on, strong=False, recurring=True)


def nth(year: int, month: int, ordinal: int, weekday: int) -> date | None:
    """The ``ordinal``-th ``weekday`` of a month; -1 is the last."""
    if ordinal == -1:
        last = last_day(year, month)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return make_day(year, month, 1 + (weekday - first.weekday()) % 7 + 7 * (ordinal - 1))


def _month_of(found: re.Match[str], on: date) -> date | None:
    if found["n"]:
        month = number(found["n"]) or 0
        if not 1 <= month <= 12:
            return None
        year = int(found["y"]) if found["y"] else on.year + (1 if month < on.month else 0)
        return date(year, month, 1)
    year, month = shift(on, MONTHS[found["m"]])
    return date(year, month, 1)


def by_rule(words: str, first: date, last: date) -> list[date]:
    """The days from ``first`` to ``last`` that a rule names: 毎週火・木曜日, 隔週土曜, 第2・第4土曜, 最終金曜; none where it is no rule.

    At most sixty.
    """
    plain = _IN_RULE.sub("", words)
    weekdays = {WEEKDAYS.index(sign) for sign in plain if sign in WEEKDAYS}
    if _RULE.search(words) is None or not weekdays:
        return []
    nths = {number(sign) for sign in plain if sign.isdecimal() or sign in KANJI}
    kept = (
        day
        for day in (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
        if day.weekday() in weekdays
        and (not nths or (day.day - 1) // 7 + 1 in nths)
        and ("最" not in words or (day + _WEEK).month != day.month)
        and ("隔週" not in words or (day - first) // _WEEK % 2 == 0)
    )
    return list(islice(kept, _MOST_SITTINGS))


def shift(on: date, months: int) -> tuple[int, int]:
    """Year and month so many months from ``on``."""
    index = on.year * 12 + on.month - 1 + months
    return index // 12, index % 12 + 1


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    following, first = shift(date(year, month, 1), 1)
    return date(following, first, 1) - timedelta(days=1)


def day_from(
    found: re.Match[str],
    value: date,
    *,
    strong: bool = True,
    precision: Precision = Precision.DAY,
    recurring: bool = False,
) -> Day:
    """The day ``value`` that the words of ``found`` name."""
    start, end = found.span()
    return Day(start, end, value.year, value.month, value.day, None, strong, precision, value, recurring)
