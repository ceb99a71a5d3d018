"""Records of one source as events, however strange one of them is."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, tzinfo

from aggregator import normalise as reading  # loaded when a record is read: lists and states do without
from aggregator.errors import RecordError
from aggregator.model import Event
from aggregator.plugin import RawEvent

log = logging.getLogger(__name__)


def understand(raws: Iterable[RawEvent], source: str, zone: tzinfo, on: date) -> tuple[list[Event], list[RecordError]]:
    """The records that can be an event, in their order, and why the others cannot.

    Args:
        raws: the records.
        source: the source's name.
        zone: of times without one.
        on: the day of reading.
    """
    events: list[Event] = []
    bad: list[RecordError] = []
    for raw in raws:
        try:
            events.append(reading.normalise(raw, source, zone, on))
        except RecordError as error:
            bad.append(error)
        except Exception as error:
            # As with adapters: a listing that nobody foresaw costs itself, not the morning.
            log.exception("source %s: the reading of %r crashed", source, raw.title)
            what = f"the reading crashed: {type(error).__name__}: {error}"
            bad.append(RecordError(what, field="description", value=raw.title, source=source, url=raw.url))
    return events, bad
