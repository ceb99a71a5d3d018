"""The clock that is told some sentences behind the only day of a text: 6月26日、場所は… まず10時から外で料理. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from aggregator.normalise.dates.clock import Clock
from aggregator.normalise.dates.joints import FROM, RANGE
from aggregator.normalise.dates.occasion import Occasion, Sitting
from aggregator.normalise.dates.placing import end_of
from aggregator.normalise.dates.roles import Use
from aggregator.normalise.text import sentence_end, sentence_start

_HELD_ON: Final = frozenset({Use.NONE, Use.EVENT, Use.START})
_OFFICE: Final = re.compile(
    r"電話|受け?付|営業|開館|開店|開室|窓口|問い?合|予約|チケット|発売|販売|申し?込|メール|診療|搬入|準備|集荷|懇親|二次会|締切|〆|通行|規制|\btel\b",
    re.IGNORECASE,
)
"""In the sentence of a clock: it tells when somebody answers or sells, or what else is then."""


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


def _at(clock: Clock) -> int:
    return clock.start


def _of_office(clock: Clock, text: str) -> bool:
    """Whether the sentence of a clock tells when an office, a shop or a line is open."""
    return _OFFICE.search(text, sentence_start(text, clock.start), sentence_end(text, clock.end)) is not None
