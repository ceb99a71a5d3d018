"""Addresses and rooms as evidence: one street and number, or two; one room of a building, or two."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from aggregator.dedupe import spelling, words

_KANJI = dict(zip("一二三四五六七八九", "123456789", strict=True))
_KANJI_CHOME = re.compile(r"[一二三四五六七八九](?=丁目)")
_STREET = re.compile(
    r"(?P<town>[^\W\d_]{2,})\s?(?P<numbers>\d+(?:\s?(?:丁目|番地?の?|号|条|[-ー]|の)\s?\d+){0,3})"
    r"(?!\s*(?:f|階|号室|条))"
)
_LATIN_NUMBERS = re.compile(r"(?<![\d-])\d+(?:-\d+){1,3}(?![\d-])")
_LATIN_CHOME = re.compile(r"(?<=\d)[- ]?chome[- ,]*(?=\d)")
_FLOOR = re.compile(r"b?\d{1,2}\s*(?:f(?![a-z])|階)|(?<![a-z\d])[bf]\d(?!\d)")
_ROOM = re.compile(
    r"(?:第\s*)?(?P<before>\d{1,4}|(?<![a-z\d])[a-h](?=[-‐ ]?[^\sa-z])|[一二三四五六七八九]|[大中小])?\s?"
    r"(?P<kind>(?:会議|研修|学習|セミナー|集会|体育|展示|実習|練習|講義|講習|娯楽|児童|創作|工芸|美術|和|洋|調理|音楽"
    r"|図工|多目的|視聴覚|工作|料理|茶|談話|休養|号)室|"
    r"(?:セミナー|ミーティング)?(?:ルーム|room)|教室|競技場|武道場|道場|アリーナ|スタジオ|studio|ラボ|コート"
    r"|ホール|(?<=[\da-h])[面館室])"
    r"\s*(?:no\.?\s*)?(?P<after>\d{1,4}(?!\d)|[a-h](?![a-z]))?|"
    r"(?<=[^\d\s]\s)(?P<number>\d{3,4}|[a-h])$|(?P<part>本堂|書院|講堂|ロビー|半面|全面)"
)
"""A room by its kind and what tells it from others of its kind: 第2集会室, 会議室B, 大ホール; or by its number alone, or by one word."""
ONE_PART = 0.4
"""Words behind the name of a house that share so many letter pairs may mean one part of it."""
_IN_KANA = {"room": "ルーム", "studio": "スタジオ"}
_FLOORED = 3
"""A number of so many digits says floor and room: 906会議室 is 906."""


class Room(NamedTuple):
    """A room of a house: its kind, empty for one that its number tells, and what tells it from others of its kind (or nothing)."""

    kind: str
    number: str


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
def rooms(venue: str) -> tuple[frozenset[str], frozenset[Room]]:
    """The floors and the rooms that a folded venue names."""
    floors = frozenset(re.sub(r"\s|階", "", one.replace("階", "f")) for one in _FLOOR.findall(venue))
    return floors, frozenset(filter(None, map(_room, _ROOM.finditer(venue))))


def _room(found: re.Match[str]) -> Room | None:
    number = found["number"] or found["before"] or found["after"] or ""
    number = _KANJI.get(number, number)
    if len(number) >= _FLOORED or found["number"]:
        return Room("", number)
    if found["part"]:
        return Room(found["part"], "")
    if not number and found["kind"][-1] != "室":
        return None  # the hall of a house that has one, the studio that is the house
    return Room(_IN_KANA.get(found["kind"], found["kind"]), number)


def _one(one: Room, other: Room) -> bool:
    """Whether two rooms are one; a letter alone tells no kind: スタジオ葦 A, Aスタジオ."""
    return one.number == other.number and (one.kind == other.kind or not (one.kind and other.kind))


def _open(one: Room, other: Room) -> bool:
    """Whether one room may be the other, told in less: 会議室 may be 第1会議室, and it may be 101."""
    return not one.number and (one.kind == other.kind or not other.kind)


def compare_rooms(one: str, other: str) -> str:
    """``same``, ``other``, ``elsewhere`` (other words behind one house's name) or nothing, for two folded venues."""
    (our_floors, ours), (their_floors, theirs) = rooms(one), rooms(other)
    if ours and theirs:
        if any(_one(room, its) for room in ours for its in theirs):
            return "same"
        if any(_open(room, its) or _open(its, room) for room in ours for its in theirs):
            return ""
        return "other"
    if our_floors and their_floors:
        return "same" if our_floors & their_floors else "other"
    house, _, part = one.partition(" ")
    other_house, _, other_part = other.partition(" ")
    if not part or not other_part or (house not in other_house and other_house not in house):
        return ""
    return "" if words.contained(words.pairs(part), words.pairs(other_part)) >= ONE_PART else "elsewhere"
