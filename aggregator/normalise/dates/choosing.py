"""Choose among the occasions of a text those that are the event."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from aggregator.normalise.dates.joints import DAILY
from aggregator.normalise.dates.late import end_of_items, late_sitting
from aggregator.normalise.dates.occasion import Occasion
from aggregator.normalise.dates.parts import join_parts
from aggregator.normalise.dates.roles import Use
from aggregator.normalise.text import Text

EVENT_USES: Final = frozenset({Use.EVENT, Use.START, Use.DOORS, Use.NONE, Use.END})
_SHORT: Final = 48
_HEAD_BEFORE: Final = re.compile(r"(?:^|\n|[\[(<【「。])[ \t]*$")
_HEAD_AFTER: Final = re.compile(r"[\])>】」【「『]|[ \t:]|$|\n|まで[。、(]")
_PAST: Final = timedelta(days=45)
_ALONE: Final = 0.6
_BARE: Final = 0.9
"""Parts of a text: hardly anything but days, and nothing else at all."""
_BRIEF: Final = 120
_OPENING: Final = re.compile(
    r"\s?(?:(?:より|から)(?!\s?\d)|~(?=[、。\n]|$|[ \t]?[^\W\d午正朝夜昼夕翌同深月火水木金土日])|以降|開始|スタート|受付開始)"
)
_OPENED: Final = re.compile(r"(?:申し?込み?|受け?付け?|予約|募集|エントリー|応募|登録|販売)開始日?時?[^\w\n、。]{0,4}$")
_OPENED_REACH: Final = 24
_PLANNED: Final = re.compile(r"\s?(?:に|中に?|頃に?|ごろに?|の)?\s?(?:開催|開講|実施|開演|公演|予定(?!から|だっ|でし))")
_NEXT_TIME: Final = re.compile(r"(?:次回|次は|次の(?:開催|回)|今回|今月|初回|第[1一]回)[^\n。]{0,8}$")
_NEXT_TOPIC: Final = re.compile(r"[。\n][^\w\n]*(?:次回|次々回|来月)[^\n。]{0,20}$")
_NEXT_REACH: Final = 28
_USUAL: Final = re.compile(r"(?:ふだん|普段|いつも|通常|日頃|日ごろ)の?[^\s\d。、]{0,8}[、:]?\s?$")
_USUAL_REACH: Final = 14
_UNTIMED: Final = re.compile(r"\s*(?:開始)?時[間刻](?:は|:)?\s?(?:未定|調整中|後日|追って)")
_OPEN_YET: Final = re.compile(r"[^。\n]{0,12}(?:調整|検討|相談)中")
_HELD: Final = re.compile(
    r"(?:、|に|の?(?:午前|午後|夜)?\d{1,2}時(?:半|\d{1,2}分)?(?:から|に|、))[^。\n]{0,70}?"
    r"(?:(?:開か|催さ|行わ|開催さ|上演さ|披露さ)れ(?:る|ます)"
    r"|(?<![くにで])(?:開く|催す|開催する|行う)(?=[。\n]|予定)|(?:始まる|開幕する)(?=[。\n]))"
)
"""Behind a day that is but a number: the sentence says what is held then (が6日、公民館で開かれる)."""
_LAST_DAY: Final = re.compile("まで[。、(]")
_LONGEST_SHOW: Final = 120
"""Days that an exhibition lasts at most whose last day a sentence of its own tells."""
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
    found = _without_daily(found, text.folded)
    kept = _with_clocks(_series(_candidates(found, text, on, field=field), found, text, on), found)
    if len(kept) == 1 and not kept[0].timed and (sitting := late_sitting(kept[0], found, text.folded)) is not None:
        kept[0].sittings = [sitting]
    if len(kept) == 1 and (end := end_of_items(kept[0], text.folded)) is not None:
        kept[0].sitting.end = end
    if len(kept) == 1 and kept[0].sittings:
        join_parts(kept[0], text.folded)
    return kept


def _without_daily(found: list[Occasion], text: str) -> list[Occasion]:
    """The occasions without a rule 毎日 that tells the hours of a run told behind it: 毎日9時~17時 … 2月7日から14日まで."""
    for index, one in enumerate(found):
        if not (one.days[0][0].recurring and DAILY.match(text, one.start_at)):
            continue
        behind = (other for other in found[index + 1 :] if other.last is not None and other.use in EVENT_USES)
        if (run := next(behind, None)) is None:
            continue
        if not run.timed:
            run.sittings, run.doors, run.finale = one.sittings, one.doors, run.finale or one.finale
        return [other for other in found if other is not one]
    return found


def _candidates(found: list[Occasion], text: Text, on: date, *, field: bool = False) -> list[Occasion]:
    """The occasions that may be the event, best first group: labelled ones, else what can hardly be anything else."""
    open_ones = [one for one in _with_last_days(found, text.folded) if one.use in EVENT_USES]
    labelled = [one for one in open_ones if one.use in (Use.EVENT, Use.START, Use.DOORS) and not one.imprecise]
    if any(one.timed and one.strong and one.use is Use.NONE and one.days[0][1] >= on for one in open_ones):
        first = next((one for one in open_ones if one.timed and one.strong and one.use is Use.NONE), None)
        labelled = [
            one
            for one in labelled
            if not (
                _further(one, text.folded) or _is_beside(one, first, text.folded)
                if not one.timed
                else _follows(one, first, text.folded, on) or _opens_only(one, first)
            )
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
    if any(_sure(one, on) for one in open_ones):
        open_ones = [one for one in open_ones if not _is_usual(one, text.folded)]
        labelled = [one for one in labelled if not _is_usual(one, text.folded)]
    lead = next((one for one in open_ones if one.use is Use.NONE and _led(one, text.folded)), None)
    if lead is not None:
        open_ones = [one for one in open_ones if not (one.start_at > lead.start_at and is_next(one, text.folded))]
        labelled = [one for one in labelled if any(one is other for other in open_ones)]
    share = _share_of(open_ones, text.folded)
    alone, bare = field or share >= _ALONE, field or share >= _BARE
    short = alone or (len(text.folded.strip()) <= _SHORT and _TOLD.search(text.folded) is None)
    chosen = labelled or [one for one in open_ones if one.strong and one.timed and (short or _recent(one, on))]
    chosen = chosen or [
        one
        for one in open_ones
        if (one.strong or one.timed or one is lead)
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


def _with_last_days(found: list[Occasion], text: str) -> list[Occasion]:
    """The occasions, each with the last day that the next sentence tells (写真展が10日、公民館で開かれる。15日まで)."""
    kept: list[Occasion] = []
    for one in found:
        (token, day), *others = one.days
        first = kept[-1] if kept and not others and one.last is None and _LAST_DAY.match(text, token.end) else None
        if first is not None and _begins_before(first, one, day, text):
            first.last, first.sittings, first.end_at = (token, day), one.sittings, one.end_at
        else:
            kept.append(one)
    return kept


def _begins_before(first: Occasion, one: Occasion, day: date, text: str) -> bool:
    """Whether ``one``, at the beginning of a sentence, is the last day of what ``first`` begins."""
    alone = first.last is None and len(first.days) == 1 and not (first.timed or first.imprecise)
    uses = first.use in (Use.NONE, Use.EVENT) and one.use in (Use.NONE, Use.END, Use.EVENT)
    if not (alone and uses and 0 < (day - first.days[0][1]).days <= _LONGEST_SHOW):
        return False
    between = text[first.end_at : one.start_at]
    return between.endswith("。") and between.count("。") == 1 and _HELD.match(text, first.days[0][0].end) is not None


def _sure(one: Occasion, on: date) -> bool:
    """Whether a day to come with its month is told, which no rule gives."""
    return one.strong and not one.imprecise and not one.days[0][0].recurring and one.days[0][1] >= on


def _is_usual(one: Occasion, text: str) -> bool:
    """Whether a rule tells of other times: ふだんは毎週水曜の19時から."""
    return (
        one.days[0][0].recurring and _USUAL.search(text, max(0, one.start_at - _USUAL_REACH), one.start_at) is not None
    )


def heads_line(one: Occasion, text: str) -> bool:
    """Whether a line begins with the day: ●9/13(日) 19~21時."""
    return not text[text.rfind("\n", 0, one.start_at) + 1 : one.start_at].strip(" \t・■●○◎◆◇▼☆★*-")


def _in_sentence(one: Occasion, text: str) -> bool:
    """Whether the label of a day stands in the middle of a sentence: なお、企画展の会期は4月18日から."""
    line = text[text.rfind("\n", 0, one.start_at) + 1 : one.start_at]
    return "、" in line or "。" in line


def _led(one: Occasion, text: str) -> bool:
    """Whether a number alone is the day of a sentence that says what is held then, as newspapers write: 写真展が6日、公民館で開かれる."""
    if one.strong or one.imprecise or one.days[0][0].recurring or one.last is not None:
        return False
    return _HELD.match(text, one.days[-1][0].end) is not None


def _further(one: Occasion, text: str) -> bool:
    """Whether the day is one after the event's (次回4月25日), or told in a sentence further down (大会本番は2月14日)."""
    line = text[text.rfind("\n", 0, one.start_at) + 1 : one.start_at]
    return is_next(one, text) or "。" in line


