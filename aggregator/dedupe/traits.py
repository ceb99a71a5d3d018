"""What the merge step looks at in one event, read once."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aggregator.dedupe import areas, clocks, content, glossary, links, sounds, spelling, words
from aggregator.dedupe.facets import Facets, facets, part, qualifying
from aggregator.dedupe.holders import MANY, holder
from aggregator.dedupe.speakers import speakers
from aggregator.dedupe.streets import Street, street
from aggregator.lazy import lazy
from aggregator.model import Event, Format, Place, Precision, Status

_ROOM = re.compile(r"\d+\s*(?:f|階|かい|号室|会議室)|b\d+f?|[(\[【][^)\]】]*[)\]】]")
_ONLINE = re.compile(
    r"オンライン|online|zoom|teams|webex|google\s*meet|youtube|ウェビナー|discord|リモート|web開催|web会議|ovice|配信"
)
_PUT_OFF = re.compile(r"延期|順延|(?:日程|日時|開催日|日にち)(?:の)?変更|振替|postponed|rescheduled|moved (?:to|from)")
_WAS_PUT_OFF = re.compile(
    r"(?:延期|順延|変更|振替開催)(?:に|と)?(?:し(?!な)|いたし|致し|なり|なっ|され)"
    r"(?!ません|ます?(?:場合|ことが|可能性))"
    r"|postponed|rescheduled"
)
_FESTIVAL = re.compile(
    r"(?:祭り?|フェスティバル|フェスタ?|フェア|マルシェ|ウィーク|博覧会|展|展覧会|カンファレンス|サミット"
    r"|フォーラム|expo|フリマ|マーケット|文化祭|横丁|市)(?:20\d\d|\d{2})?$"
)
_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*(?:月|/)\s*(\d{1,2})(?!\d)")
_MOVED = frozenset({Status.POSTPONED, Status.RESCHEDULED})
_WORD = re.compile("[a-z]{2}")
_YEN = re.compile(
    r"(\d{1,3}(?:,\d{3})+|\d+)\s*(?:円|yen)"
    r"|(?:[¥¥]|前売り?|当日|料金|参加費|会費|チャージ|予約)[\s:]*(\d{1,3}(?:,\d{3})+|\d{3,5})"
)
TELLING = 0.5
"""The least weight of a piece of a title that tells meetings apart."""
_MIDNIGHT = (0, 0)
_SHINGLE = 12
_LONGEST = 2000


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("Asia/Tokyo")


class _Spot(NamedTuple):
    """What a place says in words."""

    prefecture: str | None
    """Without 都府県."""
    city: str | None
    house: str
    """The venue's name without floor, room and signs."""
    run: str
    """Venue, address and station in one run."""
    told: str
    """All its words, folded."""
    online: bool
    """Whether its name is that of an online meeting."""


_NOWHERE = _Spot(None, None, "", "", "", online=False)


@lru_cache(maxsize=MANY)
def _spot(name: str, address: str, prefecture: str, city: str, station: str) -> _Spot:
    folded = spelling.fold(name)
    home = areas.bare(prefecture) if prefecture else areas.prefecture(address) or areas.prefecture(name)
    run = words.squeezed(spelling.fold(" ".join(one for one in (name, address, city, station) if one)))
    told = spelling.fold(" ".join(one for one in (name, address, prefecture, city, station) if one))
    return _Spot(
        prefecture=home,
        city=city or areas.city(address),
        house=words.squeezed(_ROOM.sub(" ", folded)),
        run=run,
        told=spelling.spelt(told),
        online=bool(_ONLINE.search(folded)),
    )


