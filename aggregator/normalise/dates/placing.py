"""Put a clock into an occasion: its start, its end, its doors, or another sitting."""

from __future__ import annotations

import re
from typing import Final

from aggregator.normalise.dates.clock import MINUTES_A_DAY, Clock, Length, carried
from aggregator.normalise.dates.joints import (
    ALONE,
    BREAK,
    EACH_LASTS,
    LASTS,
    NEAR,
    NEEDED,
    NEXT_DAY,
    OTHER_USES,
    PARALLEL,
    PART,
    PART_REACH,
    PROSE,
    RANGE,
)
from aggregator.normalise.dates.occasion import Occasion, Sitting
from aggregator.normalise.dates.roles import Use, use_after

_DAY_PART: Final = re.compile(r"[昼夜朝夕]の?(?:部|回)")
_SET: Final = re.compile(r"(?<!\d)(?:2nd|3rd)[^\d\n。]{0,10}$", re.IGNORECASE)
"""1st 19:30 2nd 20:45: sets of one evening, unless the house is cleared between."""
_CLEARED: Final = re.compile(r"入れ?替え?(?:え?制|あり|有)|各回入れ?替")
_WAY: Final = re.compile(r"駅|徒歩|バス|電車|車で|歩い|移動|休憩|待ち")
_THAT_DAY: Final = re.compile(r"(?:当日|前日|前夜|同日)の?(?:朝|夜|午[前後])?\s?$")
_THAT_DAY_REACH: Final = 8
_DECIDED: Final = re.compile(
    r"(?:頃|ごろ|まで|時点)?(?:に|の|で)[^\n。\d]{0,14}?(?:判断|決定|決め|可否|お?知らせ|告知|連絡|予報)"
)
_TOLD_OF: Final = re.compile(r"(?:判断|決定|可否|お?知らせ|告知|連絡)は[^\n。]{0,8}$")
"""雨のときは前日21時に判断します, 中止の連絡は当日6時に: when one hears whether it is held."""
_TOPIC: Final = re.compile(r"[、。][^\s\d、。]{1,8}は$")
_MEETS_AT: Final = re.compile(r"[^\n。、()\d→]{1,16}集合(?:[、・](?![^\n]{0,8}(?:受付|開場))[^\n。\d]{1,20})?[ \t]*\n")
"""Behind the clock of a line (9:10 北口 集合): what the next lines tell are stations of the way, unless a word says that it begins."""
_MEETING: Final = re.compile(r"集合(?:時間|時刻)?[:\s]{0,3}$")
_STATION: Final = re.compile(r"\n[ \t]*[→⇒➡↓][ \t]*$")
"""集合 7:00 駅前, below it →8:30 牧場: a station of the way."""
_ON_THE_WAY: Final = 14
"""Characters behind a clock in which 集合 says that people meet then."""
_STARTS: Final = re.compile(r"[ \t]?\((?:start|スタート|開演|開始)[:\s]{0,2}", re.IGNORECASE)
_LONGEST_OPEN: Final = 60
"""Minutes from the doors to the start within a range."""
_LONGEST_WAIT: Final = 120
"""Minutes from the doors to the start at most."""
_ANOTHER_REACH: Final = 16
"""Characters between the end of a sitting and the start of the next one."""

_PERFORMED: Final = re.compile(r"(?:開演|スタート)|[ \t](?:開演|スタート)(?![ \t:]*[\d一-十])")
"""Behind its clock (9:30 スタート), where it is not the label of the next one (火入れ式 17:45 開演 18:00)."""


