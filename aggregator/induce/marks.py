"""Where days stand in a line of any language that the program reads. Pure.

A listing page writes thousands of dates the same way, so this looks for their form first, and the reading core is asked about
the items that are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

_NAMES: Final = (
    "january jan enero ene janvier janv januar", "february feb febrero février fevrier févr februar",
    "march mar marzo mars märz", "april apr abril abr avril avr", "may mayo mai", "june jun junio juin juni",
    "july jul julio juillet juil juli", "august aug agosto août aout", "september sept sep septiembre septembre",
    "october oct octubre octobre oktober", "november nov noviembre novembre", "december dec diciembre décembre dezember",
)  # fmt: skip
MONTHS: Final = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988}
_WORDS: Final = frozenset(["may", "mar", "mars", "mai", "march"])
"""Month names that are words, too: without a day or year they count only with a capital."""
YEAR: Final = r"(?:19|20)\d\d"
DAY_NUMBER: Final = r"3[01]|[12]\d|0?[1-9]"
_ORDINAL: Final = r"(?:\s?(?:st|nd|rd|th))?"
_JAPANESE: Final = (
    rf"(?:(?:(?P<era>令和|平成|昭和|(?<![A-Za-z])[RH])\s?(?P<era_year>\d{{1,2}}|元)|(?<!\d)(?P<jy>{YEAR}))\s?年"
    r"(?:\s*\([^)]*\))?度?\s*)?"
    rf"(?<!\d)(?P<jm>1[0-2]|0?[1-9])\s?月\s*(?:(?P<jd>{DAY_NUMBER})\s?日)?"
)
ENGLISH_DAY: Final = (
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,5}days?|mon|tues?|wed(?:s|nes)?|thu(?:rs?)?|fri|sat|sun)(?![a-z])"
)
"""A weekday in English and no word that but begins like one (Monet, Friends)."""
_WEEKDAY: Final = rf"{ENGLISH_DAY}|[月火水木金土日](?![^\W\d]|曜\w)"
_FORMS: Final = (
    _JAPANESE,
    rf"(?<!\d)(?P<iy>{YEAR})\s?(?P<sep>[-/.])\s?(?P<im>1[0-2]|0?[1-9])\s?(?P=sep)\s?(?P<id>{DAY_NUMBER})(?!\d)",
    rf"(?<![\d/.-])(?P<n1>\d{{1,2}})(?P<nsep>[-/.])(?P<n2>\d{{1,2}})(?P=nsep)(?P<ny>{YEAR}|\d\d)(?![\d/]|[.-]\d)",
    (
        rf"(?<!\w)(?<!\d[./-])(?P<dm_d>{DAY_NUMBER}){_ORDINAL}[\s\-.]{{1,2}}(?:of\s+|de\s+)?(?P<dm_m>{MONTH})\b"
        rf"\.?(?:[\s,\-]+(?:de\s+)?(?P<dm_y>{YEAR})(?!\d))?"
    ),
    (
        rf"(?<![^\W\d])(?P<md_m>{MONTH})\b\.?"
        rf"(?:[\s\-/]{{0,3}}(?P<md_d>{DAY_NUMBER}){_ORDINAL}(?![\d:]|\s?月|\s?[ap]\.?m\b)"
        rf"(?:\s?[-~]\s?(?P<md_l>{DAY_NUMBER}){_ORDINAL}(?=,?\s+{YEAR}(?!\d)))?)?"
        rf"(?:[\s,.\-'’]*\(?(?P<md_y>{YEAR})(?!\d))?"
    ),
    (
        rf"(?<![\d/.,$¥-])(?P<by>{YEAR})\s(?P<bm>1[0-2]|0?[1-9])\s?[./]\s?(?P<bd>{DAY_NUMBER})"
        r"(?![\d/%]|\.\d|\s?[円人名度年月])"
    ),
    rf"^\W{{0,3}}(?P<ky>{YEAR})\s(?P<km>1[0-2]|0?[1-9])\s(?P<kd>{DAY_NUMBER})(?=\s?[(\[]?\s?(?:{_WEEKDAY})|\W*$)",
    rf"(?<![\d/.$¥])(?<!\d-)(?<!\d:)(?P<sm>1[0-2]|0?[1-9])\s?/\s?(?P<sd>{DAY_NUMBER})(?![\d/]|\.\d|%|(?!{ENGLISH_DAY})[a-z])",
    (
        rf"(?<![\d/.$¥])(?<!\d-)(?<!\d:)(?P<tm>1[0-2]|0?[1-9])\.(?P<td>{DAY_NUMBER})"
        rf"(?=\s?[.(\[]?\s?(?:{ENGLISH_DAY}|[月火水木金土日][)\]曜・]|\s?[-~]))"
    ),
    (
        rf"^\W{{0,3}}(?P<pm>1[0-2]|0?[1-9])(?:\s?[.|]\s?|\s)(?P<pd>3[01]|[12]\d|0?[1-9])[ (.]{{1,2}}"
        rf"(?P<pw>[月火水木金土日](?![^\W\d])|{ENGLISH_DAY})"
    ),
    r"(?<![\w.:#-])(?<!No\. )(?<!: )(?P<cy>20\d\d)(?P<cm>0[1-9]|1[0-2])(?P<cd>0[1-9]|[12]\d|3[01])(?!\d)",
)
_DATE: Final = re.compile("|".join(_FORMS), re.IGNORECASE)
_LAST_DAY: Final = re.compile(rf"\s?(?:\([^)]{{1,8}}\))?\s?[~→-]\s?({DAY_NUMBER})(?!\d)(?:日|(?=\s?\([^\W\d]))")
"""5月1日~10日, 6/1(土)→3(月): the last day is one of the same month."""
_NEXT_DAY: Final = re.compile(
    rf"\s?(?:\([^)]{{1,8}}\))?\s?[・、,&]\s?({DAY_NUMBER})(?![\d:/.月])\s?(?:日(?![間目程])|(?=\([月火水木金土日]))"
)
"""6月5日(水)、19日(水): a further day of the same month."""
_DAYS_OF_MONTH: Final = re.compile(
    rf"\s?[^\W\d]{{0,8}}\s?\((({DAY_NUMBER})日?(?:\([^)]{{1,8}}\))?)\s?[~-]\s?(({DAY_NUMBER})日(?:\([^)]{{1,8}}\))?)\)"
)
"""12月上席(1日~10日): the days of the month that stands before them."""
_LAST_MONTH: Final = re.compile(
    rf"\s?(?:[(\[][^)\]]{{1,8}}[)\]])?\s?[~-]\s?(1[0-2]|0?[1-9])\.({DAY_NUMBER})(?![\d.:(\[]|\s?[(\[]|\s?[-~])"
)
"""2026.4.11 - 6.21: behind a whole date a month and day; with a weekday or a dash they are told by themselves."""
_LAST_SPACED: Final = re.compile(
    rf"\s(?:{_WEEKDAY})?\s?[~-]\s?(1[0-2]|0?[1-9])\s({DAY_NUMBER})(?=\s?[(\[]?\s?(?:{_WEEKDAY}))", re.IGNORECASE
)
"""2026 03 07 SAT - 03 08 SUN: behind a date of three numbers a month and day."""
LIKELY: Final = re.compile(r"\d")
_WORD: Final = re.compile(r"[A-Za-z]{3}|mär|f[ée]v|aoû|déc", re.IGNORECASE)
WEEKDAYS: Final = {name: number for number, name in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])}
SHORT: Final = 80


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
    short: bool = False
    """Whether the year has but two digits, so that the first of the numbers may be it as well (26.07.02)."""


@lru_cache(maxsize=8192)
def scan(text: str, *, month_first: bool = True) -> tuple[Mark, ...]:
    """The dates in folded ``text``, whole or in part; a month alone counts, a year alone does not. Rows say much alike."""
    return tuple(_scanned(text, month_first=month_first))


def _scanned(text: str, *, month_first: bool) -> Iterator[Mark]:
    if not LIKELY.search(text) and (len(text) > SHORT or not _WORD.search(text)):
        return
    for found in _DATE.finditer(text):
        mark = _mark(found, month_first=month_first)
        if mark is not None:
            if mark.month and not mark.day and (inner := _DAYS_OF_MONTH.match(text, mark.end)) is not None:
                yield from (Mark(*inner.span(nth), mark.year, mark.month, int(inner[nth + 1])) for nth in (1, 3))
                continue
            if found["md_l"] and mark.day and int(found["md_l"]) > mark.day:  # Dec 12 - 27, 2026
                yield replace(mark, end=found.end("md_d"))
                yield replace(mark, start=found.start("md_l"), day=int(found["md_l"]))
                continue
            yield mark
            known = mark.day and (mark.year or found["tm"])
            until = (_LAST_MONTH.match(text, mark.end) or _LAST_SPACED.match(text, mark.end)) if known else None
            if until is not None:
                yield Mark(until.start(1), until.end(), None, int(until[1]), int(until[2]))
            last = _LAST_DAY.match(text, mark.end) if mark.day and mark.month else None
            if last is not None and int(last[1]) > (mark.day or 0):
                yield Mark(last.start(1), last.end(), mark.year, mark.month, int(last[1]))
            yield from _further(text, last.end() if last is not None else mark.end, mark)


def _further(text: str, at: int, first: Mark) -> Iterator[Mark]:
    """The days of the same month that go on a list."""
    before = first.day or 0
    while first.month and before and (found := _NEXT_DAY.match(text, at)) is not None and int(found[1]) > before:
        at, before = found.end(), int(found[1])
        yield Mark(found.start(1), at, first.year, first.month, before)


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
        ("by", "bm", "bd"),
        ("ky", "km", "kd"),
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
    return "月火水木金土日".index(word) if word in "月火水木金土日" else WEEKDAYS[word[:3].casefold()]


def _era(era: str | None, year: str | None) -> int | None:
    return _ERAS[era.upper()] + (1 if year == "元" else int(year or 1)) if era else None


def _number(written: str | None) -> int | None:
    return int(written) if written else None


def _numeric(where: tuple[int, int], said: dict[str, str | None], *, month_first: bool) -> Mark | None:
    """``3/4/2026`` and ``3.4.26``."""
    first, second, year = int(said["n1"] or 0), int(said["n2"] or 0), int(said["ny"] or 0)
    short = year < 100
    if short:
        year += 2000 if year < 70 else 1900
    month, day = (first, second) if month_first else (second, first)
    if month > 12:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Mark(*where, year, month, day, (first, second), short=short)


def _named(where: tuple[int, int], said: dict[str, str | None]) -> Mark | None:
    name = said["md_m"] or ""
    day, year = _number(said["md_d"]), _number(said["md_y"])
    if day is None and (name.islower() or (year is None and name.casefold() in _WORDS and not name[0].isupper())):
        return None
    return Mark(*where, year, MONTHS[name.casefold()], day)
