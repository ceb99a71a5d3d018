"""Amounts of money as they are written: 1,000円, ¥1,000, 3千円, 1.5万円, 千五百円, 500円玉1枚, 500~1,000円, 300円から. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from aggregator.normalise.needed import led

NUMBER: Final = r"\d{1,3}(?:[,.]\d{3}){1,3}|\d{1,9}(?:\.\d{1,9})?"
_KANJI_DIGIT: Final = "一二三四五六七八九壱弐参伍"
_KANJI_NUMBER: Final = (
    rf"[{_KANJI_DIGIT}]{{1,3}}[、,][〇{_KANJI_DIGIT}]{{3}}"
    rf"|(?:[{_KANJI_DIGIT}]?[十拾百千万]){{1,8}}[{_KANJI_DIGIT}]?|[{_KANJI_DIGIT}][〇{_KANJI_DIGIT}]{{2,4}}"
)
AMOUNT: Final = re.compile(
    led(
        r"\\\dj¥一七万三九二五八六十千四百壱弐参伍拾",
        rf"(?:(?:[¥\\]|JPY\s?)\s*(?P<a>{NUMBER})(?P<au>\s*[千万])?(?!\d)(?:円)?"
        rf"|(?P<b>{NUMBER})\s*(?:\((?P<also>{NUMBER})\)\s*(?=円))?"
        rf"(?:(?P<bu>[千万百])\s*(?:(?P<b2>\d,\d{{3}}|\d{{1,4}})(?P<b3>[百千])?)?)?\s*(?:円|yen\b|JPY\b|えん)"
        rf"|(?<![数何幾〇十拾百千{_KANJI_DIGIT}])(?P<k>{_KANJI_NUMBER})円)"
        r"(?!台|札(?![を\s]?[1-3一二三]枚)|相当|分の|卓|形|周|満|高|安|ショップ|均一ショップ|グッズ|\s?切手)"
        r"(?:[玉札](?:硬貨)?[を\s]?(?:で)?(?P<coins>\d|一|二|三)\s?[枚つ個]|玉(?!.{0,3}(?:\(?返却|が戻)))?",
    ),
    re.IGNORECASE,
)
MOST: Final = 1_000_000
"""Yen; what is more is no fee of a visit."""
_LOW: Final = re.compile(r"(?<![\d,])(?P<low>\d{1,3}(?:,\d{3})+|\d{2,5}|\d(?=[千万]))\s*(?P<unit>[千万])?\s*[~-]\s*$")
_LONGEST_LOW: Final = 14
_OPEN: Final = re.compile(
    r"\s*(?:[(\[]?税込[)\]]?)?\s*"
    r"(?:~(?!\s*[\d¥\\]|\s*[^\n。]{0,6}\d[\d,]*円)|から(?!\s*[\d¥\\]|お?選|自由に)|より(?=[\s。)、]|$)"
    r"|以上(?=$|[\s。、)をのに])|\+α)"
)
_THOUSANDS: Final = re.compile(r"[,.](?=\d{3}(?:\D|$))")
_UNITS: Final = {"十": 10, "拾": 10, "百": 100, "千": 1000, "万": 10000}
_DIGITS: Final = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {
    "壱": 1,
    "弐": 2,
    "参": 3,
    "伍": 5,
}


class Amount(NamedTuple):
    """An amount in yen at ``start`` to ``end`` of the folded text.

    ``low`` is the bottom of a range (500~1,000円), ``open`` says that it may be more (300円から).
    """

    value: int
    start: int
    end: int
    low: int | None = None
    open: bool = False


def amounts(folded: str, start: int, end: int) -> Iterator[Amount]:
    """The amounts of a stretch, in order, none above ``MOST``."""
    for match in AMOUNT.finditer(folded, start, end):
        value = _value(match)
        if value is not None and value <= MOST:
            before = folded[max(start, match.start() - _LONGEST_LOW) : match.start()]
            low = _LOW.search(before) if before.rstrip().endswith(("~", "-")) else None
            bottom = int(low["low"].replace(",", "")) * _UNITS.get(low["unit"], 1) if low else _second(match)
            yield Amount(
                value,
                match.start(),
                match.end(),
                bottom if bottom is not None and bottom < value else None,
                _OPEN.match(folded, match.end(), end) is not None,
            )


def named(folded: str, start: int, end: int) -> list[int]:
    """The values alone."""
    return [one.value for one in amounts(folded, start, end)]


def _value(match: re.Match[str]) -> int | None:
    """The amount in yen: 1,000円, 3千円, 1.5万円, 1万2000円, 千円."""
    value = float(_kanji(match["k"])) if match["k"] else _figure(match)
    if value is None:
        return None
    coins = match["coins"]
    return round(value) * (_DIGITS.get(coins) or int(coins) if coins else 1)


def _second(match: re.Match[str]) -> int | None:
    """What some pay, in a bracket within: 1,000(800)円."""
    return int(match["also"].replace(",", "").partition(".")[0]) if match["also"] else None


def _figure(match: re.Match[str]) -> float | None:
    number, unit = (match["a"], match["au"]) if match["a"] else (match["b"], match["bu"])
    try:
        value = float(_THOUSANDS.sub("", number))
    except ValueError:
        return None
    value *= _UNITS.get((unit or "").strip(), 1)
    if match["b2"] and unit:
        value += int(match["b2"].replace(",", "")) * _UNITS.get(match["b3"], 1)
    return value


def _kanji(text: str) -> int:
    text = text.replace("、", "").replace(",", "")
    if not _UNITS.keys() & set(text):
        return int("".join(str(_DIGITS[digit]) for digit in text))
    total, current = 0, 0
    for character in text:
        if character in _DIGITS:
            current = _DIGITS[character]
        elif character == "万":
            total, current = (total + current or 1) * 10000, 0
        else:
            total, current = total + (current or 1) * _UNITS[character], 0
    return total + current
