"""Clocks that tell when something else is: what is done as a rule, when a shop or the day's work ends, what sea, sun and last trains do. Pure.

いつもは7時に店を開けますが, お店を6時に閉めて, 仕事は17時で切り上げて, 干潮 12:38: the event's own clock stands elsewhere in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from aggregator.normalise.dates.clock import Clock
from aggregator.normalise.dates.joints import RANGE, SPAN

_AS_A_RULE: Final = re.compile(
    r"(?:いつも|ふだん|普段|通常|例年|毎年|毎回|昨年|去年|前回|先月|先週|従来|これまで|本来)"
    r"(?:の[^\s\d。、]{1,6})?は[^\n。、!?]{0,12}$"
)
_BUT: Final = re.compile(
    r"[^\n。!?]{0,16}?(?:ます|です|でし?た|まし?た|だった|だ|る|すが|ところ|けれ?ど)(?:が|けれ?ど|を)?、"
)
_OF_WORK: Final = re.compile(
    r"(?:仕事|業務|授業|診療|営業|(?<!夜)お?店(?:舗|内)?|カフェ|食堂|学校|会社|窓口|図書館)[はをが]"
    r"(?:その日(?:だけ)?|この日(?:だけ)?|当日(?:だけ)?|早めに|いったん|一旦|通常|平日|いつも(?:どおり|通り)?"
    r"|普段)?[、の]?$"
)
_WORK_ENDS: Final = re.compile(
    r"(?:頃|ごろ|ころ|くらい|まで)?[でに](?:は|いったん|一旦)?[^\n。、\d]{0,6}?"
    r"(?:閉[めじま]|しま[いっ]|切り上げ|終わ[るらりっ]|終え|上が[りっる]|抜け|早退|終了|終業)"
)
_TICKETS: Final = re.compile(r"(?:整理券|入場券|チケット|引換券|番号札|食券)[はをも、][^\n。]{0,12}$")
_HANDED: Final = re.compile(
    r"(?:頃|ごろ)?(?:から|より|に)[^\n。、\d]{0,10}(?:配[りるっ布]|売り|発[売行券]|販売|お?渡し|引き?換え|並[びん])"
)
"""整理券は10時から配ります."""
_DAY_BEFORE: Final = re.compile(r"(?:前日|前々日|前夜|前の晩|\d日前)の?$")
"""前日23時まで: no clock of the day itself."""
_OF_NATURE: Final = r"干潮|満潮|潮止まり|日の出|日の入り?|日没|月の出|月の入り?|南中|皆既"
_TOLD_OF: Final = re.compile(
    rf"(?:{_OF_NATURE}|極大|始発|終電|終バス|最終(?:の?(?:バス|電車|列車|便))|門限|消灯|起床)"
    rf"(?:の?(?:時刻|時間|予想))?[はがも:]?[\s(]{{0,2}}(?:約|およそ)?$"
)
_OF_IT: Final = re.compile(
    r"\s?発?の?(?:[^\s\d、。]{0,6}?)(?:特急|急行|快速|電車|列車|新幹線|バス|便|フェリー)"
    r"(?:に乗(?:ると|れば|って[来き])|だと|なら|で(?:来|着|間に合)|が便利)"
    r"|[.…、\s]{0,6}(?:では?|じゃ)な[くい](?![か?？で])"
    r"|\s?(?:頃|ごろ|ころ)?"
    rf"(?:(?:の|に|が)(?:{_OF_NATURE}|終電|始発)(?!町|公園|[ァ-ヶ])|\s?(?:{_OF_NATURE})(?=[)、。・/\s]|$))"
)
_OF_ELSE: Final = (
    "潮", "日の", "日没", "月の", "南中", "皆既", "極大", "始発", "終電", "終バス", "最終", "門限", "消灯", "起床",
    "特急", "急行", "快速", "電車", "列車", "新幹線", "バス", "便", "フェリー", "はな", "でな", "じゃな",
)  # fmt: skip
"""One of them stands in every text of which a clock is such a one."""
_OF_PEOPLE: Final = re.compile(r"\s?(?:頃|ごろ|ころ)?に?\s?(?:集合|出発|スタート|開始|開演|始め|集ま)")
"""日の出 6:50集合: the label names the spot or what is looked at."""
_NEAR: Final = 5
_NEARER: Final = 14
_REACH: Final = 28


def without_asides(clocks: Sequence[Clock], text: str) -> tuple[list[Clock], list[int]]:
    """The ``clocks`` that may be the event's, without those of something else and the ends of their ranges; and where those that are left out end."""
    kept: list[Clock] = []
    left: list[int] = []
    aside: Clock | None = None
    natural = any(word in text for word in _OF_ELSE) if clocks else False
    for clock in clocks:
        ends = aside is not None and RANGE.fullmatch(text, aside.end, clock.start) is not None
        if ends or _is_aside(clock, text) or (natural and _is_natural(text, clock.start, clock.end)):
            aside = clock
            left.append(clock.end)
        else:
            aside = None
            kept.append(clock)
    return kept, left


def _is_aside(clock: Clock, text: str) -> bool:
    low, start, end = max(0, clock.start - _REACH), clock.start, clock.end
    return (
        (_BUT.match(text, end) is not None and _AS_A_RULE.search(text, low, start) is not None)
        or (_WORK_ENDS.match(text, end) is not None and _OF_WORK.search(text, low, start) is not None)
        or (_HANDED.match(text, end) is not None and _TICKETS.search(text, low, start) is not None)
        or _DAY_BEFORE.search(text, max(0, start - _NEAR), start) is not None
    )


def _is_natural(text: str, start: int, end: int) -> bool:
    """Whether a clock from ``start`` to ``end`` is that of the tide, of sun and moon or of a last train, which happen whoever comes: a point in time, no range."""
    if _OF_IT.match(text, end) is not None:
        return True
    told = _TOLD_OF.search(text, max(0, start - _NEARER), start) is not None
    return told and _OF_PEOPLE.match(text, end) is None and SPAN.match(text, end) is None
