"""Whether a day joins the days before it: as the next of a list, the last of a range, or a rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from aggregator.model import Precision
from aggregator.normalise.dates.day import Day
from aggregator.normalise.dates.joints import (
    APPLIED,
    ASIDE,
    ASIDE_SENTENCE,
    BECAUSE,
    BLANK,
    BREAK,
    CONDITION,
    CORRECTED,
    COUNTED,
    DAILY,
    EDITION,
    EXCEPTED,
    FAR,
    FELL_THROUGH,
    FROM,
    GOES_ON,
    ITEM,
    LIST,
    MOST_SITTINGS,
    MOVED,
    MOVES,
    NEGATED,
    OTHER_USES,
    OWN_LABEL,
    PAUSES,
    RANGE,
    RULE_REACH,
    SENTENCE,
    SEPARATED,
    SHIFTED,
    STAY,
    STRETCH,
)
from aggregator.normalise.dates.numbers import number
from aggregator.normalise.dates.occasion import Occasion
from aggregator.normalise.dates.roles import Use, use_after, use_after_day, use_before, use_of_day_before
from aggregator.normalise.dates.rules import by_rule


def stretch(text: str, occasion: Occasion) -> None:
    """Take the last day of 12月5日から7日間 or of 9月12日から一泊で."""
    token, day = occasion.days[0]
    days = STRETCH.match(text, token.end)
    stay = STAY.match(text, token.end)
    if days is not None and 1 < int(days["n"]) <= MOST_SITTINGS:
        occasion.last, occasion.end_at = (token, day + timedelta(days=int(days["n"]) - 1)), days.end()
    elif stay is not None and token.precision is Precision.DAY:
        occasion.last, occasion.end_at = (token, day + timedelta(days=number(stay["n"]) or 1)), stay.end()


def count(text: str, occasion: Occasion, token: Day, day: date) -> None:
    """Take the days of 以降隔週で全4回."""
    behind = text.find(")", token.end, token.end + 2) + 1 or token.end
    counted = COUNTED.match(text, behind)
    if counted is not None and 1 < int(counted["n"]) <= MOST_SITTINGS:
        weeks = 2 if counted["w"] == "隔週" else 1
        occasion.days = [(token, day + timedelta(weeks=weeks * index)) for index in range(int(counted["n"]))]
        occasion.end_at = counted.end()


def replaces(text: str, token: Day) -> bool:
    """Whether words say that the event is moved to this day: 10日に変更します, 正しくは10日."""
    clause = SENTENCE.split(text[max(0, token.start - 24) : token.start])[-1]
    if ASIDE_SENTENCE.match(clause):
        return False
    moved = MOVED.match(text, token.end) or CORRECTED.search(clause) or SHIFTED.search(clause)
    return moved is not None and not CONDITION.search(clause)


def _describes(text: str, current: Occasion, token: Day, gap: str) -> bool:
    """Whether a rule in a bracket right behind a day only says what day that is: 10月28日(最終土曜)."""
    day, at = current.days[-1]
    in_bracket = gap.strip() == "(" and text.startswith(")", token.end) and current.last is None and not day.recurring
    return in_bracket and bool(by_rule(text[token.start : token.end], at, at))


def follows(near: Occasion, token: Day, gap: str) -> bool:
    """Whether a day's year goes on from the day before it; behind a month alone (3月の予定から延び、11月10日に) it does only in a range."""
    whole = token.month is not None and token.precision is Precision.DAY
    return not (near.imprecise and whole) or RANGE.fullmatch(gap) is not None


def is_same(near: Occasion, token: Day, day: date, gap: str) -> bool:
    """Whether ``token`` only tells again, right behind it, the day before: 今週末の22日, 明後日の1月29日."""
    said, known = near.days[-1]
    in_words = said.value is not None and token.month is not None and token.value is None and "、" in gap
    same = day == known or (in_words and near.use is Use.NONE and day.weekday() == known.weekday())
    if near.timed or near.last is not None or not same or gap.strip(" (、の"):
        return False
    if day != known:  # 七夕の次の土曜、7月11日
        near.days[-1], near.end_at = (token, day), token.end
        return True
    if near.imprecise or (token.strong and not near.strong):
        near.days[-1] = (token._replace(start=said.start, value=said.value), day)
    near.end_at = token.end
    return True


