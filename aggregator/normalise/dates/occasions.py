"""Put days, clocks and lengths together into occasions: what belongs to one day, and to which use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from aggregator.model import Precision
from aggregator.normalise.dates.asides import without_asides
from aggregator.normalise.dates.beside import from_told, named_by, names
from aggregator.normalise.dates.clock import Clock, Length
from aggregator.normalise.dates.day import Day
from aggregator.normalise.dates.early import Early
from aggregator.normalise.dates.grids import grids, outside
from aggregator.normalise.dates.joining import (
    continues,
    count,
    fill_month,
    follows,
    hands_on,
    is_same,
    joins,
    label_from,
    of_past,
    pauses,
    repeats,
    replaces,
    sit,
    stretch,
)
from aggregator.normalise.dates.joints import (
    BEGINS,
    BELOW,
    CHAINED,
    DASHES,
    DAYS_ONLY,
    EACH,
    EARLIER,
    EVERY,
    EXCEPT,
    FEW_DAYS,
    FINALE,
    ITS_NAME,
    MORE_DAYS,
    NEAR,
    NTH_DAY,
    ONLY_THEN,
    OPEN,
    OPENS,
    OTHER_USES,
    SAID_USES,
    SHIFTED,
    SPAN,
    TIMED_USES,
    UNTIL_DAY,
)
from aggregator.normalise.dates.meant import Told, resolve
from aggregator.normalise.dates.numbers import number
from aggregator.normalise.dates.occasion import Occasion, Sitting
from aggregator.normalise.dates.owning import (
    begun_outside,
    belongs,
    ends_stay,
    is_held,
    owner,
    prolongs,
    ranged,
    share,
    take_own,
    told_before,
)
from aggregator.normalise.dates.placing import closing, end_item, end_of, fill, lengthen, place
from aggregator.normalise.dates.roles import Use, use_after_day, use_before, use_of_day_before
from aggregator.normalise.dates.scanning import scan
from aggregator.normalise.dates.uses import Uses


def occasions(text: str, on: date) -> list[Occasion]:
    """All occasions in the folded ``text``, in order, whatever they are for."""
    days, clocks, lengths = scan(text, on)
    if not days:
        return []
    clocks, left = without_asides(clocks, text)
    tables = grids(text, days, clocks, on)
    if not tables:
        return _Builder(text, on, left).build(days, clocks, lengths)
    days, clocks = outside(days, tables), outside(clocks, tables)
    built = _Builder(text, on, left).build(days, clocks, outside(lengths, tables))
    return sorted([*built, *(one for table in tables for one in table.occasions)], key=lambda one: one.start_at)


class _Builder:
    """Walks the tokens once, from left to right."""

    def __init__(self, text: str, on: date, left: Sequence[int]) -> None:
        self.text, self.on = text, on
        self.found: list[Occasion] = []
        self.holder: Occasion | None = None
        self.again: Sitting | None = None
        self.said = Use.NONE
        self.extends: Clock | None = None
        self.early = Early(text)
        self.at = 0
        self.last: Day | Clock | Length | None = None
        self.party_until = self.paused_until = -1
        self.uses = Uses(text, left)
        self.told = Told()

    def build(self, days: Sequence[Day], clocks: Sequence[Clock], lengths: Sequence[Length]) -> list[Occasion]:
        tokens: list[Day | Clock | Length] = [*days, *clocks, *lengths]
        for token in sorted(tokens, key=lambda one: one.start):
            if isinstance(token, Day):
                if (day := from_told(self.text, self.found, token, self._gap(token))) is None:
                    continue
                self._day(day)
            elif isinstance(token, Clock):
                self._clock(token)
            elif not lengthen(self.text, self.found, token, self._gap(token)):
                self.early.length = token
            self.last, self.at = token, token.end
        if self.found:
            self.found[-1].spare += [(clock, use) for clock, use, _ in self.early.clocks]
        for occasion in self.found:
            fill(self.text, occasion)
        return self.found

    @property
    def current(self) -> Occasion | None:
        return self.found[-1] if self.found else None

    def _gap(self, token: Day | Clock | Length) -> str:
        return self.text[self.at : token.start]

    def _day(self, token: Day) -> None:
        gap, current = self._gap(token), self.current
        if isinstance(self.last, Length) and current and "。" in (whole := self.text[current.end_at : token.start]):
            gap = whole  # 7月末までに…。70分の映画で、6月25日
        self.paused_until = max(self.paused_until, pauses(self.text, current, token))
        if token.start < self.paused_until:
            return
        near = current if len(gap) <= NEAR and not token.recurring else None
        if near is not None and near.imprecise and "。" in gap:
            near = None  # 2028年3月に卒業予定の方。申込は12月1日まで
        self.again = None
        vague = near is not None and self._is_told_at_last(near, token)
        if near is not None and not vague and self._says_again(near, token):
            return
        before = near if near is None or follows(near, token, gap) else None
        apart = "。" in gap or SHIFTED.search(gap) is not None
        resolved = resolve(token, (before.last or before.days[-1])[1] if before else None, self.on, apart=apart)
        if resolved is None or (current is not None and token.recurring and repeats(self.text, current, token, gap)):
            return
        day, agrees, inferred = resolved
        day = named_by(self.text, near, token) or self.told.again(token, day)
        if self._opens(token, day) or self._is_known(token, day):
            return
        if near is not None and is_same(near, token, day, gap):
            return
        if (
            near is not None
            and not vague
            and joins(self.text, near, token, day, gap, behind_day=isinstance(self.last, Day))
        ):
            near.agrees &= agrees
            return
        occasion = Occasion([(token, day)], Use.NONE, agrees=agrees, inferred=inferred, end_at=token.end)
        first = near.days[0][1] if near is not None and vague else None
        if near is not None and first is not None and (first.year, first.month) == (day.year, day.month):
            fill_month(self.text, near, occasion, token, gap)
        else:
            self._begin(occasion, gap)

    def _opens(self, token: Day, day: date) -> bool:
        """Whether a label says that the doors open on a day that stands there already: 入場開始 5日 11:00."""
        current = self.current
        if current is None or not current.timed or day != current.days[0][1] or current.use in OTHER_USES:
            return False
        self.said = use_before(self.text, token.start, self.at)
        self.again = Sitting() if self.said is Use.DOORS else None
        return self.again is not None

    def _is_known(self, token: Day, day: date) -> bool:
        """Whether one of several days that have their clocks is named once more (・6日14時から、紙芝居): what else is then."""
        if token.month is not None or token.value is not None or token.recurring or isinstance(self.last, Clock):
            return False
        told = any(day in one.own and one.use not in OTHER_USES for one in self.found[:-1])
        self.again = Sitting(start=None) if told else None
        if told:
            self.party_until = token.end
        return told

    def _is_told_at_last(self, month: Occasion, token: Day) -> bool:
        """Whether ``token`` names the day of which but the ``month`` stood there (9月の水曜 16日・30日), and which no rule has told."""
        alone = month.imprecise and month.last is None and len(month.days) == 1
        ruled = any(day.recurring for one in self.found[-2:-1] for day, _ in one.days)
        return alone and not ruled and token.precision is Precision.DAY

    def _says_again(self, current: Occasion, token: Day) -> bool:
        """Whether ``token`` names a day that stands there already: one of several (6日は16時まで), or its weekday."""
        if names(current, token, self._gap(token)):
            current.end_at = token.end
            return True
        if token.guessed and token.value is not None:
            return token.value.weekday() in {day.weekday() for _, day in current.days}
        if (
            token.value is not None
            and current.last is None
            and (not current.timed or not token.recurring)
            and token.value == current.days[-1][1]
        ):
            current.end_at = token.end
            return True
        again = current.named_again(token)
        if again is None and ONLY_THEN.match(self.text, token.end) and current.use not in OTHER_USES:
            again = current.within(token)
        if again is not None and current.last is None and EXCEPT.match(self.text, token.end):
            current.take_out(again)
        elif again is not None and "(" in self._gap(token) and BEGINS.match(self.text, token.end):
            current.days = [one for one in current.days if one[1] >= again]  # 6月の毎週火曜(9日スタート)
        elif again is not None and not current.timed and self._is_listed(token):
            current.end_at = token.end  # 9月の毎週金曜(5日・12日・19日・26日) 13:00
        elif again is not None:
            named = current.timed and ITS_NAME.search(self._gap(token))
            self.again = Sitting() if named else current.own.setdefault(again, Sitting())
            self.said = use_before(self.text, token.start, self.at)
        return again is not None

    def _is_listed(self, token: Day) -> bool:
        """Whether a day stands in a bracket of several days and nothing else."""
        begun = self.text.rfind("(", max(0, token.start - NEAR), token.start)
        bracket = DAYS_ONLY.match(self.text, begun) if begun >= 0 else None
        return bracket is not None and token.end <= bracket.end()

    def _begin(self, occasion: Occasion, gap: str) -> None:
        """Take a day that begins an occasion of its own, and say what it is for."""
        (token, day), current = occasion.days[0], self.current
        use = use_of_day_before(
            self.text,
            token.start,
            token.end,
            label_from(self.text, self.at, gap, behind=isinstance(self.last, Clock | Day)),
        )
        after = use_after_day(self.text, token.end)
        goes_on = current is not None and continues(gap)
        closes = use is Use.DOORS and after is Use.DEADLINE  # 予約は受付で、8/13締切
        if closes or (after in OTHER_USES and use not in (*SAID_USES, Use.OTHER, Use.PARTY)):
            use = after
        elif use is Use.NONE and current is not None and goes_on and hands_on(self.text, current, gap):
            use = current.use
        occasion.use = of_past(self.text, token, gap) if use is Use.NONE and day < self.on else use
        excepted = EXCEPT.match(self.text, token.end)
        several = current is not None and len(current.days) > 1
        if excepted is not None and (several or EVERY.match(self.text, excepted.end())):
            occasion.use = Use.OTHER  # 2月11日を除く毎週金曜
            if current is not None:
                current.take_out(day)
        if use not in OTHER_USES and replaces(self.text, token):
            occasion.use, occasion.replaced = Use.EVENT, self._replaced()
        occasion.continued = goes_on and current is not None and use is current.use
        stretch(self.text, occasion)
        count(self.text, occasion, token, day)
        self.found.append(occasion)
        waiting = self.early.clocks
        taken = self.early.taken(occasion, self.last, gap)
        for clock, early_use, end_only in taken:
            self._place(occasion, clock, early_use, end_only=end_only)
        if waiting:
            occasion.spare += [
                (clock, use) for clock, use, _ in waiting if all(clock is not one for one, _, _ in taken)
            ]
        occasion.end_at = max(occasion.end_at, token.end)

    def _replaced(self) -> Occasion | None:
        """The day that was told before, which is now something else's."""
        earlier = next((one for one in reversed(self.found) if one.use in (Use.NONE, Use.EVENT)), None)
        if earlier is not None:
            earlier.use = Use.OTHER
        return earlier

    def _clock(self, token: Clock) -> None:
        gap, current = self._gap(token), self.current
        if (
            isinstance(self.last, Clock)
            and ranged(self.text, self.at, token, gap, spare=self.party_until == self.at)
            and self._close(token, gap)
        ):
            return
        use = self.uses.in_prose(token, current, self.last, gap)
        if self._finishes(current, token, use, gap):
            return
        current = told_before(self.found, self.holder, gap) or owner(
            self.text, self.found, self.holder, self.last, gap, use
        )
        day_range = isinstance(self.last, Day) and current is not None and len(gap) <= 12
        open_range = OPEN.match(gap) is not None and day_range and gap.strip() in DASHES
        end_only = use is Use.END or (open_range and SPAN.match(self.text, token.end) is None)
        foreign = current is not None and (
            (current.use is Use.OTHER and use in (Use.START, Use.DOORS))
            or (current.use is Use.DEADLINE and use is Use.EVENT and "。" in gap)
        )
        spans = isinstance(self.last, Day) and SPAN.match(self.text, token.end) is not None
        below = spans and ((len(gap) <= NEAR and BELOW.search(gap)) or is_held(self.text, current, token, gap))
        if current is not None and not (foreign or current.timed) and use in TIMED_USES:
            self._take_waiting(current, gap)
        if current is None or foreign or not (below or belongs(self.current, self.last, gap, use)):
            self.early.add(token, use, end_only=end_only)
            return
        if prolongs(self.text, current, token, use, gap):
            self.extends = token
            return
        if EACH.search(gap):
            self.again = None
        met = current.last is not None and current.doors is not None and current.sitting.start is None
        told = current.timed and current.finale is None and not met
        if told and (nth := NTH_DAY.search(gap)) is not None and (day := current.nth(number(nth["n"] or "1") or 0)):
            self.again = current.own.setdefault(day, Sitting())
        if (
            self.again is not None
            and len(gap) <= NEAR
            and (gap.find(")") <= 0 or "(" in gap)  # (7日スタート、全4回)20時 is every day's
            and take_own(self.holder or current, self.again, token, use, self.said)
        ):
            return
        self._place(current, token, use, end_only=end_only)
        self._share(current, use, gap)

    def _take_waiting(self, current: Occasion, gap: str) -> None:
        """Give ``current`` the clocks that wait right before one in a bracket that says what it is for: 午後2時から4時(開場1時30分)."""
        if not gap.startswith("(") or current.use in OTHER_USES:
            return
        for clock, use, end_only in self.early.handed_on(self.last):
            self._place(current, clock, use, end_only=end_only)

    def _share(self, current: Occasion, use: Use, gap: str) -> None:
        """Give the clock that ``current`` took to the days told before it, where it is theirs as well."""
        if EACH.search(gap):
            share(self.found, current)
            few = MORE_DAYS if use is Use.START else FEW_DAYS
            if current.last is not None and (current.last[1] - current.days[0][1]).days < few:
                first = current.days[0][1]
                days = [first + timedelta(days=ahead) for ahead in range((current.last[1] - first).days + 1)]
                sit(current, current.days[0][0], days)
        elif ("\n" in gap and use in TIMED_USES) or (current.last is not None and current.continued):
            share(self.found, current, continued=True)
        elif use is Use.NONE and isinstance(self.last, Day) and BELOW.search(gap):
            share(self.found, current, continued=True, alike=True)

    def _finishes(self, current: Occasion | None, token: Clock, use: Use, gap: str) -> bool:
        """Take ``token`` as the end of the last day alone (最終日は17:00まで), or of what began on the day before."""
        if use is Use.END and ends_stay(self.found, self.last, token):
            return True
        if current is None or not FINALE.search(gap):
            return False
        if current.use in OTHER_USES:
            current = next((one for one in reversed(self.found) if one.last and one.use not in OTHER_USES), current)
        if not (current.timed or current.last is not None or UNTIL_DAY.match(self.text, current.days[-1][0].end)):
            return False
        current.finale = None if use is Use.START else closing(current, token, gap)
        self.party_until = token.end
        return True

    def _close(self, token: Clock, gap: str) -> bool:
        """Take ``token`` as the end of the range that the last clock began."""
        holder = self.holder
        if holder is not None and ")" in gap and (begun := begun_outside(self.text, holder, self.last)) is not None:
            holder.sitting.end, holder.end_at = end_of(begun, token, gap), token.end
            return True
        if self.party_until == self.at:
            self.party_until = token.end
            end_item(self.found, self.last, token, gap)
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
            range_of_two = gap.strip() in ("~", "-") and token.minutes > sitting.start.minutes
            if EARLIER.match(self.text, token.end) and not range_of_two:  # not 19:00~20:30に変更
                sitting.start = token
            else:
                sitting.end = end_of(sitting.start, token, gap)
        elif holder.doors is not None and holder.doors is self.last and sitting is None:
            self._close_doors(holder, holder.doors, token, gap)

    def _close_doors(self, holder: Occasion, doors: Clock, token: Clock, gap: str) -> None:
        """Take the second clock of a range of doors: the start or the end where a word says so, else when they close."""
        said = self.uses.of(token, self.current, self.last, self._gap(token))
        if said in (Use.START, Use.END):
            holder.sittings.append(Sitting(doors, token) if said is Use.END else Sitting(token))
            return
        if CHAINED.search(gap):
            if said is not Use.OTHER:  # 8:40集合 → 9:00 バス乗車
                holder.sittings.append(Sitting(token))
            return
        self.party_until = token.end
        if OPENS.search(self.text, max(0, doors.start - 10), doors.start):
            holder.open_until = end_of(doors, token, gap)

    def _place(self, current: Occasion, token: Clock, use: Use, *, end_only: bool) -> None:
        if place(self.text, current, token, use, end_only=end_only):
            self.holder = current
        else:
            self.party_until = token.end
            current.spare.append((token, use))