def place(text: str, occasion: Occasion, token: Clock, use: Use, *, end_only: bool) -> bool:
    """Give ``token`` its place in ``occasion``.

    Args:
        text: the folded text.
        occasion: the days that the clock stands with.
        token: the clock.
        use: what the words around it say it is for.
        end_only: it ends a range whose start has no clock, or a word says that it is the end.

    Returns:
        whether the occasion has a place for it; if not, it tells something else (an after-party, an item of a programme).
    """
    if _is_of_else(text, occasion, token, use) or (use is Use.START and _is_set(text, occasion, token)):
        return False
    occasion.end_at = token.end
    if use is Use.START and _opened_before(text, occasion, token):
        occasion.doors, occasion.sitting.start = occasion.sitting.start, token
    elif use is Use.DOORS and occasion.doors is None:
        occasion.doors = token
    elif occasion.closes(token):
        occasion.sitting.end = token
    elif end_only:
        _end(text, occasion, token)
    elif _parallel(text, occasion, token, use) or _another(text, occasion, token, use):
        occasion.sittings.append(Sitting(token, said=use is Use.START and _performed(text, token)))
    elif _told_again(occasion, token, use):
        occasion.sitting.start = token
    elif occasion.awaits_start(use):
        _begin(occasion, token, said=use is Use.START and _performed(text, token))
    else:
        return False
    return True


def _is_of_else(text: str, occasion: Occasion, token: Clock, use: Use) -> bool:
    """Whether ``token`` tells something else than the occasion: an after-party, a train, what is on the way."""
    if use is Use.PARTY or (
        use in OTHER_USES and occasion.use is not use and (occasion.timed or occasion.use is Use.DEADLINE)
    ):
        return True
    if occasion.use is Use.DEADLINE and use is not Use.DEADLINE:
        between = text[occasion.days[-1][0].end : token.start]
        if "\n" in between or (use in (Use.START, Use.DOORS, Use.EVENT) and between.strip() not in ("", "の")):
            return True  # 申込締切 9月30日 17:00, below it 13:00 開会
    if _decides(text, token):
        return True
    if use is Use.NONE and (_after_meeting(text, occasion, token) or _of_topic(text, occasion, token)):
        return True  # 13時集合、お堀を歩いて、15時過ぎにカフェで
    doors = occasion.doors if use is Use.DOORS else None
    if doors is None:
        return False
    return (
        token.minutes <= doors.minutes or "(" in text[doors.end : token.start]
    )  # 開場 9:30 受付 9:30~9:50; 10:00~(サークル入場 8:30~)


def _is_set(text: str, occasion: Occasion, token: Clock) -> bool:
    """Whether ``token`` is when musicians go on after a break."""
    begun = occasion.sittings[-1].start if occasion.sittings else None
    if begun is None or _SET.search(text, max(0, token.start - _ANOTHER_REACH), token.start) is None:
        return False
    return _CLEARED.search(text, begun.start, token.end + PROSE) is None


def _decides(text: str, token: Clock) -> bool:
    """Whether a clock of the day or of the day before is when people hear whether the event is held."""
    if _THAT_DAY.search(text, max(0, token.start - _THAT_DAY_REACH), token.start) is None:
        return False
    return (
        _DECIDED.match(text, token.end) is not None
        or _TOLD_OF.search(text, max(0, token.start - NEAR), token.start) is not None
    )


def _after_meeting(text: str, occasion: Occasion, token: Clock) -> bool:
    """Whether a clock is told in the sentence that goes on behind the one at which people meet: something on the way."""
    met = occasion.doors
    if met is None or occasion.sittings or not met.end < token.start or RANGE.match(text, token.end):
        return False
    between = text[met.end : token.start]
    if _MEETS_AT.match(between) or (
        _MEETING.search(text, max(0, met.start - NEAR), met.start) and _STATION.search(between)
    ):
        return True
    return "集合" in between[:_ON_THE_WAY] and between.count("、") > 1 and "\n" not in between


def _of_topic(text: str, occasion: Occasion, token: Clock) -> bool:
    """Whether a clock long after the one at which people meet tells when a thing of its own is: 8時集合、検量は11時半."""
    met = occasion.doors
    if met is None or occasion.sittings or token.minutes - met.minutes <= _LONGEST_WAIT:
        return False
    return _TOPIC.search(text, max(0, token.start - _ANOTHER_REACH), token.start) is not None


