"""Matches in their order: a total one, three picks, and no organiser, series or source that floods the page. Pure."""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from aggregator.model import Fit, Match, Part, Ranked, Status

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
LONG_RUN: Final = 2
"""So many meetings of one series have lines of their own; the last of them says how many more there are."""

_NUMBER: Final = re.compile(r"\d+")

_Order = tuple[float, float, str]
_Trait = tuple[str, str]


def rank(
    matches: Iterable[Match], now: datetime, *, seen: Collection[str] = (), picks: int = PICKS, limit: int | None = None
) -> list[Ranked]:
    """Order the matches: by score less what repetition costs, then start, then id.

    The order is total: the same matches in any order give the same result.

    Args:
        matches: what the person can attend.
        now: the time of the digest; what begins before it is not picked.
        seen: ids that the reader has been shown before, unchanged: they stay listed and are not picked again.
        picks: how many recommendations.
        limit: how many are wanted; all if ``None``.
    """
    chosen = _diverse(_shortened(sorted(matches, key=_order)), limit)
    fresh = [match for match, _ in chosen if match.listing.id not in seen and _ready(match, now)]
    picked = _picks(fresh, picks)
    different = next((match.listing.id for match in fresh if match.fit is Fit.FITS and not cares(match)), None)
    return [
        Ranked(
            match=match,
            position=position,
            reasons=reasons(match),
            pick=picked.get(match.listing.id),
            different=match.listing.id == different,
            collapsed=collapsed,
        )
        for position, (match, collapsed) in enumerate(chosen, 1)
    ]


def reasons(match: Match) -> tuple[str, ...]:
    """The three strongest facts, each said once: at most two about the subject where others can be told."""
    told = sorted(
        (part for part in match.parts if part.reason and part.points > 0), key=lambda one: (-one.points, one.name)
    )
    subject = list(dict.fromkeys(part.reason for part in told if _cared(part)))
    around = list(dict.fromkeys(part.reason for part in told if not _cared(part)))
    first = [*subject[:INTEREST_REASONS], *around[: REASONS - min(len(subject), INTEREST_REASONS)]]
    return tuple(dict.fromkeys((*first, *subject)))[:REASONS]


def cares(match: Match) -> bool:
    """Whether the reader cares about the subject, not only can go."""
    return any(_cared(part) and part.points > 0 for part in match.parts)


def _cared(part: Part) -> bool:
    return part.name.partition(":")[0] in CARED


def _order(match: Match) -> _Order:
    start = match.occurrence.start.timestamp() if match.occurrence else float("inf")
    return (-match.score, start, match.listing.id)


def _shortened(pool: Sequence[Match]) -> list[tuple[Match, int]]:
    """Long runs of one series collapsed."""
    runs: Counter[str] = Counter()
    kept: list[tuple[Match, int]] = []
    last: dict[str, int] = {}
    for match in pool:
        key = _series(match)
        runs[key] += 1
        if key and runs[key] > LONG_RUN:
            index = last[key]
            kept[index] = (kept[index][0], kept[index][1] + 1)
            continue
        last[key] = len(kept)
        kept.append((match, 0))
    return kept


def _series(match: Match) -> str:
    """The series by its name, else by organiser and title without numbers; empty where neither is known."""
    event = match.listing.event
    if event.series:
        return event.series
    return f"{event.organiser}: {_NUMBER.sub('', event.title)}" if event.organiser else ""


def _diverse(pool: Sequence[tuple[Match, int]], limit: int | None) -> list[tuple[Match, int]]:
    """Greedy order in which every repetition costs points (maximal marginal relevance over named traits).

    What a match is worth only falls while others are chosen, so the best of a heap is looked at again only when it comes
    to the top.
    """
    traits = [_traits(match) for match, _ in pool]
    orders = [_order(match) for match, _ in pool]
    heap = [(*order, index) for index, order in enumerate(orders)]  # sorted, so a heap already
    counts: Counter[_Trait] = Counter()
    chosen: list[tuple[Match, int]] = []
    while heap and (limit is None or len(chosen) < limit):
        known, start, key, index = heap[0]
        worth = orders[index][0] + _cost(traits[index], counts)
        if worth > known:
            heapq.heapreplace(heap, (worth, start, key, index))
            continue
        heapq.heappop(heap)
        chosen.append(pool[index])
        counts.update(traits[index])
    return chosen


def _cost(traits: Iterable[_Trait], counts: Counter[_Trait]) -> float:
    cost = 0.0
    for trait in traits:
        count = counts[trait]
        if count:
            cost += REPEATED[trait[0]] * count + (AFTER_ALL if count >= MOST.get(trait[0], count + 1) else 0.0)
    return cost


def _traits(match: Match) -> tuple[_Trait, ...]:
    event = match.listing.event
    found = (("source", event.source), ("organiser", event.organiser or ""), ("series", _series(match)))
    return tuple(trait for trait in found if trait[1])


def _ready(match: Match, now: datetime) -> bool:
    """Whether a match may be recommended: one can be there, there are seats, and nothing on it asks for a second look."""
    event = match.listing.event
    seats = event.status is not Status.WAITLIST and not any(part.name == "no_seats" for part in match.parts)
    begins = match.occurrence is not None and (match.occurrence.all_day or _end(match) > now)
    return seats and begins and match.fit in (Fit.FITS, Fit.TIGHT) and match.cautions.level == "ok"


def _end(match: Match) -> datetime:
    assert match.occurrence is not None
    return match.occurrence.end or match.occurrence.start


def _picks(fresh: Sequence[Match], picks: int) -> dict[str, int]:
    """The recommendations: what is cared about, of one organiser only one."""
    found: dict[str, int] = {}
    organisers: set[str] = set()
    for match in fresh:
        organiser = match.listing.event.organiser or match.listing.id
        if len(found) < picks and cares(match) and organiser not in organisers:
            organisers.add(organiser)
            found[match.listing.id] = len(found) + 1
    return found