def fill_month(text: str, month: Occasion, told: Occasion, token: Day, gap: str) -> None:
    """Let the day take the place of its month: 9月の水曜 16日・30日; on a later line with what is said of it there: 11月の行事 … 日時 11月7日."""
    month.days, month.agrees, month.end_at = told.days, told.agrees, token.end
    if not hands_on(text, month, gap):
        month.use = Use.NONE  # 5月の連休は避けて、16日に
    if month.use is Use.NONE and "\n" in gap:
        month.use = use_of_day_before(text, token.start, token.end, token.start - len(gap))


def pauses(text: str, current: Occasion | None, token: Day) -> int:
    """Where the days end on which the range before them pauses, of which ``token`` is the first (※6日(月)・7日(火)休み); -1 if it is none."""
    if current is None or current.last is None or current.use in OTHER_USES:
        return -1
    paused = PAUSES.match(text, token.start)
    return paused.end() if paused is not None else -1


def hands_on(text: str, current: Occasion, gap: str) -> bool:
    """Whether the next day of a list has the use of ``current``; an aside's ends with its line."""
    if current.use is Use.PARTY and "\n" in gap:
        line = text[text.rfind("\n", 0, current.start_at) : current.start_at]
        return OWN_LABEL.search(gap) is None and OWN_LABEL.match(line) is None  # 設営 9/20, below it 公開 9/21
    if current.use not in OTHER_USES:
        return True
    if NEGATED.search(gap) or SHIFTED.search(gap) or BECAUSE.search(gap):
        return False
    if current.use is Use.PAST:
        return not GOES_ON.search(gap)
    return len(gap) <= ASIDE and not SENTENCE.search(gap)


def of_past(text: str, token: Day, gap: str) -> Use:
    """Whether a day that is over was another meeting's (第631回は), or one on which nothing was held (21日の分は雨で流れました)."""
    fell_through = token.precision is Precision.DAY and FELL_THROUGH.match(text, token.end) is not None
    return Use.PAST if fell_through or EDITION.search(gap) else Use.NONE


def until(text: str, current: Occasion, token: Day, day: date, gap: str) -> None:
    """Take ``token`` as the end of the range; of 12/5から12/12に変更 only the new day counts."""
    moves = "→" in gap and MOVES.search(text, max(0, current.start_at - 20), current.start_at)
    if moves or MOVED.match(text, token.end):
        current.days = [(token, day)]
    else:
        current.last = (token, day)
        if current.rule is not None:
            rule = text[current.rule.start : current.rule.end]
            sit(current, current.days[0][0], by_rule(rule, current.days[0][1], day) or [current.days[0][1]])
        after = Use.DEADLINE if APPLIED.match(text, token.end) else use_after_day(text, token.end)
        current.use = after if after in OTHER_USES and current.use is Use.NONE else current.use
    current.end_at = token.end


