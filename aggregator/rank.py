"""Matches in their order: a total one, three picks, and no organiser, series or source that floods the page. Pure."""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from operator import itemgetter
from typing import Final, NamedTuple

from aggregator.collector import no_search
from aggregator.model import Event, Fit, Match, Ranked, Status

PICKS: Final = 3
REASONS: Final = 3
INTEREST_REASONS: Final = 2
"""So many reasons are about the subject where there are others: when and where matter as much."""
CARED: Final = frozenset({"hobby", "industry", "kind", "purpose", "word", "follow", "again"})
"""Names (before the colon) of the parts that say that the reader cares about the subject."""
REPEATED: Final[Mapping[str, float]] = {"organiser": 12.0, "series": 25.0, "source": 1.5}
"""Points that each earlier match of the same organiser, series or source costs a later one."""
MOST: Final[Mapping[str, int]] = {"organiser": 4, "series": 2}
"""So many of one organiser or series stand among the others; further ones come after everything else."""
AFTER_ALL: Final = 10_000.0
READ: Final = 500
"""So many lines are chosen one by one; whatever follows stands by what it is worth then: nobody reads on so far."""
LONG_RUN: Final = 2
"""So many meetings of one series have lines of their own; the last of them says how many more there are."""

_NUMBER: Final = re.compile(r"\d+")

_ENDLESS: Final = float("inf")
_MICRO: Final = 1_000_000
"""Scores are rounded to so many parts of a point, and added up in whole parts: sums of floats depend on their order."""

_Order = tuple[int, float, str]
"""Worth (the less the better), start, id."""


def rank(matches: Iterable[Match], now: datetime, *, seen: Collection[str] = ()) -> list[Ranked]:
    """Order the matches: by score less what repetition costs, then start, then id.

    The order is total: the same matches in any order give the same result.

    Args:
        matches: what the person can attend.
        now: the time of the digest; what is over by then is not picked.
        seen: ids that the reader has been shown before, unchanged: they stay listed and are not picked again.
    """
    with no_search():
        chosen = _diverse(_shortened(sorted(map(_line, matches), key=itemgetter(0))))
        fresh = [match for match, _ in chosen if match.listing.id not in seen]
        picked = _picks(match for match in fresh if cares(match) and _ready(match, now))
        others = (match for match in fresh if match.fit is Fit.FITS and not cares(match) and _ready(match, now))
        different = next((match.listing.id for match in others), None)
        return [
            Ranked(
                match,
                position,
                picked.get(match.listing.id),
                match.listing.id == different,
                collapsed,
                partial(reasons, match),
            )
            for position, (match, collapsed) in enumerate(chosen, 1)
        ]


def reasons(match: Match) -> tuple[str, ...]:
    """The three strongest facts, each said once: at most two about the subject where others can be told."""
    told = sorted([(-part.points, part.name, part.reason) for part in match.parts if part.reason and part.points > 0])
    subject = list(dict.fromkeys([reason for _, name, reason in told if _about(name)]))
    around = list(dict.fromkeys([reason for _, name, reason in told if not _about(name)]))
    first = [*subject[:INTEREST_REASONS], *around[: REASONS - min(len(subject), INTEREST_REASONS)]]
    return tuple(dict.fromkeys((*first, *subject)))[:REASONS]


def stands_for(match: Match, ranked: Sequence[Ranked]) -> Ranked | None:
    """The line of a match, or the one of its series that counts it among the further meetings."""
    own = next((one for one in ranked if one.match.listing.id == match.listing.id), None)
    series = _line(match).series
    return own or next((one for one in ranked if one.collapsed and _line(one.match).series == series), None)


def cares(match: Match) -> bool:
    """Whether the reader cares about the subject, not only can go."""
    return any(part.points > 0 and _about(part.name) for part in match.parts)


def _about(name: str) -> bool:
    """Whether a part of this name says that the reader cares about the subject."""
    return name.partition(":")[0] in CARED


class _Line(NamedTuple):
    """A match with its place before repetition costs anything, and what can be repeated."""

    order: _Order
    match: Match
    organiser: str
    series: str


def _line(match: Match) -> _Line:
    listing, sitting = match.listing, match.occurrence
    event = listing.event
    start = sitting.start.timestamp() if sitting is not None else _ENDLESS
    organiser = event.organiser or ""
    return _Line((-round(match.score * _MICRO), start, listing.id), match, organiser, _series(event, organiser))


def _series(event: Event, organiser: str) -> str:
    """The series by its name, else by title without numbers and organiser, or where nobody is named, source and house.

    Empty where none of them is known: もくもく会 of a feed may be anybody's.
    """
    house = event.place.name if event.place is not None else None
    holder = organiser or (f"{event.source}: {house}" if house else "")
    return event.series or (f"{holder}: {_NUMBER.sub('', event.title)}" if holder else "")


def _shortened(lines: Iterable[_Line]) -> list[tuple[_Line, int]]:
    """Long runs of one series collapsed."""
    runs: Counter[str] = Counter()
    kept: list[tuple[_Line, int]] = []
    last: dict[str, int] = {}
    for line in lines:
        key = line.series
        runs[key] += 1
        if key and runs[key] > LONG_RUN:
            index = last[key]
            kept[index] = (kept[index][0], kept[index][1] + 1)
            continue
        last[key] = len(kept)
        kept.append((line, 0))
    return kept


