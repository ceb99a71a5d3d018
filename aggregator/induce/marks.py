"""Where days stand in a line of any language that the program reads, and which they are within their page. Pure.

A listing page writes thousands of dates the same way, so this looks for their form first, and the reading core is asked about
the items that are kept. Order of day and month in ``3/4/2026`` is told from the whole page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Final

from aggregator.induce.page import Line, PageText
from aggregator.normalise.text import fold

_NAMES: Final = (
    "january jan enero ene janvier janv januar", "february feb febrero février fevrier févr februar",
    "march mar marzo mars märz", "april apr abril abr avril avr", "may mayo mai", "june jun junio juin juni",
    "july jul julio juillet juil juli", "august aug agosto août aout", "september sept sep septiembre septembre",
    "october oct octubre octobre oktober", "november nov noviembre novembre", "december dec diciembre décembre dezember",
)  # fmt: skip
MONTHS: Final = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988}
_WORDS: Final = frozenset(["may", "mar", "mars", "mai", "march"])
"""Month names that are words, too: without a day or year they count only with a capital."""

_YEAR: Final = r"(?:19|20)\d\d"
_DAY: Final = r"3[01]|[12]\d|0?[1-9]"
_ORDINAL: Final = r"(?:\s?(?:st|nd|rd|th))?"
_JAPANESE: Final = (
    rf"(?:(?:(?P<era>令和|平成|昭和|(?<![A-Za-z])[RH])\s?(?P<era_year>\d{{1,2}}|元)|(?<!\d)(?P<jy>{_YEAR}))\s?年(?:\s*\([^)]*\))?度?\s*)?"
    rf"(?<!\d)(?P<jm>1[0-2]|0?[1-9])\s?月\s*(?:(?P<jd>{_DAY})\s?日)?"
)
_FORMS: Final = (
    _JAPANESE,
    rf"(?<!\d)(?P<iy>{_YEAR})\s?(?P<sep>[-/.])\s?(?P<im>1[0-2]|0?[1-9])\s?(?P=sep)\s?(?P<id>{_DAY})(?!\d)",
    rf"(?<![\d/.-])(?P<n1>\d{{1,2}})(?P<nsep>[-/.])(?P<n2>\d{{1,2}})(?P=nsep)(?P<ny>{_YEAR}|\d\d)(?![\d/]|[.-]\d)",
    rf"(?<!\w)(?P<dm_d>{_DAY}){_ORDINAL}[\s\-.]{{1,2}}(?:of\s+|de\s+)?(?P<dm_m>{_MONTH})\b\.?(?:[\s,\-]+(?:de\s+)?(?P<dm_y>{_YEAR})(?!\d))?",
    rf"\b(?P<md_m>{_MONTH})\b\.?(?:[\s\-/]{{0,3}}(?P<md_d>{_DAY}){_ORDINAL}(?![\d:]|\s?[ap]\.?m\b)(?:\s?[-~]\s?(?:{_DAY}){_ORDINAL}(?=,?\s+{_YEAR}(?!\d)))?)?(?:[\s,.\-'’]*\(?(?P<md_y>{_YEAR})(?!\d))?",
    rf"(?<![\d/.$¥-])(?<!\d:)(?P<sm>1[0-2]|0?[1-9])\s?/\s?(?P<sd>{_DAY})(?![\d/]|\.\d|[%a-zA-Z])",
    rf"(?<![\d/.$¥-])(?<!\d:)(?P<tm>1[0-2]|0?[1-9])\.(?P<td>{_DAY})(?=\s?[.(]?\s?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|[月火水木金土日][)曜・]|\s?[-~]))",
    r"^\W{0,3}(?P<pm>1[0-2]|0?[1-9])[ .](?P<pd>3[01]|[12]\d|0?[1-9])[ (.]{1,2}(?P<pw>[月火水木金土日](?![^\W\d])|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)",
    r"(?<![\w.:#-])(?<!No\. )(?<!: )(?P<cy>20\d\d)(?P<cm>0[1-9]|1[0-2])(?P<cd>0[1-9]|[12]\d|3[01])(?!\d)",
)
_DATE: Final = re.compile("|".join(_FORMS), re.IGNORECASE)
_LIKELY: Final = re.compile(r"\d")
_ENGLISH_YEAR: Final = re.compile(rf"(?<![\d/.,$#-])({_YEAR})(?![\d/]|[-.]\d)")
_COUNTED: Final = "[歳才階名人回組円時年級部枚点号番本冊分台室席]|丁目|箇所|か所|[FfBb]\\b"
_ONLY_DAY: Final = re.compile(
    rf"^\W*(?:(?:[A-Za-z]{{2,9}}|[月火水木金土日](?:曜日?)?)[,.]?\s)?({_DAY})(?:st|nd|rd|th|日)?(?:\s?[(\s]?(?!{_COUNTED})[^\W\d]{{1,9}}[)]?)?(?:\s?[・,、~-]\s?(?:{_DAY})日?\s?\([^)\d]{{1,5}}\))*\W*$"
)
_LEADING_DAY: Final = re.compile(rf"\W{{0,3}}({_DAY})\s?日?\s?\([月火水木金土日][^)]{{0,4}}\)(?=\s)")
"""5日(土) 13:30 民話の会: a line that begins with a day of the month above."""
_WEEKDAY: Final = re.compile(
    r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|[(\[]([月火水木金土日])(?=[・)\]祝])|([月火水木金土日])曜", re.IGNORECASE
)
_WEEKDAYS: Final = {name: number for number, name in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])}
_THROUGH: Final = re.compile(
    r"^[\s)\]]*(?:[(\[][^)\]]{1,8}[)\]]\s*)?(?:[月火水木金土日]曜日?)?\s*(?:\d{1,2}:\d\d\s*)?(?:-|~|→|to|through|thru|until|から|より)\s*(?:\w{3,9},?\s)?$",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(r"(?<![\d:])(?:[01]?\d|2[0-9])\s?(?::[0-5]\d|時)|(?<![\d:])1?\d\s?[ap]\.?m\b", re.IGNORECASE)
_WHEN: Final = re.compile(
    r"""(?<![\d:])(?:午前|午後)?(?:[01]?\d|2[0-9])(?::[0-5]\d|時(?:半|[0-5]?\d分)?)(?:\s*[ap]\.?\s?m\b\.?)?
    | (?<![\d:])1?\d\s*[ap]\.?\s?m\b\.? | \bnoon\b
    | \b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\b\.?
    | [(\[][月火水木金土日祝・休]+[)\]] | [月火水木金土日]曜日?(?!の?[会市]) | \b(?:19|20)\d\d\b年? | \b[CEMP][SD]T\b | \b(?:to|at|from|on)\b\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_EDGES: Final = " ,;:|-–—•·@()[]{}<>/~.*\t\"'“”、。・:→●■◆▼▶○※＊"