def repeats(text: str, current: Occasion, token: Day, gap: str) -> bool:
    """Make sittings of 1月14日から2月4日までの毎週木曜日: the days of the range that the rule names."""
    if use_before(text, token.start, current.end_at) is Use.OTHER:
        return False  # 休館日:毎週月曜日
    if DAILY.match(text, token.start) and _is_run(text, current, gap):
        return True  # 9月4日から13日まで、…。毎日12時に開いて
    if _begins_rule(text, current, token, gap):
        current.end_at = token.end
        return True
    if current.last is None and token.value is not None and _of_month(current, token.value, gap):
        current.last = (current.days[0][0], current.days[0][1])
        current.days = [(token._replace(recurring=False), token.value)]
    if current.last is None or len(gap) > RULE_REACH:
        return False
    (base, first), (ending, last) = current.days[0], current.last
    if ending.precision is Precision.MONTH:
        last = (last.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    days = by_rule(text[token.start : token.end], first, last)
    if not days:
        return False
    sit(current, base if base.precision is Precision.DAY else token, days)
    current.end_at = token.end
    return True


def _is_run(text: str, current: Occasion, gap: str) -> bool:
    """Whether ``current`` are days on end, of which 毎日 behind ``gap`` tells the hours."""
    if current.last is not None:
        return len(gap) <= FAR
    begun = FROM.match(text, current.end_at)
    return begun is not None and not (current.timed or current.imprecise) and len(gap) <= FAR


def _of_month(current: Occasion, day: date, gap: str) -> bool:
    """Whether a rule is told for the month before it (11月の毎週土曜日), so that its days are those of that month from ``day`` on."""
    token, first = current.days[0]
    named = token.precision is Precision.MONTH and (first.year, first.month) == (day.year, day.month)
    return named and len(current.days) == 1 and gap.strip() in ("の", "中の", "中", "")


def _begins_rule(text: str, current: Occasion, token: Day, gap: str) -> bool:
    """Whether a day is the first of a rule behind it: 4月18日から毎月第1・第3土曜."""
    day = current.days[-1][1]
    return (
        current.last is None
        and not current.timed
        and len(current.days) == 1
        and FROM.fullmatch(gap) is not None
        and day in by_rule(text[token.start : token.end], day, day)
    )


def sit(current: Occasion, token: Day, days: Sequence[date]) -> None:
    """Make the days of a range that a rule names the sittings."""
    current.days, current.last = [(token, day) for day in days], None


def listed(gap: str, current: Occasion) -> bool:
    """Whether ``gap`` only separates the days of a list; a new line ends what is not the event's."""
    if LIST.fullmatch(gap) is None or gap.count("\n") > 1:
        return False
    return "\n" not in gap or current.use in (Use.EVENT, Use.NONE)


def continues(gap: str) -> bool:
    """Whether a day stands in the same list as the one before: only a short note between them."""
    return (
        len(gap) <= 60
        and not BREAK.search(gap)
        and (
            ITEM.search(gap) is not None
            or (":" not in gap.replace("\n", "")[-12:] and use_before(gap, len(gap), 0) is Use.NONE)
        )
    )


def ends(current: Occasion, day: date) -> bool:
    """Whether ``day`` can be the last of a range that ``current`` begins."""
    return day >= current.days[-1][1] and len(current.days) == 1


def joins(text: str, current: Occasion, token: Day, day: date, gap: str, *, behind_day: bool) -> bool:
    """Whether the day is the end of the range or the next of the list that ``current`` is."""
    if current.last is not None:
        return False
    excepted = _is_excepted(text, current, token, gap)
    if excepted or _describes(text, current, token, gap):
        if excepted:
            current.take_out(day)
        else:
            current.end_at = token.end
        return True
    if not token.recurring and not current.timed and behind_day and _follows_rule(current, gap):
        current.rule, current.days = current.days[-1][0], [(token, day)]
        current.end_at = token.end
        return True
    if ends(current, day) and (
        (RANGE.fullmatch(gap) is not None and gap.count("\n") < BLANK)
        or ("】" not in gap and use_of_day_before(text, token.start, token.end, token.start - len(gap)) is Use.END)
    ):
        until(text, current, token, day, gap)
        return True
    if (current.timed and not current.told_before) or not behind_day or not listed(gap, current):
        return False
    aside = "(" in gap and use_after(text, token.end) in OTHER_USES
    vague = token.precision is not Precision.DAY and current.days[-1][0].precision is Precision.DAY
    if not (aside or vague):
        current.days.append((token, day))
        current.end_at = token.end
    return not (aside or vague)


def _is_excepted(text: str, current: Occasion, token: Day, gap: str) -> bool:
    """Whether a day stands in a bracket of days on which the list before it pauses: 3日、10日(24日と31日は休み)."""
    if "(" not in gap and len(current.days) == 1:
        return False
    opened = text.rfind("(", max(0, token.start - ASIDE), token.start)
    return opened >= current.days[0][0].end and EXCEPTED.match(text, opened) is not None


def _follows_rule(current: Occasion, gap: str) -> bool:
    """Whether a day stands right behind a rule: 毎週火曜日 10月6日〜12月22日, 毎月第2土曜 10月10日."""
    return all(day.recurring for day, _ in current.days) and listed(gap, current)


def label_from(text: str, at: int, gap: str, *, behind: bool) -> int:
    """Where a label of a day can begin behind ``at``: after the word that belongs to the clock or day before it (9時開始、13日は…), if one stands ``behind``."""
    return at + len(SEPARATED.split(gap, maxsplit=1)[0]) if behind and use_after(text, at) is not Use.NONE else at
