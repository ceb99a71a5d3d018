"""Numbers of people as they are written: 20名, 三十席, 10組20名, 定員25. Pure."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from aggregator.normalise.dates.numbers import number
from aggregator.normalise.needed import led

_UNITS: Final = (
    r"名(?:さま|様)?|人(?:さま|様)?|にん|席|組|枠|チーム|家族|世帯|社|ペア|くみ|people|seats|persons|participants"
    r"|attendees|guests|pax|spots"
)
NUMBER: Final = r"\d{1,3}(?:,\d{3})+|\d{1,5}|[〇一二三四五六七八九十百]{1,5}"
COUNT: Final = re.compile(
    led(
        r"\d〇一二三四五六七八九十百",
        r"(?<![\d.,/#第〇一二三四五六七八九十百])"
        rf"(?:(?:\d{{1,4}}|[〇一二三四五六七八九十百]{{1,4}})\s*(?:名|人)?\s*(?:[~-]|(?<=[名人])から)\s*)?"
        rf"(?P<n>{NUMBER})\s*(?P<unit>{_UNITS})"
        r"(?!気|口|形|間|生|工|材|格|前(?!後)|用|乗|目|掛|部屋|作|所|曲|店|刺|称|替|様式|物|事|種|類|柄|役"
        r"|[名]?\s?[1一]\s?(?:組|チーム))(?:(?<![名人様ま])\s*\(?(?P<persons>\d{1,5})[名人])?",
    ),
    re.IGNORECASE,
)
"""A number of people, seats, or of pairs and teams, with the top of a range; of 20組40名 the people."""
BARE: Final = re.compile(
    led(
        "定座客席椅いイキcsm先",
        (
            r"(?:定員|座席|客席|席数|席(?=[はが])|椅子席"
            r"|(?:椅子|いす|イス|座布団)(?=[はがを]?\s?[\d二三四五六七八九十百]{1,4}[脚枚])|椅子(?=[はが])|定数"
            r"|キャパ|capacity|(?<!\d )\bseats(?= \d)|MAX|先着(?=\s?\d)|(?<![^\s、。・/])席(?=\s?\d)"
            r"|(?:椅子|いす|イス|座布団|席)席?を(?=[\d二三四五六七八九十百]{1,3}[^。\n]{0,4}用意)"
            r"|(?<![^\s、・/|])定(?=\s?\d))(?:数|人数)?(?:は|が|を|:|限定|\s|全部で|全|約|最大|各回|各|先着)*"
            r"(?P<n>\d{1,4}|[二三四五六七八九](?=つ)|[一二三四五六七八九十百]{2,5})"
            r"(?=[\s。、()!]|$|で|です|あり|ござ|/|[.,](?:\s|$)|脚|しか|ほど(?:[。、]|です)"
            r"|(?:脚|枚|席)?(?:ほど)?ご?用意|つ(?:[。、\n]|です|だけ|しか|$))"
            r"(?![ \t]*[年月日時分円歳%:回階号]|\s?/\s?\d)"
        ),
    ),
    re.IGNORECASE,
)
"""A number without a unit behind a word for seats: 定員25, 座席は全部で18です."""
_VAGUE: Final = re.compile(
    led(
        r"\d〇一二三四五六七八九十百",
        r"(?<![\d.,/:第〇一二三四五六七八九十百])(?P<n>\d{1,4}|[〇一二三四五六七八九十百]{1,4})"
        r"\s?(?:脚|卓|ほど|くらい|まで|mats|張り)",
    )
)
"""A number of what people sit on, or of nothing that is named: お席は百ほど, パイプ椅子八十脚."""
_ONE: Final = frozenset({"1", "一"})
_LONGEST: Final = 3000
"""Letters of a text of which all numbers are found."""


class Head(NamedTuple):
    """A number of people and where it stands."""

    people: int
    start: int
    end: int


def heads(folded: str) -> list[Head]:
    """The numbers that may be of people, in order."""
    found: dict[int, Head] = {}
    for pattern in (COUNT, BARE, _VAGUE):
        for match in pattern.finditer(folded, 0, min(len(folded), _LONGEST)):
            if people := number_of((match["persons"] if pattern is COUNT else None) or match["n"]):
                found.setdefault(match.start("n"), Head(people, match.start("n"), match.end()))
    return [found[at] for at in sorted(found)]


def people_of(match: re.Match[str]) -> int | None:
    """The number; of 20組40名 the people, of 1組4名, 3人1組 and 一席は八名様 none, for it is the size of a group."""
    alone = match["persons"] or match["unit"] == "席" or match.string[match.start() - 1 : match.start()] in ("人", "名")
    return None if match["n"] in _ONE and alone else number_of(match["persons"] or match["n"])


def number_of(digits: str) -> int | None:
    """The number that digits or numbers in kanji say; none above all meetings."""
    digits = digits.replace(",", "")
    value = _hundreds(digits) if "百" in digits else number(digits)
    return value if value is not None and 0 < value < 100_000 else None


def _hundreds(digits: str) -> int | None:
    """百二十, 三百."""
    left, _, right = digits.partition("百")
    hundreds, rest = (number(left) if left else 1), (number(right) if right else 0)
    return None if hundreds is None or rest is None or hundreds > 9 else hundreds * 100 + rest
