"""行ける / ぎりぎり / 重なる / 時間外, with the arithmetic in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from aggregator.i18n import Translate, bare_day
from aggregator.match.lengths import STAY, drops_in
from aggregator.match.sittings import DAY, end_of
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
_RANK = {Fit.FITS: 0, Fit.TIGHT: 1, Fit.UNKNOWN: 2, Fit.CLASH: 3, Fit.OUTSIDE: 4}


class Attendance(NamedTuple):
    """Whether and how the person can be at one sitting.

    ``slot`` is the free stretch that holds it, or the appointment that it clashes with; ``home``, where it is outside because
    one would be home too late, says when. ``tell`` puts it into words: most are made for what nobody reads.
    """

    fit: Fit
    tell: Callable[[], str]
    way: Way
    sitting: Sitting | None
    slot: Interval | None = None
    home: datetime | None = None

    @property
    def words(self) -> str:
        """The arithmetic in words."""
        return self.tell()


class _Trip:
    """One sitting seen by the person, all in local time: when to leave, and when one is home.

    Where the listing names no end, ``end`` is the usual one of its kind. Such a guess may make a sitting tight, and never
    rules it out: only the first hour (``sure_end``) is held against the person's time.
    """

    __slots__ = ("end", "first", "guessed", "limit", "sitting", "start", "sure_end", "way")

    def __init__(self, sitting: Sitting, start: datetime, end: datetime, way: Way, *, first: bool) -> None:
        self.sitting, self.start, self.end, self.way, self.first = sitting, start, end, way, first
        self.limit: datetime | None = None
        self.guessed = sitting.end is None
        self.sure_end = min(end, start + VISIT) if self.guessed else end

    @property
    def leave(self) -> datetime:
        """When to leave, at a time that people say: five minutes exactly."""
        exact = self.start - timedelta(minutes=self.way.minutes)
        return exact - timedelta(minutes=exact.minute % 5)

    @property
    def clock(self) -> str:
        """When it starts, with its day where that is not the one which the listing begins with."""
        return _clock(self.start) if self.first else f"{bare_day(self.start)} {_clock(self.start)}"

    @property
    def home(self) -> datetime:
        """When one is home at least: a way that is only assumed takes no time."""
        return self.sure_end + timedelta(minutes=0 if self.way.assumed else self.way.home_minutes)

    @property
    def usually_home(self) -> datetime:
        """When one is home if the meeting ends as usual and the way is as assumed."""
        return self.end + timedelta(minutes=self.way.home_minutes)


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
        trip = _Trip(sitting, start, end, way, first=sitting.start == event.start)
        if sitting.all_day or drops_in(event, end - start):
            return self._visit(trip, max(start, now.astimezone(self._zone)))
        if self._home_by is not None:
            trip.limit = _limit(trip, *self._home_by)
            if trip.home > trip.limit:
                return Attendance(Fit.OUTSIDE, partial(self._late, trip), trip.way, trip.sitting, home=trip.home)
        if not self._busy:
            return self._in_slot(trip, None, None)
        around = self._neighbours(trip)
        return self._clash(trip, *around) or self._in_slot(trip, *around)

    def _late(self, trip: _Trip) -> str:
        assert trip.limit is not None
        if trip.way.assumed:
            text = self._say("{end}に終わります（{limit}までに帰りたい）")
        else:
            text = self._say("{end}に終わり、家に着くのは{back}ごろです（{limit}までに帰りたい）")
        return text.format(end=_clock(trip.sure_end), back=_clock(trip.home), limit=_clock(trip.limit))

    def _clash(self, trip: _Trip, before: Interval | None, after: Interval | None) -> Attendance | None:
        """重なる with an appointment, or with the way from one or to one."""
        for one in self._busy.near(trip.start, trip.sure_end):
            if one.start < trip.sure_end and one.end > trip.start:
                return Attendance(Fit.CLASH, partial(self._while, trip, one), trip.way, trip.sitting, one)
        if before is not None and self._missing(trip, before.end, trip.start) > SLACK:
            return Attendance(Fit.CLASH, partial(self._from, trip, before), trip.way, trip.sitting, before)
        if after is not None and self._missing(trip, trip.sure_end, after.start) > SLACK:
            return Attendance(Fit.CLASH, partial(self._onwards, trip, after), trip.way, trip.sitting, after)
        return None

    def _while(self, trip: _Trip, one: Interval) -> str:
        text = self._say("{clock}開始。予定「{label}」（{when}）と重なります")
        return text.format(clock=trip.clock, label=one.label, when=self._stretch(one))

    def _from(self, trip: _Trip, before: Interval) -> str:
        text = self._say("{clock}開始。前の予定「{label}」は{end}終了で、{way}なので間に合いません")
        return text.format(clock=trip.clock, label=before.label, end=_clock(before.end), way=trip.way.words)

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
        hurried = (
            (before is not None and self._missing(trip, before.end, trip.start) > timedelta(0))
            or (after is not None and self._missing(trip, trip.end, after.start) > timedelta(0))
            or (trip.limit is not None and trip.usually_home > trip.limit)
        )
        slot = None if self._always else self._slot(trip)
        if slot is not None or self._always or (trip.end - trip.start > STAY and self._free_every_day(trip)):
            inside = self._always or (slot is not None and slot.start <= trip.start and trip.end <= slot.end)
            fit = Fit.FITS if inside and not hurried else Fit.TIGHT
            told: Callable[[], str] = partial(self._arithmetic, trip, before, after)
            if fit is Fit.TIGHT:
                told = partial(self._tightly, told, trip, slot)
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
        """A day without a clock, or what one can drop in at: it fits if there is free time while it is on.

        Of what lasts for days the sitting is the day on which the person can be there.
        """
        say, one_day = self._say, trip.end - trip.start <= DAY
        clockless = trip.sitting.all_day and one_day
        last = bare_day(trip.end - timedelta(minutes=1))
        if self._always:
            words = (
                say("時刻は書かれていません") if clockless else say("{last}まで、いつでも行けます").format(last=last)
            )
            return Attendance(Fit.FITS, lambda: words, trip.way, trip.sitting)
        for opens, closes in self._open(trip, start):
            for slot in self._slots.near(opens, closes):
                begin, end = max(slot.start, opens), min(slot.end, closes)
                if end - begin < VISIT or self._taken(begin, end):
                    continue
                sitting = trip.sitting if one_day else _on_day(trip, opens, closes)
                words = self._visiting(clockless=clockless, one_day=one_day, hours=not trip.sitting.all_day)
                tell = partial(words.format, last=last, slot=f"{bare_day(begin)} {_clock(begin)}〜{_until(begin, end)}")
                return Attendance(Fit.UNKNOWN if clockless else Fit.FITS, tell, trip.way, sitting, slot)
        never = say("{day}に空き時間がありません") if one_day else say("{last}までの会期中に空き時間がありません")
        return Attendance(
            Fit.OUTSIDE, lambda: never.format(day=bare_day(trip.start), last=last), trip.way, trip.sitting
        )

    def _visiting(self, *, clockless: bool, one_day: bool, hours: bool) -> str:
        """How a free hour for a visit is told; ``hours``: the listing says when it is open."""
        if clockless:
            return self._say("時刻は書かれていません（空きは{slot}）")
        if one_day:
            return self._say("開催中の{slot}が空いています")
        if hours:
            return self._say("{last}までの会期中、{slot}が空いています")
        return self._say("{last}までの会期中、{slot}が空いています（開いている時間は書かれていません）")

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
        if one.start.date() == (one.end - timedelta(minutes=1)).date():
            return f"{_clock(one.start)}〜24:00"
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

    def _arithmetic(self, trip: _Trip, before: Interval | None, after: Interval | None) -> str:
        say, way = self._say, trip.way
        told = [say("{clock}開始").format(clock=trip.clock)]
        if way.minutes:
            told.append(say("{way}、{leave}に出れば間に合います").format(way=way.words, leave=_clock(trip.leave)))
        elif way.words:
            told.append(way.words)
        if before is not None:
            short = self._missing(trip, before.end, trip.start)
            told.append(self._neighbour(say("前の予定は{clock}終了"), before.end, short))
        if after is not None and after.start - trip.end <= timedelta(hours=2):
            short = self._missing(trip, trip.end, after.start)
            told.append(self._neighbour(say("次の予定は{clock}開始"), after.start, short))
        return say("。").join(told)

    def _neighbour(self, words: str, moment: datetime, short: timedelta) -> str:
        """An appointment before or after, and how many minutes the way between lacks."""
        told = words.format(clock=_clock(moment))
        missing = round(short / timedelta(minutes=1))
        return self._say("{told}で、{n}分ほど足りません").format(told=told, n=missing) if missing > 0 else told

    def _tightly(self, fitting: Callable[[], str], trip: _Trip, slot: Interval | None) -> str:
        """The arithmetic of what is ぎりぎり: what is missing, and that an end is a guess."""
        say, told = self._say, [fitting()]
        if trip.guessed:
            told.append(
                say("終わりの時刻は書かれていません（同じ種類の会は{end}ごろまで）").format(end=_clock(trip.end))
            )
        if slot is not None and slot.start > trip.start:
            told.append(say("空き時間は{clock}からです").format(clock=_clock(slot.start)))
        if slot is not None and slot.end < trip.end:
            told.append(say("空き時間は{clock}までです").format(clock=_until(slot.start, slot.end)))
        if trip.limit is not None and trip.usually_home > trip.limit:
            text = say("家に着くのは{back}ごろです（{limit}までに帰りたい）")
            told.append(text.format(back=_clock(trip.usually_home), limit=_clock(trip.limit)))
        return say("。").join(told)


def _limit(trip: _Trip, hour: int, minute: int) -> datetime:
    """Until when one wants to be home from there."""
    stays = trip.end - trip.start > STAY  # a camp's nights are spent there: what counts is the way home from it
    limit = (trip.end if stays else trip.start).replace(hour=hour, minute=minute, second=0, microsecond=0)
    # 0:30 as a limit is one of the night after; so is every limit for what begins in the small hours before it.
    return limit + DAY if (hour < SMALL_HOURS if stays else limit <= trip.start) else limit


def _on_day(trip: _Trip, opens: datetime, closes: datetime) -> Sitting:
    """The day of a visit, with the hours of that day where they are told."""
    if not trip.sitting.all_day:
        return Sitting(max(opens, trip.start), closes)
    midnight = opens.replace(hour=0, minute=0, second=0, microsecond=0)
    return Sitting(midnight, midnight + DAY, all_day=True)


def _until(start: datetime, end: datetime) -> str:
    """The clock at which a stretch ends: midnight is the end of its own day."""
    return "24:00" if end - start <= DAY and end.date() > start.date() and _clock(end) == "0:00" else _clock(end)


def _clock(moment: datetime) -> str:
    return f"{moment.hour}:{moment.minute:02}"


def _clock_time(words: str) -> tuple[int, int]:
    hour, minute = words.split(":")
    return int(hour), int(minute)
