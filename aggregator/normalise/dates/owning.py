"""Whose clock it is where several days stand before it, and whom it is told for: stays, asides, programmes, days of a list."""

from __future__ import annotations

from itertools import takewhile

from aggregator.normalise.dates.clock import Clock, Length
from aggregator.normalise.dates.day import Day
from aggregator.normalise.dates.joints import (
    AS_TOLD,
    ASIDES,
    BREAK,
    EACH,
    ENDED,
    FAR,
    HELD,
    LONGEST_STAY,
    NEAR,
    NEXT_ITEM,
    OTHER_USES,
    PAUSE,
    PROGRAMME,
    PROSE,
    RANGE,
    SLASHED,
    TIMED_USES,
)
from aggregator.normalise.dates.occasion import Occasion, Sitting
from aggregator.normalise.dates.roles import Use, use_after

Token = Day | Clock | Length


def told_before(found: list[Occasion], holder: Occasion | None, gap: str) -> Occasion | None:
    """The day of a clock below a line 告知時の内容, whatever days stand above that; ``None`` where there is no such line."""
    if "\n" in gap and AS_TOLD.search(gap):
        return next((one for one in found if one.use not in OTHER_USES and not one.imprecise), None)
    begun = found and holder is not None and holder is not found[-1] and holder.end_at > found[-1].start_at
    return holder if begun else None


def owner(
    text: str, found: list[Occasion], holder: Occasion | None, last: Token | None, gap: str, use: Use
) -> Occasion | None:
    """Whose clock it is: a labelled clock on a new line, or one behind a bracket, passes over a day that is something else's (※雨天時は27日) or only about known (先月)."""
    current = found[-1] if found else None
    if current is None or current.use not in OTHER_USES:
        before = found[-2] if len(found) > 1 else None
        named = current is not None and current.imprecise and before is not None and "\n" in gap
        if named and before is not None and not (before.imprecise or before.use in OTHER_USES):
            return before if use in TIMED_USES or not before.timed else current
        return current
    held = holder if isinstance(last, Clock) and holder is not None and holder.use not in OTHER_USES else None
    if held is not None and (held.end_at == (last.end if last else 0) or use in TIMED_USES):
        return held
    about = current.imprecise or "。" in gap or ("\n" in gap and _aside_of_line(text, found))
    if not (about or ("\n" in gap and use in TIMED_USES) or (")" in gap and "(" not in gap)):
        return current
    if use is Use.DOORS and "\n" in gap:
        begun = (one for one in found[-2:-5:-1] if one.use not in OTHER_USES and one.sittings and one.doors is None)
        if (opened := next(begun, None)) is not None:
            return opened
    free = (one for one in found[-2:-5:-1] if one.use not in OTHER_USES and (one is holder or not one.timed))
    return next(free, current)


def _aside_of_line(text: str, found: list[Occasion]) -> bool:
    """Whether the last day stands on the line of a day of the event: 12月5日 ※雨天時は6日."""
    before = found[-2] if len(found) > 1 else None
    return before is not None and before.use not in OTHER_USES and "\n" not in text[before.end_at : found[-1].start_at]


def ends_stay(found: list[Occasion], last: Token | None, token: Clock) -> bool:
    """Whether the clock of a day says when what began some days before ends: 13:00集合 9月19日, 11:30解散 9月21日."""
    if len(found) < 2 or not isinstance(last, Day):
        return False
    before, current = found[-2:]
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
    found.pop()
    return True


def share(found: list[Occasion], current: Occasion, *, continued: bool = False, alike: bool = False) -> None:
    """Let the days before it have the clocks of ``current``: 12/3 … 12/10 … 各回18:30〜.

    ``continued``: only those of the same list; ``alike``: only those told in the same manner, with a weekday or without.
    """
    linked = current
    before = takewhile(lambda one: one is not current, found)
    for earlier in reversed([*before]):
        if continued and not linked.continued:
            return
        if alike and earlier.dated is not linked.dated:
            return
        linked = earlier
        ranges = (earlier.last is None) is (current.last is None)
        if earlier.timed or earlier.use not in (Use.NONE, current.use) or not ranges:
            return
        earlier.sittings, earlier.doors, earlier.use = current.sittings, current.doors, current.use


