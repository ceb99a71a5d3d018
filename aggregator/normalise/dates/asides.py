"""Clocks that tell when something else is: what is done as a rule, and when a shop or the day's work ends. Pure.

いつもは7時に店を開けますが, お店を6時に閉めて, 仕事は17時で切り上げて: the event's own clock stands elsewhere in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from aggregator.normalise.dates.clock import Clock
from aggregator.normalise.dates.joints import RANGE

_AS_A_RULE: Final = re.compile(
    r"(?:いつも|ふだん|普段|通常|例年|毎年|毎回|昨年|去年|前回|先月|先週|従来|これまで|本来)(?:の[^\s\d。、]{1,6})?は[^\n。、!?]{0,12}$"
)
_BUT: Final = re.compile(
    r"[^\n。!?]{0,16}?(?:ます|です|でし?た|まし?た|だった|だ|る|すが|ところ|けれ?ど)(?:が|けれ?ど|を)?、"
)
_OF_WORK: Final = re.compile(
    r"(?:仕事|業務|授業|診療|営業|(?<!夜)お?店(?:舗|内)?|カフェ|食堂|学校|会社|窓口|図書館)[はをが](?:その日(?:だけ)?|この日(?:だけ)?|当日(?:だけ)?|早めに|いったん|一旦|通常|平日|いつも(?:どおり|通り)?|普段)?[、の]?$"
)
_WORK_ENDS: Final = re.compile(
    r"(?:頃|ごろ|ころ|くらい|まで)?[でに](?:は|いったん|一旦)?[^\n。、\d]{0,6}?(?:閉[めじま]|しま[いっ]|切り上げ|終わ[るらりっ]|終え|上が[りっる]|抜け|早退|終了|終業)"
)
_TICKETS: Final = re.compile(r"(?:整理券|入場券|チケット|引換券|番号札|食券)[はをも、][^\n。]{0,12}$")
_HANDED: Final = re.compile(
    r"(?:頃|ごろ)?(?:から|より|に)[^\n。、\d]{0,10}(?:配[りるっ布]|売り|発[売行券]|販売|お?渡し|引き?換え|並[びん])"
)
"""整理券は10時から配ります."""
_DAY_BEFORE: Final = re.compile(r"(?:前日|前々日|前夜|前の晩|\d日前)の?$")
"""前日23時まで: no clock of the day itself."""
_NEAR: Final = 5
_REACH: Final = 28


def without_asides(clocks: Sequence[Clock], text: str) -> list[Clock]:
    """The ``clocks`` that may be the event's: those of something else, and the ends of their ranges, are left out."""
    kept: list[Clock] = []
    aside: Clock | None = None
    for clock in clocks:
        ends = aside is not None and RANGE.fullmatch(text, aside.end, clock.start) is not None
        if ends or _is_aside(clock, text):
            aside = clock
        else:
            aside = None
            kept.append(clock)
    return kept


def _is_aside(clock: Clock, text: str) -> bool:
    low, start, end = max(0, clock.start - _REACH), clock.start, clock.end
    return (
        (_BUT.match(text, end) is not None and _AS_A_RULE.search(text, low, start) is not None)
        or (_WORK_ENDS.match(text, end) is not None and _OF_WORK.search(text, low, start) is not None)
        or (_HANDED.match(text, end) is not None and _TICKETS.search(text, low, start) is not None)
        or _DAY_BEFORE.search(text, max(0, start - _NEAR), start) is not None
    )
