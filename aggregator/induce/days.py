"""Which days the lines of a page name, by what stands around them. Pure.

Year and month come from the heading above, and the order of day and month in ``3/4/2026`` is told from the whole page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

from aggregator.induce.dated import ONLY_DAY, WEEKDAY, Dated
from aggregator.induce.kanji import arabic
from aggregator.induce.marks import DAY_NUMBER, ENGLISH_DAY, MONTH, MONTHS, SHORT, WEEKDAYS, YEAR, Mark, scan
from aggregator.induce.menus import ENGLISH_YEAR, menus, month_of
from aggregator.induce.order import day_of, years_first, years_in_order
from aggregator.induce.other import is_of_something_else
from aggregator.induce.page import Line, PageText
from aggregator.induce.shown import month_shown
from aggregator.induce.spans import pair_of_days, stretched, until
from aggregator.induce.turned import unturned
from aggregator.normalise.text import fold

_LEADING_DAY: Final = re.compile(
    rf"\W{{0,3}}({DAY_NUMBER})\s?"
    rf"(?:日?\s?\([月火水木金土日][^)]{{0,4}}\)(?=\s|\d\d?:|[-~]|[・,、]\s?\d)|日(?=\s(?!以[内上下]|間)[^\W\d]))"
    rf"(?:\s?[・,、&]\s?(?:{DAY_NUMBER})日?\s?(?:\([^)\d]{{1,5}}\)|(?<=日)))*"
)
"""5日(土) 13:30 民話の会: a line that begins with a day of the month above, or with several."""
_FROM_DAY: Final = re.compile(
    rf"\W{{0,3}}({DAY_NUMBER})\s?"
    rf"(?P<told>日\s?(?:\([月火水木金土日][^)]{{0,4}}\))?|\([月火水木金土日][^)]{{0,4}}\))\s?[-~]\s?"
)
"""5日(土)~, before a day of the same month or another one."""
_TO_DAY: Final = re.compile(
    rf"\s?[-~]\s?({DAY_NUMBER})\s?(?:日\s?(?:\([月火水木金土日][^)]{{0,4}}\))?|\([月火水木金土日][^)]{{0,4}}\))"
)
_LEADING_NUMBER: Final = re.compile(rf"\W{{0,3}}({DAY_NUMBER})(?!\d)")
_GOES_ON: Final = re.compile(r"\s?[・,、&/]\s?\d")
_MONTH_AND_DAY: Final = re.compile(rf"\W{{0,3}}(1[0-2]|0?[1-9])\s?[./]\s?({DAY_NUMBER})\W{{0,3}}")
_DOTTED: Final = re.compile(rf"\W{{0,3}}(0[1-9]|1[0-2]|[1-9])\.({DAY_NUMBER})(?=\s+[^\W\d]|\s*[「『【《“\"]|\s*$)")
_MONTH_HEADED: Final = re.compile(rf"\W{{0,3}}{YEAR}\s?[-/.年]\s?(1[0-2]|0?[1-9])月?\W{{0,3}}")
_PADDED: Final = 4
_SOME: Final = 3
_ONLY_WEEKDAY: Final = re.compile(
    rf"\W{{0,3}}([月火水木金土日](?=曜|\W|$)|{ENGLISH_DAY})(?:曜日?)?\W{{0,3}}",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"[1-9]|[0-3]\d")
_DECEMBER: Final = 12
_LONGEST_MONTH: Final = 31
_NUMBERED_MONTH: Final = re.compile(
    rf"\W{{0,3}}(?:({YEAR})\W{{1,3}})?(1[0-2]|0?[1-9])\s?[./-]?\s?({MONTH})\b\.?,?(?:\s?({YEAR}))?\W{{0,3}}",
    re.IGNORECASE,
)
"""12 December 2026, 2026 12 December: number and name of a month."""
_OTHER_NUMBER: Final = re.compile(r"\d{2}")
_IS_TOLD: Final = re.compile(
    (
        r"。|\d年(?:以[来降]|に|生|創|築|結成|ぶり|設立|開館|開業|製|制作|公開|発表|前|後|卒|代)"
        r"|\d年\s?(?:新?[春夏秋冬]|\d{1,2}月)\s?(?:に|より)?\s?(?:全国|順次)?\s?(?:公開|発売|開館|開業|オープン|刊行|放送|完成)"
        r"|\b(?:in|since|born|founded|est\.?)\s\d{4}"
    ),
    re.IGNORECASE,
)
"""A year that a sentence tells of: it heads nothing."""
_IS_NAMED: Final = re.compile(r"\d年(?:代|ぶり|以[来降]|生ま|創|築|設立|制作)")
"""A year in the name of a work or a show (1920年代の写真): it heads nothing either."""
_LONG_AGO: Final = 40
"""Years from today at most of which a heading tells."""
_NAME: Final = 8
"""So many letters beside a year name something of that year; a Japanese sign says as much as two."""
_AUTUMN: Final = 10
_SPRING: Final = 3
_LONGEST: Final = 3000
"""Characters of a line that are read; what is longer is data."""
_MONTH_ALONE: Final = re.compile(r"\W*(\d{1,2})\s?月(?!曜)\W*")
_BESIDE_MONTH: Final = 16
_DAY_OF_WEEK: Final = re.compile(r"\W*\d{1,2}\s?[月火水木金土日]\W*")
_FILE: Final = re.compile(r"(?<!\S)[\w./%-]+\.(?:pdf|docx?|xlsx?)(?!\S)", re.IGNORECASE)
_NEAR: Final = 20
_FAR: Final = 400
"""Lines below a month's heading, or a day of it, in which a bare number may be a day of it."""


