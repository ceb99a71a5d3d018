"""An occasion: days, and the clocks that belong to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from aggregator.model import Precision
from aggregator.normalise.dates.clock import Clock, Length
from aggregator.normalise.dates.day import Day
from aggregator.normalise.dates.roles import Use

_MOST_DAYS = 60
"""Days of one list that are looked through for one that is named again."""


@dataclass(slots=True)
class Sitting:
    """A stretch of clock time within an occasion; ``said``: its start is that of a performance (開演)."""

    start: Clock | None = None
    end: Clock | None = None
    said: bool = False


@dataclass(slots=True)
class Occasion:
    """One or several days with the clocks that belong to them; ``finale`` is the end of the last day where it differs.

    ``own``: the clocks of single days among them; ``continued``: it goes on the list of the one before; ``replaced``: the day in whose place it stands;
    ``rule``: the words before its days that repeat them (毎週火曜); ``open_until``: when the doors close, where nothing else is told. ``programme``: the timetable above it, which tells the clocks where nothing else does.
    ``spare``: clocks that stand with it and are not its start, end or doors; ``items``: those of them that begin a range, with its end.
    """

    days: list[tuple[Day, date]]
    use: Use
    last: tuple[Day, date] | None = None
    sittings: list[Sitting] = field(default_factory=list)
    doors: Clock | None = None
    finale: Clock | None = None
    length: Length | None = None
    own: dict[date, Sitting] = field(default_factory=dict)
    continued: bool = False
    replaced: Occasion | None = None
    open_until: Clock | None = None
    programme: list[tuple[Clock, Use]] = field(default_factory=list)
    rule: Day | None = None
    spare: list[tuple[Clock, Use]] = field(default_factory=list)
    items: list[tuple[Clock, Clock]] = field(default_factory=list)
    agrees: bool = True
    inferred: bool = False
    end_at: int = 0

    @property
    def strong(self) -> bool:
        """Whether the words can hardly mean anything but a day."""
        return any(day.strong for day, _ in self.days)

    @property
    def dated(self) -> bool:
        """Whether a weekday stands with one of its days."""
        return any(day.weekday is not None for day, _ in self.days)

    @property
    def imprecise(self) -> bool:
        """Whether only the month, a part of it or the season is known."""
        return self.days[0][0].precision is not Precision.DAY

    @property
    def timed(self) -> bool:
        """Whether a clock belongs to it."""
        return bool(self.sittings) or self.doors is not None

    @property
    def told_before(self) -> bool:
        """Whether all its clocks stand before its days: 13:00~15:00 12/6、12/20."""
        sittings = [clock for sitting in self.sittings for clock in (sitting.start, sitting.end) if clock is not None]
        clocks = [*sittings, self.doors] if self.doors is not None else sittings
        return all(clock.start < self.days[0][0].start for clock in clocks)

    def own_sitting(self, day: date, shared: Sitting) -> Sitting:
        """The sitting of one of the days: its own clocks before those of all days."""
        own = self.own.get(day)
        return (
            shared
            if own is None
            else Sitting(own.start or shared.start, own.end or (shared.end if not own.start else None))
        )

    def named_again(self, token: Day) -> date | None:
        """The one of its several days that ``token`` (12日, 12/20) speaks of again."""
        if token.value is not None or len(self.days) > _MOST_DAYS or self.use in (Use.DEADLINE, Use.OTHER, Use.PAST):
            return None
        if self.last is None and (len(self.days) == 1 or token.month is not None):
            return None
        days = [day for _, day in self.days] + ([self.last[1]] if self.last else [])
        return next((day for day in days if day.day == token.day and token.month in (None, day.month)), None)

    def within(self, token: Day) -> date | None:
        """The one of the days, or of those between the first and the last of a range with clocks, that ``token`` (1/1) names by its month too."""
        if token.value is not None or not self.timed or len(self.days) > _MOST_DAYS:
            return None
        (_, first), last = self.days[0], self.last[1] if self.last else None
        between = min((last - first).days, _MOST_DAYS) if last is not None else -1
        days = [day for _, day in self.days] + [first + timedelta(days=ahead) for ahead in range(1, between)]
        return next((day for day in days if (day.month, day.day) == (token.month or day.month, token.day)), None)

    def take_out(self, day: date) -> None:
        """Leave a day out of its several days: 5月4日を除く."""
        self.days = [one for one in self.days if one[1] != day] or self.days

    def nth(self, place: int) -> date | None:
        """The day at ``place`` (from 1) among its several days."""
        if self.last is not None:
            day = self.days[0][1] + timedelta(days=place - 1)
            return day if day <= self.last[1] else None
        return self.days[place - 1][1] if 0 < place <= len(self.days) > 1 else None

    def awaits_start(self, use: Use) -> bool:
        """Whether a clock for ``use`` is the start: the first one, or a labelled one in place of an unlabelled."""
        sitting = self.sitting
        if sitting.start is None:
            return sitting.end is None or (use is Use.START and self.last is None)  # 26時まで、21時スタート
        return sitting.end is None and use is Use.START and not sitting.said

    def closes(self, clock: Clock) -> bool:
        """Whether ``clock`` stands with the last day of a range whose first day has its own."""
        sitting = self.sittings[-1] if self.sittings else None
        first = sitting.start if sitting is not None and sitting.start is not None else self.doors
        if self.last is None or first is None or (sitting is not None and sitting.end is not None):
            return False
        return first.start < self.last[0].start < clock.start

    @property
    def start_at(self) -> int:
        """Where it begins in the text."""
        return (self.rule or self.days[0][0]).start

    @property
    def sitting(self) -> Sitting:
        """The sitting to fill."""
        if not self.sittings:
            self.sittings.append(Sitting())
        return self.sittings[-1]
