"""One sitting seen by the person, and stretches of time by the days that they touch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from aggregator.i18n import bare_clock, bare_moment
from aggregator.match.sittings import DAY
from aggregator.match.travel import Way
from aggregator.model import Interval, Sitting

SLACK = timedelta(minutes=15)
"""So little missing is ぎりぎり still; more is 重なる or 時間外."""
VISIT = timedelta(minutes=60)
"""The least time that makes going to an exhibition worth while."""
SMALL_HOURS = 6
"""Before this hour it is the night of the day before."""


class Trip:
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
        return bare_clock(self.start) if self.first else bare_moment(self.start)

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
            for day in each_day((local.start - SLACK).date(), (local.end + SLACK).date()):
                self._by_day.setdefault(day, []).append(local)

    def __bool__(self) -> bool:
        return bool(self._by_day)

    def near(self, start: datetime, end: datetime) -> Iterator[Interval]:
        """Those that touch the days of a stretch, by start; one that touches several days may come more than once."""
        first, last = start.date(), end.date()
        if first == last:
            return iter(self._by_day.get(first, ()))
        return (one for day in each_day(first, last) for one in self._by_day.get(day, ()))


def each_day(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    return (first + timedelta(days=step) for step in range((last - first).days + 1))


def mornings(start: datetime, end: datetime) -> Iterator[datetime]:
    """The clock of ``start`` on every day until that of ``end``."""
    return (start + step * DAY for step in range((end.date() - start.date()).days + 1))


def home_limit(moment: datetime, hour: int, minute: int, *, stays: bool = False) -> datetime:
    """Until when one wants to be home who is away at ``moment``: 0:30 as a limit is one of the night after."""
    limit = moment.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return limit + DAY if hour < SMALL_HOURS and (stays or limit <= moment) else limit
