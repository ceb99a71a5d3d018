"""First and last days: two dates of a line, or lines of their own. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile
from typing import Final

from aggregator.induce.dated import Dated
from aggregator.induce.marks import DAY_NUMBER, ENGLISH_DAY, YEAR, Mark
from aggregator.induce.order import day_of
from aggregator.induce.page import Line

_THROUGH: Final = re.compile(
    (
        rf"^[\s)\].]*(?:[(\[][^)\]]{{1,8}}[)\]]\s*)?(?:[月火水木金土日]曜日?|{ENGLISH_DAY}\.?)?\s*(?:\d{{1,2}}:\d\d\s*)?"
        r"(?:-|~|→|to|through|thru|until|から|より)\s*(?:\w{3,9},?\s|\d{4}\s)?$"
    ),
    re.IGNORECASE,
)
_TO: Final = re.compile(r"[\s(]*(?:[-~–—→⇒▼▽↓▶►▷]|から|より|to\b|through\b|until\b)[\s)]*", re.IGNORECASE)
_LISTED: Final = re.compile(r"[\s・、,&]*(?:[(\[][^)\]\d]{1,6}[)\]])?[\s・、,&]+")
_ITS_WEEKDAY: Final = r"(\s?\([月火水木金土日][^)\d]{0,4}\))?"
_PAIR_OF_DAYS: Final = re.compile(
    rf"\W{{0,3}}({DAY_NUMBER})日?{_ITS_WEEKDAY}\s?([・,、~-])\s?({DAY_NUMBER})日?{_ITS_WEEKDAY}\W{{0,3}}"
)
"""10・11, 10~12 in a cell of their own, 3日(土)・4日(日): first and last day."""
_WEEK: Final = 7
_LONGEST_MONTH: Final = 31
_ONLY_YEAR: Final = re.compile(rf"\W*{YEAR}\s?年?\W*")


def until(text: str, days: Sequence[tuple[Mark, date]]) -> date | None:
    """The last day, where the second date is joined to the first one by a dash or a word for it."""
    if len(days) < 2 or not _THROUGH.match(text[days[0][0].end : days[1][0].start]):
        return None
    first, (mark, last) = days[0][1], days[1]
    if mark.year is None and mark.month and mark.day:  # the next such day, whatever weekday is written beside it
        near = (day_of(first.year + more, mark.month, mark.day) for more in (0, 1))
        last = next((day for day in near if day is not None and day >= first), last)
    return last if last >= first else None


def pair_of_days(line: Line, text: str) -> re.Match[str] | None:
    """The two days that a line names and nothing else, listed ones one after the other.

    Without weekdays only in a cell of a table or a term, and within a week: 9-17 may be hours.
    """
    found = _PAIR_OF_DAYS.fullmatch(text)
    if found is None or not (found[2] or {"td", "th", "dt"} & {*line.around[:2]}):
        return None
    apart = int(found[4]) - int(found[1])
    return found if apart == 1 or (found[3] in "~-" and 1 < apart < (_LONGEST_MONTH if found[2] else _WEEK)) else None


def further(dated: Dated) -> tuple[date, ...]:
    """The days that go on the list which the first one of a line begins: 12月5日（土）、19日（土）."""
    pairs = zip(dated.marks, dated.marks[1:], dated.days[1:], strict=False)
    listed = takewhile(lambda pair: _LISTED.fullmatch(dated.text, pair[0].end, pair[1].start), pairs)
    return () if dated.until is not None else tuple(day for _, _, day in listed)


def stretched(found: Sequence[Dated], texts: Sequence[str]) -> list[Dated]:
    """The dated lines, a first and a last day on lines of their own (9月30日, ~10月5日; 9/21, ▼, 2026年, 9/23) as one range.

    A dash before both of them is a bullet.
    """
    kept: list[Dated] = []
    for one in found:
        first = kept[-1] if kept else None
        within = texts[first.line.number + 1 : one.line.number] if first is not None else []
        between = [text for text in within if text and not _ONLY_YEAR.fullmatch(text)]
        led = one.text if not between else between[0] if len(between) == 1 else ""
        joined = _TO.match(led) if not between else _TO.fullmatch(led)
        alone = first is not None and first.until is None and len(first.days) == 1 and not first.rest and not one.rest
        bullet = first is not None and not between and _TO.match(first.text)
        if first is not None and joined and alone and not bullet and one.days[-1] > first.days[0]:
            kept[-1] = replace(first, until=one.days[-1])
        else:
            kept.append(one)
    return kept
