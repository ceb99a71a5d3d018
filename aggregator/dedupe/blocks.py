"""Which pairs are worth judging: those that share a key. Linear in the number of events, blind to their order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from heapq import nsmallest

from aggregator.dedupe.times import DOORS
from aggregator.dedupe.traits import Traits

RAREST = 6
"""So many of a title's rarest pieces that another title of the day has become keys."""
CROWDED = 40
"""With so many others of one key and hour an event is compared; what a whole town does at one hour says nothing."""

Key = tuple[Hashable, ...]


def candidates(traits: Sequence[Traits]) -> Iterator[tuple[Traits, Traits]]:
    """Every pair that shares a key and may share an hour and a prefecture, once; ordered by uid within the pair.

    Hour and town alone bring only titles of different scripts together: one may translate the other. Events of one
    record may have moved: they come together from anywhere.
    """
    ordered = sorted(traits, key=lambda one: (_minute(one) or 0, one.uid))
    minutes = [_minute(one) if one.timed else None for one in ordered]
    homes = [one.prefecture for one in ordered]
    shared = {key: block for key, block in _blocks(ordered).items() if len(block) > 1}
    linked = {index for key, block in shared.items() if key[0] == "record" for index in block}
    seen: set[int] = set()
    for key, block in shared.items():
        town = key[0] == "town"
        if town and len(block) > CROWDED:
            continue
        for first, second in _near(block, minutes, anywhen=key[0] == "record"):
            home, other = homes[first], homes[second]
            if home != other and home and other and not (first in linked and second in linked):
                continue
            pair = first * len(ordered) + second
            a, b = ordered[first], ordered[second]
            if pair in seen or (town and a.script == b.script == "japanese"):
                continue
            seen.add(pair)
            yield (a, b) if a.uid < b.uid else (b, a)


def _near(block: Sequence[int], minutes: Sequence[int | None], *, anywhen: bool) -> Iterator[tuple[int, int]]:
    """The pairs of a block, which is in order of time, that are not clearly at different hours."""
    reach = DOORS.seconds // 60
    for at, first in enumerate(block):
        began = None if anywhen else minutes[first]
        for second in block[at + 1 : at + 1 + CROWDED]:
            begins = minutes[second]
            if began is not None and begins is not None and begins - began > reach:
                break
            yield first, second


def _minute(one: Traits) -> int | None:
    return int(one.start.timestamp()) // 60 if one.start is not None else None


def _blocks(ordered: Sequence[Traits]) -> dict[Key, list[int]]:
    """The places in ``ordered`` of the events that share a key."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    frequency = Counter((one.day, piece) for one in ordered for piece in one.telling)
    undated = {piece for one in ordered if one.day is None for piece in one.telling}
    for index, one in enumerate(ordered):
        for key in _keys(one, frequency, undated):
            blocks[key].append(index)
    return blocks


def _keys(one: Traits, frequency: Counter[tuple[date | None, str]], undated: set[str]) -> set[Key]:
    keys: set[Key] = {("record", record) for record in one.mentions}
    if one.record is not None:
        keys.add(("record", one.record))
    shared = [piece for piece in one.telling if frequency[one.day, piece] > 1 or one.day is None]
    rarest = nsmallest(RAREST, shared, key=lambda piece: (frequency[one.day, piece], piece))
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
        keys.add(("hall", moment, one.prefecture, one.venue[-3:]))
    if one.street is not None:
        keys.add(("street", one.day, one.street.numbers, one.prefecture))
    keys.add(("town", moment, one.city or one.prefecture or one.online))
    return keys
