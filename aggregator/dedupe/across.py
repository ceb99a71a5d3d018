"""Pairs that share no word: a title in Latin letters and a Japanese one, a day without an hour and an hour of that day."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from aggregator.dedupe.times import DOORS, NEAR
from aggregator.dedupe.traits import Traits

CROWD = 120
"""With so many others of one town and hour an event is compared; with more, nothing is known of any."""
_WARD = re.compile(r"(?<=市).+区$")
_REACH, _NEAR = DOORS.seconds // 60, NEAR.seconds // 60

Timed = tuple[list[float], list[int]]
"""Minutes in order, and the places of the events."""


def across(ordered: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Pairs of places in ``ordered``, which is in order of time; a pair may come twice."""
    towns = [_WARD.sub("", one.city) if one.city else "" for one in ordered]
    yield from _scripts(ordered, towns)
    yield from _days(ordered, towns)


def _scripts(ordered: Sequence[Traits], towns: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Latin titles with the others of their town, or of their minute where a town is not told."""
    homes: dict[str, Timed] = defaultdict(lambda: ([], []))
    everywhere: Timed = ([], [])
    for index, one in enumerate(ordered):
        if one.script != "latin" and one.timed:
            for minutes, places in (homes[towns[index]], everywhere):
                minutes.append(one.moment // 60)
                places.append(index)
    for index, one in enumerate(ordered):
        if one.script != "latin" or not one.timed:
            continue
        minute = one.moment // 60
        known = _about(homes[towns[index]], minute, _REACH) if towns[index] else []
        unknown = _about(homes[""] if towns[index] else everywhere, minute, _NEAR)
        yield from ((min(index, other), max(index, other)) for other in (*known, *unknown))


def _about(timed: Timed, minute: float, reach: int) -> Sequence[int]:
    """Who begins at most ``reach`` minutes away; nobody where that is a crowd."""
    minutes, places = timed
    start, end = bisect_left(minutes, minute - reach), bisect_right(minutes, minute + reach)
    return places[start:end] if end - start <= CROWD else ()


def _days(ordered: Sequence[Traits], towns: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Who tells only the day with the others of that day and town."""
    days: dict[tuple[object, str], list[int]] = defaultdict(list)
    for index, one in enumerate(ordered):
        if one.day is not None and towns[index]:
            days[one.day, towns[index]].append(index)
    for block in days.values():
        if len(block) > CROWD:
            continue
        for first in block:
            if not ordered[first].timed:
                yield from ((min(first, second), max(first, second)) for second in block if second != first)
