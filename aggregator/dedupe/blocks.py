"""Which pairs are worth judging: those that share a key. Linear in the number of events, blind to their order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Hashable, Iterator, Sequence
from itertools import chain

from aggregator.dedupe.across import across
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

    Hour and town alone bring only titles of different scripts together, where one may translate the other, and a day without
    an hour (``across``). Events of one record may have moved: they come together from anywhere. No two of ``settled`` (uids)
    are brought together.
    """
    ordered = sorted(traits, key=lambda one: (one.moment // 60, one.uid))
    homes = [one.prefecture for one in ordered]
    still = [one.uid in settled for one in ordered]
    shared = {key: block for key, block in _blocks(ordered).items() if len(block) > 1}
    linked = {index for key, block in shared.items() if key[0] == "record" for index in block}
    seen: set[int] = set()
    for first, second in chain(_sharing(ordered, shared, still), across(ordered)):
        pair = first * len(ordered) + second
        if pair in seen or (still[first] and still[second]):
            continue
        home, other = homes[first], homes[second]
        if home != other and home and other and not (first in linked and second in linked):
            continue
        seen.add(pair)
        a, b = ordered[first], ordered[second]
        yield (a, b) if a.uid < b.uid else (b, a)


def _sharing(
    ordered: Sequence[Traits], shared: dict[Key, list[int]], still: Sequence[bool]
) -> Iterator[tuple[int, int]]:
    """The pairs of blocks, as places in ``ordered``."""
    minutes = [one.moment // 60 if one.timed else None for one in ordered]
    japanese = [one.script == "japanese" for one in ordered]
    for key, block in shared.items():
        town = key[0] == "town"
        if (town and len(block) > CROWDED) or all(still[index] for index in block):
            continue
        for first, second in _near(block, minutes, anywhen=key[0] in {"record", "moved"}):
            if not (town and japanese[first] and japanese[second]):
                yield first, second


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
    elsewhere: set[Day] = set()
    for one, day in zip(ordered, days, strict=True):
        frequency[day].update(one.telling)
        for told in _other_days(one, day):
            elsewhere.add(told)
            frequency[told].update(one.telling)
    undated = frequency[None].keys()
    for index, (one, day) in enumerate(zip(ordered, days, strict=True)):
        for key in _keys(one, day, frequency[day], undated):
            blocks[key].append(index)
        others: set[Day] = {*_other_days(one, day), *({day} & elsewhere)}
        for told_day in sorted(others, key=str):
            for _, piece in _rarest(one, frequency[told_day]):
                blocks["moved", told_day, piece].append(index)
    return blocks


def _other_days(one: Traits, day: Day) -> set[int]:
    """The other days at which an event may be told: those it was put off from, or goes on."""
    if day is None or not (one.put_off or one.later_days):
        return set()
    return {told.toordinal() for told in (*(one.told_days if one.put_off else ()), *one.later_days)} - {day}


def _rarest(one: Traits, frequency: Counter[str], least: int = 2) -> list[tuple[int, str]]:
    return sorted([(frequency[piece], piece) for piece in one.telling if frequency[piece] >= least])[:RAREST]


def _keys(one: Traits, day: Day, frequency: Counter[str], undated: Container[str]) -> set[Key]:
    keys: set[Key] = {("record", record) for record in one.mentions}
    if one.record is not None:
        keys.add(("record", one.record))
    rarest = _rarest(one, frequency, 1 if day is None else 2)
    keys.update([("title", day, piece) for _, piece in rarest])
    if day is None:
        keys.update([("undated", piece) for _, piece in rarest])
        return keys
    keys.update([("undated", piece) for piece in one.telling if piece in undated])
    keys.add(("title", day, one.squeezed))
    if one.organiser:
        keys.add(("organiser", day, one.organiser))
    moment = one.moment
    if one.venue:
        keys.add(("venue", day, one.venue[:3]))
        keys.add(("hall", day, one.prefecture, one.venue[-3:]))
    if one.street is not None:
        few = len(one.street.numbers) < _EXACT
        keys.add(("street", day, one.street.numbers, one.prefecture if few else None))
    keys.add(("town", moment, one.city or one.prefecture or one.online))
    return keys
