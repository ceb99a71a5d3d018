"""Numbers as dates are written with: ASCII digits (the text is folded) and kanji."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

_DIGITS: Final = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "元": 1, "壱": 1, "弐": 2, "参": 3,
}  # fmt: skip
KANJI: Final = "〇零一二三四五六七八九十元壱弐参"
SMALL: Final = rf"(?:\d{{1,2}}|[{KANJI}]{{1,3}})"
"""A number up to 99, as a regular expression."""
_FIGURE: Final = rf"[\d{KANJI}千]"
_NUMERAL: Final = re.compile(
    rf"{_FIGURE}(?<!{_FIGURE}{_FIGURE})"
    rf"(?:{_FIGURE}*+(?=[ \t]{{0,3}}([年月日時分週じが/._\-:hHaApPmMtTsSnNrR~かヶカヵケ箇の(開oO]))"
    rf"|{_FIGURE}{{7}}(?!{_FIGURE})|\d{{3}}(?!\d)(?<=[nNtTpP場演始]\d{{4}}))"
)
"""A whole run of digits with a character behind it that dates and clocks have, or one of eight digits (20261128)."""
MOST: Final = 20_000
"""Places of one text that are looked at; what has more is a table of figures, not a listing."""
_THOUSANDS: Final = re.compile(r"(二)千(.*)")


Numeral = tuple[int, str]
"""Where a run of digits begins and the character that follows it, spaces left out: where every date and clock begins."""


def numerals(text: str) -> list[Numeral]:
    """The numbers of the folded ``text``, in order. Every reader of numbers looks only there."""
    return [(found.start(), (found[1] or "").lower()) for found in islice(_NUMERAL.finditer(text), MOST)]


def number(text: str) -> int | None:
    """The value of ``text``: digits, positional kanji (二〇二六), with 十 (二十八), or a year with 千 (二千二十六)."""
    text = text.strip()
    if text.isdecimal():
        return int(text)
    if (found := _THOUSANDS.fullmatch(text)) is not None:
        rest = number(found[2]) if found[2] else 0
        return None if rest is None or rest > 99 else 2000 + rest
    return _tens(text) if "十" in text else _positional(text)


def _tens(text: str) -> int | None:
    left, _, right = text.partition("十")
    tens = _positional(left) if left else 1
    ones = _positional(right) if right else 0
    return None if tens is None or ones is None or tens > 9 or ones > 9 else tens * 10 + ones


def _positional(text: str) -> int | None:
    value = 0
    for character in text:
        if character not in _DIGITS:
            return None
        value = value * 10 + _DIGITS[character]
    return value if text else None
