"""Clocks that stand before their day: 19:00〜21:00、11月28日, or a timetable above the day."""

from __future__ import annotations

import re
from typing import Final

from aggregator.normalise.dates.clock import Clock, Length
from aggregator.normalise.dates.day import Day
from aggregator.normalise.dates.joints import ASIDE, BARE, EVERY_TIME, NEAR, SAID_USES, TIMETABLE
from aggregator.normalise.dates.occasion import Occasion
from aggregator.normalise.dates.placing import end_of
from aggregator.normalise.dates.roles import Use

_ITS_DAY: Final = re.compile(r"が、(?:その|開催)?(?:日|日にち|日取り|日程|期日)は\s?$")
"""夜7時からと遅いのですが、日は11日: the day of the clocks."""
_LINE_MARKS = " \t|・-*"
_RANGE = 2
"""Clocks of a range."""


class Early:
    """The clocks and the length that wait for a day."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.length: Length | None = None
        self.clocks: list[tuple[Clock, Use, bool]] = []

    def add(self, clock: Clock, use: Use, *, end_only: bool) -> None:
        """Let ``clock`` wait; ``end_only`` says that it is an end."""
        self.clocks.append((clock, use, end_only))

    def closes(self, last: Day | Clock | Length | None, clock: Clock, gap: str) -> bool:
        """Take ``clock`` as the end of the range that ``last`` began, if that waits here; a range of doors is no event."""
        if not self.clocks or self.clocks[-1][0] is not last:
            return False
        first, use, _ = self.clocks[-1]
        ended = {Use.NONE: Use.END, Use.EVENT: Use.END, Use.START: Use.END, Use.DOORS: Use.OTHER}.get(use, use)
        self.clocks.append((end_of(first, clock, gap), ended, True))
        return True

    def taken(self, occasion: Occasion, last: Day | Clock | Length | None, gap: str) -> list[tuple[Clock, Use, bool]]:
        """The clocks that belong to ``occasion``, whose day follows after ``gap``; nothing waits any more.

        On a line of their own only those with a label do. A timetable becomes the occasion's programme.
        """
        clocks, length = [one for one in self.clocks if one[1] is not Use.OTHER], self.length
        self.clocks, self.length = [], None
        if length is not None and length is last and len(gap) <= ASIDE and "\n" not in gap:
            occasion.length = length
        if not clocks or len(gap) > NEAR:
            return []
        if "。" in gap or ("が、" in gap and _ITS_DAY.search(gap) is None):
            return _said(clocks) if len(gap) <= (NEAR if occasion.use in SAID_USES | {Use.NONE} else ASIDE) else []
        if sum(self._heads_line(clock) for clock, _, _ in clocks) >= TIMETABLE:
            occasion.programme = [(clock, use) for clock, use, _ in clocks]
            return []
        each = "\n" in gap and all(self._of_each(clock) for clock, _, end_only in clocks if not end_only)
        return clocks if "\n" not in gap or BARE.fullmatch(gap) or each else _said(clocks)

    def handed_on(self, last: Day | Clock | Length | None) -> list[tuple[Clock, Use, bool]]:
        """The clocks that wait, if the ``last`` token is the end of one range; nothing waits any more then."""
        if len(self.clocks) != _RANGE or self.clocks[-1][0] is not last or not self.clocks[-1][2]:
            return []
        clocks, self.clocks = self.clocks, []
        return clocks

    def _of_each(self, clock: Clock) -> bool:
        """Whether a clock is that of all days of a list below it: 平日毎朝 6:30."""
        line = self.text[self.text.rfind("\n", 0, clock.start) + 1 : clock.start]
        return EVERY_TIME.search(line) is not None

    def _heads_line(self, clock: Clock) -> bool:
        return not self.text[self.text.rfind("\n", 0, clock.start) + 1 : clock.start].strip(_LINE_MARKS)


def _said(clocks: list[tuple[Clock, Use, bool]]) -> list[tuple[Clock, Use, bool]]:
    """Those of which a word says what they are for, each with its end."""
    said: list[tuple[Clock, Use, bool]] = []
    taken = False
    for clock, use, end_only in clocks:
        taken = use in SAID_USES or (use is Use.END and taken)
        if taken:
            said.append((clock, use, end_only))
    return said
