"""Put days, clocks and lengths together into occasions: what belongs to one day, and to which use."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from aggregator.model import Precision
from aggregator.normalise.dates.clocks import Clock, Length, scan_clocks, scan_lengths
from aggregator.normalise.dates.days import Day, continuations, scan_days, without_overlaps
from aggregator.normalise.dates.early import Early
from aggregator.normalise.dates.joining import (
    continues,
    count,
    ends,
    hands_on,
    listed,
    repeats,
    replaces,
    sit,
    until,
)
from aggregator.normalise.dates.joints import (
    ALONE,
    ASIDES,
    BREAK,
    CHAINED,
    CLOSES,
    EACH,
    EARLIER,
    EDITION,
    ENTRY,
    EXCEPT,
    FAR,
    FEW_DAYS,
    FINALE,
    LASTS,
    LONGEST_STAY,
    MOST_SITTINGS,
    NEAR,
    NEEDED,
    NEXT_ITEM,
    NTH_DAY,
    OF_SOME,
    OPEN,
    OPENS,
    OTHER_USES,
    PART_REACH,
    PAUSE,
    PROGRAMME,
    PROSE,
    RANGE,
    ROW,
    SAID_USES,
    SENTENCE,
    SEPARATED,
    STAY,
    STRETCH,
    TIMED_USES,
    UNTIL_DAY,
)
from aggregator.normalise.dates.meant import resolve
from aggregator.normalise.dates.numbers import number, numerals
from aggregator.normalise.dates.occasion import Occasion, Sitting
from aggregator.normalise.dates.placing import end_of, place
from aggregator.normalise.dates.relative import scan_relative
from aggregator.normalise.dates.roles import Use, until_of_a_part, use_after, use_before, use_of_day_before

_CUTS = ("、", "。", "→", "⇒")
"""Behind these a word belongs to what stands before it: 20:00開始、21:30終了."""


def occasions(text: str, on: date) -> list[Occasion]:
    """All occasions in the folded ``text``, in order, whatever they are for."""
    found = numerals(text)
    days = without_overlaps([*scan_days(text, found), *scan_relative(text, on, found)])
    if not days:
        return []
    days = without_overlaps([one for day in days for one in (day, *continuations(day, text))])
    clocks = [clock for clock in scan_clocks(text, found) if not _inside(clock.start, days)]
    lengths = [
        length
        for length in scan_lengths(text, found)
        if not _inside(length.start, days) and not _inside(length.start, clocks)
    ]
    return _Builder(text, on).build(days, clocks, lengths)


def _ranges(gap: str) -> bool:
    """Whether ``gap`` joins two clocks to a range; the first may end a bracket (受付19:00)〜21:00."""
    return RANGE.fullmatch(gap[gap.rindex(")") :] if ")" in gap else gap) is not None


def _inside(at: int, tokens: Sequence[Day | Clock]) -> bool:
    index = bisect_left(tokens, at + 1, key=lambda token: token.start) - 1
    return index >= 0 and tokens[index].start <= at < tokens[index].end


class _Builder:
    """Walks the tokens once, from left to right."""

    def __init__(self, text: str, on: date) -> None:
        self.text, self.on = text, on
        self.found: list[Occasion] = []
        self.holder: Occasion | None = None
        self.again: Sitting | None = None
        self.ends = False
        self.extends: Clock | None = None
        self.aside: Clock | None = None
        self.early = Early(text)
        self.at = 0
        self.last: Day | Clock | Length | None = None
        self.party_until = -1
        self.labels_first = False
        self.rows = False
        self.told: dict[int, date] = {}
        self.month: date | None = None

    def build(self, days: Sequence[Day], clocks: Sequence[Clock], lengths: Sequence[Length]) -> list[Occasion]:
        tokens: list[Day | Clock | Length] = [*days, *clocks, *lengths]
        for token in sorted(tokens, key=lambda one: one.start):
            if isinstance(token, Day):
                self._day(token)
            elif isinstance(token, Clock):
                self._clock(token)
            else:
                self._length(token)
            self.last, self.at = token, token.end
        for occasion in self.found:
            self._fill(occasion)
        return self.found

    def _fill(self, occasion: Occasion) -> None:
        """Take the clocks of the day it replaces, or of the timetable above, where the day has none: their ends count only where a word says so."""
        if not occasion.timed and occasion.replaced is not None:
            occasion.sittings, occasion.doors = occasion.replaced.sittings, occasion.replaced.doors
        if occasion.timed:
            return
        end_at = occasion.end_at
        for clock, use in occasion.programme:
            end = use_after(self.text, clock.end) is Use.END
            if end or use is not Use.END:
                self._place(occasion, clock, use, end_only=end)
        occasion.end_at = end_at

    @property
    def current(self) -> Occasion | None:
        return self.found[-1] if self.found else None

    def _gap(self, token: Day | Clock | Length) -> str:
        return self.text[self.at : token.start]

    def _day(self, token: Day) -> None:
        gap, current = self._gap(token), self.current
        near = current if len(gap) <= NEAR and not token.recurring else None
        self.again = None
        if near is not None and self._says_again(near, token):
            return
        resolved = resolve(token, (near.last or near.days[-1])[1] if near else None, self.on)
        if resolved is None or (current is not None and token.recurring and repeats(self.text, current, token, gap)):
            return
        day, agrees, inferred = resolved
        day = self._told_before(token, day)
        if near is not None and self._joins(near, token, day, gap):
            near.agrees &= agrees
            return
        self._begin(Occasion([(token, day)], Use.NONE, agrees=agrees, inferred=inferred, end_at=token.end), gap)

    def _told_before(self, token: Day, day: date) -> date:
        """``day``, or where ``token`` is but its number and that day of the month was told already, that one."""
        if token.value is not None or token.day is None:
            return day
        if token.month is not None and day.replace(day=1) != self.month:
            self.month = day.replace(day=1)
            self.told.clear()
        known = self.told.get(day.day) if token.month is None else None
        if known is not None and token.weekday in (None, known.weekday()):
            return known
        self.told[day.day] = day
        return day

    def _says_again(self, current: Occasion, token: Day) -> bool:
        """Whether ``token`` names a day that stands there already: one of several (6日は16時まで), or its weekday."""
        if token.guessed and token.value is not None:
            return token.value.weekday() in {day.weekday() for _, day in current.days}
        if (
            token.value is not None
            and current.last is None
            and not current.timed
            and token.value == current.days[-1][1]
        ):
            current.end_at = token.end
            return True
        again = current.named_again(token)
        if again is not None:
            self.again = current.own.setdefault(again, Sitting())
            self.ends = use_before(self.text, token.start, self.at) is Use.END
        return again is not None

    def _joins(self, current: Occasion, token: Day, day: date, gap: str) -> bool:
        """Whether the day is the end of the range or the next of the list that ``current`` is."""
        if current.last is not None:
            return False
        if not token.recurring and not current.timed and self._follows_rule(current, gap):
            current.rule, current.days = current.days[-1][0], [(token, day)]
            current.end_at = token.end
            return True
        if ends(current, day) and (
            RANGE.fullmatch(gap) is not None
            or ("】" not in gap and use_of_day_before(self.text, token.start, token.end, self.at) is Use.END)
        ):
            until(self.text, current, token, day, gap)
            return True
        if (current.timed and not current.told_before) or not isinstance(self.last, Day) or not listed(gap, current):
            return False
        aside = "(" in gap and use_after(self.text, token.end) in OTHER_USES
        vague = token.precision is not Precision.DAY and current.days[-1][0].precision is Precision.DAY
        if aside or vague:
            return False
        current.days.append((token, day))
        current.end_at = token.end
        return True

    def _begin(self, occasion: Occasion, gap: str) -> None:
        """Take a day that begins an occasion of its own, and say what it is for."""
        (token, day), current = occasion.days[0], self.current
        use = use_of_day_before(self.text, token.start, token.end, self._behind_label(gap))
        after = use_after(self.text, token.end)
        goes_on = current is not None and continues(gap)
        if after in OTHER_USES and use not in (*SAID_USES, Use.OTHER, Use.PARTY):
            use = after
        elif use is Use.NONE and current is not None and goes_on and hands_on(current, gap):
            use = current.use
        elif use is Use.NONE and day < self.on and EDITION.search(gap):
            use = Use.PAST
        occasion.use = use
        if current is not None and len(current.days) > 1 and EXCEPT.match(self.text, token.end):
            current.days = [one for one in current.days if one[1] != day] or current.days
            occasion.use = Use.OTHER
        if use not in OTHER_USES and replaces(self.text, token):
            occasion.use, occasion.replaced = Use.EVENT, self._replaced()
        occasion.continued = goes_on and current is not None and use is current.use
        if (stretch := STRETCH.match(self.text, token.end)) is not None and 1 < int(stretch["n"]) <= MOST_SITTINGS:
            occasion.last = (token, day + timedelta(days=int(stretch["n"]) - 1))
            occasion.end_at = stretch.end()
        elif (stay := STAY.match(self.text, token.end)) is not None and token.precision is Precision.DAY:
            occasion.last, occasion.end_at = (token, day + timedelta(days=number(stay["n"]) or 1)), stay.end()
        count(self.text, occasion, token, day)
        self.found.append(occasion)
        for clock, early_use, end_only in self.early.taken(occasion, self.last, gap):
            self._place(occasion, clock, early_use, end_only=end_only)
        occasion.end_at = max(occasion.end_at, token.end)

    def _replaced(self) -> Occasion | None:
        """The day that was told before, which is now something else's."""
        earlier = next((one for one in reversed(self.found) if one.use in (Use.NONE, Use.EVENT)), None)
        if earlier is not None:
            earlier.use = Use.OTHER
        return earlier

    def _behind_label(self, gap: str) -> int:
        """Where a label of a day can begin: behind the word that belongs to what stands before it (9時開始、13日は…)."""
        if isinstance(self.last, Clock | Day) and use_after(self.text, self.at) is not Use.NONE:
            return self.at + len(SEPARATED.split(gap, maxsplit=1)[0])
        return self.at

    def _follows_rule(self, current: Occasion, gap: str) -> bool:
        """Whether a day stands right behind a rule: 毎週火曜日 10月6日〜12月22日, 毎月第2土曜 10月10日."""
        return all(day.recurring for day, _ in current.days) and isinstance(self.last, Day) and listed(gap, current)

    def _clock(self, token: Clock) -> None:
        gap, current = self._gap(token), self.current
        ranged = isinstance(self.last, Clock) and len(gap) <= NEAR and _ranges(gap)
        if ranged and self._close(token, gap):
            return
        use = self._use_in_prose(current, token)
        if self._finishes(current, token, use, gap):
            return
        current = self._owner(current, gap, use)
        day_range = isinstance(self.last, Day) and current is not None and len(gap) <= 12
        end_only = use is Use.END or (OPEN.match(gap) is not None and day_range and _closes(gap))
        foreign = current is not None and (
            (current.use is Use.OTHER and use in (Use.START, Use.DOORS))
            or (current.use is Use.DEADLINE and use is Use.EVENT and "。" in gap)
        )
        if current is None or foreign or not self._belongs(gap, use):
            self.early.add(token, use, end_only=end_only)
            return
        if self._extends(current, token, use, gap):
            self.extends = token
            return
        met = current.last is not None and current.doors is not None and current.sitting.start is None
        told = current.timed and current.finale is None and not met
        if told and (nth := NTH_DAY.search(gap)) is not None and (day := current.nth(number(nth["n"] or "1") or 0)):
            self.again = current.own.setdefault(day, Sitting())
        if self.again is not None and len(gap) <= NEAR and self._own(self.again, token, use):
            return
        self._place(current, token, use, end_only=end_only)
        if EACH.search(gap):
            self._share(current)
            if current.last is not None and (current.last[1] - current.days[0][1]).days < FEW_DAYS:
                first = current.days[0][1]
                days = [first + timedelta(days=ahead) for ahead in range((current.last[1] - first).days + 1)]
                sit(current, current.days[0][0], days)
        elif "\n" in gap and use in TIMED_USES:
            self._share(current, continued=True)

    def _use_in_prose(self, current: Occasion | None, token: Clock) -> Use:
        """What a clock is for; a later one is the end also by its particle or verb: 15時には学校へ戻ります, 22:00に閉めます."""
        use = self._use_of(token)
        if use is not Use.NONE or current is None:
            return use
        if OF_SOME.search(self._gap(token)):
            return Use.OTHER
        start = (current.sittings[-1].start if current.sittings else None) or current.doors
        closes = (
            start is not None
            and (token.minutes > start.minutes or (not token.half and token.minutes + 720 > start.minutes))
            and (not current.sittings or current.sittings[-1].end is None)
            and CLOSES.match(self.text, token.end) is not None
        )
        return Use.END if closes else Use.NONE

    def _ends_stay(self, token: Clock) -> bool:
        """Whether the clock of a day says when what began some days before ends: 13:00集合 9月19日, 11:30解散 9月21日."""
        if len(self.found) < 2 or not isinstance(self.last, Day):
            return False
        before, current = self.found[-2:]
        begun = before.timed and before.last is None and len(before.days) == 1 and len(current.days) == 1
        day = current.days[0][1]
        if not begun or current.timed or {before.use, current.use} & OTHER_USES:
            return False
        if (before.sittings and before.sitting.end) or not 0 < (day - before.days[0][1]).days <= LONGEST_STAY:
            return False
        if current.start_at - before.end_at > NEAR or token.start - current.end_at > NEAR:
            return False
        before.last, before.finale, before.end_at = (current.days[0][0], day), token, token.end
        before.sittings = before.sittings or [Sitting(before.doors)]
        self.found.pop()
        return True

    def _extends(self, current: Occasion, token: Clock, use: Use, gap: str) -> bool:
        """Whether ``token`` begins the next item of a programme, a line for each, so that the event goes on."""
        end = current.sittings[-1].end if current.sittings else None
        if end is None or use not in (Use.NONE, Use.EVENT):
            return False
        goes_on = use is Use.NONE and token.minutes == end.minutes and NEXT_ITEM.fullmatch(gap)
        if not goes_on and not (0 <= token.minutes - end.minutes <= PAUSE and PROGRAMME.search(gap)):
            return False
        ranged = RANGE.match(self.text, token.end)
        return ranged is not None and ASIDES.match(self.text, ranged.end()) is None

    def _own(self, sitting: Sitting, token: Clock, use: Use) -> bool:
        """Take ``token`` for a single day among several (20日は16時まで)."""
        if sitting.start is not None or sitting.end is not None or use not in (Use.NONE, *TIMED_USES):
            return False
        if use is Use.END or (use is Use.NONE and self.ends):
            sitting.end = token
        else:
            sitting.start = token
        return True

    def _finishes(self, current: Occasion | None, token: Clock, use: Use, gap: str) -> bool:
        """Take ``token`` as the end of the last day alone (最終日は17:00まで), or of what began on the day before."""
        if use is Use.END and self._ends_stay(token):
            return True
        if current is None or not FINALE.search(gap):
            return False
        if current.use in OTHER_USES:
            current = next((one for one in reversed(self.found) if one.last and one.use not in OTHER_USES), current)
        if not (current.timed or current.last is not None or UNTIL_DAY.match(self.text, current.days[-1][0].end)):
            return False
        current.finale = token if use is not Use.START else None
        self.party_until = token.end
        return True

    def _owner(self, current: Occasion | None, gap: str, use: Use) -> Occasion | None:
        """Whose clock it is: a labelled clock on a new line, or one behind a bracket, passes over a day that is something else's (※雨天時は27日) or only about known (先月)."""
        if current is None or current.use not in OTHER_USES:
            before = self.found[-2] if len(self.found) > 1 else None
            named = current is not None and current.imprecise and before is not None and "\n" in gap
            if named and before is not None and not (before.timed or before.imprecise or before.use in OTHER_USES):
                return before
            return current
        if self.holder is not None and isinstance(self.last, Clock):
            follows = self.holder.use not in OTHER_USES and self.holder.end_at == self.last.end
            if follows or use in TIMED_USES:
                return self.holder
        about = current.imprecise or "。" in gap or ("\n" in gap and self._aside_of_line(current))
        if not (about or ("\n" in gap and use in TIMED_USES) or (")" in gap and "(" not in gap)):
            return current
        free = (
            one for one in self.found[-2:-5:-1] if one.use not in OTHER_USES and (one is self.holder or not one.timed)
        )
        return next(free, current)

    def _aside_of_line(self, current: Occasion) -> bool:
        """Whether ``current`` stands on the line of a day of the event: 12月5日 ※雨天時は6日."""
        before = self.found[-2] if len(self.found) > 1 else None
        return (
            before is not None
            and before.use not in OTHER_USES
            and "\n" not in self.text[before.end_at : current.start_at]
        )

    def _share(self, current: Occasion, *, continued: bool = False) -> None:
        """Let the days before it have the clocks of ``current``: 12/3 … 12/10 … 各回18:30〜."""
        linked = current
        for earlier in reversed(self.found[:-1]):
            if continued and not linked.continued:
                return
            linked = earlier
            if earlier.timed or earlier.use not in (Use.NONE, current.use) or earlier.last is not None:
                return
            earlier.sittings, earlier.doors, earlier.use = current.sittings, current.doors, current.use

    def _use_of(self, token: Clock) -> Use:
        """What a clock is for. A text puts its labels before its clocks (開場 18:30) or behind them (18:30 開場): the first tells."""
        before = use_before(self.text, token.start, self.last.end if self.last else 0)
        after = use_after(self.text, token.end)
        gap = self._gap(token)
        aside = gap.lstrip().startswith(")")
        if (
            before is Use.NONE
            and isinstance(self.last, Day)
            and self.current is not None
            and not self.current.timed
            and not aside
            and not ("\n" in gap and self.current.use in OTHER_USES)
        ):
            before = self.current.use
        named = before in (Use.DOORS, Use.START, Use.END, Use.PARTY)
        if named and gap.rstrip().endswith(_CUTS):
            named, before = False, Use.NONE if isinstance(self.last, Clock) else before
        if not isinstance(self.last, Clock):
            self.labels_first = named
        elif not self.labels_first and not gap[:1].isspace() and before is use_after(self.text, self.last.end):
            named, before = False, Use.NONE
        if not (named and self.labels_first) and (below := self._label_below(token)) is not Use.NONE:
            before, after, named = Use.NONE, below, False
        elif self.rows and "\n" in gap and not self.labels_first:
            before, named = Use.NONE, False
        if after is Use.OTHER and (isinstance(self.last, Clock) or "。" in gap) and ENTRY.match(self.text, token.end):
            after = Use.DOORS
        use = before if after is Use.NONE or (named and self.labels_first) else after
        if use is Use.END and until_of_a_part(self.text, token.start, token.end):
            use = Use.OTHER
        if use is Use.NONE and self.aside is not None and not SENTENCE.search(self.text, self.aside.end, token.start):
            use = Use.OTHER
        self.aside = token if use is Use.OTHER else None
        return use

    def _label_below(self, token: Clock) -> Use:
        """What the next line says a clock is for that has a line of its own: 9:30, below it 開場."""
        if self.text[max(0, token.start - 3) : token.start].strip(" \t|・■●")[-1:] not in ("", "\n"):
            return Use.NONE
        row = ROW.match(self.text, token.end)
        self.rows = row is not None
        return use_after(self.text, row.end()) if row is not None else Use.NONE

    def _close(self, token: Clock, gap: str) -> bool:
        """Take ``token`` as the end of the range that the last clock began."""
        holder = self.holder
        if holder is not None and ")" in gap and (begun := self._begun_outside(holder)) is not None:
            holder.sitting.end, holder.end_at = end_of(begun, token, gap), token.end
            return True
        if self.party_until == self.at:
            self.party_until = token.end
            return True
        if self.again is not None and self.again.start is self.last and self.again.start is not None:
            self.again.end = end_of(self.again.start, token, gap)
            return True
        if self.early.closes(self.last, token, gap):
            return True
        if holder is None:
            return False
        self._close_in(holder, token, gap)
        holder.end_at = token.end
        return True

    def _close_in(self, holder: Occasion, token: Clock, gap: str) -> None:
        """Take ``token`` as the end of the range that the last clock began in ``holder``."""
        sitting = holder.sittings[-1] if holder.sittings else None
        if self.extends is not None and self.extends is self.last and sitting is not None:
            sitting.end = end_of(self.extends, token, gap)
        elif sitting is not None and sitting.start is not None and sitting.start is self.last:
            if EARLIER.match(self.text, token.end):
                sitting.start = token
            else:
                sitting.end = end_of(sitting.start, token, gap)
        elif holder.doors is not None and holder.doors is self.last and sitting is None:
            self._close_doors(holder, holder.doors, token, gap)

    def _close_doors(self, holder: Occasion, doors: Clock, token: Clock, gap: str) -> None:
        """Take the second clock of a range of doors: the start or the end where a word says so, else when they close."""
        said = self._use_of(token)
        if said in (Use.START, Use.END):
            holder.sittings.append(Sitting(doors, token) if said is Use.END else Sitting(token))
            return
        if CHAINED.search(gap):
            holder.sittings.append(Sitting(token))
            return
        self.party_until = token.end
        if OPENS.search(self.text, max(0, doors.start - 10), doors.start):
            holder.open_until = end_of(doors, token, gap)

    def _begun_outside(self, holder: Occasion) -> Clock | None:
        """The start before the bracket in which the last clock stands: 19:30(受付19:00)〜21:00."""
        begun = holder.sittings[-1].start if holder.sittings and holder.sittings[-1].end is None else None
        if begun is None or begun is self.last or self.last is None or begun.end > self.last.start:
            return None
        return begun if "(" in self.text[begun.end : self.last.start] else None

    def _belongs(self, gap: str, use: Use) -> bool:
        distance = len(gap)
        if distance <= NEAR and EACH.search(gap):
            return True
        if isinstance(self.last, Clock | Length) and use is Use.NONE:
            if self.current is not None and self.current.doors is self.last and not self.current.sittings:
                return distance <= NEAR and "\n\n" not in gap
            return distance <= NEAR and not BREAK.search(gap)
        if use in TIMED_USES:
            return distance <= FAR
        if distance <= NEAR and not BREAK.search(gap):
            return True
        return self._told_in_prose(gap, use)

    def _told_in_prose(self, gap: str, use: Use) -> bool:
        """Whether a clock without a label stands in the sentence behind the day's: 20日です。午前中、10時から."""
        current = self.current
        return (
            isinstance(self.last, Day)
            and current is not None
            and not current.timed
            and not {use, current.use} & OTHER_USES
            and len(gap) <= PROSE
            and "\n" not in gap
        )

    def _place(self, current: Occasion, token: Clock, use: Use, *, end_only: bool) -> None:
        if place(self.text, current, token, use, end_only=end_only):
            self.holder = current
        else:
            self.party_until = token.end

    def _length(self, token: Length) -> None:
        """A length belongs to the start beside it, before or behind (所要2時間 19:00〜)."""
        current, gap = self.current, self._gap(token)
        if current is None:
            self.early.length = token
            return
        if current.length is not None or (current.sittings and current.sitting.end is not None):
            return
        if len(gap) <= NEAR and EACH.search(gap):
            for earlier in self.found:
                earlier.length = earlier.length or token
        needed = len(gap) <= PART_REACH and NEEDED.search(gap) is not None
        lasts = current.timed and len(gap) <= PROSE and LASTS.match(self.text, token.end) is not None
        beside = len(gap) <= 14 and not BREAK.search(gap) and ("\n" not in gap or ALONE.match(self.text, token.end))
        if needed or lasts or beside:
            current.length = token


def _closes(gap: str) -> bool:
    """Whether the dash before a clock closes a range rather than opening one (``~21:00`` after a day)."""
    return gap.strip() in ("~", "-", "→")
