"""Signs that a start or an end is wrong: other days and clocks of the text, and what is seldom so. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from aggregator.normalise.dates import DateReading, Moment
from aggregator.normalise.dates.clock import MINUTES_A_DAY
from aggregator.normalise.dates.occasion import Occasion
from aggregator.normalise.dates.roles import Use
from aggregator.normalise.doubts.said import how_many

_BY_DAY: Final = range(7, 22)
"""Hours at which people begin to meet."""
_SHORT: Final = 30
_LONG: Final = 8 * 60
"""Minutes that a meeting hardly ever takes, or is over."""
_APART: Final = 30
_NONE, _EVENT = Use.NONE, Use.EVENT


def of_start(when: DateReading, days: list[str], clocks: set[int]) -> list[str]:
    """Signs of the start, with how its day stands in the text and the clocks that are not the event's."""
    if when.start is None:
        return []
    value = when.start.value
    told = [*days, "no end"] if when.end is None else [*days]
    if not isinstance(value, datetime):
        return [*told, "no clock", "clocks though none" if clocks else "no clocks"]
    told.append(how_many("clocks", len(clocks)))
    if value.hour not in _BY_DAY:
        told.append("night")
    if value.minute % 15:
        told.append("odd minute")
    return told


def of_end(when: DateReading, days: list[str], clocks: set[int]) -> list[str]:
    """Signs of the end."""
    if when.start is None or when.end is None:
        return []
    first, last = when.start.value, when.end.value
    if not isinstance(last, datetime):
        return [*days, "clocks though none" if clocks else "no clocks"]
    if not isinstance(first, datetime):
        return [*days, "start without clock"]
    return [*days, how_many("clocks", len(clocks)), _of_length((last - first).total_seconds() / 60)]


def _of_length(minutes: float) -> str:
    """Whether a meeting is seldom as long."""
    if minutes <= 0:
        return "before its start"
    return "usual length" if _SHORT <= minutes <= _LONG or minutes > MINUTES_A_DAY else "seldom as long"


def other_clocks(when: DateReading) -> set[int]:
    """The clocks of the text that are not the event's."""
    clocks: set[int] = set()
    for one in when.found:
        for sitting in one.sittings:
            if sitting.start is not None:
                clocks.add(sitting.start.minutes)
            if sitting.end is not None:
                clocks.add(sitting.end.minutes)
        if one.doors is not None:
            clocks.add(one.doors.minutes)
        if one.spare:
            clocks.update([clock.minutes for clock, _ in one.spare])
    if clocks:
        for moment in (when.start, when.end, when.doors):
            if moment is not None and isinstance(moment.value, datetime):
                minutes = moment.value.hour * 60 + moment.value.minute
                clocks.discard(minutes)
                clocks.discard(minutes + MINUTES_A_DAY)
    return clocks


def of_days(when: DateReading, start: Moment) -> list[str]:
    """How the day of the event stands in the text, and what other days are for."""
    first, last = start.day, (when.end or start).day
    own = {span.start.day for span in when.dates} if when.dates else ()
    mine: Occasion | None = None
    uses = set()
    for one in when.found:
        days = one.days
        if mine is None and (days[0][1] == first or (len(days) > 1 and any(day == first for _, day in days))):
            mine = one
        elif not first <= days[0][1] <= last and days[0][1] not in own:
            uses.add(one.use)
    told = []
    if _EVENT in uses:
        told.append("other event")
    if _NONE in uses:
        told.append("other none")
    if len(own) > 1:
        told.append("several days")
    if when.recurrence is not None:
        told.append("rule")
    return told if mine is None else [*told, *_of_mine(mine, first=when.found[0] is mine)]


def _of_mine(mine: Occasion, *, first: bool) -> list[str]:
    """How the day of the event stands in the text."""
    token = mine.days[0][0]
    told = [] if first else ["not the first"]
    if not token.strong:
        told.append("weak")
    if token.weekday is None:
        told.append("no weekday")
    if mine.last is not None:
        told.append("range")
    if mine.sittings:
        if len(mine.sittings) > 1:
            told.append("sittings")
        clock = mine.sittings[0].start
        if clock is not None and mine.use is _NONE and clock.start - mine.days[-1][0].end > _APART:
            told.append("clock apart")
    return told
