"""What each clock of a text is for, by the labels before it or behind it; the first clock tells on which side they stand. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from aggregator.normalise.dates.clock import HALF_A_DAY, Clock
from aggregator.normalise.dates.day import Day
from aggregator.normalise.dates.joints import (
    CLOSES,
    CUTS,
    ENTRY,
    NAMED,
    OF_NEXT,
    OF_SOME,
    OTHER_USES,
    ROW,
    SENTENCE,
    TIMED_USES,
    TOPIC,
)
from aggregator.normalise.dates.occasion import Occasion
from aggregator.normalise.dates.owning import Token
from aggregator.normalise.dates.roles import Use, until_of_a_part, use_after, use_before, use_before_clock


class Uses:
    """Asked for one clock after the other, from left to right."""

    def __init__(self, text: str, left: Sequence[int]) -> None:
        """``left``: where the clocks of something else end, whose words say nothing of those behind them."""
        self._text, self._left = text, left
        self._before = use_before_clock if "1st" in text.lower() or "1回目" in text else use_before
        self._aside: Clock | None = None
        self._labels_first = False
        self._rows = False

    def of(self, token: Clock, current: Occasion | None, last: Token | None, gap: str) -> Use:
        """What a clock is for. A text puts its labels before its clocks (開場 18:30) or behind them (18:30 開場): the first tells."""
        before = self._before(self._text, token.start, self._floor(token, last))
        after = use_after(self._text, token.end)
        aside = gap.lstrip().startswith(")")
        if (
            before is Use.NONE
            and isinstance(last, Day)
            and current is not None
            and not current.timed
            and not aside
            and not ("\n" in gap and current.use in OTHER_USES)
        ):
            before = current.use
        named = before in (Use.DOORS, Use.START, Use.END, Use.PARTY)
        if named and gap.rstrip().endswith(CUTS):
            named, before = False, Use.NONE if isinstance(last, Clock) else before
        if not isinstance(last, Clock):
            self._labels_first = named
        elif (
            not self._labels_first
            and "\n" not in gap.strip()
            and (not gap[:1].isspace() or NAMED.match(self._text, token.end))
            and before is use_after(self._text, last.end)
        ):
            named, before = False, Use.NONE
        if not (named and self._labels_first) and (below := self._label_below(token)) is not Use.NONE:
            before, after, named = Use.NONE, below, False
        elif self._rows and "\n" in gap and not self._labels_first:
            before, named = Use.NONE, False
        if after is Use.START and before in (Use.DOORS, Use.PARTY) and TOPIC.search(gap):
            after = Use.NONE  # 受付は3時15分より始めます
        if after is Use.OTHER and (isinstance(last, Clock) or "。" in gap) and ENTRY.match(self._text, token.end):
            after = Use.DOORS
        if self._labels_first and (named or (after in TIMED_USES and OF_NEXT.match(self._text, token.end))):
            before, after = before if named else Use.OTHER, Use.NONE
        return self._unless_aside(token, before if after is Use.NONE else after)

    def _floor(self, token: Clock, last: Token | None) -> int:
        """Where the words before ``token`` begin that are not those of the day or clock before it."""
        floor = last.end if last else 0
        return max(floor, *(end for end in (0, *self._left) if end <= token.start)) if self._left else floor

    def in_prose(self, token: Clock, current: Occasion | None, last: Token | None, gap: str) -> Use:
        """What a clock is for; a later one is the end also by its particle or verb: 15時には学校へ戻ります, 22:00に閉めます."""
        use = self.of(token, current, last, gap)
        if use is not Use.NONE or current is None:
            return use
        if OF_SOME.search(gap):
            return Use.OTHER
        start = (current.sittings[-1].start if current.sittings else None) or current.doors
        closes = (
            start is not None
            and (
                token.minutes > start.minutes
                or (not token.half and start.minutes - HALF_A_DAY < token.minutes < HALF_A_DAY)
            )
            and (not current.sittings or current.sittings[-1].end is None)
            and CLOSES.match(self._text, token.end) is not None
        )
        return Use.END if closes else Use.NONE

    def _unless_aside(self, token: Clock, use: Use) -> Use:
        """``use``, unless the clock is that of a part of the event, or goes on an aside in its sentence."""
        aside = self._aside if use is Use.NONE else None
        closes = CLOSES.match(self._text, token.end) is not None
        goes_on = aside is not None and not closes and not SENTENCE.search(self._text, aside.end, token.start)
        if goes_on or until_of_a_part(self._text, token.start, token.end, use):
            use = Use.OTHER
        self._aside = token if use is Use.OTHER else None
        return use

    def _label_below(self, token: Clock) -> Use:
        """What the next line says a clock is for that has a line of its own: 9:30, below it 開場."""
        if self._text[max(0, token.start - 3) : token.start].strip(" \t|・■●")[-1:] not in ("", "\n"):
            return Use.NONE
        row = ROW.match(self._text, token.end)
        self._rows = row is not None
        return use_after(self._text, row.end()) if row is not None else Use.NONE
