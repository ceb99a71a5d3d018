"""The week as a timetable: where each block lies. Pure.

Positions and heights are in hours from 6:00. On a wide page up to two concurrent blocks lie side by side and three or
more as rows; on a phone every block has the full width and runs until the next one begins; where there is no room for it, it moves down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from aggregator.model import Interval

if TYPE_CHECKING:
    from aggregator.render.shown import Row

FIRST_HOUR = 6
HOURS = 16
SHORTEST = 0.85
"""Least height of a block on a phone, in hours: 24 px at 30 px an hour, the smallest target one can hit."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the timetable: ``top``/``height``/``left``/``width`` on a wide page, ``phone_*`` on a narrow one."""

    row: Row
    top: float
    height: float
    left: float
    width: float
    stacked: bool
    phone_top: float
    phone_height: float


def blocks(rows: Sequence[Row], day: date) -> Iterator[Block]:
    """The blocks of one day."""
    own = [
        row
        for row in rows
        if row.start is not None
        and row.start.date() == day
        and not row.off
        and not row.all_day
        and row.start.hour >= FIRST_HOUR
    ]
    floor = 0.0
    for group in _groups(sorted(own, key=lambda row: (_begin(row), row.id))):
        for block in _group(group, floor):
            floor = block.phone_top + block.phone_height
            yield block


def free_blocks(slots: Sequence[Interval], day: date) -> Iterator[tuple[float, float]]:
    """Top and height of the free stretches of a day."""
    for slot in slots:
        begin = slot.start
        if begin.date() == day:
            top, bottom = (
                max(0.0, _hours(begin)),
                min(float(HOURS), _hours(begin) + (slot.end - begin) / timedelta(hours=1)),
            )
            if bottom > top:
                yield round(top, 2), round(bottom - top, 2)


def _begin(row: Row) -> datetime:
    if row.start is None:
        raise ValueError(row.id)
    return row.start


def _end(row: Row) -> datetime:
    begin = _begin(row)
    last = (
        begin.replace(hour=FIRST_HOUR + HOURS, minute=0)
        if begin.hour < FIRST_HOUR + HOURS
        else begin + timedelta(hours=1)
    )
    return min(max(row.end or begin, begin + timedelta(hours=1)), max(last, begin + timedelta(hours=1)))


def _hours(moment: datetime) -> float:
    return min(moment.hour + moment.minute / 60 - FIRST_HOUR, HOURS - 1)


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows that overlap, together."""
    found: list[list[Row]] = []
    end: datetime | None = None
    for row in rows:
        if end is None or _begin(row) >= end:
            found.append([])
            end = _end(row)
        found[-1].append(row)
        end = max(end, _end(row))
    return found


def _group(rows: Sequence[Row], floor: float) -> Iterator[Block]:
    lanes, count = _lanes(rows)
    first, last = (
        _hours(_begin(rows[0])),
        max(_hours(_begin(row)) + (_end(row) - _begin(row)) / timedelta(hours=1) for row in rows),
    )
    phone = _stack(rows, floor, last)
    share = (last - first) / len(rows)
    for index, (row, lane) in enumerate(zip(rows, lanes, strict=True)):
        if count >= 3:
            yield Block(row, first + index * share, share, 0, 100, True, *phone[index])
        else:
            height = (_end(row) - _begin(row)) / timedelta(hours=1)
            yield Block(row, _hours(_begin(row)), height, 100 * lane / count, 100 / count, False, *phone[index])


def _lanes(rows: Sequence[Row]) -> tuple[list[int], int]:
    """The lane of each row, and how many there are."""
    ends: list[datetime] = []
    lanes: list[int] = []
    for row in rows:
        free = next((lane for lane, end in enumerate(ends) if end <= _begin(row)), len(ends))
        if free == len(ends):
            ends.append(_end(row))
        else:
            ends[free] = _end(row)
        lanes.append(free)
    return lanes, len(ends)


def _stack(rows: Sequence[Row], floor: float, last: float) -> list[tuple[float, float]]:
    """Top and height of each row below the one before it, from ``floor`` on: none is so low that a finger misses it."""
    tops: list[float] = []
    for row in rows:
        tops.append(max(_hours(_begin(row)), tops[-1] + SHORTEST if tops else floor))
    following = [*tops[1:], last]
    return [(top, max(end - top, SHORTEST)) for top, end in zip(tops, following, strict=True)]