def prolongs(text: str, current: Occasion, token: Clock, use: Use, gap: str) -> bool:
    """Whether ``token`` begins the next item of a programme, a line for each, so that the event goes on."""
    end = current.sittings[-1].end if current.sittings else None
    if end is None or use not in (Use.NONE, Use.EVENT):
        return False
    next_item = use is Use.NONE and token.minutes == end.minutes and NEXT_ITEM.fullmatch(gap)
    if not next_item and not (0 <= token.minutes - end.minutes <= PAUSE and PROGRAMME.search(gap)):
        return False
    ranged = RANGE.match(text, token.end)
    return ranged is not None and ASIDES.match(text, ranged.end()) is None


def belongs(current: Occasion | None, last: Token | None, gap: str, use: Use) -> bool:
    """Whether a clock behind ``gap`` belongs to the days before it: near it, with a label, or in the sentence behind."""
    distance = len(gap)
    as_told = "\n" in gap and distance <= FAR and AS_TOLD.search(gap)
    if as_told or (distance <= NEAR and EACH.search(gap)):
        return True
    if isinstance(last, Clock | Length) and use is Use.NONE:
        if current is not None and current.doors is last and not current.sittings:
            return distance <= NEAR and "\n\n" not in gap
        return distance <= NEAR and not BREAK.search(gap)
    if use in TIMED_USES:
        return distance <= FAR
    if distance <= NEAR and not BREAK.search(gap):
        return True
    return _told_in_prose(current, last, gap, use)


def is_held(text: str, current: Occasion | None, token: Clock, gap: str) -> bool:
    """Whether the sentence of a range of clocks says that it is held then, so that it may stand some sentences behind its day: 午前10時から午後3時まで開かれる."""
    if current is None or current.timed or current.use in OTHER_USES or len(gap) > FAR:
        return False
    return HELD.match(text, token.end) is not None


def _told_in_prose(current: Occasion | None, last: Token | None, gap: str, use: Use) -> bool:
    """Whether a clock without a label stands in the sentence behind the day's: 20日です。午前中、10時から."""
    return (
        isinstance(last, Day)
        and current is not None
        and not current.timed
        and not {use, current.use} & OTHER_USES
        and len(gap) <= PROSE
        and "\n" not in gap
    )


def ranged(text: str, at: int, token: Clock, gap: str, *, spare: bool) -> bool:
    """Whether ``token`` ends a range with the clock before it, which ends ``at``; in a bracket with a word it does not: 14:00~(13:40開場).

    ``spare``: that clock is no start of the event, so that an end with a label is the event's.
    """
    if spare and ENDED.search(gap):
        return False
    joined = gap[gap.rindex(")") :] if ")" in gap else gap  # (受付19:00)〜21:00
    if len(gap) > NEAR or RANGE.fullmatch(joined) is None:
        return gap == "/" and SLASHED.search(text, max(0, at - NEAR), at) is not None
    return not ("(" in gap and use_after(text, token.end) in (Use.DOORS, Use.START))


def take_own(occasion: Occasion, sitting: Sitting, token: Clock, use: Use, said: Use) -> bool:
    """Take ``token`` for a single day among several (20日は16時まで); ``said`` is what the label before that day says."""
    use = said if use in (Use.NONE, Use.EVENT) and said in TIMED_USES else use
    if use is Use.DOORS and said is use:
        occasion.doors = occasion.doors or token
        return True
    if use is Use.END and sitting.start is not None and sitting.end is None and token.minutes > sitting.start.minutes:
        sitting.end = token  # 9日 9:00 練習/12:00 解散
        return True
    if sitting.start is not None or sitting.end is not None or use not in (Use.NONE, *TIMED_USES):
        return False
    if use is Use.END:
        sitting.end = token
    else:
        sitting.start = token
    return True


def begun_outside(text: str, holder: Occasion, last: Token | None) -> Clock | None:
    """The start before the bracket in which the ``last`` clock stands: 19:30(受付19:00)〜21:00."""
    begun = holder.sittings[-1].start if holder.sittings and holder.sittings[-1].end is None else None
    if begun is None or begun is last or last is None or begun.end > last.start:
        return None
    return begun if "(" in text[begun.end : last.start] else None