def _is_beside(one: Occasion, first: Occasion | None, text: str) -> bool:
    """Whether a day further down than ``first`` is told within a sentence or note: ※審査は9月6日、公演は来年2月16日です."""
    if first is None or one.start_at < first.start_at:
        return False
    line = text[text.rfind("\n", 0, one.start_at) + 1 : one.start_at]
    return "\n" in text[first.end_at : one.start_at] and ("、" in line or line.lstrip()[:1] == "※")


def _follows(one: Occasion, first: Occasion | None, text: str, on: date) -> bool:
    """Whether the day is called the next one behind ``first``, a day to come: 9月5日 10:00 …, 次回 10月3日 10:00."""
    if first is None or first.days[0][0].recurring:
        return False  # 毎週水曜 20:00, 第1回 日時: 12月9日
    return on <= first.days[0][1] and first.start_at < one.start_at and is_next(one, text)


def _opens_only(one: Occasion, first: Occasion | None) -> bool:
    """Whether nothing but doors open on another day than that of ``first``, which has its hours: a shop's オープンは6月8日 7時."""
    whole = first is not None and bool(first.sittings) and first.sittings[0].end is not None
    return whole and one.doors is not None and not one.sittings and first is not None and one.days != first.days


def is_next(one: Occasion, text: str) -> bool:
    """Whether the day is the one after the event's: 次回4月25日."""
    low = max(0, one.start_at - _NEXT_REACH)
    return (
        _NEXT_TIME.search(text, low, one.start_at) is not None
        or _NEXT_TOPIC.search(text, low, one.start_at) is not None
    )


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
        known = any(one.days[0][1] == day for earlier in kept for _, day in earlier.days)
        if known and not _is_later(one, kept[-1]):
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