def dated_lines(page: PageText, today: date) -> list[Dated]:
    """Every line that names a day, in the order of the page.

    A missing year is that of the heading above, else the one that brings the day (and its weekday) closest to ``today``. A
    number alone is a day below the heading of its month.
    """
    texts = unturned([arabic(fold(line.text[:_LONGEST]).folded) for line in page.lines])
    texts = _with_dots(_with_weekdays(texts))
    marks = [scan(text) for text in texts]
    numbers = [mark.numbers for found in marks for mark in found if mark.numbers]
    if sum(first > 12 for first, _ in numbers) > sum(second > 12 for _, second in numbers):
        marks = [scan(text, month_first=False) for text in texts]
    marks = years_first(marks, today)
    if _numbered_months(texts):
        marks = [_without_day(text, found) for text, found in zip(texts, marks, strict=True)]
    choices = menus(page.lines, texts)
    calendar = _Calendar(today, month_shown(page, texts, today))
    found: list[Dated] = []
    before, before_is_said, linked, heads, row = "", False, False, False, None
    for line, text, written in zip(page.lines, texts, marks, strict=True):
        if line.number in choices:
            continue
        dated = calendar.read(line, text, written, found[-1] if found else None)
        above, row = row, next(line.element.iterancestors("tr"), None)
        before = "" if linked else before
        headed = line.element.tag in {"td", "dd"} and heads
        heads = bool({"dt", "th"} & set(line.around[:2]))
        if dated is not None and not is_of_something_else(
            dated.text, dated.marks, "" if before_is_said or row is not above else before, headed=headed
        ):
            found.append(dated)
        said = bool(found) and found[-1].line.number == line.number - 1
        linked = line.link is not None
        before, before_is_said = text, said and not {"dt", "th"} & set(line.around[:2])
    return stretched(_in_order(page, found, today), texts)


def _in_order(page: PageText, found: Sequence[Dated], today: date) -> list[Dated]:
    """The dated lines, those of one list that name no year and lie in the order of time with the years that keep them in it.

    Each by itself would get the year that is nearest: the spring in a list of the last twelve months would be the next one.
    """
    places: dict[str, list[Dated]] = defaultdict(list)
    for one in found:
        if len(one.days) == 1 and one.marks and one.marks[0].year is None and not one.headings:
            places[page.signature(one.line.element)].append(one)
    moved: dict[int, Dated] = {}
    for lines in places.values():
        days = [one.days[0] for one in lines]
        for one, day in zip(lines, years_in_order([(day.month, day.day) for day in days], today), strict=True):
            weekday = WEEKDAY.search(one.text)
            if day is not None and (weekday is None or day.weekday() == _weekday(weekday)):
                moved[one.line.number] = replace(one, days=(day,))
    return [moved.get(one.line.number, one) for one in found]


