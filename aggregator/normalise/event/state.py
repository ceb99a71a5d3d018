"""In what state an event is: what its source gives, what organisers write into title and text, what the counts say."""

from __future__ import annotations

import re
from typing import Final

from aggregator.model import Format, Origin, Provenance, Status
from aggregator.normalise.capacity import all_taken
from aggregator.normalise.event.record import Record
from aggregator.normalise.reading import read

_SCHEMA: Final = {
    "eventscheduled": Status.SCHEDULED, "eventcancelled": Status.CANCELLED, "eventpostponed": Status.POSTPONED, "eventrescheduled": Status.RESCHEDULED,
    "eventmovedonline": Status.RESCHEDULED, "cancelled": Status.CANCELLED, "canceled": Status.CANCELLED, "confirmed": Status.SCHEDULED, "tentative": Status.SCHEDULED,
    "postponed": Status.POSTPONED, "rescheduled": Status.RESCHEDULED, "scheduled": Status.SCHEDULED, "open": Status.SCHEDULED, "preopen": Status.SCHEDULED,
    "close": Status.CLOSED, "closed": Status.CLOSED, "full": Status.FULL, "soldout": Status.FULL, "waitlist": Status.WAITLIST, "cancel": Status.CANCELLED,
}  # fmt: skip


def state(record: Record, people: dict[str, int | None], form: Format | None) -> Status | None:
    """The state; where the counts say that one event's seats are all taken: full, or a waiting list if one can wait."""
    status = _status(record)
    one = form is not Format.HYBRID and len(record.reading.when.dates) <= 1
    taken = one and all_taken(record.reading.text, people["capacity"], people["accepted"])
    if status not in (None, Status.SCHEDULED) or not taken:
        return status
    record.provenance = [found for found in record.provenance if found.field != "status"]
    record.provenance.append(Provenance(field="status", origin=Origin.INFERRED, source=record.source))
    return Status.FULL if people["waiting"] is None else Status.WAITLIST


def _status(record: Record) -> Status | None:
    told = record.reading.status
    given = None
    if record.raw.status:
        word = record.raw.status.rpartition("/")[2]
        given = _SCHEMA.get(re.sub(r"[\W_]+", "", word).lower())
        if given is None:
            given = read(record.raw.status, record.on, record.zone, title=record.raw.status).status
        if given is not None:
            record.structured("status", record.raw.status)
    if told in (Status.CANCELLED, Status.POSTPONED, Status.RESCHEDULED) and given in (None, Status.SCHEDULED):
        return told  # sites cannot mark it, organisers write it into the title
    return given if given not in (None, Status.SCHEDULED) else told or given
