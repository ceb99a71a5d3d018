"""行ける / ぎりぎり / 重なる / 時間外, with the arithmetic in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, time, timedelta
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from aggregator.i18n import Translate, bare_clock, bare_day, bare_moment
from aggregator.match.lengths import STAY, drops_in
from aggregator.match.sittings import DAY, end_of
from aggregator.match.travel import Way, Ways
from aggregator.match.trip import SLACK, SMALL_HOURS, VISIT, Days, Trip, home_limit, mornings
from aggregator.model import Event, Fit, Free, Interval, Profile, Sitting

OPEN = (time(10), time(18))
"""When exhibitions are taken to be open that tell days and no hours."""
NEARBY = timedelta(hours=6)
"""An appointment further away than this does not touch the event."""
LONGEST = timedelta(days=62)
"""So far ahead one looks for a free hour in what lasts for long."""
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


class Attend:
    """Judges sittings for one person. What is too far (``ways.too_far``) is judged no further: it is refused for that.

    ``lifted`` are rules that are taken for met, to see what else stands in the way.
    """

    def __init__(self, profile: Profile, free: Free, ways: Ways, say: Translate) -> None:
        self._ways, self._say = ways, say
        self._zone = ZoneInfo(profile.zone)
        self.always = free.always
        self._slots, self._busy = Days(free.slots, self._zone), Days(free.busy, self._zone)
        self._home_by = _clock_time(profile.home_by) if profile.home_by else None

    def best(
        self, event: Event, coming: Sequence[Sitting], now: datetime, lifted: AbstractSet[str] = frozenset()
    ) -> Attendance:
        """The sitting of ``coming`` that fits best, the earliest of equals; without any nothing can be judged."""
        if not coming:
            way = self._ways.to(event, None)
            return Attendance(Fit.UNKNOWN, lambda: self._say("日時が書かれていません"), way, None)
        best: Attendance | None = None
        for sitting in coming[:SITTINGS]:
            found = self._judge(event, sitting, now, lifted)
            if best is None or _RANK[found.fit] < _RANK[best.fit]:
                best = found
            if best.fit is Fit.FITS:
                break
        assert best is not None
        return best

    def _judge(self, event: Event, sitting: Sitting, now: datetime, lifted: AbstractSet[str]) -> Attendance:
        start = sitting.start.astimezone(self._zone)
        end = end_of(sitting, event).astimezone(self._zone)
        way = self._ways.to(event, None if sitting.all_day else start)
        if self._ways.too_far(way) and "travel" not in lifted:
            return Attendance(Fit.OUTSIDE, str, way, sitting)
        trip = Trip(sitting, start, end, way, first=sitting.start == event.start)
        if sitting.all_day or drops_in(event, end - start):
            return self._visit(trip, max(start, now.astimezone(self._zone)), lifted)
        if self._home_by is not None and "home_by" not in lifted:
            stays = trip.end - trip.start > STAY  # a camp's nights are spent there: what counts is the way home from it
            trip.limit = home_limit(trip.end if stays else trip.start, *self._home_by, stays=stays)
            if trip.home > trip.limit:
                return Attendance(Fit.OUTSIDE, partial(self._late, trip), trip.way, trip.sitting, home=trip.home)
        anytime = self.always or "free" in lifted
        if not self._busy or "clash" in lifted:
            return self._in_slot(trip, None, None, anytime=anytime)
        around = self._neighbours(trip)
        return self._clash(trip, *around) or self._in_slot(trip, *around, anytime=anytime)

    def _late(self, trip: Trip) -> str:
        assert trip.limit is not None
        if trip.way.assumed:
            text = self._say("{end}に終わります（{limit}までに帰りたい）")
        else:
            text = self._say("{end}に終わり、家に着くのは{back}ごろです（{limit}までに帰りたい）")
        return text.format(end=bare_clock(trip.sure_end), back=bare_clock(trip.home), limit=bare_clock(trip.limit))

    def _clash(self, trip: Trip, before: Interval | None, after: Interval | None) -> Attendance | None:
        """重なる with an appointment, or with the way from one or to one."""
        for one in self._busy.near(trip.start, trip.sure_end):
            if one.start < trip.sure_end and one.end > trip.start:
                return Attendance(Fit.CLASH, partial(self._while, trip, one), trip.way, trip.sitting, one)
        if before is not None and self._missing(trip, before.end, trip.start) > SLACK:
            return Attendance(Fit.CLASH, partial(self._from, trip, before), trip.way, trip.sitting, before)
        if after is not None and self._missing(trip, trip.sure_end, after.start) > SLACK:
            return Attendance(Fit.CLASH, partial(self._onwards, trip, after), trip.way, trip.sitting, after)
        return None

    def _while(self, trip: Trip, one: Interval) -> str:
        text = self._say("{clock}開始。予定「{label}」（{when}）と重なります")
        return text.format(clock=trip.clock, label=one.label, when=self._stretch(one, trip))

    def _from(self, trip: Trip, before: Interval) -> str:
        text = self._say("{clock}開始。前の予定「{label}」は{end}終了で、{way}なので間に合いません")
        return text.format(clock=trip.clock, label=before.label, end=bare_clock(before.end), way=trip.way.words)

    def _onwards(self, trip: Trip, after: Interval) -> str:
        text = self._say("{clock}終了。次の予定「{label}」は{start}開始で、{way}なので間に合いません")
        return text.format(
            clock=bare_clock(trip.sure_end), label=after.label, start=bare_clock(after.start), way=trip.way.words
        )

    @staticmethod
    def _missing(trip: Trip, begin: datetime, end: datetime) -> timedelta:
        """How much of the way does not fit between two times; an assumed way is never more than tight."""
        missing = begin + timedelta(minutes=trip.way.minutes) - end
        return min(missing, SLACK) if trip.way.assumed else missing

    def _neighbours(self, trip: Trip) -> tuple[Interval | None, Interval | None]:
        """The appointment before the sitting and the one after it."""
        around = list(self._busy.near(trip.start - NEARBY, trip.sure_end + NEARBY))
        before = [one for one in around if trip.start - NEARBY <= one.end <= trip.start]
        after = [one for one in around if trip.sure_end <= one.start <= trip.end + NEARBY]
        return max(before, key=lambda one: one.end, default=None), min(after, key=lambda one: one.start, default=None)

    def _in_slot(self, trip: Trip, before: Interval | None, after: Interval | None, *, anytime: bool) -> Attendance:
        """行ける or ぎりぎり inside a free stretch; a slot says when one can be somewhere else, not when one leaves."""
        hurried = (
            (before is not None and self._missing(trip, before.end, trip.start) > timedelta(0))
            or (after is not None and self._missing(trip, trip.end, after.start) > timedelta(0))
            or (trip.limit is not None and trip.usually_home > trip.limit)
        )
        slot = None if anytime else self._slot(trip)
        if slot is not None or anytime or (trip.end - trip.start > STAY and self._free_every_day(trip)):
            inside = anytime or (slot is not None and slot.start <= trip.start and trip.end <= slot.end)
            fit = Fit.FITS if inside and not hurried else Fit.TIGHT
            told: Callable[[], str] = partial(self._arithmetic, trip, before, after)
            if fit is Fit.TIGHT:
                told = partial(self._tightly, told, trip, slot)
            return Attendance(fit, told, trip.way, trip.sitting, slot)
        return Attendance(Fit.OUTSIDE, partial(self._never_free, trip), trip.way, trip.sitting)

    def _never_free(self, trip: Trip) -> str:
        text = self._say("{day} {a}〜{b}は空き時間の外です")
        return text.format(
            day=bare_day(trip.start), a=bare_clock(trip.start), b="" if trip.guessed else bare_clock(trip.end)
        )

    def _slot(self, trip: Trip) -> Interval | None:
        """The free stretch that holds the sitting; a quarter of an hour may be missing at either end."""
        near = self._slots.near(trip.start, trip.start)
        return next((one for one in near if one.start - SLACK <= trip.start and trip.sure_end <= one.end + SLACK), None)

    def _free_every_day(self, trip: Trip) -> bool:
        """Whether some time is free on each day of a stay: the nights between are the person's own."""
        return all(next(self._slots.near(day, day), None) for day in mornings(trip.start, trip.end))

    def _visit(self, trip: Trip, start: datetime, lifted: AbstractSet[str]) -> Attendance:
        """A day without a clock, or what one can drop in at: it fits if there is free time while it is on.

        Of what lasts for days the sitting is the day on which the person can be there.
        """
        say, one_day = self._say, trip.end - trip.start <= DAY
        clockless = trip.sitting.all_day and one_day
        last = bare_day(trip.end - timedelta(minutes=1))
        home_by = None if "home_by" in lifted else self._home_by
        anytime = self.always or "free" in lifted
        if anytime and (clockless or (home_by is None and not self._busy)):
            words = (
                say("時刻は書かれていません") if clockless else say("{last}まで、いつでも行けます").format(last=last)
            )
            return Attendance(Fit.FITS, lambda: words, trip.way, trip.sitting)
        late: list[datetime] = []
        for opens, closes in self._open(trip, start):
            for slot in (Interval(start=opens, end=closes),) if anytime else self._slots.near(opens, closes):
                begin, end = max(slot.start, opens), min(slot.end, closes)
                if (hour := self._free_hour(begin, end)) is None:
                    continue
                back = hour + VISIT + (timedelta() if trip.way.assumed else timedelta(minutes=trip.way.home_minutes))
                if home_by is not None and back > home_limit(begin, *home_by):
                    late.append(back)
                    continue
                sitting = trip.sitting if one_day else _on_day(trip, opens, closes)
                words = self._visiting(clockless=clockless, one_day=one_day, hours=not trip.sitting.all_day)
                tell = partial(words.format, last=last, slot=f"{bare_moment(begin)}〜{_until(begin, end)}")
                return Attendance(Fit.UNKNOWN if clockless else Fit.FITS, tell, trip.way, sitting, slot)
        if late:
            home = min(late, key=lambda back: (back.hour < SMALL_HOURS, back.time()))
            return Attendance(Fit.OUTSIDE, partial(self._late_visit, home), trip.way, trip.sitting, home=home)
        never = say("{day}に空き時間がありません") if one_day else say("{last}までの会期中に空き時間がありません")
        return Attendance(
            Fit.OUTSIDE, lambda: never.format(day=bare_day(trip.start), last=last), trip.way, trip.sitting
        )

    def _late_visit(self, home: datetime) -> str:
        text = self._say("1時間だけ見ても、家に着くのは{back}ごろです（{limit}までに帰りたい）")
        return text.format(back=bare_clock(home), limit="{}:{:02}".format(*self._home_by or (0, 0)))

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
    def _open(trip: Trip, start: datetime) -> Iterator[tuple[datetime, datetime]]:
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
        for morning in mornings(datetime.combine(start.date(), hours[0], start.tzinfo), last):
            opens, closes = max(morning, start), datetime.combine(morning.date(), hours[1], morning.tzinfo)
            if opens < closes:
                yield opens, closes

    def _stretch(self, one: Interval, trip: Trip) -> str:
        """When an appointment is: its clocks, with days where it does not begin and end on the one on which the trip begins."""
        if (one.start.hour, one.start.minute, one.end.hour, one.end.minute) == (0, 0, 0, 0):
            last = one.end - DAY
            days = (
                bare_day(one.start) if last.date() <= one.start.date() else f"{bare_day(one.start)}〜{bare_day(last)}"
            )
            return self._say("{days} 終日").format(days=days)
        begin = (bare_clock if one.start.date() == trip.start.date() else bare_moment)(one.start)
        if one.start.date() == one.end.date():
            return f"{begin}〜{bare_clock(one.end)}"
        if one.start.date() == (one.end - timedelta(minutes=1)).date():
            return f"{begin}〜24:00"
        return f"{bare_moment(one.start)}〜{bare_moment(one.end)}"

    def _free_hour(self, start: datetime, end: datetime) -> datetime | None:
        """When the first time for a visit begins that appointments leave between two times."""
        at = start
        for one in self._busy.near(start, end):
            if one.end > at and one.start < end:
                if one.start - at >= VISIT:
                    return at
                at = one.end
        return at if end - at >= VISIT else None

    def _arithmetic(self, trip: Trip, before: Interval | None, after: Interval | None) -> str:
        say, way = self._say, trip.way
        told = [say("{clock}開始").format(clock=trip.clock)]
        short = None if before is None else self._missing(trip, before.end, trip.start)
        if way.minutes:
            sure = not way.assumed and (short is None or short <= timedelta(0))
            text = say("{way}、{leave}に出れば間に合います") if sure else say("{way}（{leave}に出る計算です）")
            leave = max(trip.leave, before.end) if before is not None and sure else trip.leave
            told.append(text.format(way=way.words, leave=bare_clock(leave)))
        elif way.words:
            told.append(way.words)
        if before is not None and short is not None:
            told.append(self._neighbour(say("前の予定は{clock}終了"), before.end, short))
        if after is not None and after.start - trip.end <= timedelta(hours=2):
            short = self._missing(trip, trip.end, after.start)
            told.append(self._neighbour(say("次の予定は{clock}開始"), after.start, short))
        return say("。").join(one[:1].upper() + one[1:] for one in told)

    def _neighbour(self, words: str, moment: datetime, short: timedelta) -> str:
        """An appointment before or after, and how many minutes the way between lacks."""
        told = words.format(clock=bare_clock(moment))
        missing = round(short / timedelta(minutes=1))
        return self._say("{told}で、{n}分ほど足りません").format(told=told, n=missing) if missing > 0 else told

    def _tightly(self, fitting: Callable[[], str], trip: Trip, slot: Interval | None) -> str:
        """The arithmetic of what is ぎりぎり: what is missing, and that an end is a guess."""
        say, told = self._say, [fitting()]
        if trip.guessed:
            told.append(
                say("終わりの時刻は書かれていません（同じ種類の会は{end}ごろまで）").format(end=bare_clock(trip.end))
            )
        if slot is not None and slot.start > trip.start:
            told.append(say("空き時間は{clock}からです").format(clock=bare_clock(slot.start)))
        if slot is not None and slot.end < trip.end:
            told.append(say("空き時間は{clock}までです").format(clock=_until(slot.start, slot.end)))
        if trip.limit is not None and trip.usually_home > trip.limit:
            text = say("家に着くのは{back}ごろです（{limit}までに帰りたい）")
            if trip.guessed:
                text = say("{end}までいると、家に着くのは{back}ごろです（{limit}までに帰りたい）")
            end, back, limit = map(bare_clock, (trip.end, trip.usually_home, trip.limit))
            told.append(text.format(end=end, back=back, limit=limit))
        return say("。").join(one[:1].upper() + one[1:] for one in told)


def _on_day(trip: Trip, opens: datetime, closes: datetime) -> Sitting:
    """The day of a visit, with the hours of that day where they are told."""
    if not trip.sitting.all_day:
        return Sitting(max(opens, trip.start), closes)
    midnight = opens.replace(hour=0, minute=0, second=0, microsecond=0)
    return Sitting(midnight, midnight + DAY, all_day=True)


def _until(start: datetime, end: datetime) -> str:
    """The clock at which a stretch ends: midnight is the end of its own day."""
    return (
        "24:00" if end - start <= DAY and end.date() > start.date() and bare_clock(end) == "0:00" else bare_clock(end)
    )


def _clock_time(words: str) -> tuple[int, int]:
    hour, minute = words.split(":")
    return int(hour), int(minute)
