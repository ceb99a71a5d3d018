"""When the event of a text is: its occasions, those that are the event, and their moments."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, tzinfo
from typing import Final

from aggregator.model import Precision
from aggregator.normalise.dates.choosing import choose
from aggregator.normalise.dates.deadlines import Deadline, deadline
from aggregator.normalise.dates.making import Maker
from aggregator.normalise.dates.model import DateReading, Moment
from aggregator.normalise.dates.occasion import Occasion
from aggregator.normalise.dates.occasions import occasions
from aggregator.normalise.dates.rewriting import as_usual
from aggregator.normalise.dates.rivals import rivals
from aggregator.normalise.dates.roles import Use
from aggregator.normalise.dates.ruled import sittings
from aggregator.normalise.dates.structured import structured
from aggregator.normalise.dates.told import tell
from aggregator.normalise.dates.years import make_day
from aggregator.normalise.text import Text, fold

_NEAR: Final = 40
_LONGEST_RUN: Final = 180
"""Days of a range that has begun long ago."""
_SURELY_A_DAY: Final = re.compile(r"\d月\s?\d{1,2}日|\d[/.]\d{1,2}\s?\(?[月火水木金土日][)曜]|20\d\d[./-]\d")
_MEET: Final = re.compile("集合|集ま|待ち?合わ?せ|に(?:お越し|来て|いらして)")
_MEET_REACH: Final = 10


def read_dates(text: Text, on: date, zone: tzinfo, title: Text | None = None) -> DateReading:
    """When the event of a listing takes place. Labels are looked for beside each date, so no parts are asked for.

    Args:
        text: the listing, folded.
        on: the day on which the listing was seen; what it leaves out is understood from there.
        zone: of times that the text gives.
        title: the listing's title, if it stands apart; asked where the text does not say.
    """
    reading = _read(text, on, zone)
    if title is None:
        return reading
    if reading.start is not None and isinstance(reading.start.value, datetime):
        return _beside(reading, _read(title, on, zone)) if _SURELY_A_DAY.search(title.folded) else reading
    if reading.start is None:
        joined = fold(f"{title.original}\n{text.original}")
        both = _read(joined, on, zone)
        if both.start is not None:
            return both
        return reading._replace(deadline=reading.deadline or both.deadline, passed=_best(reading.passed, both.passed))
    alone = _read(title, on, zone)
    if (
        alone.start is not None
        and alone.start.value == reading.start.value
        and (found := _joined(title, text, on, zone))
    ):
        return found
    same = (
        alone.start is not None
        and isinstance(alone.start.value, datetime)
        and alone.start.value.date() == reading.start.value
    )
    return (
        alone._replace(deadline=reading.deadline or alone.deadline)
        if same
        else _beside(reading, alone)
        if _SURELY_A_DAY.search(title.folded)
        else reading
    )


def _best(alone: DateReading | None, joined: DateReading | None) -> DateReading | None:
    """Of what was passed over in a text, and in it below its title: the one with a clock, else the text's own."""
    if alone is None or joined is None or alone.start is None or joined.start is None:
        return alone or joined
    return joined if isinstance(joined.start.value, datetime) > isinstance(alone.start.value, datetime) else alone


def _joined(title: Text, text: Text, on: date, zone: tzinfo) -> DateReading | None:
    """Title and text read as one, where the day of both has its clock above the text's day; else ``None``."""
    both = _read(fold(f"{title.original}\n{text.original}"), on, zone)
    return both if both.start is not None and isinstance(both.start.value, datetime) else None


def _beside(reading: DateReading, title: DateReading) -> DateReading:
    """The text's reading, with a flag where the title names none of its days."""
    named = title.start
    if named is None or named.precision not in (Precision.DAY, Precision.MINUTE) or title.recurrence is not None:
        return reading
    if reading.recurrence is not None or "imprecise" in (*title.flags, *reading.flags):
        return reading
    day, spans = named.day, reading.dates or ((reading.start, reading.end),)
    stretches = [(start.day, (end or start).day) for start, end in spans if start is not None]
    within = any(
        first <= day.replace(year=first.year) <= last for first, last in stretches if (day.month, day.day) != (2, 29)
    )
    if not within and stretches:
        return reading._replace(flags=(*reading.flags, "day_differs"))
    return _beside_clock(reading, named)


def _beside_clock(reading: DateReading, named: Moment) -> DateReading:
    """The text's reading, with a flag where the title names another clock of one of its days."""
    told = [reading.start, reading.end, reading.doors, *(moment for span in reading.dates for moment in span)]
    clocks = {(one.value.hour, one.value.minute) for one in told if one is not None and isinstance(one.value, datetime)}
    clock = named.value
    if not clocks or not isinstance(clock, datetime) or (clock.hour, clock.minute) in clocks:
        return reading
    return reading._replace(flags=(*reading.flags, f"other_start:{clock.hour}:{clock.minute:02}"))


