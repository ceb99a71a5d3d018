"""Year, month and day that stand in a heading above the items of a list (2026年12月 … 5日(土))."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)|(令和)\s*(\d{1,2}|元)\s*年")
_MONTH: Final = re.compile(
    r"(?<!\d)(1[0-2]|0?[1-9])\s*月|(?:19|20)\d\d\s*[./-]\s*(1[0-2]|0?[1-9])(?!\d)"
    r"|(?<![\d./-])(1[0-2]|0?[1-9])\s*/\s*\d{1,2}(?![\d/])"
)
_OF_YEAR: Final = re.compile(r"(?:19|20)\d\d\s*年\s*((?:1[0-2]|0?[1-9])\s*月)")
_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED: Final = re.compile(rf"(?<![a-z])({'|'.join(_NAMES)})[a-z]*(?![a-z])", re.IGNORECASE)
_DAY: Final = re.compile(
    rf"""(?<!\d)(3[01]|[12]\d|0?[1-9])\s*日
    | (?:19|20)\d\d\s*[./-]\s*\d{{1,2}}\s*[./-]\s*(\d{{1,2}})
    | (?<![\d./-])(?:1[0-2]|0?[1-9])\s*/\s*(3[01]|[12]\d|0?[1-9])(?![\d/])
    | (?<![a-z])(?:{"|".join(_NAMES)})[a-z]*\.?\s+(3[01]|[12]\d|0?[1-9])(?!\d)
    | ^\W*(?:[a-z]{{3,9}},?\s)?(3[01]|[12]\d|0?[1-9])(?:\s[a-z]{{3,9}})?\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBERED: Final = re.compile(r"\W*(\d{1,2})\W*[a-z]{3,9}\W+20\d\d\W*", re.IGNORECASE)
_NUMBERS: Final = r"(?<![\d:])\d{1,4}\s*[/.-]\s*\d{1,2}(?![\d:]|\s*時)"
_OWN_DAY: Final = re.compile(rf"\d\s*日|{_NUMBERS}|^\s*\d{{1,2}}(?!\s*[:時\d])")
_APART: Final = re.compile(
    (
        r"^\W{0,3}(1[0-2]|0?[1-9])[ .](3[01]|[12]\d|0?[1-9])[ (.]{1,2}"
        r"([月火水木金土日](?![^\W\d])|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)\)?"
    ),
    re.IGNORECASE,
)
_FISCAL: Final = re.compile(r"年度|fiscal|(?<![A-Za-z])FY\s?\d", re.IGNORECASE)
_AUTUMN: Final = 10
_SPRING: Final = 3
_HALF_A_YEAR: Final = 6
_OWN_MONTH: Final = re.compile(rf"\d\s*月|{_NUMBERS}")


class Heading(NamedTuple):
    """What a heading passes on: each may be unknown. A day is passed on only by a heading that names no event of its own."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    fiscal: bool = False

    @classmethod
    def read(cls, text: str) -> Heading:
        """Year, month and day in ``text`` (2026年12月, 令和8年12月, 2026.12, December 2026, 12月, 2日（水）)."""
        text = unicodedata.normalize("NFKC", text)
        whole = _OF_YEAR.search(text)  # 10月 2026年11月 12月: the month between its neighbours
        year, month = _YEAR.search(text), _MONTH.search(text, whole.start(1) if whole else 0)
        named, day = _NAMED.search(text), _DAY.search(text)
        if (number := _NUMBERED.fullmatch(text)) is not None and int(number[1]) == _month(None, named):
            day = None  # 12 December 2026 above bare days: the month by number and by name
        return cls(
            _year(year) if year else None,
            _month(month, named),
            int(next(filter(None, day.groups()))) if day else None,
            fiscal=_FISCAL.search(text) is not None,
        )

    def under(self, upper: Heading) -> Heading:
        """This heading with what it lacks taken from the one before it.

        A new year forgets the month. Months that run on over the turn of the year (12月, 1月) take the year with them.
        """
        if self.year is not None:
            return self
        if self == Heading():
            return upper
        if upper.fiscal and upper.year is not None and upper.month is None and self.month is not None:
            return Heading(upper.year + (self.month <= _SPRING), self.month, self.day)
        if self.month is None or upper.month is None or upper.year is None:
            return Heading(
                upper.year, self.month if self.month is not None else upper.month, self.day, fiscal=upper.fiscal
            )
        step = upper.month - self.month
        turned = 1 if step >= _HALF_A_YEAR else -1 if step <= -_HALF_A_YEAR else 0
        return Heading(upper.year + turned, self.month, self.day)

    def turned(self, when: str, earlier: int | None) -> tuple[Heading, int | None]:
        """The heading for an item, and its month: behind the autumn (``earlier``), or first in a fiscal year, spring is the next year's."""
        plain = unicodedata.normalize("NFKC", when)
        month = _month(_MONTH.search(plain), _NAMED.search(plain))
        late = self.fiscal if earlier is None else earlier >= _AUTUMN
        if self.year is None or self.month is not None or month is None or _YEAR.search(plain):
            return self, earlier
        if month <= _SPRING and late:
            return self._replace(year=self.year + 1, fiscal=False), month
        return self, month

    def before(self, when: str) -> str:
        """``when`` with the year and month that it lacks written in front of it."""
        plain = unicodedata.normalize("NFKC", when)
        if self.year is not None and _YEAR.search(plain):
            return when
        missing = f"{self.year}年" if self.year is not None else ""
        if self.month is not None and not (_OWN_MONTH.search(plain) or _NAMED.search(plain)):
            missing += f"{self.month}月"
            if re.match(r"\s*\d{1,2}(?!\s*[日:時]|\d)", plain):
                when = re.sub(r"^\s*(\d{1,2})", r"\1日", plain)
        if self.day is not None and not _OWN_DAY.search(plain):
            missing += f"{self.day}日 "
        return missing + when

    @property
    def whole(self) -> str | None:
        """The day that the heading names; ``None`` where it lacks a part of it."""
        if self.day is None or self.month is None:
            return None
        return (f"{self.year}年" if self.year is not None else "") + f"{self.month}月{self.day}日"


def _year(found: re.Match[str]) -> int:
    if found[2]:
        return 2018 + (1 if found[3] == "元" else int(found[3]))
    return int(found[1])


def _month(found: re.Match[str] | None, named: re.Match[str] | None) -> int | None:
    if found:
        return int(found[1] or found[2] or found[3])
    return _NAMES.index(named[1].lower()) + 1 if named else None


def joined(when: str) -> str:
    """Month, day and weekday that stand in elements of their own (11 28 土) as one date."""
    return _APART.sub(r"\1/\2(\3)", when)
