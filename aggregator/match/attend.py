"""行ける / ぎりぎり / 重なる / 時間外, with the arithmetic in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from aggregator.i18n import Translate, bare_day
from aggregator.match.lengths import EXHIBITION, STAY, drops_in, usual_length
from aggregator.match.travel import Way, Ways
from aggregator.model import Event, Fit, Free, Interval, Profile, Sitting

SLACK = timedelta(minutes=15)
"""So little missing is ぎりぎり still; more is 重なる or 時間外."""
VISIT = timedelta(minutes=60)
"""The least time that makes going to an exhibition worth while."""
OPEN = (time(10), time(18))
"""When exhibitions are taken to be open that tell days and no hours."""
NEARBY = timedelta(hours=6)
"""An appointment further away than this does not touch the event."""
LONGEST = timedelta(days=62)
"""So far ahead one looks for a free hour in what lasts for long."""
SMALL_HOURS = 6
SITTINGS = 40
"""More sittings of one event are not looked at."""
DAY = timedelta(days=1)
_RANK = {Fit.FITS: 0, Fit.TIGHT: 1, Fit.UNKNOWN: 2, Fit.CLASH: 3, Fit.OUTSIDE: 4}


class Attendance(NamedTuple):
    """Whether and how the person can be at one sitting; ``late``: it is outside because one would be home too late.

    ``tell`` puts it into words: most are made for what nobody reads.
    """

    fit: Fit
    tell: Callable[[], str]
    way: Way
    sitting: Sitting | None
    slot: Interval | None = None
    late: bool = False

    @property
    def words(self) -> str:
        """The arithmetic in words."""
        return self.tell()


class _Trip:
    """One sitting seen by the person, all in local time: when to leave, and when one is home.

    Where the listing names no end, ``end`` is the usual one of its kind. Such a guess may make a sitting tight, and never
    rules it out: only the first hour (``sure_end``) is held against the person's time.
    """

    __slots__ = ("end", "guessed", "sitting", "start", "sure_end", "way")

    def __init__(self, sitting: Sitting, start: datetime, end: datetime, way: Way) -> None:
        self.sitting, self.start, self.end, self.way = sitting, start, end, way
        self.guessed = sitting.end is None
        self.sure_end = min(end, start + VISIT) if self.guessed else end

    @property
    def leave(self) -> datetime:
        """When to leave, at a time that people say: five minutes exactly."""
        exact = self.start - timedelta(minutes=self.way.minutes)
        return exact - timedelta(minutes=exact.minute % 5)

    @property
    def home(self) -> datetime:
        return self.sure_end + timedelta(minutes=self.way.home_minutes)


class Days:
    """Intervals by the days that they touch."""

    def __init__(self, intervals: Iterable[Interval], zone: ZoneInfo) -> None:
        self._by_day: dict[date, list[Interval]] = {}
        for one in sorted(intervals, key=lambda one: (one.start, one.end, one.label)):
            local = Interval(start=one.start.astimezone(zone), end=one.end.astimezone(zone), label=one.label)
            for day in _days((local.start - SLACK).date(), (local.end + SLACK).date()):
                self._by_day.setdefault(day, []).append(local)

    def __bool__(self) -> bool:
        return bool(self._by_day)

    def near(self, start: datetime, end: datetime) -> Iterator[Interval]:
        """Those that touch the days of a stretch, by start; one that touches several days may come more than once."""
        first, last = start.date(), end.date()
        if first == last:
            return iter(self._by_day.get(first, ()))
        return (one for day in _days(first, last) for one in self._by_day.get(day, ()))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=step) for step in range((last - first).days + 1))


def _mornings(start: datetime, end: datetime) -> Iterator[datetime]:
    return (start + step * DAY for step in range((end.date() - start.date()).days + 1))


class Attend:
    """Judges sittings for one person. What is too far (``ways.too_far``) is judged no further: it is refused for that."""

    def __init__(self, profile: Profile, free: Free, ways: Ways, say: Translate) -> None:
        self._ways, self._say = ways, say
        self._zone = ZoneInfo(profile.zone)
        self._always = free.always
        self._slots, self._busy = Days(free.slots, self._zone), Days(free.busy, self._zone)
        self._home_by = _clock_time(profile.home_by) if profile.home_by else None

    def best(self, event: Event, coming: Sequence[Sitting], now: datetime) -> Attendance:
        """The sitting of ``coming`` that fits best, the earliest of equals; without any nothing can be judged."""
        if not coming:
            way = self._ways.to(event, None)
            return Attendance(Fit.UNKNOWN, lambda: self._say("日時が書かれていません"), way, None)
        best: Attendance | None = None
        for sitting in coming[:SITTINGS]:
            found = self._judge(event, sitting, now)
            if best is None or _RANK[found.fit] < _RANK[best.fit]:
                best = found
            if best.fit is Fit.FITS:
                break
        assert best is not None
        return best

    def _judge(self, event: Event, sitting: Sitting, now: datetime) -> Attendance:
        start = sitting.start.astimezone(self._zone)
        end = end_of(sitting, event).astimezone(self._zone)
        way = self._ways.to(event, None if sitting.all_day else start)
        if self._ways.too_far(way):
            return Attendance(Fit.OUTSIDE, str, way, sitting)
        trip = _Trip(sitting, start, end, way)
        if sitting.all_day or drops_in(event, end - start):
            return self._visit(trip, max(start, now.astimezone(self._zone)))
        if self._home_by is not None and (late := self._late_home(trip, *self._home_by)) is not None:
            return late
        if not self._busy:
            return self._in_slot(trip, None, None)
        around = self._neighbours(trip)
        return self._clash(trip, *around) or self._in_slot(trip, *around)

    def _late_home(self, trip: _Trip, hour: int, minute: int) -> Attendance | None:
        """時間外 where the person would be home after ``hour`` and ``minute``."""
        if trip.way.assumed:
            return None
        stays = trip.end - trip.start > STAY  # a camp's nights are spent there: what counts is the way home from it
        limit = (trip.end if stays else trip.start).replace(hour=hour, minute=minute, second=0, microsecond=0)
        # 0:30 as a limit is one of the night after; so is every limit for what begins in the small hours before it.
        limit += DAY if (hour < SMALL_HOURS if stays else limit <= trip.start) else timedelta(0)
        if trip.home <= limit:
            return None
        words = self._say("{end}に終わり、家に着くのは{back}ごろです（{limit}までに帰りたい）")
        return Attendance(
            Fit.OUTSIDE,
            lambda: words.format(end=_clock(trip.sure_end), back=_clock(trip.home), limit=_clock(limit)),
            trip.way,
            trip.sitting,
            late=True,
        )

    def _clash(self, trip: _Trip, before: Interval | None, after: Interval | None) -> Attendance | None:
        """重なる with an appointment, or with the way from one or to one."""
        for one in self._busy.near(trip.start, trip.sure_end):
            if one.start < trip.sure_end and one.end > trip.start:
                return Attendance(Fit.CLASH, partial(self._while, trip, one), trip.way, trip.sitting)
        if before is not None and self._missing(trip, before.end, trip.start) > SLACK:
            return Attendance(Fit.CLASH, partial(self._from, trip, before), trip.way, trip.sitting)
        if after is not None and self._missing(trip, trip.sure_end, after.start) > SLACK:
            return Attendance(Fit.CLASH, partial(self._onwards, trip, after), trip.way, trip.sitting)
        return None

    def _while(self, trip: _Trip, one: Interval) -> str:
        text = self._say("{clock}開始。予定「{label}」（{when}）と重なります")
        return text.format(clock=_clock(trip.start), label=one.label, when=self._stretch(one))

    def _from(self, trip: _Trip, before: Interval) -> str:
        text = self._say("{clock}開始。前の予定「{label}」は{end}終了で、{way}なので間に合いません")
        return text.format(clock=_clock(trip.start), label=before.label, end=_clock(before.end), way=trip.way.words)

    def _onwards(self, trip: _Trip, after: Interval) -> str:
        text = self._say("{clock}終了。次の予定「{label}」は{start}開始で、{way}なので間に合いません")
        return text.format(
            clock=_clock(trip.sure_end), label=after.label, start=_clock(after.start), way=trip.way.words
        )

    @staticmethod
    def _missing(trip: _Trip, begin: datetime, end: datetime) -> timedelta:
        """How much of the way does not fit between two times; an assumed way is never more than tight."""
        missing = begin + timedelta(minutes=trip.way.minutes) - end
        return min(missing, SLACK) if trip.way.assumed else missing

    def _neighbours(self, trip: _Trip) -> tuple[Interval | None, Interval | None]:
        """The appointment before the sitting and the one after it."""
        around = list(self._busy.near(trip.start - NEARBY, trip.sure_end + NEARBY))
        before = [one for one in around if trip.start - NEARBY <= one.end <= trip.start]
        after = [one for one in around if trip.sure_end <= one.start <= trip.end + NEARBY]
        return max(before, key=lambda one: one.end, default=None), min(after, key=lambda one: one.start, default=None)

    def _in_slot(self, trip: _Trip, before: Interval | None, after: Interval | None) -> Attendance:
        """行ける or ぎりぎり inside a free stretch; a slot says when one can be somewhere else, not when one leaves."""
        hurried = (before is not None and self._missing(trip, before.end, trip.start) > timedelta(0)) or (
            after is not None and self._missing(trip, trip.end, after.start) > timedelta(0)
        )
        slot = None if self._always else self._slot(trip)
        if slot is not None or self._always or (trip.end - trip.start > STAY and self._free_every_day(trip)):
            inside = self._always or (slot is not None and slot.start <= trip.start and trip.end <= slot.end)
            fit = Fit.FITS if inside and not hurried else Fit.TIGHT
            told = partial(self._arithmetic, trip, before, after, tight=fit is Fit.TIGHT)
            return Attendance(fit, told, trip.way, trip.sitting, slot)
        return Attendance(Fit.OUTSIDE, partial(self._never_free, trip), trip.way, trip.sitting)

    def _never_free(self, trip: _Trip) -> str:
        text = self._say("{day} {a}〜{b}は空き時間の外です")
        return text.format(day=bare_day(trip.start), a=_clock(trip.start), b="" if trip.guessed else _clock(trip.end))

    def _slot(self, trip: _Trip) -> Interval | None:
        """The free stretch that holds the sitting; a quarter of an hour may be missing at either end."""
        near = self._slots.near(trip.start, trip.start)
        return next((one for one in near if one.start - SLACK <= trip.start and trip.sure_end <= one.end + SLACK), None)

    def _free_every_day(self, trip: _Trip) -> bool:
        """Whether some time is free on each day of a stay: the nights between are the person's own."""
        return all(next(self._slots.near(day, day), None) for day in _mornings(trip.start, trip.end))

    def _visit(self, trip: _Trip, start: datetime) -> Attendance:
        """A day without a clock, or what one can drop in at: it fits if there is free time while it is on."""
        say, one_day = self._say, trip.end - trip.start <= DAY
        clockless = trip.sitting.all_day and one_day
        if self._always:
            words = say("時刻は書かれていません") if clockless else say("会期中のいつでも行けます")
            return Attendance(Fit.FITS, lambda: words, trip.way, trip.sitting)
        for opens, closes in self._open(trip, start):
            for slot in self._slots.near(opens, closes):
                begin, end = max(slot.start, opens), min(slot.end, closes)
                if end - begin < VISIT or self._taken(begin, end):
                    continue
                words = self._visiting(clockless=clockless, hours=not trip.sitting.all_day)
                tell = partial(words.format, slot=f"{bare_day(begin)} {_clock(begin)}〜{_clock(end)}")
                return Attendance(Fit.UNKNOWN if clockless else Fit.FITS, tell, trip.way, trip.sitting, slot)
        never = say("{day}に空き時間がありません") if one_day else say("会期中に空き時間がありません")
        return Attendance(Fit.OUTSIDE, lambda: never.format(day=bare_day(trip.start)), trip.way, trip.sitting)

    def _visiting(self, *, clockless: bool, hours: bool) -> str:
        """How a free hour for a visit is told; ``hours``: the listing says when it is open."""
        if clockless:
            return self._say("時刻は書かれていません（空きは{slot}）")
        if hours:
            return self._say("会期中の{slot}が空いています")
        return self._say("会期中の{slot}が空いています（開いている時間は書かれていません）")

    @staticmethod
    def _open(trip: _Trip, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """When one can drop in from ``start`` on: what lasts for days from 10:00 to 18:00 is open so on each of them.

        Where days are told without hours, these are taken for them: nothing is open before breakfast.
        """
        last = min(trip.end, start + LONGEST)
        hours = (trip.start.time(), trip.end.time())
        if trip.end - trip.start > DAY and trip.sitting.all_day:
            hours = OPEN
            last -= timedelta(minutes=1)
        elif trip.sitting.all_day or last - trip.start <= DAY or hours[0] >= hours[1]:
            yield start, last
            return
        for morning in _mornings(datetime.combine(start.date(), hours[0], start.tzinfo), last):
            opens, closes = max(morning, start), datetime.combine(morning.date(), hours[1], morning.tzinfo)
            if opens < closes:
                yield opens, closes

    def _stretch(self, one: Interval) -> str:
        """When an appointment is: its clocks, with days where it does not begin and end on one."""
        if (one.start.hour, one.start.minute, one.end.hour, one.end.minute) == (0, 0, 0, 0):
            last = one.end - DAY
            days = (
                bare_day(one.start) if last.date() <= one.start.date() else f"{bare_day(one.start)}〜{bare_day(last)}"
            )
            return self._say("{days} 終日").format(days=days)
        if one.start.date() == one.end.date():
            return f"{_clock(one.start)}〜{_clock(one.end)}"
        return f"{bare_day(one.start)} {_clock(one.start)}〜{bare_day(one.end)} {_clock(one.end)}"

    def _taken(self, start: datetime, end: datetime) -> bool:
        """Whether appointments leave no visit's time between two times."""
        at = start
        for one in self._busy.near(start, end):
            if one.end > at and one.start < end:
                if one.start - at >= VISIT:
                    return False
                at = one.end
        return end - at < VISIT

    def _arithmetic(self, trip: _Trip, before: Interval | None, after: Interval | None, *, tight: bool) -> str:
        say, way = self._say, trip.way
        told = [say("{clock}開始").format(clock=_clock(trip.start))]
        if way.minutes:
            told.append(say("{way}、{leave}に出れば間に合います").format(way=way.words, leave=_clock(trip.leave)))
        elif way.words:
            told.append(way.words)
        if before is not None:
            told.append(say("前の予定は{end}終了").format(end=_clock(before.end)))
        if after is not None and after.start - trip.end <= timedelta(hours=2):
            told.append(say("次の予定は{start}開始").format(start=_clock(after.start)))
        if tight and trip.guessed:
            told.append(
                say("終わりの時刻は書かれていません（同じ種類の会は{end}ごろまで）").format(end=_clock(trip.end))
            )
        return say("。").join(told)


def _clock(moment: datetime) -> str:
    return f"{moment.hour}:{moment.minute:02}"


def _clock_time(words: str) -> tuple[int, int]:
    hour, minute = words.split(":")
    return int(hour), int(minute)


def sittings(event: Event) -> Sequence[Sitting]:
    """The single sittings of an event, the first one first, or the event itself as one."""
    if event.dates:
        every = (Sitting(one.start, one.end, one.all_day) for one in event.dates)
        return sorted(every, key=lambda one: one.start)
    return (Sitting(event.start, event.end, event.all_day),) if event.start else ()


def begins_once(event: Event) -> bool:
    """Whether an event is one sitting that one can go to until it begins: ``sittings`` and ``last_moment`` for most events."""
    if event.dates or event.all_day or event.start is None or EXHIBITION in event.kinds:
        return False
    return event.end is None or event.end - event.start <= STAY


def end_of(sitting: Sitting, event: Event) -> datetime:
    """When a sitting ends; the usual length of its kind where it does not say so."""
    if sitting.end is not None and sitting.end > sitting.start:
        return sitting.end
    return sitting.start + (DAY if sitting.all_day else usual_length(event))


def last_moment(sitting: Sitting, event: Event) -> datetime:
    """Until when one could still go: the start, or the end of what one can drop in at."""
    end = end_of(sitting, event)
    return end if sitting.all_day or drops_in(event, end - sitting.start) else sitting.start
