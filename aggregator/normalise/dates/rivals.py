"""What a reading passed over, so that a careful reader would look again: another clock, another day, a day that is only mentioned. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from aggregator.model import Precision
from aggregator.normalise.dates.choosing import heads_line, is_next
from aggregator.normalise.dates.clock import MINUTES_A_DAY, Clock
from aggregator.normalise.dates.day import Day
from aggregator.normalise.dates.joints import TIMED_USES, UNTIL_DAY
from aggregator.normalise.dates.occasion import Occasion, Sitting
from aggregator.normalise.dates.roles import Use, use_after, use_before
from aggregator.normalise.dates.told import MEETS
from aggregator.normalise.dates.years import month_before
from aggregator.normalise.text import sentence_end, sentence_start

_OPEN: Final = TIMED_USES | {Use.NONE}
_UNSAID: Final = frozenset({Use.NONE, Use.EVENT})
_APART: Final = 60
"""Characters between a day and a clock without a label from which on they may belong to different things."""
_LONGEST_WAIT: Final = 90
"""Minutes from the doors to a start without a label at most."""
_BETWEEN: Final = 20
"""The same between the start and an end of which no word says that it is one."""
_ENDED: Final = re.compile(
    r"(?:終[了演映]|解散|閉[会場]|close|ends?|終わり|お開き)(?:予定|時[間刻])?[:はも\s]{0,3}$", re.IGNORECASE
)
_REACH: Final = 12
_ITEM_AFTER: Final = 45
_CEREMONY: Final = 45
"""Minutes from an opening (開会式 8:45) to the start that was taken (スタート 9:15) at most: nobody misses anything."""
_FAR: Final = 150
"""Days ahead from which on a year that is left out is a guess where no weekday tells it."""
_SAID_MONTH: Final = re.compile(r"(?:[今来翌同当]|さ来)月[^\n。]{0,12}$")
_UNTIL: Final = re.compile(r"[^\n。]{0,12}?まで")
_WAS: Final = re.compile(r"[^\n。]{0,12}?予定して[いお]")
_HEADED: Final = re.compile(r"[\W①-⑳\d]*")
_NAMED: Final = re.compile(r"\s?は[「『]?(?:節分|立春|[^\n。、は]{1,12}の日(?=[」』。、でにと\s]))")
"""2月3日は節分, 4月23日は「子ども読書の日」です: what day it is, and nothing more."""
_LONGEST_LINE: Final = 80


def rivals(events: Sequence[Occasion], found: Sequence[Occasion], text: str, on: date) -> list[str]:
    """The flags of what was chosen over something else, or on little ground.

    ``other_start:10:00`` and ``other_end:21:00`` name a clock of the same day that was passed over, ``other_day:2026-11-29`` another day that
    may be meant; ``day_in_passing``: no label and no clock call the day the event's, only a sentence mentions it; ``month_inferred`` and
    ``year_far``: which month (15日), or which year of a day far ahead, is a guess; ``clock_apart``: the clock stands far from the day.

    Args:
        events: the occasions that were chosen.
        found: all occasions of the text, in order.
        text: the folded text.
        on: the day of reading.
    """
    first = events[0]
    token, day = first.days[0]
    flags: list[str] = []
    others = [one for one in found if one.use in _OPEN and one is not first] if len(found) > 1 else []
    if others or first.spare:
        flags += _of_others(events, [one for one in others if not any(one is event for event in events)], text, on)
    if first.sittings:
        flags += _apart(first, first.sittings[0], text)
    elif _bare(first) and len(events) == 1 and _in_passing(first, text):
        flags.append("day_in_passing")
    if token.weekday is not None or token.value is not None or token.recurring:
        return flags
    told = month_before(text, token.start) if token.month is None else day.month
    if told != day.month and not (told is not None and _SAID_MONTH.search(text, 0, token.start)):
        flags.append("month_inferred")
    elif first.inferred and token.precision is Precision.DAY and (day - on).days > _FAR:
        flags.append("year_far")
    return flags


def _of_others(events: Sequence[Occasion], others: Sequence[Occasion], text: str, on: date) -> Iterator[str]:
    """The flags of clocks and of a day that were passed over."""
    sittings = [sitting for one in events for sitting in one.sittings]
    starts = [sitting.start for sitting in sittings if sitting.start is not None]
    spare = [*_passed_over(events, others)] if starts else []
    if spare:
        ends = [sitting.end.minutes for sitting in sittings if sitting.end is not None]
        taken = {clock.minutes for clock in starts} | {*ends} | {one.doors.minutes for one in events if one.doors}
        free = [
            (clock, use)
            for clock, use in spare
            if clock.minutes not in taken and text[clock.start - 1 : clock.start] != "~"
        ]
        first, day = min(starts, key=lambda one: one.minutes), events[0].days[-1][0]
        last = max(ends, default=0)
        start = next(
            (
                clock
                for clock, use in free
                if (use is Use.START and not _within(clock, first, last)) or _leads(clock, use, day, first)
            ),
            None,
        )
        if start is not None:
            yield f"other_start:{_shown(start)}"
        end = next((clock for clock, _ in free if clock.minutes > (last or MINUTES_A_DAY) and _ends(clock, text)), None)
        if end is not None:
            yield f"other_end:{_shown(end)}"
    other = next((one for one in others if _may_be_meant(one, events, text, on)), None)
    if other is not None:
        yield f"other_day:{other.days[0][1].isoformat()}"


def _within(clock: Clock, first: Clock, last: int) -> bool:
    """Whether a start is told that is no more than an item of what goes on already: 12:30〜17:30, 13:00 はじめに."""
    return (
        first.minutes + _ITEM_AFTER <= clock.minutes < last
        or first.minutes - _CEREMONY <= clock.minutes < first.minutes
    )


def _leads(clock: Clock, use: Use, day: Day, first: Clock) -> bool:
    """Whether a clock of which no word says what it is for stands between the day and its start, and is earlier."""
    return use in _UNSAID and clock.minutes < first.minutes and day.end <= clock.start < first.start


def _apart(one: Occasion, sitting: Sitting, text: str) -> list[str]:
    """The flags of clocks that stand far from their day, or from their start, and of which no word says what they are."""
    start, end = sitting.start, sitting.end if one.finale is None else None
    flags: list[str] = []
    if start is None:
        return flags
    if one.doors is not None and start.minutes - one.doors.minutes > _LONGEST_WAIT and not _said(start, text):
        flags.append(f"other_start:{_shown(one.doors)}")
    if one.use is Use.NONE and start.start - one.days[-1][0].end > _APART and not _said(start, text):
        flags.append("clock_apart")
    if end is not None and end.start - start.end > _BETWEEN and not _said(end, text):
        flags.append("end_apart")
    return flags


def _ends(clock: Clock, text: str) -> bool:
    """Whether a word says that it is over then (CLOSE 29:00, 17:00解散); 電話は17時まで says nothing of the kind."""
    if use_after(text, clock.end) is Use.END and not UNTIL_DAY.match(text, clock.end):
        return True
    return _ENDED.search(text, max(0, clock.start - _REACH), clock.start) is not None


def _said(clock: Clock, text: str) -> bool:
    """Whether a word says what the clock is for."""
    return {use_before(text, clock.start, 0), use_after(text, clock.end)} - {Use.NONE} != set()


def _passed_over(events: Sequence[Occasion], others: Sequence[Occasion]) -> Iterator[tuple[Clock, Use]]:
    """The clocks that found no place in the event, and those of other lines that tell of the same day."""
    days = {day for one in events for _, day in one.days}
    same = [one for one in others if any(day in days for _, day in one.days)]
    for one in (*events, *same):
        yield from one.spare
    for one in same:
        yield from ((sitting.start, one.use) for sitting in one.sittings if sitting.start is not None)


def _may_be_meant(one: Occasion, events: Sequence[Occasion], text: str, on: date) -> bool:
    """Whether a day that was not chosen has as much for it as the chosen ones: their label, or none has one, and a clock."""
    first = events[0]
    if one.imprecise or not one.strong or one.days[0][0].recurring or one.days[0][1] < on:
        return False
    lowest = min(event.days[0][1] for event in events)
    highest = max((event.last or event.days[-1])[1] for event in events)
    if any(lowest <= day <= highest for _, day in one.days):
        return False
    if is_next(one, text) or _UNTIL.match(text, one.days[-1][0].end) or _WAS.match(text, one.end_at):
        return False
    said = one.use is not Use.NONE or (first.use is Use.NONE and heads_line(one, text))
    return said and (one.timed or not first.timed)


def _bare(one: Occasion) -> bool:
    """Whether a single day has neither label nor clock."""
    return one.use is Use.NONE and one.doors is None and len(one.days) == 1 and not one.imprecise


def _in_passing(one: Occasion, text: str) -> bool:
    """Whether a day without label and clock stands in a sentence that names no meeting."""
    begin, end = sentence_start(text, one.start_at), sentence_end(text, one.end_at)
    if _NAMED.match(text, one.days[-1][0].end) or text.endswith("毎年", begin, one.start_at):
        return True
    if _HEADED.fullmatch(text, begin, one.start_at):
        return False
    return MEETS.search(text, max(begin, one.start_at - _LONGEST_LINE), min(end, one.end_at + _LONGEST_LINE)) is None


def _shown(clock: Clock) -> str:
    return f"{clock.minutes // 60}:{clock.minutes % 60:02}"
