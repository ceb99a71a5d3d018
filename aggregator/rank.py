"""Matches in their order: a total one, three picks, and no organiser, series or source that floods the page. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Final

from aggregator.model import Cautions, Fit, Match, Part, Ranked

PICKS: Final = 3
REASONS: Final = 3
_CARED: Final = frozenset({"hobby", "industry", "kind", "purpose", "word", "follow", "again", "learned"})
_REPEAT: Final = {"organiser": 12.0, "series": 25.0, "source": 1.5}
"""Points that each earlier match of the same organiser, series or source costs a later one."""
_LONG_RUN: Final = 2
"""So many meetings of one series stand on the page; the further ones are collapsed into the last of them."""


def rank(matches: Iterable[Match], now: datetime, *, seen: Collection[str] = (), picks: int = PICKS) -> list[Ranked]:
    """Order the matches.

    The order is by score, less what repetition costs, then start, then id: the same matches in any order give the same
    result.

    Args:
        matches: what the person can attend.
        now: the time of the digest.
        seen: ids that the reader has been shown before, unchanged: they stay listed and are not picked again.
        picks: how many recommendations.
    """
    del now
    pool = sorted(matches, key=_order)
    chosen = _diverse(_shortened(pool))
    picked = _picks([match for match, _ in chosen], seen, picks)
    different = _different([match for match, _ in chosen], picked, seen)
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
    """The strongest facts, each said once."""
    told = sorted((part for part in match.parts if part.reason and part.points > 0), key=_weight)
    return tuple(dict.fromkeys(part.reason for part in told))[:REASONS]


def _weight(part: Part) -> tuple[int, float, str]:
    return (0 if part.name.partition(":")[0] in _CARED else 1, -part.points, part.name)


def _order(match: Match) -> tuple[float, str, str]:
    start = match.occurrence.start.isoformat() if match.occurrence else "9999"
    return (-match.score, start, match.listing.id)


def _shortened(pool: Sequence[Match]) -> list[tuple[Match, int]]:
    """Long runs of one series (by name, else by organiser and title without numbers) collapsed."""
    runs: Counter[str] = Counter()
    kept: list[tuple[Match, int]] = []
    places: dict[str, int] = {}
    for match in pool:
        key = _series(match)
        runs[key] += 1
        if key and runs[key] > _LONG_RUN:
            index = places[key]
            kept[index] = (kept[index][0], kept[index][1] + 1)
            continue
        places[key] = len(kept)
        kept.append((match, 0))
    return kept


def _series(match: Match) -> str:
    event = match.listing.event
    if event.series:
        return f"series:{event.series}"
    title = "".join(character for character in event.title if not character.isdigit())
    return f"{event.organiser}:{title}" if event.organiser else ""


def _diverse(pool: list[tuple[Match, int]]) -> list[tuple[Match, int]]:
    """Greedy order in which every repetition costs points (maximal marginal relevance over named traits)."""
    left, chosen = list(pool), []
    counts: Counter[tuple[str, str]] = Counter()
    while left:
        best = min(left[:60], key=lambda one: (-_worth(one[0], counts), *_order(one[0])[1:]))
        left.remove(best)
        chosen.append(best)
        counts.update(_traits(best[0]))
    return chosen


def _worth(match: Match, counts: Counter[tuple[str, str]]) -> float:
    return match.score - sum(_REPEAT[kind] * counts[kind, value] for kind, value in _traits(match))


def _traits(match: Match) -> list[tuple[str, str]]:
    event = match.listing.event
    found = [("source", event.source)]
    if event.organiser:
        found.append(("organiser", event.organiser))
    if series := _series(match):
        found.append(("series", series))
    return found


def cares(match: Match) -> bool:
    """Whether the reader cares about the subject, not only can go."""
    return any(part.name.partition(":")[0] in _CARED and part.points > 0 for part in match.parts)


def _picks(chosen: Sequence[Match], seen: Collection[str], picks: int) -> dict[str, int]:
    """The recommendations: what fits, is cared about, has seats and shows no signs; of one organiser only one."""
    found: dict[str, int] = {}
    organisers: set[str] = set()
    for match in chosen:
        organiser = match.listing.event.organiser or match.listing.id
        if len(found) < picks and _pickable(match) and match.listing.id not in seen and organiser not in organisers:
            organisers.add(organiser)
            found[match.listing.id] = len(found) + 1
    return found


def _pickable(match: Match) -> bool:
    full = any(part.name == "full" for part in match.parts) or match.listing.event.status in ("full", "waitlist")
    return cares(match) and not full and match.fit in (Fit.FITS, Fit.TIGHT) and match.cautions.level == Cautions().level


def _different(chosen: Sequence[Match], picked: Collection[str], seen: Collection[str]) -> str | None:
    """One that fits well and is unlike what the reader asked for: いつもと違う一つ."""
    for match in chosen:
        ready = match.fit is Fit.FITS and match.cautions.level == "ok" and match.listing.id not in picked and match.listing.id not in seen
        if ready and not cares(match):
            return match.listing.id
    return None
