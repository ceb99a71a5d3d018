"""Days that are named from where one stands: 明日, 来週の水曜, 毎月第2土曜, 月末, 3日後, 文化の日."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain, islice
from typing import Final

import jpholiday

from aggregator.model import Precision
from aggregator.normalise.dates.day import ENGLISH_DAYS, WEEKDAYS, Day
from aggregator.normalise.dates.numbers import KANJI, MOST, SMALL, Numeral, number
from aggregator.normalise.dates.rules import (
    EN_EVERY,
    EN_NTH,
    EVERY,
    EVERY_DATE,
    EVERY_DAY,
    FOLLOWS,
    MONTH_WORDS,
    NTH,
    day_from,
    either,
    english_rule,
    every_date,
    every_day,
    every_week,
    last_day,
    nth_weekday,
    shift,
)
from aggregator.normalise.dates.vocabulary import (
    CUSTOMS,
    DAYS,
    HEADS,
    HOLIDAYS,
    MONTHS,
    OLD_MONTHS,
    OTHER_NAMES,
    SEASONS,
    WEEKS,
    YEARS,
)
from aggregator.normalise.dates.years import make_day
from aggregator.normalise.needed import Needed

_YEAR_WORDS: Final = either(YEARS)
_CLOCK_NEXT: Final = rf"の?\s*[\d{KANJI}]"
_JAPANESE_WEEKS: Final = either(word for word in WEEKS if not word.isascii())
_STANDING: Final = either(word for word in DAYS if not word.startswith("翌"))
_DAY_WORD: Final = re.compile(
    (
        rf"(?P<w>(?<!日の)翌々?日|{_STANDING})(?!香|の会|々|より|から[使始]|使え|の?(?:経|日(?!曜))|が見)"
        rf"(?:の?(?:朝|昼|夕方|夜|晩)(?!{_CLOCK_NEXT}))?(?![a-z])"
    ),
    re.IGNORECASE,
)
_PART_OF_DAY: Final = re.compile(rf"(?P<w>今|明)(?:[朝夜晩](?!{_CLOCK_NEXT}|市|ドラ)|(?=[朝夜晩]{_CLOCK_NEXT}))")
_WEEK_WORD: Final = re.compile(
    (
        rf"(?<!その)(?P<w>{_JAPANESE_WEEKS})\s*の?\s*(?:[(]?(?P<d>[{WEEKDAYS}])(?:曜日?|[)](?!曜)|{FOLLOWS}))"
        r"|(?P<e>next|this)\s+(?P<f>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    ),
    re.IGNORECASE,
)
_WEEK_ALONE: Final = re.compile(r"(?P<w>来週|再来週|先週)(?!の?[月火水木金土日末]|号|以)")
_WEEKEND: Final = re.compile(
    r"(?:(?P<w>先々週|先週|今週|来週|再来週|さ来週|今|来|先|毎)?の?)週末(?:の?(?P<d>[土日])曜日?)?"
    r"(?!に活|に開|を|が|は)"
)
_WEEKDAY_ALONE: Final = re.compile(
    r"(?<!曜から)(?<!曜日から)(?<!曜より)(?<![毎週隔第\d・,、/今来次回年月〜~火水木金土日])"
    rf"(?P<d>[{WEEKDAYS}])曜日?"
    r"(?=の?(?:朝|昼|夕|夜|晩)?(?:の?\s*\d(?!\d?\s?[/月.日])|\s*午|\s*[aApP][mM]\s?\d|\s*$)"
    r"|の(?:朝|夜|晩|夕方|午[前後]|早朝)"
    r"(?:って|なんだけど|、?(?:空い|あい|どう|ひま|暇|時間[あ取]|誰か|一緒)"
    r"|[、に][^\n。]{0,24}(?:ませんか|ましょう|ない[?？])))"
)
_DIGIT: Final = re.compile(r"\d")
_REACH: Final = 200
_MONTH_DAY: Final = re.compile(
    rf"(?P<m>{MONTH_WORDS})\s*[のは]?\s*(?:(?P<d>{SMALL})日(?!間)|(?P<p>末日?|月末|初め|頭|上旬|初旬|中旬|半ば|下旬))"
)
_OLD_MONTH_DAY: Final = re.compile(rf"(?P<m>{either(OLD_MONTHS)})の?(?P<d>{SMALL})日(?!間)")
_MONTH_EDGE: Final = re.compile(
    r"(?<![\d一二三四五六七八九十今来先毎々\s])月末(?!まで有効)|(?<![\d一二三四五六七八九十今来先毎々])月初(?!め|旬)"
)
_MONTH_ALONE: Final = re.compile(rf"(?P<m>{MONTH_WORDS})(?!号|の|分|末|開催分)")
_AFTER: Final = re.compile(
    r"(?<!日の)(?<!開催の)(?<!開催)(?<!イベントの)(?<!約)(?<!およそ)"
    rf"(?:(?P<n>{SMALL})\s*(?P<u>日|週間|か月|ヶ月|カ月|ヵ月|ケ月|箇月|年)|(?P<half>半年))(?P<s>後|前)"
    rf"(?!半|の\d{{1,2}}日|後|に(?!開|実施|予定|迫|行い|行わ|おこな|集|あり|ある|会)|まで|から|以|の[自キ]|は|も)"
    rf"(?:の(?P<d>[{WEEKDAYS}])(?:曜日?|{FOLLOWS}))?"
)
_YEAR_DAY: Final = re.compile(
    rf"(?P<y>{_YEAR_WORDS})\s*の?\s*(?P<m>{SMALL})月\s*"
    rf"(?:(?P<d>{SMALL})日|(?P<p>末日?|初め|頭|上旬|初旬|中旬|半ば|下旬))?"
)
_NAMED: Final = re.compile(
    rf"(?:(?P<y>(?:19|20)\d\d|{_YEAR_WORDS})年?の?)?"
    rf"(?:(?P<h>(?!(?<=[一-鿿])(?<![日祝年休月曜])[山海]の日)(?:{either(HOLIDAYS)}))(?![常本焼差々出])"
    rf"|(?P<c>{either(CUSTOMS)})"
    r"(?=$|[\s,、(\d]|の?[\d朝夜晩夕午]|は\s?\d|に|の(?:前の?|次の|翌)日|当日|の日[にはの]))"
)
_SEASON: Final = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d)年\s*の?|(?P<r>今|来|昨|去)年?の?)(?P<s>[春夏秋冬])(?!分)(?=$|\s|[ごに頃、,)開])"
)


def scan_relative(text: str, on: date, found: Sequence[Numeral]) -> list[Day]:
    """The days that the folded ``text`` names relative to ``on``; overlaps are resolved by the caller.

    Only at a character with which one of the forms begins are the forms of that character tried.
    """
    days: list[Day] = []
    english = _ENGLISH.finditer(text) if _NEEDED(text) else ()
    japanese = (
        begin
        for begin in _BEGIN.finditer(text)
        if begin[0] == "第" or text[begin.start() : begin.start() + 2] in _PAIRS
    )
    for begin in chain(islice(japanese, MOST), islice(english, MOST)):
        for form, read in _BY_CHARACTER[begin[0].lower()]:
            if match := form.match(text, begin.start()):
                days.extend(read(match, on))
    for start, follower in found:
        for form, read in _BY_FOLLOWER.get(follower, ()):
            if match := form.match(text, start):
                days.extend(read(match, on))
    return days


def _day_word(found: re.Match[str], on: date) -> Iterator[Day]:
    if found["w"].startswith("翌") and _DIGIT.search(found.string, max(0, found.start() - _REACH), found.end() + 1):
        return  # 雨天時は翌日: the day after the one that the text gives
    yield day_from(found, on + timedelta(days=DAYS[found["w"].lower()]), strong=False)


def _part_of_day(found: re.Match[str], on: date) -> Iterator[Day]:
    yield day_from(found, on + timedelta(days=found["w"] == "明"), strong=False)


def _week_word(found: re.Match[str], on: date) -> Iterator[Day]:
    word = (found["w"] or found["e"]).lower()
    weekday = WEEKDAYS.index(found["d"]) if found["d"] else ENGLISH_DAYS.index(found["f"][:3].lower())
    weeks = 1 if word == "next" else WEEKS[word]
    if weeks is not None:
        yield day_from(found, _monday(on, weeks) + timedelta(days=weekday))
    else:
        ahead = (weekday - on.weekday()) % 7
        yield day_from(found, on + timedelta(days=ahead if word == "this" else ahead or 7))


def _week_alone(found: re.Match[str], on: date) -> Iterator[Day]:
    yield day_from(found, _monday(on, WEEKS[found["w"]] or 0), strong=False, precision=Precision.PART)


def _weekend(found: re.Match[str], on: date) -> Iterator[Day]:
    word = found["w"] if found["w"] not in (None, "毎") else "今週"
    saturday = _monday(on, WEEKS[word if word.endswith("週") else f"{word}週"] or 0) + timedelta(days=5)
    rule = found["w"] == "毎"
    if found["d"] and not rule:
        yield day_from(found, saturday + timedelta(days="土日".index(found["d"])))
        return
    yield day_from(found, saturday, strong=rule, precision=Precision.DAY if rule else Precision.PART, recurring=rule)


def _weekday_alone(found: re.Match[str], on: date) -> Iterator[Day]:
    """土曜 by itself: the next one, today included."""
    ahead = (WEEKDAYS.index(found["d"]) - on.weekday()) % 7
    yield day_from(found, on + timedelta(days=ahead), strong=False)._replace(guessed=True)


def _month_day(found: re.Match[str], on: date) -> Iterator[Day]:
    year, month = shift(on, MONTHS[found["m"]])
    if found["p"]:
        yield _part(found, year, month, found["p"])
    elif day := make_day(year, month, number(found["d"]) or 0):
        yield day_from(found, day)


def _old_month_day(found: re.Match[str], _: date) -> Iterator[Day]:
    """師走の12日: a day without its year."""
    month, day = OLD_MONTHS[found["m"]], number(found["d"]) or 0
    if make_day(2024, month, day):
        yield Day(*found.span(), None, month, day)


def _month_edge(found: re.Match[str], on: date) -> Iterator[Day]:
    """月末: the last day of this month. 月初: the first day of a month that comes."""
    if found[0] == "月末":
        yield day_from(found, last_day(on.year, on.month), strong=False)
    else:
        yield day_from(found, on if on.day == 1 else date(*shift(on, 1), 1), strong=False)


def _month_alone(found: re.Match[str], on: date) -> Iterator[Day]:
    yield day_from(found, date(*shift(on, MONTHS[found["m"]]), 1), strong=False, precision=Precision.MONTH)


def _year_day(found: re.Match[str], on: date) -> Iterator[Day]:
    year, month = on.year + YEARS[found["y"]], number(found["m"]) or 0
    day = make_day(year, month, number(found["d"] or "1") or 0)
    if day and found["p"]:
        yield _part(found, year, month, found["p"])
    elif day:
        yield day_from(found, day, precision=Precision.DAY if found["d"] else Precision.MONTH)


def _year_of(word: str, on: date) -> int:
    return on.year + YEARS[word] if word in YEARS else int(word[:4])


def _part(found: re.Match[str], year: int, month: int, part: str) -> Day:
    """上旬, 末 and the like of a month."""
    if part.startswith(("末", "月末")):
        return day_from(found, last_day(year, month))
    first = {"中旬": 11, "半ば": 11, "下旬": 21}.get(part, 1)
    return day_from(found, date(year, month, first), precision=Precision.PART)


def _distance(found: re.Match[str], on: date) -> Iterator[Day]:
    sign = 1 if found["s"] == "後" else -1
    amount, unit = (6, "か月") if found["half"] else (number(found["n"]) or 0, found["u"])
    day: date | None
    if unit == "週間" and found["d"]:
        day = _monday(on, sign * amount) + timedelta(days=WEEKDAYS.index(found["d"]))
    elif unit in ("日", "週間"):
        day = on + timedelta(days=sign * amount * (7 if unit == "週間" else 1))
    else:
        year, month = shift(on, sign * amount * (12 if unit == "年" else 1))
        day = make_day(year, month, min(on.day, last_day(year, month).day))
    if day:
        yield day_from(found, day, strong=False)


def _named_day(found: re.Match[str], on: date) -> Iterator[Day]:
    """National holidays by name (国民の祝日に関する法律) and customary days, the next one that comes."""
    years = (_year_of(found["y"], on),) if found["y"] else (on.year, on.year + 1)
    for year in years:
        day = _holiday(found["h"], year) if found["h"] else make_day(year, *CUSTOMS[found["c"]])
        if day and (found["y"] or day >= on - timedelta(days=14)):
            yield day_from(found, day, strong=False)
            return


def _season(found: re.Match[str], on: date) -> Iterator[Day]:
    year = int(found["y"]) if found["y"] else on.year + {"今": 0, "来": 1}.get(found["r"], -1)
    yield day_from(found, date(year, SEASONS[found["s"]], 1), strong=bool(found["y"]), precision=Precision.SEASON)


def _holiday(name: str, year: int) -> date | None:
    return _holidays_of(year).get(OTHER_NAMES.get(name, name))


@lru_cache(maxsize=64)
def _holidays_of(year: int) -> dict[str, date]:
    """The holidays of a year by name; kept, as working them out takes a tenth of a second."""
    return {called: day for day, called in reversed(jpholiday.year_holidays(year))}


def _monday(on: date, weeks: int) -> date:
    return on + timedelta(days=7 * weeks - on.weekday())


_Reader = Callable[[re.Match[str], date], Iterator[Day]]
_BY_WORD: Final[tuple[tuple[str, re.Pattern[str], _Reader], ...]] = (
    ("一おき昨本今明あし翌さtT", _DAY_WORD, _day_word),
    ("今明", _PART_OF_DAY, _part_of_day),
    ("先今来翌再さ次こntNT", _WEEK_WORD, _week_word),
    ("来再先", _WEEK_ALONE, _week_alone),
    ("先今来再さ週毎", _WEEKEND, _weekend),
    (WEEKDAYS, _WEEKDAY_ALONE, _weekday_alone),
    ("毎各隔偶奇先今来翌再さ当第最", NTH, nth_weekday),
    ("毎隔", EVERY, every_week),
    ("eE", EN_EVERY, english_rule),
    ("毎", EVERY_DATE, every_date),
    ("毎", EVERY_DAY, every_day),
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


_PAIRS: Final = frozenset(word[:2] for word in HEADS)
_BEGIN: Final = re.compile(
    f"[{''.join(sorted({'第', *(pair[0] for pair in _PAIRS)}))}](?:(?<=第)|(?=[{''.join(sorted({pair[1] for pair in _PAIRS}))}]))"
)
"""A character with which one of ``_PAIRS`` begins before one with which one ends; 第 wherever it stands."""
_ENGLISH: Final = re.compile(
    "[tTnNeE](?:(?<=[tT])(?=[oOhH])|(?<=[nN])(?=[eE][xX])|(?<=[eE])(?=[vVaA]))(?<![A-Za-z][A-Za-z])"
)
_NEEDED: Final = Needed({"english": ("today", "tonight", "tomorrow", "next", "this", "every", "each")})
"""With one of these begins every form that begins where ``_ENGLISH`` looks."""
_BY_FOLLOWER: Final[dict[str, tuple[tuple[re.Pattern[str], _Reader], ...]]] = {
    "日": ((_AFTER, _distance),),
    "週": ((_AFTER, _distance),),
    **dict.fromkeys("かヶカヵケ箇", ((_AFTER, _distance),)),
    "年": (
        (_AFTER, _distance),
        (NTH, nth_weekday),
        (_SEASON, _season),
        (_NAMED, _named_day),
    ),
    "月": ((NTH, nth_weekday),),
    **dict.fromkeys("snrt", ((EN_NTH, english_rule),)),
}
"""The forms that begin with a number, by the character that follows it."""
