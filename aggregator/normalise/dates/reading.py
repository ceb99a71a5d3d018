"""Choose among the occasions of a text the one that is the event, and say when it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import Final

from aggregator.model import Precision
from aggregator.normalise.dates.before import deadline_before
from aggregator.normalise.dates.clocks import Clock
from aggregator.normalise.dates.model import DateReading, Moment, Span
from aggregator.normalise.dates.occasion import Occasion, Sitting
from aggregator.normalise.dates.occasions import occasions
from aggregator.normalise.dates.relative import by_rule
from aggregator.normalise.dates.roles import Use
from aggregator.normalise.dates.structured import structured
from aggregator.normalise.text import Text, fold

_ALL_DAY: Final = re.compile(r"終日|全日|一日中|オールデイ|all[\s-]?day", re.IGNORECASE)
_RULE: Final = re.compile(
    r"毎(?:週|月|日)[^\n。、]{0,14}|隔週[^\n。、]{0,8}|第\s?[\d一二三四五][・,、第\s\d一二三四五]*[月火水木金土日]曜?日?"
)
_EVENT_USES: Final = frozenset({Use.EVENT, Use.START, Use.DOORS, Use.NONE, Use.END})
_SHORT: Final = 48
_HEAD_BEFORE: Final = re.compile(r"(?:^|\n|[\[(<【「])[ \t]*$")
_HEAD_AFTER: Final = re.compile(r"[\])>】」]|[ \t:]|$|\n")
_PAST: Final = timedelta(days=45)
_ALONE: Final = 0.6
_BARE: Final = 0.9
"""Parts of a text: hardly anything but days, and nothing else at all."""
_BRIEF: Final = 120
_OPENING: Final = re.compile(r"\s?(?:(?:より|から)(?!\s?\d)|~(?=[、。\n]|$)|以降|開始|スタート|受付開始)")
_OPENED: Final = re.compile(r"(?:申し?込み?|受け?付け?|予約|募集|エントリー|応募|登録|販売)開始日?時?[^\w\n]{0,4}$")
_PLANNED: Final = re.compile(r"\s?(?:に|中に?|頃に?|ごろに?|の)?\s?(?:開催|開講|実施|開演|公演|予定)")
_DOORS_BEFORE: Final = re.compile(r"(?:開場|受付(?:開始)?)は?[^\n。\d]{0,8}(?P<n>\d{1,2})分前")
_BEGUN_AFTER: Final = re.compile(r"(?:開演|開始)は?[^\n。\d]{0,8}(?P<n>\d{1,2})分後")
_NEXT_TIME: Final = re.compile(r"(?:次回|次は|次の(?:開催|回)|今回|今月)[^\n。]{0,8}$")
_NEXT_REACH: Final = 16
_UNTIL_THEN: Final = re.compile(r"\s?(?:\([^)\n]{1,6}\))?\s?まで(?!の|に|は)")
_OPEN_START: Final = re.compile(r"(?:^|[\n:(\[【「\s])\s?~\s?$")
_BESIDE: Final = 40
_HALF_DAY: Final = 12 * 60
_AFTERNOON: Final = 13 * 60
_LONGEST_CROSSING: Final = 8 * 60
"""Minutes: 11:00〜1:30 runs over noon, if it is no longer than this; 22:00〜5:00 over midnight."""
_CHAIN: Final = 120
_LONGEST_QUOTE: Final = 160


def read_dates(
    text: Text, on: date, zone: tzinfo, sections: Sequence[object] = (), title: Text | None = None
) -> DateReading:
    """When the event of a listing takes place.

    Args:
        text: the listing, folded.
        on: the day on which the listing was seen; what it leaves out is understood from there.
        zone: of times that the text gives.
        sections: not needed: labels are found beside each date.
        title: the listing's title, if it stands apart; asked where the text does not say.
    """
    del sections
    reading = _with_title(text, on, zone, title)
    if reading.deadline is None and reading.start is not None:
        return reading._replace(deadline=deadline_before(text, reading.start.value, zone))
    return reading


def _with_title(text: Text, on: date, zone: tzinfo, title: Text | None) -> DateReading:
    """The text's reading, completed by the title's."""
    reading = _read(text, on, zone)
    if title is None or (reading.start is not None and isinstance(reading.start.value, datetime)):
        return reading
    if reading.start is None:
        joined = fold(f"{title.original}\n{text.original}")
        both = _read(joined, on, zone)
        return both if both.start is not None else reading._replace(deadline=reading.deadline or both.deadline)
    alone = _read(title, on, zone)
    same = (
        alone.start is not None
        and isinstance(alone.start.value, datetime)
        and alone.start.value.date() == reading.start.value
    )
    return alone._replace(deadline=reading.deadline or alone.deadline) if same else reading


def _read(text: Text, on: date, zone: tzinfo, *, field: bool = False) -> DateReading:
    """The reading of one text; of a ``field`` that says when, a past day counts like any other."""
    exact = structured(text.original, zone)
    if exact is not None:
        return DateReading(*exact)
    found = occasions(text.folded, on)
    if not found:
        return DateReading()
    maker = _Maker(text, zone)
    deadline = next((one for one in found if one.use is Use.DEADLINE and not _opens(one, text.folded)), None)
    events = _with_clocks(_series(_candidates(found, text, on, field=field), text), found)
    if not events:
        return DateReading(deadline=maker.deadline(deadline) if deadline else None)
    rule = maker.rule(events[0])
    events = _told_beside_rule(_by_rule_above(events, found, text), text, on)
    reading = maker.reading(_listed(events, found))._replace(recurrence=rule)
    return reading._replace(deadline=maker.deadline(deadline) if deadline else None, flags=_flags(events, on, reading))


def _candidates(found: list[Occasion], text: Text, on: date, *, field: bool = False) -> list[Occasion]:
    """The occasions that may be the event, best first group: labelled ones, else what can hardly be anything else."""
    open_ones = [one for one in found if one.use in _EVENT_USES]
    labelled = [one for one in open_ones if one.use in (Use.EVENT, Use.START, Use.DOORS) and not _imprecise(one)]
    share = _share_of(open_ones, text.folded)
    alone, bare = field or share >= _ALONE, field or share >= _BARE
    short = alone or len(text.folded.strip()) <= _SHORT
    chosen = labelled or [one for one in open_ones if one.strong and one.timed and (short or _recent(one, on))]
    chosen = chosen or [
        one
        for one in open_ones
        if (one.strong or one.timed)
        and not _imprecise(one)
        and (bare or _recent(one, on) or (short and (one.dated or one.timed)))
    ]
    chosen = chosen or [
        one
        for one in open_ones
        if _imprecise(one)
        and (alone or one.use is Use.EVENT or (one.strong and _says_when(one, text.folded)))
        and (bare or _recent(one, on))
    ]
    return chosen or [
        one for one in open_ones if not _imprecise(one) and not one.strong and (_heads(one, text.folded) or alone)
    ]


def _opens(one: Occasion, text: str) -> bool:
    """Whether registration begins on that day rather than ends: 申込開始 11月1日, 申込 11月1日10時から電話で."""
    if one.last is not None or (one.sittings and one.sittings[-1].end is not None):
        return False
    return _OPENING.match(text, one.end_at) is not None or _OPENED.search(text, 0, one.start_at) is not None


def _says_when(one: Occasion, text: str) -> bool:
    """Whether a day that is only about known is the event's: in a short text, or where the words behind it say so."""
    return len(text) <= _BRIEF or _PLANNED.match(text, one.end_at) is not None


