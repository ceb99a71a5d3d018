"""The days, clocks and lengths of a text, none of which stands within another. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import Final

from aggregator.model import Precision
from aggregator.normalise.dates.beside import scan_beside
from aggregator.normalise.dates.clock import Clock, Length
from aggregator.normalise.dates.clocks import scan_clocks, scan_lengths
from aggregator.normalise.dates.day import Day
from aggregator.normalise.dates.days import continuations, scan_days, without_overlaps
from aggregator.normalise.dates.numbers import numerals
from aggregator.normalise.dates.relative import scan_relative

_FOLLOWED: Final = re.compile(r"(?:の?(?:開催|会|回))?(?:に(?:続|つづ)[くいき]|以来)")
"""Behind a month: 4月に続く2回目 tells of what was."""


def scan(text: str, on: date) -> tuple[list[Day], list[Clock], list[Length]]:
    """What of the folded ``text`` tells a time, each kind in order; clocks and lengths only where there is a day."""
    found = numerals(text)
    days = without_overlaps([*scan_days(text, found), *scan_relative(text, on, found)])
    days = without_overlaps([*days, *scan_beside(text, days)])
    if not days:
        return [], [], []
    days = without_overlaps([one for day in days for one in (day, *continuations(day, text))])
    days = [day for day in days if day.precision is Precision.DAY or not _FOLLOWED.match(text, day.end)]
    clocks = [clock for clock in scan_clocks(text, found) if not _inside(clock.start, days)]
    lengths = [
        length
        for length in scan_lengths(text, found)
        if not _inside(length.start, days) and not _inside(length.start, clocks)
    ]
    return days, clocks, lengths


def _inside(at: int, tokens: Sequence[Day | Clock]) -> bool:
    index = bisect_left(tokens, at + 1, key=lambda token: token.start) - 1
    return index >= 0 and tokens[index].start <= at < tokens[index].end
