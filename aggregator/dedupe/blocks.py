"""Which pairs are worth judging: those that share a key. Linear in the number of events, blind to their order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Hashable, Iterator, Sequence

from aggregator.dedupe.times import DOORS
from aggregator.dedupe.traits import Traits

RAREST = 6
"""So many of a title's rarest pieces that another title of the day has become keys."""
CROWDED = 40
"""With so many others of one key and hour an event is compared; what a whole town does at one hour says nothing."""

_EXACT = 3
"""So many numbers of an address are the same in two towns by chance only."""

Key = tuple[Hashable, ...]
Day = int | None
"""Days since the year 1; ``None`` where an event names no time."""


def candidates(traits: Sequence[Traits], settled: Container[str] = ()) -> Iterator[tuple[Traits, Traits]]:
    """Every pair that shares a key and may share an hour and a prefecture, once; ordered by uid within the pair.

    Hour and town alone bring only titles of different scripts together: one may translate the other. Events of one
    record may have moved: they come together from anywhere. No two of ``settled`` (uids) are brought together.
    """
    ordered = sorted(traits, key=lambda one: (one.moment // 60, one.uid))
    minutes = [one.moment // 60 if one.timed else None for one in ordered]
    homes = [one.prefecture for one in ordered]
    shared = {key: block for key, block in _blocks(ordered).items() if len(block) > 1}
    linked = {index for key, block in shared.items() if key[0] == "record" for index in block}
    still = [one.uid in settled for one in ordered]
    seen: set[int] = set()
    for key, block in shared.items():
        town = key[0] == "town"
        if town and len(block) > CROWDED:
            continue
        if all(still[index] for index in block):
            continue
        for first, second in _near(block, minutes, anywhen=key[0] == "record"):
            if still[first] and still[second]:
                continue
            pair = first * len(ordered) + second
            if pair in seen:
                continue
            home, other = homes[first], homes[second]
            if home != other and home and other and not (first in linked and second in linked):
                continue
            a, b = ordered[first], ordered[second]
            if town and a.script == b.script == "japanese":
                continue
            seen.add(pair)
            yield (a, b) if a.uid < b.uid else (b, a)


def _near(block: Sequence[int], minutes: Sequence[float | None], *, anywhen: bool) -> Iterator[tuple[int, int]]:
    """The pairs of a block, which is in order of time, that are not clearly at different hours."""
    reach = DOORS.seconds // 60
    for at, first in enumerate(block, 1):
        began = None if anywhen else minutes[first]
        for second in block[at : at + CROWDED]:
            begins = minutes[second]
            if began is not None and begins is not None and begins - began > reach:
                break
            yield first, second


def _blocks(ordered: Sequence[Traits]) -> dict[Key, list[int]]:
    """The places in ``ordered`` of the events that share a key."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    days = [one.day.toordinal() if one.day is not None else None for one in ordered]
    frequency: dict[Day, Counter[str]] = defaultdict(Counter)
    for one, day in zip(ordered, days, strict=True):
        frequency[day].update(one.telling)
    undated = frequency[None].keys()
    for index, (one, day) in enumerate(zip(ordered, days, strict=True)):
        for key in _keys(one, day, frequency[day], undated):
            blocks[key].append(index)
    return blocks


def _keys(one: Traits, day: Day, frequency: Counter[str], undated: Container[str]) -> set[Key]:
    keys: set[Key] = {("record", record) for record in one.mentions}
    if one.record is not None:
        keys.add(("record", one.record))
    rarest = sorted([(frequency[piece], piece) for piece in one.telling if day is None or frequency[piece] > 1])[
        :RAREST
    ]
    keys.update([("title", day, piece) for _, piece in rarest])
    if day is None:
        keys.update([("undated", piece) for _, piece in rarest])
        return keys
    keys.update([("undated", piece) for piece in one.telling if piece in undated])
    keys.add(("title", day, one.squeezed))
    if one.put_off or one.later_days:
        former = [told.toordinal() for told in (*(one.told_days if one.put_off else ()), *one.later_days)]
        keys.update([("title", told, piece) for told in former if told != day for _, piece in rarest])
    if one.organiser:
        keys.add(("organiser", day, one.organiser))
    moment = one.moment
    if one.venue:
        keys.add(("venue", moment, one.venue[:3]))
        keys.add(("hall", moment, one.prefecture, one.venue[-3:]))
    if one.street is not None:
        few = len(one.street.numbers) < _EXACT
        keys.add(("street", day, one.street.numbers, one.prefecture if few else None))
    keys.add(("town", moment, one.city or one.prefecture or one.online))
    return keys