def _heads(one: Occasion, text: str) -> bool:
    """Whether a bare day (11/28) stands where a headline puts it: at the beginning of a line or alone in brackets."""
    return (
        _HEAD_BEFORE.search(text, max(0, one.start_at - 4), one.start_at) is not None
        and _HEAD_AFTER.match(text, one.end_at) is not None
    )


def _share_of(found: list[Occasion], text: str) -> float:
    """The part of the text that its days are."""
    return sum(one.end_at - one.start_at for one in found) / max(1, len(text.strip()))


def _imprecise(one: Occasion) -> bool:
    return one.days[0][0].precision is not Precision.DAY


def _recent(one: Occasion, on: date) -> bool:
    """A day long past that no label calls the event's is a memory; so is any past day that 先週, 去年 name."""
    named = one.days[0][0].value is not None
    return (one.last or one.days[-1])[1] >= (on if named else on - _PAST)


def _series(chosen: list[Occasion], text: Text) -> list[Occasion]:
    """The first occasion and those that follow it in one list."""
    if not chosen:
        return []
    kept = [_main(chosen)]
    for one in chosen[chosen.index(kept[0]) + 1 :]:
        gap = text.folded[kept[-1].end_at : one.start_at]
        if len(gap) > _CHAIN or "。" in gap or one.days[0][0].recurring or (one.use is Use.NONE and len(gap) > 60):
            break
        if any(one.days[0][1] == day for earlier in kept for _, day in earlier.days):
            continue
        if one.timed is not kept[0].timed and not (one.continued or one.use is Use.EVENT):
            break
        kept.append(one)
    return kept


