"""Numbers as dates are written with: ASCII digits (the text is folded) and kanji."""

from __future__ import annotations

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1, "两": 2, "壱": 1, "弐": 2, "参": 3}
KANJI = "〇零一二三四五六七八九十元壱弐参"
SMALL = rf"(?:\d{{1,2}}|[{KANJI}]{{1,3}})"
"""A number up to 99, as a regular expression."""


def number(text: str) -> int | None:
    """The value of ``text``: digits, positional kanji (二〇二六), or kanji with 十 (二十八)."""
    text = text.strip()
    if text.isdigit() and text.isascii():
        return int(text)
    if not text:
        return None
    if "十" in text:
        tens, _, ones = text.partition("十")
        left = _positional(tens) if tens else 1
        right = _positional(ones) if ones else 0
        return None if left is None or right is None or left > 9 or right > 9 else left * 10 + right
    return _positional(text)


def _positional(text: str) -> int | None:
    value = 0
    for character in text:
        if character not in _DIGITS:
            return None
        value = value * 10 + _DIGITS[character]
    return value
