"""Do two events take place at the same spot? Names are written in many ways, so only clear contradictions part them."""

from __future__ import annotations

import re
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from aggregator.dedupe import areas, houses, spelling, streets, words
from aggregator.dedupe.holders import MANY
from aggregator.dedupe.points import POINTS
from aggregator.dedupe.traits import Traits
from aggregator.i18n import said
from aggregator.words import KATAKANA

EARTH_KM = 6371.0
SAME_SPOT_KM = 0.2
OTHER_TOWN_KM = 6.0
OTHER_REGION_KM = 40.0
"""Of points one of which may be the middle of a large city."""
NAME = 4
"""A venue's name of so many letters is no common word."""
ONE_HOUSE = 0.4
"""Names of houses that share so many letter pairs may be one name."""
_HOUSE = re.compile(
    r"センター?|館|(?:小|中|高|大)学?校?|学校|大学|公園|神社|寺|ホテル|病院|(?<=[^本])店|役所|役場|広場|支所"
    r"|モール|プラザ|ホール"
)
_PARTED = re.compile(r"[\s、,/(]")
_HOUSE_END = re.compile(rf"(?:{_HOUSE.pattern})$")
_KINDS = (
    "図書館",
    "公民館",
    "美術館",
    "博物館",
    "体育館",
    "児童館",
    "交流館",
    "小学校",
    "中学校",
    "高校",
    "公園",
    "神社",
    "センター",
    "センタ",
)
_ADMINISTRATION = re.compile(
    r"^(?:.{2,3}[都道府県])?(?:[^市区町村]{1,6}(?:[市区]|[町村](?=立)))?(?:[市区町村県都道府]?立)?"
)
_BUILDING = re.compile(r"ビル(?:ディング)?|タワー|本社|支社|オフィス|株式会社|キャンパス|building|tower|office")
_BRANCH = re.compile(r"[一-龥ァ-ヶー](?:校|店|館|院|園)$")
_LONGEST_BRANCH = 8
_GENERAL = re.compile(
    r"(?:.{1,6}[市区町村立])?"
    r"(?:市民|町民|村民|区民|県民|文化|中央|総合|公民|福祉|保健|地区|生涯学習|コミュニティ?|交流|会館|館|ホール"
    r"|センタ|体育|図書|公園|プラザ|大|中|小|多目的|会議室|広場)+"
)
"""A house's name that any town may have: 文化会館小ホール."""
_GENERAL_PAIRS = frozenset(
    [
        "市民",
        "町民",
        "村民",
        "区民",
        "県民",
        "文化",
        "中央",
        "総合",
        "公民",
        "福祉",
        "保健",
        "地区",
        "生涯",
        "学習",
        "交流",
        "体育",
    ]
)
"""Of two houses that share no more, each has a name of its own: 東部文化会館, 小杉文化ホール."""
_QUARTER = re.compile(
    r"^(?:東西|南北)?([東西南北])(?:部|地区|コミュニティ?|公民|市民|文化|福祉|交流|会館|センタ|体育|図書|小|中)"
)
_MEETING_POINT = re.compile(
    r"(?:駅前?|改札口?|出口|口|集合(?:場所)?|周辺|一帯|全域|界隈|沿い|市内|町内|村内|区内)$|^各"
    r"|[市区町村内の]各|旧[県市町村区都府]"
)
"""Where one meets, a whole quarter, or what a house was called: its name need not be the other's."""

_ON_SITE_TOO = re.compile(r"(?:会場|現地|対面|来場)(?:での?)?(?:参加|聴講|受講|観覧)|会場でも|ハイブリッド|同時配信")
_ONLINE_TOO = re.compile(
    r"(?:オンライン|配信|zoom|youtube)(?:での?|でも)?(?:参加|配信|視聴|中継|聴講|受講|同時)|同時配信"
    r"|ライブ配信|ハイブリッド"
)


class Where(NamedTuple):
    """``kind``: same, like, town, online, unknown, other, unlike or apart; ``keys``: the evidence in it, as in ``POINTS``."""

    kind: str
    keys: tuple[str, ...]
    words: str

    @property
    def points(self) -> float:
        """For being one event."""
        return sum([POINTS[key] for key in self.keys])


