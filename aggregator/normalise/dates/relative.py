"""Days that are named from where one stands: 明日, 来週の水曜, 毎月第2土曜, 月末, 3日後, 文化の日."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain, islice
from typing import Final

import jpholiday

from aggregator.model import Precision
from aggregator.normalise.dates.days import ENGLISH_DAYS, WEEKDAYS, Day
from aggregator.normalise.dates.numbers import KANJI, MOST, SMALL, Numeral, number
from aggregator.normalise.dates.vocabulary import (
    CUSTOMS,
    DAYS,
    HEADS,
    HOLIDAYS,
    MONTHS,
    OLD_MONTHS,
    ORDINALS,
    OTHER_NAMES,
    SEASONS,
    WEEKS,
    YEARS,
)
from aggregator.normalise.dates.years import make_day


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_PARITY: Final = {"偶数月": 0, "奇数月": 1}
_MONTH_WORDS: Final = _either(MONTHS)
_YEAR_WORDS: Final = _either(YEARS)
_CLOCK_NEXT: Final = rf"の?\s*[\d{KANJI}]"
_JAPANESE_WEEKS: Final = _either(word for word in WEEKS if not word.isascii())
_FOLLOWS: Final = r"(?=[\s,、\d~)の]|$|に|から|朝|夜|午)"
_STANDING: Final = _either(word for word in DAYS if not word.startswith("翌"))
_DAY_WORD: Final = re.compile(
    rf"(?P<w>(?<!日の)翌々?日|{_STANDING})(?!香|の会|々|より|から[使始]|使え|の?[経日]|が見)(?:の?(?:朝|昼|夕方|夜|晩)(?!{_CLOCK_NEXT}))?(?![a-z])",
    re.IGNORECASE,
)
_PART_OF_DAY: Final = re.compile(rf"(?P<w>今|明)(?:[朝夜晩](?!{_CLOCK_NEXT}|市|ドラ)|(?=[朝夜晩]{_CLOCK_NEXT}))")
_WEEK_WORD: Final = re.compile(
    rf"(?P<w>{_JAPANESE_WEEKS})\s*の?\s*(?:[(]?(?P<d>[{WEEKDAYS}])(?:曜日?|[)](?!曜)|{_FOLLOWS}))|(?P<e>next|this)\s+(?P<f>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b",
    re.IGNORECASE,
)
_WEEK_ALONE: Final = re.compile(r"(?P<w>来週|再来週|先週)(?!の?[月火水木金土日末]|号|以)")
_WEEKEND: Final = re.compile(
    r"(?:(?P<w>先々週|先週|今週|来週|再来週|さ来週|今|来|先|毎)?の?)週末(?!に活|に開|を|が|は)"
)
_WEEKDAY_ALONE: Final = re.compile(
    rf"(?<![毎週隔第\d・,、/今来次回年月〜~火水木金土日])(?P<d>[{WEEKDAYS}])曜日?(?=の?(?:朝|昼|夕|夜|晩)?(?:の?\s*\d(?!\d?\s?[/月.日])|\s*午|\s*[aApP][mM]\s?\d|\s*$))"
)
_NTH: Final = re.compile(
    rf"(?:(?P<y>(?:19|20)\d\d)年\s*)?(?P<e>毎月|各月|隔月|偶数月|奇数月)?\s*の?(?P<m>{_MONTH_WORDS}|(?P<n>{SMALL})月)?\s*の?\s*"
    rf"(?P<o>第\s?{SMALL}(?:週目?)?(?:(?:[{WEEKDAYS}]曜?日?)?\s?[・,、･と&/]\s?第?\s?{SMALL}(?![\d月/])(?:週目?)?){{0,4}}|最終|最後の|最初の|(?<=月)末の)\s*週?の?\s*(?P<d>(?!日(?!曜|[・,、]))[{WEEKDAYS}](?:\s?[・,、]\s?[{WEEKDAYS}]){{0,6}})(?:曜日?(?!会)|{_FOLLOWS})"
)
"""第2土曜, 最終金; 日 alone is the day itself (研修最終日)."""
_EVERY: Final = re.compile(
    rf"(?:毎週|隔週|毎(?=[月火水木金土日]曜))\s*の?[(]?(?P<d>[{WEEKDAYS}](?:曜日?)?(?:\s?(?:[・,、/&]|と|および)?\s?[{WEEKDAYS}](?:曜日?)?){{0,6}})[)]?(?=曜|[\s,、\d~)のに朝夜午昼]|$|開)曜?日?"
)
_WITHIN: Final = re.compile(rf"(?<!\d)(?P<n>{SMALL})月(?:中|から|より)?の?、?\s*$")
"""12月中の毎週土曜, 12月から毎週土曜: the first of them is in that month."""
_EN_DAY: Final = r"(?P<d>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?(?![a-z])"
_EN_EVERY: Final = re.compile(rf"(?:every|each)\s+(?P<o>other\s+|[1-5](?:st|nd|rd|th)\s+)?{_EN_DAY}", re.IGNORECASE)
_EN_NTH: Final = re.compile(
    rf"(?P<o>[1-5])(?:st|nd|rd|th)\s+{_EN_DAY}(?=\s+(?:of\s+)?(?:every|each|the)\s+month)", re.IGNORECASE
)
_EVERY_DATE: Final = re.compile(
    rf"毎月\s*の?(?:(?P<d>{SMALL}日?(?:\s?(?:[・,、と]|および)\s?{SMALL}日?){{0,6}}(?<=日))(?!間)|末日?|月末)"
)
_DIGIT: Final = re.compile(r"\d")
_REACH: Final = 200
_EVERY_DAY: Final = re.compile(r"毎日(?!新聞|放送|更新|の(?!朝|夜|午|\s?\d)|を|が)")
_MONTH_DAY: Final = re.compile(
    rf"(?P<m>{_MONTH_WORDS})\s*[のは]?\s*(?:(?P<d>{SMALL})日(?!間)|(?P<p>末日?|月末|初め|頭|上旬|初旬|中旬|半ば|下旬))"
)
_OLD_MONTH_DAY: Final = re.compile(rf"(?P<m>{_either(OLD_MONTHS)})の?(?P<d>{SMALL})日(?!間)")
_MONTH_EDGE: Final = re.compile(
    r"(?<![\d一二三四五六七八九十今来先毎々\s])月末(?!まで有効)|(?<![\d一二三四五六七八九十今来先毎々])月初(?!め|旬)"
)
_MONTH_ALONE: Final = re.compile(rf"(?P<m>{_MONTH_WORDS})(?!号|の|分|末|開催分)")
_AFTER: Final = re.compile(
    rf"(?<!日の)(?<!開催の)(?<!開催)(?<!イベントの)(?<!約)(?<!およそ)(?:(?P<n>{SMALL})\s*(?P<u>日|週間|か月|ヶ月|カ月|ヵ月|ケ月|箇月|年)|(?P<half>半年))(?P<s>後|前)(?!半|後|に(?!開|実施|予定|迫|行い|行わ|おこな|集|あり|ある|会)|まで|から|以|の[自キ]|は|も)"
    rf"(?:の(?P<d>[{WEEKDAYS}])(?:曜日?|{_FOLLOWS}))?"
)
_YEAR_DAY: Final = re.compile(
    rf"(?P<y>{_YEAR_WORDS})\s*の?\s*(?P<m>{SMALL})月\s*(?:(?P<d>{SMALL})日|(?P<p>末日?|初め|頭|上旬|初旬|中旬|半ば|下旬))?"
)
_NAMED: Final = re.compile(
    rf"(?:(?P<y>(?:19|20)\d\d|{_YEAR_WORDS})年?の?)?(?:(?P<h>{_either(HOLIDAYS)})(?![常本焼差々出])|(?P<c>{_either(CUSTOMS)})(?=$|[\s,、(\d]|の?[\d朝夜晩夕午]|は\s?\d|に|当日|の日[にはの]))"
)
_SEASON: Final = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d)年\s*の?|(?P<r>今|来|昨|去)年?の?)(?P<s>[春夏秋冬])(?!分)(?=$|\s|[ごに頃、,)開])"
)


def scan_relative(text: str, on: date, found: Sequence[Numeral]) -> list[Day]:
    """The days that the folded ``text`` names relative to ``on``; overlaps are resolved by the caller.

    Only at a character with which one of the forms begins are the forms of that character tried.
    """
    days: list[Day] = []
    for begin in chain(islice(_BEGIN.finditer(text), MOST), islice(_ENGLISH.finditer(text), MOST)):
        for form, read in _BY_CHARACTER[begin[0].lower()]:
            if match := form.match(text, begin.start()):
                days.extend(read(match, on))
    for numeral in found:
        for form, read in _BY_FOLLOWER.get(numeral.follower, ()):
            if match := form.match(text, numeral.start):
                days.extend(read(match, on))
    return days


def _day_word(found: re.Match[str], on: date) -> Iterator[Day]:
    if found["w"].startswith("翌") and _DIGIT.search(found.string, max(0, found.start() - _REACH), found.end() + 1):
        return  # 雨天時は翌日: the day after the one that the text gives
    yield _day(found, on + timedelta(days=DAYS[found["w"].lower()]), strong=False)


def _part_of_day(found: re.Match[str], on: date) -> Iterator[Day]:
    yield _day(found, on + timedelta(days=found["w"] == "明"), strong=False)


def _week_word(found: re.Match[str], on: date) -> Iterator[Day]:
    word = (found["w"] or found["e"]).lower()
    weekday = WEEKDAYS.index(found["d"]) if found["d"] else ENGLISH_DAYS.index(found["f"][:3].lower())
    weeks = 1 if word == "next" else WEEKS[word]
    if weeks is not None:
        yield _day(found, _monday(on, weeks) + timedelta(days=weekday))
    else:
        ahead = (weekday - on.weekday()) % 7
        yield _day(found, on + timedelta(days=ahead if word == "this" else ahead or 7))


def _week_alone(found: re.Match[str], on: date) -> Iterator[Day]:
    yield _day(found, _monday(on, WEEKS[found["w"]] or 0), strong=False, precision=Precision.PART)


def _weekend(found: re.Match[str], on: date) -> Iterator[Day]:
    word = found["w"] if found["w"] not in (None, "毎") else "今週"
    saturday = _monday(on, WEEKS[word if word.endswith("週") else f"{word}週"] or 0) + timedelta(days=5)
    rule = found["w"] == "毎"
    yield _day(found, saturday, strong=rule, precision=Precision.DAY if rule else Precision.PART, recurring=rule)


def _weekday_alone(found: re.Match[str], on: date) -> Iterator[Day]:
    """土曜 by itself: the next one, today included."""
    ahead = (WEEKDAYS.index(found["d"]) - on.weekday()) % 7
    yield _day(found, on + timedelta(days=ahead), strong=False)._replace(guessed=True)


def _nth_weekday(found: re.Match[str], on: date) -> Iterator[Day]:
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
        for day in sorted(days):
            yield _day(found, day)
        return
    coming = [
        day
        for year, month in (_shift(on, ahead) for ahead in range(4))
        if month % 2 == _PARITY.get(found["e"], month % 2)
        for o in ordinals
        for w in weekdays
        if (day := nth(year, month, o, w)) and day >= on
    ]
    if coming:
        yield _day(found, min(coming), recurring=bool(found["e"]) or len(ordinals) > 1 or len(weekdays) > 1)


def _every_week(found: re.Match[str], on: date) -> Iterator[Day]:
    weekdays = re.sub("曜日?", "", found["d"])
    if within := _WITHIN.search(found.string, max(0, found.start() - 8), found.start()):
        month = number(within["n"]) or 0
        first = make_day(on.year + (month < on.month), month, 1)
        on = max(on, first) if first else on
    ahead = min((WEEKDAYS.index(word) - on.weekday()) % 7 for word in weekdays if word in WEEKDAYS)
    every_other = found[0].startswith("隔")
    yield _day(found, on + timedelta(days=ahead), recurring=True)._replace(guessed=every_other)


def _english_rule(found: re.Match[str], on: date) -> Iterator[Day]:
    """Every Wednesday, 2nd Saturday of every month: the next one, today included."""
    weekday, ordinal = ENGLISH_DAYS.index(found["d"][:3].lower()), (found["o"] or "")[:1]
    days = [on + timedelta(days=(weekday - on.weekday()) % 7)]
    if ordinal.isdecimal():
        months = [_shift(on, ahead) for ahead in range(3)]
        days = [day for month in months if (day := nth(*month, int(ordinal), weekday)) and day >= on]
    if days:
        yield _day(found, min(days), recurring=True)._replace(guessed=ordinal == "o")


def _every_date(found: re.Match[str], on: date) -> Iterator[Day]:
    months = [_shift(on, ahead) for ahead in range(3)]
    wanted = [number(one) or 0 for one in re.findall(SMALL, found["d"])] if found["d"] else [None]
    days = [
        day
        for month in months
        for one in wanted
        if (day := _last(*month) if one is None else make_day(*month, one)) and day >= on
    ]
    if days:
        yield _day(found, min(days), recurring=True)


def _every_day(found: re.Match[str], on: date) -> Iterator[Day]:
    yield _day(found, on, strong=False, recurring=True)


def _month_day(found: re.Match[str], on: date) -> Iterator[Day]:
    year, month = _shift(on, MONTHS[found["m"]])
    if found["p"]:
        yield _part(found, year, month, found["p"])
    elif day := make_day(year, month, number(found["d"]) or 0):
        yield _day(found, day)


def _old_month_day(found: re.Match[str], _: date) -> Iterator[Day]:
    """師走の12日: a day without its year."""
    month, day = OLD_MONTHS[found["m"]], number(found["d"]) or 0
    if make_day(2024, month, day):
        yield Day(*found.span(), None, month, day)


def _month_edge(found: re.Match[str], on: date) -> Iterator[Day]:
    """月末: the last day of this month. 月初: the first day of a month that comes."""
    if found[0] == "月末":
        yield _day(found, _last(on.year, on.month), strong=False)
    else:
        yield _day(found, on if on.day == 1 else date(*_shift(on, 1), 1), strong=False)


def _month_alone(found: re.Match[str], on: date) -> Iterator[Day]:
    yield _day(found, date(*_shift(on, MONTHS[found["m"]]), 1), strong=False, precision=Precision.MONTH)


def _year_day(found: re.Match[str], on: date) -> Iterator[Day]:
    year, month = on.year + YEARS[found["y"]], number(found["m"]) or 0
    day = make_day(year, month, number(found["d"] or "1") or 0)
    if day and found["p"]:
        yield _part(found, year, month, found["p"])
    elif day:
        yield _day(found, day, precision=Precision.DAY if found["d"] else Precision.MONTH)


def _year_of(word: str, on: date) -> int:
    return on.year + YEARS[word] if word in YEARS else int(word[:4])


def _part(found: re.Match[str], year: int, month: int, part: str) -> Day:
    """上旬, 末 and the like of a month."""
    if part.startswith(("末", "月末")):
        return _day(found, _last(year, month))
    first = {"中旬": 11, "半ば": 11, "下旬": 21}.get(part, 1)
    return _day(found, date(year, month, first), precision=Precision.PART)


def _distance(found: re.Match[str], on: date) -> Iterator[Day]:
    sign = 1 if found["s"] == "後" else -1
    amount, unit = (6, "か月") if found["half"] else (number(found["n"]) or 0, found["u"])
    day: date | None
    if unit == "週間" and found["d"]:
        day = _monday(on, sign * amount) + timedelta(days=WEEKDAYS.index(found["d"]))
    elif unit in ("日", "週間"):
        day = on + timedelta(days=sign * amount * (7 if unit == "週間" else 1))
    else:
        year, month = _shift(on, sign * amount * (12 if unit == "年" else 1))
        day = make_day(year, month, min(on.day, _last(year, month).day))
    if day:
        yield _day(found, day, strong=False)


def _named_day(found: re.Match[str], on: date) -> Iterator[Day]:
    """National holidays by name (国民の祝日に関する法律) and customary days, the next one that comes."""
    years = (_year_of(found["y"], on),) if found["y"] else (on.year, on.year + 1)
    for year in years:
        day = _holiday(found["h"], year) if found["h"] else make_day(year, *CUSTOMS[found["c"]])
        if day and (found["y"] or day >= on - timedelta(days=14)):
            yield _day(found, day, strong=False)
            return


def _season(found: re.Match[str], on: date) -> Iterator[Day]:
    year = int(found["y"]) if found["y"] else on.year + {"今": 0, "来": 1}.get(found["r"], -1)
    yield _day(found, date(year, SEASONS[found["s"]], 1), strong=bool(found["y"]), precision=Precision.SEASON)


def _holiday(name: str, year: int) -> date | None:
    return _holidays_of(year).get(OTHER_NAMES.get(name, name))


@lru_cache(maxsize=64)
def _holidays_of(year: int) -> dict[str, date]:
    """The holidays of a year by name; kept, as working them out takes a tenth of a second."""
    return {called: day for day, called in reversed(jpholiday.year_holidays(year))}


def _monday(on: date, weeks: int) -> date:
    return on + timedelta(days=7 * weeks - on.weekday())


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
        year = int(found["y"]) if found["y"] else on.year + (1 if month < on.month else 0)
        return date(year, month, 1)
    year, month = _shift(on, MONTHS[found["m"]])
    return date(year, month, 1)


def _shift(on: date, months: int) -> tuple[int, int]:
    index = on.year * 12 + on.month - 1 + months
    return index // 12, index % 12 + 1


def _last(year: int, month: int) -> date:
    following, first = _shift(date(year, month, 1), 1)
    return date(following, first, 1) - timedelta(days=1)


def _day(
    found: re.Match[str],
    value: date,
    *,
    strong: bool = True,
    precision: Precision = Precision.DAY,
    recurring: bool = False,
) -> Day:
    start, end = found.span()
    return Day(start, end, value.year, value.month, value.day, None, strong, precision, value, recurring)


_Reader = Callable[[re.Match[str], date], Iterator[Day]]
_BY_WORD: Final[tuple[tuple[str, re.Pattern[str], _Reader], ...]] = (
    ("一おき昨本今明あし翌さtT", _DAY_WORD, _day_word),
    ("今明", _PART_OF_DAY, _part_of_day),
    ("先今来翌再さ次こntNT", _WEEK_WORD, _week_word),
    ("来再先", _WEEK_ALONE, _week_alone),
    ("先今来再さ週毎", _WEEKEND, _weekend),
    (WEEKDAYS, _WEEKDAY_ALONE, _weekday_alone),
    ("毎各隔偶奇先今来翌再さ当第最", _NTH, _nth_weekday),
    ("毎隔", _EVERY, _every_week),
    ("eE", _EN_EVERY, _english_rule),
    ("毎", _EVERY_DATE, _every_date),
    ("毎", _EVERY_DAY, _every_day),
    ("先今来翌再さ当本", _MONTH_DAY, _month_day),
    ("睦如弥卯皐水文葉長神霜師", _OLD_MONTH_DAY, _old_month_day),
    ("月", _MONTH_EDGE, _month_edge),
    ("先今来翌再さ当本", _MONTH_ALONE, _month_alone),
    ("半", _AFTER, _distance),
    ("一昨去今本来翌再", _YEAR_DAY, _year_day),
    ("".join({name[0] for name in (*HOLIDAYS, *CUSTOMS, *YEARS)}), _NAMED, _named_day),
    ("今来昨去", _SEASON, _season),
)
"""The characters with which a form begins, the form, and its reader."""
_BY_CHARACTER: Final = {
    character: tuple((form, read) for characters, form, read in _BY_WORD if character in characters)
    for character in {one.lower() for characters, _, _ in _BY_WORD for one in characters}
}


def _begin(words: Iterable[str]) -> re.Pattern[str]:
    """The first character of any of ``words`` where the second follows; 第 wherever it stands."""
    seconds: dict[str, set[str]] = {}
    for word in words:
        seconds.setdefault(word[0], set()).add(word[1])
    return re.compile("|".join(f"{first}(?=[{''.join(sorted(seconds[first]))}])" for first in sorted(seconds)) + "|第")


_BEGIN: Final = _begin(HEADS)
_ENGLISH: Final = re.compile(
    "[tTnNeE](?:(?<=[tT])(?=[oOhH])|(?<=[nN])(?=[eE][xX])|(?<=[eE])(?=[vVaA]))(?<![A-Za-z][A-Za-z])"
)
_BY_FOLLOWER: Final[dict[str, tuple[tuple[re.Pattern[str], _Reader], ...]]] = {
    "日": ((_AFTER, _distance),),
    "週": ((_AFTER, _distance),),
    **dict.fromkeys("かヶカヵケ箇", ((_AFTER, _distance),)),
    "年": (
        (_AFTER, _distance),
        (_NTH, _nth_weekday),
        (_SEASON, _season),
        (_NAMED, _named_day),
    ),
    "月": ((_NTH, _nth_weekday),),
    **dict.fromkeys("snrt", ((_EN_NTH, _english_rule),)),
}
"""The forms that begin with a number, by the character that follows it."""


_RULE: Final = re.compile(rf"[毎隔]週?の?\s?[(]?[{WEEKDAYS}]|第\s?{SMALL}|最[終後]")
_IN_RULE: Final = re.compile(r"曜日?|毎月|隔月|週")
_MOST_SITTINGS: Final = 60
_WEEK: Final = timedelta(days=7)


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
