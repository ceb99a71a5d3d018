"""Items that tell their day twice: in full and in short, for large screens and for small ones. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from aggregator.induce.dated import Dated
from aggregator.induce.page import PageText
from aggregator.induce.told import tell


def once_an_item(page: PageText, anchors: Sequence[int], dated: Mapping[int, Dated]) -> Sequence[int]:
    """The days without the second one of each item, where every item holds two that are the same and names nothing beside them."""
    firsts, seconds = anchors[::2], anchors[1::2]
    if len(anchors) < 4 or len(firsts) != len(seconds):
        return anchors
    pairs = list(zip(firsts, seconds, strict=True))
    if any(dated[one].days != dated[other].days for one, other in pairs):
        return anchors
    for one, other in pairs:
        around = next((outer for outer in page.tops(page.lines[one].element) if other < page.stretches[outer][1]), None)
        own = tell(page.lines[other], dated[other], own=True)
        if around is None or (own is not None and not own.weak):
            return anchors
        first, last = page.stretches[around]
        if bisect_left(anchors, last) - bisect_left(anchors, first) > 2:
            return anchors
    return firsts
