"""Which pairs are worth judging: those that share a key. Linear in the number of events, blind to their order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Hashable, Iterator, Sequence
from typing import NamedTuple

from aggregator.dedupe.across import across
from aggregator.dedupe.links import OCCURRENCE
from aggregator.dedupe.times import DOORS
from aggregator.dedupe.traits import Traits

RAREST = 6
"""So many of a title's rarest pieces that another title of the day has become keys."""
CROWDED = 40
"""With so many others of one key and hour an event is compared; what a whole town does at one hour says nothing."""

_EXACT = 3
"""So many numbers of an address are the same in two towns by chance only."""
_ANYWHEN = frozenset({"record", "moved"})
"""Keys that bring together whatever the hours are."""

Key = tuple[Hashable, ...]
Day = int | None
"""Days since the year 1; ``None`` where an event names no time."""


class _Columns(NamedTuple):
    """What is asked of each pair, by the places of the events in order of time."""

    minutes: list[int | None]
    """``None`` where the hour is not told."""
    homes: list[str | None]
    lists: list[str | int]
    """The source where it gives ids; each event without one has its own."""
    ids: list[str]
    """The site's own id, up to what may tell an occurrence."""


def candidates(traits: Sequence[Traits], settled: Container[str] = ()) -> Iterator[tuple[Traits, Traits]]:
    """Every pair that shares a key and may share an hour and a prefecture, once; ordered by uid within the pair.

    Two records of one site are no pair: its ids tell them apart. Hour and town alone bring only titles of different scripts
    together, where one may translate the other, and a day without an hour (``across``). Events of one record may have moved:
    they come together from anywhere. No two of ``settled`` (uids) are brought together.
    """
    ordered = sorted(traits, key=lambda one: (one.moment // 60, one.uid))
    still = [one.uid in settled for one in ordered]
    for first, second in _places(ordered, still):
        a, b = ordered[first], ordered[second]
        yield (a, b) if a.uid < b.uid else (b, a)


def _places(ordered: Sequence[Traits], still: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The pairs as places in ``ordered``, each once."""
    shared = {key: block for key, block in _blocks(ordered).items() if len(block) > 1}
    linked = {index for key, block in shared.items() if key[0] == "record" for index in block}
    _, homes, lists, ids = columns = _columns(ordered)
    count, any_still = len(ordered), any(still)
    seen: set[int] = set()
    known = seen.add
    for block in _pairs(ordered, shared, still, columns):
        for first, second in block:
            if lists[first] == lists[second] and ids[first] != ids[second]:
                continue
            home, other = homes[first], homes[second]
            if home != other and home and other and not (first in linked and second in linked):
                continue
            pair = first * count + second
            if pair in seen or (any_still and still[first] and still[second]):
                continue
            known(pair)
            yield first, second


def _columns(ordered: Sequence[Traits]) -> _Columns:
    return _Columns(
        [int(one.moment // 60) if one.timed else None for one in ordered],
        [one.prefecture for one in ordered],
        [one.source if one.event.source_id else index for index, one in enumerate(ordered)],
        [OCCURRENCE.split(one.event.source_id, maxsplit=1)[0] if one.event.source_id else "" for one in ordered],
    )


def _pairs(
    ordered: Sequence[Traits], shared: dict[Key, list[int]], still: Sequence[bool], columns: _Columns
) -> Iterator[Iterator[tuple[int, int]] | list[tuple[int, int]]]:
    """The pairs of each block."""
    foreign = [one.script != "japanese" for one in ordered]
    any_still = any(still)
    for key, block in shared.items():
        if any_still and all(still[index] for index in block):
            continue
        if key[0] != "town":
            yield _near(block, columns.minutes, anywhen=key[0] in _ANYWHEN)
        elif len(block) <= CROWDED and any(foreign[index] for index in block):
            yield [
                pair for pair in _near(block, columns.minutes, anywhen=False) if foreign[pair[0]] or foreign[pair[1]]
            ]
    yield across(ordered)


def _near(block: Sequence[int], minutes: Sequence[int | None], *, anywhen: bool) -> list[tuple[int, int]]:
    """The pairs of a block, which is in order of time, that are not clearly at different hours."""
    if len(block) == 2 and anywhen:
        return [(block[0], block[1])]
    reach = DOORS.seconds // 60
    found = []
    for at, first in enumerate(block, 1):
        began = None if anywhen else minutes[first]
        for second in block[at : at + CROWDED]:
            if began is not None:
                begins = minutes[second]
                if begins is not None and begins - began > reach:
                    break
            found.append((first, second))
    return found


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
