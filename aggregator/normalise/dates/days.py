"""Find the days that a text names. Each form is one small pattern; the longest reading at a place wins."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from aggregator.model import Precision
from aggregator.normalise.dates.day import ENGLISH_DAYS, WEEKDAYS, Day
from aggregator.normalise.dates.numbers import KANJI, SMALL, Numeral, number
from aggregator.normalise.dates.years import make_day, western
from aggregator.normalise.needed import Needed

_YEAR: Final = (
    rf"(?P<y>(?<!\d)(?:19|20)\d\d|[{KANJI}]{{4}}|二千[{KANJI}]{{1,3}})\s*年\s*(?:[（(][^）)\n]{{1,12}}[）)]\s*)?"
)
_ERA: Final = (
    r"(?P<era>令和|平成|昭和|大正|明治|(?<![命指法辞政])[令平昭](?=\s?\d)|(?<![A-Za-z_])[RHSrhs])\s*\.?\s*"
    rf"(?P<ey>元|\d{{1,2}}|[{KANJI}]{{1,3}})"
)
_ERA_MARK: Final = re.compile(
    r"[令平昭大明RHSrhs]"
    rf"(?:(?<=[令昭])和|(?<=平)成|(?<=大)正|(?<=明)治|(?<=[令平昭])\s?\d|(?<=[RHSrhs])\s?\.?\s?[\d{KANJI}])"
)
_OTHER_THINGS: Final = (
    r"日目|名|人|回|枚|頁|ページ|p\b|点|倍|サイズ|インチ|本|年度|席|個|部|問|章|話|組|戦|勝|畳|帖|mm|cm|%|inch"
    r"|[VvWw](?![a-z])|k?g\b|ml|GB|ターン|拍|票|杯|の確率"
)
_PARTS_OF_MONTH: Final = r"の?(?P<part>前半|後半|上旬|初旬|中旬|下旬|末日?|初め|はじめ|頭|半ば)"
_COUNTED: Final = "(?<=(?<![・と~日)\\d])(?<![日)\\d][・、,])[二三四五六七2-7]日)とも(?!う)|間|目|前|後|遅|以内|分|常|本|程|記|曜|中|数|額|給|連続|限定|以上|ごと|おき|時点|付|々|[局署駅店館園校隊社市町村]長|郵便局長|警察|消防|税務|市|町|酔|坊|一善|出|差|\\d{1,2}\\s?(?:h|時間)|帰り|体験|集中|払|で(?!す|[^\n。、\\d]{0,8}締)|完結|コース|プラン|チャレンジ|ずつ|のみ|だけ|券|単位|制|あたり|乗車|\\d回|[一二三四五]回|[1-3一二三]食|がかり|じゅう"


def _compiled(*patterns: tuple[str, bool]) -> tuple[tuple[re.Pattern[str], bool], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), strong) for pattern, strong in patterns)


_ERA_FORMS: Final = _compiled(
    (rf"{_ERA}\s*年\s*(?:[（(]\s*(?:19|20)\d\d\s*年?\s*[）)]\s*)?(?P<m>{SMALL})\s*月\s*(?P<d>{SMALL})\s*日?", True),
    (rf"{_ERA}\s*[./\-]\s*(?P<m>\d{{1,2}})\s*[./\-]\s*(?P<d>\d{{1,2}})(?!\d)", True),
)
_SHORT_YEAR: Final = (
    r"(?<![\d/])(?<!(?<!\.)\.)(?P<yy>[2-4]\d)(?P<s>[./])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d/]|\.\d)",
    True,
)
_FULL_YEAR: Final = (
    (
        r"(?<![\d/])(?<!(?<!\.)\.)(?<!(?<![./]\d)(?<![./]\d\d)-)(?P<y>(?:19|20)\d\d)\s?(?P<s>[./\-])\s?(?P<m>\d{1,2})\s?(?P=s)"
        r"\s?(?P<d>\d{1,2})(?!\d|[./]\d|(?<=[\d]-\d\d)-\d|(?<=[\d]-\d)-\d|-\d(?!\d?(?:\D|$)|\d{0,3}[./]\d))"
    ),
    True,
)
_FORMS: Final = {
    "年": _compiled(
        (rf"{_YEAR}(?P<m>{SMALL})\s*月\s*(?P<d>{SMALL})\s*(?:日(?!間|目)|(?![\d{KANJI}]))", True),
        (r"(?<!\d)(?P<y>(?:19|20)\d\d)年\s?(?P<m>\d{1,2})\s?/\s?(?P<d>\d{1,2})(?!\d)", True),
    ),
    "月": _compiled(
        (rf"(?<![\d{KANJI}])(?P<m>{SMALL})\s*月\s*の?\s*(?P<d>{SMALL})\s*日(?!間|目)", True),
        (r"(?<!\d)(?P<m>\d{1,2})月\s(?P<d>\d{1,2})(?=\s?(?:@|[-~]\s\d{1,2}月\s\d)|\s*$)", True),
        (rf"(?<![\d{KANJI}])(?P<m>{SMALL})月は、?\s?(?P<d>{SMALL})日(?!間|目|しか|以|まで(?:あ|に)|も?あ[りる])", True),
        (
            (
                rf"(?<![\d{KANJI}])(?P<m>{SMALL})月\s?(?P<d>{SMALL})"
                rf"(?=(?:\s?[・、,]\s?{SMALL}){{0,9}}\s?[・、,~\-]\s?{SMALL}日)"
            ),
            True,
        ),
        (
            (
                rf"(?<![\d{KANJI}])(?P<m>{SMALL})月の?\s?(?P<d>\d{{1,2}})"
                rf"(?=(?:\s?[・、,]\s?\d{{1,2}}){{1,4}}の(?:[二三四2-4]|大型)?連休)"
            ),
            True,
        ),
        (r"(?<!\d)(?P<m>\d{1,2})月\s?(?P<d>\d{1,2})(?=\s*[(\[](?:月|火|水|木|金|土|日|祝))", True),
    ),
    "の": _compiled((r"(?<![\d/.:年月第~-])(?P<d>\d{1,2})(?=の[月火水木金土日]曜)", False)),
    "が": _compiled((r"(?<!\d)(?P<m>\d{1,2})\s?がつ\s?(?:は\s?)?(?P<d>\d{1,2})\s?(?:にち|日)", True)),
    "/": _compiled(
        _FULL_YEAR,
        _SHORT_YEAR,
        (r"(?<![\d/])(?<!(?<!\.)\.)(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>20\d\d)(?![\d/])", True),
        (r"(?<![\d/])(?<!(?<!\.)\.)(?P<y>20\d\d)/(?P<m>\d{1,2})\.(?P<d>\d{1,2})(?![\d.])", True),
        (r"(?<=:\d\d-)(?P<m>\d{1,2})/(?P<d>\d{1,2})(?=\s?\(\s?[月火水木金土日])", True),
        (
            (
                r"(?<![\d/])(?<!(?<!\.)\.)(?<!(?<!/\d)(?<!/\d\d)(?<!\)),)(?<!(?<!/\d)(?<!/\d\d)(?<!\))-)(?<!\d:)(?<!座\()"
                rf"(?<!回\()(?<!編\()(?<!部\()(?<!定員)(?<!定員:)(?<!残り)(?<!残席)(?<!残席:)(?P<m>\d{{1,2}})\s?/"
                rf"\s?(?P<d>\d{{1,2}})(?![\d/]|\.\d|\s?(?:{_OTHER_THINGS}))"
            ),
            False,
        ),
    ),
    ".": _compiled(
        _FULL_YEAR,
        _SHORT_YEAR,
        (r"(?<![\d/])(?<!(?<!\.)\.)(?P<m>\d{1,2})\.(?P<d>\d{1,2})\.(?P<y>20\d\d)(?![\d.])", True),
        (
            (
                r"(?<![\d/])(?<!(?<!\.)\.)(?<!\d:)(?P<m>\d{1,2})\.(?P<d>\d{1,2})"
                r"(?=\s?[(\[<.]?\s?(?:[月火水木金土日](?:曜|[・)\]>,\s/祝])|(?:mon|tue|wed|thu|fri|sat|sun)))"
            ),
            True,
        ),
    ),
    "-": _compiled(
        _FULL_YEAR,
        (r"(?<![\d\-])(?P<m>\d{1,2})-(?P<d>\d{1,2})(?=\s?[(\[]\s?[月火水木金土日祝])", True),
    ),
    "_": _compiled(
        (r"(?<![\w./\\#-])(?P<y>20\d\d)_(?P<m>\d{1,2})_(?P<d>\d{1,2})(?![\dA-Za-z_]|[.-]\w)", False),
    ),
    "日": _compiled(
        (
            (
                rf"(?:(?<=同月)|(?<![\d{KANJI}月.第泊]))(?<!(?<!:\d)\d/)(?<!回\()(?<!丸)(?<!まる)(?<!どちらか)"
                r"(?<!いずれか)(?<!(?<![翌来今先次])週)(?<![のいう日](?=一日))(?<!月に)(?<!年に)(?<!(?<!日)前の)"
                rf"(?<!前月)(?<!前月の)(?<!開催月の)(?<!講座月の)(?P<d>\d{{1,2}}|[{KANJI}]{{1,3}})日"
                rf"(?!{_COUNTED})"
            ),
            False,
        )
    ),
}
_FORMS_OF_LISTS: Final = _compiled(
    (r"(?<![\d\-/._#A-Za-z:])(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?=\s?[(]\s?[月火水木金土日][^()\n]{0,3}[)])", True),
    (r"(?<![^\s・,、①-⑳)])(?P<d>\d{1,2})(?=\s?[(]\s?[月火水木金土日](?:曜日?)?(?:[・,、]?祝)?\s?[)])", True),
)
"""0424(土), and 2(水): a day of the month that was named before."""
_BEFORE_LAST: Final = re.compile(r"(?<![\d/.:月~-])(?:\d{1,2}\s?[・、,]\s?){1,9}$")
_DIGITS: Final = re.compile(r"\d+")
"""The 4, 11 and 18 of 4・11・18・25日."""
_COMPACT: Final = _compiled(
    (
        (
            r"(?<![\d/._#A-Za-z])(?<!(?<!20\d{6})-)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])"
            r"(?!\d|-(?!20\d{6}(?!\d)))"
        ),
        False,
    )
)
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z]{2,8}(?![A-Za-z])")
_MONTH_NAMES: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTHS: Final = {
    name: index
    for index, full in enumerate(_MONTH_NAMES, start=1)
    for name in (full, full[:3], "sept" if index == 9 else full)
}
_NEEDED: Final = Needed({"month": {name[:3] for name in _MONTH_NAMES}})
_EN_YEAR: Final = r"(?:\.?\s*,?\s*(?P<y>(?:19|20)\d\d)(?!\d))?"
_EN_DAY_BEHIND: Final = re.compile(
    (
        rf"\.?\s?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:)"
        rf"(?:(?=\s?[-~]\s?\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?P<ry>(?:19|20)\d\d)(?!\d)))?{_EN_YEAR}"
    ),
    re.IGNORECASE,
)
_EN_WEEK: Final = "mon|tue|wed|thu|fri|sat|sun"
_EN_WEEK_ENDS: Final = r"(?:s|nes|rs?|ur)?(?:days?)?(?![a-z])"
"""The rest of Sat, Satur, Saturday, Saturdays; not of Monet or Sunny."""
_EN_DAY_BEFORE: Final = re.compile(
    (
        r"(?<![\d#])(?<!\d:)"
        rf"(?:(?P<f>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:-|~|&|to|and)\s?(?:(?:{_EN_WEEK}){_EN_WEEK_ENDS}\.?,?\s)?)?"
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ \t.]*(?:of\s+)?$"
    ),
    re.IGNORECASE,
)
_PLANNED: Final = re.compile(r"\s?(?:に|中に?|頃|ごろ|ころ)?\s?(?:開催|開講|実施|予定)")
_EN_PARTS: Final = {"early": 1, "mid": 11, "late": 21}
_EN_PART: Final = re.compile(r"\b(early|mid|late)[\s-]*$", re.IGNORECASE)
_EN_REACH: Final = 24
_EN_YEAR_BEHIND: Final = re.compile(_EN_YEAR)
_MONTH_ONLY: Final = re.compile(
    rf"(?:(?P<y>(?<!\d)(?:19|20)\d\d|[{KANJI}]{{4}})\s*年\s*)?(?<![\d{KANJI}])"
    rf"(?P<m>\d{{1,2}}|[{KANJI}]{{1,3}})\s*月{_PARTS_OF_MONTH}?"
    rf"(?!\s*\d|[{KANJI}]日|曜|某日|例会|号|間|額|謝|会費|並|病|入[園学社所](?!式|説明|相談))"
)
_ERA_MONTH: Final = re.compile(rf"{_ERA}\s*年\s*(?P<m>{SMALL})\s*月{_PARTS_OF_MONTH}?(?!\s*\d|[{KANJI}]日)")
_WEEKDAY: Final = re.compile(
    r"\s*(?:"
    r"[(\[<]\s*[月火水木金土日](?:曜日?)?\s?[~-]\s?(?P<f>[月火水木金土日])(?:曜日?)?\s*[)\]>]"
    rf"|[(\[<]\s*(?:{_EN_WEEK}){_EN_WEEK_ENDS}\s?[~-]\s?(?P<g>{_EN_WEEK}){_EN_WEEK_ENDS}\s*[)\]>]"
    r"|"
    r"[(\[<]\s*(?P<a>[月火水木金土日])(?:曜日?)?(?:\s*[・,、/\s]?\s*(?:祝日?|休日?|振替?休?日?))?\s*[)\]>]"
    r"|[(\[<]\s*(?:祝日?|休)\s*[・,、/]?\s*(?P<b>[月火水木金土日])?(?:曜日?)?\s*[)\]>]"
    r"|の?(?P<c>[月火水木金土日])(?:曜|よう)日?(?:\s*[・(]?祝日?\)?)?"
    r"|(?P<e>[月火水木金土日])(?=\s+\d|[\s,、]*\d{1,2}[:時]|\s?[~→⇒/|-]\s?\d|\s*$|\s*\n|・[祝休])(?:・[祝休])?"
    rf"|[,(\[<.\s]*(?P<d>{_EN_WEEK}){_EN_WEEK_ENDS}\.?[)\]>]?,?"
    r")",
    re.IGNORECASE,
)
_EN_BEFORE: Final = re.compile(rf"\b({_EN_WEEK}){_EN_WEEK_ENDS}\.?,?\s*$", re.IGNORECASE)
_JA_BEFORE: Final = re.compile(r"(?<![毎隔週第各・,、と\d一二三四五終])([月火水木金土日])曜日?[\s,、]*$")


_OF_WEEK: Final = re.compile(r"(?:今度|次|週)の?$")
"""来週の土曜、7月11日: the words before the weekday name a day themselves."""


def scan_days(text: str, found: Sequence[Numeral]) -> list[Day]:
    """The days in the folded ``text``, whose numbers are ``found``; overlaps are resolved by the caller."""
    days = [day for start, follower in found for day in _at_number(text, start, follower)]
    if _ERA_MARK.search(text):
        days += [day for pattern, _ in _ERA_FORMS for match in pattern.finditer(text) if (day := _read(match, True))]
        days += [day for match in _ERA_MONTH.finditer(text) if (day := _month(match))]
    if _NEEDED(text):
        days += [day for match in _LATIN.finditer(text) if match[0].lower() in _MONTHS for day in _english(match, text)]
    return [_with_weekday(day, text) for day in days]


def _at_number(text: str, start: int, follower: str) -> Iterator[Day]:
    forms = _FORMS_OF_LISTS if follower == "(" else _FORMS.get(follower)
    if follower == "日" and (listed := _BEFORE_LAST.search(text, max(0, start - 40), start)):
        for one in _DIGITS.finditer(text, *listed.span()):
            if 1 <= int(one[0]) <= 31:
                yield Day(*one.span(), None, None, int(one[0]), strong=False)
    if text.startswith("20", start) and follower in ("", "(", "-"):
        forms = (*(forms or ()), *_COMPACT)
    for pattern, strong in forms or ():
        match = pattern.match(text, start)
        if match and (day := _read(match, strong)):
            yield day
    if follower in ("年", "月"):
        match = _MONTH_ONLY.match(text, start)
        if match and (day := _month(match)):
            yield day


def _english(month: re.Match[str], text: str) -> Iterator[Day]:
    """Nov 28, 2026; 28 November 2026; 28-30 November; December 2026; mid-December."""
    number_of_month = _MONTHS[month[0].lower()]
    low = max(0, month.start() - _EN_REACH)
    before = _EN_DAY_BEFORE.search(text, low, month.start())
    behind = _EN_DAY_BEHIND.match(text, month.end())
    if before is not None:
        year = _EN_YEAR_BEHIND.match(text, month.end())
        written = int(year["y"]) if year and year["y"] else None
        spans = [
            (before["f"], before.start("f"), before.end("f")),
            (before["d"], before.start("d"), year.end() if year else month.end()),
        ]
    elif behind is not None:
        year_behind = behind["y"] or behind["ry"]
        written = int(year_behind) if year_behind else None
        spans = [(behind["d"], month.start(), behind.end())]
    else:
        yield from _english_month(month, number_of_month, text)
        return
    for words, start, finish in spans:
        if words and make_day(written or 2024, number_of_month, int(words)):
            yield Day(start, finish, written, number_of_month, int(words))


def _english_month(month: re.Match[str], number_of_month: int, text: str) -> Iterator[Day]:
    """A month with a year behind it, or with early, mid or late before it: imprecise."""
    year = _EN_YEAR_BEHIND.match(text, month.end())
    written = int(year["y"]) if year and year["y"] else None
    part = _EN_PART.search(text, max(0, month.start() - _EN_REACH), month.start())
    start, end = part.start() if part else month.start(), year.end() if year else month.end()
    if part is not None:
        yield Day(start, end, written, number_of_month, _EN_PARTS[part[1].lower()], precision=Precision.PART)
    elif written is not None:
        yield Day(start, end, written, number_of_month, 1, precision=Precision.MONTH)


_SURE: Final = 4
"""More than the parts of any day."""


def without_overlaps(found: list[Day]) -> list[Day]:
    """Of readings that overlap, the one that says more, then the longer one; linear after sorting."""
    kept: list[Day] = []
    for day in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or day.start >= kept[-1].end:
            kept.append(day)
        elif _better(day, kept[-1]):
            kept[-1] = day
    return kept


def _better(day: Day, other: Day) -> bool:
    return (_fullness(day), day.end - day.start) > (_fullness(other), other.end - other.start)


def _fullness(day: Day) -> int:
    if day.after is not None:
        return _SURE
    return 0 if day.guessed else sum(part is not None for part in (day.year, day.month, day.day))


def _read(match: re.Match[str], strong: bool) -> Day | None:
    """A Day of a match of one of the forms; ``None`` if the calendar has no such day."""
    parts = match.groupdict()
    year = _year(parts)
    month = number(parts["m"]) if "m" in parts else None
    day = number(parts["d"])
    if day is None or not 1 <= day <= 31 or (month is not None and not 1 <= month <= 12):
        return None
    if month is not None and make_day(year or 2024, month, day) is None:
        return None
    return Day(match.start(), match.end(), year, month, day, strong=strong)


def _year(parts: dict[str, str | None]) -> int | None:
    if parts.get("y"):
        year = number(parts["y"] or "")
        return year if year and 1900 <= year <= 2100 else None
    if parts.get("yy"):
        return 2000 + int(parts["yy"] or 0)
    if parts.get("era"):
        return western(parts["era"] or "", number(parts["ey"] or "") or 0)
    return None


_PARTS: Final = {
    "前半": (1, 15),
    "後半": (16, 31),
    "上旬": (1, 10),
    "初旬": (1, 10),
    "初め": (1, 10),
    "はじめ": (1, 10),
    "頭": (1, 10),
    "中旬": (11, 20),
    "半ば": (11, 20),
    "下旬": (21, 31),
}


def _month(match: re.Match[str]) -> Day | None:
    month = number(match["m"])
    if month is None or not 1 <= month <= 12:
        return None
    part = match["part"]
    day = 1 if part is None else _PARTS.get(part, (31, 31))[0]
    if part and part.startswith("末"):
        return Day(
            match.start(),
            match.end(),
            _year(match.groupdict()),
            month,
            monthrange(_year(match.groupdict()) or 2025, month)[1] if part == "末日" else 31,
            precision=Precision.DAY if part == "末日" else Precision.PART,
        )
    precision = Precision.PART if part else Precision.MONTH
    year = _year(match.groupdict())
    strong = bool(part) or year is not None or _PLANNED.match(match.string, match.end()) is not None
    return Day(match.start(), match.end(), year, month, day, strong=strong, precision=precision)


def _with_weekday(day: Day, text: str) -> Day:
    """The day with the weekday that stands behind it, or before it; of (金〜日) the second, for it stands behind the last day."""
    if day.precision is not Precision.DAY:
        return day
    match = _WEEKDAY.match(text, day.end)
    if match:
        word = match["a"] or match["b"] or match["c"] or match["e"] or match["f"]
        weekday = WEEKDAYS.index(word) if word else None
        if english := match["d"] or match["g"]:
            weekday = ENGLISH_DAYS.index(english.lower())
        return day._replace(end=match.end(), weekday=weekday, strong=True)
    before = text[max(0, day.start - 12) : day.start]
    if (found := _EN_BEFORE.search(before)) is not None:
        return day._replace(
            start=day.start - len(before) + found.start(),
            weekday=ENGLISH_DAYS.index(found[1].lower()),
            strong=True,
        )
    if (found := _JA_BEFORE.search(before)) is not None:
        start = day.start if _OF_WEEK.search(before, 0, found.start()) else day.start - len(before) + found.start()
        return day._replace(start=start, weekday=WEEKDAYS.index(found[1]), strong=True)
    return day


_NEXT: Final = re.compile(
    r"(?P<gap>\s*(?:[・,、/&~\-]|\b(?:to|and)\b)\s*)"
    r"(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3}(?=日(?!間|目|曜)|[・、][一二三四五六七八九十・、]{1,12}日))"
    r"(?P<n>日)?(?![\d:：/.]|\s*(?:[ap]\.?m|時|月|年|名|人|円|分|階|歳|回|号|-|,\d{3}))"
)


_WEEKDAY_END: Final = re.compile(r"\s?(?:~|-|から)\s?(?P<d>[月火水木金土日])(?:曜日?|(?=[\s、,)のま]|$))")
_LAST_OF_WEEKDAYS: Final = frozenset(f"{WEEKDAYS}曜")
_DOTTED_END: Final = re.compile(r"\s?[~\-]\s?(?P<m>\d{1,2})\.(?P<d>\d{1,2})(?![\d.])")


def _weekdays_behind(day: Day, value: date, text: str) -> list[Day]:
    """The second weekday of 来週月曜〜水曜."""
    match = _WEEKDAY_END.match(text, day.end) if text[day.end - 1] in _LAST_OF_WEEKDAYS else None
    if match is None:
        return []
    last = value + timedelta(days=(WEEKDAYS.index(match["d"]) - value.weekday()) % 7)
    return [day._replace(start=match.start("d"), end=match.end(), day=last.day, month=last.month, value=last)]


def continuations(day: Day, text: str) -> list[Day]:
    """Bare days behind a day with a month: the 29 and 30 of ``11/28・29・30``, the 30 of ``11/28~30``."""
    if day.value is not None and not day.recurring:
        return _weekdays_behind(day, day.value, text)
    if day.month is None or day.value is not None or day.precision is not Precision.DAY:
        return []
    dotted = _DOTTED_END.match(text, day.end) if "." in text[day.start : day.end] else None
    if dotted is not None and (last := _read(dotted, day.strong)) is not None:
        return [_with_weekday(last, text)._replace(start=dotted.start("m"))]
    found: list[Day] = []
    at = day.end
    previous = day.day or 0
    while match := _NEXT.match(text, at):
        number_of_day = number(match["d"]) or 0
        separator = match["gap"].strip()
        if not previous < number_of_day <= 31 or (
            separator == "/" and not match["n"] and not _WEEKDAY.match(text, match.end())
        ):
            break
        one = _with_weekday(Day(match.start("d"), match.end(), None, None, number_of_day, strong=day.strong), text)
        found.append(one)
        at, previous = one.end, number_of_day
    return found