def _main(chosen: list[Occasion]) -> Occasion:
    """The first with a clock among the labelled ones, so that 開催日 in a headline does not win over 日時 with its times."""
    return next((one for one in chosen if one.timed), chosen[0])


def _with_clocks(kept: list[Occasion], found: list[Occasion]) -> list[Occasion]:
    """The days, with the clocks that the text gives elsewhere for the first of them (毎月第2土曜 11時、12月は12日・26日)."""
    first = kept[0] if kept else None
    if first is None or first.last is not None:
        return kept
    day, others = first.days[0][1], [one for one in found if one.timed and one.use in _EVENT_USES]
    if first.timed:
        _with_end(first, others)
        return kept
    timed = next((one for one in others if one.days[0][1] == day), None) or next(
        (one for one in others if one.days[0][0].recurring and one.days[0][1].weekday() == day.weekday()), None
    )
    if timed is not None and not _imprecise(first):
        first.sittings, first.doors, first.length = timed.sittings, timed.doors, timed.length
    return kept


def _listed(events: list[Occasion], found: list[Occasion]) -> list[Occasion]:
    """The days that are listed behind a weekday and its clocks: 土曜 13〜15時（4/12、4/26）."""
    first = events[0]
    token, day = first.days[0]
    if not (token.guessed and first.timed):
        return events
    for one in found:
        told = all(named.month is not None or one.days[0][0].month is not None for named, _ in one.days)
        if (
            told
            and not one.timed
            and one.use in _EVENT_USES
            and {at.weekday() for _, at in one.days} == {day.weekday()}
        ):
            one.sittings, one.doors, one.length = first.sittings, first.doors, first.length
            return [one]
    return events


def _told_beside_rule(events: list[Occasion], text: Text, on: date) -> list[Occasion]:
    """The days that stand beside a rule in place of its next one: 毎月第2土曜 10月10日、24日; 毎週水曜19時、次回は11月25日."""
    for one in events:
        told = [(token, day) for token, day in one.days if not token.recurring]
        if told and told[-1][1] >= on:
            one.days = told
    first, *others = events
    if not (first.timed and all(token.recurring for token, _ in first.days)):
        return events
    for one in others:
        if _NEXT_TIME.search(text.folded, max(0, one.start_at - _NEXT_REACH), one.start_at) and one.days[-1][1] >= on:
            if not one.timed:
                one.sittings, one.doors, one.length = first.sittings, first.doors, first.length
            return [one]
    return events


