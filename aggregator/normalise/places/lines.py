"""Lines that are a place and nothing else: a name with its address beside, above or below it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from aggregator.normalise.places.cleaned import FLOOR
from aggregator.normalise.places.gazetteer import Gazetteer, Kind
from aggregator.normalise.places.houses import EVENT, FACILITY, SHOP
from aggregator.normalise.places.rooms import split_room
from aggregator.normalise.places.venue import ACCESS, POSTCODE, REGION, STREET, read_venue

_TOP: Final = 600
"""Characters of the beginning in which a line may name the venue alone."""
_LONGEST: Final = 60
PERSON: Final = re.compile(r"[一-鿿]{2,3}[ 　]?[一-鿿ぁ-ん]{1,4}|.*(?:さん|氏|先生|様)")
OF_PEOPLE: Final = re.compile(
    r"医師|弁護士|税理士|司書|学芸員|[社店部課院園館所]長|理事|教諭|記者|作家|画家|研究員|職員|担当|講師|助教"
    r"|出身|在住|在勤|在学|生まれ|所属|代表|教授|会員|の方|から|主催|出店|まで|姉妹都市|[0-9]+(?:名|人|組)"
)
NO_NAME: Final = re.compile(
    r"[!?。円¥￥@]|\d{1,2}[:/]\d|\d{1,2}月\d|\d時|https?:|TEL|tel|チケット|予約|問い?合|主催|出演|講師"
    r"|(?:参加|入場|見学|観覧|入退場|出入り?|入館)(?:費|料)?は?(?:無料|自由)|(?:無料|自由|不要|決行|中止|歓迎)$"
    r"|presents|お申|協力|後援|共催|協賛|提供|司会|送付先|申込先|宛先?|事務局"
)
"""What stands in lines that name no venue."""
_MARKS: Final = re.compile(r"^[^\w「『(]+|[^\w」』)!?。]+$")
_SLASH: Final = re.compile(r"\s?([/|:])\s?")
_OF_LABEL: Final = re.compile(rf"^[^:]{{0,3}}:|^[^:]*(?:先|住所|在地|者|名) ?:|{OF_PEOPLE.pattern}")
"""Before a colon: a label and no house."""
_PAIR: Final = 3
"""Parts of a line with one sign in it."""
_SENTENCE: Final = re.compile(r"[。、:]|\d[時月日]|(?:です|ます|ました|ください)$")
_TOWN_AND_NAME: Final = re.compile(r"([一-鿿ヶケァ-ヶーぁ-ん・]{2,9}) (\S.{1,28})$")
"""京都・西院 LIVE SPACE ふかみどり."""


_NOTE: Final = re.compile(r" ?\([^()]*\)$")
_STAGE: Final = re.compile(
    r"開場|開演|(?:OPEN|Open|open|START|Start|start)[ :/]{0,3}\d|\d[ /]{0,3}(?:OPEN|Open|open|START|Start|start)"
)
_LIVE_HOUSE: Final = re.compile(
    r"(?!.*(?:ONLINE|ZOOM|DAY|TOUR|FES|SOLD|OPEN|START|LIVE$|EVENT|NIGHT|PARTY|VOL|PART|JAPAN|[A-Z]+ ?20\d\d))"
    r"[A-Z][A-Z0-9&'.-]{2,}(?: [A-Z0-9&'.-]{2,}){0,3}"
)
"""神戸 VARIT BOX: a town and a name in capitals."""


_GLUED_NAME: Final = re.compile(
    r"(?<=[一-鿿])(?:[ァ-ヶー]{4,12}|[A-Z][A-Za-z0-9&'-]{2,12})$(?<!ナイト)(?<!フェス)(?<!ライブ)"
    r"(?<!マルシェ)(?<!ツアー)(?<!マーケット)"
)
"""難波サウンドタンク, right above the hour of the doors."""


def lines(text: str, known: Gazetteer) -> Iterator[tuple[str, int, bool]]:
    """Words that may be the venue, where they stand, and whether they are one whatever they end with.

    岡崎市 やはぎ文化ホール, のらくろ庵 / 松本市大手, 吹田市江坂町1-99 まちライブラリー, a name above or below its address.
    """
    above, start, at = "", 0, 0
    stage = _STAGE.search(text) is not None
    rows = text[: 2 * _TOP].split("\n")
    for line, below in zip(rows, (*rows[1:], ""), strict=True):
        words = _MARKS.sub("", line.strip()).removeprefix("at ").removeprefix("in ")
        if 3 <= len(words) <= _LONGEST and not NO_NAME.search(words):
            for name, sure in _stacked(words, above, known):
                yield name, start, sure
            for name in (
                *_slashed(words, text, known),
                *_spaced(words, known),
                *(_live_house(words, below, known) if stage else ()),
            ):
                yield name, at + line.find(name), True
        above = words if len(words) <= _LONGEST // 2 and not (_SENTENCE.search(words) or NO_NAME.search(words)) else ""
        start, at = at + max(line.find(above), 0), at + len(line) + 1


def _slashed(words: str, text: str, known: Gazetteer) -> Iterator[str]:
    """The name of のらくろ庵 / 松本市大手, 青空窯 西町工房: 渋谷区神宮前1-2-3."""
    parts = _SLASH.split(words)
    if len(parts) == _PAIR:
        first, sign, second = parts
        for name, region in ((first, second), (second, first)):
            labelled = _OF_LABEL.search(words) is not None and f"「{name}」" not in text
            if sign == ":" and (name is second or not STREET.search(region) or labelled):
                continue  # 対象:渋谷区神宮前1-2-3にお住まいの方
            if is_address(region, known, near=5) and not REGION.match(name) and not is_address(name, known):
                yield name


def _spaced(words: str, known: Gazetteer) -> Iterator[str]:
    """A region and a name with a space between: the name ends like a house, or the region is a whole address."""
    if ACCESS.search(words) or OF_PEOPLE.search(words) or " " not in words:
        return
    if begins_with_place(words, known):
        name = beside_region(words, known)
        if name and (_like_a_house(name) or deep(words.partition(" ")[0], known)):
            yield words
    elif at := _region_behind(words, known):
        name = words[:at].strip()
        if _like_a_house(name) or (deep(words[at:], known) and not PERSON.fullmatch(name)):
            yield words
    elif (town := _TOWN_AND_NAME.match(_NOTE.sub("", words))) and _of_town(town[1], known) and SHOP.match(town[2]):
        yield town[2]


def _live_house(words: str, below: str, known: Gazetteer) -> Iterator[str]:
    """The name behind a town, in capitals or right above the hour of the doors: 下北沢 音倉庫ミズイロ."""
    words = _NOTE.sub("", words)
    town = _TOWN_AND_NAME.match(words)
    glued = _GLUED_NAME.search(words) if town is None and _STAGE.match(below.strip()) else None
    if glued and is_place(words[: glued.start()], known):
        yield words
    if town is None or OF_PEOPLE.search(words) or not _of_town(town[1], known):
        return
    if _LIVE_HOUSE.fullmatch(town[2]) or (_STAGE.match(below.strip()) and " " not in town[2]):
        yield town[2]


def _of_town(words: str, known: Gazetteer) -> bool:
    """Whether words are a town, or a town and a part of it: 高知・はりまや橋."""
    return any(is_place(part, known) for part in words.split("・"))


def _like_a_house(name: str) -> bool:
    house = split_room(read_venue(name).name or name).name
    return SHOP.match(name) is not None or FACILITY.search(house) is not None


def _stacked(words: str, above: str, known: Gazetteer) -> Iterator[tuple[str, bool]]:
    """A name above its address, or a house below it."""
    if not above or EVENT.search(above):
        return
    words = POSTCODE.sub("", words)
    if is_address(words, known) and not REGION.match(above) and (STREET.search(words) or _like_a_house(above)):
        yield f"{above}\n{words}", not PERSON.fullmatch(above)
    elif (
        is_address(POSTCODE.sub("", above), known)
        and deep(above, known)
        and (_like_a_house(words) or FLOOR.search(words))
        and not REGION.match(words)
    ):
        yield f"{above}\n{words}", True


def _region_behind(words: str, known: Gazetteer) -> int | None:
    """Where an address begins that stands behind a name and a space and goes to the end of the line."""
    for space in re.finditer(" ", words):
        rest = words[space.end() :]
        if begins_with_place(rest, known) and is_address(rest, known, near=6):
            return space.end()
    return None


def beside_region(words: str, known: Gazetteer) -> str | None:
    """The name behind a region and a space: 愛知県豊川市 慈眼院."""
    region, _, name = words.replace("・", " ").partition(" ")
    return name.strip() or None if begins_with_place(region, known) and not STREET.match(name) else None


def deep(words: str, known: Gazetteer) -> bool:
    """Whether an address goes further than the municipality: a town, a street, the way from a station."""
    full = [one for one in known.mentions(words[:40]) if one.full]
    return bool(full) and (words[full[-1].end :].strip("内 ") != "" or STREET.search(words) is not None)


def is_address(words: str, known: Gazetteer, near: int = 0) -> bool:
    """Whether the words are an address or a region and nothing else but ``near`` characters."""
    if not REGION.match(words) or not begins_with_place(words, known):
        return False
    venue = read_venue(words)
    return venue.name is None or STREET.search(words) is not None or known.mentions(words)[-1].end + near >= len(words)


def begins_with_place(words: str, known: Gazetteer) -> bool:
    """Whether the words begin with the full name of a prefecture or a municipality."""
    first = next(iter(known.mentions(words[:20])), None)
    return (
        first is not None
        and first.start == 0
        and first.full
        and any(spot.kind in (Kind.CITY, Kind.PREFECTURE) for spot in first.spots)
    )


def is_place(words: str, known: Gazetteer) -> bool:
    """Whether the words are the name of a place and nothing more."""
    return known.is_name(words)


def on_street(words: str, known: Gazetteer) -> bool:
    """Whether words begin with any place and have the number of a street behind it: 銀座5-5-9 阿部ビル4F."""
    first = next(iter(known.mentions(words[:12])), None)
    return first is not None and first.start == 0 and STREET.match(words, first.end) is not None


def of_places(words: str, known: Gazetteer) -> bool:
    """Whether the words are names of places and nothing else: 神戸・元町."""
    return all(is_place(part, known) for part in re.split("[・ 、]", words))