_YEAR_MONTH: Final = re.compile(rf"\W{{0,3}}({_YEAR})\s?[./-]\s?(1[0-2]|0?[1-9])[^\d/.-]{{0,12}}")
"""2026.12, 2026/12 Schedule: the heading of a month."""
_MONTH_AND_DAY: Final = re.compile(rf"\W{{0,3}}(1[0-2]|0?[1-9])\s?[./]\s?({_DAY})\W{{0,3}}")
_ONLY_WEEKDAY: Final = re.compile(
    r"\W{0,3}([月火水木金土日](?=曜|\W|$)|(?:mon|tue|wed|thu|fri|sat|sun)(?=[a-z]*))(?:曜日?|[a-z]*)\W{0,3}",
    re.IGNORECASE,
)
_ONLY_MONTH: Final = re.compile(
    rf"\W*(?:(?:前|先|翌|来|次)の?月\W*)?(?:(?:令和|平成)?\d{{1,4}}\s?年度?)?\s?(?:(?:1[0-2]|0?[1-9])\s?月|{_MONTH})(?:号|\s{_YEAR})?(?:\W*(?:prev(?:ious)?|next)\b)?\W*",
    re.IGNORECASE,
)
_AWAY: Final = re.compile(r"[«»<>←→≪≫◀▶◁▷]|[前先翌来次]の?月|\b(?:prev|next)", re.IGNORECASE)
"""Signs of a link to the month before or after."""
_MENU: Final = 3
"""So many months below one another are a menu."""
_NUMBERED_MONTH: Final = re.compile(
    rf"\W{{0,3}}(1[0-2]|0?[1-9])\s?[./-]?\s?({_MONTH})\.?,?\s?{_YEAR}\W{{0,3}}", re.IGNORECASE
)
_NOT_THE_EVENT: Final = re.compile(
    r"お?(?:申し?込み?|予約|受付|募集)(?:期間|方法|開始日?|期限)?\s*[:/]|(?<![^\W\d])お?(?:申し?込み?|予約|受付)(?:期間|開始日?|期限)?\W?$|年末年始\s?[(:]|休館|休園|休業|休み|定休|振替休|締切|〆切|受付期間|申込期間|申込み期間|募集期間|発売|掲載|更新|公開日|投稿|アーカイブ配信|見逃し|deadline|closed|posted|updated|published on",
    re.IGNORECASE,
)
"""Words beside or before a date that is not the event's own."""
_LABEL_OF_ANOTHER: Final = re.compile(
    r"\W*お?(?:申し?込み?|予約|受付|募集|締切|応募|発売|先行|前売り?|会員先行|一般発売|チケット発売|更新|掲載)(?:期間|方法|開始|締切|受付|発売|日時?)*\W*$"
)
"""A label alone on the line above, such as a table's cell: 申込, 会員先行."""
_SAYS_ANOTHER: Final = re.compile(
    r"\W*(?:\([^)]{1,8}\))?\s?(?:に)?(?:更新|掲載|公開|投稿|必着|締切|〆切|(?:から|より)[^。]{0,14}(?:受付|受け付け|発売|申し?込)|まで(?:受付|に申)|[^。]{0,60}(?:休館|休室|閉室|休園|休業)(?:し|いた|と|です))"
)
"""Words behind a date that is not the event's own: 9月4日から電話受付."""
_LABEL_END: Final = re.compile(r"(?:日時?|期間|期限|開始|方法|について)*\W*$")
_OTHER_NUMBER: Final = re.compile(r"\d{2}")
_AUTUMN: Final = 10
_SPRING: Final = 3
_SHORT: Final = 80
_LONGEST: Final = 3000
"""Characters of a line that are read; what is longer is data."""
_NEAR: Final = 20
_FAR: Final = 400
"""Lines below a month's heading in which a bare number may be a day of it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A date as it is written in a line of folded text; ``numbers`` are the two of which one is the month.

    ``weekday``: two bare numbers (11 28 土) are a date only where this weekday agrees.
    """

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    numbers: tuple[int, int] | None = None
    weekday: int | None = None


