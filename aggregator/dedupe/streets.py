"""Addresses and rooms as evidence: one street and number, or two; one room of a building, or two."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from aggregator.dedupe import spelling, words

_KANJI = dict(zip("一二三四五六七八九", "123456789", strict=True))
_KANJI_CHOME = re.compile(r"[一二三四五六七八九](?=丁目)")
_STREET = re.compile(
    r"(?P<town>[^\W\d_]{2,})\s?(?P<numbers>\d+(?:\s?(?:丁目|番地?の?|号|条|[-ー]|の)\s?\d+){0,3})(?!\s*(?:f|階|号室|条))"
)
_LATIN_NUMBERS = re.compile(r"(?<![\d-])\d+(?:-\d+){1,3}(?![\d-])")
_LATIN_CHOME = re.compile(r"(?<=\d)[- ]?chome[- ,]*(?=\d)")
_FLOOR = re.compile(r"b?\d{1,2}\s*(?:f(?![a-z])|階)|(?<![a-z\d])[bf]\d(?!\d)")
_ROOM = re.compile(
    r"\d{3,4}\s?[^\s\d]{1,6}室|第?\s*\d+\s*(?:[^\s\d]{0,3}(?:会議室|研修室|学習室|セミナー室|体育室|競技場|教室|展示室|スタジオ|実習室|練習室)|号室|室)|"
    r"(?:会議室|研修室|学習室|セミナールーム|教室|展示室|ルーム|room|スタジオ|studio|ラボ|コート|練習室|セミナー室)\s*(?:no\.?)?[a-z\d](?![a-z])\d{0,3}|"
    r"(?<![a-z])[a-h]\s*(?:室|会議室|面|コート|ホール|館)|(?:大|中|小)(?:ホール|会議室|研修室|講堂)|"
    r"(?<=[^\d\s]\s)\d{3,4}$|"
    r"(?:和|洋|調理|音楽|図工|多目的|視聴覚|工作|料理|実習|茶|談話)室|本堂|書院|講堂|ロビー|半面|全面"
)
ONE_PART = 0.4
"""Words behind the name of a house that share so many letter pairs may mean one part of it."""
_NUMBER_OF_ROOM = re.compile(r"(?<=\d{3})\D+$|^\D+(?=\d{3}$)")
"""What stands beside a number that says floor and room: 906会議室 is 906."""
_UNNAMED = re.compile(r"[^\w]|第|no")


class Street(NamedTuple):
    """The town of an address by its last two signs (empty for Latin letters), and up to three of its numbers."""

    town: str
    numbers: tuple[str, ...]


@lru_cache(maxsize=20_000)
def street(address: str | None) -> Street | None:
    """Town and numbers of an address; ``None`` where it has none: 金池南一丁目5番1号, 1-5-1 Kanaike-minami."""
    folded = _KANJI_CHOME.sub(lambda match: _KANJI[match.group()], spelling.fold(address or ""))
    if words.script(folded) == "latin":
        folded = _LATIN_CHOME.sub("-", folded)
        found = _LATIN_NUMBERS.search(folded)
        return Street("", tuple(found.group().split("-")[:3])) if found else None
    match = _STREET.search(folded)
    return Street(match["town"][-2:], tuple(re.findall(r"\d+", match["numbers"])[:3])) if match else None


def compare(one: Street | None, other: Street | None) -> str:
    """``same``, ``told``, ``other`` or nothing: numbers told in part agree, a single number proves no sameness.

    ``told``: three numbers agree of addresses in two scripts.
    """
    if one is None or other is None:
        return ""
    shared = min(len(one.numbers), len(other.numbers))
    alike = one.numbers[:shared] == other.numbers[:shared]
    if not (one.town and other.town) and one.town != other.town:
        return "told" if alike and shared > 2 else "same" if alike and shared > 1 else ""
    if alike and one.town == other.town:
        return "same" if shared > 1 or len(one.numbers) == len(other.numbers) else ""
    return "" if alike and shared > 1 else "other"


@lru_cache(maxsize=20_000)
def rooms(venue: str) -> tuple[frozenset[str], frozenset[str]]:
    """The floors and the rooms that a folded venue names."""
    floors = frozenset(re.sub(r"\s|階", "", one.replace("階", "f")) for one in _FLOOR.findall(venue))
    return floors, frozenset(_NUMBER_OF_ROOM.sub("", _UNNAMED.sub("", one)) for one in _ROOM.findall(venue))


def compare_rooms(one: str, other: str) -> str:
    """``same``, ``other``, ``elsewhere`` (other words behind one house's name) or nothing, for two folded venues."""
    ours, theirs = rooms(one), rooms(other)
    for mine, its in zip(ours[::-1], theirs[::-1], strict=True):
        if mine and its:
            return "same" if mine & its else "other"
    house, _, part = one.partition(" ")
    other_house, _, other_part = other.partition(" ")
    if not part or not other_part or (house not in other_house and other_house not in house):
        return ""
    return "" if words.contained(words.pairs(part), words.pairs(other_part)) >= ONE_PART else "elsewhere"
