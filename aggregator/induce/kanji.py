"""Dates in Chinese numerals (令和五年九月二十四日 午後一時半) in Arabic ones. Pure."""

from __future__ import annotations

import re
from typing import Final

_N: Final = "[〇一二三四五六七八九十]{1,4}"
_WRITTEN: Final = re.compile(
    rf"(?:(?:令和|平成|昭和)\s?{_N}|[一二][〇一二三四五六七八九]{{3}})年(?:\s?{_N}月)?(?:\s?{_N}日)?"
    rf"|(?<![〇一二三四五六七八九十第]){_N}月\s?{_N}日"
    rf"|^\W{{0,3}}{_N}月(?=\W|$|の|公演|上席|中席|下席)|^\W{{0,3}}{_N}日(?=\W|$)|(?<=[~・、-]){_N}日(?=\W|$)"
    rf"|(?<=午前|午後){_N}時(?:{_N}分)?",
)
_SIGNS: Final = frozenset("年月日時")
_NUMBER: Final = re.compile(_N)
_DIGITS: Final = {sign: str(number) for number, sign in enumerate("〇一二三四五六七八九")}


def arabic(text: str) -> str:
    """The text with the numerals of its dates and clock times in Arabic; other numerals stay."""
    if _SIGNS.isdisjoint(text):
        return text
    return _WRITTEN.sub(lambda found: _NUMBER.sub(lambda number: _value(number[0]), found[0]), text)


def _value(numeral: str) -> str:
    """``二十四`` is 24, ``十`` 10, ``二〇二三`` 2023."""
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return "".join(_DIGITS[sign] for sign in numeral)
    return f"{_DIGITS.get(tens, '1')}{_DIGITS.get(ones, '0')}"