def _read(text: Text, on: date, zone: tzinfo, *, field: bool = False) -> DateReading:
    """The reading of one text; of a ``field`` that says when, a past day counts like any other."""
    exact = structured(text.original, zone)
    if exact is not None:
        return DateReading(*exact)
    usual = as_usual(text.folded)
    text = text if usual is text.folded else replace(text, folded=usual)
    found = occasions(text.folded, on)
    if not found:
        return DateReading(deadline=_deadline(text, found, [], None, on, zone, field=field).moment)
    for one in found:
        _let_run(one, on)
    taken = [] if field else tell(found, text.folded, on)
    maker = Maker(text, zone)
    events = choose(found, text, on, field=field)
    if events:
        return _of_events(events, found, maker, on, field=field)
    closing = _deadline(text, found, [], None, on, zone, field=field).moment
    passed = None
    if taken:
        for one, use in taken:
            one.use = use
        if events := choose(found, text, on):
            passed = _of_events(events, found, maker, on, field=field)._replace(of_a_thing=True)
    return DateReading(deadline=closing, passed=passed)


def _of_events(events: list[Occasion], found: list[Occasion], maker: Maker, on: date, *, field: bool) -> DateReading:
    """The reading of a text of which the ``events`` are chosen among all that were ``found``."""
    text = maker.text
    rule = maker.rule(events[0])
    events = sittings(events, found, text, on)
    reading = maker.reading(events, on)
    closing = _deadline(text, found, events, reading.start, on, maker.zone, field=field)
    return reading._replace(
        recurrence=rule,
        deadline=closing.moment,
        flags=(
            *_flags(events, text.folded, on, reading._replace(recurrence=rule)),
            *rivals(events, found, text.folded, on),
            *(("deadline_doubtful:days",) if closing.doubtful else ()),
        ),
        found=found,
    )


def _let_run(one: Occasion, on: date) -> None:
    """Let a range without a year be the one that goes on today, where it began some months ago: エントリー期間 1月10日~3月31日, told in March."""
    if one.last is None or len(one.days) > 1 or not one.inferred or one.dated or one.imprecise:
        return
    (token, first), (last_token, last) = one.days[0], one.last
    begun, ends = make_day(first.year - 1, first.month, first.day), make_day(last.year - 1, last.month, last.day)
    if (
        begun is not None
        and ends is not None
        and first > on >= begun
        and ends >= on
        and (ends - begun).days <= _LONGEST_RUN
    ):
        one.days, one.last = [(token, begun)], (last_token, ends)


def _deadline(
    text: Text,
    found: list[Occasion],
    events: list[Occasion],
    start: Moment | None,
    on: date,
    zone: tzinfo,
    *,
    field: bool,
) -> Deadline:
    """The deadline of a text, weighed; of a field the day that its label calls so."""
    if not field:
        return deadline(text, found, events, start, on, zone)
    told = next((one for one in found if one.use is Use.DEADLINE), None)
    return Deadline(Maker(text, zone).deadline(told) if told is not None else None)


def _flags(events: list[Occasion], text: str, on: date, reading: DateReading) -> tuple[str, ...]:
    """What a careful reader would doubt."""
    flags = []
    if not all(one.agrees for one in events):
        flags.append("weekday_mismatch")
    if any(one.inferred for one in events):
        flags.append("year_inferred")
    if events[0].imprecise or any(day.guessed for one in events for day, _ in one.days):
        flags.append("imprecise")
    if any(sitting.start is not None and sitting.start.guessed for one in events for sitting in one.sittings):
        flags.append("half_guessed")
    if reading.recurrence:
        flags.append("recurring")
    if reading.start is None:
        flags.append("only_end")
    elif reading.doors is not None and not _has_start(events) and not _meet(events, text):
        flags.append("only_doors")
    if max((one.last or one.days[-1])[1] for one in events) < on:
        flags.append("past")
    return tuple(flags)


def _has_start(events: list[Occasion]) -> bool:
    return any(sitting.start for one in events for sitting in one.sittings)


def _meet(events: list[Occasion], text: str) -> bool:
    """Whether the doors' clock is that at which people meet (9時集合): one has to be there then."""
    clocks = (one.doors for one in events if one.doors is not None)
    return any(_MEET.search(text, max(0, clock.start - _NEAR), clock.end + _MEET_REACH) for clock in clocks)


def read_span(text: str, on: date, zone: tzinfo) -> tuple[Moment | None, Moment | None]:
    """Start and end of one structured value: ISO 8601, RFC 5322, or any date text that a person would read."""
    exact = structured(text, zone)
    if exact is not None:
        return exact
    reading = _read(fold(text), on, zone, field=True)
    if reading.start is not None:
        return reading.start, reading.end
    return reading.deadline, None


def read_moment(text: str, on: date, zone: tzinfo) -> Moment | None:
    """The point in time that one structured value names; of a range its start."""
    return read_span(text, on, zone)[0]