def _by_rule_above(events: list[Occasion], found: list[Occasion], text: Text) -> list[Occasion]:
    """The sittings of a range that a rule stands right above: 毎週土曜 19時、開始日: 2月5日 終了日: 2月26日."""
    first = events[0]
    at = found.index(first)
    above = found[at - 1] if at else None
    if above is None or first.last is None or first.timed or len(above.days) > 1 or not above.days[0][0].recurring:
        return events
    token = above.days[0][0]
    days = by_rule(text.folded[token.start : token.end], first.days[0][1], first.last[1])
    if not days or above.use not in _EVENT_USES or first.start_at - above.end_at > _BESIDE:
        return events
    first.rule, first.last, first.days = token, None, [(first.days[0][0], day) for day in days]
    first.sittings, first.doors, first.length = above.sittings, above.doors, above.length
    return events


def _with_end(first: Occasion, others: list[Occasion]) -> None:
    """The end that the same sitting has where it is told again: Every Thursday from 7:30pm / 毎週木曜 19:30〜21:30."""
    sitting = first.sittings[0] if first.sittings else None
    if sitting is None or sitting.start is None or sitting.end is not None or first.length is not None:
        return
    for one in others:
        again = one.sittings[0] if one.sittings and one.days[0][1] == first.days[0][1] else None
        if again is not None and again.end is not None and again.start is not None:
            sitting.end = again.end if again.start.minutes == sitting.start.minutes else sitting.end


