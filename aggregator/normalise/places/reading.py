"""Where a listing takes place and how one attends: ``read_place``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from aggregator.model import Format, Place
from aggregator.normalise.places.attendance import read_attendance
from aggregator.normalise.places.cleaned import FOR_SOME
from aggregator.normalise.places.gazetteer import Gazetteer, Kind, gazetteer
from aggregator.normalise.places.hosts import with_host, within_house
from aggregator.normalise.places.houses import FACILITY, HOUSE_WORD
from aggregator.normalise.places.lines import is_place
from aggregator.normalise.places.own import resolved
from aggregator.normalise.places.region import Region, region
from aggregator.normalise.places.romaji import in_japanese, said_of
from aggregator.normalise.places.rooms import split_room
from aggregator.normalise.places.said import SCAN_LIMIT, Strength, sole, strength
from aggregator.normalise.places.surroundings import by_line, hints, named
from aggregator.normalise.places.unlabelled import unlabelled, without_town
from aggregator.normalise.places.venue import CLOCK, DAY, INSTEAD, Venue, read_venue
from aggregator.normalise.sections import Role, Section
from aggregator.normalise.text import Text

WALK: Final = re.compile(
    r"(?:徒歩|歩いて|歩)(?:で)?(?:約|およそ)? ?([0-9]{1,2}) ?(?:分|min)|([0-9]{1,2}) ?min(?:ute)?s?(?:'s)? walk"
)
STATION: Final = re.compile(r"([一-鿿々ヶケノ]{1,8}(?:[ァ-ヶー]{1,10})?|[ァ-ヶー]{2,12}[一-鿿]{0,4}|[ぁ-ん]{2,6})駅")
SPOKEN_PLACE: Final = re.compile(
    r"(?:会場|場所|開催地|集合(?:場所)?)は、?([^\n。]{2,40}?)"
    r"(?=です|でございます|で(?:開催|行)|となり|になり|に集合|[\n。]|$)"
)
_NO_PLACE: Final = re.compile(r"\d|[時分]|^\W*$")
WALK_FROM: Final = re.compile(rf"{STATION.pattern}[^\n]{{0,15}}?(?:{WALK.pattern})")
NO_STATION: Final = re.compile(
    r"(?:道の|最寄り?|各|当|同|無人|終着|始発|乗換|乗り換え|同線|[^ ]線|ビル|現地|現在|停車|発車|主要|山の|海の"
    r"|どの|この|その)駅$"
)
_ONE: Final = re.compile(r"(?![光燕関])[一-鿿](?=[ ・]\S{3})")
"""A town of one character; of those that are words, too, nobody knows."""
_ROOM_CALLED: Final = re.compile(r"(?<=[階F])[ ]?「[^」\n]{1,6}」")
"""3階「富士」: no town."""
_OLD_WORDS: Final = ("変更前", "旧会場", "移転前")
_OLD_VENUE: Final = re.compile(
    r"(?:変更前|旧会場|移転前)(?:の会場)?\s?[:はが)】]\s?[^\n→⇒。]{2,60}?(?=[ \t]*(?:→|⇒|\n|。|$|変更後|新会場))"
)
"""変更前:カフェ蔵(大津市)→: where it is no longer."""


_TO_MEET: Final = ("駅", "公園", "会館", "センター")
"""Stations and houses that are places of the table as well: 東公園 is one, and a park."""
_Spans = tuple[tuple[str, int, int], ...]


class PlaceReading(NamedTuple):
    """What a listing says of its place. ``spans`` are (field, start, end) in ``Text.folded``.

    ``flags``: ``place_ambiguous`` (a name of several places, left open), ``place_online_conflict`` (a venue and the words
    that it is held online), ``place_guessed`` (a name that no label tells to be the venue's). ``here``: no word says how one attends, but the text is of something that people meet for at a place.
    """

    place: Place | None = None
    format: Format | None = None
    spans: _Spans = ()
    flags: tuple[str, ...] = ()
    house: str | None = None
    room: str | None = None
    here: bool = False


_TOLD_LATER: Final = re.compile(r"連絡|お知らせ|ご案内|お伝え|某所|未定|後日|非公開")
"""A place field with this tells that nothing else in the text is the venue."""
_TOWNS: Final = re.compile("[一-鿿ヶケがの]{2,5}(?:[・/、 ][一-鿿ヶケがの]{2,5}){0,2}")
_OTHERS: Final = frozenset({Role.ORGANISER, Role.SPEAKER})
_MEETING: Final = frozenset({"集合", "集合場所", "meetingpoint", "meetingplace", "meetuppoint", "wheretomeet"})
"""Labels of where one meets; where it takes place goes before."""
_DESTINATION: Final = frozenset({"行先", "行き先", "目的地"})
_OF_KIND: Final = re.compile(
    r"([^「」\s]{2,12})の"
    r"(?:レンタルスペース|レンタルスタジオ|レンタルルーム|貸し?会議室|貸し?スペース|会議室|居酒屋|飲食店|カフェ"
    r"|喫茶店|ファミレス|カラオケ(?:店|ボックス)?|コワーキングスペース|古民家|公共施設|某所|スタジオ)$"
    r"|(\S{2,8})(?:周辺|付近|近辺|界隈|エリア|方面|近郊|某所)(?:を予定)?$"
)
_NO_HOUSE: Final = re.compile(r"(?:本|新|旧|北|南|東|西)?(?:校舎|社屋|建物|オフィス|マンション) (?=\S)")
"""What has no name, before its room: 校舎1階の図工室."""
_ADDRESS: Final = frozenset({"住所", "所在地", "会場住所", "address"})


_PARK: Final = re.compile(r"[一-鿿]{0,2}(?:公園|緑地|広場|城址|神社|天満宮|八幡宮)|の[森里丘杜郷湯庄泉滝台]")


_KATAKANA: Final = re.compile("[ァ-ヶー]")


class _Listing(NamedTuple):
    """The words of a listing that speak of its place.

    ``own`` is the body without organisers and speakers; ``value`` are the place fields, which stand at ``values``, a line each; ``address`` is
    what stands under a label for it.
    """

    title: str
    body: str
    own: str
    values: tuple[tuple[int, int], ...]
    value: str
    address: str
    access: str

    @property
    def way(self) -> str:
        """Where the station stands: in the fields of place and access, else where the text tells the walk from one."""
        if self.values or self.access:
            return f"{self.value}\n{self.access}"
        walk = WALK_FROM.search(self.body, 0, SCAN_LIMIT) if "駅" in self.body else None
        return walk[0] if walk else ""

    @property
    def spoken(self) -> str:
        """What running text says of the place (会場は水戸です) where no field does."""
        said = None if self.values else SPOKEN_PLACE.search(self.own, 0, SCAN_LIMIT)
        return INSTEAD.sub("", said[1]) if said else ""


def read_place(
    text: Text, sections: Sequence[Section] = (), title: Text | None = None, *, event: bool = False
) -> PlaceReading:
    """The place and the format of one listing; what the text does not say is ``None``.

    Args:
        text: the listing.
        sections: its labelled parts.
        title: its title, if it stands apart.
        event: it is known to announce an event with a day, so that a noun of its sentences is weighed for the venue where no
            label and no rule names one.
    """
    known = gazetteer()
    body = text.folded
    if any(word in body for word in _OLD_WORDS):
        body = _OLD_VENUE.sub(lambda old: " " * len(old[0]), body)
    listing = _listing(body, title, sections)
    venue, spans = _venue(listing, sections, known, event=event)
    venue = without_town(venue, known)
    if not listing.values and venue.name and "".join(venue.name.split()) == "".join(listing.title.split()):
        venue, spans = Venue(), ()  # 親子の工作教室 again in the text is the event's name, no house
    if venue.name and not listing.values and _is_of_online(venue.name, listing):
        venue, spans = Venue(), ()  # 21:00 Zoom / 読書会「…」: no word of a house
    found = _region(listing, venue, known)
    station, minutes = _station(listing.way or venue.access, found, known)
    physical = venue.physical or station is not None or (not venue.online and found.prefecture is not None)
    way = read_attendance(listing.title, body, physical=physical, online_venue=venue.online)
    format_ = way.format or (Format.ONSITE if venue.nameless else None)
    if format_ is Format.ONLINE:
        conflict = ("place_online_conflict",) * venue.physical or ("format_unsure",) * way.unsure
        return PlaceReading(None, format_, spans, conflict)
    flags = ("place_ambiguous",) * found.ambiguous + ("format_unsure",) * way.unsure
    if venue.guessed and venue.name:
        flags = (*flags, "place_guessed")
    if not (venue.name or venue.address or found.prefecture or station or minutes is not None):
        return PlaceReading(None, format_, spans, flags, here=way.here)
    spot = found.spot if found.city else None
    place = Place(
        name=venue.name,
        address=venue.address,
        prefecture=found.prefecture,
        city=found.city,
        station=station,
        walk_minutes=minutes,
        lat=spot.lat if spot else None,
        lng=spot.lng if spot else None,
    )
    here = format_ is None and (way.here or venue.guessed)
    return PlaceReading(place, format_, spans, flags, *_parts(venue, known), here=here)


def _is_of_online(name: str, listing: _Listing) -> bool:
    """Whether a name in quotes has no word of a house, and the text without it is held online."""
    if HOUSE_WORD.search(name) or not any(f"{quote}{name}" in listing.body for quote in "「『"):
        return False
    return read_attendance(listing.title, listing.body, physical=False, online_venue=False).format is Format.ONLINE


def _listing(body: str, title: Text | None, sections: Sequence[Section]) -> _Listing:
    """The words of a listing by what they tell of its place."""
    places = sorted((one for one in sections if _names_place(one, body)), key=_rank)
    return _Listing(
        title=title.folded if title else "",
        body=body,
        own=_without(body, [one for one in sections if one.role in _OTHERS]),
        values=tuple((one.start, one.end) for one in places),
        value=_joined(body, places),
        address=_joined(body, [one for one in sections if one.label in _ADDRESS]),
        access=_joined(body, [one for one in sections if one.role == Role.ACCESS]),
    )


def _rank(section: Section) -> int:
    """The venue before where one meets, and that before where one goes from there."""
    return 2 * (section.label in _DESTINATION) + (section.label in _MEETING)


def _joined(body: str, parts: Sequence[Section]) -> str:
    """Parts of the body, a line each."""
    return "\n".join([body[one.start : one.end] for one in parts])


def _parts(venue: Venue, known: Gazetteer) -> tuple[str | None, str | None]:
    """House and room of a venue's name: 東京 大ホール has no house before the room, and stays whole."""
    if venue.name is None:
        return None, None
    house, room = split_room(venue.name)
    if room is None and venue.room:
        house, room = venue.name.removesuffix(venue.room).rstrip(), venue.room
    if of_none := _NO_HOUSE.match(venue.name):
        return venue.name[of_none.end() :], None
    return (venue.name, None) if is_place(house, known) and not house.endswith(_TO_MEET) else (house, room)


def _venue(listing: _Listing, sections: Sequence[Section], known: Gazetteer, *, event: bool) -> tuple[Venue, _Spans]:
    """The venue of the place fields, which may be told apart (会場, 住所); without one, the one that running text names."""
    found: Venue | None = None
    spans: _Spans = ()
    for start, end in listing.values:
        venue = _labelled(listing, (start, end), sections, known)
        if found is None and (venue.physical or venue.online):
            found, spans = venue, (("place", start, end),)
        elif found is not None and found.name is None and venue.name and not found.online:
            found, spans = found._replace(name=venue.name), (*spans, ("place", start, end))
        elif found is not None and found.address is None and venue.address and not found.online:
            found, spans = found._replace(address=venue.address), (*spans, ("place", start, end))
    if found is not None:
        label = listing.body.rfind("\n", 0, listing.values[0][0])
        hosted = with_host(found, listing.title, listing.body, label, known)
        return within_house(hosted, listing.title, listing.body, known), spans
    later = any(_TOLD_LATER.search(listing.body, *value) for value in listing.values)
    venue, span = unlabelled(listing.body, listing.title, sections, known, event=event and not later)
    if not venue.physical and listing.spoken:
        told = read_venue(listing.spoken)
        physical = told.name is not None and FACILITY.search(told.name) is not None
        if told.online or not venue.name:
            venue = Venue(online=told.online, physical=physical and not told.online)
    return venue, (("place", *span),) if span else ()


def _labelled(listing: _Listing, span: tuple[int, int], sections: Sequence[Section], known: Gazetteer) -> Venue:
    """The venue of one place field: 当店 is the shop whose notice it is, a line that only tells the town (自由が丘・奥沢) goes before it."""
    value = FOR_SOME.sub("", listing.body[slice(*span)])
    venue = _named_or_not(read_venue(value), known)
    if venue.name is None:
        return venue
    town, _, below = value.partition("\n")
    if below and venue.name in town and _only_towns(town.strip(), known):
        house = read_venue(below)
        if house.name and HOUSE_WORD.search(house.name) and not town.strip().endswith(_TO_MEET):
            return house._replace(beside=town)
    return venue._replace(name=resolved(venue.name, listing.body, listing.title, sections, known))


def _only_towns(words: str, known: Gazetteer) -> bool:
    """Whether words are towns, of which one is known: 自由が丘・奥沢."""
    return _TOWNS.fullmatch(words) is not None and any(is_place(part, known) for part in re.split("[・/、 ]", words))


def _named_or_not(venue: Venue, known: Gazetteer) -> Venue:
    """The venue without a name that only says what it is and where: 恵比寿のレンタルスペース, 梅田周辺."""
    kind = _OF_KIND.match(venue.name) if venue.name else None
    return venue._replace(name=None) if kind and is_place(kind[1] or kind[2], known) else venue


def _without(body: str, parts: Sequence[Section]) -> str:
    """The body with the first line of each part blank."""
    pieces, at = [], 0
    for part in parts:
        end = body.find("\n", part.start, part.end)
        end = end if end >= 0 else part.end
        pieces += [body[at : part.start], " " * (end - part.start)]
        at = end
    return "".join([*pieces, body[at:]])


def _names_place(section: Section, body: str) -> bool:
    """Whether a labelled part is the place: 集合 may name the hour or the place."""
    if section.role is Role.PLACE:
        return True
    if section.label != "集合":
        return False
    line = CLOCK.sub("", DAY.sub("", body[section.start : section.end].partition("\n")[0]))
    return not _NO_PLACE.search(line)


def _told(listing: _Listing, venue: Venue, known: Gazetteer) -> Iterator[tuple[str, bool]]:
    """What tells the region, the surest first, each with whether it speaks of the venue; made as it is asked for."""
    value = listing.value
    yield listing.address, True
    yield in_japanese(value or venue.beside) or venue.address or "", True
    yield _town_of_one(value, known), True
    yield _ROOM_CALLED.sub("", value), True
    yield listing.spoken, True
    yield venue.beside, True
    yield "" if value else _telling(venue.name or "", known), True
    yield listing.access, True
    yield listing.title, False
    yield listing.own, False
    if " in " in listing.own or "-ku, " in listing.own or "-shi, " in listing.own:
        yield said_of(listing.own) or "", True
    if " in " in listing.title:
        yield said_of(listing.title) or "", True


def _telling(name: str, known: Gazetteer) -> str:
    """The name of an unlabelled venue, if it tells where it is: 鴨川デルタ and 大山 only sound like a little known town."""
    towns = known.mentions(name)
    sound = towns and not any(spot.known or spot.kind is Kind.PREFECTURE for one in towns for spot in one.spots)
    alone = all(one.name == name or _KATAKANA.match(name, one.end) for one in towns)
    return "" if sound and alone and not FACILITY.search(name) else name


def _town_of_one(value: str, known: Gazetteer) -> str:
    """The municipality of one character that a place value begins with, in full: 萩 旧郡司邸, 津・青空会館; empty where there is none."""
    first = _ONE.match(value)
    return f"{first[0]}市" if first and known.is_name(f"{first[0]}市") and not known.is_name(f"{first[0]}区") else ""


def _region(listing: _Listing, venue: Venue, known: Gazetteer) -> Region:
    """The region of the place value, else of the way there, else of title and text where they name one only."""
    ambiguous = False
    for text, is_venue in _told(listing, venue, known):
        if not text:
            continue
        found = region(text, known, venue=is_venue)
        if found.ambiguous:
            around = hints(((listing.title, True), (listing.value, True), (listing.body, False)), known)
            found = region(text, known, venue=is_venue, hints=around)
        ambiguous |= found.ambiguous
        if found.prefecture and (is_venue or len(named(text, known)) <= 1):
            if (stated := _stated_elsewhere(listing, found, text, known)) is not None:
                return stated
            return Region(None, ambiguous=True) if _of_a_park(listing, found, text, known) else found
    told = listing.way or listing.own
    return Region(None if ambiguous or "駅" not in told else by_line(told), ambiguous=ambiguous)


def _stated_elsewhere(listing: _Listing, found: Region, text: str, known: Gazetteer) -> Region | None:
    """The region that the listing states in full, where all that tells another is a part of a house's name: 舞鶴公園 (福岡市)."""
    name = found.mention
    if (
        name is None
        or name.full
        or any(spot.known or spot.kind is Kind.PREFECTURE for spot in name.spots)
        or strength(text, name, venue=True) is not Strength.ATTACHED
    ):
        return None
    words = f"{listing.title}\n{listing.own}"[:SCAN_LIMIT]
    stated = [
        one
        for one in known.mentions(words)
        if one.full
        and all(spot.kind in (Kind.CITY, Kind.PREFECTURE) for spot in one.spots)
        and strength(words, one, venue=False) is Strength.FULL
    ]
    prefectures = {sole(one) for one in stated}
    if len(prefectures) != 1 or found.prefecture in prefectures or None in prefectures:
        return None
    return region("\n".join(one.name for one in stated), known, venue=True)


def _of_a_park(listing: _Listing, found: Region, text: str, known: Gazetteer) -> bool:
    """Whether all that tells a region is the name of a park or house that may be called so anywhere: 舞鶴公園, 青木の森センター."""
    name = found.mention
    if name is None or name.full or any(spot.known or spot.kind is Kind.PREFECTURE for spot in name.spots):
        return False
    if not _PARK.match(text, name.end):
        return False
    words = f"{listing.title}\n{listing.body}"[:SCAN_LIMIT]
    return not any(one.full and found.prefecture == sole(one) for one in known.mentions(words))


def _station(text: str, found: Region, known: Gazetteer) -> tuple[str | None, int | None]:
    """The first station that is named, without 駅, and the minutes on foot."""
    name = None
    for match in STATION.finditer(text) if "駅" in text else ():
        if not NO_STATION.search(match[0]):
            name = _shortest(match[1], known)
            break
    if name is None and found.mention and found.spot and found.spot.kind is Kind.STATION and found.mention.full:
        name = found.spot.name
    walk = WALK.search(text)
    return name, int(walk[1] or walk[2]) if walk else None


def _shortest(name: str, known: Gazetteer) -> str:
    """The station without its company and line: 京王線府中 -> 府中."""
    if not known.is_station(name):
        for begin in range(1, len(name) - 1):
            if known.is_station(name[begin:]):
                return name[begin:]
    return re.sub(r"^.*線(?=.)", "", name)
