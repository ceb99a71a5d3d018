"""Choose among the occasions of a text those that are the event."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from aggregator.normalise.dates.occasion import Occasion
from aggregator.normalise.dates.roles import Use
from aggregator.normalise.dates.rules import by_rule
from aggregator.normalise.text import Text

_EVENT_USES: Final = frozenset({Use.EVENT, Use.START, Use.DOORS, Use.NONE, Use.END})
_SHORT: Final = 48
_HEAD_BEFORE: Final = re.compile(r"(?:^|\n|[\[(<【「])[ \t]*$")
_HEAD_AFTER: Final = re.compile(r"[\])>】」]|[ \t:]|$|\n")
_PAST: Final = timedelta(days=45)
_ALONE: Final = 0.6
_BARE: Final = 0.9
"""Parts of a text: hardly anything but days, and nothing else at all."""
_BRIEF: Final = 120
_OPENING: Final = re.compile(
    r"\s?(?:(?:より|から)(?!\s?\d)|~(?=[、。\n]|$|[^\W\d午正朝夜昼夕翌同深月火水木金土日])|以降|開始|スタート|受付開始)"
)
_OPENED: Final = re.compile(r"(?:申し?込み?|受け?付け?|予約|募集|エントリー|応募|登録|販売)開始日?時?[^\w\n、。]{0,4}$")
_OPENED_REACH: Final = 24
_PLANNED: Final = re.compile(r"\s?(?:に|中に?|頃に?|ごろに?|の)?\s?(?:開催|開講|実施|開演|公演|予定)")
_NEXT_TIME: Final = re.compile(r"(?:次回|次は|次の(?:開催|回)|今回|今月|初回|第[1一]回)[^\n。]{0,8}$")
_NEXT_REACH: Final = 16
_BESIDE: Final = 40
_UNTIMED: Final = re.compile(r"\s*(?:開始)?時[間刻](?:は|:)?\s?(?:未定|調整中|後日|追って)")
_OPEN_YET: Final = re.compile(r"[^。\n]{0,12}(?:調整|検討|相談)中")
_TOLD: Final = re.compile(r"[^\s。]。")
_CHAIN: Final = 120
_LONGEST_SERIES: Final = 400
"""Days over which the days of one list may lie."""


def choose(found: list[Occasion], text: Text, on: date, *, field: bool = False) -> list[Occasion]:
    """The event's occasions among all that were ``found``, in order; none where nothing says when it is.

    Args:
        found: the occasions of the text, whatever they are for.
        text: the folded text.
        on: the day of reading.
        field: the text is nothing but a field that says when: a past day counts like any other.
    """
    return _with_clocks(_series(_candidates(found, text, on, field=field), found, text, on), found)


def sittings(events: list[Occasion], found: list[Occasion], text: Text, on: date) -> list[Occasion]:
    """The chosen occasions with the days told beside a rule, under it or behind a weekday, in place of its next one."""
    return _listed(_told_beside_rule(_by_rule_above(events, found, text), text, on), found, text, on)


def _candidates(found: list[Occasion], text: Text, on: date, *, field: bool = False) -> list[Occasion]:
    """The occasions that may be the event, best first group: labelled ones, else what can hardly be anything else."""
    open_ones = [one for one in found if one.use in _EVENT_USES]
    labelled = [one for one in open_ones if one.use in (Use.EVENT, Use.START, Use.DOORS) and not one.imprecise]
    if any(one.timed and one.strong and one.use is Use.NONE and one.days[0][1] >= on for one in open_ones):
        first = next((one for one in open_ones if one.timed and one.strong and one.use is Use.NONE), None)
        labelled = [
            one
            for one in labelled
            if not (_further(one, text.folded) if not one.timed else _follows(one, first, text.folded, on))
        ]
        if (
            first is not None
            and first.days[0][1] > on
            and not first.days[0][0].recurring
            and heads_line(first, text.folded)
        ):
            labelled = [
                one
                for one in labelled
                if one.start_at < first.start_at or (one.timed and not _in_sentence(one, text.folded))
            ]
    share = _share_of(open_ones, text.folded)
    alone, bare = field or share >= _ALONE, field or share >= _BARE
    short = alone or (len(text.folded.strip()) <= _SHORT and _TOLD.search(text.folded) is None)
    chosen = labelled or [one for one in open_ones if one.strong and one.timed and (short or _recent(one, on))]
    chosen = chosen or [
        one
        for one in open_ones
        if (one.strong or one.timed)
        and not one.imprecise
        and (bare or _recent(one, on) or (short and (one.dated or one.timed)))
    ]
    chosen = chosen or [
        one
        for one in open_ones
        if one.imprecise
        and (alone or one.use is Use.EVENT or (one.strong and _says_when(one, text.folded)))
        and (bare or _recent(one, on))
        and not _OPEN_YET.match(text.folded, one.end_at)
    ]
    return chosen or [
        one
        for one in open_ones
        if not one.imprecise
        and not one.strong
        and (
            _heads(one, text.folded)
            or alone
            or _PLANNED.match(text.folded, one.end_at)
            or _brief_range(one, text.folded)
        )
    ]


def heads_line(one: Occasion, text: str) -> bool:
    """Whether a line begins with the day: ●9/13(日) 19~21時."""
    return not text[text.rfind("\n", 0, one.start_at) + 1 : one.start_at].strip(" \t・■●○◎◆◇▼☆★*-")


def _in_sentence(one: Occasion, text: str) -> bool:
    """Whether the label of a day stands in the middle of a sentence: なお、企画展の会期は4月18日から."""
    line = text[text.rfind("\n", 0, one.start_at) + 1 : one.start_at]
    return "、" in line or "。" in line


def _further(one: Occasion, text: str) -> bool:
    """Whether the day is one after the event's (次回4月25日), or told in a sentence further down (大会本番は2月14日)."""
    line = text[text.rfind("\n", 0, one.start_at) + 1 : one.start_at]
    return is_next(one, text) or "。" in line