def compare(a: Traits, b: Traits) -> Where:
    """How the places of two events stand to each other."""
    if a.online and b.online:
        return Where("online", ("online",), said("どちらもオンライン"))
    if (a.online and b.onsite) or (b.online and a.onsite):
        if both_ways(a, b):
            return Where("unknown", (), "")
        return Where("unlike", ("online and on site",), said("一方はオンライン、もう一方は会場"))
    if not (a.place_words and b.place_words):
        return _by_areas(a, b)
    return _far(a, b) or (None if _one_address(a, b) else _houses(a, b)) or _near(a, b)


def both_ways(a: Traits, b: Traits) -> bool:
    """Whether the page of those who come and the page of those who watch say that it is one meeting."""
    return any(
        (one.online and _ON_SITE_TOO.search(one.text)) or (one.onsite and _ONLINE_TOO.search(one.text))
        for one in (a, b)
    )


def _one_address(a: Traits, b: Traits) -> bool:
    """Whether two names of houses stand at one address to the last number, or one text names the other's house."""
    exact = a.street is not None and a.street == b.street and len(a.street.numbers) > 1
    return exact and any(one.venue in other.squeezed_text for one, other in ((a, b), (b, a)))


def _houses(a: Traits, b: Traits) -> Where | None:
    """Two houses of one kind with names of their own, 東図書館 and 西図書館; 中央図書館 and 市立中央図書館 are one."""
    for kind in _kinds(a.venue):
        if kind in b.venue:
            ours, theirs = (_ADMINISTRATION.sub("", one.venue[: one.venue.index(kind)]) for one in (a, b))
            shared = words.shared_start(ours[::-1], theirs[::-1])
            ours, theirs = ours[: len(ours) - shared], theirs[: len(theirs) - shared]
            if (
                ours
                and theirs
                and words.contained(words.pairs(ours), words.pairs(theirs)) < ONE_HOUSE
                and not houses.in_kana(a, b)
            ):
                return Where("apart", ("other house",), said("会場が {a} と {b}", a=a.venue, b=b.venue))
            return None
    return None


@lru_cache(maxsize=MANY)
def _kinds(venue: str) -> tuple[str, ...]:
    """What kinds of houses a venue's name says it is."""
    return tuple(kind for kind in _KINDS if kind in venue)


def _near(a: Traits, b: Traits) -> Where:
    """Both name a place, and nothing says that they lie far apart."""
    road = streets.compare(a.street, b.street)
    found = _venues(a, b, road)
    if road == "other" and not _one_name(a, b):
        keys = found.keys if found.kind == "other" else ("other venue",)
        return Where("apart", (*keys, "street other"), said("会場も番地も違います: {a} と {b}", a=_told(a), b=_told(b)))
    rooms = streets.compare_rooms(a.venue_told, b.venue_told) if found.kind in {"same", "like"} else ""
    more = tuple(key for key in (road and f"street {road}", rooms and f"room {rooms}") if key)
    if rooms == "other":
        return Where("room", (*found.keys, *more), said("部屋が違います: {a} と {b}", a=_told(a), b=_told(b)))
    return Where(found.kind, (*found.keys, *more), found.words)


def _one_name(a: Traits, b: Traits) -> bool:
    """Whether one venue's name lies in the other's, or in the other's text (a venue that was changed)."""
    if not (a.venue and b.venue):
        return True
    return any(one.venue in other.place_words or one.venue in other.squeezed_text for one, other in ((a, b), (b, a)))


def _venues(a: Traits, b: Traits, road: str) -> Where:
    """How the names of two venues stand to each other, knowing whether their streets agree."""
    here = road in {"same", "told"}
    if not here and _other_branch(a, b):
        return Where("other", ("other branch",), said("店の名前が違います"))
    alike = _alike(a, b)
    found = Where("unknown", (), "")
    if alike >= 0.6:
        found = Where("same", ("same venue",), said("同じ会場: {name}", name=_told(a)))
    elif here:
        found = Where(
            "same",
            ("same address",),
            said("同じ住所: {address}", address=a.event.place.address if a.event.place else ""),
        )
    elif (_surveyed(a) or _surveyed(b)) and _distance(a, b, default=OTHER_TOWN_KM) <= SAME_SPOT_KM:
        found = Where("same", ("same spot",), said("地図で同じ場所"))
    elif alike >= 0.35:
        found = Where("like", ("like venue",), said("似た会場"))
    elif _other_venue(a, b, alike):
        found = Where("other", (_other_kind(a, b),), said("会場の名前が違います"))
    else:
        found = _by_other_name(a, b)
    return found


