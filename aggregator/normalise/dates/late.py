"""The clock that is told some sentences behind the only day of a text (6月26日、場所は… まず10時から外で料理), and the end of its programme. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from aggregator.normalise.dates.clock import Clock
from aggregator.normalise.dates.joints import ASIDES, FROM, RANGE
from aggregator.normalise.dates.occasion import Occasion, Sitting
from aggregator.normalise.dates.placing import end_of
from aggregator.normalise.dates.roles import Use
from aggregator.normalise.text import sentence_end, sentence_start

_HELD_ON: Final = frozenset({Use.NONE, Use.EVENT, Use.START})
_OFFICE: Final = re.compile(
    (
        r"電話|受け?付|営業|開館|開店|開室|窓口|問い?合|予約|チケット|発売|販売|申し?込|メール|診療|搬入|準備"
        r"|集荷|懇親|二次会|締切|〆|通行|規制|\btel\b"
    ),
    re.IGNORECASE,
)
"""In the sentence of a clock: it tells when somebody answers or sells, or what else is then."""


_LEADS: Final = re.compile(r"[\W①-⑳]*(?:午前|午後|夜|朝)?")


def late_sitting(one: Occasion, found: Sequence[Occasion], text: str) -> Sitting | None:
    """The sitting that begins at the first waiting clock from which on something is held; ``None`` where there is none, or another day it may belong to.

    Args:
        one: the day that was chosen, without a clock.
        found: all occasions of the text, in order.
        text: the folded text.
    """
    (_, day), *others = one.days
    if others or one.last is not None or one.imprecise:
        return None
    if any(at != day for other in found if other.use in _HELD_ON and not other.imprecise for _, at in other.days):
        return None
    waiting = sorted((clock for other in found for clock, use in other.spare if use in (*_HELD_ON, Use.END)), key=_at)
    for clock, following in zip_longest(waiting, waiting[1:]):
        ranged = following is not None and RANGE.fullmatch(text, clock.end, following.start) is not None
        if clock.start > one.end_at and (ranged or FROM.match(text, clock.end)) and not _of_office(clock, text):
            return Sitting(clock, end_of(clock, following, "") if ranged and following is not None else None)
    return None


def end_of_items(one: Occasion, text: str) -> Clock | None:
    """The end of the last line of a programme, of which each line begins with its clock: 9:30 集合, below it 10:00~12:00, 12:30~15:00."""
    begun = one.sittings[0].start if one.sittings else one.doors
    ended = any(sitting.end is not None for sitting in one.sittings) or len(one.sittings) > 1
    if begun is None or ended or one.last is not None or len(one.days) > 1 or one.length is not None or not one.items:
        return None
    start, end = one.items[-1]
    if any(clock.start > end.start for clock, _ in one.spare) or start.minutes < begun.minutes:
        return None
    low = text.rfind("\n", 0, start.start) + 1
    high = text.find("\n", end.end)
    line = text[end.end : high if high >= 0 else len(text)]
    leads = begun.end < low and _LEADS.fullmatch(text, low, start.start) is not None
    return end if leads and not (_OFFICE.search(line) or ASIDES.match(line)) else None


def _at(clock: Clock) -> int:
    return clock.start


def _of_office(clock: Clock, text: str) -> bool:
    """Whether the sentence of a clock tells when an office, a shop or a line is open."""
    return _OFFICE.search(text, sentence_start(text, clock.start), sentence_end(text, clock.end)) is not None
