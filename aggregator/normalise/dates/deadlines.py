"""Up to when one can sign up: each day that a text names is weighed by the signs that it bears. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, tzinfo
from typing import Final, NamedTuple

from aggregator.normalise.dates.choosing import opens
from aggregator.normalise.dates.closing_signs import signs
from aggregator.normalise.dates.closing_weights import BASE, WEIGHTS
from aggregator.normalise.dates.closings import Closing, closings
from aggregator.normalise.dates.model import Moment
from aggregator.normalise.dates.occasion import Occasion
from aggregator.normalise.text import Text

_ENOUGH: Final = -5
"""The weight above which a day is taken for the deadline: where nothing better stands in the text a weak one is more often right than none."""
_OVER: Final = re.compile(r"\s?で(?:した|、?締め?切(?:りました|って))")
"""Behind a deadline: it was that of something else, or of what is closed."""
_APART: Final = 5
"""By how much it must outweigh another day, or it is doubted."""


class Deadline(NamedTuple):
    """The deadline, and whether another day might as well be it."""

    moment: Moment | None = None
    doubtful: bool = False


def deadline(
    text: Text, found: Sequence[Occasion], events: Sequence[Occasion], start: Moment | None, on: date, zone: tzinfo
) -> Deadline:
    """The deadline of a text, in which the days ``found`` stand; ``events`` are those that the event begins on, at ``start``."""
    best, most, second = None, _ENOUGH, _ENOUGH
    for one, told in candidates(text, found, events, start, on, zone):
        weight = BASE + sum([WEIGHTS.get(sign, 0) for sign in {*told}])
        if best is not None and best.day == one.day:
            best, most = (one, weight) if weight > most else (best, most)
        elif weight > most:
            best, most, second = one, weight, most
        elif weight > second:
            second = weight
    if best is None:
        return Deadline()
    return Deadline(best.moment(text), second > _ENOUGH and most - second < _APART)


def candidates(
    text: Text, found: Sequence[Occasion], events: Sequence[Occasion], start: Moment | None, on: date, zone: tzinfo
) -> Iterator[tuple[Closing, Iterator[str]]]:
    """Each day that may be the deadline, with its signs: none of the event's own, and none behind its last."""
    told = closings(text, found, events, start, on, zone)
    if not told:
        return
    last = max(((one.last or one.days[-1])[1] for one in events), default=None)
    ruled = any(day.recurring for one in events for day, _ in one.days)
    for one in told:
        if one.one is not None and (opens(one.one, text.folded) or _OVER.match(text.folded, one.end)):
            continue
        if last is None or ruled or one.day <= last:
            yield one, signs(one, text.folded, start, on)