def _follows(one: Occasion, first: Occasion | None, text: str, on: date) -> bool:
    """Whether the day is called the next one behind ``first``, a day to come: 9月5日 10:00 …, 次回 10月3日 10:00."""
    return first is not None and on <= first.days[0][1] and first.start_at < one.start_at and is_next(one, text)


def is_next(one: Occasion, text: str) -> bool:
    """Whether the day is the one after the event's: 次回4月25日."""
    return _NEXT_TIME.search(text, max(0, one.start_at - _NEXT_REACH), one.start_at) is not None


def opens(one: Occasion, text: str) -> bool:
    """Whether registration begins on that day rather than ends: 申込開始 11月1日, 申込 11月1日10時から電話で."""
    if one.last is not None or (one.sittings and one.sittings[-1].end is not None):
        return False
    return (
        _OPENING.match(text, one.end_at) is not None
        or _OPENED.search(text, max(0, one.start_at - _OPENED_REACH), one.start_at) is not None
    )


def _says_when(one: Occasion, text: str) -> bool:
    """Whether a day that is only about known is the event's: in a short text, or where the words behind it say so."""
    return len(text) <= _BRIEF or _PLANNED.match(text, one.end_at) is not None


def _brief_range(one: Occasion, text: str) -> bool:
    """Whether a short text names two days that follow each other: 6/5〜6/6でキャンプ."""
    return one.last is not None and one.last[1] > one.days[0][1] and len(text) <= _BRIEF


def _heads(one: Occasion, text: str) -> bool:
    """Whether a bare day (11/28) stands where a headline puts it: at the beginning of a line or alone in brackets."""
    return (
        _HEAD_BEFORE.search(text, max(0, one.start_at - 4), one.start_at) is not None
        and _HEAD_AFTER.match(text, one.end_at) is not None
    )


def _share_of(found: list[Occasion], text: str) -> float:
    """The part of the text that its days are."""
    return sum(one.end_at - one.start_at for one in found) / max(1, len(text.strip()))


def _recent(one: Occasion, on: date) -> bool:
    """A day long past that no label calls the event's is a memory; so is any past day that 先週, 去年 name."""
    named = one.days[0][0].value is not None
    return (one.last or one.days[-1])[1] >= (on if named else on - _PAST)


def _series(chosen: list[Occasion], found: list[Occasion], text: Text, on: date) -> list[Occasion]:
    """The first occasion and those that follow it in one list."""
    if not chosen:
        return []
    kept = [_main(chosen, found, text.folded, on)]
    for one in chosen[chosen.index(kept[0]) + 1 :] if kept[0] in chosen else ():
        gap = text.folded[kept[-1].end_at : one.start_at]
        if (
            len(gap) > _CHAIN
            or "。" in gap
            or "※" in gap
            or one.days[0][0].recurring
            or (one.use is Use.NONE and len(gap) > 60)
        ):
            break
        recurring = kept[0].days[0][0].recurring
        if not (one.timed or recurring) and kept[0].timed and is_next(one, text.folded):
            break
        if any(one.days[0][1] == day for earlier in kept for _, day in earlier.days):
            continue
        if one.days[0][0].value is not None and one.days[0][1] < kept[0].days[0][1]:
            continue  # 今日やること in the programme of a day to come
        if one.days[0][1] < kept[-1].days[0][1] and "\n" in gap:
            break
        if abs((one.days[0][1] - kept[0].days[0][1]).days) > _LONGEST_SERIES:
            break
        if one.timed is not kept[0].timed and not (one.continued or one.use is Use.EVENT):
            break
        kept.append(one)
    return kept