def _by_other_name(a: Traits, b: Traits) -> Where:
    """Whether a venue without a like name is told in the other's title or in other letters, or is in the same town at least."""
    if _titled(a, b) or _titled(b, a):
        return Where("same", ("venue in title",), said("一方の題名に、もう一方の会場があります"))
    if houses.sound_alike(a, b):
        return Where("same", ("venue by sound",), said("会場の読みが同じです"))
    if houses.translated(a, b):
        return Where("same", ("venue translated",), said("会場の名前は、一方がもう一方の訳のようです"))
    if houses.unheard(a, b):
        return Where("unknown", ("venue unread",), said("会場の名前は、読んでも合いません"))
    if a.city and b.city and (a.city in b.city or b.city in a.city):
        return Where("town", ("town",), said("どちらも{city}", city=min(a.city, b.city, key=len)))
    return Where("unknown", (), "")


def _told(one: Traits) -> str:
    place = one.event.place
    return (place.name or place.address or "") if place else ""


def _other_venue(a: Traits, b: Traits, alike: float) -> bool:
    """Whether both name a venue and not the same; a station to meet at, or a name in other letters, proves nothing."""
    if not (a.venue and b.venue) or alike >= 0.2 or _MEETING_POINT.search(a.venue) or _MEETING_POINT.search(b.venue):
        return False
    if houses.sound_alike(a, b):
        return False
    quarters = [_quarter(one.venue) for one in (a, b)]
    if all(quarters) and quarters[0] != quarters[1]:
        return True
    if any(_is_general(one.venue) and _HOUSE.search(other.venue) for one, other in ((a, b), (b, a))):
        return False
    scripts = {words.script(a.venue), words.script(b.venue)}
    return scripts != {"latin", "japanese"}


@lru_cache(maxsize=MANY)
def _quarter(venue: str) -> str:
    """The side of a town that a house is called by: 南地区センター."""
    found = _QUARTER.match(venue) or _QUARTER.match(_ADMINISTRATION.sub("", venue))
    return found[1] if found else ""


@lru_cache(maxsize=MANY)
def _is_general(venue: str) -> bool:
    return _GENERAL.fullmatch(venue) is not None


def _other_branch(a: Traits, b: Traits) -> bool:
    """Whether both venues are branches of one house, and not the same: そろばん塾 三鷹校, そろばん塾 下連雀校."""
    if a.venue == b.venue or not (_is_branch(a.venue) and _is_branch(b.venue)):
        return False
    start = words.shared_start(a.venue, b.venue)
    if start == min(len(a.venue), len(b.venue)):
        return False
    return start > 2 and len(a.venue) - start < _LONGEST_BRANCH and len(b.venue) - start < _LONGEST_BRANCH


@lru_cache(maxsize=MANY)
def _is_branch(venue: str) -> bool:
    return _BRANCH.search(venue) is not None


def _titled(one: Traits, other: Traits) -> bool:
    """Whether an event that names no venue as such has the other's in its title."""
    return len(one.venue) >= NAME and not other.venue and one.venue in other.squeezed_title


def _other_kind(a: Traits, b: Traits) -> str:
    """Names of two houses, 東図書館 and 西図書館, or the building that another name lies in."""
    if _BUILDING.search(a.venue) or _BUILDING.search(b.venue):
        return "other building"
    return "other house" if _HOUSE.search(a.venue) and _HOUSE.search(b.venue) else "other venue"


def _far(a: Traits, b: Traits) -> Where | None:
    if a.prefecture and b.prefecture and a.prefecture != b.prefecture:
        return Where("apart", (), said("{a} と {b}", a=a.prefecture, b=b.prefecture))
    if (
        a.city != b.city
        and a.city
        and b.city
        and a.city not in b.place_words + b.city
        and b.city not in a.place_words + a.city
    ):
        return Where("apart", (), said("{a} と {b}", a=a.city, b=b.city))
    if parted := _elsewhere(a, b):
        return parted
    if (gap := _distance(a, b, default=0.0)) > (OTHER_REGION_KM if _rough(a, b) else OTHER_TOWN_KM):
        return Where("apart", (), said("{km} km 離れています", km=f"{gap:.0f}"))
    return None


def _elsewhere(a: Traits, b: Traits) -> Where | None:
    """The title of one names towns, none of them in the prefecture of the other's venue."""
    if not (a.areas or b.areas):
        return None
    for one, other in ((a, b), (b, a)):
        homes = {areas.home(name) for name in one.areas}
        if (
            homes
            and other.prefecture
            and other.onsite
            and other.prefecture not in homes
            and not (one.areas & other.areas)
        ):
            return Where("apart", (), said("{a} と {b}", a="・".join(sorted(one.areas)), b=other.prefecture))
    return None


