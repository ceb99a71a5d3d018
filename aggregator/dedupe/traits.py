"""What the merge step looks at in one event, read once and only when asked for."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aggregator.dedupe import areas, links, sounds, spelling, words
from aggregator.dedupe.facets import Facets, facets
from aggregator.dedupe.lazy import lazy
from aggregator.model import Event, Format, Precision

_COMPANY = re.compile(
    r"株式会社|合同会社|有限会社|一般社団法人|公益社団法人|一般財団法人|公益財団法人|社団法人|財団法人|特定非営利活動法人|npo法人|"
    r"\((?:株|有|同|一社|公財)\)|\b(?:inc|ltd|llc|co|corp|k\.k)\b\.?|実行委員会|運営(?:事務局|委員会)?|事務局|主催者?[::]?|公式"
)
_ROOM = re.compile(r"\d+\s*(?:f|階|号室|会議室)|b\d+f?|[(\[【][^)\]】]*[)\]】]")
_ONLINE = re.compile(
    r"オンライン|online|zoom|teams|webex|google\s*meet|youtube|ウェビナー|discord|リモート|web開催|web会議|ovice|配信"
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


class Traits:
    """One event as evidence. Texts are folded; everything is computed when first asked for."""

    def __init__(self, event: Event) -> None:
        self.event = event
        self.uid = event.uid
        self.source = event.source
        self.start = event.start

    @lazy
    def title(self) -> str:
        """The folded title."""
        return spelling.fold(self.event.title)

    @lazy
    def core(self) -> str:
        """The title without decoration."""
        return words.core(self.title)

    @lazy
    def pieces(self) -> dict[str, float]:
        """The pieces of the core title with their weights; the places it names are evidence of their own."""
        return words.weigh(self._placeless)

    @lazy
    def weight(self) -> float:
        """How much the title says in all."""
        return sum(self.pieces.values())

    @lazy
    def telling(self) -> tuple[str, ...]:
        """The pieces of the title that say something, sorted."""
        return tuple(sorted(piece for piece, weight in self.pieces.items() if weight >= TELLING))

    @lazy
    def sounds(self) -> dict[str, str]:
        """Latin and katakana words of the title by their consonants."""
        return sounds.skeletons(self.core)

    @lazy
    def squeezed(self) -> str:
        """The core title without spaces and signs."""
        return words.squeezed(self.core)

    @lazy
    def names(self) -> tuple[str, ...]:
        """Names of who holds it, as they may stand in a title."""
        told = (spelling.spelt(spelling.fold(name)) for name in (self.event.organiser, self.event.series) if name)
        bare = (_COMPANY.sub("", name).strip() for name in told)
        return tuple(name for name in bare if len(name) > 1)

    @lazy
    def frame(self) -> list[str]:
        """The core title without the places it names, as tokens."""
        return words.tokens(self._placeless)

    @lazy
    def frame_words(self) -> str:
        """The words of the frame in one run."""
        return "".join(token for token in self.frame if not words.mark((token,)))

    @lazy
    def _placeless(self) -> str:
        rest = areas.without(self.core, self.areas)
        return rest if words.squeezed(rest) else self.core

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
    def script(self) -> str:
        """Which letters prevail in the title."""
        return words.script(self.title)

    @lazy
    def facets(self) -> Facets:
        """What the title says to tell itself apart; the event's own edition counts where the title has none."""
        found = facets(self.title)
        if self.event.edition is not None and "edition" not in found:
            found["edition"] = frozenset({str(self.event.edition)})
        return found

    @lazy
    def areas(self) -> frozenset[str]:
        """Place names in the title."""
        title = self.title
        for name in self.names:
            title = title.replace(name, " ")
        return areas.areas(title)

    @lazy
    def text(self) -> str:
        """The folded description."""
        return spelling.fold(self.event.description[:_LONGEST])

    @lazy
    def elsewhere(self) -> str:
        """Everything that the event says outside its title: where words of the other's title may be explained."""
        place = self.event.place
        told = (place.name, place.address, place.prefecture, place.city, place.station) if place else ()
        return spelling.spelt(spelling.fold(" ".join(one for one in told if one))) + " " + self._story

    @lazy
    def _story(self) -> str:
        event = self.event
        told = [event.organiser, event.series, *event.speakers, *event.tags]
        return spelling.spelt(spelling.fold(" ".join(one for one in told if one))) + " " + spelling.spelt(self.text)

    @lazy
    def squeezed_story(self) -> str:
        """Who holds it and what the text says, without spaces and signs."""
        return words.squeezed(self._story)

    @lazy
    def squeezed_elsewhere(self) -> str:
        """``elsewhere`` without spaces and signs."""
        return words.squeezed(self.elsewhere)

    @lazy
    def shingles(self) -> frozenset[str]:
        """Overlapping runs of the description's letters."""
        letters = words.squeezed(self.text)
        return frozenset(letters[index : index + _SHINGLE] for index in range(max(0, len(letters) - _SHINGLE + 1)))

    @lazy
    def organiser(self) -> str:
        """The organiser's name without legal form and signs."""
        return words.squeezed(_COMPANY.sub(" ", spelling.fold(self.event.organiser or "")))

    @lazy
    def record(self) -> links.Record | None:
        """The record that the event's own address names."""
        return links.record(self.event.url)

    @lazy
    def mentions(self) -> frozenset[links.Record]:
        """The records whose addresses the description gives, but its own."""
        return links.mentioned(self.event.description) - {self.record}

    @lazy
    def prefecture(self) -> str | None:
        """The prefecture, without 都府県."""
        place = self.event.place
        if place is None:
            return None
        if place.prefecture:
            return areas.bare(place.prefecture)
        return areas.prefecture(place.address or "") or areas.prefecture(place.name or "")

    @lazy
    def city(self) -> str | None:
        """The municipality."""
        place = self.event.place
        return (place.city or areas.city(place.address or "")) if place else None

    @lazy
    def venue(self) -> str:
        """The venue's name without floor, room and signs; empty for an online meeting."""
        name = self.event.place.name if self.event.place else None
        folded = spelling.fold(name or "")
        return "" if self.online and _ONLINE.search(folded) else words.squeezed(_ROOM.sub(" ", folded))

    @lazy
    def place_words(self) -> str:
        """Venue, address and station in one run."""
        place = self.event.place
        told = (place.name, place.address, place.city, place.station) if place else ()
        return words.squeezed(spelling.fold(" ".join(one for one in told if one)))

    @lazy
    def online(self) -> bool:
        """Whether one attends from home only."""
        if self.event.format is not None:
            return self.event.format is Format.ONLINE
        place = self.event.place
        named = spelling.fold(place.name or "") if place else ""
        return bool(_ONLINE.search(named)) and not (place and place.address and self.prefecture)

    @lazy
    def onsite(self) -> bool:
        """Whether one has to be there."""
        if self.event.format is not None:
            return self.event.format is Format.ONSITE
        return bool(self.event.place) and not self.online and bool(self.prefecture or self.venue)

    @lazy
    def local(self) -> datetime | None:
        """The start on the clock of the place: sources give one moment in different zones."""
        return self.event.start.astimezone(_zone(self.event.zone)) if self.event.start else None

    @lazy
    def day(self) -> date | None:
        """The local day of the start."""
        return self.local.date() if self.local else None

    @lazy
    def timed(self) -> bool:
        """Whether the start is exact: not a whole day, and not the midnight that stands for "no time given"."""
        start = self.local
        return (
            start is not None
            and not self.event.all_day
            and self.event.precision is Precision.MINUTE
            and ((start.hour, start.minute) != _MIDNIGHT or self._ends_by_night)
        )

    @lazy
    def _ends_by_night(self) -> bool:
        start, end = self.event.start, self.event.end
        return start is not None and end is not None and timedelta(0) < end - start < timedelta(hours=8)