@dataclass(frozen=True)
class Dated:
    """A line that names days: the marks, the day of each, and the last day where the first two are a range.

    ``headings`` are the numbers of the lines above that gave the year and the month which the first mark lacks.
    """

    line: Line
    text: str
    marks: tuple[Mark, ...]
    days: tuple[date, ...]
    until: date | None = None
    headings: tuple[int, ...] = ()

    @cached_property
    def rest(self) -> str:
        """The line without its dates, clock times and weekdays: what it says beside when."""
        text = self.text
        for mark in reversed(self.marks):
            text = f"{text[: mark.start]} {text[mark.end :]}"
        return " ".join(_WHEN.sub(" ", text).split()).strip(_EDGES)

    @property
    def bare(self) -> bool:
        """Whether it is but the number of a day, as in a calendar."""
        return bool(_ONLY_DAY.match(self.text))

    @cached_property
    def says_when(self) -> bool:
        """Whether it also names a clock time, a weekday or a last day, as lines of events do and bylines do not."""
        return self.until is not None or bool(_CLOCK.search(self.text) or _WEEKDAY.search(self.text))


def scan(text: str, *, month_first: bool = True) -> Iterator[Mark]:
    """The dates in folded ``text``, whole or in part; a month alone counts, a year alone does not."""
    if not _LIKELY.search(text) and len(text) > _SHORT:
        return
    for found in _DATE.finditer(text):
        mark = _mark(found, month_first=month_first)
        if mark is not None:
            yield mark