def _with_weekdays(texts: list[str]) -> list[str]:
    """The lines, a lone month and day (12 . 4, or on two lines 12, 4) with the weekday that stands alone on the next line."""
    found = list(texts)
    for number, (month, day, below) in enumerate(zip(texts, texts[1:], texts[2:], strict=False)):
        weekday = _ONLY_WEEKDAY.fullmatch(below) if _BARE.fullmatch(month) and _BARE.fullmatch(day) else None
        if weekday is not None and int(month) <= _DECEMBER and int(day) <= _LONGEST_MONTH:
            found[number : number + 3] = [f"{month}.{day} ({weekday[1]})", "", ""]
    for number, (text, below) in enumerate(pairwise(texts)):
        alone = _MONTH_AND_DAY.fullmatch(text)
        if alone is not None and (weekday := _ONLY_WEEKDAY.fullmatch(below)) is not None:
            found[number] = f"{alone[1]}.{alone[2]} ({weekday[1]})"
    return found


def _with_dots(texts: list[str]) -> list[str]:
    """The lines, those that begin with a day of two and two digits (07.04 title) or one of the month above them, as 07/04.

    A few of them on as many days: else it may be the number of a section.
    """
    found = [(number, day) for number, text in enumerate(texts) if (day := _DOTTED.match(text)) is not None]
    shown = {int(head[1]) for text in texts if found and (head := _MONTH_HEADED.fullmatch(text)) is not None}
    days = [(number, day) for number, day in found if len(day[1] + day[2]) == _PADDED or int(day[1]) in shown]
    if len({(day[1], day[2]) for _, day in days}) * 10 < max(_SOME * 10, len(found) * 9):
        return texts
    for number, day in days:
        texts[number] = f"{texts[number][: day.end(1)]}/{texts[number][day.start(2) :]}"
    return texts


def _numbered_months(texts: Sequence[str]) -> bool:
    """Whether the page heads its months with number and name: behind the year (2026 / 12 December), or the days being bare numbers below."""
    heads = [found for text in texts if (found := _NUMBERED_MONTH.fullmatch(text)) is not None]
    numbered = all(int(found[2]) == MONTHS[found[3].casefold()] for found in heads)
    if not heads or not numbered:
        return False
    return all(head[1] for head in heads) or sum(ONLY_DAY.match(text) is not None for text in texts) > len(heads)


