"""Hours that a folded text tells: of the doors, of the start, and any."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_AT = (
    r"(?P<half>午前|午後|am|pm)?\s*(?P<hour>\d{1,2})\s*"
    r"(?::(?P<minute>\d{2})|時(?:(?P<minutes>\d{1,2})分|(?P<thirty>半))?|(?=\s*[ap]m))\s*(?P<noon>am|pm)?"
)
_DOORS = r"(?:開場|受付|開門|開店|集合|オープン(?![ァ-ヶー])|doors?|open)"
_STARTS = r"(?:開演|開始|開会|スタート|上映|start|begins?)"
_BEHIND = r"[^\d\n]{0,6}?"
_BEFORE = r"\s*[~-]?\s*(?:に|より|から|は)?\s*"
_ANY = re.compile(rf"(?<![\d:/]){_AT}(?!\d)")
_OF = {
    words: (re.compile(words), re.compile(rf"{words}{_BEHIND}{_AT}"), re.compile(rf"{_AT}{_BEFORE}{words}"))
    for words in (_DOORS, _STARTS)
}
_NOON, _DAY = 12 * 60, 24 * 60


class Told(NamedTuple):
    """Hours of a text as minutes of the day; those that may be of the morning or of the afternoon as both: 午後3時と5時."""

    doors: frozenset[int]
    """Tied to doors: 開場18:00, open 19:00."""
    starts: frozenset[int]
    """Tied to the start: 20時開演, start19:30."""
    all: frozenset[int]


def read(told: str) -> Told:
    """The hours that a folded text tells."""
    found = set()
    for match in _ANY.finditer(told):
        minutes, sure = _minutes(match)
        found.add(minutes)
        if not sure and minutes < _NOON:
            found.add(minutes + _NOON)
    if not found:
        return Told(frozenset(), frozenset(), frozenset())
    return Told(frozenset(_tied(told, _DOORS)), frozenset(_tied(told, _STARTS)), frozenset(found))


def _tied(told: str, words: str) -> Iterator[int]:
    word, *patterns = _OF[words]
    for pattern in patterns if word.search(told) else ():
        for match in pattern.finditer(told):
            yield _minutes(match)[0]


def _minutes(match: re.Match[str]) -> tuple[int, bool]:
    """Minutes of the day, and whether morning or afternoon is told."""
    minute = match["minute"] or match["minutes"] or ("30" if match["thirty"] else "0")
    half = match["half"] or match["noon"] or ""
    minutes = int(match["hour"]) * 60 + int(minute)
    if half in {"午後", "pm"} and minutes < _NOON:
        minutes += _NOON
    return minutes % _DAY, bool(half or match["minute"])
