"""What each sign of a doubt weighs. Plain data, made by ``python -m tests.bench.fit_doubts`` (docs/reading/doubts.md)."""

from __future__ import annotations

from typing import Final, NamedTuple


class Scale(NamedTuple):
    """A field's scale: from which weight on it is doubted, and what the signs of the field itself and of the text weigh, in thirds of the logarithm of the odds.

    ``most`` is what those of the text may weigh together.
    """

    enough: int
    most: int
    own: dict[str, int]
    text: dict[str, int]


SCALES: Final = {
    "start": Scale(
        9, 9,
        {"clocks though none": 6, "no clock": 4, "clocks 4+": 3, "no end": 3, "no weekday": 3, "not the first": 3, "odd minute": 3, "range": 3, "clock apart": 2, "other event": 2, "rule": 2, "several days": 2, "clocks 2-3": 1, "night": 1, "other none": 1, "weak": 1, "no clocks": -2, "clocks 0": -3},
        {"meets 0-1": 3, "said usual": 2, "said or": 1, "said sent": 1, "said way": 1, "sentences": 1, "labels 3+": -1, "meets 4-5": -2, "meets 6+": -2, "notice 0": -2, "no sentence": -3},
    ),
    "end": Scale(
        4, 5,
        {"before its start": 9, "clocks 4+": 4, "not the first": 4, "start without clock": 4, "no weekday": 3, "weak": 3, "rule": 2, "several days": 2, "sittings": 2, "clocks though none": 1, "other none": 1, "clocks 0": -2, "no clocks": -3, "usual length": -4},
        {"said shop": 2, "labels 1-2": 1, "said moved": 1, "said usual": 1, "labels 3+": -1, "meets 4-5": -1},
    ),
    "price": Scale(
        7, 8,
        {"flat though tiers": 7, "extras": 5, "wide": 5, "other thing read": 4, "amounts 2-3": 3, "free though amounts": 3, "from free": 3, "odd": 3, "several lines": 3, "several sentences": 3, "free told": 2, "not written": 2, "span": 1, "flat labelled": -1, "amounts 0": -2, "free labelled": -2, "free": -4},
        {"meets 0-1": 3, "said or": 3, "said stall": 2, "meets 6+": -1, "labels 3+": -2},
    ),
    "place": Scale(
        6, 9,
        {"put together": 11, "begins digit": 7, "mark": 7, "length 1-2": 5, "particle": 5, "cut before": 4, "begins mark": 3, "no house": 2, "quote": 2, "way within": 2, "の": 2, "before は": 1, "length 16+": 1, "behind へ": -1, "room": -2, "before 、": -3, "before の": -3, "quoted": -3, "before に": -4},
        {"labels 0": 2, "said sent": 2, "said closing": 1, "said online": 1, "said party": 1, "said shop": 1, "sentences 4+": 1, "labels 3+": -1, "notice 0": -2},
    ),
    "format": Scale(
        13, 14,
        {"onsite though online": 5, "hybrid": 4, "hybrid no house": 3, "onsite no house": 2, "hybrid house": 1, "online": -2, "onsite": -2},
        {"said online": 7, "labels 1-2": 2, "said next": 2, "notice 3+": 1, "said before": 1, "sentences 4+": 1},
    ),
    "status": Scale(
        6, 5,
        {"other state": 3, "closed": 2, "full told": 2, "rescheduled": -1, "postponed": -2, "title": -3},
        {"said tiers": 2, "sentences 4+": 2, "said closing": 1},
    ),
}  # fmt: skip