def _without_day(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    head = _NUMBERED_MONTH.fullmatch(text)
    if head is None:
        return marks
    year = head[1] or head[4]
    return tuple(replace(mark, year=int(year) if year else mark.year, day=None) for mark in marks)


class _Calendar:
    """What the headings above a line say of year and month."""

    def __init__(self, today: date, month: tuple[int, int] | None = None) -> None:
        self._today = today
        self._year: int | None = month[0] if month else None
        self._year_line: int | None = None
        self._year_is_headed = True
        self._month: tuple[int, int] | None = (month[1], -1) if month else None
        self._bare = -1
        self._before: int | None = None
        self._fiscal = False

    def read(self, line: Line, text: str, marks: tuple[Mark, ...], said: Dated | None = None) -> Dated | None:
        """The days that ``line`` names, below the line that ``said`` the last ones."""
        whole = tuple(mark for mark in marks if mark.day)
        if not whole:
            if line.day:
                return _stated(line, text, line.day)
            if not self._follows(text, said):
                self._heading(line, text, marks)
            if said is not None and said.line.number == line.number - 1 and _GOES_ON.match(text):
                return None  # 8月1日(土), ・2日(日) below it: one item
            return self._bare_day(line, text)
        if line.day and whole[0].year is None and (whole[0].month, whole[0].day) == (line.day.month, line.day.day):
            whole = (replace(whole[0], year=line.day.year), *whole[1:])
        whole = (*self._from_day(text, whole[0]), *whole)
        days = [(mark, day) for mark in whole if (day := self._day(mark, text)) is not None]
        if not days:
            return None
        kept = tuple(mark for mark, _ in days)
        headings = () if kept[0].year or self._year_line is None else (self._year_line,)
        return Dated(line, text, kept, tuple(day for _, day in days), until(text, days), headings)

    def _heading(self, line: Line, text: str, marks: Sequence[Mark]) -> None:
        """Take year and month from a short line that names no day; the path of a file in it says nothing."""
        text = _FILE.sub("", text)
        if len(text) >= SHORT:
            return
        if (headed := month_of(text)) is not None:
            self._year, self._year_line, self._month = headed[0], line.number, (headed[1], line.number)
            self._year_is_headed = True
            return
        dated = [mark for mark in marks if mark.year and mark.month]
        marks = dated if len(dated) == 1 else marks  # 10月 2026年11月 12月: the month between its neighbours
        years = set(ENGLISH_YEAR.findall(text))
        if len(years) > 1 and line.is_heading:  # 2026 Dec - 2027 Jan: each day's is the nearest
            self._year, self._year_line, self._month, self._before = None, None, None, None
            return
        if len(years) == 1:
            year = years.pop()
            named = _IS_NAMED if line.is_heading else _IS_TOLD
            if named.search(text) or abs(int(year) - self._today.year) > _LONG_AGO:
                return  # 2018年以来二度目の個展です。
            other = not line.is_heading and _OTHER_NUMBER.search(text.replace(year, "")) and not dated
            if other or (year.endswith("00") and "年" not in text):
                return  # 1937年/97分/35mm; adv 2000
            self._begin_year(int(year), line, text)
        elif marks and marks[0].year and len({mark.year for mark in marks}) == 1:
            self._begin_year(marks[0].year, line, text)
        marks = [mark for mark in marks if mark.year or "月" in text or _is_head(text, mark)]
        months = {mark.month for mark in marks}
        if len(months) == 1 and (month := marks[0].month) and len(text) < SHORT / 2:
            if (
                self._month
                and self._month[0] == month
                and 0 <= self._month[1] > line.number - _NEAR
                and not line.is_heading
            ):
                return  # the month itself in the menu below its heading
            self._turn(month)
            self._month = (month, line.number)

    def _begin_year(self, year: int, line: Line, text: str) -> None:
        named = sum(1 if sign.isascii() else 2 for sign in text if sign.isalpha()) >= _NAME
        if year == self._year and (self._year_line is not None or self._month) and (named or not line.is_heading):
            return  # ピアノ教室 2026発表会
        if self._month and named and line.link is not None:
            return  # the title of a concert in a list of days: NEW YEAR 2027
        self._year, self._year_line, self._month = year, line.number, None
        self._fiscal, self._before = "年度" in text, None
        self._year_is_headed = line.is_heading or text.strip().startswith(str(year)) or "年" in text

    def _turn(self, month: int) -> None:
        """Go on to ``month``: behind the autumn of a year the spring is the next one's (12月, 1月), as in a fiscal year."""
        late = self._fiscal if self._before is None else self._before >= _AUTUMN
        if self._year is not None and month <= _SPRING and late:
            self._year += 1
            self._fiscal = False
        self._before = month

    def _bare_day(self, line: Line, text: str) -> Dated | None:
        pair = pair_of_days(line, text)
        found = pair or ONLY_DAY.match(text)
        leading = None if found else _LEADING_DAY.match(text)
        found = found or leading
        if not found or self._month is None or not 0 < line.number - max(self._month[1], self._bare) < _FAR:
            return None
        if _MONTH_ALONE.match(text) and not self._is_monday(int(found[1])):
            return None  # the month again, as a picture of its plan says it
        self._bare = line.number
        end = pair.start(2 if pair[2] else 3) if pair else leading.end() if leading else len(text)
        mark = Mark(0, end, self._year, self._month[0], int(found[1]))
        day = self._day(mark, text)
        last = _TO_DAY.match(text, end) if leading else None
        until = last[1] if last else pair[4] if pair else ""
        headings = tuple(
            one for one in dict.fromkeys((self._year_line, self._month[1])) if one is not None and one >= 0
        )
        if day and until and int(until) > day.day:  # 5日(土)~6日(日) 花見の会
            to = Mark(
                pair.start(4) if pair else end,
                last.end() if last else len(text),
                self._year,
                self._month[0],
                int(until),
            )
            if (far := day_of(day.year, day.month, int(until))) is not None:
                listed = pair is not None and pair[3] not in "~-"
                return Dated(line, text, (mark, to), (day, far), None if listed else far, headings)
        return Dated(line, text, (mark,), (day,), None, headings) if day else None

    def _follows(self, text: str, said: Dated | None) -> bool:
        """Whether 7月 is the Monday behind the day that was ``said`` with its weekday (6日), and no month."""
        found = _MONTH_ALONE.fullmatch(text)
        if said is None or found is None or not _DAY_OF_WEEK.fullmatch(said.text):
            return False
        return int(found[1]) > said.days[0].day and self._is_monday(int(found[1]))

    def _is_monday(self, number: int) -> bool:
        """Whether that day of the month above is one: 12月 among 11日 and 13火 is a day, below 12月の予定 the month."""
        day = self._day(Mark(0, 0, self._year, self._month and self._month[0], number), "")
        return day is not None and day.weekday() == 0

    def _from_day(self, text: str, first: Mark) -> tuple[Mark, ...]:
        """The day that a line begins with, joined to its ``first`` whole date: 1日(土)~4月3日(木) below 3月."""
        found = _FROM_DAY.match(text)
        if found is None or found.end() != first.start or self._month is None:
            return ()
        return (Mark(0, found.end("told"), self._year, self._month[0], int(found[1])),)

    def _day(self, mark: Mark, text: str) -> date | None:
        if mark.month is None or mark.day is None:
            return None
        if mark.weekday is not None:
            years = (self._year,) if self._year else (self._today.year, self._today.year + 1, self._today.year - 1)
            days = (day_of(year, mark.month, mark.day) for year in years)
            return next((day for day in days if day is not None and day.weekday() == mark.weekday), None)
        if mark.year:
            return day_of(mark.year, mark.month, mark.day)
        said = WEEKDAY.search(text, mark.end, mark.end + 8) or WEEKDAY.search(
            text, max(0, mark.start - 14), mark.end + 8
        )
        weekday = _weekday(said) if said else None
        if self._year:
            return self._of_year(self._year, mark.month, mark.day, weekday)
        near = [day for step in (0, 1, -1) if (day := day_of(self._today.year + step, mark.month, mark.day))]
        return min(near, key=lambda day: self._distance(day, weekday), default=None)

    def _of_year(self, year: int, month: int, day: int, weekday: int | None) -> date | None:
        """The day in the ``year`` told above; in the one beside it where only that one agrees with the ``weekday``.

        Under a heading that may be the next spring alone: its year is meant. Other lines (ニューイヤー・ガラ 2015) only mention one.
        """
        told = day_of(year, month, day)
        if weekday is None or (told is not None and told.weekday() == weekday):
            return told
        beside = (1,) if month <= _SPRING else ()
        days = [day_of(year + more, month, day) for more in (beside if self._year_is_headed else (1, -1))]
        return next((one for one in days if one is not None and one.weekday() == weekday), told)

    def _distance(self, day: date, weekday: int | None) -> float:
        """How unlikely a day is: far from today, on another weekday; the coming one is likelier than the one gone by."""
        away = (day - self._today).days
        wrong = 1000 if weekday is not None and day.weekday() != weekday else 0
        return abs(away) - (60 if away >= 0 else 0) + wrong


def _is_head(text: str, month: Mark) -> bool:
    """Whether a line with the name of a month says hardly anything else: June 2026, Events in June; no Jun(as) among musicians."""
    beside = text[: month.start] + text[month.end :]
    return sum(map(str.isalpha, beside)) <= _BESIDE_MONTH and not text.startswith("(", month.end)


def _stated(line: Line, text: str, day: date) -> Dated:
    """A line whose day is told by an attribute; the number of the day in its words is no part of what it says."""
    found = ONLY_DAY.match(text) or _LEADING_NUMBER.match(text)
    said = found is not None and int(found[1]) == day.day
    marks = (Mark(0, found.end(), day.year, day.month, day.day),) if found is not None and said else ()
    return Dated(line, text, marks, (day,))


def _weekday(found: re.Match[str]) -> int:
    japanese = found[2] or found[3]
    return "月火水木金土日".index(japanese) if japanese else WEEKDAYS[found[1][:3].casefold()]
