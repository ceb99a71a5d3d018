"""What the reading of dates gives: moments with the words they were read from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from aggregator.model import Precision
from aggregator.normalise.dates.occasion import Occasion


class Moment(NamedTuple):
    """A point in time as a text says it.

    ``value`` is an aware datetime where the text gives a clock, else a date; ``start`` and ``end`` are the stretch of the
    folded text that it was read from, ``words`` the original words.
    """

    value: datetime | date
    precision: Precision
    start: int
    end: int
    words: str

    @property
    def day(self) -> date:
        """The day on which it lies."""
        return self.value.date() if isinstance(self.value, datetime) else self.value


class Span(NamedTuple):
    """One sitting. ``end`` is the last day itself where it is a date."""

    start: Moment
    end: Moment | None = None


class DateReading(NamedTuple):
    """When an event takes place, as far as a text says. ``None`` means: it does not say.

    ``dates`` lists the sittings of an event with several; ``recurrence`` holds the words of a rule (毎週水曜), of which
    ``start`` is then the next sitting. ``flags`` name what a careful reader would doubt: ``weekday_mismatch``,
    ``year_inferred``, ``imprecise``, ``recurring``, ``past``, ``only_end`` (1月31日まで), ``only_doors`` (the start is that of the doors),
    ``half_guessed`` (2時から, taken as 14:00), ``day_differs`` (the title names another day), ``unannounced`` (no word of the text says that people meet);
    and what was passed over or taken on little ground, as ``rivals`` tells. ``found`` are all days and clocks of the text, whatever they are for.
    ``passed``: where there is no start, what it would be if the words beside its day (休館, 発売) were not taken to say that it is another thing's; ``of_a_thing`` says that
    this is such a reading.
    """

    start: Moment | None = None
    end: Moment | None = None
    doors: Moment | None = None
    deadline: Moment | None = None
    all_day: bool | None = None
    dates: tuple[Span, ...] = ()
    recurrence: str | None = None
    flags: tuple[str, ...] = ()
    found: Sequence[Occasion] = ()
    passed: DateReading | None = None
    of_a_thing: bool = False
