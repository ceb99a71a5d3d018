"""Timetables whose columns are clocks and whose rows are days, or the other way round, with marks where something is held. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple, TypeVar

from aggregator.normalise.dates.clock import Clock, Length
from aggregator.normalise.dates.day import Day
from aggregator.normalise.dates.meant import resolve
from aggregator.normalise.dates.occasion import Occasion, Sitting
from aggregator.normalise.dates.roles import Use

T = TypeVar("T", Day, Clock, Length)
_MARK: Final = r"[●○◎◯★☆◆◇■□▲△×✕xー\-A-Z休]"
_MARKED: Final = re.compile(rf"(?<=[ \t│|]){_MARK}[ \t]*[ \t│|][ \t│|]*{_MARK}(?=[ \t│|\n]|$)")
"""Two cells of a row of marks: without them nothing is looked at."""
_FREE: Final = re.compile("空き|空室|予約状況|予約でき|満室|診療|窓口")
"""Of these the marks tell when one may come or book, and not what is held."""
_BARS: Final = re.compile(r"[│|]")
_EDGE: Final = " \t│|・*"
_LEAST: Final = 2
_LONGEST_CELL: Final = 6
_EMPTY: Final = frozenset({"", "-", "--", "ー", "×", "✕", "x", "休", "休演", "休演日", "/"})
"""Cells that say that nothing is held."""
_RULED: Final = re.compile(r"[\W_ー]*")
"""A line that only parts the rows."""


class _Line(NamedTuple):
    """A line of the text and the days and clocks in it."""

    start: int
    end: int
    days: list[Day]
    clocks: list[Clock]


class _Cell(NamedTuple):
    """Whether something is held on a day at a clock."""

    day: Day
    clock: Clock
    held: bool


class Grid(NamedTuple):
    """The stretch of a text that a timetable is, and its occasions."""

    start: int
    end: int
    occasions: list[Occasion]


def grids(text: str, days: Sequence[Day], clocks: Sequence[Clock], on: date) -> list[Grid]:
    """The timetables of a text, one occasion with its sittings for each of their days.

    Args:
        text: the folded text.
        days: the days that stand in it, in order.
        clocks: the clocks, in order.
        on: the day of reading.
    """
    if len(clocks) < _LEAST or _MARKED.search(text) is None or _FREE.search(text) is not None:
        return []
    found, lines = [], list(_lines(text, days, clocks))
    for index, head in enumerate(lines):
        if max(len(head.days), len(head.clocks)) < _LEAST or (head.days and head.clocks):
            continue
        table = [cell for row in _rows(text, head, lines[index + 1 :]) for cell in row]
        if table:
            before = next((day for day in reversed(days) if day.end <= head.start and day.month is not None), None)
            known = resolve(before, None, on) if before is not None else None
            end = max(max(cell.day.end, cell.clock.end) for cell in table)
            found.append(Grid(head.start, end, _occasions(table, known[0] if known else None, on)))
    return found


def _lines(text: str, days: Sequence[Day], clocks: Sequence[Clock]) -> Iterator[_Line]:
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        yield _Line(
            at,
            end,
            [day for day in days if at <= day.start < end],
            [clock for clock in clocks if at <= clock.start < end],
        )
        at = end + 1


def _rows(text: str, head: _Line, below: Sequence[_Line]) -> Iterator[list[_Cell]]:
    """The rows under a head, up to the first line that is none."""
    for line in below:
        first = (line.days + line.clocks)[:1]
        if not first and _RULED.fullmatch(text, line.start, line.end):
            continue
        if len(line.days) + len(line.clocks) != 1 or text[line.start : first[0].start].strip(_EDGE):
            return
        rest = text[first[0].end : line.end].strip()
        marks = [mark.strip() for mark in _BARS.split(rest.strip("│|"))] if _BARS.search(rest) else rest.split()
        pairs = [(day, clock) for day in line.days or head.days for clock in line.clocks or head.clocks]
        if len(marks) != len(pairs) or any(len(mark) > _LONGEST_CELL for mark in marks):
            return
        yield [_Cell(*pair, held=mark not in _EMPTY) for pair, mark in zip(pairs, marks, strict=True)]


def _occasions(table: Sequence[_Cell], before: date | None, on: date) -> list[Occasion]:
    """An occasion for each day on which something is held, in order."""
    held: dict[int, tuple[Day, list[Clock]]] = {}
    for cell in table:
        held.setdefault(cell.day.start, (cell.day, []))[1].extend([cell.clock] if cell.held else [])
    made: list[Occasion] = []
    for day, clocks in held.values():
        found = resolve(day, before, on)
        if found is None or not clocks:
            continue
        before, agrees, inferred = found
        sittings = [Sitting(clock) for clock in sorted(clocks, key=lambda one: one.minutes)]
        made.append(
            Occasion(
                [(day, before)],
                Use.EVENT,
                sittings=sittings,
                continued=bool(made),
                agrees=agrees,
                inferred=inferred,
                end_at=day.end,
            )
        )
    return made


def outside(tokens: Sequence[T], tables: Sequence[Grid]) -> list[T]:
    """The tokens that stand in none of the tables."""
    return [one for one in tokens if not any(table.start <= one.start < table.end for table in tables)]
