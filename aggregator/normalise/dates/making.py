"""Turn chosen occasions into moments and spans of one zone."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import Final

from aggregator.model import Precision
from aggregator.normalise.dates.clock import MINUTES_A_DAY, Clock
from aggregator.normalise.dates.model import DateReading, Moment, Span
from aggregator.normalise.dates.numbers import KANJI, SMALL, number
from aggregator.normalise.dates.occasion import Occasion, Sitting
from aggregator.normalise.dates.roles import Use
from aggregator.normalise.dates.years import make_day, month_before
from aggregator.normalise.text import Text

_ALL_DAY: Final = re.compile(r"終日|全日|一日中|オールデイ|all[\s-]?day", re.IGNORECASE)
_RULE: Final = re.compile(
    r"毎(?:週|月|日)[^\n。、]{0,14}|隔週[^\n。、]{0,8}"
    r"|第\s?[\d一二三四五][・,、第\s\d一二三四五]*[月火水木金土日]曜?日?"
)
_DOORS_BEFORE: Final = re.compile(rf"(?:開場|受付(?:開始)?)は?[^\n。\d{KANJI}]{{0,8}}(?P<n>{SMALL})分前")
_MINUTES_BEFORE: Final = re.compile(
    rf"(?P<n>{SMALL})分前(?:に|より|から)?(?:は|、|[ \t])?(?:[^\s\d。、]{{0,6}}[をにへ])?"
    r"(?:開場|受付|受け付け|お?入[りれ]|入場|座[っれ])"
)
_BEGUN_AFTER: Final = re.compile(r"(?:開演|開始)は?[^\n。\d]{0,8}(?P<n>\d{1,2})分後")
_UNTIL_THEN: Final = re.compile(r"\s?(?:\([^)\n]{1,6}\))?\s?まで(?!の|に|は)")
_OPEN_START: Final = re.compile(r"(?:^|[\n:(\[【「\s])\s?~\s?$")
_HALF_DAY: Final = 12 * 60
_AFTERNOON: Final = 13 * 60
_LONGEST_CROSSING: Final = 8 * 60
"""Minutes: 11:00〜1:30 runs over noon, if it is no longer than this; 22:00〜5:00 over midnight."""
_CLOSES: Final = re.compile(r"\s*(?:分)?\s?(?:まで|必着|締|〆|厳守)")
_LONGEST_QUOTE: Final = 160
_MOST_DAYS: Final = 60
_PAUSES: Final = re.compile(r"休(?:み|館|廊|業|園|演|場|講)|除[くき]")


class Maker:
    """Turns occasions into moments of one zone."""

    def __init__(self, text: Text, zone: tzinfo) -> None:
        self.text, self.zone = text, zone

    def reading(self, events: list[Occasion], on: date) -> DateReading:
        """The reading whose start is the earliest sitting of ``events`` that is not over; of a last day alone (1月31日まで) only the end."""
        first = events[0]
        if len(events) == 1 and self._only_ends(first):
            return DateReading(end=self.deadline(first))
        every = sorted((span for one in events for span in self._spans(one)), key=lambda span: _key(span.start))
        spans = list({(span.start.value, span.end and span.end.value): span for span in reversed(every)}.values())[::-1]
        start = spans[0] if len(spans) == 1 else _next(spans, on)
        opened = first.doors or (_doors_of_all(events) if len(events) > 1 else None)
        doors = self._at(first.days[0][1], opened, first) if opened else None
        start = self._begun_after(doors, start)
        if doors is None or _key(doors) > _key(start.start):
            doors = self._doors_before(start.start)  # nobody is let in only when it has begun
        return DateReading(
            start=start.start,
            end=start.end,
            doors=doors,
            all_day=self._all_day(start, first),
            dates=tuple(spans) if len(spans) > 1 else (),
        )

    def _only_ends(self, one: Occasion) -> bool:
        """Whether the only day is the last one: 1月31日まで開催中, 終了日: 1/31, ~1/31."""
        clocks = [clock for clock in (one.doors, *(sitting.start for sitting in one.sittings)) if clock is not None]
        until = _UNTIL_THEN.match(self.text.folded, one.days[0][0].end)
        timed = any(
            clock.start < (until.end() if until and one.use is Use.NONE else len(self.text.folded)) for clock in clocks
        )
        if one.last is not None or len(one.days) > 1 or timed or one.days[0][0].precision is not Precision.DAY:
            return False
        token = one.days[0][0]
        return (
            one.use is Use.END
            or until is not None
            or _OPEN_START.search(self.text.folded, max(0, token.start - 6), token.start) is not None
        )

    def _doors_before(self, start: Moment) -> Moment | None:
        """開場は30分前: the doors, told from the start."""
        text = self.text.folded
        if "分前" not in text or not isinstance(start.value, datetime):
            return None
        found = _DOORS_BEFORE.search(text) or _MINUTES_BEFORE.search(text)
        if found is None:
            return None
        words = self.text.quote(*found.span())
        return Moment(start.value - timedelta(minutes=number(found["n"]) or 0), Precision.MINUTE, *found.span(), words)

    def _begun_after(self, doors: Moment | None, span: Span) -> Span:
        """開演はその30分後: the start, told from the doors."""
        found = _BEGUN_AFTER.search(self.text.folded) if "分後" in self.text.folded else None
        if found is None or doors is None or span.start.value != doors.value or not isinstance(doors.value, datetime):
            return span
        later = doors.value + timedelta(minutes=number(found["n"]) or 0)
        return span._replace(start=span.start._replace(value=later))

    def deadline(self, one: Occasion, before: Moment | None = None) -> Moment:
        """The last moment of an occasion that is a deadline; of a day without a month the last one ``before`` the start."""
        token, _ = one.last or one.days[-1]
        day = self.last_day(one, before)
        sitting = one.sittings[-1] if one.sittings else Sitting()
        begun = sitting.start or one.doors
        if begun is not None and one.last is not None and begun.start < one.last[0].start:
            begun = None  # 4月8日10時から5月6日まで
        clock = one.finale or sitting.end or begun
        office = clock is not None and self._of_office(
            token.end, clock, ranged=None not in (sitting.start, sitting.end)
        )
        return self._at(day, None if office else clock, one)

    def last_day(self, one: Occasion, before: Moment | None = None) -> date:
        """The last day of an occasion; of one without a month the last ``before`` the start."""
        token, day = one.last or one.days[-1]
        return self._in_month(token.start, day, before.day) if before is not None and token.partial else day

    def _in_month(self, at: int, day: date, last: date) -> date:
        """The day of a number alone at ``at``, not after ``last``: in its month where that is the month named before, else in the one before."""
        if day > last:
            year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
            return make_day(year, month, day.day) or day
        if day.month != last.month and month_before(self.text.folded, at) == last.month:
            same = make_day(last.year, last.month, day.day)
            return same if same is not None and same <= last else day
        return day

    def _of_office(self, day_end: int, clock: Clock, *, ranged: bool) -> bool:
        """Whether a clock tells when somebody answers: 5月27日まで、事務局へ(土日を除く9時~17時)."""
        until = self.text.folded.find("まで", day_end, max(day_end, clock.start))
        return until >= 0 and (ranged or _CLOSES.match(self.text.folded, clock.end) is None)

    def _spans(self, one: Occasion) -> list[Span]:
        sittings = one.sittings or [Sitting()]
        if sittings[0].start is None and one.doors is not None:
            sittings = [Sitting(one.doors, sittings[0].end or one.open_until), *sittings[1:]]
        if one.last is None:
            spans = [
                self._span(day, sitting, one)
                for _, day in one.days
                for sitting in (sittings if day not in one.own else [one.own_sitting(day, sittings[0])])
            ]
            if one.finale is not None:
                spans[-1] = _ordered(spans[-1].start, self._at(one.days[-1][1], one.finale, one))
            return spans
        if sittings[0].start is not None and self._differs_within(one, one.last[1]):
            return self._each_day(one, sittings[0], one.last[1])
        first = one.own_sitting(one.days[0][1], sittings[0]).start
        last = one.finale or one.own_sitting(one.last[1], sittings[-1]).end
        start = self._at(one.days[0][1], first, one, _offset(sittings[0]))
        if first is not None and last is None:
            return [_ordered(start, self._at(one.last[1], None, one))]
        next_day = one.last[1] - one.days[0][1] == timedelta(days=1)
        if last is not None and last.minutes >= MINUTES_A_DAY and next_day:
            last = last._replace(minutes=last.minutes - MINUTES_A_DAY)  # 12.31 → 1.1, close 26:00
        end = self._at(one.last[1], last if first else None, one, _offset(sittings[-1]))
        return [_ordered(start, end)]

    def _differs_within(self, one: Occasion, last: date) -> bool:
        """Whether a day in the middle of a range begins at another hour, and the range does not pause."""
        own = any(own.start is not None and one.days[0][1] < day < last for day, own in one.own.items())
        return own and _PAUSES.search(self.text.folded, one.start_at, one.end_at + _LONGEST_QUOTE) is None

    def _each_day(self, one: Occasion, shared: Sitting, last: date) -> list[Span]:
        """The days of a range one by one, of which one in the middle begins at another hour: 12/30〜1/2 11時〜18時、1/1は13時から."""
        first = one.days[0][1]
        days = (first + timedelta(days=ahead) for ahead in range(min((last - first).days, _MOST_DAYS) + 1))
        spans = [self._span(day, _own(one.own.get(day), shared), one) for day in days]
        if one.finale is not None:
            spans[-1] = _ordered(spans[-1].start, self._at(last, one.finale, one))
        return spans

    def _span(self, day: date, sitting: Sitting, one: Occasion) -> Span:
        offset = _offset(sitting)
        start = self._at(day, sitting.start, one, offset)
        minutes = self._end_minutes(sitting, one)
        if minutes is None or one.imprecise:
            return Span(start)
        return _ordered(start, self._at(day, Clock(0, 0, minutes), one, offset))

    @staticmethod
    def _end_minutes(sitting: Sitting, one: Occasion) -> int | None:
        """The end in minutes from the day's midnight; a clock before the start is the next day's."""
        if sitting.start is None:
            return sitting.end.minutes if sitting.end is not None else None
        if sitting.end is None:
            return sitting.start.minutes + one.length.minutes if one.length else None
        minutes, begun = sitting.end.minutes, sitting.start.minutes
        if minutes <= begun < _AFTERNOON and 0 < minutes + _HALF_DAY - begun <= _LONGEST_CROSSING:
            return minutes + _HALF_DAY
        while minutes <= sitting.start.minutes:
            minutes += MINUTES_A_DAY
        return minutes if minutes - sitting.start.minutes <= 2 * MINUTES_A_DAY else None

    def _at(self, day: date, clock: Clock | None, one: Occasion, offset: int | None = None) -> Moment:
        """The moment of a clock on a day; ``offset`` in minutes from UTC where the text gives one.

        A day that is only about known (12月上旬 19時) has no clock.
        """
        start, end = one.start_at, max(one.end_at, one.days[-1][0].end)
        words = self.text.quote(start, min(end, start + _LONGEST_QUOTE))
        if clock is None or one.imprecise:
            return Moment(day, one.days[0][0].precision, start, end, words)
        written = self.zone if offset is None else timezone(timedelta(minutes=offset))
        later, minutes = divmod(clock.minutes, MINUTES_A_DAY)
        moment = datetime.combine(day, time(*divmod(minutes, 60)), written)
        if later:
            moment += timedelta(days=later)
        return Moment(moment.astimezone(self.zone), Precision.MINUTE, start, end, words)

    def _all_day(self, span: Span, one: Occasion) -> bool | None:
        if isinstance(span.start.value, datetime):
            return False
        near = self.text.folded[max(0, one.start_at - 10) : one.end_at + 12]
        if _ALL_DAY.search(near) or (one.last is not None and not one.imprecise):
            return True
        return None

    def rule(self, one: Occasion) -> str | None:
        """The words of a rule (毎週水曜) among the days."""
        if one.rule is not None:
            return self.text.quote(one.rule.start, one.rule.end)
        if not any(day.recurring for day, _ in one.days):
            return None
        found = _RULE.search(self.text.folded, one.start_at, one.end_at)
        return self.text.quote(found.start(), found.end()) if found else self.text.quote(one.start_at, one.end_at)


def _own(own: Sitting | None, shared: Sitting) -> Sitting:
    """The clocks of one day of a range; what it does not tell is as on all days."""
    return shared if own is None else Sitting(own.start or shared.start, own.end or shared.end)


def _next(spans: list[Span], on: date) -> Span:
    """The first of several sittings that is not over; the first of all where all are."""
    return next((span for span in spans if (span.end or span.start).day >= on), spans[0])


def _doors_of_all(events: list[Occasion]) -> Clock | None:
    """The doors of the first event, told with a later one that has the same clocks: 各回18:30〜（18:10開場）."""
    return next((one.doors for one in events if one.sittings is events[0].sittings and one.doors), None)


def _offset(sitting: Sitting) -> int | None:
    """The offset from UTC of a sitting; behind its end it is meant for both clocks."""
    clocks = (sitting.end, sitting.start)
    return next((clock.offset for clock in clocks if clock is not None and clock.offset is not None), None)


def _ordered(start: Moment, end: Moment) -> Span:
    """A span, without an end that lies before its start."""
    return Span(start, end if _key(end) >= _key(start) else None)


def _key(moment: Moment) -> tuple[int, int]:
    """The order of moments of one zone: by day and minute, a whole day before its clocks."""
    value = moment.value
    return value.toordinal(), value.hour * 60 + value.minute if isinstance(value, datetime) else -1
