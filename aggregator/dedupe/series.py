"""Which meetings belong together: 第N回, vol.N, one group on one weekday."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aggregator.dedupe import spelling, words
from aggregator.dedupe.facets import number
from aggregator.dedupe.traits import TELLING, Traits
from aggregator.model import Event, Frozen

ALIKE = 0.7
"""Names of series that share so many letter pairs are one name."""
_THEME = re.compile(r"[「『《〈][^」』》〉]*[」』》〉]|~[^~]+~?$|[:：].*$|\s-\s.*$")


class Series(Frozen):
    """``key`` is equal for all meetings of one series; ``edition`` numbers this one, where it is numbered."""

    key: str
    edition: int | None = None


def series(event: Event) -> Series | None:
    """The series that an event belongs to, by its own word (``series``), a number in the title, or group and weekday.

    ``None`` where nothing says that there is a series: a title without a number and no organiser.
    """
    return _series(Traits(event))


def follows(earlier: Event, later: Event) -> bool:
    """Whether ``later`` is a coming meeting of the series of ``earlier``: 続きの会.

    By number where both have one; else the same group, a like title and the same weekday.
    """
    return _follows(Traits(earlier), Traits(later))


class Sequels:
    """Which coming events are the next meetings of those that a person went to.

    Args:
        attended: where the person has been.
    """

    def __init__(self, attended: Iterable[Event]) -> None:
        self._by_group: dict[str, list[Traits]] = {}
        for event in attended:
            one = Traits(event)
            self._by_group.setdefault(_group(one), []).append(one)

    def before(self, event: Event) -> str | None:
        """The title of the latest meeting that ``event`` follows; ``None`` where it follows none."""
        later = Traits(event)
        group = _group(later)
        known = {group, ""} if group else self._by_group.keys()
        found = [one for name in known for one in self._by_group.get(name, ()) if _follows(one, later)]
        return max(found, key=lambda one: (one.start or later.start, one.uid)).event.title if found else None


def name_of(one: Traits) -> str:
    """What all meetings of its series are called: the title without number and theme, without spaces and signs.

    ``Kotlin愛好会 vol.58 Coroutines特集`` and ``第59回 Kotlin愛好会「並行処理」`` are both ``kotlin愛好会``.
    """
    least = words.COMMON_WEIGHT if one.organiser else TELLING
    for part in (*words.around_edition(one.title), one.title):
        name = words.squeezed(words.core(_THEME.sub(" ", part)))
        if sum(words.weigh(name).values()) >= least:
            return name
    return one.squeezed


def _follows(one: Traits, other: Traits) -> bool:
    first, second = _series(one), _series(other)
    if first is None or second is None or one.uid == other.uid:
        return False
    if one.start is None or other.start is None or other.start <= one.start:
        return False
    group, other_group = _group(one), _group(other)
    if group and other_group and group != other_group:
        return False
    alike = words.dice(words.pairs(name_of(one)), words.pairs(name_of(other))) >= ALIKE
    if first.edition is not None and second.edition is not None:
        return second.edition > first.edition and alike
    weekday = one.local is not None and other.local is not None and one.local.weekday() == other.local.weekday()
    return bool(group and other_group) and alike and weekday


def _group(one: Traits) -> str:
    return words.squeezed(spelling.fold(one.event.series or "")) or one.organiser


def _series(one: Traits) -> Series | None:
    edition = _edition(one)
    group, name = _group(one), name_of(one)
    if not name or not (group or edition is not None):
        return None
    return Series(key=f"{group}/{name}", edition=edition)


def _edition(one: Traits) -> int | None:
    if one.event.edition is not None:
        return one.event.edition
    found = one.facets.get("edition")
    return max(number(value) for value in found) if found else None