def _diverse(pool: Sequence[tuple[_Line, int]]) -> list[tuple[Match, int]]:
    """Greedy order in which every repetition costs points (maximal marginal relevance over named traits)."""
    queue = _Queue([line for line, _ in pool])
    taken = [queue.take() for _ in range(min(len(pool), READ))]
    taken.extend(queue.rest(taken))
    return [(line.match, collapsed) for line, collapsed in (pool[index] for index in taken)]


class _Queue:
    """The lines by what they are worth now: sources, in each its organisers, in each their lines, each level a heap.

    What a line is worth only falls while others are chosen, so the head of a heap is looked at again only when it is asked
    for; and what a whole source or organiser loses is counted once, above its lines. So the time stays nearly linear.

    Args:
        lines: in their order.
    """

    def __init__(self, lines: Sequence[_Line]) -> None:
        self._lines = lines
        self._counts: Counter[tuple[str, str]] = Counter()
        self._costs: dict[tuple[str, str], int] = {}
        self._own: dict[tuple[str, str], list[tuple[_Order, int]]] = {}
        self._organisers: dict[str, list[tuple[_Order, str]]] = {}
        self._sources: list[tuple[_Order, str]] = []
        for index, line in enumerate(lines):  # in order, so every list is a heap already
            source, organiser = line.match.listing.event.source, line.organiser
            if source not in self._organisers:
                self._sources.append((line.order, source))
            if (source, organiser) not in self._own:
                self._organisers.setdefault(source, []).append((line.order, organiser))
            self._own.setdefault((source, organiser), []).append((line.order, index))

    def take(self) -> int:
        """The index of the line that is worth most now; it is counted and not given again."""
        while True:
            known, source = self._sources[0]
            order, organiser, index = self._best_of_source(source)
            order = self._dearer(order, "source", source)
            if order <= known:
                break
            heapq.heapreplace(self._sources, (order, source))
        own, organisers = self._own[source, organiser], self._organisers[source]
        heapq.heappop(own)
        if not own:
            heapq.heappop(organisers)
        if not organisers:
            heapq.heappop(self._sources)
        for trait in (("source", source), ("organiser", organiser), ("series", self._lines[index].series)):
            if trait[1]:
                self._count(trait)
        return index

    def rest(self, taken: Iterable[int]) -> list[int]:
        """The indexes of all lines but those ``taken``, by what they are worth now."""
        return sorted(set(range(len(self._lines))).difference(taken), key=self._worth)

    def _worth(self, index: int) -> _Order:
        line = self._lines[index]
        order = self._dearer(line.order, "source", line.match.listing.event.source)
        return self._dearer(self._dearer(order, "organiser", line.organiser), "series", line.series)

    def _count(self, trait: tuple[str, str]) -> None:
        """A line with this trait was chosen: further ones cost more."""
        self._counts[trait] = count = self._counts[trait] + 1
        cost = REPEATED[trait[0]] * count + (AFTER_ALL if count >= MOST.get(trait[0], count + 1) else 0.0)
        self._costs[trait] = round(cost * _MICRO)

    def _best_of_source(self, source: str) -> tuple[_Order, str, int]:
        heap = self._organisers[source]
        while True:
            known, organiser = heap[0]
            order, index = self._best_of_organiser(source, organiser)
            order = self._dearer(order, "organiser", organiser)
            if order <= known:
                return order, organiser, index
            heapq.heapreplace(heap, (order, organiser))

    def _best_of_organiser(self, source: str, organiser: str) -> tuple[_Order, int]:
        heap = self._own[source, organiser]
        while True:
            known, index = heap[0]
            order = self._dearer(self._lines[index].order, "series", self._lines[index].series)
            if order <= known:
                return order, index
            heapq.heapreplace(heap, (order, index))

    def _dearer(self, order: _Order, trait: str, value: str) -> _Order:
        """``order`` less what it costs that lines of this trait were chosen before."""
        cost = self._costs.get((trait, value))
        return order if cost is None else (order[0] + cost, order[1], order[2])


def _ready(match: Match, now: datetime) -> bool:
    """Whether a match may be recommended: one can be there, there are seats, and nothing on it asks for a second look."""
    event = match.listing.event
    seats = event.status is not Status.WAITLIST and not any(part.name == "no_seats" for part in match.parts)
    begins = match.occurrence is not None and (match.occurrence.all_day or _end(match) > now)
    return seats and begins and match.fit in (Fit.FITS, Fit.TIGHT) and match.cautions.level == "ok"


def _end(match: Match) -> datetime:
    assert match.occurrence is not None
    return match.occurrence.end or match.occurrence.start


def _picks(wanted: Iterable[Match]) -> dict[str, int]:
    """The recommendations: of one organiser or series only one."""
    found: dict[str, int] = {}
    holders: set[str] = set()
    for match in wanted:
        event = match.listing.event
        holder = event.organiser or _series(event, "") or match.listing.id
        if holder not in holders:
            holders.add(holder)
            found[match.listing.id] = len(found) + 1
        if len(found) == PICKS:
            break
    return found