def _is_later(one: Occasion, before: Occasion) -> bool:
    """Whether two lines tell two sittings of one day: 7月5日 10:00〜12:00, below it 7月5日 13:00〜15:00."""
    if len(one.sittings) != 1 or len(before.sittings) != 1 or one.use is not before.use or one.last or before.last:
        return False
    begun, ended = one.sittings[0].start, before.sittings[0].end
    later = begun is not None and ended is not None and begun.minutes >= ended.minutes
    return later and one.sittings[0].end is not None


def _main(chosen: list[Occasion], found: list[Occasion], text: str, on: date) -> Occasion:
    """The first with a clock among the labelled ones, so that 開催日 in a headline does not win over 日時 with its times.

    A day to come that heads the listing wins over clocks of other days further down (説明会 8月2日 10時), which have no label.
    """
    first = next((one for one in chosen if one.timed), chosen[0])
    if (sure := _sure_before(first, chosen, text)) is not None:
        return sure
    head = next((one for one in found if one.use in EVENT_USES and one.strong and not one.imprecise), first)
    if head is first or first.use is not Use.NONE or head.start_at > first.start_at or head.timed:
        return first
    if not (head.dated and head.days[0][1] > on and _head_of_line(head, text)):
        return first
    same = (one for one in chosen if one.timed and one.days[0][1] == head.days[0][1])
    return next(same, head)


def _sure_before(first: Occasion, chosen: list[Occasion], text: str) -> Occasion | None:
    """A day with its month and weekday in a sentence before the one with a clock, whose day is but a number (29日 … 12時から)."""
    if first.strong or first.use is not Use.NONE:
        return None
    before = (one for one in chosen if one.start_at < first.start_at and one.strong and one.dated)
    return next((one for one in before if "。" in text[one.end_at : first.start_at]), None)


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
    day, others = first.days[0][1], [one for one in found if one.timed and one.use in EVENT_USES]
    if first.timed:
        _with_end(first, others)
        return kept
    timed = next((one for one in others if one.days[0][1] == day), None) or next(
        (one for one in others if one.days[0][0].recurring and one.days[0][1].weekday() == day.weekday()), None
    )
    if timed is not None and not first.imprecise:
        first.sittings, first.doors, first.length = timed.sittings, timed.doors, timed.length
    return kept


def _with_end(first: Occasion, others: list[Occasion]) -> None:
    """The end and the doors that the same sitting has where it is told again: Every Thursday from 7:30pm / 毎週木曜 19:30〜21:30."""
    sitting = first.sittings[0] if first.sittings else None
    if sitting is None or sitting.start is None or sitting.end is not None or first.length is not None:
        return
    for one in others:
        again = one.sittings[0] if one.sittings and one.days[0][1] == first.days[0][1] else None
        if again is not None and again.start is not None and again.start.minutes == sitting.start.minutes:
            sitting.end, first.doors = again.end or sitting.end, first.doors or one.doors