class _Maker:
    """Turns occasions into moments of one zone."""

    def __init__(self, text: Text, zone: tzinfo) -> None:
        self.text, self.zone = text, zone

    def reading(self, events: list[Occasion]) -> DateReading:
        """The reading whose start is the earliest sitting of ``events``; of a last day alone (1月31日まで) only the end."""
        first = events[0]
        if len(events) == 1 and self._only_ends(first):
            return DateReading(end=self.deadline(first))
        spans = sorted((span for one in events for span in self._spans(one)), key=lambda span: _key(span.start))
        start = spans[0]
        doors = self._at(first.days[0][1], first.doors, first) if first.doors else self._doors_before(start.start)
        start = self._begun_after(doors, start)
        return DateReading(
            start=start.start,
            end=start.end,
            doors=doors,
            all_day=self._all_day(start, first),
            dates=tuple(spans) if len(spans) > 1 else (),
        )

    def _only_ends(self, one: Occasion) -> bool:
        """Whether the only day is the last one: 1月31日まで開催中, 終了日: 1/31, ~1/31."""
        timed = one.doors is not None or any(sitting.start is not None for sitting in one.sittings)
        if one.last is not None or len(one.days) > 1 or timed or one.days[0][0].precision is not Precision.DAY:
            return False
        token = one.days[0][0]
        return (
            one.use is Use.END
            or _UNTIL_THEN.match(self.text.folded, token.end) is not None
            or _OPEN_START.search(self.text.folded, max(0, token.start - 6), token.start) is not None
        )

    def _doors_before(self, start: Moment) -> Moment | None:
        """開場は30分前: the doors, told from the start."""
        found = _DOORS_BEFORE.search(self.text.folded)
        if found is None or not isinstance(start.value, datetime):
            return None
        words = self.text.quote(*found.span())
        return Moment(start.value - timedelta(minutes=int(found["n"])), Precision.MINUTE, *found.span(), words)

    def _begun_after(self, doors: Moment | None, span: Span) -> Span:
        """開演はその30分後: the start, told from the doors."""
        found = _BEGUN_AFTER.search(self.text.folded)
        if found is None or doors is None or span.start.value != doors.value or not isinstance(doors.value, datetime):
            return span
        later = doors.value + timedelta(minutes=int(found["n"]))
        return span._replace(start=span.start._replace(value=later))

    def deadline(self, one: Occasion) -> Moment:
        """The last moment of an occasion that is a deadline."""
        day = (one.last or one.days[-1])[1]
        sitting = one.sittings[-1] if one.sittings else Sitting()
        clock = sitting.end or sitting.start or one.doors
        return self._at(day, clock, one)

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
        first = one.own_sitting(one.days[0][1], sittings[0]).start
        last = one.finale or one.own_sitting(one.last[1], sittings[-1]).end
        start = self._at(one.days[0][1], first, one, _offset(sittings[0]))
        if first is not None and last is None:
            return [Span(start)]
        end = self._at(one.last[1], last if first else None, one, _offset(sittings[-1]))
        return [_ordered(start, end)]

    def _span(self, day: date, sitting: Sitting, one: Occasion) -> Span:
        offset = _offset(sitting)
        start = self._at(day, sitting.start, one, offset)
        minutes = self._end_minutes(sitting, one)
        if minutes is None or _imprecise(one):
            return Span(start)
        return _ordered(start, self._at(day, Clock(0, 0, minutes), one, offset))

    @staticmethod
    def _end_minutes(sitting: Sitting, one: Occasion) -> int | None:
        """The end in minutes from the day's midnight; a clock before the start is the next day's."""
        if sitting.start is None:
            return None
        if sitting.end is None:
            return sitting.start.minutes + one.length.minutes if one.length else None
        minutes, begun = sitting.end.minutes, sitting.start.minutes
        if minutes <= begun < _AFTERNOON and 0 < minutes + _HALF_DAY - begun <= _LONGEST_CROSSING:
            return minutes + _HALF_DAY
        while minutes <= sitting.start.minutes:
            minutes += 24 * 60
        return minutes if minutes - sitting.start.minutes <= 24 * 60 else None

    def _at(self, day: date, clock: Clock | None, one: Occasion, offset: int | None = None) -> Moment:
        """The moment of a clock on a day; ``offset`` in minutes from UTC where the text gives one.

        A day that is only about known (12月上旬 19時) has no clock.
        """
        start, end = one.start_at, max(one.end_at, one.days[-1][0].end)
        words = self.text.quote(start, min(end, start + _LONGEST_QUOTE))
        if clock is None or _imprecise(one):
            return Moment(day, one.days[0][0].precision, start, end, words)
        written = self.zone if offset is None else timezone(timedelta(minutes=offset))
        moment = datetime.combine(day, time(), written) + timedelta(minutes=clock.minutes)
        return Moment(moment.astimezone(self.zone), Precision.MINUTE, start, end, words)

    def _all_day(self, span: Span, one: Occasion) -> bool | None:
        if isinstance(span.start.value, datetime):
            return False
        near = self.text.folded[max(0, one.start_at - 10) : one.end_at + 12]
        if _ALL_DAY.search(near) or (one.last is not None and not _imprecise(one)):
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


def _offset(sitting: Sitting) -> int | None:
    """The offset from UTC of a sitting; behind its end it is meant for both clocks."""
    clocks = (sitting.end, sitting.start)
    return next((clock.offset for clock in clocks if clock is not None and clock.offset is not None), None)


def _ordered(start: Moment, end: Moment) -> Span:
    """A span, without an end that lies before its start."""
    return Span(start, end if _key(end) >= _key(start) else None)


def _key(moment: Moment) -> str:
    return moment.value.isoformat()


def _flags(events: list[Occasion], on: date, reading: DateReading) -> tuple[str, ...]:
    """What a careful reader would doubt."""
    flags = []
    if not all(one.agrees for one in events):
        flags.append("weekday_mismatch")
    if any(one.inferred for one in events):
        flags.append("year_inferred")
    if _imprecise(events[0]) or any(day.guessed for one in events for day, _ in one.days):
        flags.append("imprecise")
    if reading.recurrence:
        flags.append("recurring")
    if reading.start is None:
        flags.append("only_end")
    elif reading.doors is not None and not any(sitting.start for one in events for sitting in one.sittings):
        flags.append("only_doors")
    if max((one.last or one.days[-1])[1] for one in events) < on:
        flags.append("past")
    return tuple(flags)


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
