"""Which sittings a rule has where days stand beside it: under it, behind a weekday, in place of one of its days. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from aggregator.normalise.dates.choosing import EVENT_USES, is_next
from aggregator.normalise.dates.occasion import Occasion
from aggregator.normalise.dates.rules import by_rule, last_day
from aggregator.normalise.dates.years import make_day
from aggregator.normalise.text import Text

_BESIDE: Final = 40
_OTHER_THEN: Final = re.compile(
    r"[(※、。\n]\s?(?P<m>\d{1,2})月(?:のみ|だけ)?は\s?"
    r"(?:(?P<d>\d{1,2})日|(?P<rule>第\s?[1-5一二三四五][月火水木金土日]曜日?))"
    r"(?![^\n。)]{0,6}(?:お?休|締|まで))"
)

_NEXT: Final = re.compile(r"(?:次回?|初回|今回)(?:の(?:開催|活動|練習|例会|集まり)日?)?[はが:、\s]{0,3}$")
"""The rule's next day is told behind it, in a sentence of its own: 毎週火曜の夜、…をしています。次は6月9日 (not 次回の大会は)."""


def sittings(events: list[Occasion], found: list[Occasion], text: Text, on: date) -> list[Occasion]:
    """The chosen occasions with the days told beside a rule, under it or behind a weekday, in place of its next one."""
    return _listed(_told_beside_rule(_by_rule_above(events, found, text), found, text, on), found, text, on)


def _listed(events: list[Occasion], found: list[Occasion], text: Text, on: date) -> list[Occasion]:
    """The days that are listed behind a weekday or a rule and its clocks: 土曜 13〜15時（4/12、4/26）, 毎週火・木 19:30… 6月は16日、18日."""
    first = events[0]
    token, day = first.days[0]
    if not ((token.guessed or token.recurring) and first.timed):
        return events
    for above, one in zip([None, *found], found, strict=False):
        months = one.days[0][0].month is not None or (above is not None and above.imprecise)
        told = months and not one.timed and not one.imprecise and one.use in EVENT_USES
        if not token.guessed:
            rule = text.folded[token.start : token.end]
            told = told and len(one.days) > 1 and all(at >= on and by_rule(rule, at, at) for _, at in one.days)
        else:
            told = told and {at.weekday() for _, at in one.days} == {day.weekday()}
        if told:
            one.sittings, one.doors, one.length = first.sittings, first.doors, first.length
            return [one]
    return events


def _told_beside_rule(events: list[Occasion], found: list[Occasion], text: Text, on: date) -> list[Occasion]:
    """The days that stand beside a rule in place of its next one: 毎月第2土曜 10月10日、24日; 毎週水曜19時。次回は11月25日."""
    if (other := _other_then(events[0], text.folded)) is not None and other >= on:
        events[0].days = [(events[0].days[0][0], other)]
        return events[:1]
    for one in events:
        told = [(token, day) for token, day in one.days if not token.recurring]
        if told and told[-1][1] >= on:
            one.days = told
    first, *others = events
    if not (first.timed and all(token.recurring for token, _ in first.days)):
        return events
    rule = text.folded[first.days[0][0].start : first.days[0][0].end]
    dated = [one for one in others if one.strong and one.timed and by_rule(rule, one.days[0][1], one.days[0][1])]
    if dated and dated[-1].days[-1][1] >= on:
        return dated
    behind = [
        one
        for one in found
        if one.use in EVENT_USES and not one.imprecise and _NEXT.search(text.folded, first.end_at, one.start_at)
    ]
    for one in [*(one for one in others if is_next(one, text.folded)), *behind]:
        if one.days[-1][1] >= on:
            if not one.timed:
                one.sittings, one.doors, one.length = first.sittings, first.doors, first.length
            return [one]
    return events


def _other_then(first: Occasion, text: str) -> date | None:
    """The day that a month has in place of the rule's: 毎月第2土曜 10時(4月は18日), (5月は第3火曜)."""
    (token, day), *others = first.days
    told = _OTHER_THEN.search(text, first.start_at, first.end_at + _BESIDE) if token.recurring and not others else None
    if told is None or int(told["m"]) != day.month:
        return None
    if told["d"] is not None:
        return make_day(day.year, day.month, int(told["d"]))
    return next(iter(by_rule(told["rule"], day.replace(day=1), last_day(day.year, day.month))), None)


def _by_rule_above(events: list[Occasion], found: list[Occasion], text: Text) -> list[Occasion]:
    """The sittings of a range that a rule stands right above: 毎週土曜 19時、開始日: 2月5日 終了日: 2月26日."""
    first = events[0]
    at = found.index(first)
    above = found[at - 1] if at else None
    if above is None or first.last is None or first.timed or len(above.days) > 1 or not above.days[0][0].recurring:
        return events
    token = above.days[0][0]
    days = by_rule(text.folded[token.start : token.end], first.days[0][1], first.last[1])
    if not days or above.use not in EVENT_USES or first.start_at - above.end_at > _BESIDE:
        return events
    first.rule, first.last, first.days = token, None, [(first.days[0][0], day) for day in days]
    first.sittings, first.doors, first.length = above.sittings, above.doors, above.length
    return events