class Traits:
    """One event as evidence, folded. What every pair is asked for is read at once, the rest when first asked for.

    Attributes:
        title: the whole title; ``core``: without decoration; ``squeezed``: the core without spaces and signs.
        script: which letters prevail in the title.
        names: names of who holds it, as they may stand in a title; ``areas``: places that the title names.
        pieces: the core's pieces with their weights, but for the areas, which are evidence of their own; ``weight``: of
            all pieces; ``telling_weights``: those that say something; ``telling``: the same pieces, sorted.
        sounds: Latin and katakana words of the title by their consonants; ``sound_scripts``: whether they are Latin.
        organiser: the organiser's name without legal form and signs.
        prefecture: without 都府県; ``city``: the municipality.
        venue: its name without floor, room and signs, empty for an online meeting.
        place_words: venue, address and station in one run.
        online: one attends from home only; ``onsite``: one has to be there.
        moment: the start in seconds since 1970, nought where there is none; ``until``: the end.
        local: the start on the clock of the place: sources give one moment in different zones; ``day``: its date.
        timed: the start is exact: not a whole day, and not the midnight that stands for "no time given".
        record: what the event's own address names; ``mentions``: what the addresses in its description name.
    """

    __slots__ = (
        *("event", "uid", "source", "title", "core", "squeezed", "script", "names", "areas", "placeless"),
        *("pieces", "weight", "telling_weights", "telling", "sounds", "sound_scripts"),
        *("organiser", "prefecture", "city", "venue", "place_words", "spot_told", "online", "onsite"),
        *("start", "moment", "until", "local", "day", "timed", "record", "mentions", "__dict__"),
    )

    def __init__(self, event: Event) -> None:
        self.event = event
        self.uid = event.uid
        self.source = event.source
        holders = [holder(name) for name in (event.organiser, event.series) if name]
        self.organiser = holders[0][0] if event.organiser else ""
        self.names = tuple([name for _, name in holders if len(name) > 1])
        self._read_start(event.start)
        self._read_place(event.place, event.format)
        self._read_title(spelling.fold(event.title))
        self.record = links.record(event.url)
        self.mentions = links.mentioned(event.description)
        if self.mentions:
            self.mentions -= {self.record}

    def _read_title(self, title: str) -> None:
        self.title = title
        self.core = core = words.core(title)
        self.squeezed = words.squeezed(core)
        self.script = words.script(title)
        for name in self.names:
            title = title.replace(name, " ")
        self.areas = self._here(areas.areas(title), title)
        self.placeless = areas.without(core, self.areas) if self.areas else core
        if self.areas and not words.squeezed(self.placeless):
            self.placeless = core
        self.pieces = words.weigh(self.placeless)
        self.weight = sum(self.pieces.values())
        self.telling_weights = tuple([item for item in self.pieces.items() if item[1] >= TELLING])
        self.telling = tuple(sorted([piece for piece, _ in self.telling_weights]))
        self.sounds = sounds.skeletons(core)
        self.sound_scripts = frozenset([run[0].isascii() for run in self.sounds.values()])

    def _here(self, named: frozenset[str], title: str) -> frozenset[str]:
        """The places that a title names, without surnames: far from where the event is, and with a given name behind (立川山麓)."""
        if not (named and self.prefecture and self.onsite):
            return named
        return frozenset(
            [name for name in named if areas.home(name) == self.prefecture or not areas.as_surname(name, title)]
        )

    def _read_place(self, place: Place | None, attendance: Format | None) -> None:
        spot = _NOWHERE
        if place is not None:
            told = (place.name, place.address, place.prefecture, place.city, place.station)
            spot = _spot(*(one or "" for one in told))
        self.prefecture, self.city, self.place_words = spot.prefecture, spot.city, spot.run
        self.spot_told = spot.told
        if attendance is not None:
            self.online = attendance is Format.ONLINE
        else:
            self.online = spot.online and not (place and place.address and spot.prefecture)
        self.venue = "" if self.online and spot.online else spot.house
        if attendance is not None:
            self.onsite = attendance is Format.ONSITE
        else:
            self.onsite = place is not None and not self.online and bool(spot.prefecture or self.venue)

    def _read_start(self, start: datetime | None) -> None:
        self.start = start
        self.moment = start.timestamp() if start else 0.0
        self.until = self.event.end.timestamp() if self.event.end else None
        self.local = start.astimezone(_zone(self.event.zone)) if start else None
        self.day = self.local.date() if self.local else None
        self.timed = self.local is not None and self._exact(self.local)

    def _exact(self, local: datetime) -> bool:
        event = self.event
        if event.all_day or event.precision is not Precision.MINUTE:
            return False
        return (local.hour, local.minute) != _MIDNIGHT or (
            event.end is not None and timedelta(0) < event.end - local < timedelta(hours=8)
        )

    @lazy
    def own_names(self) -> str:
        """Organiser and venue, as far as the title names them."""
        return " ".join([name for name in (self.organiser, self.venue) if name in self.squeezed])

    @lazy
    def given_names(self) -> str:
        """Organiser and place from their own fields."""
        return f" {self.organiser} {self.place_words}"

    @lazy
    def unsigned(self) -> str:
        """The core title without who holds it and where, as far as they stand apart from it."""
        return words.unsigned(self.core, {words.squeezed(name) for name in (*self.names, self.venue) if len(name) > 1})

    @lazy
    def frame(self) -> list[str]:
        """The core title without the places it names, as tokens."""
        return words.tokens(self.placeless)

    @lazy
    def frame_words(self) -> str:
        """The words of the frame in one run."""
        return "".join([token for token in self.frame if not words.is_mark(token)])

    @lazy
    def quoted(self) -> frozenset[str]:
        """Works and themes that the title names."""
        return words.quoted(self.core)

    @lazy
    def letter_pairs(self) -> frozenset[str]:
        """Pairs of letters of the whole core title."""
        return words.pairs(self.squeezed)

    @lazy
    def squeezed_title(self) -> str:
        """The whole title without spaces and signs."""
        return words.squeezed(self.title)

    @lazy
    def part(self) -> str | None:
        """The word by which the title names a part of a larger event."""
        return part(self.title)

    @lazy
    def facets(self) -> Facets:
        """What the title says to tell itself apart; the event's own edition counts where the title has none."""
        found = facets(self.title)
        if self.event.edition is not None and "edition" not in found:
            found["edition"] = frozenset({str(self.event.edition)})
        return found

    @lazy
    def qualified(self) -> frozenset[str]:
        """In which respects the title says for whom it is or how hard."""
        return qualifying(self.facets) if self.facets else frozenset()

    @lazy
    def text(self) -> str:
        """The folded description."""
        return spelling.fold(self.event.description[:_LONGEST])

    @lazy
    def meant(self) -> dict[int, frozenset[str]]:
        """What the words of the core title mean, by the glossary."""
        return glossary.lines(self.core)

    @lazy
    def latin(self) -> bool:
        """Whether the title has a Latin word."""
        return _WORD.search(self.core) is not None

    @lazy
    def street(self) -> Street | None:
        """Town and numbers of the address, or of a venue that is called by its address."""
        place = self.event.place
        if place is None or place.address:
            return street(place.address) if place else None
        found = street(place.name) or street(self._place_read)
        return found if found and len(found.numbers) > 1 else None

    @property
    def _place_read(self) -> str | None:
        """The place in the source's own words: addresses in Latin letters are kept there only."""
        told = self._place_words
        return told if told.isascii() else None

    @property
    def _place_words(self) -> str:
        return next((one.words for one in self.event.provenance if one.field == "place"), "")

    @lazy
    def place_told(self) -> str:
        """The place in the source's own words, in one run: a second name in brackets is kept there only."""
        return words.squeezed(spelling.fold(self._place_words))

    @lazy
    def spot_town(self) -> str:
        """Prefecture and town of the place, and the towns that the title names."""
        return " ".join(one for one in (self.prefecture, self.city, *sorted(self.areas)) if one)

    @lazy
    def venue_told(self) -> str:
        """The venue's whole name, folded."""
        place = self.event.place
        return spelling.fold(place.name or "") if place else ""

    @lazy
    def told_clocks(self) -> clocks.Told:
        """The hours that title and text tell."""
        return clocks.read(f"{self.title} {self.text}")

    @lazy
    def minute(self) -> int:
        """The minute of the day at which it begins; below zero where only the day is told."""
        return self.local.hour * 60 + self.local.minute if self.local and self.timed else -1

    @lazy
    def festival(self) -> str:
        """The name of what has many parts, without signs: a festival, fair, exhibition or conference; else empty."""
        return self.squeezed if _FESTIVAL.search(self.squeezed) else ""

    def inner_title(self, name: str) -> str:
        """The title without ``name`` and signs."""
        return self.squeezed.replace(name, "")

    @lazy
    def put_off(self) -> bool:
        """Whether the event says that its day was changed; what is to be done if it rains says nothing."""
        if self.event.status in _MOVED or _PUT_OFF.search(self.title):
            return True
        return _WAS_PUT_OFF.search(self.text) is not None

    @lazy
    def later_days(self) -> frozenset[date]:
        """The days after the first of what lasts for some days, a week at most."""
        if self.local is None or self.event.end is None or self.event.dates:
            return frozenset()
        length = self.event.end - self.local
        if not timedelta(hours=20) < length <= timedelta(days=7):
            return frozenset()
        last = (self.local + length - timedelta(minutes=1)).date()
        first = self.local.date()
        return frozenset(first + timedelta(days=step) for step in range(1, (last - first).days + 1))

    @lazy
    def told_days(self) -> frozenset[date]:
        """The days of its year that title and text name."""
        if self.day is None:
            return frozenset()
        found = set()
        for month, day in _DAY.findall(f"{self.title} {self.text}"):
            with suppress(ValueError):
                found.add(date(self.day.year, int(month), int(day)))
        return frozenset(found)

    @lazy
    def spoken(self) -> tuple[str, ...]:
        """Who speaks, by title and text; not who holds it."""
        return tuple(name for name in speakers(f"{self.title} {self.text}") if name not in self.organiser)

    @lazy
    def amounts(self) -> list[int]:
        """What one may pay, the least first."""
        price = self.event.price
        if price is None or price.min is None:
            return []
        amounts = [price.max, *[tier.amount for tier in (*price.tiers, *price.extras)]]
        return [price.min, *[amount for amount in amounts if amount is not None]]

    @lazy
    def told_prices(self) -> frozenset[int]:
        """Amounts of yen in the text."""
        return frozenset(int((yen or sign).replace(",", "")) for yen, sign in _YEN.findall(self.text))

    @lazy
    def elsewhere(self) -> str:
        """Everything that the event says outside its title: where words of the other's title may be explained."""
        return f"{self.spot_told} {self._people} {spelling.spelt(self.text)}"

    @lazy
    def _people(self) -> str:
        event = self.event
        told = [event.organiser, event.series, *event.speakers, *event.tags]
        return spelling.spelt(spelling.fold(" ".join(one for one in told if one)))

    @lazy
    def squeezed_story(self) -> str:
        """Who holds it and what the text says, without spaces and signs."""
        return words.squeezed(self._people) + self.squeezed_text

    @lazy
    def squeezed_elsewhere(self) -> str:
        """``elsewhere`` without spaces and signs."""
        return words.squeezed(self.spot_told) + self.squeezed_story

    @lazy
    def content(self) -> tuple[str, ...]:
        """Words of title and text that say something, without who and where."""
        return content.content(f"{self.core} {spelling.spelt(self.text)}", self.place_words + self.organiser)

    @lazy
    def squeezed_text(self) -> str:
        """The text without spaces and signs."""
        return words.squeezed(spelling.spelt(self.text))

    @lazy
    def squeezed_all(self) -> str:
        """Title and text without spaces and signs."""
        return f"{self.squeezed_title} {self.squeezed_text}"

    @lazy
    def shingles(self) -> frozenset[str]:
        """Overlapping runs of the description's letters."""
        letters = words.squeezed(self.text)
        return frozenset(letters[index : index + _SHINGLE] for index in range(max(0, len(letters) - _SHINGLE + 1)))
