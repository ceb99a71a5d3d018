"""Which month a page shows where no heading tells it: the one chosen in a menu, of the page's name, or of its days' weekdays. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from aggregator.induce.marks import DAY_NUMBER, ENGLISH_DAY, MONTH, MONTHS, WEEKDAYS
from aggregator.induce.order import day_of
from aggregator.induce.page import PageText

_MONTH_OF_YEAR: Final = re.compile(
    r"(?<!\d)(20\d\d)\s?(?:年度?|[-/.]|\s)?\s?(1[0-2]|0?[1-9])(?:\s?月|(?!\d|\s?[-/.年]\s?\d))"
)
_NAMED: Final = re.compile(rf"(?<![^\W\d])(?:{MONTH})(?![^\W\d])", re.IGNORECASE)
_WEEKDAY: Final = rf"[\s(\[/]*({ENGLISH_DAY}|[月火水木金土日])(?:曜日?)?(?![^\W\d])"
_DAY: Final = re.compile(rf"\W{{0,3}}({DAY_NUMBER})日?")
_DAY_AND_WEEKDAY: Final = re.compile(rf"\W{{0,3}}({DAY_NUMBER})日?{_WEEKDAY}", re.IGNORECASE)
_ONLY_WEEKDAY: Final = re.compile(rf"{_WEEKDAY}\W{{0,3}}", re.IGNORECASE)
_SOME: Final = 4
"""So many days with weekdays tell a month."""
_NEAR: Final = (0, 1, -1, 2, -2, 3, -3)
"""The months around today that a page may show, the likelier first."""
_MONTHS: Final = 12


def month_shown(page: PageText, texts: Sequence[str], today: date) -> tuple[int, int] | None:
    """Year and month that a menu has chosen, that the page's name tells, or that the weekdays beside bare days agree with."""
    chosen = [f"{one.get('value') or ''} {one.text or ''}" for one in page.root.iterfind(".//option[@selected]")]
    for text in (*chosen, " ".join(chosen), page.title):
        found = _MONTH_OF_YEAR.search(_NAMED.sub(lambda name: str(MONTHS[name[0].casefold()]), text))
        if found is not None:
            return int(found[1]), int(found[2])
    return _by_weekdays(texts, today)


def _by_weekdays(texts: Sequence[str], today: date) -> tuple[int, int] | None:
    """The month nearest to ``today`` in which nearly all days that stand alone with their weekdays (13 Mon) fall on these."""
    said = {(int(found[1]), found[2][:3].casefold()) for text in texts if (found := _DAY_AND_WEEKDAY.match(text))}
    for text, below in pairwise(texts):
        day, weekday = _DAY.fullmatch(text), _ONLY_WEEKDAY.fullmatch(below)
        if day is not None and weekday is not None:
            said.add((int(day[1]), weekday[1][:3].casefold()))
    if len(said) < _SOME:
        return None
    for step in _NEAR:
        years, month = divmod(today.year * _MONTHS + today.month - 1 + step, _MONTHS)
        right = sum(_falls(day_of(years, month + 1, day), weekday) for day, weekday in said)
        if right * 10 >= len(said) * 9:
            return years, month + 1
    return None


def _falls(day: date | None, weekday: str) -> bool:
    number = WEEKDAYS.get(weekday)
    return day is not None and day.weekday() == (number if number is not None else "月火水木金土日".find(weekday[:1]))
