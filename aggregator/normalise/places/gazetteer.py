"""The places of Japan by name: prefectures, municipalities, towns of the large cities, stations and areas.

The tables in ``aggregator/data`` say where their names and coordinates come from.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from statistics import mean
from typing import Final, NamedTuple

from aggregator.data import read
from aggregator.words import Words

_LONGEST_NAME: Final = 20
COUNTY: Final = re.compile(r"^.+?郡(?=.+[町村]$)|^(?:三宅島|八丈島)(?=.)")
WARD: Final = re.compile(r"^(.+市)(.+区)$")


class Kind(IntEnum):
    """What a name names; the lower, the more it says of the municipality."""

    CITY = 0
    STATION = 1
    AREA = 2
    TOWN = 3
    PREFECTURE = 4


@dataclass(frozen=True, slots=True)
class Spot:
    """One place. ``city`` is without its 郡 (川越町) and with the city of a ward (大阪市北区); degrees are WGS 84.

    ``known``: the bare name means this place in running text, too.
    """

    name: str
    kind: Kind
    prefecture: str
    city: str | None = None
    lat: float | None = None
    lng: float | None = None
    known: bool = False


class Mention(NamedTuple):
    """A name in a text. ``full``: with 都道府県, 市区町村 or 駅; a bare name may also be a person or a product."""

    start: int
    end: int
    name: str
    full: bool
    spots: tuple[Spot, ...]


_SMALL: Final = re.compile("(?<=[一-鿿])[ヶケ](?=[一-鿿])")
"""茅ヶ崎, 茅ケ崎: written either way."""


class Gazetteer:
    """All names. ``codes`` gives the prefectures of the first two digits of a postal code."""

    def __init__(self, spots: Iterable[Spot], codes: dict[str, frozenset[str]]) -> None:
        self.codes = codes
        self._spots = tuple(spots)
        tables: dict[bool, dict[str, list[Spot]]] = {True: defaultdict(list), False: defaultdict(list)}
        for spot in self._spots:
            for name, full in _names(spot):
                tables[full][name].append(spot)
        for table in tables.values():
            for name in [name for name in table if _SMALL.search(name)]:
                other = _SMALL.sub(lambda small: "ケ" if small[0] == "ヶ" else "ヶ", name)
                if not any(other in names for names in tables.values()):
                    table[other] = table[name]
        self._full = {name: tuple(found) for name, found in tables[True].items()}
        self._bare = {name: tuple(found) for name, found in tables[False].items()}
        self._names = tuple(name for name in dict.fromkeys((*self._full, *self._bare)) if len(name) > 1)
        self._words = Words(self._names)

    def mentions(self, text: str) -> list[Mention]:
        """The names in the text from the left, the longest at each place, none inside another.

        So 東京都府中市 is 東京都 and 府中市 and never 京都.
        """
        found: list[Mention] = []
        free = -1
        for start, end, index in sorted((start, -end, index) for index, start, end in self._words.find(text)):
            if start >= free and (mention := self._at(text, start, -end, self._names[index], free)):
                found.append(mention)
                free = mention.end
        return found

    def _at(self, text: str, start: int, end: int, name: str, previous: int) -> Mention | None:
        """The name as a mention; ``previous`` is where the one before it ends."""
        if start == previous and name[-1] in "町村" and text[start - 1] in "市区町村":
            return None  # 府中市府中町: a part of the municipality just named
        full = self._full.get(name)
        if full and (end - start > 2 or start == previous or not is_kanji(text, start - 1)):
            return Mention(start, end, name, True, full)
        bare = self._bare.get(name)
        return Mention(start, end, name, False, bare) if bare else None

    def is_name(self, words: str) -> bool:
        """Whether the words are the name of a place and nothing more."""
        return 1 < len(words) <= _LONGEST_NAME and (words in self._full or words in self._bare)

    def is_station(self, name: str) -> bool:
        """Whether a station has this name (without 駅)."""
        return f"{name}駅" in self._full


def is_kanji(text: str, at: int) -> bool:
    """Whether a kanji stands at ``at`` (outside the text: no)."""
    return 0 <= at < len(text) and ("一" <= text[at] <= "鿿" or text[at] == "々")


@cache
def gazetteer() -> Gazetteer:
    """The shipped tables, read once."""
    cities = [_city(*row) for row in _rows("municipalities.csv")]
    codes: dict[str, set[str]] = defaultdict(set)
    for prefecture, _, _, _, code in _rows("municipalities.csv"):
        codes[code[:2]].add(prefecture)
    areas = [_area(row) for row in _rows("areas.csv")]
    towns = [
        Spot(town, Kind.TOWN, prefecture, city)
        for prefecture, city, names in _rows("towns.tsv", "\t")
        for town in names.split()
    ]
    large = list(_designated(cities, areas))
    spots = [*_prefectures([*cities, *large]), *large, *cities, *areas, *towns]
    return Gazetteer(spots, {code: frozenset(found) for code, found in codes.items()})


def _rows(name: str, delimiter: str = ",") -> Iterator[list[str]]:
    lines = read(name).decode("utf-8").splitlines()
    return csv.reader((line for line in lines if not line.startswith("#")), delimiter=delimiter)


def _city(prefecture: str, city: str, lat: str, lng: str, _code: str) -> Spot:
    return Spot(city, Kind.CITY, prefecture, COUNTY.sub("", city), _degrees(lat), _degrees(lng))


def _area(row: list[str]) -> Spot:
    name, prefecture, city, lat, lng, flags = row
    kind = Kind.AREA if "a" in flags else Kind.STATION
    return Spot(name, kind, prefecture, COUNTY.sub("", city), _degrees(lat), _degrees(lng), known="*" in flags)


def _degrees(text: str) -> float | None:
    return float(text) if text else None


def _designated(cities: list[Spot], areas: list[Spot]) -> Iterator[Spot]:
    """The cities that have wards, at the station of the same name, else in the middle of the wards."""
    wards: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    for spot in cities:
        if match := WARD.match(spot.name):
            wards[spot.prefecture, match[1]].append(spot)
    stations = {(area.prefecture, area.name + "市"): area for area in areas}
    for (prefecture, city), members in wards.items():
        centre = [station] if (station := stations.get((prefecture, city))) else members
        at = round(mean(spot.lat or 0 for spot in centre), 3), round(mean(spot.lng or 0 for spot in centre), 3)
        yield Spot(city, Kind.CITY, prefecture, city, *at, known=True)


def _prefectures(cities: list[Spot]) -> Iterator[Spot]:
    """The prefectures, at their seats; ``cities`` with those that have wards."""
    seats = dict(_SEATS)
    at = {(spot.prefecture, spot.city): (spot.lat, spot.lng) for spot in cities}
    for prefecture in dict.fromkeys(spot.prefecture for spot in cities):
        seat = seats.get(prefecture, prefecture[:-1] + "市")
        yield Spot(prefecture, Kind.PREFECTURE, prefecture, None, *at[prefecture, seat])


def _names(spot: Spot) -> Iterator[tuple[str, bool]]:
    """(name, whether it is full) of a place."""
    match spot.kind:
        case Kind.PREFECTURE:
            yield spot.name, True
            if spot.name == "東京都":
                yield "都内", True
            if spot.name != "北海道":
                yield spot.name[:-1], False
        case Kind.CITY:
            names = {spot.name, spot.city or spot.name}
            if ward := WARD.match(spot.name):
                names.add(ward[2])
            for name in names:
                yield name, True
            if not ward and len(stem := (spot.city or spot.name)[:-1]) > 1:
                yield stem, False
        case Kind.STATION:
            yield f"{spot.name.removesuffix('駅')}駅", True
            yield spot.name, False
        case _:
            yield spot.name, False


_SEATS: Final = (
    ("北海道", "札幌市"), ("岩手県", "盛岡市"), ("宮城県", "仙台市"), ("茨城県", "水戸市"), ("栃木県", "宇都宮市"), ("群馬県", "前橋市"),
    ("埼玉県", "さいたま市"), ("東京都", "新宿区"), ("神奈川県", "横浜市"), ("石川県", "金沢市"), ("山梨県", "甲府市"), ("愛知県", "名古屋市"),
    ("三重県", "津市"), ("滋賀県", "大津市"), ("兵庫県", "神戸市"), ("島根県", "松江市"), ("香川県", "高松市"), ("愛媛県", "松山市"), ("沖縄県", "那覇市"),
)  # fmt: skip
"""Seats whose name is not the prefecture's own."""