def _mark(found: re.Match[str], *, month_first: bool) -> Mark | None:
    said = found.groupdict()
    where = (found.start(), found.end())
    if said["jm"]:
        year = int(said["jy"]) if said["jy"] else _era(said["era"], said["era_year"])
        return Mark(*where, year, int(said["jm"]), _number(said["jd"]))
    if said["n1"]:
        return _numeric(where, said, month_first=month_first)
    if said["md_m"]:
        return _named(where, said)
    for group, month, day in (
        ("iy", "im", "id"),
        ("cy", "cm", "cd"),
        ("dm_y", "dm_m", "dm_d"),
        ("", "sm", "sd"),
        ("", "tm", "td"),
        ("", "pm", "pd"),
    ):
        if said[month]:
            number = MONTHS.get(said[month].casefold()) or int(said[month])
            year = _number(said[group]) if group else None
            return Mark(
                *where, year, number, int(said[day]), weekday=_named_weekday(said["pw"]) if said["pw"] else None
            )
    return None


def _named_weekday(word: str) -> int:
    return "月火水木金土日".index(word) if word in "月火水木金土日" else _WEEKDAYS[word[:3].casefold()]


def _era(era: str | None, year: str | None) -> int | None:
    return _ERAS[era.upper()] + (1 if year == "元" else int(year or 1)) if era else None


def _number(written: str | None) -> int | None:
    return int(written) if written else None


def _numeric(where: tuple[int, int], said: dict[str, str | None], *, month_first: bool) -> Mark | None:
    """``3/4/2026`` and ``3.4.26``."""
    first, second, year = int(said["n1"] or 0), int(said["n2"] or 0), int(said["ny"] or 0)
    if year < 100:
        year += 2000 if year < 70 else 1900
    month, day = (first, second) if month_first else (second, first)
    if month > 12:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Mark(*where, year, month, day, (first, second))


def _named(where: tuple[int, int], said: dict[str, str | None]) -> Mark | None:
    name = said["md_m"] or ""
    day, year = _number(said["md_d"]), _number(said["md_y"])
    if day is None and (name.islower() or (year is None and name.casefold() in _WORDS and not name[0].isupper())):
        return None
    return Mark(*where, year, MONTHS[name.casefold()], day)


def dated_lines(page: PageText, today: date) -> list[Dated]:
    """Every line that names a day, in the order of the page.

    A missing year is that of the heading above, else the one that brings the day (and its weekday) closest to ``today``. A
    number alone is a day below the heading of its month.
    """
    texts = _with_weekdays([fold(line.text[:_LONGEST]).folded for line in page.lines])
    marks = [tuple(scan(text)) for text in texts]
    numbers = [mark.numbers for found in marks for mark in found if mark.numbers]
    if sum(first > 12 for first, _ in numbers) > sum(second > 12 for _, second in numbers):
        marks = [tuple(scan(text, month_first=False)) for text in texts]
    if _numbered_months(texts):
        marks = [_without_day(text, found) for text, found in zip(texts, marks, strict=True)]
    menus = _menus(page.lines, texts)
    calendar = _Calendar(today)
    found: list[Dated] = []
    before, before_is_said, row = "", False, None
    for line, text, written in zip(page.lines, texts, marks, strict=True):
        if line.number in menus:
            continue
        dated = calendar.read(line, text, written)
        above, row = row, next(line.element.iterancestors("tr"), None)
        if dated is not None and not _of_something_else(dated, "" if before_is_said or row is not above else before):
            found.append(dated)
        said = bool(found) and found[-1].line.number == line.number - 1
        before, before_is_said = text, said and not {"dt", "th"} & set(line.around[:2])
    return found