def _opened_before(text: str, occasion: Occasion, token: Clock) -> bool:
    """Whether a bracket right behind a range says when it starts within it, so that the range begins with the doors: 18:00-20:30(start 18:30)."""
    sitting = occasion.sittings[0] if len(occasion.sittings) == 1 else None
    if sitting is None or sitting.start is None or sitting.end is None or sitting.said or occasion.doors is not None:
        return False
    within = sitting.start.minutes < token.minutes <= min(sitting.end.minutes, sitting.start.minutes + _LONGEST_OPEN)
    return within and _STARTS.fullmatch(text, sitting.end.end, token.start) is not None


def _told_again(occasion: Occasion, token: Clock, use: Use) -> bool:
    """Whether ``token`` is the start once more, so that its end may follow: 5月30日 10:00〜 … 時間 10:00〜11:00."""
    sitting = occasion.sittings[0] if len(occasion.sittings) == 1 else None
    begun = sitting.start if sitting is not None and sitting.end is None else None
    return begun is not None and begun.minutes == token.minutes and use in (Use.NONE, Use.EVENT, Use.START)


def _begin(occasion: Occasion, token: Clock, *, said: bool) -> None:
    """Let the sitting begin at ``token``; a start without a label that stood there before is passed over."""
    if occasion.sitting.start is not None:
        occasion.spare.append((occasion.sitting.start, Use.NONE))
    occasion.sitting.start, occasion.sitting.said = token, said


def _performed(text: str, token: Clock) -> bool:
    """Whether a performance begins: another 開演 is another one, while a スタート is meant rather than the 開会式 before it."""
    before = text[max(0, token.start - 6) : token.start]
    return "開演" in before or "スタート" in before or _PERFORMED.match(text, token.end) is not None


def end_item(found: list[Occasion], begun: object, token: Clock, gap: str) -> None:
    """Take ``token`` as the end of a spare clock, ``begun``, of one of the last days."""
    for one in found[-3:]:
        clock, use = one.spare[-1] if one.spare else (None, Use.NONE)
        if clock is not None and clock is begun and use is Use.NONE:
            one.items.append((clock, end_of(clock, token, gap)))


def closing(occasion: Occasion, clock: Clock, gap: str) -> Clock:
    """The clock at which the last day ends, as it is meant beside the start of all days: 夕方5時まで(最終日は3時まで)."""
    start = occasion.sittings[0].start if occasion.sittings else None
    return clock if start is None else end_of(start, clock, gap)


def end_of(first: Clock, second: Clock, gap: str) -> Clock:
    """The second clock of a range as it is meant beside the first one; ``gap`` are the words between."""
    second = carried(first, second)
    if NEXT_DAY.search(gap) and second.minutes < MINUTES_A_DAY:
        return second._replace(minutes=second.minutes + MINUTES_A_DAY)
    return second


def _end(text: str, occasion: Occasion, token: Clock) -> None:
    """Let ``token`` end the sitting; the end of the first item of a programme gives way to that of the whole: 8:15-9:30 … 12:00 おひらき."""
    sitting = occasion.sitting
    if (
        sitting.end is not None and token.minutes >= sitting.end.minutes
    ):  # 14時~16時 holds where the programme closes at 15:55
        programme = [clock for clock, use in occasion.spare if use is Use.NONE and clock.start > sitting.end.end]
        if len(programme) > 1 and max(clock.minutes for clock in programme) <= token.minutes:
            sitting.end = None
    if sitting.end is not None:
        occasion.spare.append((token, Use.END))
    if NEXT_DAY.search(text, max(0, token.start - NEAR), token.start) and token.minutes < MINUTES_A_DAY:
        token = token._replace(minutes=token.minutes + MINUTES_A_DAY)  # 11時集合、翌日13時解散
    if sitting.end is None and (sitting.start is None or token.minutes != sitting.start.minutes):
        sitting.end = carried(sitting.start, token) if sitting.start else token