def _main(chosen: list[Occasion], found: list[Occasion], text: str, on: date) -> Occasion:
    """The first with a clock among the labelled ones, so that 開催日 in a headline does not win over 日時 with its times.

    A day to come that heads the listing wins over clocks of other days further down (説明会 8月2日 10時), which have no label.
    """
    first = next((one for one in chosen if one.timed), chosen[0])
    head = next((one for one in found if one.use in _EVENT_USES and one.strong and not one.imprecise), first)
    if head is first or first.use is not Use.NONE or head.start_at > first.start_at or head.timed:
        return first
    if not (head.dated and head.days[0][1] > on and _head_of_line(head, text)):
        return first
    same = (one for one in chosen if one.timed and one.days[0][1] == head.days[0][1])
    return next(same, head)


def _head_of_line(one: Occasion, text: str) -> bool:
    """Whether nothing but a name stands in the line of a day: no words behind it that say more."""
    end = text.find("\n", one.end_at)
    if _UNTIMED.match(text, one.end_at):
        return True
    return not text[one.end_at : end if end >= 0 else len(text)].strip(" 。!♪")


def _with_clocks(kept: list[Occasion], found: list[Occasion]) -> list[Occasion]:
    """The days, with the clocks that the text gives elsewhere for the first of them (毎月第2土曜 11時、12月は12日・26日)."""
    first = kept[0] if kept else None
    if first is None or first.last is not None:
        return kept
    day, others = first.days[0][1], [one for one in found if one.timed and one.use in _EVENT_USES]
    if first.timed:
        _with_end(first, others)
        return kept
    timed = next((one for one in others if one.days[0][1] == day), None) or next(
        (one for one in others if one.days[0][0].recurring and one.days[0][1].weekday() == day.weekday()), None
    )
    if timed is not None and not first.imprecise:
        first.sittings, first.doors, first.length = timed.sittings, timed.doors, timed.length
    return kept


def _listed(events: list[Occasion], found: list[Occasion], text: Text, on: date) -> list[Occasion]:
    """The days that are listed behind a weekday or a rule and its clocks: 土曜 13〜15時（4/12、4/26）, 毎週火・木 19:30… 6月は16日、18日."""
    first = events[0]
    token, day = first.days[0]
    if not ((token.guessed or token.recurring) and first.timed):
        return events
    for above, one in zip([None, *found], found, strict=False):
        months = one.days[0][0].month is not None or (above is not None and above.imprecise)
        told = months and not one.timed and not one.imprecise and one.use in _EVENT_USES
        if not token.guessed:
            rule = text.folded[token.start : token.end]
            told = told and len(one.days) > 1 and all(at >= on and by_rule(rule, at, at) for _, at in one.days)
        else:
            told = told and {at.weekday() for _, at in one.days} == {day.weekday()}
        if told:
            one.sittings, one.doors, one.length = first.sittings, first.doors, first.length
            return [one]
    return events


def _told_beside_rule(events: list[Occasion], text: Text, on: date) -> list[Occasion]:
    """The days that stand beside a rule in place of its next one: 毎月第2土曜 10月10日、24日; 毎週水曜19時、次回は11月25日."""
    for one in events:
        told = [(token, day) for token, day in one.days if not token.recurring]
        if told and told[-1][1] >= on:
            one.days = told
    first, *others = events
    if not (first.timed and all(token.recurring for token, _ in first.days)):
        return events
    for one in others:
        if is_next(one, text.folded) and one.days[-1][1] >= on:
            if not one.timed:
                one.sittings, one.doors, one.length = first.sittings, first.doors, first.length
            return [one]
    return events


def _by_rule_above(events: list[Occasion], found: list[Occasion], text: Text) -> list[Occasion]:
    """The sittings of a range that a rule stands right above: 毎週土曜 19時、開始日: 2月5日 終了日: 2月26日."""
    first = events[0]
    at = found.index(first)
    above = found[at - 1] if at else None
    if above is None or first.last is None or first.timed or len(above.days) > 1 or not above.days[0][0].recurring:
        return events
    token = above.days[0][0]
    days = by_rule(text.folded[token.start : token.end], first.days[0][1], first.last[1])
    if not days or above.use not in _EVENT_USES or first.start_at - above.end_at > _BESIDE:
        return events
    first.rule, first.last, first.days = token, None, [(first.days[0][0], day) for day in days]
    first.sittings, first.doors, first.length = above.sittings, above.doors, above.length
    return events


def _with_end(first: Occasion, others: list[Occasion]) -> None:
    """The end and the doors that the same sitting has where it is told again: Every Thursday from 7:30pm / 毎週木曜 19:30〜21:30."""
    sitting = first.sittings[0] if first.sittings else None
    if sitting is None or sitting.start is None or sitting.end is not None or first.length is not None:
        return
    for one in others:
        again = one.sittings[0] if one.sittings and one.days[0][1] == first.days[0][1] else None
        if again is not None and again.start is not None and again.start.minutes == sitting.start.minutes:
            sitting.end, first.doors = again.end or sitting.end, first.doors or one.doors
