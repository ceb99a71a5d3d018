"""A source's record as an Event: its own fields win, its text fills the gaps, and disagreement is kept."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime, tzinfo
from typing import Final

from pydantic import ValidationError

from aggregator.errors import RecordError
from aggregator.model import Event, Precision
from aggregator.normalise.doubts.why import doubted
from aggregator.normalise.event.facts import people, place, price
from aggregator.normalise.event.record import Record
from aggregator.normalise.event.state import state
from aggregator.normalise.event.times import dates, deadline, doors, moment, span, states_all_day
from aggregator.normalise.event.who import language, organiser, speakers
from aggregator.normalise.labels import Labels, is_morning, read_labels
from aggregator.normalise.text import fold, line
from aggregator.normalise.urls import canonical
from aggregator.plugin import RawEvent

_EDITION: Final = re.compile(
    (
        r"第\s?(\d{1,4})\s?(?:回|弾|期|夜)|(?:vol|no|#|＃|ver)\.?\s?(\d{1,4})(?![\d.])"
        r"|(?<!\d)(\d{1,4})(?:回目|th\b|st\b|nd\b|rd\b)"
    ),
    re.IGNORECASE,
)


def normalise(raw: RawEvent, source: str, zone: tzinfo, on: date) -> Event:
    """Make an Event of a source's record.

    Args:
        raw: the record as the source gives it.
        source: the source's name.
        zone: of times without one, where the record names none.
        on: the day of reading.

    Raises:
        RecordError: the record has no title, or neither id nor address nor start by which it could be known again.
    """
    return _event(Record(raw, source, zone, on))


def _event(record: Record) -> Event:
    """The Event of a record."""
    raw = record.raw
    start, end, precision = span(record)
    if start is None and not (record.url or raw.id):
        raise RecordError(
            "a record needs an id, an address or a start",
            field="start",
            value=raw.start or raw.when,
            source=record.source,
        )
    all_day = raw.all_day if raw.all_day is not None else precision is not Precision.MINUTE
    where, form = place(record)
    counts = people(record)
    labels = _labels(record, start if precision is Precision.MINUTE else None)
    try:
        return Event(
            uid=_uid(record, start), source=record.source, source_id=raw.id, url=record.url, title=record.title,
            start=start, end=end, doors=doors(record, start), all_day=all_day and start is not None, clock_unknown=all_day and start is not None and not states_all_day(record), precision=precision, zone=str(record.zone),
            dates=tuple(dates(record)), place=where, format=form, organiser=organiser(record), organiser_url=canonical(raw.organiser_url or "") or None,
            series=line(raw.series or "") or None, edition=edition(record.title), speakers=tuple(speakers(record)), price=price(record), deadline=deadline(record),
            status=state(record, counts, form), kinds=labels.kinds, hobbies=labels.hobbies, industries=labels.industries, purposes=labels.purposes, audience=labels.audience,
            topics=labels.topics, tags=tuple(filter(None, map(line, raw.tags))), language=language(record), description=record.description, published=moment(record, raw.published), updated=moment(record, raw.updated),
            provenance=(*record.provenance, *record.from_text()), conflicts=tuple(record.conflicts), flags=_flags(record), **counts,
        )  # fmt: skip
    except ValidationError as error:
        first = error.errors()[0]
        raise RecordError(
            first["msg"],
            field=".".join(map(str, first["loc"])),
            value=first["input"],
            source=record.source,
            url=raw.url,
        ) from None


def _labels(record: Record, start: datetime | None) -> Labels:
    """The labels that the text was read with, unless tags add to them or only one of record and text tells of a morning."""
    raw, reading = record.raw, record.reading
    if not raw.tags and is_morning(reading.begins) is is_morning(start):
        return reading.labels
    return read_labels(reading.text, reading.title, raw.tags, start)


def _uid(record: Record, start: datetime | None) -> str:
    """The source and the site's own id, else the address, else what the record says."""
    key = (
        record.raw.id
        or record.url
        or hashlib.sha256(f"{record.title}\n{start}\n{record.raw.venue}".encode()).hexdigest()[:16]
    )
    return f"{record.source}:{key}"


def _flags(record: Record) -> tuple[str, ...]:
    """The reading's doubts, without those on what the source states itself."""
    raw, told = record.raw, record.reading
    by_source = {
        "start": raw.start is not None,
        "end": raw.end is not None,
        "price": raw.price not in (None, ""),
        "capacity": raw.capacity not in (None, ""),
        "status": bool(raw.status),
        "format": raw.online is not None or raw.hybrid,
        "place": bool(raw.venue),
    }
    stated = {
        *(told.when.flags if by_source["start"] else ()),
        *(told.fee.flags if by_source["price"] else ()),
        *(told.people.flags if by_source["capacity"] else ()),
        *(told.state.flags if by_source["status"] else ()),
        *(("format_unsure",) if by_source["format"] else ()),
    }
    return tuple(flag for flag in told.flags if flag not in stated and not by_source.get(doubted(flag)))


def edition(title: str) -> int | None:
    """The number of the meeting in its series (第12回, vol.5, #26)."""
    found = _EDITION.search(fold(title).folded)
    return int(next(group for group in found.groups() if group)) if found else None