def _with_weekdays(texts: list[str]) -> list[str]:
    """The lines, a lone month and day (12 . 4) with the weekday that stands alone on the next line."""
    found = list(texts)
    for number, (text, below) in enumerate(pairwise(texts)):
        alone = _MONTH_AND_DAY.fullmatch(text)
        if alone is not None and (weekday := _ONLY_WEEKDAY.fullmatch(below)) is not None:
            found[number] = f"{alone[1]}.{alone[2]} ({weekday[1]})"
    return found


def _menus(lines: Sequence[Line], texts: Sequence[str]) -> set[int]:
    """Numbers of the lines of menus of months: several in a row, but for the one that is no link where all others are."""
    found: set[int] = set()
    row: list[int] = []
    for number in range(len(lines) + 1):
        if number < len(lines) and _is_choice(lines[number], texts[number]):
            row.append(number)
            continue
        plain = [one for one in row if lines[one].link is None]
        if len(row) >= _MENU or (row and not plain and _AWAY.search(texts[row[0]])):
            found |= set(row) - (set(plain) if len(plain) == 1 else set())
        row = []
    return found


def _is_choice(line: Line, text: str) -> bool:
    """Whether a line is but a month that one may choose."""
    return not line.is_heading and not {"dt", "th"} & set(line.around[:2]) and _ONLY_MONTH.fullmatch(text) is not None


def _numbered_months(texts: Sequence[str]) -> bool:
    """Whether the page heads its months with number and name (12 December 2026), the days being bare numbers below."""
    heads = [found for text in texts if (found := _NUMBERED_MONTH.fullmatch(text)) is not None]
    numbered = all(int(found[1]) == MONTHS[found[2].casefold()] for found in heads)
    return bool(heads) and numbered and sum(_ONLY_DAY.match(text) is not None for text in texts) > len(heads)


