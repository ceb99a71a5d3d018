"""When an event is: the record's own times before those of its text, and where they disagree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, Final

from aggregator.model import Conflict, Occurrence, Precision
from aggregator.normalise.dates import Moment, read_moment, read_span
from aggregator.normalise.event.record import Record
from aggregator.normalise.text import plain

_UNSURE: Final = frozenset(
    {"past", "imprecise", "unannounced", "day_in_passing", "month_inferred", "year_far", "clock_apart"}
)
"""Flags of a text's time that is too weak to stand against the record's own."""


def span(record: Record) -> tuple[datetime | None, datetime | None, Precision]:
    """Start and end, aware, and how precise they are: the record's, with what only the text knows (the hour, the end)."""
    start, end = _moments(record, record.raw.start, "start")
    later = _moments(record, record.raw.end, "end")[0]
    when = record.reading.when
    if start is None and when.start is None and record.raw.when:
        start, end = read_span(plain(record.raw.when), record.on, record.zone)  # long past, but the field says when
    if start is None:
        return _stretch(record, when.start or when.end, later or when.end)  # a last day alone is the day to go by
    _compare(record, start, when.start)
    if later is None and end is None and when.start is not None and when.start.value == start.value:
        later = when.end
    if (
        isinstance(when.start and when.start.value, datetime)
        and start.precision is Precision.DAY
        and when.start
        and when.start.day == start.day
    ):
        return _stretch(record, when.start, when.end or later)
    return _stretch(record, start, later or end)


def dates(record: Record) -> Iterator[Occurrence]:
    """The days of a series that the text tells."""
    if record.raw.start is not None and record.raw.when is None:
        return
    for sitting in record.reading.when.dates:
        start, end, precision = _stretch(record, sitting.start, sitting.end)
        if start is not None:
            yield Occurrence(start=start, end=end, all_day=precision is not Precision.MINUTE)


def doors(record: Record, start: datetime | None) -> datetime | None:
    """When the doors open: at most six hours before the start."""
    opened = moment(record, record.raw.doors)
    told = record.reading.when.doors
    if opened is None and told is not None and isinstance(told.value, datetime):
        opened = told.value
    return opened if opened and start and opened <= start and start - opened <= timedelta(hours=6) else None


def deadline(record: Record) -> datetime | None:
    """Until when one can sign up; of a day its last minute."""
    last = _moments(record, record.raw.deadline, "deadline")[0] or record.reading.when.deadline
    if last is None:
        return None
    if isinstance(last.value, datetime):
        return _aware(record, last.value)
    return _aware(record, last.value) + timedelta(days=1) - timedelta(minutes=1)


def moment(record: Record, value: Any) -> datetime | None:
    """A structured time that needs no words of its own: when it was published, when the doors open."""
    if isinstance(value, str) and value:
        found = read_moment(value, record.on, record.zone)
    else:
        found = (
            Moment(value, Precision.MINUTE, 0, 0, "")
            if isinstance(value, datetime)
            else _unix(value, record.zone)
            if isinstance(value, int | float)
            else None
        )
    return _aware(record, found.value) if found else None


def states_all_day(record: Record) -> bool:
    """Whether the record or the text says that it lasts all day, and is not only silent about the hours."""
    told = record.raw.all_day if record.raw.all_day is not None else record.reading.when.all_day
    return told is True


def _moments(record: Record, value: Any, field: str) -> tuple[Moment | None, Moment | None]:
    """A structured time as moments; what cannot be read is as if it were not there, and flagged by its absence."""
    if value is None or value == "":
        return None, None
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=record.zone)
        found: tuple[Moment | None, Moment | None] = (
            Moment(aware.astimezone(record.zone), Precision.MINUTE, 0, 0, str(value)),
            None,
        )
    elif isinstance(value, date):
        found = Moment(value, Precision.DAY, 0, 0, str(value)), None
    elif isinstance(value, int | float):
        found = _unix(value, record.zone), None
    else:
        found = read_span(str(value), record.on, record.zone)
    if found[0] is not None:
        record.structured(field, value)
    return found


def _stretch(
    record: Record, start: Moment | None, end: Moment | None
) -> tuple[datetime | None, datetime | None, Precision]:
    """Aware times; a day runs from its midnight to the next (RFC 5545 §3.6.1). An end before the start is dropped."""
    if start is None:
        return None, None, Precision.MINUTE
    begin = _aware(record, start.value)
    if isinstance(start.value, datetime):
        finish = _aware(record, end.value) if end and isinstance(end.value, datetime) else None
        if end and finish is None and end.day > start.day:
            finish = _aware(record, end.day) + timedelta(days=1)
        return begin, finish if finish and finish > begin else None, Precision.MINUTE
    last = end.day if end and end.day >= start.value else start.value
    return begin, _aware(record, last) + timedelta(days=1), start.precision


def _aware(record: Record, value: date) -> datetime:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=record.zone)
    return datetime.combine(value, time(), record.zone)


def _compare(record: Record, start: Moment, told: Moment | None) -> None:
    """Keep it where record and text name different days or clocks; a rule's next sitting (毎週水曜) is no day of its own, and what is read with doubt disagrees with nothing."""
    when = record.reading.when
    if told is None or told.precision not in (Precision.MINUTE, Precision.DAY) or not _UNSURE.isdisjoint(when.flags):
        return
    told = next((one.start for one in when.dates if one.start.day == start.day), told)
    clocks = isinstance(start.value, datetime) and isinstance(told.value, datetime)
    other_day = start.day != told.day and when.recurrence is None
    if other_day or (clocks and _aware_clock(start, record.zone) != _aware_clock(told, record.zone)):
        chosen, other = (str(_shown(one)) for one in (start, told))
        record.conflicts.append(
            Conflict(field="start", chosen=chosen, other=other, chosen_from=record.source, other_from=told.words[:80])
        )


def _aware_clock(moment: Moment, zone: tzinfo) -> time | None:
    """The time of day in ``zone``; ``None`` for a whole day."""
    value = moment.value
    if not isinstance(value, datetime):
        return None
    return (value.astimezone(zone) if value.tzinfo else value).time()


def _shown(moment: Moment) -> str:
    return moment.value.strftime("%Y-%m-%d %H:%M") if isinstance(moment.value, datetime) else moment.value.isoformat()


def _unix(seconds: float, zone: tzinfo) -> Moment | None:
    """Unix seconds, or milliseconds where they can be nothing else."""
    try:
        value = datetime.fromtimestamp(seconds / 1000 if abs(seconds) > 1e11 else seconds, zone)
    except (ValueError, OverflowError, OSError):
        return None
    return Moment(value, Precision.MINUTE, 0, 0, str(seconds))
