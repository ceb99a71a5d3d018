"""The shop or house whose own notice a text is, by its first lines, for texts that tell no more than an address. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from aggregator.normalise.places.gazetteer import Gazetteer
from aggregator.normalise.places.houses import EVENT, HOUSE_WORD, SHOP, is_bare, is_kind
from aggregator.normalise.places.lines import NO_NAME, OF_PEOPLE, is_address, is_place
from aggregator.normalise.places.phrase import LATIN_HOUSE, Sureness, house_in
from aggregator.normalise.places.rooms import ROOM
from aggregator.normalise.places.venue import STREET, Venue

_FIRST: Final = 3
"""Lines of a text in which its host may stand."""
_LONGEST: Final = 30
_LINES: Final = 40
_HEADLINE: Final = 24
"""Characters of a headline that is nothing but a house."""
_MARKS: Final = re.compile(r"^[^\w「『]+|[^\w」』)]+$")
_ROMAJI: Final = re.compile(r" ?/ ?[A-Za-z][A-Za-z .'&-]*$")
"""きよ窯 / Kiyo-gama."""
_QUOTED: Final = re.compile(r"([^\s「」]{2,10})「([^「」]{2,12})」")
_LATIN_KIND: Final = re.compile(rf"(?:[A-Za-z&']+ ){{0,2}}{LATIN_HOUSE.pattern}", re.IGNORECASE)
_BUILDING: Final = re.compile(r"ビル(?:ディング)?(?: ?(?:[0-9B]{1,3}[F階]|地下[0-9]階))?$")
"""泉町 第二ビル2F only tells the building in which a shop is."""
_ASSOCIATION: Final = re.compile(r"(?:^|[\s(【])(?!マンション|各|本|当)([^\s、。()【】]{3,20}?)管理組合")
"""A building has one: グランメゾン東ヶ丘管理組合."""

_IN: Final = re.compile(r"[ \t](?:in|IN|In) ?([^\s!?「」【】]{3,20})[】」]?\s*$")
_GROUND: Final = re.compile(rf"団地|スーパー(?=\w)|[^\W\d]{{2}}(?:{HOUSE_WORD.pattern})")
_ITEM: Final = re.compile(
    r"^\W*(?:\d{1,2}:\d\d|\d{1,2}時(?:半|\d{1,2}分)?)[ \t]?~?[ \t]+(?![^\n]*(?:集合|会場|場所|出発|スタート|受付))\D[^\n]*",
    re.MULTILINE,
)


def host_of(title: str, text: str, known: Gazetteer) -> tuple[str, int | None] | None:
    """The host that the title or the first lines name, and where it stands in the text: スナック紫陽花 一日ママ企画, 土と火の工房 きよ窯."""
    at = 0
    for line in islice(text.split("\n"), _FIRST):
        if (name := _host_in(line, known)) is not None:
            return name, at + line.index(name)
        at += len(line) + 1
    name = _host_in(title, known)
    return (name, None) if name is not None else None


def address_alone(text: str, barred: Sequence[tuple[int, int]], known: Gazetteer) -> str | None:
    """The line that is an address with its street and names nothing else, outside of what is ``barred``."""
    at = 0
    for line in islice(text.split("\n"), _LINES):
        words = _MARKS.sub("", line.strip())
        free = not any(start <= at < end for start, end in barred)
        if free and STREET.search(words) and not NO_NAME.search(words) and is_address(words, known):
            return words
        at += len(line) + 1
    return None


def in_headline(title: str, text: str, known: Gazetteer) -> tuple[str, int] | None:
    """The house behind an ``in`` at the end of the first line or the title, and where it stands in the text: まちの保健室 in スーパーいちかわ."""
    for words in (text.partition("\n")[0], title):
        found = _IN.search(words)
        if found is not None and _GROUND.search(found[1]) and not (EVENT.search(found[1]) or is_place(found[1], known)):
            return found[1], max(text.find(found[1]), 0)
    return None


def programme_lines(text: str) -> list[tuple[int, int]]:
    """The lines of a programme, each with what is on from its clock: 17:00 古本オークション."""
    found = [line.span() for line in _ITEM.finditer(text)]
    return found if len(found) > 1 else []


def hosted(
    title: str, text: str, barred: Sequence[tuple[int, int]], known: Gazetteer
) -> tuple[Venue, tuple[int, int] | None] | None:
    """The host as a guess, and where it stands, where a line tells an address and nothing else tells the venue."""
    address = address_alone(text, barred, known)
    host = host_of(title, text, known) if address is not None else None
    if host is None:
        return None
    name, at = host
    return Venue(name, address, guessed=True, beside=address or ""), (at, at + len(name)) if at is not None else None


def with_host(venue: Venue, title: str, text: str, label: int, known: Gazetteer) -> Venue:
    """The venue of which only the address or the building is named, with the house above the ``label`` or the host of the notice."""
    if venue.name is None and venue.address:
        above = _above(text, label, known)
        host = (above, None) if above else host_of(title, text, known)
        return venue._replace(name=host[0]) if host else venue
    if venue.name and _BUILDING.search(venue.name) and (host := host_of(title, text, known)):
        return venue._replace(name=host[0], beside=f"{venue.name}\n{venue.beside}")
    return venue


def _above(text: str, label: int, known: Gazetteer) -> str | None:
    """The house on the line above a labelled address: みどり教会 / 住所: 山口市亀山町."""
    line = text[:label].rpartition("\n")[2].strip() if label > 0 else ""
    house = house_in(line, known) if 0 < len(line) <= _HEADLINE else None
    return line if house and house.sure is Sureness.HOUSE and (house.start, house.end) == (0, len(line)) else None


def within_house(venue: Venue, title: str, text: str, known: Gazetteer) -> Venue:
    """The venue, of which only a room is named, with the house under whose name the notice stands: 西図書館, 場所 1階おはなし室."""
    if venue.name is None or venue.address or ROOM.fullmatch(venue.name) is None:
        return venue
    if (building := _ASSOCIATION.search(title) or _ASSOCIATION.search(text)) is not None:
        return venue._replace(name=f"{building[1]} {venue.name}", beside=building[1])
    for words in (title, text.partition("\n")[0]):
        house = house_in(words, known) if 0 < len(words) <= _HEADLINE else None
        if house is not None and house.sure is Sureness.HOUSE and (house.start, house.end) == (0, len(words)):
            return venue._replace(name=f"{words} {venue.name}", beside=words)
    return venue


def _host_in(line: str, known: Gazetteer) -> str | None:
    words = _ROMAJI.sub("", _MARKS.sub("", line.strip()))
    if not 2 < len(words) <= 2 * _LONGEST or NO_NAME.search(words):
        return None
    quoted = _QUOTED.match(words)
    if quoted is not None and is_kind(quoted[1]):
        return quoted[2]
    for name in _names(words):
        if len(name) <= _LONGEST and not (EVENT.search(name) or OF_PEOPLE.search(name) or is_place(name, known)):
            return name
    house = house_in(words, known)
    if house is not None and house.sure is Sureness.HOUSE and house.start == 0:
        return words[: house.end]
    return None


def _names(words: str) -> Iterator[str]:
    """Names that begin the words, the kind of house before or within them."""
    first, _, rest = words.partition(" ")
    second = rest.partition(" ")[0]
    latin = _LATIN_KIND.match(words)
    if latin is not None and words[latin.end() : latin.end() + 1] == " ":
        name = words[latin.end() + 1 :].partition(" ")[0]
        if name:
            yield words[: latin.end() + 1 + len(name)]
    if is_bare(first):
        if second:
            yield f"{first} {second}"
        return
    if SHOP.match(first) and not is_kind(first):
        yield first
    tokens = words.split(" ")
    if any(is_kind(token) for token in tokens[:-1]) and not EVENT.search(words):
        yield words
