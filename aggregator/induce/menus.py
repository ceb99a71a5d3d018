"""Menus of months and years, which say what one may choose and not what is shown. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from aggregator.induce.marks import MONTH, YEAR
from aggregator.induce.page import Line

ENGLISH_YEAR: Final = re.compile(rf"(?<![\d/.,$#¥\\-])({YEAR})(?![\d/]|[-.]\d|\s?(?:円|名|人|席|yen\b))")
YEAR_MONTH: Final = re.compile(
    rf"\W{{0,3}}({YEAR})(?=\s?[./-]\s?\d\d?[^\d/.-]{{0,12}}$|\s\d\d?\W{{0,3}}$)\s?[./-]?\s?(1[0-2]|0?[1-9])(?!\d).*"
)
"""2026.12, 2026/12 Schedule, 2026 12: the heading of a month."""
_ONLY_MONTH: Final = re.compile(
    (
        rf"\W*(?:(?:前|先|翌|来|次)の?月\W*)?(?:(?:令和|平成)?\d{{1,4}}\s?年度?)?\s?"
        rf"(?:(?:1[0-2]|0?[1-9])\s?月|{MONTH})(?:号|\s{YEAR})?(?:\W*(?:prev(?:ious)?|next)\b)?\W*"
    ),
    re.IGNORECASE,
)
_AWAY: Final = re.compile(r"[«»<>←→≪≫◀▶◁▷]|[前先翌来次]の?月|\b(?:prev|next)", re.IGNORECASE)
"""Signs of a link to the month before or after."""
_LIKELY: Final = re.compile(r"\d|[A-Za-z]{3}")
_LONG: Final = 50
_IN_A_ROW: Final = re.compile(rf"(?<![\d./-])({YEAR})\s?[年./-]\s?(1[0-2]|0?[1-9])(?:\s?月)?(?!\d|[./-]\d)")
_DIGIT: Final = re.compile(r"\d")
_AROUND: Final = ("before", "this", "after")
_MENU: Final = 3
"""So many months below one another are a menu."""


def menus(lines: Sequence[Line], texts: Sequence[str]) -> set[int]:
    """Numbers of the lines of menus of months: several in a row, but for the one that is no link where all others are.

    Links that differ only in the year are a menu, too.
    """
    found: set[int] = set()
    row: list[int] = []
    for number in range(len(lines) + 1):
        if number < len(lines) and _is_choice(lines[number], texts[number]):
            row.append(number)
            continue
        plain = [one for one in row if lines[one].link is None]
        away = row and not plain and (_AWAY.search(texts[row[0]]) or _is_beside_month(lines, texts, row))
        if len(row) >= _MENU or away:
            found |= set(row) - (set(plain) if len(plain) == 1 else set())
        row = []
    for one, (text, below) in enumerate(pairwise(texts)):
        years = [ENGLISH_YEAR.search(text), ENGLISH_YEAR.search(below)]
        linked = lines[one].link is not None and lines[one + 1].link is not None
        if linked and all(years) and text != below and ENGLISH_YEAR.sub("", text) == ENGLISH_YEAR.sub("", below):
            found |= {one, one + 1}
    return found


def month_of(text: str) -> tuple[int, int] | None:
    """Year and month that a line heads: alone (2026.12 Schedule), or between the month before and the one after (‹ 2026.11 2026.12 2027.01 ›)."""
    alone = YEAR_MONTH.fullmatch(text)
    if alone is not None:
        return int(alone[1]), int(alone[2])
    row = [(int(one[1]), int(one[2])) for one in _IN_A_ROW.finditer(text)]
    if len(row) != len(_AROUND) or _DIGIT.search(_IN_A_ROW.sub("", text)):
        return None
    (_, before), headed, (_, after) = row
    return headed if headed[1] == before % 12 + 1 and after == headed[1] % 12 + 1 else None


def _is_beside_month(lines: Sequence[Line], texts: Sequence[str], row: Sequence[int]) -> bool:
    """Whether links to months stand right below or above the month that is shown, in words that are no link."""
    beside = (number for number in (row[0] - 1, row[-1] + 1) if 0 <= number < len(lines))
    return any(lines[number].link is None and _names_month(texts[number]) for number in beside)


def _names_month(text: str) -> bool:
    return (_ONLY_MONTH.fullmatch(text) or YEAR_MONTH.fullmatch(text)) is not None


def _is_choice(line: Line, text: str) -> bool:
    """Whether a line is but a month that one may choose."""
    return (
        len(text) < _LONG
        and _LIKELY.search(text) is not None
        and not line.is_heading
        and not {"dt", "th"} & set(line.around[:2])
        and _names_month(text)
    )
