"""Which meetings belong together: 第N回, vol.N, one group on one weekday."""

from __future__ import annotations

from aggregator.dedupe import spelling, words
from aggregator.dedupe.facets import number
from aggregator.dedupe.traits import Traits
from aggregator.model import Event, Frozen


class Series(Frozen):
    """``key`` is equal for all meetings of one series; ``edition`` numbers this one, where it is numbered."""

    key: str
    edition: int | None = None


def series(event: Event) -> Series | None:
    """The series that an event belongs to, by its own word (``series``), a number in the title, or group and weekday.

    ``None`` where nothing says that there is a series: a title without a number and no organiser.
    """
    traits = Traits(event)
    edition = edition_of(event)
    group = words.squeezed(spelling.fold(event.series or "")) or traits.organiser
    if not traits.squeezed or not (group or edition is not None):
        return None
    return Series(key=f"{group}/{traits.squeezed}", edition=edition)


def follows(earlier: Event, later: Event) -> bool:
    """Whether ``later`` is a coming meeting of the series of ``earlier``: 続きの会.

    By number where both have one; else the same group, a like title and the same weekday.
    """
    first, second = series(earlier), series(later)
    if first is None or second is None or earlier.uid == later.uid:
        return False
    if earlier.start is None or later.start is None or later.start <= earlier.start:
        return False
    one, other = Traits(earlier), Traits(later)
    group_one, group_other = first.key.partition("/")[0], second.key.partition("/")[0]
    if group_one and group_other and group_one != group_other:
        return False
    alike = words.dice(one.letter_pairs, other.letter_pairs) >= 0.7
    if first.edition is not None and second.edition is not None:
        return second.edition > first.edition and alike
    weekday = one.local is not None and other.local is not None and one.local.weekday() == other.local.weekday()
    return bool(group_one) and alike and weekday


def edition_of(event: Event) -> int | None:
    """Which meeting of its series this is."""
    if event.edition is not None:
        return event.edition
    found = Traits(event).facets.get("edition")
    return max(number(value) for value in found) if found else None
