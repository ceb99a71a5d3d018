"""行ける / ぎりぎり / 重なる / 時間外, with the arithmetic in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from aggregator.i18n import Translate
from aggregator.match.travel import Way, Ways
from aggregator.model import Event, Fit, Free, Interval, Occurrence, Profile

UNKNOWN_END: Final = timedelta(hours=2)
"""How long an event lasts that does not say so; a whole working day for 合宿 and conferences."""
LONG_KINDS: Final = frozenset({"camp", "hackathon", "conference", "exhibition", "festival"})
LONG: Final = timedelta(hours=7)
SLACK: Final = timedelta(minutes=15)
"""So little time to spare is ぎりぎり; so little missing still is."""
_RANK: Final = {Fit.FITS: 0, Fit.TIGHT: 1, Fit.UNKNOWN: 2, Fit.CLASH: 3, Fit.OUTSIDE: 4}


@dataclass(frozen=True, slots=True)
class Attendance:
    """Whether and how the person can be at one sitting."""

    fit: Fit
    words: str
    way: Way
    sitting: Occurrence | None
    slot: Interval | None = None


class Attend:
    """Judges sittings for one person."""

    def __init__(self, profile: Profile, free: Free, ways: Ways, say: Translate) -> None:
        self._profile, self._free, self._ways, self._say = profile, free, ways, say
        self._zone = ZoneInfo(profile.zone)

    def best(self, event: Event, now: datetime) -> Attendance:
        """The sitting that fits best, the earliest of equals; an event without a start cannot be judged."""
        coming = [sitting for sitting in sittings(event) if last_moment(sitting, event) > now]
        if not coming:
            return Attendance(Fit.UNKNOWN, self._say("日時が書かれていません"), self._ways.to(event, None), None)
        judged = [self._judge(event, sitting) for sitting in coming[:40]]
        return min(judged, key=lambda one: (_RANK[one.fit], one.sitting.start if one.sitting else now))

    def _judge(self, event: Event, sitting: Occurrence) -> Attendance:
        start = sitting.start.astimezone(self._zone)
        way = self._ways.to(event, start)
        if sitting.all_day:
            return self._whole_day(event, sitting, way)
        end = (sitting.end or start + usual_length(event)).astimezone(self._zone)
        leave = start - timedelta(minutes=way.minutes)
        back = end + timedelta(minutes=way.home_minutes if way.home_minutes is not None else way.minutes)
        words = self._arithmetic(start, leave, way)
        clash = next((one for one in self._free.busy if one.start < end and one.end > start), None)
        if clash is not None:
            return Attendance(Fit.CLASH, self._say("{words}。予定「{label}」（{a}〜{b}）と重なります").format(words=words, label=clash.label, a=self._clock(clash.start), b=self._clock(clash.end)), way, sitting)
        if self._too_late(back):
            return Attendance(Fit.OUTSIDE, self._say("{end}に終わり、家に着くのは{back}ごろ（{limit}までに帰りたい）").format(end=self._clock(end), back=self._clock(back), limit=self._profile.home_by), way, sitting)
        return self._in_slots(sitting, start, end, leave, words, way)

    def _in_slots(self, sitting: Occurrence, start: datetime, end: datetime, leave: datetime, words: str, way: Way) -> Attendance:
        before = max((one.end for one in self._free.busy if one.end <= start), default=None)
        hurried = before is not None and before > leave
        if before is not None and start - before < timedelta(hours=6):
            words = self._say("{words}。前の予定は{end}終了").format(words=words, end=self._clock(before))
        if self._free.always:
            return Attendance(Fit.TIGHT if hurried else Fit.FITS, words, way, sitting)
        slot = self._slot(start, end)
        if slot is None:
            return Attendance(Fit.OUTSIDE, self._say("{when}は空き時間の外です").format(when=f"{self._day(start)} {self._clock(start)}〜{self._clock(end)}"), way, sitting)
        # The slot says when the person can be somewhere else; the way there may lie before it only by a little.
        missing = max(slot.start - start, end - slot.end, timedelta(0))
        fit = Fit.TIGHT if hurried or missing > timedelta(0) else Fit.FITS
        return Attendance(fit, words, way, sitting, slot)

    def _slot(self, start: datetime, end: datetime) -> Interval | None:
        """The free stretch that holds the sitting; a quarter of an hour may be missing at either end."""
        for slot in self._free.slots:
            if slot.start - SLACK <= start and end <= slot.end + SLACK:
                return slot
        return None

    def _whole_day(self, event: Event, sitting: Occurrence, way: Way) -> Attendance:
        """A day without a clock, or an exhibition of several: it fits if some free stretch touches it."""
        end = sitting.end or sitting.start + timedelta(days=1)
        say = self._say
        if self._free.always:
            return Attendance(Fit.FITS, say("時刻は書かれていません"), way, sitting)
        slot = next((one for one in self._free.slots if one.start < end and one.end > sitting.start), None)
        if slot is None:
            return Attendance(Fit.OUTSIDE, say("{day}に空き時間がありません").format(day=self._day(sitting.start)), way, sitting)
        several = end - sitting.start > timedelta(days=1)
        words = say("会期中の{slot}が空いています") if several else say("時刻は書かれていません（空きは{slot}）")
        fit = Fit.FITS if several else Fit.UNKNOWN
        return Attendance(fit, words.format(slot=f"{self._day(slot.start)} {self._clock(slot.start)}〜{self._clock(slot.end)}"), way, sitting, slot)

    def _too_late(self, back: datetime) -> bool:
        if self._profile.home_by is None:
            return False
        hour, minute = map(int, self._profile.home_by.split(":"))
        limit = back.replace(hour=hour, minute=minute, second=0, microsecond=0)
        # Home at 0:30 with a limit of 22:30 is late, too: small hours belong to the evening before.
        return back > limit or back.hour < 4

    def _arithmetic(self, start: datetime, leave: datetime, way: Way) -> str:
        say = self._say
        begins = say("{clock}開始").format(clock=self._clock(start))
        if way.minutes == 0:
            return say("{begins}（オンライン）").format(begins=begins) if way.words and not way.assumed else begins
        return say("{begins}。{way}、{leave}に出れば間に合います").format(begins=begins, way=way.words, leave=self._clock(leave))

    def _clock(self, moment: datetime) -> str:
        local = moment.astimezone(self._zone)
        return f"{local.hour}:{local.minute:02}"

    def _day(self, moment: datetime) -> str:
        local = moment.astimezone(self._zone)
        return f"{local.month}/{local.day}"


def sittings(event: Event) -> Sequence[Occurrence]:
    """The single sittings of an event, or the event itself as one."""
    if event.dates:
        return event.dates
    return (Occurrence(start=event.start, end=event.end, all_day=event.all_day),) if event.start else ()


def last_moment(sitting: Occurrence, event: Event) -> datetime:
    """Until when one could still go."""
    if sitting.end is not None and sitting.end - sitting.start > timedelta(hours=20):
        return sitting.end
    return sitting.start + (timedelta(days=1) if sitting.all_day else timedelta(0))


def usual_length(event: Event) -> timedelta:
    """The stated default for an event without an end."""
    return LONG if LONG_KINDS.intersection(event.kinds) else UNKNOWN_END
