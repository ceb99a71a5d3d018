"""Which pairs are worth judging: those that share a key. Linear in the number of events, blind to their order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from heapq import nsmallest
from itertools import combinations

from aggregator.dedupe.traits import Traits

RAREST = 6
"""So many of a title's rarest pieces become keys."""
CROWDED = 40
"""A key that more events share says nothing."""

Key = tuple[Hashable, ...]


def candidates(traits: Sequence[Traits]) -> Iterator[tuple[Traits, Traits]]:
    """Every pair that shares a key, once; ordered by uid within the pair.

    Hour and town alone bring only titles of different scripts together: one may translate the other.
    """
    blocks: dict[Key, list[Traits]] = defaultdict(list)
    frequency = Counter((one.day, piece) for one in traits for piece in one.telling)
    undated = {piece for one in traits if one.day is None for piece in one.telling}
    for one in sorted(traits, key=lambda trait: trait.uid):
        for key in _keys(one, frequency, undated):
            blocks[key].append(one)
    seen: set[tuple[str, str]] = set()
    for key, block in blocks.items():
        if not 1 < len(block) <= CROWDED:
            continue
        for a, b in combinations(block, 2):
            pair = (a.uid, b.uid)
            if pair in seen or (key[0] == "town" and a.script == b.script == "japanese"):
                continue
            seen.add(pair)
            yield a, b


def _keys(one: Traits, frequency: Counter[tuple[date | None, str]], undated: set[str]) -> set[Key]:
    keys: set[Key] = {("record", record) for record in one.mentions}
    if one.record is not None:
        keys.add(("record", one.record))
    rarest = nsmallest(RAREST, one.telling, key=lambda piece: (frequency[one.day, piece], piece))
    keys |= {("title", one.day, piece) for piece in rarest}
    if one.day is None:
        keys |= {("undated", piece) for piece in rarest}
        return keys
    keys |= {("undated", piece) for piece in one.telling if piece in undated}
    keys.add(("title", one.day, one.squeezed))
    if one.organiser:
        keys.add(("organiser", one.day, one.organiser))
    moment = one.start
    if one.venue:
        keys.add(("venue", moment, one.venue[:3]))
    keys.add(("town", moment, one.city or one.prefecture or one.online))
    return keys
