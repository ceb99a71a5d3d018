"""Dates whose day stands before the month in Japanese (08 6月, 15 10月 2026), as calendars translated from English write them. Pure."""

from __future__ import annotations

import re
from typing import Final

from aggregator.induce.marks import DAY_NUMBER, YEAR

_TURNED: Final = re.compile(
    rf"(?P<led>^\W{{0,3}}|\d[月日]\s?[-~]\s?|{YEAR}\s?[-~]\s?)(?P<day>{DAY_NUMBER})\s(?P<month>1[0-2]|0?[1-9])月"
    rf"(?:,?\s(?P<year>{YEAR})(?!\d))?(?=\W*$|\s|[月火水木金土日](?![^\W\d]))"
)


def unturned(texts: list[str]) -> list[str]:
    """The lines, those that begin with a day and its month in the order of time: 6月8日, 2026年10月15日.

    Where the numbers but count the lines (1 4月, 2 5月, 3 6月) they are no days.
    """
    found = [(number, day) for number, text in enumerate(texts) if (day := _TURNED.match(text)) is not None]
    if len(found) < 2 or all(int(day["day"]) == count for count, (_, day) in enumerate(found, 1)):
        return texts
    for number, _ in found:
        text = texts[number]
        while (day := _TURNED.search(text)) is not None:
            year = f"{day['year']}年" if day["year"] else ""
            text = f"{text[: day.end('led')]}{year}{int(day['month'])}月{int(day['day'])}日{text[day.end() :]}"
        texts[number] = text
    return texts