def _without_day(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    if _NUMBERED_MONTH.fullmatch(text) is None:
        return marks
    return tuple(replace(mark, day=None) for mark in marks)


def _of_something_else(dated: Dated, before: str) -> bool:
    """Whether a label says that the date is of a closing day, a deadline or the page itself; one that says nothing is the event's.

    ``before`` is the line above, unless that is what happens on an earlier day (3日 休館日).
    """
    first = dated.marks[0].start if dated.marks else 0
    if _NOT_THE_EVENT.search(dated.text[:first]):
        return True
    if dated.marks and first < 16 and _SAYS_ANOTHER.match(dated.text, dated.marks[0].end):
        return True
    if dated.marks and first < 8 and _LABEL_OF_ANOTHER.match(before):
        return True
    label = _NOT_THE_EVENT.search(before) if len(before) < 16 and not _LIKELY.search(before) else None
    return label is not None and _LABEL_END.match(before, label.end()) is not None and first < 8


class _Calendar:
    """What the headings above a line say of year and month."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._year: int | None = None
        self._year_line: int | None = None
        self._month: tuple[int, int] | None = None
        self._before: int | None = None
        self._fiscal = False

    def read(self, line: Line, text: str, marks: tuple[Mark, ...]) -> Dated | None:
        whole = tuple(mark for mark in marks if mark.day)
        if not whole:
            if line.day:
                return Dated(line, text, (), (line.day,))
            self._heading(line, text, marks)
            return self._bare_day(line, text)
        days = [(mark, day) for mark in whole if (day := self._day(mark, text)) is not None]
        if not days:
            return None
        kept = tuple(mark for mark, _ in days)
        headings = () if kept[0].year or self._year_line is None else (self._year_line,)
        return Dated(line, text, kept, tuple(day for _, day in days), _until(text, days), headings)

    def _heading(self, line: Line, text: str, marks: Sequence[Mark]) -> None:
        """Take year and month from a short line that names no day."""
        if len(text) >= _SHORT:
            return
        dated = [mark for mark in marks if mark.year and mark.month]
        marks = dated if len(dated) == 1 else marks  # 10月 2026年11月 12月: the month between its neighbours
        years = set(_ENGLISH_YEAR.findall(text))
        if len(years) == 1:
            year = years.pop()
            if not line.is_heading and _OTHER_NUMBER.search(text.replace(year, "")) and not dated:
                return  # 1937年/97分/35mm
            self._begin_year(int(year), line, text)
        elif marks and marks[0].year and len({mark.year for mark in marks}) == 1:
            self._begin_year(marks[0].year, line, text)
        months = {mark.month for mark in marks}
        if len(months) == 1 and (month := marks[0].month) and len(text) < _SHORT / 2:
            if self._month and self._month[0] == month and line.number - self._month[1] < _NEAR and not line.is_heading:
                return  # the month itself in the menu below its heading
            self._turn(month)
            self._month = (month, line.number)
        elif (found := _YEAR_MONTH.fullmatch(text)) is not None:
            self._year, self._year_line, self._month = int(found[1]), line.number, (int(found[2]), line.number)

    def _begin_year(self, year: int, line: Line, text: str) -> None:
        if year == self._year and not line.is_heading:
            return  # ピアノ教室 2026発表会
        self._year, self._year_line, self._month = year, line.number, None
        self._fiscal, self._before = "年度" in text, None

    def _turn(self, month: int) -> None:
        """Go on to ``month``: behind the autumn of a year the spring is the next one's (12月, 1月), as in a fiscal year."""
        late = self._fiscal if self._before is None else self._before >= _AUTUMN
        if self._year is not None and month <= _SPRING and late:
            self._year += 1
            self._fiscal = False
        self._before = month

    def _bare_day(self, line: Line, text: str) -> Dated | None:
        found = _ONLY_DAY.match(text)
        leading = None if found else _LEADING_DAY.match(text)
        found = found or leading
        if not found or self._month is None or not 0 < line.number - self._month[1] < _FAR:
            return None
        end = leading.end() if leading else len(text)
        mark = Mark(0, end, self._year, self._month[0], int(found[1]))
        day = self._day(mark, text)
        headings = tuple(one for one in dict.fromkeys((self._year_line, self._month[1])) if one is not None)
        return Dated(line, text, (mark,), (day,), None, headings) if day else None

    def _day(self, mark: Mark, text: str) -> date | None:
        if mark.month is None or mark.day is None:
            return None
        if mark.weekday is not None:
            years = (self._year,) if self._year else (self._today.year, self._today.year + 1, self._today.year - 1)
            days = (_date(year, mark.month, mark.day) for year in years)
            return next((day for day in days if day is not None and day.weekday() == mark.weekday), None)
        if mark.year:
            return _date(mark.year, mark.month, mark.day)
        said = _WEEKDAY.search(text, max(0, mark.start - 14), mark.end + 8)
        weekday = _weekday(said) if said else None
        if self._year:
            day, later = (_date(self._year + more, mark.month, mark.day) for more in (0, 1))
            turned = weekday is not None and day is not None and later is not None and mark.month <= _SPRING
            return later if turned and later and day and later.weekday() == weekday != day.weekday() else day
        near = [day for step in (0, 1, -1) if (day := _date(self._today.year + step, mark.month, mark.day))]
        return min(near, key=lambda day: self._distance(day, weekday), default=None)

    def _distance(self, day: date, weekday: int | None) -> float:
        """How unlikely a day is: far from today, on another weekday; the coming one is likelier than the one gone by."""
        away = (day - self._today).days
        wrong = 1000 if weekday is not None and day.weekday() != weekday else 0
        return abs(away) - (60 if away >= 0 else 0) + wrong


def _weekday(found: re.Match[str]) -> int:
    japanese = found[2] or found[3]
    return "月火水木金土日".index(japanese) if japanese else _WEEKDAYS[found[1][:3].casefold()]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _until(text: str, days: Sequence[tuple[Mark, date]]) -> date | None:
    """The last day, where the second date is joined to the first one by a dash or a word for it."""
    if len(days) < 2 or not _THROUGH.match(text[days[0][0].end : days[1][0].start]):
        return None
    first, (mark, last) = days[0][1], days[1]
    if last < first and mark.year is None:
        last = _date(first.year + (1 if mark.month and mark.month < first.month else 0), last.month, last.day) or last
    return last if last >= first else None
