"""Stretches of one day that are the parts of one programme (稽古 9:30~11:30, 審査 13:00~15:30) rather than sittings to choose from. Pure."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from aggregator.normalise.dates.clock import Clock
from aggregator.normalise.dates.occasion import Occasion, Sitting
from aggregator.normalise.dates.placing import end_of
from aggregator.normalise.dates.roles import Use

_CHOSEN: Final = re.compile(
    r"[①-⑳]|(?<![A-Za-z])[A-Ha-h](?![A-Za-z])|[昼夜朝夕]の?(?:部|回)|\d\s?回|回目|[\[(]\d[\])]|\d部[\s:]*$|第\s?[\d一二三]\s?回"
    r"|歳|年生|級|クラス|コース|[組班回]\s*$|\b(?:day|night|am|pm)\b",
    re.IGNORECASE,
)
"""In the name of a stretch: one comes to this one or to another."""
_EACH: Final = re.compile(
    r"各(?:回|部|席|枠|公演|クラス|コース|時間|先着|定員|[\s約]{0,2}\d)|入れ?替|回目|[二三2-9]部制|どちらか|いずれか|同じ(?:内容|です)|同一内容"
    r"|内容[はが](?:同じ|同一|共通)|[2-9二三四]回(?:開催|公演|実施|行)|(?:希望(?:の|する)|好きな|都合の[よ良]い)(?:回|時間|部)|回を(?:お?選|ご指定)"
)
"""What tells sittings to choose from, wherever the text says it."""
_ASIDE: Final = re.compile(
    r"懇親|懇談|交流会|二次会|2次会|打ち?上げ|食事会|レセプション|相談|アフター|サイン会|質問会|オプション|リハーサル|準備|設営|搬入"
)
"""A part that is no part of the event for all: it follows, or those come who want to."""
_ASIDE_BEHIND: Final = re.compile(
    rf"[ \t]?\((?=[^)\n]*(?:希望者|別料金|別途|別会場|自由参加|任意))|[ \t]?(?:{_ASIDE.pattern})"
)
_BRACKET: Final = re.compile(r"\([^)]*$")
_GATHERING: Final = re.compile(
    r"シンポジウム|シンポ(?!ル)|フォーラム|カンファレンス|コンファレンス|学会|研究(?:発表|大)?会|発表会|大会|総会|サミット|集会|例会|セミナー"
)
"""What goes on over noon: its 午前の部 and 午後の部 are one event's, even of one length."""
_HALF: Final = re.compile(r"午[前後]の?部")
_LONGEST_BREAK: Final = 100
"""Minutes between two parts of one programme: one eats between them."""
_ALIKE: Final = 5
"""Minutes by which sittings of one thing differ at most."""
_CLOSING: Final = re.compile(r"解散|閉会|散会|お開き|おひらき|終了|終演|閉式|閉幕|下山|帰着")
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_NAME: Final = 24
"""Characters before a clock that may name its part."""


def join_parts(one: Occasion, text: str) -> None:
    """Let the stretches of the only day of an event be one, where they are parts of it, up to what the text calls its close."""
    if one.last is not None or len(one.days) > 1:
        return
    if len(one.sittings) > 1 and all(sitting.start and sitting.end for sitting in one.sittings):
        _join(one, text)
    if len(one.sittings) == 1:
        _close(one, text)


def _join(one: Occasion, text: str) -> None:
    names = [_name(text, sitting) for sitting in one.sittings]
    while len(names) > 1 and _is_aside(text, one.sittings[-1], names[-1]):
        one.sittings.pop(), names.pop()
    first, last = one.sittings[0], one.sittings[-1]
    if first is last or not _one_after_the_other(one.sittings) or not all(map(_WORD.search, names[1:])):
        return
    if any(map(_CHOSEN.search, names)) or _EACH.search(text):
        return
    lengths = [_length(sitting) for sitting in one.sittings]
    gathers = all(map(_HALF.search, names)) and _GATHERING.search(text) is not None
    if gathers or max(lengths) - min(lengths) > _ALIKE:
        one.sittings = [Sitting(first.start, last.end, first.said)]


def _close(one: Occasion, text: str) -> None:
    """Take the clock of a last line (16:00 解散) as the end, where items of a programme stand between it and the end of the first stretch."""
    sitting = one.sitting
    if sitting.start is None or sitting.end is None:
        return
    behind = [(clock, use) for clock, use in one.spare if clock.start > sitting.end.start]
    if not behind or behind[-1][1] is not Use.END or any(use is Use.PARTY for _, use in behind):
        return
    last = end_of(sitting.start, behind[-1][0], "")
    if (
        last.minutes > sitting.end.minutes
        and _is_closing_line(text, last)
        and not _ASIDE.search(text, sitting.end.end, last.start)
    ):
        sitting.end = last


def _is_closing_line(text: str, clock: Clock) -> bool:
    """Whether a line holds nothing but the clock and what ends then."""
    line = text[text.rfind("\n", 0, clock.start) + 1 : clock.start]
    end = text.find("\n", clock.end)
    words = line + text[clock.end : end if end >= 0 else len(text)]
    return len(words.strip()) <= _NAME and not re.search(r"\d", words) and _CLOSING.search(words) is not None


def _name(text: str, sitting: Sitting) -> str:
    """The words before the stretch in its line, or behind it where the line begins with its clock."""
    start, end = sitting.start.start if sitting.start else 0, sitting.end.end if sitting.end else 0
    before = re.split(r"\d:\d\d|\d時", text[max(0, start - _NAME, text.rfind("\n", 0, start) + 1) : start])[-1]
    return before if _WORD.search(before) else before + re.split(r"\d:\d\d|\d時|\n", text[end : end + _NAME])[0]


def _is_aside(text: str, sitting: Sitting, name: str) -> bool:
    end = sitting.end.end if sitting.end is not None else 0
    return (
        _ASIDE.search(name) is not None
        or _BRACKET.search(name) is not None
        or _ASIDE_BEHIND.match(text, end) is not None
    )


def _one_after_the_other(sittings: list[Sitting]) -> bool:
    pairs = pairwise(sittings)
    return all(a.end and b.start and 0 <= b.start.minutes - a.end.minutes <= _LONGEST_BREAK for a, b in pairs)


def _length(sitting: Sitting) -> int:
    begun, ended = sitting.start, sitting.end
    return ended.minutes - begun.minutes if begun is not None and ended is not None else 0
