"""Lists whose days belong to the items of another one: days of posts, performances of a run, works of an exhibition. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from aggregator.induce.records import Listing, Record
from aggregator.induce.told import tell

_SHOWN: Final = re.compile(r"(?:展示|陳列|出品|公開)(?:期間|予定)?\s?[:：]")
"""What stands before the days on which a work is shown."""
_SOME: Final = 2
"""So many posts that announce something show that all of them are posts."""


def belongs(one: Listing, found: Sequence[Listing], today: date) -> bool:
    """Whether the days of a list are but parts, or the days of writing, of the items of others among those ``found``."""
    return _of_posts(one, found, today) or any(
        _posts(one, other, today) or _of_works(one, other) or _of_a_run(one, other) for other in found
    )


def _posts(one: Listing, other: Listing, today: date) -> bool:
    """Whether the days of ``one`` are those on which the items of ``other`` were put on the page."""
    days = {record.title: record.day for record in other.records if record.title is not None}
    if one is other or not days or any(record.day > today or record.until is not None for record in one.records):
        return False
    earlier = [record.day < days[record.title] for record in one.records if record.title in days]
    many = 2 * len(earlier) > len(one.records) and 2 * len(days) > len(other.records)
    return many and all(earlier) and any(record.day >= today for record in other.records)


def _of_posts(one: Listing, found: Sequence[Listing], today: date) -> bool:
    """Whether ``one`` lists posts, the newest first, of which a third or more tell of a later day in their titles or their words."""
    if any(record.day > today or record.until is not None or record.when.says_when for record in one.records):
        return False
    newest_first = all(first.day >= second.day for first, second in pairwise(one.records))
    others = [record for other in found if other is not one for record in other.records if _tells(record)]
    announcing = sum(
        any(record.first <= other.when.line.number < record.last and record.day < other.day for other in others)
        for record in one.records
    )
    coming = any(other.day >= today for other in others)
    return newest_first and coming and announcing >= _SOME and 3 * announcing >= len(one.records)


def _tells(record: Record) -> bool:
    """Whether an item says when, or names itself beside its day in a heading or link: 【12月8日】成道会."""
    if record.when.says_when:
        return True
    own = tell(record.when.line, record.when, own=True) if record.when.line.is_dressed else None
    return own is not None and not own.weak and not own.badge


def _of_a_run(one: Listing, other: Listing) -> bool:
    """Whether the days of ``one`` are those of the performances within each item of ``other``, which tells its first and its last day.

    Some have several: one day within a range may be the event within the time for which one applies.
    """
    parts = [
        next((whole for whole in other.records if _is_of_run(record, whole)), None)
        for record in one.records
        if one is not other
    ]
    shorter = any(
        whole is not None and (record.day, record.until) != (whole.day, whole.until)
        for record, whole in zip(one.records, parts, strict=False)
    )
    several = len({id(whole) for whole in parts}) < len(parts)
    return shorter and several and all(parts)


def _is_of_run(record: Record, whole: Record) -> bool:
    """Whether an item stands within another one and lies between its first and its last day."""
    if whole.until is None or whole.title is None or record.title not in {None, whole.title}:
        return False
    within = whole.first <= record.first and record.last <= whole.last
    return within and whole.day <= record.day and (record.until or record.day) <= whole.until


def _of_works(one: Listing, other: Listing) -> bool:
    """Whether the days of ``one`` are those on which works are shown within an exhibition of ``other``: 展示期間：8月4日~8月30日."""
    return one is not other and all(
        record.until is not None
        and _SHOWN.search(record.when.text) is not None
        and any(_holds(whole, record) for whole in other.records)
        for record in one.records
    )


def _holds(whole: Record, part: Record) -> bool:
    """Whether a range lies within another one that is no such part itself."""
    if whole.until is None or part.until is None or _SHOWN.search(whole.when.text) is not None:
        return False
    return whole.day <= part.day and part.until <= whole.until