def _parallel(text: str, occasion: Occasion, token: Clock, use: Use) -> bool:
    """Whether ``token`` begins another sitting of the day: 13:00/18:00, 昼の部 13:00開演 夜の部 18:00開演."""
    begun = occasion.sittings[-1].start if occasion.sittings else None
    if begun is None or use not in (Use.NONE, Use.EVENT, Use.START) or token.minutes <= begun.minutes:
        return False
    between = text[begun.end : token.start]
    if len(between) > PART_REACH:
        return False
    return (occasion.sitting.end is None and PARALLEL.fullmatch(between) is not None) or (
        use is Use.START and PART.search(between) is not None
    )


def _another(text: str, occasion: Occasion, token: Clock, use: Use) -> bool:
    """Whether ``token`` begins a second sitting (昼の部, 夜の部): a range that begins after the last one's end, or that is named."""
    end = occasion.sittings[-1].end if occasion.sittings else None
    if end is None or use not in (Use.NONE, Use.EVENT) or token.start - end.end > PART_REACH:
        return False
    if token.start - end.end > _ANOTHER_REACH and not PART.search(text, end.end, token.start):
        return False
    later = token.minutes >= end.minutes or _DAY_PART.search(text, end.end, token.start) is not None
    return later and RANGE.match(text, token.end) is not None


def lengthen(text: str, found: list[Occasion], token: Length, gap: str) -> bool:
    """Give a length to the start beside it, before or behind (所要2時間 19:00〜); whether there is a day yet."""
    if not found:
        return False
    current = found[-1]
    if current.length is not None or (current.sittings and current.sitting.end is not None):
        return True
    if len(gap) <= NEAR and EACH_LASTS.search(gap):
        for earlier in found:
            earlier.length = earlier.length or token
    needed = len(gap) <= PART_REACH and NEEDED.search(gap) is not None
    lasts = current.timed and len(gap) <= PROSE and (LASTS.match(text, token.end) or _is_clause(text, token, gap))
    beside = len(gap) <= 14 and not BREAK.search(gap) and ("\n" not in gap or ALONE.match(text, token.end))
    if needed or lasts or beside:
        for one in found:
            if one is current or (one.sittings and one.sittings is current.sittings):
                one.length = token
    return True


def _is_clause(text: str, token: Length, gap: str) -> bool:
    """Whether a length is a clause of its own, and none of a way: 会議室で、1時間、手ぶらでどうぞ."""
    alone = text[token.start - 1 : token.start] in ("、", "。") and text[token.end : token.end + 1] in ("、", "。")
    return alone and _WAY.search(gap) is None


def fill(text: str, occasion: Occasion) -> None:
    """Take the clocks of the day it replaces, or of the timetable above, where the day has none: their ends count only where a word says so."""
    if not occasion.programme and occasion.replaced is None:
        return
    if not occasion.timed and occasion.replaced is not None:
        occasion.sittings, occasion.doors = occasion.replaced.sittings, occasion.replaced.doors
    if occasion.timed:
        _doors_of_programme(text, occasion)
        return
    end_at = occasion.end_at
    for clock, use in occasion.programme:
        end = use_after(text, clock.end) is Use.END
        if end or use is not Use.END:
            place(text, occasion, clock, use, end_only=end)
    occasion.end_at = end_at


def _doors_of_programme(text: str, occasion: Occasion) -> None:
    """Take the doors from the timetable above an occasion that has its other clocks itself."""
    start = occasion.sittings[0].start if occasion.sittings else None
    if occasion.doors is not None or start is None:
        return
    opened = (
        clock
        for clock, use in occasion.programme
        if 0 <= start.minutes - clock.minutes <= _LONGEST_WAIT and Use.DOORS in (use, use_after(text, clock.end))
    )
    occasion.doors = next(opened, None)