def _by_areas(a: Traits, b: Traits) -> Where:
    """Only one names a venue: does the other's title name the same town, or another prefecture?"""
    if parted := _elsewhere(a, b):
        return parted
    if _titled(a, b) or _titled(b, a):
        return Where("same", ("venue in title",), said("一方の題名に、もう一方の会場があります"))
    if a.areas & b.areas:
        return Where("town", ("town",), said("どちらの題名にも {area}", area="・".join(sorted(a.areas & b.areas))))
    for one, other in ((a, b), (b, a)):
        if one.place_words and any(name in one.place_words for name in other.areas):
            return Where("town", ("town",), said("一方の題名に、もう一方の町があります"))
    return Where("unknown", (), "")


def _alike(a: Traits, b: Traits) -> float:
    """How far the venue of one is named by the other, 0 to 1."""
    if not (a.venue and b.venue):
        return _held(a.venue or a.place_words, b.venue or b.place_words)
    if a.venue in b.place_words or b.venue in a.place_words:
        return 1.0
    for one, other in ((a, b), (b, a)):
        if len(one.venue) >= NAME and one.venue in other.place_told:
            return 1.0
        if any(house in other.place_words for house in _houses_told(one.venue_told)):
            return 1.0
    return max(_held(a.venue, b.venue), _told_alike(a, b))


def _told_alike(a: Traits, b: Traits) -> float:
    """How far two places are alike where a part of the venue's name was read as an address: 海鮮市場 東側広場."""
    ours, theirs = _unread(a), _unread(b)
    return _held(ours or a.venue, theirs or b.venue) if ours or theirs else 0.0


def _unread(one: Traits) -> str:
    """The venue's whole name where its place has no address but more of the name; else empty."""
    place = one.event.place
    if place is None or not (place.name and place.address) or one.street or areas.city(place.address):
        return ""
    return words.squeezed(spelling.fold(place.address)) + one.venue


@lru_cache(maxsize=MANY)
def _houses_told(told: str) -> tuple[str, ...]:
    """The houses within a place told with more words: 南部公民館 講座室; 市内全域、主会場 東町小学校."""
    parts = [words.squeezed(part) for part in _PARTED.split(told)]
    if len(parts) < 2:
        return ()
    return tuple([part for part in parts if len(part) >= NAME and _HOUSE_END.search(part) and not _is_general(part)])


def _held(a: str, b: str) -> float:
    """Which part of the shorter name lies in the longer; 名駅ラウンジ and 栄ラウンジ share only a common word."""
    ours, theirs = houses.own_name(a).replace(" ", ""), houses.own_name(b).replace(" ", "")
    if not (ours and theirs):
        ours, theirs = a, b
    ours, theirs = ours.translate(KATAKANA), theirs.translate(KATAKANA)
    shorter, longer = sorted((ours, theirs), key=len)
    if len(shorter) < 2:
        return 1.0 if shorter and shorter == longer else 0.0
    shared = words.pairs(shorter) & words.pairs(longer)
    if shared <= _GENERAL_PAIRS and shorter not in longer and not (_is_general(a) or _is_general(b)):
        return 0.0
    return len(shared) / min(len(words.pairs(shorter)), len(words.pairs(longer)))


def _surveyed(one: Traits) -> bool:
    """Whether the point is the venue's own; those of the place tables, to three decimals, are a town's or a station's."""
    place = one.event.place
    return place is not None and any(at is not None and round(at, 3) != at for at in (place.lat, place.lng))


def _rough(a: Traits, b: Traits) -> bool:
    """Whether one point may be the middle of a town that the other lies in: a city and its ward are kilometres apart."""
    if _surveyed(a) and _surveyed(b):
        return False
    return not (a.city and b.city) or a.city in b.city or b.city in a.city


def _distance(a: Traits, b: Traits, *, default: float) -> float:
    """Kilometres over the great circle; ``default`` where a coordinate is missing."""
    one, other = a.event.place, b.event.place
    if one is None or other is None or None in (one.lat, one.lng, other.lat, other.lng):
        return default
    lat_a, lng_a, lat_b, lng_b = (radians(value or 0.0) for value in (one.lat, one.lng, other.lat, other.lng))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lng_b - lng_a) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))
