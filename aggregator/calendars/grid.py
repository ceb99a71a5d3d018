"""Free slots as a week's grid that one can paint, and back into the words people use. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from aggregator.calendars.slots import ANY, HOLIDAY, MIDNIGHT, WORKDAY, Slot, SlotError, parse_slots

COLUMNS: Final = "月火水木金土日祝"
FIRST: Final = 5 * 60
"""Minutes from midnight at which the grid begins; it ends at midnight."""
STEP: Final = 30
"""Minutes of one cell."""
_WORKDAYS: Final = range(5)
_ALL: Final = range(len(COLUMNS))

Cell = tuple[int, int]
"""A column (0: Monday … 6: Sunday, 7: national holidays) and the minutes from midnight at which it begins."""


def paint(words: Iterable[str]) -> tuple[frozenset[Cell], tuple[str, ...]]:
    """The cells that slots cover, and the slots that no grid shows (dates, 第2土曜, 6:30-8:45)."""
    cells: set[Cell] = set()
    rest: list[str] = []
    for one in words:
        try:
            slots = parse_slots(one)
        except SlotError:
            rest.append(one)
            continue
        columns = [_columns(slot) for slot in slots]
        if None in columns:
            rest.append(one)
            continue
        for slot, own in zip(slots, columns, strict=True):
            cells |= {(column, at) for column in own or () for at in range(slot.start, slot.end, STEP)}
    return frozenset(cells), tuple(rest)


def _columns(slot: Slot) -> set[int] | None:
    """The columns of a slot; ``None`` where the grid cannot show it."""
    fits = slot.start >= FIRST and slot.end <= MIDNIGHT and slot.start % STEP == slot.end % STEP == 0
    if slot.dates is not None or slot.nth or slot.since is not None or slot.workdays_only or not fits:
        return None
    columns: set[int] = set()
    for day in slot.days:
        if day == ANY:
            columns |= set(_ALL)
        elif day == WORKDAY:
            columns |= set(_WORKDAYS)
        elif day <= HOLIDAY:
            columns.add(day)
        else:
            return None
    return columns


def in_words(cells: Iterable[Cell]) -> tuple[str, ...]:
    """The painted cells as slots: days of the same hours together, 平日 and 土日祝 where they are whole."""
    hours: dict[int, set[int]] = defaultdict(set)
    for column, at in cells:
        hours[column].add(at)
    groups: dict[tuple[tuple[int, int], ...], list[int]] = defaultdict(list)
    for column in sorted(hours):
        groups[tuple(_stretches(hours[column]))].append(column)
    return tuple(
        f"{_name(columns)} {_clock(start)}-{_clock(end)}"
        for stretches, columns in groups.items()
        for start, end in stretches
    )


def _stretches(starts: set[int]) -> Iterator[tuple[int, int]]:
    begun = before = None
    for at in sorted(starts):
        if before is None or at != before + STEP:
            if begun is not None and before is not None:
                yield begun, before + STEP
            begun = at
        before = at
    if begun is not None and before is not None:
        yield begun, before + STEP


def _name(columns: list[int]) -> str:
    if len(columns) == len(COLUMNS):
        return "毎日"
    parts = []
    if set(_WORKDAYS) <= set(columns):
        parts.append("平日")
        columns = [one for one in columns if one not in _WORKDAYS]
    rest = "".join(COLUMNS[one] for one in columns)
    if rest:
        parts.append(rest if rest in {"土日", "土日祝"} else "・".join(rest))
    return "・".join(parts)


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
